//! Deeds in words: who, what, on which paragraphs, in which words.

use super::{Told, agreeing, name, when};
use crate::disclosure::{Openness, may_quote, openness};
use crate::words;
use analysis::{Deed, Ended, OfferPart, Step};
use record::entry::Source;
use record::event::agreement::Level;
use record::event::edits::{Alternative, HolderStance, Place, RunKind};
use record::event::positions::{Holder, Stance};
use record::event::texts::{Change, Removal};
use record::group::{Leaving, OfferState, Reached, Voice};
use record::{EntryId, Event, Id, MeetingId, ProvisionId, Quote, Record, Text};

/// A step that may be told: the entry is not one that may only be counted.
pub(super) fn tell(record: &Record, step: &Step) -> Told {
    let named = openness(record, step.entry) == Openness::Named;
    let entries = step.entries.iter().copied();
    let cited = |entry: &EntryId| {
        *entry == step.entry || (named && openness(record, *entry) == Openness::Named)
    };
    let told = Told {
        entry: step.entry,
        entries: entries.filter(cited).collect(),
        when: when(record, step.entry),
        meeting: meeting(record, step.entry).filter(|_| named),
        provision: step.provision.clone(),
        kind: kind(&step.deed),
        who: Vec::new(),
        who_withheld: false,
        does: String::new(),
        things: Vec::new(),
        words: Vec::new(),
        consent: None,
        notes: Vec::new(),
        presence: step.presence,
    };
    let mut telling = Telling { record, step, named, told };
    telling.deed();
    telling.told
}

/// The meeting in which an entry was taken down.
fn meeting(record: &Record, entry: EntryId) -> Option<Id> {
    match &record.entry(entry)?.envelope.source {
        Some(Source::Listed(id, _)) => {
            let known = record.group().meetings.contains_key(&MeetingId(id.clone()));
            known.then(|| id.clone())
        }
        _ => None,
    }
}

/// The name of a kind of deed, for programs.
fn kind(deed: &Deed) -> &'static str {
    match deed {
        Deed::Tabled { .. } => "tabled",
        Deed::Copied { .. } => "copied",
        Deed::Split { .. } => "split",
        Deed::Merged { .. } => "merged",
        Deed::Reworded { .. } => "reworded",
        Deed::Relabelled { .. } => "relabelled",
        Deed::Placed(_) => "placed",
        Deed::Bracketed { .. } => "bracketed",
        Deed::Lifted { .. } => "brackets-lifted",
        Deed::RunDecided { .. } => "run-decided",
        Deed::Attributed { .. } => "attributed",
        Deed::Resolved { .. } => "resolved",
        Deed::Held { .. } => "held",
        Deed::Ascribed { .. } => "ascribed",
        Deed::Offered { .. } => "offered",
        Deed::Packaged { .. } => "packaged",
        Deed::Amended { .. } => "amended",
        Deed::Agreed { .. } => "agreed",
        Deed::Reopened => "reopened",
        Deed::Left { .. } => "left",
    }
}

struct Telling<'a> {
    record: &'a Record,
    step: &'a Step,
    /// Whether names may be told.
    named: bool,
    told: Told,
}

