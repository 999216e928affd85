//! Acts: what somebody said or did, told in one line with its words, as far as the entry is disclosed.

mod consultations;
mod edits;

use super::parts::{Link, Manner, Quoted, cite, known, link, links, quoted, when};
use super::shelf::Shelf;
use crate::disclosure::{Openness, openness};
use crate::{disclosure, words};
use maud::{Markup, html};
use record::event::positions::{Holder, OfferEnd};
use record::event::texts::{Change, Removal};
use record::group::Position;
use record::{Entry, EntryId, Event, Id, Quote, Text};
use serde::Serialize;

/// What somebody said or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Act {
    pub(super) entry: u32,
    pub(super) when: Option<String>,
    /// Who; `null` where nobody is named, or the name is not disclosed.
    pub(super) who: Option<Link>,
    /// Whether the entry has a speaker whose name is not disclosed.
    pub(super) who_withheld: bool,
    /// In the third person: `objects to`.
    pub(super) does: String,
    pub(super) on: Vec<Link>,
    pub(super) words: Vec<Quoted>,
    /// How it is known, where not as its holder's own word.
    pub(super) known: Option<String>,
    /// What became of it.
    pub(super) since: Vec<String>,
}

/// The act of an entry; `None` where it may only be counted.
pub(super) fn act(shelf: &Shelf, entry: &Entry) -> Option<Act> {
    let openness = openness(shelf.record(), entry.number);
    if openness == Openness::Counted {
        return None;
    }
    let event = entry.event()?;
    let speaker = entry.envelope.speaker.as_ref();
    let who = speaker.map(|s| s.behalf.as_ref().map_or(&s.who, |c| &c.0));
    let named = openness == Openness::Named;
    let told = told(shelf, event, speaker.is_some(), named);
    Some(Act {
        entry: entry.number.0,
        when: when(shelf, entry.number),
        who: who.filter(|_| named).map(|id| Link::to(shelf, id)),
        who_withheld: who.is_some() && !named,
        does: told.does,
        on: told.on.iter().map(|id| Link::object(shelf, id)).collect(),
        words: told.words,
        known: known(shelf, entry.number).filter(|_| named),
        since: since(shelf, entry.number),
    })
}

/// The acts of entries, and how many more may only be counted.
pub(super) fn acts(shelf: &Shelf, entries: impl IntoIterator<Item = EntryId>) -> (Vec<Act>, usize) {
    let (mut told, mut withheld) = (Vec::new(), 0);
    for entry in entries.into_iter().filter_map(|number| shelf.record().entry(number)) {
        match act(shelf, entry) {
            Some(act) => told.push(act),
            None => withheld += 1,
        }
    }
    (told, withheld)
}

/// A position as an act; the stance stands in the heading above it.
pub(super) fn of_position(shelf: &Shelf, position: &Position) -> Option<Act> {
    let mut act = act(shelf, shelf.record().entry(position.entry)?)?;
    act.does = match &position.part {
        Some(part) => format!("{} ({part})", words::stance(position.stance)),
        None => words::stance(position.stance).to_owned(),
    };
    act.on.clear();
    if shelf.group().is_stale(position) {
        act.since.push("taken on words that have changed since".to_owned());
    }
    Some(act)
}

/// What became of an entry afterwards.
pub(super) fn since(shelf: &Shelf, entry: EntryId) -> Vec<String> {
    let mut told: Vec<String> = no_longer_held(shelf, entry).into_iter().collect();
    let Some(fate) = shelf.group().fate_of(entry) else { return told };
    told.extend(fate.withdrawn.map(|by| format!("withdrawn in {by}")));
    told.extend(fate.struck.as_ref().map(|s| format!("struck in {}", s.entry)));
    told.extend(fate.confirmed.map(|by| format!("confirmed by its holder in {by}")));
    told.extend(fate.corrected.iter().map(|c| format!("corrected in {}", c.entry)));
    told.extend(fate.answered.iter().map(|a| format!("answered in {}", a.entry)));
    told.extend(fate.erased.as_ref().map(|e| format!("its body was erased: {}", e.entry)));
    told
}

