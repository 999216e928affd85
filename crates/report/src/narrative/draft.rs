//! The first narrative: every sentence a claim that holds, everything that counts now told. The rapporteur edits from there.

use analysis::{ProvisionState, Status, play, split};
use record::entry::{Disclosure, Grade};
use record::event::agreement::Level;
use record::event::group::{CharterItem, OutcomeKind, RuleStatus};
use record::event::parties::Constituency;
use record::event::positions::{Holder, Stance};
use record::group::{Group, OfferState, Position, QualificationKind};
use record::{EntryId, Event, Id, Record};
use std::collections::BTreeMap;

/// Writes a complete first narrative, in Markdown. English: the check reads English.
pub fn draft(record: &Record) -> String {
    let writer = Writer { record, group: record.group(), out: String::new() };
    writer.write()
}

struct Writer<'a> {
    record: &'a Record,
    group: &'a Group,
    out: String,
}

impl Writer<'_> {
    fn write(mut self) -> String {
        let title = if self.is_adopted() {
            "Report on the work of the Group"
        } else {
            "Factual note on the work of the Group"
        };
        self.line(&format!("# {title}"));
        self.line("<!-- Each link of this text is a claim that is checked against the record. Edit freely; what is not a claim is marked as not verified. -->");
        self.outcome();
        self.rules();
        let play = play(self.group);
        if !play.provisions.is_empty() {
            self.line("## Paragraphs");
        }
        for state in &play.provisions {
            self.paragraph(state);
        }
        if !play.issues.is_empty() {
            self.line("## Issues");
        }
        for issue in &play.issues {
            self.issue(&issue.issue.0, issue.is_not_discussed());
        }
        self.others();
        self.offers();
        self.out
    }

    fn is_adopted(&self) -> bool {
        matches!(
            self.group.outcomes.last().map(|o| o.said.outcome),
            Some(
                OutcomeKind::ReportAdopted
                    | OutcomeKind::ReportAdoptedInPart
                    | OutcomeKind::ReportAdoptedWithReservations
            )
        )
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn outcome(&mut self) {
        let Some(outcome) = self.group.outcomes.last() else { return };
        let words = match outcome.said.outcome {
            OutcomeKind::NoAgreedRecommendation => {
                "concluded its work without an agreed recommendation"
            }
            OutcomeKind::ChairsSummary => "concluded its work with a Chair's summary",
            OutcomeKind::ReportAdopted => "adopted its report",
            OutcomeKind::ReportAdoptedInPart => "adopted its report in part",
            OutcomeKind::ReportAdoptedWithReservations => "adopted its report with reservations",
        };
        self.line(&format!("The Group {}.", link(words, "outcome")));
    }

    fn rules(&mut self) {
        for (item, name) in
            [(CharterItem::DecisionRule, "decision rule"), (CharterItem::ReportRule, "report rule")]
        {
            let Some(rule) = self.group.charter.get(&item).and_then(|r| r.last()) else { continue };
            let status = match rule.said.status {
                RuleStatus::Adopted => "is adopted",
                RuleStatus::Proposed => "is proposed",
                RuleStatus::Disputed => "is disputed",
                RuleStatus::NotSettled => "is not settled",
                RuleStatus::Unknown => "is not known",
            };
            self.line(&format!("The {name} {}.", link(status, &format!("rule/{}", item.word()))));
        }
    }

    /// Where a paragraph stands, its words, who holds what, what qualifies it.
    fn paragraph(&mut self, state: &ProvisionState<'_>) {
        let id = &state.provision.id;
        if state.status == Status::Removed {
            return;
        }
        let label = self.named(&id.0);
        let mut text = format!("Paragraph {label}: {}", self.standing(state));
        for stance in Stance::ALL {
            text.push_str(&self.holding(&id.0, *stance, &state.positions));
        }
        self.line(&text);
        self.parts(&state.positions);
        let words = link(&state.provision.version().words.text, &format!("words/{id}"));
        self.line(&format!("> {words}"));
        self.words_of(&state.positions);
        self.statements(&id.0);
        self.splits(&id.0);
        self.qualifications(&id.0);
    }

    fn standing(&self, state: &ProvisionState<'_>) -> String {
        let id = &state.provision.id;
        let awaited = state.agreement.is_some_and(|a| !a.outstanding().is_empty());
        let awaited = if awaited { ", with confirmations outstanding" } else { "" };
        let agreed = |words: &str| {
            format!("{}.", link(&format!("{words}{awaited}"), &format!("agreed/{id}")))
        };
        match (state.status, state.agreement) {
            (Status::Adopted, _) => agreed("adopted"),
            (Status::AgreedAdReferendum, _) => agreed("agreed ad referendum"),
            (Status::ProvisionallyAgreed, _) => agreed("provisionally agreed"),
            (Status::AgreedInContactGroup, _) => {
                agreed("agreed in the contact group, without status in plenary")
            }
            (Status::DeclaredOverObjection, Some(a)) => {
                let level = match a.level {
                    Level::ContactGroup => "agreed in the contact group",
                    Level::Provisional => "provisionally agreed",
                    Level::AdReferendum => "agreed ad referendum",
                    Level::Adopted => "adopted",
                };
                let words = format!("declared {level} by the Chair over an objection");
                format!("{}.", link(&words, &format!("declared/{id}")))
            }
            (Status::NotDiscussed, _) => {
                format!("{}.", link("not discussed", &format!("not-discussed/{id}")))
            }
            _ => format!("{}.", link("not agreed", &format!("not-agreed/{id}"))),
        }
    }

    /// Who holds a stance, one claim for each grade and for present and earlier wording, so that each is told as what it
    /// is. Where one may not be named, all are counted: every level of disclosure allows that.
    fn holding(&self, on: &Id, stance: Stance, positions: &[&Position]) -> String {
        let held: Vec<&Position> =
            positions.iter().copied().filter(|p| p.stance == stance && p.part.is_none()).collect();
        if held.iter().any(|p| self.level(p.entry) != Disclosure::Public) {
            return self.counted(on, stance, &held);
        }
        let mut groups: BTreeMap<(Option<Grade>, bool), Vec<&Position>> = BTreeMap::new();
        for position in held {
            let key = (self.weak_grade(position.entry), self.group.is_stale(position));
            groups.entry(key).or_default().push(position);
        }
        let mut text = String::new();
        for ((grade, stale), of) in groups {
            let names = join(
                &of.iter()
                    .map(|p| self.group.name_of(p.voice.id()).to_string())
                    .collect::<Vec<_>>(),
            );
            text.push_str(&held_claim(&names, on, stance, of.len() > 1, grade, stale));
        }
        text
    }

    /// A number, told with the weakest of the grades.
    fn counted(&self, on: &Id, stance: Stance, held: &[&Position]) -> String {
        let grade = held.iter().filter_map(|p| self.weak_grade(p.entry)).max();
        let stale = held.iter().any(|p| self.group.is_stale(p));
        let plural = if held.len() == 1 { "party" } else { "parties" };
        held_claim(&format!("{} {plural}", held.len()), on, stance, held.len() > 1, grade, stale)
    }

    /// Parts of parties, each by its entry.
    fn parts(&mut self, positions: &[&Position]) {
        let parts: Vec<(EntryId, String)> = positions
            .iter()
            .filter(|p| p.part.is_some() && self.may_tell(p.entry))
            .map(|p| (p.entry, format!("a part of one party {}", verb(p.stance, false))))
            .collect();
        for (entry, words) in parts {
            let line = self.said(entry, &words);
            self.line(&format!("On record: {line}."));
        }
    }

    fn issue(&mut self, id: &Id, untouched: bool) {
        let title = self.named(id);
        self.line(&format!("### {title}"));
        if untouched {
            self.line(&format!(
                "{title}: {}.",
                link("not discussed", &format!("not-discussed/{id}"))
            ));
            return;
        }
        let positions = self.group.positions_now(id);
        let mut text = String::new();
        for stance in Stance::ALL {
            text.push_str(&self.holding(id, *stance, &positions));
        }
        if !text.is_empty() {
            self.line(text.trim_start());
        }
        self.words_of(&positions);
        self.statements(id);
        self.parts(&positions);
        self.splits(id);
        self.ascribed(id);
        self.qualifications(id);
    }

    fn splits(&mut self, on: &Id) {
        for split in split(self.group, on).into_iter().filter(analysis::ConstituencySplit::is_split)
        {
            let name = match &split.of {
                Constituency::Own(id) => self.group.name_of(&id.0).to_string(),
                named => named.word().replace('-', " "),
            };
            let words = format!("members from {name} were divided");
            let claim = format!("split/{}/{on}", split.of.word());
            self.line(&format!("On this, {}.", link(&words, &claim)));
        }
    }

    fn ascribed(&mut self, on: &Id) {
        let told: Vec<String> = self
            .group
            .ascriptions
            .iter()
            .filter(|a| {
                a.said.on == *on
                    && self.group.stands(a.entry)
                    && self.level(a.entry) == Disclosure::Public
            })
            .filter_map(|a| {
                let by = self.author(a.entry)?;
                let to = match &a.said.to {
                    Holder::Named(id) => self.group.name_of(id).to_string(),
                    Holder::Described(text) => text.to_string(),
                };
                let (said, claim) =
                    if a.said.inferred { ("inferred", "inferred") } else { ("stated", "ascribed") };
                let words = format!("{by} {said} that {to} {}", verb(a.said.stance, false));
                Some(self.told(a.entry, &words, &format!("{claim}/no.{}", a.entry.0)))
            })
            .collect();
        for claim in told {
            self.line(&format!("{claim}."));
        }
    }

    fn author(&self, entry: EntryId) -> Option<String> {
        let envelope = &self.record.entry(entry)?.envelope;
        if let Some(speaker) = &envelope.speaker {
            let who = speaker.behalf.as_ref().map_or(&speaker.who, |c| &c.0);
            return Some(self.group.name_of(who).to_string());
        }
        match envelope.source.as_ref()? {
            record::entry::Source::Listed(id, _) => Some(self.group.name_of(id).to_string()),
            record::entry::Source::Described(text) => Some(text.to_string()),
        }
    }

    fn qualifications(&mut self, on: &Id) {
        let told: Vec<(EntryId, String)> = self
            .group
            .qualifications
            .iter()
            .filter(|q| {
                q.on.first() == Some(on) && self.group.stands(q.entry) && self.may_tell(q.entry)
            })
            .map(|q| {
                let what = match q.kind {
                    QualificationKind::Reservation => "a reservation was entered",
                    QualificationKind::Explanation => "a position was explained",
                    QualificationKind::Dissociation => "a member dissociated itself",
                };
                let by = self.group.name_of(q.voice.id());
                let named = self.level(q.entry) == Disclosure::Public;
                (q.entry, if named { format!("{what} by {by}") } else { what.to_owned() })
            })
            .collect();
        for (entry, words) in told {
            let line = self.said(entry, &words);
            self.line(&format!("Beside it, {line}."));
        }
    }

    /// Positions on other things: texts, documents, amendments, packages; and qualifications of texts as a whole.
    fn others(&mut self) {
        let ids: Vec<Id> = self
            .group
            .positions_on
            .keys()
            .chain(self.group.qualifications.iter().flat_map(|q| q.on.first()))
            .filter(|id| !self.is_told_above(id))
            .cloned()
            .collect::<std::collections::BTreeSet<Id>>()
            .into_iter()
            .collect();
        for id in ids {
            let positions = self.group.positions_now(&id);
            let mut text = format!("{}:", self.named(&id));
            let before = text.len();
            for stance in Stance::ALL {
                text.push_str(&self.holding(&id, *stance, &positions));
            }
            if text.len() > before {
                self.line(&text);
            }
            self.parts(&positions);
            self.qualifications(&id);
        }
    }

    fn is_told_above(&self, id: &Id) -> bool {
        let provision = self.group.provisions.get(&record::ProvisionId(id.clone()));
        let current = play(self.group)
            .provisions
            .iter()
            .any(|s| s.provision.id.0 == *id && s.status != Status::Removed);
        current
            || provision.is_some_and(|p| p.removed.is_some() || p.copy_of.is_some())
            || self.group.thing(id) == Some(record::thing::Thing::Issue)
    }

    /// Offers as released; those known by report, as reported.
    fn offers(&mut self) {
        let mut lines = Vec::new();
        for offer in self.group.offers.values() {
            if offer.ascribed.is_some() {
                let by = self
                    .author(offer.entry)
                    .filter(|_| self.level(offer.entry) == Disclosure::Public);
                lines.extend(by.map(|by| {
                    (
                        offer.entry,
                        self.told(
                            offer.entry,
                            &format!("{by} reported an offer"),
                            &format!("ascribed/no.{}", offer.entry.0),
                        ),
                    )
                }));
                if let Some(end) =
                    offer.end.as_ref().filter(|e| self.level(e.entry) == Disclosure::Public)
                    && let Some(by) = self.author(end.entry)
                {
                    lines.push((
                        end.entry,
                        self.told(
                            end.entry,
                            &format!("{by} reported its end"),
                            &format!("ascribed/no.{}", end.entry.0),
                        ),
                    ));
                    if end.said.inference.is_some() {
                        lines.push((
                            end.entry,
                            self.told(
                                end.entry,
                                &format!("{by} inferred why"),
                                &format!("inferred/no.{}", end.entry.0),
                            ),
                        ));
                    }
                }
            } else if offer.released.is_some() {
                let (as_told, query) = as_told(self.weak_grade(offer.entry));
                let words =
                    format!("a conditional offer was made{}", as_told.trim_end_matches(','));
                lines.push((offer.entry, link(&words, &format!("offered/{}{query}", offer.id))));
                if let OfferState::Withdrawn(entry) = offer.state() {
                    lines.push((
                        entry,
                        link("that offer was withdrawn", &format!("withdrawn/{}", offer.id)),
                    ));
                }
            }
        }
        if lines.is_empty() {
            return;
        }
        lines.sort_by_key(|(entry, _)| *entry);
        self.line("## What was put forward without prejudice");
        for (_, line) in lines {
            self.line(&format!("On record: {line}."));
        }
    }

    /// A claim on what somebody tells of others; what was taken down of it, as taken down.
    fn told(&self, entry: EntryId, words: &str, claim: &str) -> String {
        match self.weak_grade(entry) {
            Some(Grade::TakenDown) => {
                link(&format!("as taken down, {words}"), &format!("{claim}?as=taken-down"))
            }
            _ => link(words, claim),
        }
    }

    /// A claim that an entry says so, told as what it is.
    fn said(&self, entry: EntryId, words: &str) -> String {
        let (told, query) = match self.weak_grade(entry) {
            Some(Grade::TakenDown) => ("as taken down, ", "?as=taken-down"),
            Some(Grade::Reported) => ("as reported, ", "?as=reported"),
            Some(Grade::Inferred) => ("as inferred, ", "?as=inferred"),
            Some(Grade::Delivered | Grade::Confirmed) | None => ("", ""),
        };
        link(&format!("{told}{words}"), &format!("said/no.{}{query}", entry.0))
    }

    /// What holders said with their positions on a thing, each in the own words.
    fn words_of(&mut self, positions: &[&Position]) {
        let mut lines = Vec::new();
        for position in positions.iter().filter(|p| self.may_tell(p.entry)) {
            let named = self.level(position.entry) == Disclosure::Public;
            let who = if named {
                self.group.name_of(position.voice.id()).to_string()
            } else {
                "one member".to_owned()
            };
            let objection = position.objection.as_ref();
            let quotes = [
                ("stated", position.words.as_ref()),
                ("gave as its reason", objection.and_then(|o| o.reason.as_ref())),
                ("named as its interest", objection.and_then(|o| o.interest.as_ref())),
                ("named as a cure", objection.and_then(|o| o.cure.as_ref())),
            ];
            for (verb, quote) in quotes {
                let Some(quote) = quote else { continue };
                lines.push(self.said(position.entry, &format!("{who} {verb}: “{}”", quote.text)));
            }
        }
        for line in lines {
            self.line(&format!("On record: {line}."));
        }
    }

    /// Statements on a thing, each in the speaker's words.
    fn statements(&mut self, on: &Id) {
        let made: Vec<(EntryId, String)> = self
            .group
            .interventions
            .iter()
            .filter(|(_, i)| {
                i.said.on.first() == Some(on)
                    && self.group.stands(i.entry)
                    && self.may_tell(i.entry)
            })
            .map(|(_, i)| {
                let named = self.level(i.entry) == Disclosure::Public;
                let who = self
                    .author(i.entry)
                    .filter(|_| named)
                    .unwrap_or_else(|| "one participant".to_owned());
                (i.entry, format!("{who} stated: “{}”", i.said.words.text))
            })
            .collect();
        for (entry, words) in made {
            let line = self.said(entry, &words);
            self.line(&format!("On record: {line}."));
        }
    }

    /// The title of a thing as a claim, so that words in it are not taken for ours.
    fn named(&self, id: &Id) -> String {
        link(&self.group.name_of(id), &format!("titled/{id}"))
    }

    fn level(&self, entry: EntryId) -> Disclosure {
        self.record.entry(entry).and_then(|e| e.envelope.level).unwrap_or(Disclosure::Public)
    }

    fn may_tell(&self, entry: EntryId) -> bool {
        let erased = !matches!(
            self.record.entry(entry).and_then(|e| e.event()),
            Some(Event::PositionTaken(_) | Event::ObjectionRaised(_))
        ) && self.record.entry(entry).and_then(|e| e.event()).is_none();
        self.level(entry) >= Disclosure::Unattributed && !erased
    }

    /// The grade of an entry, where it is not its holder's own word.
    fn weak_grade(&self, entry: EntryId) -> Option<Grade> {
        let grade = self.record.entry(entry)?.envelope.grade?;
        let confirmed = self.group.fate_of(entry).is_some_and(|f| f.confirmed.is_some());
        (!grade.is_own_word() && !confirmed).then_some(grade)
    }
}

