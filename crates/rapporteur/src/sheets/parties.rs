//! The compilation by party, and the matrix of paragraphs by parties: who put forward or holds which words.

use super::marked::{label, trim};
use super::{Head, Words, runs::Part, sheet};
use crate::words::counted;
use render::sheet::{Block, Cell, Change, Heading, Mark, Paragraph, Run, Sheet, Table};
use std::collections::BTreeMap;
use text::draft::{Attribution, AttributionPlace, BlockKind, NodeKind, Stance, StanceWord};
use text::parties::Parties;

/// Words of a draft with a party named beside them.
struct Holding {
    /// The block in which the words stand.
    block: usize,
    /// The words.
    runs: Vec<Run>,
    /// What is said of them.
    said: String,
}

/// What each party is named beside, in the order of the table of parties.
fn holdings(words: &Words<'_>) -> BTreeMap<usize, Vec<Holding>> {
    let mut held: BTreeMap<usize, Vec<Holding>> = BTreeMap::new();
    for attribution in &words.draft.attributions {
        let Some((block, runs)) = about(words, attribution) else { continue };
        for stance in &words.draft.stances[attribution.stances.clone()] {
            let answered =
                attribution.answers.map(|of| names(words, &words.draft.attributions[of]));
            let said = said(stance, answered.as_deref());
            held.entry(stance.party).or_default().push(Holding { block, runs: runs.clone(), said });
        }
    }
    held
}

/// The words that an attribution is about, and where they stand.
fn about(words: &Words<'_>, attribution: &Attribution) -> Option<(usize, Vec<Run>)> {
    let draft = words.draft;
    let node = &draft.nodes[attribution.node.0];
    let block = draft.block_at(node.range.start)?;
    let (block, range) = match (attribution.about, attribution.place) {
        (Some(about), _) => {
            let range = draft.nodes[about.0].range.clone();
            (draft.block_at(range.start)?, range)
        }
        // A line of names stands over the text that they propose.
        (None, AttributionPlace::Line) => {
            let next = block + 1;
            (next, draft.blocks.get(next)?.range.clone())
        }
        (None, AttributionPlace::Turn) => return None,
        // Behind the words of a paragraph: about all of it.
        (None, _) => {
            return Some((block, vec![Run::marked("the paragraph as a whole", Mark::Attribution)]));
        }
    };
    let mut runs = words.runs(range, &Change::Kept, |part, _| {
        !matches!(part, Part::Said | Part::Form | Part::Label)
    });
    trim(&mut runs);
    Some((block, runs))
}

fn names(words: &Words<'_>, attribution: &Attribution) -> String {
    let stances = &words.draft.stances[attribution.stances.clone()];
    let names: Vec<&str> = stances.iter().map(|s| &words.source[s.name.clone()]).collect();
    names.join(", ")
}

/// What a party says of the words, in a word or two.
fn said(stance: &Stance, answered: Option<&str>) -> String {
    let word = match stance.word {
        None if stance.in_support => "in support",
        None => "named beside it",
        Some(StanceWord::Retain) => "retain",
        Some(StanceWord::Delete) => "delete",
        Some(StanceWord::Add) => "add",
        Some(StanceWord::Support) => "support",
        Some(StanceWord::Oppose) => "oppose",
        Some(StanceWord::Reserve) => "reserve",
        Some(StanceWord::Reflect) => "reflect",
        Some(StanceWord::Propose) => "propose",
        Some(StanceWord::Withdraw) => "withdraw",
        Some(StanceWord::NoChange) => "no change in position",
        Some(StanceWord::Other) => "words beside it, not read as a stance",
    };
    match answered {
        Some(names) => format!("{word} (in answer to {names})"),
        None => word.to_owned(),
    }
}

/// A heading for each party, under it the words that it is named beside.
pub(crate) fn by_party(words: &Words<'_>, parties: Option<&Parties>, head: &Head) -> Sheet {
    let mut blocks = Vec::new();
    let held = holdings(words);
    for (party, holdings) in &held {
        let (code, _) = name(parties, *party);
        blocks.push(Block::Heading(Heading {
            level: 1,
            anchor: String::new(),
            runs: vec![Run::plain(name_of(parties, *party))],
        }));
        for holding in holdings {
            blocks.push(Block::Paragraph(Paragraph {
                label: Some(place(words, holding.block)),
                runs: holding.runs.clone(),
                status: Some(format!("{code}: {}", holding.said)),
                ..Paragraph::default()
            }));
        }
    }
    sheet("Compilation by party", head, notes(words, parties, &held), blocks)
}

