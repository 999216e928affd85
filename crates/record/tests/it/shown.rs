//! A group as text, and what a story changes in it.
//!
//! A story is minutes that follow the [`BASE`]. What is shown is what it changed: `-` what stood before, `+` what stands
//! now, then the lines that were refused. Entries of the story are counted from `#1`.

use record::event::edits::Alternative;
use record::event::positions::{Holder, Until};
use record::group::{
    Agreement, Departure, Leaving, OfferState, Origin, Provision, Qualification, Recorded, Version,
    Voice,
};
use record::minutes::parse;
use record::{EntryId, Group, Record, Refusal};
use std::fmt::Write as _;

/// The group of most stories.
pub(crate) const BASE: &str = r#"minutes/1
group RIVER "Working Group on the River"
issue I1 "Notification" substance
party ARD "Ardenia" government member
party BOR "Boreland" government member
party COR "Corvia" government member
party DEL "Delmar" government member
party OBS "Open Sea" intergovernmental observer
coalition COAST "Coast Group", members BOR, COR
coalition GUESTS "Guests", members OBS
representative MSR "Ms. R" of ARD
officer LUND "Ms. Lund" chair
officer OSK "Mr. Osk" vice-chair
officer SEC "Secretariat" secretary
document D1 proposal "A proposal", by ARD
text T "Draft" chairs-text
  provision P1 "1" en "The Parties shall notify."
  provision P2 "2" en "The Parties [shall][should] reply.", by BOR
  provision P3 "3" en "Data are exchanged."
contact-group CG "On notice"
officer FAC "Ms. Fac" facilitator, group CG
meeting M1 "First meeting" formal on-record
"#;

/// What a story changes in the group, and what of it is refused.
pub(crate) fn story(base: &str, minutes: &str) -> String {
    let before = replayed(base);
    let text = format!("{base}{minutes}");
    let parsed = parse(text.as_bytes());
    assert_eq!(parsed.diagnostics, vec![], "a story can be read");
    let after = Record::replay(parsed);
    assert!(before.refused().is_empty(), "the base is admitted: {:?}", before.refused());
    let from = before.entries().len();
    let (old, new) = (shown(before.group(), from), shown(after.group(), from));
    let mut out = String::new();
    for line in old.iter().filter(|line| !new.contains(line)) {
        let _ = writeln!(out, "- {line}");
    }
    for line in new.iter().filter(|line| !old.contains(line)) {
        let _ = writeln!(out, "+ {line}");
    }
    for refused in after.refused() {
        let name = variant(&refused.refusal);
        let _ = writeln!(
            out,
            "{} {name}: {}",
            number(refused.entry, from),
            relative(&refused.refusal.to_string(), from)
        );
    }
    out
}

fn replayed(minutes: &str) -> Record {
    Record::replay(parse(minutes.as_bytes()))
}

/// The name of a refusal's variant.
pub(crate) fn variant(refusal: &Refusal) -> String {
    let debug = format!("{refusal:?}");
    debug.chars().take_while(|c| c.is_alphanumeric()).collect()
}

/// Numbers of entries within a sentence, counted from the story's first.
fn relative(sentence: &str, from: usize) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find("no. ") {
        let digits: String = rest[at + 4..].chars().take_while(char::is_ascii_digit).collect();
        out.push_str(&rest[..at]);
        match digits.parse() {
            Ok(n) => out.push_str(&number(EntryId(n), from)),
            Err(_) => out.push_str("no. "),
        }
        rest = &rest[at + 4 + digits.len()..];
    }
    out + rest
}

fn number(entry: EntryId, from: usize) -> String {
    match (entry.0 as usize).checked_sub(from) {
        Some(n) if n > 0 => format!("#{n}"),
        _ => "base".to_owned(),
    }
}

struct Shown {
    lines: Vec<String>,
    from: usize,
}

impl Shown {
    fn add(&mut self, entry: EntryId, text: impl std::fmt::Display) {
        self.lines.push(format!("{} {text}", number(entry, self.from)));
    }
    fn all<T>(&mut self, list: &[Recorded<T>], show: impl Fn(&T) -> String) {
        for item in list {
            self.add(item.entry, show(&item.said));
        }
    }
    fn n(&self, entry: EntryId) -> String {
        number(entry, self.from)
    }
    fn list(&self, entries: impl IntoIterator<Item = EntryId>) -> String {
        entries.into_iter().map(|e| self.n(e)).collect::<Vec<_>>().join(" ")
    }
}