impl Telling<'_> {
    /// One flat arm a kind of deed.
    fn deed(&mut self) {
        let step = self.step;
        match &step.deed {
            Deed::Tabled { by, voice, text, document, revision, label, words } => {
                self.tabled(by, voice.as_ref());
                let several = self.told.who.len() > 1;
                self.does(if several { "propose it, as" } else { "proposes it, as" }, "Tabled, as");
                self.told.does.push_str(&format!(" “{label}”"));
                self.thing("in", [&text.0]);
                let registered = document.as_ref().filter(|id| {
                    let paper = self.record.group().documents.get(*id);
                    paper.is_some_and(|p| may_quote(self.record, p.registered.entry))
                });
                self.thing("document", registered.map(|id| &id.0));
                if let (Some(_), Some(revision)) = (registered, revision) {
                    self.note(format!("the document stood at {revision}"));
                }
                self.words("", &words.text);
            }
            Deed::Copied { from } => {
                self.speaker(None);
                self.does("copies it for a contact group", "Copied for a contact group");
                self.thing("from", from.iter().map(|id| &id.0));
            }
            Deed::Split { from, into, reason, by } => {
                self.speaker(by.as_ref());
                self.does_or_unknown("splits", "Split");
                self.thing("", [&from.0]);
                self.thing("into", into.iter().map(|id| &id.0));
                self.reason(reason.as_ref());
            }
            Deed::Merged { from, into, reason, by, words } => {
                self.speaker(by.as_ref());
                self.does_or_unknown("merges", "Merged");
                self.thing("", from.iter().map(|id| &id.0));
                self.thing("into", [&into.0]);
                self.words("", &words.text);
                self.reason(reason.as_ref());
            }
            Deed::Reworded { how, by, amendment, from, words } => {
                self.speaker(by.as_ref());
                self.does_or_unknown("rewords it", "Reworded");
                self.told.does.push_str(&format!(" {}", how.word().replace('-', " ")));
                self.thing("amendment", amendment.as_ref().map(|id| &id.0));
                self.thing("from", from.iter().map(|id| &id.0));
                self.words("", &words.text);
            }
            Deed::Relabelled { from, to } => {
                self.speaker(None);
                self.does_or_unknown("relabels it", "Relabelled");
                self.told.does.push_str(&format!(" from “{from}” to “{to}”"));
            }
            Deed::Placed(place) => {
                self.speaker(None);
                self.does_or_unknown("places it", "Placed");
                self.placed(place);
            }
            Deed::Bracketed { by, passage } => {
                self.speaker(Some(by));
                self.does("asks for brackets", "Brackets asked for");
                self.words("round", passage);
            }
            Deed::Lifted { by, passage } => {
                self.speaker(by.as_ref());
                self.does_or_unknown("lifts the brackets", "Brackets lifted");
                self.words("round", passage);
            }
            Deed::RunDecided { passage, reading } => {
                self.speaker(None);
                self.does_or_unknown(
                    "decides that these brackets are",
                    "Decided that these brackets are",
                );
                self.told.does.push(' ');
                self.told.does.push_str(run_kind(*reading));
                self.words("", passage);
            }
            Deed::Attributed { by, to, stance, passage, over } => {
                self.speaker(by.as_ref());
                self.does("says who holds a passage", "Noted who holds a passage");
                if self.named {
                    self.thing(held_by(*stance), to);
                } else {
                    self.note(format!("{} a party, not named", held_by(*stance)));
                }
                self.words("passage", passage);
                self.statement();
                if *over {
                    self.note("withdrawn or struck since");
                }
            }
            Deed::Resolved { by, kept, dropped, consent } => {
                self.speaker(by.as_ref());
                self.does_or_unknown("resolves alternatives", "Alternatives resolved");
                self.alternatives("keeps", kept);
                self.alternatives("drops", dropped);
                self.told.consent = Some(agreeing(self.record, consent, self.named));
                self.statement();
            }
            Deed::Held { by, part, stance, passage, wording, ended } => {
                self.speaker(Some(by));
                self.held(part.as_ref(), *stance, passage.as_ref(), *wording, *ended);
            }
            Deed::Ascribed { by, to, stance, inferred } => {
                self.speaker(by.as_ref());
                let says = if *inferred { "concludes" } else { "says" };
                self.does(says, &format!("The source {says}"));
                let stance = words::stance(*stance);
                let of = self.holder(to);
                self.told.does.push_str(&format!(" of {of}: {stance}"));
                self.statement();
            }
            Deed::Offered { offer, by, reported, part, included, excluded, state } => {
                self.speaker(Some(by));
                match reported {
                    None => self.does("offers, without prejudice:", "An offer, without prejudice:"),
                    Some(maker) => {
                        let of = self.holder(maker);
                        self.does(&format!("tells of an offer by {of}:"), "An offer is told of:");
                    }
                }
                self.told.does.push_str(match part {
                    OfferPart::Accepts => " it would be accepted",
                    OfferPart::Included => " it must be in",
                    OfferPart::Excluded => " it must be out",
                });
                self.thing("if in", included);
                self.thing("if out", excluded);
                self.thing("offer", [&offer.0]);
                self.offer_state(*state);
                self.statement();
            }
            Deed::Packaged { package, by, included } => {
                self.speaker(Some(by));
                let what = if *included { "it is in" } else { "it goes out with it" };
                self.does("puts forward a package:", "A package was put forward:");
                self.told.does.push_str(&format!(" {what}"));
                self.thing("package", [&package.0]);
            }
            Deed::Amended { amendment, by, to, change, answer } => {
                self.speaker(Some(by));
                match to {
                    None => self.does("moves an amendment", "An amendment was moved"),
                    Some(_) => self.does("moves a sub-amendment", "A sub-amendment was moved"),
                }
                self.thing("to", to.as_ref().map(|id| &id.0));
                self.thing("as", [&amendment.0]);
                self.told.words.extend(changed(change));
                let group = self.record.group();
                let reason = group.amendments.get(amendment).and_then(|a| a.reason.as_ref());
                self.quote("reason", reason);
                match answer {
                    None => self.note("no answer to it is recorded"),
                    Some((entry, answer)) => self.ended(answer.word(), *entry),
                }
            }
            Deed::Agreed { level, by, over_objection } => {
                self.told.does = match level {
                    Level::ContactGroup => {
                        "Agreed in a contact group, without status in plenary".to_owned()
                    }
                    Level::Provisional => "Agreed provisionally".to_owned(),
                    Level::AdReferendum => "Agreed ad referendum".to_owned(),
                    Level::Adopted => "Adopted".to_owned(),
                };
                let (how, id) = match by {
                    Reached::Call(id) => ("by the call", &id.0),
                    Reached::Silence(id) => ("by the silence procedure", &id.0),
                    Reached::ContactGroup(id) => ("by the report of", &id.0),
                };
                self.thing(how, [id]);
                if *over_objection {
                    self.note("declared over an objection");
                }
            }
            Deed::Reopened => {
                self.speaker(None);
                self.does_or_unknown("opens it again", "Opened again");
            }
            Deed::Left { how, consent, words } => {
                self.speaker(None);
                self.left(*how);
                self.quote("", words.as_ref());
                self.told.consent = Some(agreeing(self.record, consent, self.named));
            }
        }
    }

    /// Who does it: the voice of the deed, else who speaks in the entry.
    fn speaker(&mut self, voice: Option<&Voice>) {
        let who = voice.or_else(|| self.record.group().voices.get(&self.step.entry));
        match who {
            Some(voice) if self.named => self.told.who = vec![voice.id().clone()],
            Some(_) => self.told.who_withheld = true,
            None => {}
        }
    }

    /// Who proposed it: those named as such, else who had it taken down.
    fn tabled(&mut self, by: &[Id], voice: Option<&Voice>) {
        if by.is_empty() {
            self.speaker(voice);
        } else if self.named {
            self.told.who = by.to_vec();
        } else {
            self.told.who_withheld = true;
        }
        if self.told.who.is_empty() && !self.told.who_withheld {
            self.note("the record does not say who proposed it");
        }
    }

    /// In the third person where somebody acts, else as what was done.
    fn does(&mut self, active: &str, passive: &str) {
        let acts = !self.told.who.is_empty() || self.told.who_withheld;
        self.told.does = if acts { active } else { passive }.to_owned();
    }

    /// The same of what somebody did; where the entry does not say who, that is said.
    fn does_or_unknown(&mut self, active: &str, passive: &str) {
        self.does(active, passive);
        if self.told.who.is_empty() && !self.told.who_withheld {
            self.note("the record does not say by whom");
        }
    }

    fn thing<'i>(&mut self, label: &'static str, ids: impl IntoIterator<Item = &'i Id>) {
        let ids: Vec<Id> = ids.into_iter().cloned().collect();
        if !ids.is_empty() {
            self.told.things.push((label, ids));
        }
    }

    fn words(&mut self, label: &'static str, words: &str) {
        self.told.words.push((label, words.to_owned()));
    }

    fn quote(&mut self, label: &'static str, quote: Option<&Quote>) {
        if let Some(quote) = quote {
            self.words(label, &quote.text);
        }
    }

    fn reason(&mut self, reason: Option<&Quote>) {
        self.quote("reason", reason);
        if reason.is_none() {
            self.note("the record does not say why");
        }
    }

    fn note(&mut self, note: impl Into<String>) {
        self.told.notes.push(note.into());
    }

    /// What ended it; the entry is named only beside a holder who is named, and where it names its own.
    fn ended(&mut self, what: &str, by: EntryId) {
        let cited = self.named && openness(self.record, by) == Openness::Named;
        self.note(if cited { format!("{what}: {by}") } else { what.to_owned() });
    }

    fn holder(&self, holder: &Holder) -> String {
        match holder {
            _ if !self.named => "another, not named".to_owned(),
            Holder::Named(id) => name(self.record, id),
            Holder::Described(text) => text.to_string(),
        }
    }

    fn placed(&mut self, place: &Place) {
        let (words, anchor): (&str, Option<&ProvisionId>) = match place {
            Place::Start => (" at the start of its text", None),
            Place::End => (" at the end of its text", None),
            Place::After(id) => ("", Some(id)),
            Place::Before(id) => ("", Some(id)),
        };
        self.told.does.push_str(words);
        let label = if matches!(place, Place::After(_)) { "after" } else { "before" };
        self.thing(label, anchor.map(|id| &id.0));
    }

    fn alternatives(&mut self, label: &'static str, all: &[Alternative]) {
        let mut paragraphs = Vec::new();
        for one in all {
            match one {
                Alternative::Words(words) => self.words(label, words),
                Alternative::Paragraph(id) => paragraphs.push(&id.0),
            }
        }
        self.thing(label, paragraphs);
    }

    fn held(
        &mut self,
        part: Option<&Text>,
        stance: Stance,
        passage: Option<&Text>,
        wording: EntryId,
        ended: Option<Ended>,
    ) {
        self.does(words::stance(stance), words::stance(stance));
        if let Some(part) = part.filter(|_| self.named) {
            self.told.does.push_str(&format!(" ({part})"));
        }
        if let Some(passage) = passage {
            self.words("passage", passage);
        }
        self.statement();
        let provision = self.record.group().provisions.get(&self.step.provision);
        let stood = provision.map(|p| p.version_at(self.step.entry).entry);
        if stood.is_some_and(|stood| stood != wording) && may_quote(self.record, wording) {
            self.note(format!("on the words of {wording}"));
        }
        match ended {
            None => {}
            Some(Ended::Withdrawn(by)) => self.ended("withdrawn", by),
            Some(Ended::Struck(by)) => self.ended("struck as taken down in error", by),
            Some(Ended::Superseded(by)) => self.ended("a later position took its place", by),
        }
    }

    /// What the entry itself says in words.
    fn statement(&mut self) {
        let record = self.record;
        match record.entry(self.step.entry).and_then(record::Entry::event) {
            Some(Event::PositionTaken(e)) => self.quote("", e.words.as_ref()),
            Some(Event::ObjectionRaised(e)) => {
                self.quote("reason", e.reason.as_ref());
                self.quote("interest", e.interest.as_ref());
                self.quote("would be cured by", e.cure.as_ref());
            }
            Some(Event::PositionAscribed(e)) => self.quote("", e.words.as_ref()),
            Some(Event::OfferMade(e)) => self.quote("", e.words.as_ref()),
            Some(Event::OfferAscribed(e)) => self.quote("", e.words.as_ref()),
            Some(Event::PassageAttributed(e)) => self.quote("", e.words.as_ref()),
            Some(Event::AlternativeResolved(e)) => {
                if let Some(result) = &e.result {
                    self.words("as", result);
                }
                self.quote("", e.words.as_ref());
            }
            _ => {}
        }
    }

    fn offer_state(&mut self, state: OfferState) {
        match state {
            OfferState::Standing => self.note("it stands"),
            OfferState::Withdrawn(by) => self.ended("withdrawn", by),
            OfferState::Lapsed(by) => self.ended("lapsed", by),
            OfferState::EndReported(by) => self.ended("ended, as another reports", by),
        }
    }

    fn left(&mut self, how: Leaving) {
        let (active, passive) = match how {
            Leaving::Removed(Removal::Deleted) => ("deletes it", "Deleted by decision"),
            Leaving::Removed(Removal::Withdrawn) => ("withdraws it", "Withdrawn"),
            Leaving::Dropped => (
                "drops it: another option was kept, or none",
                "Dropped: another option was kept, or none",
            ),
            Leaving::Split => ("splits it", "Split"),
            Leaving::Merged => ("merges it into another", "Merged into another"),
        };
        self.does_or_unknown(active, passive);
    }
}