/// Why a position that nobody withdrew does not count now.
fn no_longer_held(shelf: &Shelf, entry: EntryId) -> Option<String> {
    let group = shelf.group();
    let at = group.positions.binary_search_by_key(&entry, |p| p.entry).ok()?;
    let position = group.positions.get(at)?;
    if !group.stands(entry) || group.positions_now(&position.on).iter().any(|p| p.entry == entry) {
        return None;
    }
    let same = |p: &&Position| p.voice == position.voice && p.part == position.part;
    let later = group.positions_ever(&position.on).filter(same).find(|p| p.entry > entry);
    Some(match later {
        Some(later) if disclosure::may_name(shelf.record(), later.entry) => {
            format!("a later position took its place: {}", later.entry)
        }
        Some(_) => "a later position took its place".to_owned(),
        None => "does not count now: its holder is not a member any more".to_owned(),
    })
}

/// The middle of an act: what was done, on what, in which words.
#[derive(Default)]
struct Told {
    does: String,
    on: Vec<Id>,
    words: Vec<Quoted>,
}

impl Told {
    fn doing(does: impl Into<String>) -> Self {
        Self { does: does.into(), ..Self::default() }
    }

    fn on<'a>(mut self, ids: impl IntoIterator<Item = &'a Id>) -> Self {
        self.on.extend(ids.into_iter().cloned());
        self
    }

    fn words(self, quote: Option<&Quote>) -> Self {
        self.quote("", quote, Manner::Verbatim)
    }

    fn quote(mut self, as_what: &'static str, quote: Option<&Quote>, manner: Manner) -> Self {
        self.words.extend(quote.map(|q| Quoted::of(as_what, q, manner)));
        self
    }

    /// What the record says, not in anybody's words.
    fn note(mut self, as_what: &'static str, words: String) -> Self {
        self.words.push(Quoted { as_what, language: None, words, manner: Manner::Note });
        self
    }

    fn text(mut self, as_what: &'static str, text: Option<&Text>) -> Self {
        self.words.extend(text.map(|t| Quoted {
            as_what,
            language: None,
            words: t.to_string(),
            manner: Manner::Verbatim,
        }));
        self
    }
}

