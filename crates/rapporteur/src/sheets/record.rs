//! What a record holds of proposals on a text: by party, and by topics. All of them, attributed, not merged.

use super::{Head, sheet};
use crate::disclosure::{Openness, openness};
use crate::words::counted;
use record::event::texts::Change as Asked;
use record::{EntryId, Group, Id, ProvisionId, Record, TextId};
use render::sheet::{Block, Cell, Change, Heading, Paragraph, Run, Sheet, Table};
use std::collections::BTreeMap;

/// A proposal on a text.
struct Proposal {
    entry: EntryId,
    /// Who made it; none where it may not be said.
    by: Vec<Id>,
    provision: ProvisionId,
    /// What was done: "tabled", "amends".
    what: &'static str,
    runs: Vec<Run>,
}

/// Every proposal on a text that may be shown, in the order of the record, and how many may not.
fn proposals(record: &Record, text: &TextId) -> (Vec<Proposal>, usize) {
    let group = record.group();
    let mut found = Vec::new();
    let mut withheld = 0;
    let mut add = |mut proposal: Proposal| match openness(record, proposal.entry) {
        Openness::Named => found.push(proposal),
        Openness::Unnamed => {
            proposal.by.clear();
            found.push(proposal);
        }
        Openness::Counted => withheld += 1,
    };
    for provision in group.provisions.values().filter(|p| p.tabled.text == *text) {
        if let Some(first) = provision.versions.first() {
            add(Proposal {
                entry: provision.entry,
                by: provision.tabled.by.clone(),
                provision: provision.id.clone(),
                what: "tabled",
                runs: vec![Run::plain(first.words.text.to_string())],
            });
        }
    }
    for amendment in group.amendments.values() {
        let Some(provision) = group.provisions.get(&amendment.provision) else { continue };
        if provision.tabled.text != *text {
            continue;
        }
        add(Proposal {
            entry: amendment.entry,
            by: vec![amendment.voice.id().clone()],
            provision: provision.id.clone(),
            what: if amendment.to.is_some() { "amends an amendment" } else { "amends" },
            runs: asked(&amendment.change),
        });
    }
    found.sort_by_key(|proposal| proposal.entry);
    (found, withheld)
}

/// What an amendment asks for, as words that go and come.
fn asked(change: &Asked) -> Vec<Run> {
    let gone = |words: &str| Run::plain(words).changed(Change::Deleted { by: None });
    let new = |words: &str| Run::plain(words).changed(Change::Inserted { by: None });
    match change {
        Asked::Replace { old, new: words } => vec![gone(old), Run::plain(" "), new(words)],
        Asked::Insert { new: words, after } if after.is_empty() => {
            vec![new(words), Run::plain(" …")]
        }
        Asked::Insert { new: words, after } => vec![Run::plain(format!("… {after}")), new(words)],
        Asked::Delete { old } => vec![gone(old)],
        Asked::Whole(words) => vec![new(&words.text)],
    }
}

/// A heading for each party and coalition, under it what it proposed.
pub(crate) fn proposals_by_party(record: &Record, text: &TextId, head: &Head) -> Sheet {
    let group = record.group();
    let (proposals, withheld) = proposals(record, text);
    let mut by: BTreeMap<Option<&Id>, Vec<&Proposal>> = BTreeMap::new();
    for proposal in &proposals {
        let whose: Vec<Option<&Id>> = proposal.by.iter().map(Some).collect();
        for id in if whose.is_empty() { vec![None] } else { whose } {
            by.entry(id).or_default().push(proposal);
        }
    }
    let mut blocks = Vec::new();
    // Who is named first, then what nobody is named for.
    for (id, proposals) in
        by.iter().filter(|(id, _)| id.is_some()).chain(by.iter().filter(|(id, _)| id.is_none()))
    {
        let name = id
            .map_or("Nobody named: the Chair's text, or not to be named".to_owned(), |id| {
                format!("{} ({id})", group.name_of(id))
            });
        blocks.push(Block::Heading(Heading {
            level: 1,
            anchor: String::new(),
            runs: vec![Run::plain(name)],
        }));
        for proposal in proposals {
            blocks.push(Block::Paragraph(Paragraph {
                label: Some(label(group, &proposal.provision)),
                runs: proposal.runs.clone(),
                status: Some(format!("{} ({})", proposal.what, proposal.entry)),
                ..Paragraph::default()
            }));
        }
    }
    sheet("Compilation of proposals by party", head, notes(&proposals, withheld), blocks)
}

/// A row for each issue, a column for each who proposed something on it.
pub(crate) fn proposals_by_topic(record: &Record, text: &TextId, head: &Head) -> Sheet {
    let group = record.group();
    let (proposals, withheld) = proposals(record, text);
    let mut columns: Vec<&Id> = proposals.iter().flat_map(|p| &p.by).collect();
    columns.sort_unstable();
    columns.dedup();
    let topics = group.issues.iter().map(|issue| Some(&issue.said)).chain([None]);
    let cell = |runs: Vec<Run>| Cell { runs, language: None };
    let mut header = vec![cell(vec![Run::plain("Topic")])];
    header.extend(columns.iter().map(|id| cell(vec![Run::plain(id.to_string())])));
    let mut rows = Vec::new();
    for topic in topics {
        let on = |proposal: &&Proposal| {
            let issues = group.provisions.get(&proposal.provision).map(|p| &p.tabled.on);
            match (topic, issues) {
                (Some(issue), Some(on)) => on.contains(&issue.id),
                (None, on) => on.is_none_or(Vec::is_empty),
                (Some(_), None) => false,
            }
        };
        let of_topic: Vec<&Proposal> =
            proposals.iter().filter(|p| !p.by.is_empty()).filter(on).collect();
        if of_topic.is_empty() {
            continue;
        }
        let name = topic.map_or("No topic recorded".to_owned(), |issue| issue.title.to_string());
        let mut row = vec![cell(vec![Run::plain(name)])];
        for id in &columns {
            let mut runs: Vec<Run> = Vec::new();
            for proposal in of_topic.iter().filter(|p| p.by.contains(id)) {
                if !runs.is_empty() {
                    runs.push(Run::plain("\n"));
                }
                runs.push(Run::plain(format!(
                    "{} {}: ",
                    label(group, &proposal.provision),
                    proposal.what
                )));
                runs.extend(proposal.runs.iter().cloned());
                runs.push(Run::plain(format!(" ({})", proposal.entry)));
            }
            row.push(cell(runs));
        }
        rows.push(row);
    }
    let table = Table {
        caption: "Topics by proposals".to_owned(),
        header,
        rows,
        widths: Vec::new(),
        row_heads: true,
        landscape: true,
    };
    sheet(
        "Matrix of topics by proposals",
        head,
        notes(&proposals, withheld),
        vec![Block::Table(table)],
    )
}

fn label(group: &Group, provision: &ProvisionId) -> String {
    group.provisions.get(provision).map_or_else(|| provision.to_string(), |p| p.label.to_string())
}

fn notes(proposals: &[Proposal], withheld: usize) -> Vec<String> {
    let mut notes = vec![format!(
        "{} on the record: paragraphs as they were tabled, and amendments, whatever became of them. Not a text of the Chair, and nothing is merged.",
        counted(proposals.len(), "proposal", "proposals")
    )];
    if withheld > 0 {
        notes.push(format!(
            "{} not disclosed, and left out.",
            counted(withheld, "proposal", "proposals")
        ));
    }
    notes
}
