//! Texts under negotiation as they stand: provisions with every wording they had.

use super::agreement::Agreement;
use super::edits::{Attribution, Departure, Leaving, Origin};
use super::{Group, Named, Recorded, Voice, recorded};
use crate::event::agreement::Level;
use crate::event::edits::{ProvisionPlaced, RunDecided};
use crate::event::meetings::{ContactGroupReported, TextForked};
use crate::event::texts::*;
use crate::id::*;
use crate::thing::Thing;
use crate::words::{Text, Words};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NegotiatingText {
    /// The entry that tabled or forked it.
    pub entry: EntryId,
    /// Title.
    pub title: Text,
    /// What it is; `None` for a contact group's copy.
    pub tabled: Option<TextTabled>,
    /// Who tabled it, where a speaker did.
    pub voice: Option<Voice>,
    /// The text and contact group of which it is a copy.
    pub fork: Option<Recorded<TextForked>>,
    /// Its provisions, in order.
    pub provisions: Vec<ProvisionId>,
    /// Its readings.
    pub readings: Vec<Recorded<ReadingBegun>>,
    /// Agreement on the text as a whole.
    pub agreements: Vec<Agreement>,
    /// The last alternative placed behind a paragraph.
    last_alternative: BTreeMap<ProvisionId, ProvisionId>,
}

/// A wording of a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The entry that set it.
    pub entry: EntryId,
    /// The words.
    pub words: Words,
    /// How it came about; `None` for the first.
    pub how: Option<RevisionKind>,
    /// Who made it, where a speaker did.
    pub voice: Option<Voice>,
    /// The paragraphs it was taken from.
    pub from: Vec<ProvisionId>,
    /// The amendment that led to it, where the entry names one.
    pub amendment: Option<AmendmentId>,
    /// Counts wordings that differ in more than editing: what positions and calls are bound to.
    pub substance: u32,
}

/// Brackets that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BracketHold {
    /// The entry.
    pub entry: EntryId,
    /// Who asked.
    pub voice: Voice,
    /// Round which words.
    pub passage: Text,
    /// The entry that lifted them.
    pub lifted: Option<EntryId>,
}

/// A provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its identity.
    pub id: ProvisionId,
    /// The entry that tabled or copied it.
    pub entry: EntryId,
    /// How it was tabled.
    pub tabled: ProvisionTabled,
    /// Who tabled it, where a speaker did.
    pub voice: Option<Voice>,
    /// Its label now.
    pub label: Text,
    /// Earlier labels, with the entry that changed each.
    pub labels: Vec<(EntryId, Text)>,
    /// Every wording, in order; never empty.
    pub versions: Vec<Version>,
    /// Brackets asked for.
    pub brackets: Vec<BracketHold>,
    /// How it came into its text.
    pub origin: Origin,
    /// How it left the text.
    pub removed: Option<Departure>,
    /// Where it was placed, in order.
    pub places: Vec<Recorded<ProvisionPlaced>>,
    /// Passages attributed, in order.
    pub attributions: Vec<Attribution>,
    /// Entries that resolved alternatives in it, or among which it was.
    pub resolutions: Vec<EntryId>,
    /// Runs of brackets decided, in order.
    pub runs: Vec<Recorded<RunDecided>>,
    /// Agreement on it, in order.
    pub agreements: Vec<Agreement>,
    /// The provision of which it is a contact group's copy.
    pub copy_of: Option<ProvisionId>,
    /// Where in `agreements` the one in force stands.
    in_force: Option<usize>,
    /// Agreements before this one were all opened again.
    open_from: usize,
    /// Where in `brackets` those stand that were not lifted.
    held: Vec<usize>,
}

impl Provision {
    /// A provision as it enters its text, with its first wording.
    pub(super) fn new(
        entry: EntryId,
        voice: Option<Voice>,
        tabled: ProvisionTabled,
        origin: Origin,
        from: Vec<ProvisionId>,
    ) -> Self {
        let words = tabled.words.clone();
        let by = if origin == Origin::Copied { None } else { voice.clone() };
        let first =
            Version { entry, words, how: None, voice: by, from, amendment: None, substance: 0 };
        Self {
            id: tabled.id.clone(),
            entry,
            voice,
            label: Text::clone(&tabled.label),
            tabled,
            labels: Vec::new(),
            versions: vec![first],
            brackets: Vec::new(),
            origin,
            removed: None,
            places: Vec::new(),
            attributions: Vec::new(),
            resolutions: Vec::new(),
            runs: Vec::new(),
            agreements: Vec::new(),
            copy_of: None,
            in_force: None,
            open_from: 0,
            held: Vec::new(),
        }
    }

