//! A simple narrator: writes a narrative that is true of a record, from the record alone. Knows the published table of
//! claims and nothing of how they are checked.

use crate::links::{Link, escape};
use record::entry::{Disclosure, Grade};
use record::event::Event;
use record::event::agreement::{CallResult, Level};
use record::event::group::{CharterItem, OutcomeKind, RuleStatus};
use record::event::meetings::{RulingEffect, Target};
use record::event::parties::Constituency;
use record::event::positions::{Holder, Release, Stance};
use record::group::{Agreement, Group, OfferState, Position, Provision, Voice};
use record::{EntryId, Id, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A true narrative: paragraphs of Markdown.
pub fn narrate(record: &Record) -> String {
    let narrator = Narrator::new(record);
    let mut paragraphs = vec![format!("# {}", title(record.group()))];
    paragraphs.extend(narrator.outcome());
    paragraphs.extend(record.group().provisions.values().filter_map(|p| narrator.provision(p)));
    paragraphs.extend(narrator.matters());
    paragraphs.extend(narrator.statements());
    paragraphs.extend(narrator.proceedings());
    paragraphs.join("\n\n") + "\n"
}

/// What the document may be called.
pub fn title(group: &Group) -> &'static str {
    match group.outcomes.last().map(|o| o.said.outcome) {
        Some(
            OutcomeKind::ReportAdopted
            | OutcomeKind::ReportAdoptedInPart
            | OutcomeKind::ReportAdoptedWithReservations,
        ) => "Report of the Working Group",
        Some(OutcomeKind::ChairsSummary) => "Summary by the Chair",
        _ => "Factual note",
    }
}

/// Questions of fact, answered from the record.
pub struct Narrator<'a> {
    /// The record.
    pub record: &'a Record,
    /// The group that it leaves behind.
    pub group: &'a Group,
}

/// A claim as Markdown.
pub fn claim(words: &str, predicate: &str, argument: &str, told_as: Option<Grade>) -> String {
    let link = Link {
        range: 0..0,
        words: words.to_owned(),
        predicate: predicate.to_owned(),
        argument: argument.to_owned(),
        told_as: told_as.map(|g| g.word().to_owned()),
    };
    link.write()
}

/// How a level is told.
pub fn level_words(level: Level) -> &'static str {
    match level {
        Level::ContactGroup => "agreed in the contact group",
        Level::Provisional => "provisionally agreed",
        Level::AdReferendum => "agreed ad referendum",
        Level::Adopted => "adopted",
    }
}

/// The verb and predicate of a stance, for one holder or several.
pub fn stance_words(stance: Stance, several: bool) -> (&'static str, &'static str) {
    match (stance, several) {
        (Stance::Supports, true) => ("support it", "supports"),
        (Stance::Supports, false) => ("supports it", "supports"),
        (Stance::CanAccept, _) => ("can accept it", "can-accept"),
        (Stance::ReservesPosition, true) => ("reserve their position", "reserves"),
        (Stance::ReservesPosition, false) => ("reserves its position", "reserves"),
        (Stance::Objects, true) => ("object to it", "objects"),
        (Stance::Objects, false) => ("objects to it", "objects"),
    }
}

/// How a grade is told that is not the holder's own word.
pub fn grade_words(grade: Option<Grade>) -> &'static str {
    match grade {
        Some(Grade::TakenDown) => ", as taken down,",
        Some(Grade::Reported) => ", as reported,",
        Some(Grade::Inferred) => ", as inferred,",
        _ => "",
    }
}