/// One flat arm a kind; kinds that are not anybody's act are told by the name of the kind. Without names, nobody is named.
fn told(shelf: &Shelf, event: &Event, spoken: bool, named: bool) -> Told {
    let holder = |holder: &Holder| match holder {
        _ if !named => "another, not named".to_owned(),
        Holder::Named(id) => shelf.group().name_of(id).to_string(),
        Holder::Described(text) => text.to_string(),
    };
    match event {
        Event::PositionTaken(e) => Told::doing(words::stance(e.stance.0)).on([&e.on]).quote(
            "",
            e.words.as_ref(),
            manner(e.summary),
        ),
        Event::ObjectionRaised(e) => Told::doing("objects to")
            .on([&e.on])
            .text("passage", e.passage.as_ref())
            .quote("reason", e.reason.as_ref(), manner(e.summary))
            .quote("interest", e.interest.as_ref(), manner(e.summary))
            .quote("would be cured by", e.cure.as_ref(), manner(e.summary)),
        Event::InterventionMade(e) => Told::doing(on_something("says", &e.on))
            .quote("", Some(&e.words), manner(e.summary))
            .on(&e.on),
        Event::FactNoted(e) => {
            let does = match (spoken, e.inferred) {
                (true, false) => "notes",
                (true, true) => "concludes",
                (false, false) => "Noted",
                (false, true) => "Concluded by who keeps the record",
            };
            Told::doing(on_something(does, &e.on)).quote("", Some(&e.words), Manner::Note).on(&e.on)
        }
        Event::GapNoted(e) => Told::doing(on_something("Not on the record", &e.on))
            .quote("", Some(&e.words), Manner::Note)
            .on(&e.on),
        Event::StatementAnswered(e) => {
            Told::doing(format!("answers {}", e.entry)).words(Some(&e.words))
        }
        Event::StatementWithdrawn(e) => {
            Told::doing(format!("withdraws {}", e.entry)).words(e.words.as_ref())
        }
        Event::StatementConfirmed(e) => Told::doing(format!("confirms {}", e.entry)),
        Event::PositionAscribed(e) => {
            let concludes = match (spoken, e.inferred) {
                (true, false) => "says",
                (true, true) => "concludes",
                (false, false) => "The source says",
                (false, true) => "The source concludes",
            };
            Told::doing(format!("{concludes} of {}: {}", holder(&e.to), words::stance(e.stance)))
                .on([&e.on])
                .words(e.words.as_ref())
        }
        Event::OfferMade(e) => Told::doing("offers, without prejudice, to accept")
            .on(e.accepts.iter().chain(&e.included).chain(&e.excluded))
            .words(e.words.as_ref()),
        Event::OfferAscribed(e) => Told::doing(format!("tells of an offer by {}", holder(&e.to)))
            .on(e.accepts.iter().chain(&e.included).chain(&e.excluded))
            .words(e.words.as_ref()),
        Event::OfferEndAscribed(e) => Told::doing(match e.end {
            OfferEnd::Withdrawn => "tells that the offer was withdrawn",
            OfferEnd::Lapsed => "tells that the offer lapsed",
        })
        .words(e.words.as_ref())
        .quote("its author's inference", e.inference.as_ref(), Manner::Verbatim)
        .quote("another reading, left open", e.open.as_ref(), Manner::Note),
        Event::OfferAnswered(e) => {
            Told::doing(format!("{} the offer", e.answer.word())).words(e.words.as_ref())
        }
        Event::OfferWithdrawn(e) => Told::doing("withdraws its offer").words(e.words.as_ref()),
        Event::OfferReleased(_) => Told::doing("lets its offer be told"),
        Event::PackageTabled(e) => {
            Told::doing("puts forward a package").on(e.included.iter().chain(&e.excluded))
        }
        Event::AmendmentProposed(e) => {
            amended("moves an amendment to", &e.provision.0, &e.change, e.reason.as_ref())
        }
        Event::AmendmentSubAmended(e) => {
            amended("moves a sub-amendment to", &e.amendment.0, &e.change, e.reason.as_ref())
        }
        Event::PassageBracketed(e) => {
            Told::doing("asks for brackets in").on([&e.provision.0]).text("round", Some(&e.passage))
        }
        Event::ReservationEntered(e) => {
            Told::doing("enters a reservation to").on(&e.on).words(Some(&e.words))
        }
        Event::PositionExplained(e) => {
            Told::doing("explains its position on").on(&e.on).words(Some(&e.words))
        }
        Event::Dissociated(e) => {
            Told::doing("dissociates itself from").on(&e.on).words(e.words.as_ref())
        }
        Event::SilenceBroken(e) => {
            Told::doing("breaks silence").on([&e.silence.0]).on(&e.on).words(e.words.as_ref())
        }
        Event::StatementAligned(e) => Told::doing(format!("aligns itself with {}", e.with)),
        Event::AlignmentDeclined(e) => {
            Told::doing(format!("declines to align with {}", e.with)).words(e.words.as_ref())
        }
        Event::CoalitionJoined(e) => Told::doing("joins").on([&e.coalition.0]),
        Event::CoalitionLeft(e) => Told::doing("leaves").on([&e.coalition.0]),
        Event::SponsorAdded(e) => Told::doing("sponsors").on([&e.of]),
        Event::SponsorWithdrew(e) => Told::doing("withdraws its sponsorship of").on([&e.of]),
        Event::FloorRequested(e) => Told::doing("asks for the floor").on(&e.on),
        Event::PointOfOrderRaised(e) => {
            Told::doing("raises a point of order").words(Some(&e.words))
        }
        Event::MotionMoved(e) => {
            Told::doing(format!("moves ({})", e.kind.word())).on(&e.on).words(e.words.as_ref())
        }
        Event::RulingAppealed(e) => {
            Told::doing("appeals against a ruling").on([&e.against.0]).words(e.words.as_ref())
        }
        Event::RulingGiven(e) => {
            let rules = if spoken { "rules" } else { "The Chair rules" };
            Told::doing(format!("{rules} ({})", e.effect.word())).words(e.words.as_ref())
        }
        Event::ContactGroupReported(e) => {
            Told::doing("reports back").on([&e.group.0]).words(e.words.as_ref())
        }
        Event::AdReferendumConfirmed(e) => {
            Told::doing("confirms what was agreed ad referendum").on(e.on.iter().map(|p| &p.0))
        }
        Event::ProvisionTabled(e) => {
            Told::doing(if spoken { "tables" } else { "Tabled" }).on([&e.id.0])
        }
        Event::TextTabled(e) => Told::doing(if spoken { "tables" } else { "Tabled" }).on([&e.id.0]),
        Event::ProvisionRevised(e) => {
            let revises = if spoken { "revises" } else { "Revised" };
            Told::doing(format!("{revises} ({})", e.how.word())).on([&e.provision.0])
        }
        Event::BracketsLifted(e) => {
            Told::doing(if spoken { "lifts brackets in" } else { "Brackets lifted in" })
                .on([&e.provision.0])
                .text("round", Some(&e.passage))
        }
        Event::ProvisionRelabelled(e) => {
            let relabels = if spoken { "relabels" } else { "Relabelled" };
            Told::doing(format!("{relabels}, as “{}”,", e.label)).on([&e.provision.0])
        }
        Event::ProvisionRemoved(e) => Told::doing(match (e.how, spoken) {
            (Removal::Deleted, true) => "deletes",
            (Removal::Deleted, false) => "Deleted:",
            (Removal::Withdrawn, true) => "withdraws",
            (Removal::Withdrawn, false) => "Withdrawn:",
        })
        .on([&e.provision.0])
        .words(e.words.as_ref()),
        Event::ProvisionSplit(_)
        | Event::ProvisionsMerged(_)
        | Event::ProvisionPlaced(_)
        | Event::PassageAttributed(_)
        | Event::AlternativeResolved(_)
        | Event::RunDecided(_) => edits::edited(shelf, event, spoken, named),
        Event::CallOpened(e) => {
            let asks = if spoken { "asks" } else { "The Chair asks" };
            Told::doing(format!("{asks} for agreement ({}) on", words::level(e.level))).on(&e.on)
        }
        Event::CallGavelled(e) => {
            let gavels = if spoken { "gavels" } else { "Gavel" };
            Told::doing(format!("{gavels}: {}, call", words::call_result(e.result)))
                .on([&e.call.0])
                .words(e.words.as_ref())
        }
        Event::ConsultationOpened(_)
        | Event::StatementReceived(_)
        | Event::StatementModerated(_)
        | Event::ResponsesReceived(_)
        | Event::ConsultationClosed(_) => consultations::consulted(shelf, event, spoken, named),
        Event::OutcomeRecorded(e) => Told::doing(words::outcome(e.outcome)).words(e.words.as_ref()),
        Event::MeetingTurned(e) => {
            Told::doing(format!("The meeting {}", e.turn.word())).words(e.words.as_ref())
        }
        other => Told::doing(capital(&kind(other))),
    }
}