    /// The wording now.
    pub fn version(&self) -> &Version {
        self.versions.last().expect("BUG: a provision is tabled with words")
    }

    /// Which wording was in force right after an entry.
    pub fn version_at(&self, entry: EntryId) -> &Version {
        self.versions.iter().rev().find(|v| v.entry <= entry).unwrap_or(&self.versions[0])
    }

    /// The agreement in force: on the words as they stand, not reopened, the last of the highest level. What a contact
    /// group agrees later does not lower what plenary adopted.
    pub fn agreement(&self) -> Option<&Agreement> {
        self.in_force.and_then(|at| self.agreements.get(at))
    }

    /// Whether an agreement was not opened again, on whichever words.
    pub fn was_agreed(&self) -> bool {
        self.agreements[self.open_from..].iter().any(|a| a.reopened.is_none())
    }

    /// Brackets asked for and not lifted.
    pub fn brackets_held(&self) -> impl Iterator<Item = &BracketHold> {
        self.held.iter().map(|at| &self.brackets[*at])
    }

    pub(super) fn relabel(&mut self, number: EntryId, label: &Text) {
        let old = std::mem::replace(&mut self.label, Text::clone(label));
        self.labels.push((number, old));
    }

    pub(super) fn agree(&mut self, agreement: Agreement) {
        let level = self.agreement().map(|a| a.level);
        if agreement.substance == self.version().substance && Some(agreement.level) >= level {
            self.in_force = Some(self.agreements.len());
        }
        self.agreements.push(agreement);
    }

    pub(super) fn open_again(&mut self, number: EntryId) {
        for agreement in &mut self.agreements[self.open_from..] {
            agreement.reopened.get_or_insert(number);
        }
        self.open_from = self.agreements.len();
        self.in_force = None;
    }

    /// The agreement that an entry led to is taken away, or is back; what is in force is sought anew.
    pub(super) fn set_reopened(&mut self, by: EntryId, reopened: Option<EntryId>) {
        let from = self.agreements.partition_point(|a| a.entry < by);
        for agreement in self.agreements[from..].iter_mut().take_while(|a| a.entry == by) {
            agreement.reopened = reopened;
        }
        self.open_from = self.open_from.min(from);
        let substance = self.version().substance;
        let open = self.agreements.iter().enumerate().skip(self.open_from);
        let in_force = open.filter(|(_, a)| a.reopened.is_none() && a.substance == substance);
        self.in_force = in_force.max_by_key(|(_, a)| a.level).map(|(at, _)| at);
    }

    /// The agreement that an entry led to.
    pub(super) fn agreement_by(&self, entry: EntryId) -> Option<&Agreement> {
        let at = self.agreements.binary_search_by_key(&entry, |a| a.entry).ok()?;
        self.agreements.get(at)
    }

    /// An agreement on an earlier wording, where none is on the present one.
    pub fn earlier_agreement(&self) -> Option<&Agreement> {
        if self.agreement().is_some() {
            return None;
        }
        self.agreements.iter().rev().find(|a| a.reopened.is_none())
    }

    /// Whether it is still before the group.
    pub fn is_before_the_group(&self) -> bool {
        self.removed.is_none()
    }
}

/// An amendment or sub-amendment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentRecord {
    /// The entry.
    pub entry: EntryId,
    /// Who moved it.
    pub voice: Voice,
    /// The provision it bears on.
    pub provision: ProvisionId,
    /// The amendment that it amends.
    pub to: Option<AmendmentId>,
    /// What is to change.
    pub change: Change,
    /// Why.
    pub reason: Option<crate::Quote>,
    /// What became of it.
    pub answers: Vec<Recorded<AmendmentAnswered>>,
}