/// Names in a row.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl<'a> Narrator<'a> {
    /// Asks a record.
    pub fn new(record: &'a Record) -> Self {
        Self { record, group: record.group() }
    }

    /// A name, as it is written in Markdown.
    pub fn name(&self, id: &Id) -> String {
        escape(&self.group.name_of(id))
    }

    /// How open an entry is.
    pub fn level(&self, entry: EntryId) -> Disclosure {
        self.record.entry(entry).and_then(|e| e.envelope.level).unwrap_or(Disclosure::Public)
    }

    /// Whether an entry's people may be named and its words told.
    pub fn is_public(&self, entry: EntryId) -> bool {
        let erased = self.group.fate_of(entry).is_some_and(|f| f.erased.is_some());
        self.level(entry) == Disclosure::Public && !erased
    }

    /// The grade with which an entry must be told; `None` where the holder's own word stands behind it.
    pub fn grade(&self, entry: EntryId) -> Option<Grade> {
        let grade = self.record.entry(entry)?.envelope.grade?;
        let confirmed = self.group.fate_of(entry).is_some_and(|f| f.confirmed.is_some());
        (!confirmed && !matches!(grade, Grade::Delivered | Grade::Confirmed)).then_some(grade)
    }

    /// Positions that count now on a thing, by stance.
    pub fn stances(&self, on: &Id) -> BTreeMap<Stance, Vec<&'a Position>> {
        let mut by: BTreeMap<Stance, Vec<&Position>> = BTreeMap::new();
        for position in self.group.positions_now(on).into_iter().filter(|p| p.part.is_none()) {
            by.entry(position.stance).or_default().push(position);
        }
        by
    }

    /// The sentences on who stands where on a thing; who may not be named is counted.
    fn holders(&self, on: &Id) -> Vec<String> {
        let mut told = Vec::new();
        for (stance, positions) in self.stances(on) {
            if positions.iter().all(|p| self.is_public(p.entry)) {
                let mut groups: BTreeMap<(Option<Grade>, bool), Vec<&Position>> = BTreeMap::new();
                for position in positions {
                    let key = (self.grade(position.entry), self.group.is_stale(position));
                    groups.entry(key).or_default().push(position);
                }
                for ((grade, stale), of) in groups {
                    let mut names: Vec<String> =
                        of.iter().map(|p| self.name(p.voice.id())).collect();
                    names.dedup();
                    told.push(Self::held(&list(&names), stance, names.len() > 1, grade, stale, on));
                }
            } else {
                let voices: BTreeSet<&Voice> = positions.iter().map(|p| &p.voice).collect();
                let grade = positions.iter().filter_map(|p| self.grade(p.entry)).max();
                let stale = positions.iter().any(|p| self.group.is_stale(p));
                let number = match voices.len() {
                    1 => "One party".to_owned(),
                    2 => "Two".to_owned(),
                    n => n.to_string(),
                };
                told.push(Self::held(&number, stance, voices.len() > 1, grade, stale, on));
            }
        }
        told
    }

    /// Parts of parties: what a part holds is not the party's position.
    fn parts(&self, on: &Id) -> Vec<String> {
        let now = self.group.positions_now(on).into_iter();
        let parts =
            now.filter(|p| p.part.is_some() && self.level(p.entry) >= Disclosure::Unattributed);
        let tell = |p: &Position| {
            let grade = self.grade(p.entry);
            let (verb, _) = stance_words(p.stance, false);
            let words = format!("A part of one party{} {verb}", grade_words(grade));
            claim(&words, "said", &format!("no.{}", p.entry.0), grade) + "."
        };
        parts.map(tell).collect()
    }

    fn held(
        who: &str,
        stance: Stance,
        several: bool,
        grade: Option<Grade>,
        stale: bool,
        on: &Id,
    ) -> String {
        let (verb, predicate) = stance_words(stance, several);
        let stale = if stale { ", on an earlier wording" } else { "" };
        format!(
            "{}.",
            claim(
                &format!("{who}{} {verb}{stale}", grade_words(grade)),
                predicate,
                on.as_str(),
                grade
            )
        )
    }

    /// The objections made between a call and its gavel that stand.
    pub fn objectors(&self, agreement: &Agreement) -> Vec<EntryId> {
        match &agreement.by {
            record::group::Reached::Call(id) => {
                self.group.calls.get(id).map(|c| self.group.objections_since(c)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Who speaks in entries, named where all may be, else counted.
    fn speakers(&self, entries: &[EntryId]) -> String {
        let voices: BTreeSet<&Voice> =
            entries.iter().filter_map(|e| self.group.voices.get(e)).collect();
        if entries.iter().all(|e| self.is_public(*e)) {
            list(&voices.iter().map(|v| self.name(v.id())).collect::<Vec<_>>())
        } else if voices.len() == 1 {
            "one member".to_owned()
        } else {
            format!("{} members", voices.len())
        }
    }

    fn status(&self, provision: &Provision) -> Option<String> {
        let id = provision.id.as_str();
        let bracketed = provision.version().words.text.contains(['[', ']']);
        match provision.agreement() {
            None => Some(format!("It is {}.", claim("not agreed", "not-agreed", id, None))),
            Some(_) if bracketed => None,
            Some(a) if a.over_objection => {
                let objectors = self.objectors(a);
                let words = format!(
                    "declared it {} over the objection of {}",
                    level_words(a.level),
                    self.speakers(&objectors)
                );
                (!objectors.is_empty())
                    .then(|| format!("The Chair {}.", claim(&words, "declared", id, None)))
            }
            Some(a) => {
                let awaited: Vec<String> =
                    a.outstanding().iter().map(|p| self.name(&p.0)).collect();
                let awaited = if awaited.is_empty() {
                    String::new()
                } else {
                    format!(", confirmation by {} outstanding", list(&awaited))
                };
                Some(format!(
                    "It is {}.",
                    claim(&format!("{}{awaited}", level_words(a.level)), "agreed", id, None)
                ))
            }
        }
    }

    /// One paragraph on a provision that is before the group.
    fn provision(&self, provision: &Provision) -> Option<String> {
        if !provision.is_before_the_group() {
            return None;
        }
        let id = provision.id.as_str();
        let mut told =
            vec![format!("Paragraph {}.", claim(&self.name(&provision.id.0), "titled", id, None))];
        told.extend(self.status(provision));
        told.push(format!(
            "It reads: {}",
            claim(&escape(&provision.version().words.text), "words", id, None)
        ));
        told.extend(self.holders(&provision.id.0));
        told.extend(self.parts(&provision.id.0));
        for split in self.splits(&provision.id.0) {
            told.push(format!(
                "{}.",
                claim(
                    &format!("The parties of the {split} constituency were divided"),
                    "split",
                    &format!("{split}/{id}"),
                    None
                )
            ));
        }
        Some(told.join(" "))
    }

    /// Reservations, explanations and dissociations; without a name where there may be none.
    fn qualified(&self) -> Vec<String> {
        let stand = self.group.qualifications.iter().filter(|q| self.group.stands(q.entry));
        let told = stand.filter(|q| self.level(q.entry) >= Disclosure::Unattributed);
        let tell = |q: &record::group::Qualification| {
            let who = if self.is_public(q.entry) {
                self.name(q.voice.id())
            } else {
                "A party".to_owned()
            };
            let grade = self.grade(q.entry);
            let words =
                q.words.as_ref().map_or_else(String::new, |w| format!(": “{}”", escape(&w.text)));
            let told = format!("{who}{} made this known{words}", grade_words(grade));
            claim(&told, "said", &format!("no.{}", q.entry.0), grade) + "."
        };
        told.map(tell).collect()
    }

    /// What somebody said, word for word.
    fn said(&self, entry: EntryId, voice: &Voice, words: Option<&str>) -> Option<String> {
        let grade = self.grade(entry);
        let words = escape(words?);
        let told = format!("{}{} stated: “{words}”", self.name(voice.id()), grade_words(grade));
        Some(format!("{}.", claim(&told, "said", &format!("no.{}", entry.0), grade)))
    }

    /// Constituencies, by their word, whose parties stand on different sides of a thing.
    pub fn splits(&self, on: &Id) -> Vec<String> {
        let mut sides: BTreeMap<Constituency, BTreeSet<u8>> = BTreeMap::new();
        for position in self.group.positions_now(on) {
            let Voice::Party(party) = &position.voice else { continue };
            let side = match position.stance {
                Stance::Supports | Stance::CanAccept => 0,
                Stance::ReservesPosition => 1,
                Stance::Objects => 2,
            };
            if let Some(party) = self.group.parties.get(party) {
                sides.entry(party.admitted.said.constituency.clone()).or_default().insert(side);
            }
        }
        sides
            .iter()
            .filter(|(_, sides)| sides.len() > 1)
            .map(|(c, _)| c.word().to_owned())
            .collect()
    }

    /// Positions on issues, texts, papers, packages, amendments: on all that is no paragraph.
    fn matters(&self) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let no_paragraph =
            |id: &&Id| !self.group.provisions.contains_key(&record::ProvisionId((*id).clone()));
        for id in self.group.positions_on.keys().filter(no_paragraph) {
            let mut held = self.holders(id);
            held.extend(self.parts(id));
            if !held.is_empty() {
                paragraphs.push(format!(
                    "On {}: {}",
                    claim(&self.name(id), "titled", id.as_str(), None),
                    held.join(" ")
                ));
            }
        }
        paragraphs
    }

    fn outcome(&self) -> Option<String> {
        let mut told = Vec::new();
        if let Some(outcome) = self.group.outcomes.last() {
            told.push(format!(
                "{}.",
                claim(outcome_words(outcome.said.outcome), "outcome", "", None)
            ));
        }
        for (item, rules) in &self.group.charter {
            let (Some(rule), true) = (rules.last(), *item != CharterItem::WorkingMethod) else {
                continue;
            };
            let words = format!(
                "The {} is {}",
                item.word().replace('-', " "),
                status_words(rule.said.status)
            );
            told.push(format!("{}.", claim(&words, "rule", item.word(), None)));
        }
        (!told.is_empty()).then(|| told.join(" "))
    }

    /// Interventions, ascriptions, inferences, withdrawals, offers: one list.
    fn statements(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (voice, said) in &self.group.interventions {
            if self.is_public(said.entry) && self.group.stands(said.entry) && !said.said.summary {
                told.extend(self.said(said.entry, voice, Some(&said.said.words.text)));
            }
        }
        told.extend(self.qualified());
        told.extend(self.ascriptions());
        for (speaker, fact) in self.group.facts.iter().filter(|(_, f)| f.said.inferred) {
            let voice = speaker.as_ref().and_then(|s| self.group.voice(s));
            if let Some(voice) =
                voice.filter(|_| self.is_public(fact.entry) && self.group.stands(fact.entry))
            {
                let grade = self.grade(fact.entry).filter(|g| *g == Grade::TakenDown);
                let (name, by) = (self.name(voice.id()), grade_words(grade));
                let words = format!("{name}{by} concluded: “{}”", escape(&fact.said.words.text));
                told.push(claim(&words, "inferred", &format!("no.{}", fact.entry.0), grade) + ".");
            }
        }
        told.extend(self.withdrawals());
        told.extend(self.offers());
        let line = |text: String| format!("- {text}");
        if told.is_empty() {
            told
        } else {
            vec![told.into_iter().map(line).collect::<Vec<_>>().join("\n")]
        }
    }

    fn ascriptions(&self) -> Vec<String> {
        let mut told = Vec::new();
        for ascription in &self.group.ascriptions {
            let (Some(voice), Holder::Named(to)) = (&ascription.voice, &ascription.said.to) else {
                continue;
            };
            let free = self.group.fate_of(ascription.entry).is_none_or(|f| f.confirmed.is_none());
            if self.is_public(ascription.entry) && self.group.stands(ascription.entry) && free {
                let (verb, _) = stance_words(ascription.said.stance, false);
                let (said, predicate) = if ascription.said.inferred {
                    ("inferred", "inferred")
                } else {
                    ("stated", "ascribed")
                };
                let grade = self.grade(ascription.entry).filter(|g| *g == Grade::TakenDown);
                let words = format!(
                    "{}{} {said} that {} {verb}",
                    self.name(voice.id()),
                    grade_words(grade),
                    self.name(to)
                );
                told.push(format!(
                    "{}.",
                    claim(&words, predicate, &format!("no.{}", ascription.entry.0), grade)
                ));
            }
        }
        told
    }

    fn withdrawals(&self) -> Vec<String> {
        let withdrawn = self.group.positions.iter().filter(|p| {
            self.group
                .fate_of(p.entry)
                .is_some_and(|f| f.withdrawn.is_some_and(|w| self.is_public(w)))
                && self.is_public(p.entry)
        });
        let tell = |p: &Position| {
            let what = if p.stance == Stance::Objects { "objection" } else { "position" };
            claim(
                &format!("{} withdrew its {what}", self.name(p.voice.id())),
                "withdrawn",
                &format!("no.{}", p.entry.0),
                None,
            ) + "."
        };
        withdrawn.map(tell).collect()
    }

    fn offers(&self) -> Vec<String> {
        let mut told = Vec::new();
        for offer in self.group.offers.values().filter(|o| o.ascribed.is_none()) {
            let Some(released) = &offer.released else { continue };
            let who = match released.said.extent {
                Release::ContentAndName => self.name(offer.voice.id()),
                Release::Content => "One member".to_owned(),
            };
            let accepts: Vec<String> = offer.accepts.iter().map(|id| self.name(id)).collect();
            let grade = self.grade(offer.entry);
            let words = format!("{who}{} offered to accept {}", grade_words(grade), list(&accepts));
            told.push(format!("{}.", claim(&words, "offered", offer.id.as_str(), grade)));
            if matches!(offer.state(), OfferState::Withdrawn(_)) {
                told.push(format!(
                    "{}.",
                    claim(
                        &format!("{who} withdrew its offer"),
                        "withdrawn",
                        offer.id.as_str(),
                        None
                    )
                ));
            }
        }
        told
    }

    /// Tablings, rulings, calls, attendance.
    fn proceedings(&self) -> Vec<String> {
        let mut told = Vec::new();
        for document in self.group.documents.values().map(|d| &d.registered) {
            let by: Vec<String> = document.said.by.iter().map(|id| self.name(id)).collect();
            if !by.is_empty() && self.is_public(document.entry) {
                told.push(claim(
                    &format!("{} submitted a document", list(&by)),
                    "tabled",
                    document.said.id.as_str(),
                    None,
                ));
            }
        }
        for (id, amendment) in &self.group.amendments {
            if self.is_public(amendment.entry) && self.grade(amendment.entry).is_none() {
                told.push(claim(
                    &format!("{} submitted an amendment", self.name(amendment.voice.id())),
                    "tabled",
                    id.as_str(),
                    None,
                ));
            }
        }
        for (id, ruling) in &self.group.rulings {
            told.extend(
                self.ruling(&ruling.said.on, ruling.said.effect)
                    .map(|w| claim(&w, "ruled", id.as_str(), None)),
            );
        }
        for (id, call) in &self.group.calls {
            if call.gavelled.as_ref().is_some_and(|g| g.said.result == CallResult::NoObjection) {
                told.push(claim("No objection was made", "no-objection", id.as_str(), None));
            }
        }
        for (id, meeting) in &self.group.meetings {
            if let Some(attendance) = meeting.attendance.last().filter(|a| self.is_public(a.entry))
            {
                let names: Vec<String> =
                    attendance.said.present.iter().map(|p| self.name(&p.0)).collect();
                let were = if names.len() == 1 { "was" } else { "were" };
                told.push(claim(
                    &format!("{} {were} present", list(&names)),
                    "present",
                    id.as_str(),
                    None,
                ));
            }
        }
        let line = |text: String| format!("- {text}.");
        if told.is_empty() {
            told
        } else {
            vec![told.into_iter().map(line).collect::<Vec<_>>().join("\n")]
        }
    }

    fn ruling(&self, on: &Target, effect: RulingEffect) -> Option<String> {
        match (effect, on) {
            (RulingEffect::Procedural, _) => {
                Some("The Chair ruled on a question of procedure".to_owned())
            }
            (RulingEffect::NoConsensus, _) => {
                Some("The Chair ruled that there was no consensus".to_owned())
            }
            (RulingEffect::RoughConsensus, _) => {
                Some("The Chair ruled that there was rough consensus".to_owned())
            }
            (RulingEffect::DecidesOver, Target::Entry(entry)) => Some(format!(
                "The Chair decided over the objection of {}",
                self.speakers(&[*entry])
            )),
            _ => None,
        }
    }

    /// Whether an entry holds a position or objection.
    pub fn is_position(&self, entry: EntryId) -> bool {
        let event = self.record.entry(entry).and_then(record::Entry::event);
        matches!(event, Some(Event::PositionTaken(_) | Event::ObjectionRaised(_)))
    }
}

/// How an outcome is told.
pub fn outcome_words(outcome: OutcomeKind) -> &'static str {
    match outcome {
        OutcomeKind::ReportAdopted => "The Group adopted its report",
        OutcomeKind::ReportAdoptedInPart => "The Group adopted its report in part",
        OutcomeKind::ReportAdoptedWithReservations => {
            "The Group adopted its report with reservations"
        }
        OutcomeKind::ChairsSummary => "The Chair issued a summary on the Chair's responsibility",
        OutcomeKind::NoAgreedRecommendation => {
            "The Group concluded without an agreed recommendation"
        }
    }
}

/// How the status of a rule is told.
pub fn status_words(status: RuleStatus) -> &'static str {
    match status {
        RuleStatus::Adopted => "adopted",
        RuleStatus::Proposed => "proposed",
        RuleStatus::Disputed => "disputed",
        RuleStatus::NotSettled => "not settled",
        RuleStatus::Unknown => "unknown",
    }
}