/// `says, on` where something is named behind it.
fn on_something(does: &str, on: &[Id]) -> String {
    if on.is_empty() { does.to_owned() } else { format!("{does}, on") }
}

fn manner(summary: bool) -> Manner {
    if summary { Manner::Summary } else { Manner::Verbatim }
}

fn amended(does: &str, on: &Id, change: &Change, reason: Option<&Quote>) -> Told {
    let told = Told::doing(does).on([on]);
    let told = match change {
        Change::Replace { old, new } => told.text("for", Some(old)).text("read", Some(new)),
        Change::Insert { new, after } => told.text("insert", Some(new)).text("after", Some(after)),
        Change::Delete { old } => told.text("delete", Some(old)),
        Change::Whole(words) => told.text("read", Some(&words.text)),
    };
    told.quote("reason", reason, Manner::Verbatim)
}

/// The name of a kind as words: `AttendanceTaken` as `attendance taken`.
pub(super) fn kind(event: &Event) -> String {
    let mut words = String::new();
    for c in event.name().chars() {
        if c.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(c.to_ascii_lowercase());
    }
    words
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// One act as a sentence with its words below.
pub(super) fn show(shelf: &Shelf, act: &Act) -> Markup {
    html! {
        div.act {
            p {
                @if let Some(who) = &act.who { span.who { (link(who)) } " " }
                @else if act.who_withheld { span.who.withheld { "A party, not named," } " " }
                (act.does)
                @if !act.on.is_empty() { " " span.on { (links(&act.on)) } }
                " " (cite(shelf, &[act.entry]))
                @if let Some(when) = &act.when { " " span.when { (when) } }
            }
            @for words in &act.words { p.words { (quoted(words)) } }
            @if act.known.is_some() || !act.since.is_empty() {
                p.remark {
                    @if let Some(known) = &act.known { bdi dir="auto" { (known) } }
                    @for (index, since) in act.since.iter().enumerate() {
                        @if index > 0 || act.known.is_some() { "; " } (since)
                    }
                }
            }
        }
    }
}

/// Acts in a row, and how many are counted and not told.
pub(super) fn show_all(shelf: &Shelf, acts: &[Act], withheld: usize) -> Markup {
    html! {
        @if acts.is_empty() && withheld == 0 { p.none { "Nothing is recorded." } }
        @if !acts.is_empty() { ul.acts { @for act in acts { li { (show(shelf, act)) } } } }
        (not_disclosed(withheld))
    }
}

/// How many entries are not disclosed.
pub(super) fn not_disclosed(withheld: usize) -> Markup {
    html! { @if withheld > 0 {
        p.withheld { (words::counted(withheld, "further entry is", "further entries are")) " not disclosed." }
    } }
}