impl Group {
    pub(super) fn table_text(&mut self, number: EntryId, voice: Option<Voice>, event: &TextTabled) {
        let text = NegotiatingText {
            entry: number,
            title: Text::clone(&event.title),
            tabled: Some(event.clone()),
            voice,
            fork: None,
            provisions: Vec::new(),
            readings: Vec::new(),
            agreements: Vec::new(),
            last_alternative: BTreeMap::new(),
        };
        self.texts.insert(event.id.clone(), text);
    }

    pub(super) fn begin_reading(&mut self, number: EntryId, event: &ReadingBegun) {
        if let Some(text) = self.texts.get_mut(&event.of) {
            text.readings.push(recorded(number, event));
        }
    }

    pub(super) fn table_provision(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &ProvisionTabled,
    ) {
        let provision = Provision::new(number, voice, event.clone(), Origin::Tabled, Vec::new());
        self.place(provision);
    }

    /// Puts a provision into its text: right behind the one it follows, else behind the alternatives to the one that it
    /// is an alternative to, else at the end.
    pub(super) fn place(&mut self, provision: Provision) {
        if let Some(text) = self.texts.get_mut(&provision.tabled.text) {
            let ProvisionTabled { id, after, alternative, .. } = &provision.tabled;
            let last = alternative.as_ref().map(|a| text.last_alternative.get(a).unwrap_or(a));
            let anchor = after.as_ref().or(last);
            let behind = anchor.and_then(|a| text.provisions.iter().rposition(|p| p == a));
            let place = behind.map_or(text.provisions.len(), |at| at + 1);
            text.provisions.insert(place, id.clone());
            if let Some(alternative) = alternative {
                text.last_alternative.insert(alternative.clone(), id.clone());
            }
        }
        self.provisions.insert(provision.id.clone(), provision);
    }

