//! What edits of a text leave behind: how paragraphs came and went, where they stand, who holds a passage, what was kept and
//! dropped.

use super::{Group, Provision, Recorded, Version, Voice, recorded};
use crate::event::edits::*;
use crate::event::texts::{Change, ProvisionTabled, Removal, RevisionKind};
use crate::id::*;
use crate::text::Options;
use crate::words::{Quote, Text};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How a provision came into its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// It was tabled.
    Tabled,
    /// As a contact group's copy.
    Copied,
    /// As a part of one that was split.
    Split,
    /// As one into which others were merged.
    Merged,
}

/// How a provision left its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaving {
    /// Deleted by decision, or withdrawn by its proposer.
    Removed(Removal),
    /// Dropped where another option was chosen, or none.
    Dropped,
    /// Split into others.
    Split,
    /// Merged into another.
    Merged,
}

/// That a provision left its text; it stays readable on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The entry.
    pub entry: EntryId,
    /// How.
    pub how: Leaving,
    /// In words, or why.
    pub words: Option<Quote>,
    /// The provisions in which it goes on, where it was split or merged.
    pub into: Arc<[ProvisionId]>,
}

impl Departure {
    pub(super) fn new(entry: EntryId, how: Leaving, words: Option<Quote>) -> Self {
        Self { entry, how, words, into: Arc::from([]) }
    }
}

/// Who is said to hold a passage. No position of theirs: that they take themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The entry.
    pub entry: EntryId,
    /// Who says so; `None` where the source does.
    pub voice: Option<Voice>,
    /// The rest.
    pub said: PassageAttributed,
}

/// What was kept and dropped of alternatives. Consent is what the entry says of it: where it says nothing, it is not
/// recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The entry.
    pub entry: EntryId,
    /// Who resolved it, where somebody speaks.
    pub voice: Option<Voice>,
    /// What the entry says.
    pub said: AlternativeResolved,
    /// What was dropped: as the entry says, or every alternative of the passage that was not kept.
    pub dropped: Vec<Alternative>,
}

impl Group {
    /// The parts stand where the paragraph stood, and are by whom it was.
    pub(super) fn split(&mut self, entry: EntryId, voice: Option<Voice>, event: &ProvisionSplit) {
        let Some(original) = self.provisions.get_mut(&event.provision) else { return };
        let into: Vec<ProvisionId> = event.parts.iter().map(|part| part.id.clone()).collect();
        original.removed = Some(Departure {
            into: Arc::from(into.as_slice()),
            ..Departure::new(entry, Leaving::Split, event.reason.clone())
        });
        let (tabled, by) = (original.tabled.clone(), original.voice.clone());
        if let Some(text) = self.texts.get_mut(&tabled.text) {
            let at = text.provisions.iter().position(|p| *p == event.provision);
            let at = at.map_or(text.provisions.len(), |at| at + 1);
            text.provisions.splice(at..at, into);
        }
        for part in &event.parts {
            let tabled = ProvisionTabled {
                id: part.id.clone(),
                label: Text::clone(&part.label),
                words: part.words.clone(),
                after: Some(event.provision.clone()),
                placeholder: false,
                ..tabled.clone()
            };
            let from = vec![event.provision.clone()];
            let mut made = Provision::new(entry, by.clone(), tabled, Origin::Split, from);
            made.versions[0].voice.clone_from(&voice);
            self.provisions.insert(part.id.clone(), made);
        }
    }

    /// A new paragraph stands behind the first of those merged; one of them stays where it is, with new words.
    pub(super) fn merge(&mut self, entry: EntryId, voice: Option<Voice>, event: &ProvisionsMerged) {
        let others: Vec<ProvisionId> =
            event.from.iter().filter(|id| **id != event.id).cloned().collect();
        let merged = (!event.is_one_of_them()).then(|| self.merged(event)).flatten();
        for id in &others {
            if let Some(provision) = self.provisions.get_mut(id) {
                provision.removed = Some(Departure {
                    into: Arc::from([event.id.clone()]),
                    ..Departure::new(entry, Leaving::Merged, event.reason.clone())
                });
            }
        }
        match merged {
            Some((tabled, by)) => {
                let mut made = Provision::new(entry, by, tabled, Origin::Merged, others);
                made.versions[0].voice = voice;
                self.place(made);
            }
            None => {
                let id = &event.id;
                let (how, words) = (Some(RevisionKind::ByMerging), event.words.clone());
                let (from, amendment) = (others, None);
                self.reword(
                    id,
                    Version { entry, words, how, voice, from, amendment, substance: 0 },
                );
                if let Some(kept) = self.provisions.get_mut(id).filter(|p| p.label != event.label) {
                    kept.relabel(entry, &event.label);
                }
            }
        }
    }