/// What a run of brackets is.
pub(crate) fn run_kind(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Alternatives => "alternatives: one of them is to be chosen",
        RunKind::Additions => "additions: each stands or falls by itself",
    }
}

/// What somebody does with a passage, before their name.
pub(crate) fn held_by(stance: HolderStance) -> &'static str {
    match stance {
        HolderStance::Proposes => "proposed by",
        HolderStance::Adds => "would be added by",
        HolderStance::Retains => "would be kept by",
        HolderStance::Deletes => "would be deleted by",
        HolderStance::Supports => "supported by",
        HolderStance::Opposes => "opposed by",
        HolderStance::Reserves => "reserved on by",
        HolderStance::Withdraws => "no longer asked for by",
    }
}

/// The words of a change, each under what becomes of it.
pub(super) fn changed(change: &Change) -> Vec<(&'static str, String)> {
    match change {
        Change::Replace { old, new } => vec![("for", old.to_string()), ("read", new.to_string())],
        Change::Insert { new, after } if after.is_empty() => {
            vec![("insert at the beginning", new.to_string())]
        }
        Change::Insert { new, after } => {
            vec![("insert", new.to_string()), ("after", after.to_string())]
        }
        Change::Delete { old } => vec![("delete", old.to_string())],
        Change::Whole(words) => vec![("read", words.text.to_string())],
    }
}
