//! The life of a wording: steps that may be told, how many may not, what stands now, how it ended.

use super::{Agreeing, Told, agreeing, deeds};
use crate::disclosure::{Openness, may_name, may_quote, openness};
use analysis::{Biography, Ending, Presence, Step};
use record::group::Provision;
use record::{EntryId, ProvisionId, Record};
use std::collections::BTreeSet;

/// The life of a wording.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    /// The paragraph asked about.
    pub(crate) provision: ProvisionId,
    /// The passage asked about; `None`: the whole paragraph.
    pub(crate) passage: Option<String>,
    /// Steps, by entry.
    pub(crate) steps: Vec<Told>,
    /// Steps that are not disclosed.
    pub(crate) withheld: usize,
    /// Where it stands now.
    pub(crate) now: Vec<Now>,
    /// Where it ended.
    pub(crate) endings: Vec<End>,
    /// Paragraphs whose words as they stand, or whose end, are not disclosed.
    pub(crate) outcomes_withheld: usize,
    /// Every paragraph that the steps are of, told or not.
    pub(crate) provisions: BTreeSet<ProvisionId>,
    /// The entries of all steps, told or not.
    pub(crate) entries: BTreeSet<EntryId>,
}

/// Where a wording stands now.
#[derive(Clone, Debug)]
pub(crate) struct Now {
    /// In which paragraph.
    pub(crate) provision: ProvisionId,
    /// Whether it is a contact group's copy.
    pub(crate) is_copy: bool,
    /// The entry that set its words.
    pub(crate) entry: EntryId,
    /// Its words as they stand.
    pub(crate) words: String,
}

/// How a wording ended in a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct End {
    /// In which.
    pub(crate) provision: ProvisionId,
    /// By which entry.
    pub(crate) entry: EntryId,
    /// Consent.
    pub(crate) consent: Agreeing,
}

/// The life of a paragraph; `None` where there is none of this identity.
pub(crate) fn life(record: &Record, id: &ProvisionId) -> Option<Life> {
    let whole = analysis::biography(record.group(), id)?;
    Some(told(record, &whole, &whole))
}

/// The life of a passage; `None` where it never stood in words that may be read.
pub(crate) fn life_of_passage(record: &Record, id: &ProvisionId, passage: &str) -> Option<Life> {
    let whole = analysis::biography(record.group(), id)?;
    let life = told(record, &whole, &analysis::biography_of_passage(record.group(), id, passage)?);
    life.steps.iter().any(|s| s.presence.is_some_and(|p| p != Presence::Absent)).then_some(life)
}

/// Paragraphs in whose words a passage ever stood, as far as these may be read; by entry.
pub(crate) fn stood_in(record: &Record, passage: &str) -> Vec<ProvisionId> {
    let group = record.group();
    let found = analysis::provisions_with(group, passage).into_iter().map(|(_, id)| id);
    let open = |provision: &Provision| {
        let mut open = provision.versions.iter().filter(|v| may_quote(record, v.entry));
        open.any(|v| analysis::presence(&v.words.text, passage) != Presence::Absent)
    };
    found.filter(|id| group.provisions.get(id).is_some_and(open)).collect()
}

/// What may be told of a biography. What is counted is counted of the whole paragraph: a number that depended on the passage
/// would say whether it stood in words that may not be read.
fn told(record: &Record, whole: &Biography, biography: &Biography) -> Life {
    let group = record.group();
    let hidden = |entry: EntryId| openness(record, entry) == Openness::Counted;
    let wording =
        |step: &Step| group.provisions.get(&step.provision).map(|p| p.version_at(step.entry).entry);
    let is_passage = biography.passage.is_some();
    let mut steps = Vec::new();
    let mut openly: BTreeSet<&ProvisionId> = BTreeSet::new();
    for step in biography.steps.iter().filter(|step| !hidden(step.entry)) {
        if is_passage && wording(step).is_none_or(hidden) {
            continue;
        }
        if step.presence.is_some_and(|p| p != Presence::Absent) {
            openly.insert(&step.provision);
        }
        steps.push(deeds::tell(record, step));
    }
    let standing = |id: &ProvisionId| {
        let provision = group.provisions.get(id)?;
        let version = provision.version();
        let words = version.words.text.to_string();
        (!hidden(version.entry)).then(|| Now {
            provision: id.clone(),
            is_copy: provision.copy_of.is_some(),
            entry: version.entry,
            words,
        })
    };
    let told = |ending: &&Ending| {
        !hidden(ending.entry) && (!is_passage || openly.contains(&ending.provision))
    };
    let end = |ending: &Ending| End {
        provision: ending.provision.clone(),
        entry: ending.entry,
        consent: agreeing(record, &ending.consent, may_name(record, ending.entry)),
    };
    let unread = whole.stands_in.iter().filter(|id| standing(id).is_none()).count();
    Life {
        provision: biography.provision.clone(),
        passage: biography.passage.as_ref().map(ToString::to_string),
        steps,
        withheld: whole.steps.iter().filter(|step| hidden(step.entry)).count(),
        now: biography.stands_in.iter().filter_map(standing).collect(),
        endings: biography.endings.iter().filter(told).map(end).collect(),
        outcomes_withheld: unread + whole.endings.iter().filter(|e| hidden(e.entry)).count(),
        entries: whole.steps.iter().map(|step| step.entry).collect(),
        provisions: whole.steps.iter().map(|step| step.provision.clone()).collect(),
    }
}
