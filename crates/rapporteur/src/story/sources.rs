//! The sources of a text, as far as each may be told.

use super::{label, name};
use crate::disclosure::{Openness, may_quote, openness};
use analysis::{Approach, Contribution, Contributor, Made, SourceRow};
use record::event::texts::RevisionKind;
use record::{EntryId, Id, ProvisionId, Quote, Record, TextId};

/// The sources of a text.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    /// A row for each paragraph that is in it now, in the order of the text.
    pub(crate) rows: Vec<Row>,
    /// Paragraphs that are not disclosed.
    pub(crate) withheld: usize,
}

/// The sources of a paragraph. An empty list means that the record does not say.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The paragraph.
    pub(crate) provision: ProvisionId,
    /// Its label; `None` where it may not be told.
    pub(crate) label: Option<String>,
    /// Who contributed, by entry.
    pub(crate) contributors: Vec<Giver>,
    /// What it was called before, and what it comes of.
    pub(crate) originals: Vec<Was>,
    /// How it came to its words.
    pub(crate) made: Vec<Way>,
    /// Contributions, earlier paragraphs and acts that are not disclosed.
    pub(crate) withheld: usize,
}

/// A contributor.
#[derive(Clone, Debug)]
pub(crate) struct Giver {
    /// The entry that says so.
    pub(crate) entry: EntryId,
    /// Who; `None` where the name may not be told.
    pub(crate) who: Option<Id>,
    /// For programs: `proposed`, `amended`, `reflected`, `attributed`.
    pub(crate) kind: &'static str,
    /// How, for a reader.
    pub(crate) how: String,
    /// The document.
    pub(crate) document: Option<Id>,
    /// Its symbol.
    pub(crate) symbol: Option<String>,
}

/// What a paragraph was, or what it comes of.
#[derive(Clone, Debug)]
pub(crate) struct Was {
    /// The entry by which it stood so.
    pub(crate) entry: EntryId,
    /// Which paragraph.
    pub(crate) provision: ProvisionId,
    /// In which text.
    pub(crate) text: Id,
    /// What it was called.
    pub(crate) label: String,
}

/// An act by which it came to its words.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The entry.
    pub(crate) entry: EntryId,
    /// Which paragraph.
    pub(crate) provision: ProvisionId,
    /// How.
    pub(crate) approach: Approach,
    /// From which others.
    pub(crate) from: Vec<Id>,
    /// Why; `None`: the record does not say, or it may not be told.
    pub(crate) reason: Option<String>,
}

/// The table of a text.
pub(crate) fn sources(record: &Record, text: &TextId) -> Sources {
    let (mut rows, mut withheld) = (Vec::new(), 0);
    for row in analysis::source_table(record.group(), text) {
        let provision = record.group().provisions.get(&row.provision);
        if provision.is_none_or(|p| !may_quote(record, p.version().entry)) {
            withheld += 1;
        } else {
            rows.push(told(record, &row));
        }
    }
    Sources { rows, withheld }
}

fn told(record: &Record, row: &SourceRow) -> Row {
    let contributors: Vec<Giver> =
        row.contributors.iter().filter_map(|c| giver(record, c)).collect();
    let open = |entry: EntryId| may_quote(record, entry);
    let originals: Vec<Was> = row
        .originals
        .iter()
        .filter(|original| open(original.entry))
        .map(|original| Was {
            entry: original.entry,
            provision: original.provision.clone(),
            text: original.text.0.clone(),
            label: original.label.to_string(),
        })
        .collect();
    let made: Vec<Way> =
        row.made.iter().filter(|made| open(made.entry)).map(|made| way(record, made)).collect();
    let all = row.contributors.len() + row.originals.len() + row.made.len();
    Row {
        provision: row.provision.clone(),
        label: label(record, &row.provision),
        withheld: all - contributors.len() - originals.len() - made.len(),
        contributors,
        originals,
        made,
    }
}

/// `None` where the entry, or the document that it names, may only be counted.
fn giver(record: &Record, contributor: &Contributor) -> Option<Giver> {
    let mut named = match openness(record, contributor.entry) {
        Openness::Counted => return None,
        open => open == Openness::Named,
    };
    let group = record.group();
    let paper = contributor.document.as_ref().and_then(|id| group.documents.get(id));
    let open = paper.map(|paper| openness(record, paper.registered.entry));
    let reflected = matches!(contributor.how, Contribution::Reflected(_));
    if reflected {
        // Whose document it is, its own entry says.
        match open {
            None | Some(Openness::Counted) => return None,
            Some(Openness::Unnamed) => named = false,
            Some(Openness::Named) => {}
        }
    }
    let readable = open.is_some_and(|open| open != Openness::Counted);
    let (kind, how) = match &contributor.how {
        Contribution::Proposed(id) => ("proposed", format!("proposed {}", name(record, &id.0))),
        Contribution::Amended(id) => ("amended", format!("moved the amendment {id}")),
        Contribution::Reflected(_) => {
            ("reflected", "submitted a document that is reflected in it".to_owned())
        }
        Contribution::Attributed(passage) => {
            ("attributed", format!("is said to have proposed or added “{passage}”"))
        }
    };
    Some(Giver {
        entry: contributor.entry,
        who: named.then(|| contributor.who.clone()),
        kind,
        how,
        document: contributor.document.as_ref().filter(|_| readable).map(|id| id.0.clone()),
        symbol: contributor.symbol.as_ref().filter(|_| readable).map(ToString::to_string),
    })
}

fn way(record: &Record, made: &Made) -> Way {
    let reason = made.reason.as_ref().filter(|_| reason_is_open(record, made));
    Way {
        entry: made.entry,
        provision: made.provision.clone(),
        approach: made.approach,
        from: made.from.iter().map(|id| id.0.clone()).collect(),
        reason: reason.map(|reason: &Quote| reason.text.to_string()),
    }
}

/// The reason of a wording by amendment stands in the amendment's entry, which has a level of its own.
fn reason_is_open(record: &Record, made: &Made) -> bool {
    let group = record.group();
    let version = group.provisions.get(&made.provision).map(|p| p.version_at(made.entry));
    let amendment = version.and_then(|v| group.amendments.get(v.amendment.as_ref()?));
    amendment.is_none_or(|amendment| may_quote(record, amendment.entry))
}

impl Way {
    /// How, for a reader.
    pub(crate) fn how(&self) -> &'static str {
        match self.approach {
            Approach::Tabled => "tabled as it was",
            Approach::Copied => "copied for a contact group",
            Approach::Split => "a part of a paragraph that was split",
            Approach::Merged | Approach::Revised(RevisionKind::ByMerging) => "merged",
            Approach::Resolved => "alternatives resolved",
            Approach::Revised(RevisionKind::Orally) => "revised orally",
            Approach::Revised(RevisionKind::ByAmendment) => "revised by amendment",
            Approach::Revised(RevisionKind::ByReport) => "revised by report of a contact group",
            Approach::Revised(RevisionKind::InWriting) => "revised in writing",
            Approach::Revised(RevisionKind::Editorially) => "revised editorially",
        }
    }

    /// How, for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self.approach {
            Approach::Tabled => "tabled",
            Approach::Copied => "copied",
            Approach::Split => "split",
            Approach::Merged => "merged",
            Approach::Resolved => "resolved",
            Approach::Revised(how) => how.word(),
        }
    }
}
