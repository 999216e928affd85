//! The biography of a wording: where it first stood, what was done to it and by whom, who held it, and what became of it.
//!
//! Method: a provision is followed to all that it comes of and all that comes of it, by copying, splitting, merging and taking
//! over words, as the entries say. A passage is traced by its exact words: after each wording it stands there or it does not.
//! Acts that name a passage concern it where one of the two passages holds the other; acts on the whole paragraph concern it
//! while it stands there. What it cannot show: words that moved without an entry that says from where; sense that stayed under
//! other words. Nothing is said of consent but what an entry states.
//!
//! What may be told of an entry its level of disclosure says, which is not known here: who prints steps asks the record.

mod deeds;

use crate::lineage::Lineage;
use record::event::agreement::Level;
use record::event::edits::{Alternative, HolderStance, Place, RunKind};
use record::event::meetings::Target;
use record::event::positions::{Holder, Stance};
use record::event::texts::{AmendmentAnswer, Change, RevisionKind};
use record::group::{Group, Leaving, OfferState, Provision, Reached, Voice};
use record::{
    AmendmentId, DocumentId, EntryId, Id, OfferId, PackageId, ProvisionId, Quote, Text, TextId,
    Words,
};

/// What an entry states of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Stated: of whom, without whom, by what it was decided.
    Recorded {
        /// With the consent of these; the group itself, where of all.
        with: Vec<Id>,
        /// Without the consent of these.
        without: Vec<Id>,
        /// The call, silence procedure, motion, ruling or entry that decided it.
        by: Option<Target>,
    },
    /// The record does not say.
    NotRecorded,
}

/// How a position ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Withdrawn by its holder.
    Withdrawn(EntryId),
    /// Struck as taken down in error.
    Struck(EntryId),
    /// A later one of the same holder took its place.
    Superseded(EntryId),
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It entered the record.
    Tabled {
        /// Who proposed it.
        by: Vec<Id>,
        /// Who had it taken down, where somebody speaks.
        voice: Option<Voice>,
        /// In which text.
        text: TextId,
        /// The document that holds the text.
        document: Option<DocumentId>,
        /// The revision of the document in force then.
        revision: Option<Text>,
        /// Its label.
        label: Text,
        /// Its words.
        words: Words,
    },
    /// It was copied for a contact group.
    Copied {
        /// From which provision.
        from: Vec<ProvisionId>,
    },
    /// It was split.
    Split {
        /// Which.
        from: ProvisionId,
        /// Into which.
        into: Vec<ProvisionId>,
        /// Why.
        reason: Option<Quote>,
        /// By whom, where somebody speaks.
        by: Option<Voice>,
    },
    /// Several were merged.
    Merged {
        /// Which; the merged one, where it was one of them, is not among them.
        from: Vec<ProvisionId>,
        /// Into which.
        into: ProvisionId,
        /// Why.
        reason: Option<Quote>,
        /// By whom, where somebody speaks.
        by: Option<Voice>,
        /// The words of the merged paragraph.
        words: Words,
    },
    /// It has other words.
    Reworded {
        /// How.
        how: RevisionKind,
        /// By whom, where somebody speaks.
        by: Option<Voice>,
        /// The amendment that led to them.
        amendment: Option<AmendmentId>,
        /// Those from which words were taken.
        from: Vec<ProvisionId>,
        /// The words.
        words: Words,
    },
    /// It bears another label.
    Relabelled {
        /// Before.
        from: Text,
        /// After.
        to: Text,
    },
    /// It was placed elsewhere.
    Placed(Place),
    /// Brackets were asked for.
    Bracketed {
        /// By whom.
        by: Voice,
        /// Round which words.
        passage: Text,
    },
    /// Brackets were lifted.
    Lifted {
        /// By whom, where somebody speaks.
        by: Option<Voice>,
        /// Round which words.
        passage: Text,
    },
    /// An undecided run was decided.
    RunDecided {
        /// The run.
        passage: Text,
        /// What it is.
        reading: RunKind,
    },
    /// A passage was attributed.
    Attributed {
        /// By whom, where somebody speaks.
        by: Option<Voice>,
        /// To whom.
        to: Vec<Id>,
        /// What they do with it.
        stance: HolderStance,
        /// The passage.
        passage: Text,
        /// Whether it was withdrawn or struck.
        over: bool,
    },
    /// Alternatives were resolved.
    Resolved {
        /// By whom, where somebody speaks.
        by: Option<Voice>,
        /// What was kept.
        kept: Vec<Alternative>,
        /// What was dropped.
        dropped: Vec<Alternative>,
        /// Consent, as stated.
        consent: Consent,
    },
    /// A position was taken, on the words of the entry named.
    Held {
        /// By whom.
        by: Voice,
        /// The part of the party that holds it.
        part: Option<Text>,
        /// Which.
        stance: Stance,
        /// The passage that an objection concerns.
        passage: Option<Text>,
        /// The entry that set the words it is on.
        wording: EntryId,
        /// How it ended; `None`: it stands.
        ended: Option<Ended>,
    },
    /// Somebody said that another holds something.
    Ascribed {
        /// Who said so; `None`: the source.
        by: Option<Voice>,
        /// Of whom.
        to: Holder,
        /// What.
        stance: Stance,
        /// Whether it is a conclusion.
        inferred: bool,
    },
    /// It was to be accepted, or was to be in or out, in an offer.
    Offered {
        /// Which.
        offer: OfferId,
        /// Who speaks: the maker, or who tells of it.
        by: Voice,
        /// To whom it is ascribed, where known by report.
        reported: Option<Holder>,
        /// The place of this provision in it.
        part: OfferPart,
        /// What must be in.
        included: Vec<Id>,
        /// What must be out.
        excluded: Vec<Id>,
        /// How the offer stands.
        state: OfferState,
    },
    /// It was put into a package, or was to go out with it.
    Packaged {
        /// Which.
        package: PackageId,
        /// Who put it forward.
        by: Voice,
        /// In, or out.
        included: bool,
    },
    /// An amendment was moved.
    Amended {
        /// Which.
        amendment: AmendmentId,
        /// By whom.
        by: Voice,
        /// The amendment that it amends.
        to: Option<AmendmentId>,
        /// What it would change.
        change: Change,
        /// What became of it; `None`: it is open.
        answer: Option<(EntryId, AmendmentAnswer)>,
    },
    /// It was agreed.
    Agreed {
        /// At which level.
        level: Level,
        /// By which act.
        by: Reached,
        /// Declared over an objection.
        over_objection: bool,
    },
    /// It was opened again.
    Reopened,
    /// It left its text.
    Left {
        /// How.
        how: Leaving,
        /// Consent, as stated.
        consent: Consent,
        /// In words.
        words: Option<Quote>,
    },
}