fn as_told(grade: Option<Grade>) -> (&'static str, &'static str) {
    match grade {
        Some(Grade::TakenDown) => (", as taken down,", "?as=taken-down"),
        Some(Grade::Reported) => (", as reported,", "?as=reported"),
        Some(Grade::Inferred) => (", as inferred,", "?as=inferred"),
        Some(Grade::Delivered | Grade::Confirmed) | None => ("", ""),
    }
}

fn predicate(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::CanAccept => "can-accept",
        Stance::ReservesPosition => "reserves",
        Stance::Objects => "objects",
    }
}

/// A claim on who holds a stance.
fn held_claim(
    who: &str,
    on: &Id,
    stance: Stance,
    several: bool,
    grade: Option<Grade>,
    stale: bool,
) -> String {
    let (as_told, query) = as_told(grade);
    let stale = if stale { ", on an earlier wording" } else { "" };
    let words = format!("{who}{as_told} {}{stale}", verb(stance, several));
    format!(" {}.", link(&words, &format!("{}/{on}{query}", predicate(stance))))
}

fn verb(stance: Stance, several: bool) -> &'static str {
    match stance {
        Stance::ReservesPosition if several => "reserved their position",
        Stance::Supports => "supported it",
        Stance::CanAccept => "could accept it",
        Stance::ReservesPosition => "reserved its position",
        Stance::Objects => "objected to it",
    }
}

fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A link that claims something; what Markdown would take for marks of its own is escaped.
fn link(words: &str, claim: &str) -> String {
    let mut escaped = String::new();
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            c if c.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    format!("[{escaped}](<claim:{claim}>)")
}