    pub(super) fn relabel(&mut self, number: EntryId, event: &ProvisionRelabelled) {
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            provision.relabel(number, &event.label);
        }
    }

    pub(super) fn revise(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &ProvisionRevised,
    ) {
        let how = Some(event.how);
        let (words, from) = (event.words.clone(), event.from.clone());
        let amendment = event.amendment.clone();
        let version = Version { entry: number, words, how, voice, from, amendment, substance: 0 };
        self.reword(&event.provision, version);
    }

    /// A new wording; whether it is another in substance follows from the one before it.
    pub(super) fn reword(&mut self, id: &ProvisionId, version: Version) {
        let Some(provision) = self.provisions.get_mut(id) else { return };
        let last = provision.version();
        let same = version.how == Some(RevisionKind::Editorially) || last.words == version.words;
        let substance = if same { last.substance } else { last.substance + 1 };
        if !same {
            provision.in_force = None;
        }
        provision.versions.push(Version { substance, ..version });
    }

    pub(super) fn bracket(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &PassageBracketed,
    ) {
        let Some(voice) = voice else { return };
        let change = Change::Replace {
            old: Arc::clone(&event.passage),
            new: Arc::from(format!("[{}]", event.passage)),
        };
        self.splice(number, Some(voice.clone()), &event.provision, &change);
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            let passage = Text::clone(&event.passage);
            provision.held.push(provision.brackets.len());
            provision.brackets.push(BracketHold { entry: number, voice, passage, lifted: None });
        }
    }

    pub(super) fn lift_brackets(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &BracketsLifted,
    ) {
        let change = Change::Replace {
            old: Arc::from(format!("[{}]", event.passage)),
            new: Arc::clone(&event.passage),
        };
        self.splice(number, voice, &event.provision, &change);
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            let brackets = &mut provision.brackets;
            provision.held.retain(|at| {
                let lifted = brackets[*at].passage == event.passage;
                if lifted {
                    brackets[*at].lifted = Some(number);
                }
                !lifted
            });
        }
    }

    pub(super) fn splice(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        id: &ProvisionId,
        change: &Change,
    ) {
        let Some(provision) = self.provisions.get(id) else { return };
        let words = &provision.version().words;
        if let Ok(text) = change.apply(&words.text) {
            self.spliced_bytes += text.len();
            let words = Words { language: words.language.clone(), text: Arc::from(text) };
            let how = Some(RevisionKind::InWriting);
            let (from, amendment) = (Vec::new(), None);
            let version =
                Version { entry: number, words, how, voice, from, amendment, substance: 0 };
            self.reword(id, version);
        }
    }

    pub(super) fn remove(&mut self, number: EntryId, event: &ProvisionRemoved) {
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            let how = Leaving::Removed(event.how);
            provision.removed = Some(Departure::new(number, how, event.words.clone()));
        }
    }

    pub(super) fn amend(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        event: &AmendmentProposed,
    ) {
        let Some(voice) = voice else { return };
        let amendment = AmendmentRecord {
            entry,
            voice,
            provision: event.provision.clone(),
            to: None,
            change: event.change.clone(),
            reason: event.reason.clone(),
            answers: Vec::new(),
        };
        self.amendments.insert(event.id.clone(), amendment);
    }

    pub(super) fn sub_amend(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        event: &AmendmentSubAmended,
    ) {
        let (Some(voice), Some(parent)) = (voice, self.amendments.get(&event.amendment)) else {
            return;
        };
        let amendment = AmendmentRecord {
            entry,
            voice,
            provision: parent.provision.clone(),
            to: Some(event.amendment.clone()),
            change: event.change.clone(),
            reason: event.reason.clone(),
            answers: Vec::new(),
        };
        self.amendments.insert(event.id.clone(), amendment);
    }

    pub(super) fn answer_amendment(&mut self, number: EntryId, event: &AmendmentAnswered) {
        if let Some(amendment) = self.amendments.get_mut(&event.amendment) {
            amendment.answers.push(recorded(number, event));
        }
    }

    /// The act by which a text was adopted as a whole, unless a paragraph of it was opened again since.
    pub fn adoption_of<'a>(&self, text: &'a NegotiatingText) -> Option<&'a Agreement> {
        let adopted = text.agreements.iter().rev().find(|a| a.level == Level::Adopted)?;
        let is_open = |id: &ProvisionId| {
            let agreement = self.provisions.get(id).and_then(|p| p.agreement_by(adopted.entry));
            agreement.is_some_and(|a| a.reopened.is_some())
        };
        (!text.provisions.iter().any(is_open)).then_some(adopted)
    }

    /// Copies a text for a contact group: provision `P4` becomes `COPY/P4`, with the words of that moment.
    pub(super) fn fork(&mut self, number: EntryId, event: &TextForked) {
        let Some(text) = self.texts.get(&event.of) else { return };
        let (title, originals) = (Text::clone(&text.title), text.provisions.clone());
        let copies: Vec<Provision> =
            originals.iter().filter_map(|id| self.copy(number, event, id)).collect();
        let fork = NegotiatingText {
            entry: number,
            title,
            tabled: None,
            voice: None,
            fork: Some(recorded(number, event)),
            provisions: copies.iter().map(|p| p.id.clone()).collect(),
            readings: Vec::new(),
            agreements: Vec::new(),
            last_alternative: BTreeMap::new(),
        };
        self.texts.insert(event.id.clone(), fork);
        for copy in copies {
            self.names.insert(copy.id.0.clone(), Named { thing: Thing::Provision, entry: number });
            self.provisions.insert(copy.id.clone(), copy);
        }
    }

    fn copy(&self, number: EntryId, event: &TextForked, id: &ProvisionId) -> Option<Provision> {
        let original = self.provisions.get(id).filter(|p| p.is_before_the_group())?;
        let copy = ProvisionId::new(&format!("{}/{}", event.id, id))?;
        let words = original.version().words.clone();
        let mut tabled = original.tabled.clone();
        tabled.id = copy;
        tabled.text = event.id.clone();
        let brackets: Vec<BracketHold> = original.brackets_held().cloned().collect();
        tabled.words = words;
        tabled.label = Text::clone(&original.label);
        let (voice, from) = (original.voice.clone(), vec![id.clone()]);
        let mut made = Provision::new(number, voice, tabled, Origin::Copied, from);
        made.held = (0..brackets.len()).collect();
        made.brackets = brackets;
        made.copy_of = Some(id.clone());
        Some(made)
    }

    pub(super) fn report_back(&mut self, number: EntryId, event: &ContactGroupReported) {
        for id in &event.agreed {
            if let Some(provision) = self.provisions.get_mut(id) {
                let substance = provision.version().substance;
                provision.agree(Agreement::in_contact_group(number, &event.group, substance));
            }
        }
        self.contact_reports.push(recorded(number, event));
    }
}