/// What an offer says of a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfferPart {
    /// It would be accepted.
    Accepts,
    /// It must be in.
    Included,
    /// It must be out.
    Excluded,
}

/// Whether a passage stands in the words after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// It does, outside brackets at least once.
    Stands,
    /// It does in brackets, or with brackets within it that were left out in the comparison.
    InBrackets,
    /// It does not.
    Absent,
}

/// A step in the life of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The entry of the deed.
    pub entry: EntryId,
    /// Every entry that the step rests on, in order; the deed's own among them.
    pub entries: Vec<EntryId>,
    /// The provision on which it was done.
    pub provision: ProvisionId,
    /// What was done.
    pub deed: Deed,
    /// For a passage: whether it stands in the words of the provision after this step.
    pub presence: Option<Presence>,
}

/// How a wording ended in one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// In which.
    pub provision: ProvisionId,
    /// The entry by which.
    pub entry: EntryId,
    /// Consent, as stated.
    pub consent: Consent,
}

/// The life of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Biography {
    /// The provision asked about.
    pub provision: ProvisionId,
    /// The passage asked about; `None`: the whole paragraph.
    pub passage: Option<Text>,
    /// Steps, by entry.
    pub steps: Vec<Step>,
    /// For a passage: where it stands now.
    pub stands_in: Vec<ProvisionId>,
    /// Where it stood and was dropped, or left the text with its paragraph without going on in another; the last time in each
    /// provision.
    pub endings: Vec<Ending>,
}

/// The biography of a provision; `None` where there is none of this identity.
pub fn biography(group: &Group, id: &ProvisionId) -> Option<Biography> {
    let provisions = family(group, id)?;
    let about = deeds::About::of(group, &provisions);
    let mut steps: Vec<Step> =
        provisions.iter().flat_map(|p| deeds::of(group, &about, p)).collect();
    order(&mut steps);
    let left = provisions.iter().filter_map(|p| deeds::ending(group, p));
    let endings = left.collect();
    let stands_in = provisions.iter().filter(|p| p.is_before_the_group()).map(|p| p.id.clone());
    let stands_in = stands_in.collect();
    Some(Biography { provision: id.clone(), passage: None, steps, stands_in, endings })
}