/// A row for each paragraph in which somebody is named, a column for each who is.
pub(crate) fn matrix(words: &Words<'_>, parties: Option<&Parties>, head: &Head) -> Sheet {
    let held = holdings(words);
    let mut blocks: Vec<usize> = held.values().flatten().map(|h| h.block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let cell = |runs: Vec<Run>| Cell { runs, language: None };
    let mut header = vec![cell(vec![Run::plain("Paragraph")])];
    header.extend(held.keys().map(|party| cell(vec![Run::plain(name(parties, *party).0)])));
    let rows = blocks
        .iter()
        .map(|block| {
            let mut row = vec![cell(vec![Run::plain(place(words, *block))])];
            row.extend(held.values().map(|holdings| {
                let mut runs: Vec<Run> = Vec::new();
                for holding in holdings.iter().filter(|h| h.block == *block) {
                    if !runs.is_empty() {
                        runs.push(Run::plain("\n"));
                    }
                    runs.extend(holding.runs.iter().cloned());
                    runs.push(Run::plain(format!(" ({})", holding.said)));
                }
                cell(runs)
            }));
            row
        })
        .collect();
    let table = Table {
        caption: "Paragraphs by parties named beside words".to_owned(),
        header,
        rows,
        widths: Vec::new(),
        row_heads: true,
        landscape: true,
    };
    sheet(
        "Matrix of paragraphs and parties",
        head,
        notes(words, parties, &held),
        vec![Block::Table(table)],
    )
}

/// What the compilation rests on.
fn notes(
    words: &Words<'_>,
    parties: Option<&Parties>,
    held: &BTreeMap<usize, Vec<Holding>>,
) -> Vec<String> {
    let mut notes = vec![format!(
        "{} named beside words. To be named beside words is what the draft shows; it is not a position taken on the record.",
        counted(held.len(), "party is", "parties are")
    )];
    if parties.is_none() {
        notes.push("No table of parties was given, so no name is read as a holder.".to_owned());
    }
    let unnamed = words
        .draft
        .brackets
        .iter()
        .filter(|b| b.class == text::draft::Class::Negotiating)
        .filter(|b| words.draft.said_of(b.node).next().is_none())
        .count();
    if unnamed > 0 {
        notes.push(format!(
            "{} beside which nobody is named; they are not in this compilation.",
            counted(unnamed, "bracket", "brackets")
        ));
    }
    let named: Vec<&str> = words
        .draft
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, NodeKind::Conditional(_)))
        .map(|n| &words.source[n.range.clone()])
        .collect();
    if !named.is_empty() {
        notes.push(format!("Conditional remarks in the draft: {}", named.join(" ")));
    }
    notes
}

/// The paragraph as a reader knows it: its label under the heading it stands under, or its line.
fn place(words: &Words<'_>, block: usize) -> String {
    let line = words.draft.blocks[block].line;
    let heading =
        words.draft.blocks[..block].iter().rposition(|b| matches!(b.kind, BlockKind::Heading(_)));
    let heading = heading.and_then(|at| {
        let mut runs =
            words.runs(words.draft.blocks[at].range.clone(), &Change::Kept, |part, _| {
                part != Part::Form
            });
        trim(&mut runs);
        let words = render::sheet::words(&runs);
        (!words.is_empty()).then_some(words)
    });
    match (label(words.draft, words.source, block), heading) {
        (Some(label), Some(heading)) => format!("{heading}, {label}"),
        (Some(label), None) => label,
        (None, Some(heading)) => format!("{heading}, line {line}"),
        (None, None) => format!("line {line}"),
    }
}

fn name(parties: Option<&Parties>, party: usize) -> (String, Option<String>) {
    let found = parties.and_then(|p| p.all().get(party));
    found.map_or_else(|| (String::new(), None), |p| (p.code.clone(), p.names.first().cloned()))
}

fn name_of(parties: Option<&Parties>, party: usize) -> String {
    match name(parties, party) {
        (code, Some(long)) if long != code => format!("{long} ({code})"),
        (code, _) => code,
    }
}