    /// How a new merged paragraph stands: by those who proposed every one of its sources, on the issues of all.
    fn merged(&self, event: &ProvisionsMerged) -> Option<(ProvisionTabled, Option<Voice>)> {
        let sources: Vec<&Provision> =
            event.from.iter().filter_map(|id| self.provisions.get(id)).collect();
        let first = sources.first()?;
        let text = event.text.as_ref().unwrap_or(&first.tabled.text);
        let anchor = sources.iter().find(|p| p.tabled.text == *text);
        let is_of_all = |id: &&Id| sources.iter().all(|p| p.tabled.by.contains(id));
        let mut seen = BTreeSet::new();
        let issues = sources.iter().flat_map(|p| &p.tabled.on);
        let tabled = ProvisionTabled {
            id: event.id.clone(),
            label: Text::clone(&event.label),
            words: event.words.clone(),
            text: text.clone(),
            by: first.tabled.by.iter().filter(is_of_all).cloned().collect(),
            on: issues.filter(|issue| seen.insert(*issue)).cloned().collect(),
            after: anchor.map(|p| p.id.clone()),
            alternative: None,
            placeholder: false,
        };
        let same = sources.iter().all(|p| p.voice == first.voice);
        Some((tabled, first.voice.clone().filter(|_| same)))
    }

    pub(super) fn place_elsewhere(&mut self, number: EntryId, event: &ProvisionPlaced) {
        let Some(provision) = self.provisions.get_mut(&event.provision) else { return };
        provision.places.push(recorded(number, event));
        let Some(text) = self.texts.get_mut(&provision.tabled.text) else { return };
        self.passed += text.provisions.len();
        let list = &mut text.provisions;
        let Some(at) = list.iter().position(|p| *p == event.provision) else { return };
        let id = list.remove(at);
        let beside = |anchor: &ProvisionId| list.iter().position(|p| p == anchor).unwrap_or(at);
        let to = match &event.place {
            Place::After(anchor) => beside(anchor) + 1,
            Place::Before(anchor) => beside(anchor),
            Place::Start => 0,
            Place::End => list.len(),
        };
        list.insert(to.min(list.len()), id);
    }