/// The biography of a passage, by its exact words, in a provision and all that it comes of or that comes of it. `None` where
/// there is no such provision, or the passage never stood in any of them.
pub fn biography_of_passage(group: &Group, id: &ProvisionId, passage: &str) -> Option<Biography> {
    let provisions = family(group, id)?;
    let (mut steps, mut stands_in, mut endings) = (Vec::new(), Vec::new(), Vec::new());
    let mut ever = false;
    let about = deeds::About::of(group, &provisions);
    for provision in provisions {
        let versions = provision.versions.iter();
        let presence: Vec<(EntryId, Presence)> =
            versions.map(|v| (v.entry, presence(&v.words.text, passage))).collect();
        ever |= presence.iter().any(|(_, now)| *now != Presence::Absent);
        for mut step in deeds::of(group, &about, provision) {
            let then = presence.partition_point(|(entry, _)| *entry <= step.entry);
            let after = then.checked_sub(1).map_or(Presence::Absent, |at| presence[at].1);
            // What takes it out of the words concerns it as well.
            let before = then.checked_sub(2).filter(|at| presence[at + 1].0 == step.entry);
            let stood = before.is_some_and(|at| presence[at].1 != Presence::Absent);
            if deeds::concerns(&step.deed, passage, stood || after != Presence::Absent) {
                step.presence = Some(after);
                steps.push(step);
            }
        }
        let now = presence.last().is_some_and(|(_, now)| *now != Presence::Absent);
        if now && provision.is_before_the_group() {
            stands_in.push(provision.id.clone());
        }
        endings.extend(dropped(group, provision, &presence, now));
    }
    order(&mut steps);
    ever.then(|| Biography {
        provision: id.clone(),
        passage: Some(Text::from(passage)),
        steps,
        stands_in,
        endings,
    })
}

/// Provisions in whose words a passage ever stood, each with the entry by which it first did; by entry.
pub fn provisions_with(group: &Group, passage: &str) -> Vec<(EntryId, ProvisionId)> {
    let first = |provision: &Provision| {
        let mut versions = provision.versions.iter();
        let found = versions.find(|v| presence(&v.words.text, passage) != Presence::Absent)?;
        Some((found.entry, provision.id.clone()))
    };
    let mut found: Vec<_> = group.provisions.values().filter_map(first).collect();
    found.sort();
    found
}

/// The provision, what it comes of and what comes of it.
fn family<'a>(group: &'a Group, id: &ProvisionId) -> Option<Vec<&'a Provision>> {
    group.provisions.get(id)?;
    let lineage = Lineage::of(group);
    let mut all = lineage.ancestors(id);
    all.extend(lineage.descendants(id));
    all.sort_by(|a, b| (a.entry, &a.id).cmp(&(b.entry, &b.id)));
    all.dedup_by(|a, b| a.id == b.id);
    Some(all)
}

/// By entry; what several provisions say of one entry stands once.
fn order(steps: &mut Vec<Step>) {
    steps.sort_by(|a, b| (a.entry, &a.provision).cmp(&(b.entry, &b.provision)));
    steps.dedup_by(|a, b| a.entry == b.entry && a.deed == b.deed);
}

/// The last time that the passage stood and then did not; or that its paragraph left the text with it.
fn dropped(
    group: &Group,
    provision: &Provision,
    presence: &[(EntryId, Presence)],
    now: bool,
) -> Option<Ending> {
    if now {
        return deeds::ending(group, provision);
    }
    let stood = |presence: Presence| presence != Presence::Absent;
    let at = presence.windows(2).rposition(|pair| stood(pair[0].1) && !stood(pair[1].1))?;
    let entry = presence[at + 1].0;
    Some(Ending { provision: provision.id.clone(), entry, consent: deeds::consent(group, entry) })
}

/// Whether a passage stands in words. Linear in the words, but for words that hold it very often.
pub fn presence(words: &str, passage: &str) -> Presence {
    if passage.is_empty() {
        return Presence::Absent;
    }
    let (mut depth, mut read, mut found) = (0_usize, 0, false);
    for (at, _) in words.match_indices(passage) {
        for byte in words[read..at].bytes() {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        (read, found) = (at, true);
        if depth == 0 {
            return Presence::Stands;
        }
    }
    let bare = |words: &str| words.replace(['[', ']'], "");
    if found || (words.contains(['[', ']']) && bare(words).contains(passage)) {
        Presence::InBrackets
    } else {
        Presence::Absent
    }
}