fn who(voice: &Voice) -> &str {
    voice.id().as_str()
}

fn ids<T: std::fmt::Display>(list: &[T]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Every fact of the group, one a line.
fn shown(group: &Group, from: usize) -> Vec<String> {
    let mut shown = Shown { lines: Vec::new(), from };
    foundation(group, &mut shown);
    people(group, &mut shown);
    talk(group, &mut shown);
    papers(group, &mut shown);
    texts(group, &mut shown);
    positions(group, &mut shown);
    agreement(group, &mut shown);
    consultations(group, &mut shown);
    fates(group, &mut shown);
    shown.lines
}

fn foundation(group: &Group, s: &mut Shown) {
    if let Some(founded) = &group.founded {
        s.add(founded.entry, format!("group {}", founded.said.id));
    }
    s.all(&group.mandates, |m| format!("mandate {} {}", m.id, m.title));
    s.all(&group.issues, |i| format!("issue {} {}", i.id, i.kind.word()));
    for rules in group.charter.values() {
        s.all(rules, |r| {
            let value = r.value.map_or("no value", |v| v.word());
            format!("{} {} {value}", r.item.word(), r.status.word())
        });
    }
    s.all(&group.outcomes, |o| format!("outcome {}", o.outcome.word()));
    s.all(&group.handed_over, |h| format!("handed over to {}", h.to));
    s.all(&group.gaps, |g| format!("gap: {}", g.words.text));
    for (speaker, fact) in &group.facts {
        let by = speaker.as_ref().map_or("the secretariat", |s| s.who.as_str());
        s.add(fact.entry, format!("{by} notes: {}", fact.said.words.text));
    }
    for (id, names) in &group.renamed {
        s.all(names, |n| format!("{id} is now {}", n.name));
    }
}

fn people(group: &Group, s: &mut Shown) {
    s.all(&group.constituencies, |c| format!("constituency {}", c.id));
    for (id, party) in &group.parties {
        s.add(
            party.admitted.entry,
            format!(
                "party {id} {} {}",
                party.admitted.said.constituency.word(),
                party.standing.word()
            ),
        );
    }
    for (id, representative) in &group.representatives {
        s.add(representative.entry, format!("representative {id} of {}", representative.said.of));
    }
    for (id, officer) in &group.officers {
        let acts: String =
            officer.acting.iter().map(|a| format!(", acts for {}", a.said.officer)).collect();
        let ended = officer.ended.as_ref().map_or("", |_| ", term ended");
        s.add(
            officer.elected.entry,
            format!("officer {id} {}{acts}{ended}", officer.elected.said.office.word()),
        );
    }
    for (id, coalition) in &group.coalitions {
        let members: Vec<_> = coalition.members().iter().collect();
        s.add(coalition.formed.entry, format!("coalition {id}: {}", ids(&members)));
    }
    for (voice, aligned) in &group.alignments {
        s.add(aligned.entry, format!("{} aligns with {}", who(voice), s.n(aligned.said.with)));
    }
    for (voice, declined) in &group.declined {
        s.add(
            declined.entry,
            format!("{} does not align with {}", who(voice), s.n(declined.said.with)),
        );
    }
}

fn consultations(group: &Group, s: &mut Shown) {
    for (id, consultation) in &group.consultations {
        let closed = consultation
            .closed
            .as_ref()
            .map_or("open".to_owned(), |c| format!("closed in {}", s.n(c.entry)));
        s.add(consultation.opened.entry, format!("consultation {id}, {closed}"));
        s.all(&consultation.batches, |b| {
            let late = if b.late { ", late" } else { "" };
            format!("{} responses to {id} in {}{late}", b.responses, b.file)
        });
        for statement in &consultation.statements {
            let statement = &group.statements[statement];
            let said = &statement.received.said;
            let is_in = if statement.is_in() { "in" } else { "out" };
            let by = match &said.by {
                Some(Holder::Named(id)) => id.as_str(),
                Some(Holder::Described(words)) => words,
                None => "a participant",
            };
            s.add(
                statement.received.entry,
                format!("{} by {by} “{}”, {is_in}", statement.code(), said.words.text),
            );
            s.all(&statement.moderated, |m| format!("{} {}", m.turn.word(), m.statement));
        }
    }
}

fn talk(group: &Group, s: &mut Shown) {
    s.all(&group.sessions, |x| format!("session {}", x.id));
    for (id, meeting) in &group.meetings {
        let state = format!("{:?}", meeting.sitting).to_lowercase();
        s.add(meeting.convened.entry, format!("meeting {id} {state} {}", meeting.record.word()));
        s.all(&meeting.turns, |t| format!("{} {id}", t.turn.word()));
        s.all(&meeting.record_changes, |r| format!("record {id} {}", r.status.word()));
        s.all(&meeting.clock, |c| format!("clock {id} {}", c.state.word()));
        s.all(&meeting.attendance, |a| format!("present in {id}: {}", ids(&a.present)));
        for request in &meeting.floor {
            let heard =
                request.heard.map_or("waiting".to_owned(), |e| format!("heard in {}", s.n(e)));
            s.add(
                request.asked.entry,
                format!("{} asks for the floor, {heard}", who(&request.voice)),
            );
        }
    }
    s.all(&group.agenda, |a| format!("agenda item {}", a.id));
    s.all(&group.agendas_adopted, |a| format!("agenda of {} adopted", a.of));
    for (voice, said) in &group.interventions {
        s.add(said.entry, format!("{} says: {}", who(voice), said.said.words.text));
    }
    for (voice, point) in &group.points_of_order {
        s.add(point.entry, format!("{} raises {}", who(voice), point.said.id));
    }
    for (id, (voice, moved)) in &group.motions {
        let result = group.motions_decided.get(id).map_or("undecided", |d| d.said.result.word());
        s.add(
            moved.entry,
            format!("{} moves {id} {}, {result}", who(voice), moved.said.kind.word()),
        );
    }
    for (id, ruling) in &group.rulings {
        let overturned = if group.is_overturned(id) { ", overturned" } else { "" };
        s.add(ruling.entry, format!("ruling {id} {}{overturned}", ruling.said.effect.word()));
    }
    for (id, (voice, appeal)) in &group.appeals {
        s.add(appeal.entry, format!("{} appeals {id} against {}", who(voice), appeal.said.against));
    }
    s.all(&group.votes, |v| format!("vote on {} {}", v.on, v.result.word()));
    for (id, formed) in &group.contact_groups {
        s.add(formed.entry, format!("contact group {id}"));
    }
    s.all(&group.contact_reports, |r| {
        format!("{} reports back: agreed {}; open {}", r.group, ids(&r.agreed), ids(&r.open))
    });
}

fn papers(group: &Group, s: &mut Shown) {
    for (id, paper) in &group.documents {
        let disposition = paper
            .disposition
            .as_ref()
            .map_or(String::new(), |d| format!(", {}", d.said.disposition.word()));
        s.add(
            paper.registered.entry,
            format!("document {id} {}{disposition}", paper.registered.said.kind.word()),
        );
        s.all(&paper.revisions, |r| format!("{} {}", r.document, r.revision));
    }
    s.all(&group.language_versions, |v| format!("{} in {} {}", v.of, v.language, v.status.word()));
    for (id, sponsorship) in &group.sponsorships {
        s.all(&sponsorship.turns, |t| format!("sponsorship of {id} {}", t.state.word()));
        let names: Vec<&str> = group.sponsors_of(id).into_iter().map(who).collect();
        s.lines.push(format!("{id} is sponsored by: {}", names.join(" ")));
    }
    s.all(&group.deadlines, |d| format!("deadline {} by {}", d.id, d.by));
    s.all(&group.agreed_language, |a| format!("agreed language {} of {}", a.id, a.document));
}

fn texts(group: &Group, s: &mut Shown) {
    for (id, text) in &group.texts {
        let fork = text.fork.as_ref().map_or(String::new(), |f| format!(" for {}", f.said.group));
        s.add(text.entry, format!("text {id}{fork}: {}", ids(&text.provisions)));
        s.all(&text.readings, |r| format!("reading {} of {id}", r.number));
        for agreement in &text.agreements {
            s.add(agreement.entry, format!("{id} {}", agreement.level.word()));
        }
    }
    for (id, provision) in &group.provisions {
        let version = provision.version();
        let left = provision
            .removed
            .as_ref()
            .map_or(String::new(), |left| format!(", {} in {}", departed(left), s.n(left.entry)));
        s.add(
            provision.entry,
            format!(
                "{id} “{}” “{}”{}{left}",
                provision.label,
                version.words.text,
                agreed(provision, s)
            ),
        );
        for hold in &provision.brackets {
            let lifted = hold.lifted.map_or(String::new(), |e| format!(", lifted in {}", s.n(e)));
            s.add(
                hold.entry,
                format!("{} brackets “{}” in {id}{lifted}", who(&hold.voice), hold.passage),
            );
        }
    }
    for provision in group.provisions.values() {
        edits(group, provision, s);
    }
    for (id, amendment) in &group.amendments {
        let answer = amendment.answers.last().map_or("open", |a| a.said.answer.word());
        let to = amendment.to.as_ref().map_or(String::new(), |to| format!(" to {to}"));
        s.add(
            amendment.entry,
            format!(
                "{} proposes {id}{to} on {}, {answer}",
                who(&amendment.voice),
                amendment.provision
            ),
        );
    }
}

fn departed(left: &Departure) -> String {
    match left.how {
        Leaving::Removed(how) => how.word().to_owned(),
        Leaving::Dropped => "dropped".to_owned(),
        Leaving::Split => format!("split into {}", ids(&left.into)),
        Leaving::Merged => format!("merged into {}", ids(&left.into)),
    }
}

fn alternatives(list: &[Alternative]) -> String {
    let shown = list.iter().map(|alternative| match alternative {
        Alternative::Words(words) => format!("“{words}”"),
        Alternative::Paragraph(id) => id.to_string(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn edits(group: &Group, provision: &Provision, s: &mut Shown) {
    let id = &provision.id;
    for (entry, old) in &provision.labels {
        s.add(*entry, format!("{id} was labelled “{old}”"));
    }
    if provision.origin == Origin::Split || provision.origin == Origin::Merged {
        let Version { from, .. } = &provision.versions[0];
        s.add(provision.entry, format!("{id} came of {} ({:?})", ids(from), provision.origin));
    }
    for (attribution, holder) in group.attributions_now(provision) {
        let said = &attribution.said;
        let stance = said.stance.word();
        s.add(attribution.entry, format!("{holder} {stance} “{}” in {id}", said.passage));
    }
    s.all(&provision.runs, |r| format!("“{}” in {id} are {}", r.passage, r.reading.word()));
    for resolution in provision.resolutions.iter().filter_map(|e| group.resolutions.get(e)) {
        let (kept, dropped) = (&resolution.said.kept, &resolution.dropped);
        let consent = |word: &str, list: &[record::Id]| {
            if list.is_empty() { String::new() } else { format!(", {word} {}", ids(list)) }
        };
        s.add(
            resolution.entry,
            format!(
                "{id}: kept {}, dropped {}{}{}",
                alternatives(kept),
                alternatives(dropped),
                consent("with", &resolution.said.with),
                consent("without", &resolution.said.without)
            ),
        );
    }
}

fn agreed(provision: &Provision, s: &Shown) -> String {
    let show = |word: &str, a: &Agreement| {
        let over = if a.over_objection { " over an objection" } else { "" };
        let awaited = if a.pending.is_empty() {
            String::new()
        } else {
            format!(", awaiting: {}", ids(&a.outstanding()))
        };
        format!(", {word} {} in {}{over}{awaited}", a.level.word(), s.n(a.entry))
    };
    let reopened = provision.agreements.iter().filter_map(|a| a.reopened).next_back();
    match (provision.agreement(), provision.earlier_agreement(), reopened) {
        (Some(a), _, _) => show("agreed", a),
        (None, Some(a), _) => show("other words agreed", a),
        (None, None, Some(entry)) => format!(", opened again in {}", s.n(entry)),
        (None, None, None) => String::new(),
    }
}

fn positions(group: &Group, s: &mut Shown) {
    for position in &group.positions {
        let counts = group.positions_now(&position.on).iter().any(|p| p.entry == position.entry);
        let part = position.part.as_ref().map_or(String::new(), |p| format!(" ({p})"));
        let stale = if group.is_stale(position) { ", on other words" } else { "" };
        let over = if counts { "" } else { ", not counted" };
        s.add(
            position.entry,
            format!(
                "{}{part} {} {}{stale}{over}",
                who(&position.voice),
                position.stance.word(),
                position.on
            ),
        );
    }
    for ascription in &group.ascriptions {
        let to = holder(&ascription.said.to);
        s.add(
            ascription.entry,
            format!(
                "{} says that {to} {} {}",
                ascription
                    .voice
                    .as_ref()
                    .map_or_else(|| "source".to_owned(), |v| who(v).to_string()),
                ascription.said.stance.word(),
                ascription.said.on
            ),
        );
    }
    for (id, offer) in &group.offers {
        let state = match offer.state() {
            OfferState::Standing => "stands".to_owned(),
            OfferState::Withdrawn(e) => format!("withdrawn in {}", s.n(e)),
            OfferState::Lapsed(e) => format!("lapsed in {}", s.n(e)),
            OfferState::EndReported(e) => format!("said in {} to have ended", s.n(e)),
        };
        let maker = offer.ascribed.as_ref().map_or_else(
            || format!("{} offers", who(&offer.voice)),
            |to| format!("{} says that {} offers", who(&offer.voice), holder(to)),
        );
        let until = match offer.until {
            None => String::new(),
            Some(Until::CloseOfMeeting) => " until the close".to_owned(),
            Some(Until::Moment(m)) => format!(" until {m}"),
        };
        let released = offer
            .released
            .as_ref()
            .map_or(String::new(), |r| format!(", released: {}", r.said.extent.word()));
        s.add(offer.entry, format!("{maker} {id}{until}, {state}{released}"));
        for (voice, answer) in &offer.answers {
            s.add(answer.entry, format!("{} {} {id}", who(voice), answer.said.answer.word()));
        }
    }
    for (id, (voice, package)) in &group.packages {
        s.add(
            package.entry,
            format!(
                "{} puts forward {id}: {} and not {}",
                who(voice),
                ids(&package.said.included),
                ids(&package.said.excluded)
            ),
        );
    }
}

fn holder(holder: &Holder) -> String {
    match holder {
        Holder::Named(id) => id.to_string(),
        Holder::Described(text) => format!("“{text}”"),
    }
}

fn agreement(group: &Group, s: &mut Shown) {
    for (id, call) in &group.calls {
        let result = call.gavelled.as_ref().map_or("open", |g| g.said.result.word());
        let asked: Vec<_> = call.asked.iter().map(|w| &w.provision).collect();
        let attendance =
            call.attendance.map_or(String::new(), |e| format!(", attendance {}", s.n(e)));
        s.add(call.opened.entry, format!("call {id} on {}: {result}{attendance}", ids(&asked)));
    }
    for (id, silence) in &group.silences {
        let result = silence.ended.as_ref().map_or("runs", |e| e.said.result.word());
        let asked: Vec<_> = silence.asked.iter().map(|w| &w.provision).collect();
        s.add(silence.opened.entry, format!("silence {id} on {}: {result}", ids(&asked)));
        s.all(&silence.notices, |n| {
            format!("notice of {id} {} to {}", n.arrival.word(), ids(&n.to))
        });
        for (voice, broken) in &silence.broken {
            s.add(broken.entry, format!("{} breaks {id}", who(voice)));
        }
    }
    for Qualification { entry, voice, kind, on, .. } in &group.qualifications {
        s.add(*entry, format!("{} {:?} on {}", who(voice), kind, ids(on)).to_lowercase());
    }
}

fn fates(group: &Group, s: &mut Shown) {
    for (entry, fate) in &group.fates {
        let mut parts = Vec::new();
        let one = |word: &str, by: Option<EntryId>| {
            by.map(|e| format!("{word} in {}", number(e, s.from)))
        };
        parts.extend(one("withdrawn", fate.withdrawn));
        parts.extend(one("struck", fate.struck.as_ref().map(|f| f.entry)));
        parts.extend(one("confirmed", fate.confirmed));
        parts.extend(one("erased", fate.erased.as_ref().map(|f| f.entry)));
        if !fate.corrected.is_empty() {
            parts.push(format!("corrected in {}", s.list(fate.corrected.iter().map(|c| c.entry))));
        }
        if !fate.answered.is_empty() {
            parts.push(format!("answered in {}", s.list(fate.answered.iter().map(|c| c.entry))));
        }
        if !fate.ruled.is_empty() {
            parts.push(format!("ruled on by {}", ids(&fate.ruled)));
        }
        s.add(*entry, format!("was {}", parts.join(", ")));
    }
}