    pub(super) fn attribute(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        event: &PassageAttributed,
    ) {
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            provision.attributions.push(Attribution { entry, voice, said: event.clone() });
        }
    }

    pub(super) fn decide_run(&mut self, number: EntryId, event: &RunDecided) {
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            provision.runs.push(recorded(number, event));
        }
    }

    pub(super) fn resolve(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        event: &AlternativeResolved,
    ) {
        let mut dropped = event.dropped.clone();
        let mut concerned = BTreeSet::from([event.on.provision().clone()]);
        match &event.on {
            Alternatives::Passage { passage, provision } => {
                let Some(options) = self.options(passage) else { return };
                if dropped.is_empty() {
                    dropped = event.dropped_of(passage, &options);
                }
                let new = event.result_of(passage, &options).unwrap_or_else(|| Text::from(""));
                let change = Change::Replace { old: Text::clone(passage), new };
                self.splice(entry, voice.clone(), provision, &change);
            }
            Alternatives::OptionsOf(_) => {
                for alternative in event.kept.iter().chain(&event.dropped) {
                    if let Alternative::Paragraph(id) = alternative {
                        concerned.insert(id.clone());
                    }
                }
                self.drop_options(entry, event);
            }
        }
        for id in concerned {
            if let Some(provision) = self.provisions.get_mut(&id) {
                provision.resolutions.push(entry);
            }
        }
        let resolution = Resolution { entry, voice, said: event.clone(), dropped };
        self.resolutions.insert(entry, resolution);
    }

    fn drop_options(&mut self, entry: EntryId, event: &AlternativeResolved) {
        for alternative in &event.dropped {
            let Alternative::Paragraph(id) = alternative else { continue };
            if let Some(provision) = self.provisions.get_mut(id) {
                let departure = Departure::new(entry, Leaving::Dropped, event.words.clone());
                provision.removed = Some(departure);
            }
        }
    }

    /// What a passage lets one choose from; holders are known by their identities.
    pub(crate) fn options(&self, passage: &str) -> Option<Options> {
        Options::of(passage, &|name| {
            let id = Id::new(name)?;
            self.voice_of(&id).map(|voice| voice.id().clone())
        })
    }

    /// The attributions of passages of a provision that count now: neither withdrawn nor struck, of each holder and passage
    /// the last, and of passages that still stand in the words. In the order of the record.
    pub fn attributions_now<'a>(&self, provision: &'a Provision) -> Vec<(&'a Attribution, &'a Id)> {
        let words = &provision.version().words.text;
        let mut seen: BTreeSet<(&str, &Id)> = BTreeSet::new();
        let mut now = Vec::new();
        for attribution in provision.attributions.iter().rev() {
            let said = &attribution.said;
            if !self.stands(attribution.entry) || !words.contains(&*said.passage) {
                continue;
            }
            now.extend(
                said.to
                    .iter()
                    .rev()
                    .filter_map(|id| seen.insert((&said.passage, id)).then_some((attribution, id))),
            );
        }
        now.reverse();
        now
    }

    /// Whether a provision goes on in another: it is that one, or was copied, split or merged into it, in a few steps or many.
    pub(crate) fn goes_on_in(&self, id: &ProvisionId, other: &ProvisionId) -> bool {
        let original = |id: &ProvisionId| {
            self.provisions.get(id).and_then(|p| p.copy_of.clone()).unwrap_or_else(|| id.clone())
        };
        let wanted = original(other);
        let mut seen = BTreeSet::new();
        let mut next = vec![original(id)];
        while let Some(id) = next.pop() {
            if id == wanted || id == *other {
                return true;
            }
            if seen.len() >= crate::text::LINEAGE_MAX || !seen.insert(id.clone()) {
                continue;
            }
            let left = self.provisions.get(&id).and_then(|p| p.removed.as_ref());
            next.extend(left.into_iter().flat_map(|l| l.into.iter().take(LINEAGE_STEP).cloned()));
        }
        false
    }
}

/// Most parts of one paragraph that are followed.
const LINEAGE_STEP: usize = crate::text::LINEAGE_MAX;

impl AlternativeResolved {
    /// The words that take the place of the passage: as stated; else the one alternative kept, or nothing where all are
    /// dropped. `None` where they would have to be stated.
    pub(crate) fn result_of(&self, passage: &str, options: &Options) -> Option<Text> {
        if let Some(result) = &self.result {
            return Some(Text::clone(result));
        }
        match self.kept.as_slice() {
            [Alternative::Words(words)] => Some(Text::clone(words)),
            [] if self.drops_all(passage, options) => Some(Text::from("")),
            _ => None,
        }
    }

    fn drops_all(&self, passage: &str, options: &Options) -> bool {
        let held: BTreeSet<usize> = self.at(&self.dropped, passage, options).collect();
        self.dropped.is_empty() || held.len() == options.alternatives.len()
    }

    fn at<'a>(
        &'a self,
        list: &'a [Alternative],
        passage: &'a str,
        options: &'a Options,
    ) -> impl Iterator<Item = usize> + 'a {
        list.iter().filter_map(move |alternative| match alternative {
            Alternative::Words(words) => options.holding(passage, words),
            Alternative::Paragraph(_) => None,
        })
    }

    /// Every alternative of the passage that is not kept.
    fn dropped_of(&self, passage: &str, options: &Options) -> Vec<Alternative> {
        let kept: BTreeSet<usize> = self.at(&self.kept, passage, options).collect();
        let rest = options.alternatives.iter().enumerate().filter(|(at, _)| !kept.contains(at));
        rest.map(|(_, range)| Alternative::Words(Text::from(&passage[range.clone()]))).collect()
    }
}

impl Recorded<RunDecided> {
    /// Whether the run still stands in the words, so that what it was decided to be still says something.
    pub fn still_stands(&self, provision: &Provision) -> bool {
        provision.version().words.text.contains(&*self.said.passage)
    }
}
