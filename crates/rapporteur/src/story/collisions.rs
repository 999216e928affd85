//! Amendments in each other's way, as far as each may be told.

use super::deeds::changed;
use crate::disclosure::{Openness, may_quote, openness};
use analysis::{Collision, CollisionKind, Collisions};
use record::{AmendmentId, EntryId, Id, ProvisionId, Record};

/// Amendments that cannot both stand, or one that cannot stand at all.
#[derive(Clone, Debug)]
pub(crate) struct Clash {
    /// For programs.
    pub(crate) kind: &'static str,
    /// For a reader.
    pub(crate) means: String,
    /// The paragraph.
    pub(crate) provision: ProvisionId,
    /// One amendment, or two.
    pub(crate) amendments: Vec<Mover>,
    /// Where the paragraph goes on.
    pub(crate) into: Vec<Id>,
    /// The entry that made one fall, where it may be named.
    pub(crate) since: Option<EntryId>,
}

/// An amendment, and who moved it.
#[derive(Clone, Debug)]
pub(crate) struct Mover {
    /// Which.
    pub(crate) id: AmendmentId,
    /// The entry.
    pub(crate) entry: EntryId,
    /// Who; `None` where the name may not be told.
    pub(crate) who: Option<Id>,
    /// What it would change, in words.
    pub(crate) words: Vec<(&'static str, String)>,
}

/// What may be told of collisions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clashes {
    /// In the order of the paragraphs' identities.
    pub(crate) found: Vec<Clash>,
    /// Collisions of amendments of which one, or the words that they amend, are not disclosed.
    pub(crate) withheld: usize,
    /// Whether there may be more than were sought.
    pub(crate) more: bool,
}

/// Those on paragraphs that are asked for.
pub(crate) fn clashes(
    record: &Record,
    found: &Collisions,
    on: impl Fn(&ProvisionId) -> bool,
) -> Clashes {
    let mut told = Clashes { more: found.more, ..Clashes::default() };
    for collision in found.found.iter().filter(|c| on(&c.provision)) {
        match clash(record, collision) {
            Some(clash) => told.found.push(clash),
            None => told.withheld += 1,
        }
    }
    told
}

fn clash(record: &Record, collision: &Collision) -> Option<Clash> {
    let group = record.group();
    let words = group.provisions.get(&collision.provision)?.version();
    if !may_quote(record, words.entry) {
        return None;
    }
    let mut amendments = Vec::new();
    for moved in &collision.amendments {
        let open = openness(record, moved.entry);
        if open == Openness::Counted {
            return None;
        }
        let change = group.amendments.get(&moved.id).map(|a| changed(&a.change));
        amendments.push(Mover {
            id: moved.id.clone(),
            entry: moved.entry,
            who: (open == Openness::Named).then(|| moved.voice.id().clone()),
            words: change.unwrap_or_default(),
        });
    }
    let moved = |entry: &&EntryId| !collision.amendments.iter().any(|m| m.entry == **entry);
    let since = collision.entries.iter().rev().find(moved).copied();
    let into = match &collision.kind {
        CollisionKind::GoesOn { into, .. } => into.iter().map(|id| id.0.clone()).collect(),
        _ => Vec::new(),
    };
    let (kind, means) = kind(&collision.kind);
    Some(Clash {
        kind,
        means,
        provision: collision.provision.clone(),
        amendments,
        into,
        since: since.filter(|entry| openness(record, *entry) == Openness::Named),
    })
}

fn kind(kind: &CollisionKind) -> (&'static str, String) {
    let (code, means) = match kind {
        CollisionKind::Overlap => ("overlap", "The passages that they change overlap."),
        CollisionKind::Inside => {
            ("inside", "The first adds words inside the passage that the other changes.")
        }
        CollisionKind::SamePlace => {
            ("same-place", "Both add words in the same place; their order is not decided.")
        }
        CollisionKind::AfterChanged => (
            "after-changed",
            "The other changes the words after which the first adds its own; once it is taken up, they may not be found.",
        ),
        CollisionKind::Same => ("same", "Both ask for the same change."),
        CollisionKind::Whole => (
            "whole",
            "The first takes the place of all the words, or takes them out; the other amends them.",
        ),
        CollisionKind::Stale => {
            ("stale", "The passage that it quotes does not stand in the words any more.")
        }
        CollisionKind::Twice => {
            ("twice", "The passage that it quotes stands in the words more than once.")
        }
        CollisionKind::GoesOn { split: true, .. } => {
            ("split", "The paragraph was split, and goes on in others.")
        }
        CollisionKind::GoesOn { split: false, .. } => {
            ("merged", "The paragraph was merged, and goes on in another.")
        }
        CollisionKind::Placed => (
            "placed",
            "The paragraph was placed elsewhere since; its words stand, its neighbours are others.",
        ),
        CollisionKind::Removed => ("removed", "The paragraph is no longer in the text."),
        CollisionKind::AmendmentOver(id) => {
            return ("amendment-over", format!("The amendment {id}, which it amends, is over."));
        }
    };
    (code, means.to_owned())
}
