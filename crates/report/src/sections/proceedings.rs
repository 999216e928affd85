//! III. Proceedings: texts and amendments, calls, procedural matters, facts noted, consultations.

use super::consultations::consultations;
use super::organization::in_order;
use crate::compile::{Compiler, list, paragraph, section};
use crate::manuscript::*;
use record::entry::Source;
use record::event::agreement::CallResult;
use record::event::group::FactNoted;
use record::event::meetings::Target;
use record::group::Recorded;
use record::thing::Thing;
use record::{EntryId, Id, MotionId, RulingId, SilenceId, Text};

pub(super) fn proceedings(c: &Compiler<'_>) -> Option<Section> {
    let parts = vec![texts(c), calls(c), procedure(c), facts(c), consultations(c)];
    section(Heading::Proceedings, vec![], parts)
}

fn texts(c: &Compiler<'_>) -> Option<Section> {
    let mut lines = Vec::new();
    for (id, text) in &c.group.texts {
        let name = c.name(&id.0);
        if let Some(fork) = &text.fork {
            let group = c.name(&fork.said.group.0);
            lines.push(c.told(Say::Forked { text: c.name(&fork.said.of.0), group }, fork.entry));
        }
        if let Some(tabled) = &text.tabled {
            let say = Say::TextTabled {
                text: name.clone(),
                kind: tabled.kind,
                by: text.voice.as_ref().filter(|_| c.may_name(text.entry)).map(|v| c.name(v.id())),
                replaces: tabled.replaces.as_ref().map(|t| c.name(&t.0)),
                nothing_until: tabled.whole,
            };
            lines.push(c.told(say, text.entry));
        }
        for reading in &text.readings {
            lines.push(c.told(
                Say::ReadingBegun { number: reading.said.number, text: name.clone() },
                reading.entry,
            ));
        }
    }
    for (id, (voice, package)) in &c.group.packages {
        let say = Say::PackageTabled {
            who: c.who([(voice, package.entry)]),
            title: c.name(&id.0),
            included: c.topics(&package.said.included),
            excluded: c.topics(&package.said.excluded),
        };
        lines.push(c.told(say, package.entry));
    }
    lines.extend(contact_groups(c));
    section(Heading::Texts, list(in_order(lines)).into_iter().collect(), vec![])
}

fn contact_groups(c: &Compiler<'_>) -> Vec<Sentence> {
    let mut lines = Vec::new();
    for group in c.group.contact_groups.values() {
        let said = &group.said;
        let say = Say::ContactGroupFormed {
            group: c.name(&said.id.0),
            facilitator: said.facilitator.as_ref().map(|f| c.name(&f.0)),
            mandate: said.mandate.clone(),
            on: c.topics(&said.on),
        };
        lines.push(c.told(say, group.entry));
    }
    for report in &c.group.contact_reports {
        let say = Say::ReportedBack {
            group: c.name(&report.said.group.0),
            agreed: c.labels(&report.said.agreed),
            open: c.labels(&report.said.open),
            words: report.said.words.clone(),
        };
        lines.push(c.told(say, report.entry));
    }
    lines
}

fn calls(c: &Compiler<'_>) -> Option<Section> {
    let mut blocks: Vec<(EntryId, Vec<Sentence>)> = Vec::new();
    for call in c.group.calls.values() {
        let said = &call.opened.said;
        let present = call.attendance.and_then(|entry| attendance(c, entry));
        let say = Say::Called {
            level: said.level,
            on: c.topics(&said.on),
            orally: said.orally,
            until: said.until,
            result: call.gavelled.as_ref().map(|g| g.said.result),
            present,
        };
        let gavel = call.gavelled.iter().map(|g| g.entry);
        // Of the objections the sentence tells that there was one; each is told where it stands.
        let over = call.gavelled.as_ref().map(|g| g.said.result)
            == Some(CallResult::DeclaredOverObjection);
        let objections = c.group.objections_since(call).into_iter().take(usize::from(over));
        let entries =
            [call.opened.entry].into_iter().chain(gavel).chain(call.attendance).chain(objections);
        let lines = c.resting(say, entries).into_iter().collect();
        blocks.push((call.opened.entry, lines));
    }
    for (id, silence) in &c.group.silences {
        blocks.push((silence.opened.entry, silence_lines(c, id)));
    }
    blocks.sort_by_key(|(entry, _)| *entry);
    let blocks = blocks.into_iter().filter_map(|(_, lines)| paragraph(lines)).collect();
    section(Heading::Calls, blocks, vec![])
}

fn attendance(c: &Compiler<'_>, entry: EntryId) -> Option<usize> {
    let taken = c.group.meetings.values().flat_map(|m| &m.attendance).find(|a| a.entry == entry)?;
    Some(taken.said.present.len())
}

fn silence_lines(c: &Compiler<'_>, id: &SilenceId) -> Vec<Sentence> {
    let Some(silence) = c.group.silences.get(id) else { return Vec::new() };
    let said = &silence.opened.said;
    let say = Say::SilenceHeld {
        level: said.level,
        on: c.topics(&said.on),
        from: said.from,
        until: said.until,
        hours_min: said.hours_min,
        result: silence.ended.as_ref().map(|e| e.said.result),
    };
    let entries = [silence.opened.entry].into_iter().chain(silence.ended.iter().map(|e| e.entry));
    let mut lines: Vec<Sentence> = c.resting(say, entries).into_iter().collect();
    for notice in &silence.notices {
        let to = c.parties(&notice.said.to, notice.entry);
        lines.push(c.told(
            Say::Noticed { arrival: notice.said.arrival, to, sent: notice.said.sent },
            notice.entry,
        ));
    }
    for (voice, broken) in &silence.broken {
        let words = broken.said.words.clone().filter(|_| c.may_quote(broken.entry));
        let who = c.who([(voice, broken.entry)]);
        lines.push(c.stated(
            Say::SilenceBroken { who, on: c.topics(&broken.said.on), words },
            broken.entry,
        ));
    }
    lines
}

fn procedure(c: &Compiler<'_>) -> Option<Section> {
    let mut lines = Vec::new();
    for (voice, point) in &c.group.points_of_order {
        if c.may_quote(point.entry) && c.group.stands(point.entry) {
            let who = c.who([(voice, point.entry)]);
            lines.push(
                c.stated(Say::PointOfOrder { who, words: point.said.words.clone() }, point.entry),
            );
        }
    }
    for (id, (voice, motion)) in &c.group.motions {
        let who = c.who([(voice, motion.entry)]);
        let (kind, words) =
            (motion.said.kind, motion.said.words.clone().filter(|_| c.may_quote(motion.entry)));
        let on = motion.said.on.as_ref().map(|on| c.topic(on));
        lines.push(c.told(Say::Moved { who: who.clone(), motion: kind, on, words }, motion.entry));
        if let Some(decided) = c.group.motions_decided.get(id) {
            let say = Say::MotionDecided { motion: kind, mover: who, result: decided.said.result };
            lines.extend(c.resting(say, [motion.entry, decided.entry]));
        }
    }
    for id in c.group.rulings.keys() {
        lines.extend(ruling(c, id));
    }
    for (id, (voice, appeal)) in &c.group.appeals {
        let who = c.who([(voice, appeal.entry)]);
        let words = appeal.said.words.clone().filter(|_| c.may_quote(appeal.entry));
        let ruled = c.group.rulings.get(&appeal.said.against);
        let Some(ruled) = ruled else { continue };
        let say = Say::Appealed { who: who.clone(), words, effect: ruled.said.effect };
        lines.extend(c.resting(say, [appeal.entry, ruled.entry]));
        if c.group.vote_on(&id.0).is_none() {
            lines.push(c.absent(
                Say::VoteNotTaken { who },
                Searched::AnswerTo(appeal.entry),
                [appeal.entry],
            ));
        }
    }
    lines.extend(c.group.votes.iter().map(|vote| {
        let said = &vote.said;
        let side = |names: &[record::PartyId], count: Option<u32>| {
            let mut who = c.parties(names, vote.entry);
            let more = count.map_or(0, |n| (n as usize).saturating_sub(who.count()));
            who.unnamed += more;
            who
        };
        let say = Say::Voted {
            on: voted_on(c, &said.on),
            result: said.result,
            favour: side(&said.favour, said.favour_count),
            against: side(&said.against, said.against_count),
            abstaining: side(&said.abstaining, said.abstaining_count),
        };
        c.told(say, vote.entry)
    }));
    section(Heading::Procedure, list(in_order(lines)).into_iter().collect(), vec![])
}

fn ruling(c: &Compiler<'_>, id: &RulingId) -> Option<Sentence> {
    let ruling = c.group.rulings.get(id)?;
    let on = match &ruling.said.on {
        Target::Entry(entry) => RuledOn::Statement(*entry),
        Target::Thing(id) => match c.group.thing(id) {
            Some(Thing::Provision) => RuledOn::Paragraph(c.name(id)),
            Some(Thing::PointOfOrder) => RuledOn::PointOfOrder,
            Some(Thing::Silence) => RuledOn::Silence,
            Some(Thing::Call) => RuledOn::Call,
            _ => RuledOn::Other(c.name(id)),
        },
    };
    let overturned = c.group.is_overturned(id);
    let votes = c.group.appeals.iter().filter(|(_, (_, a))| overturned && a.said.against == *id);
    let votes: Vec<EntryId> =
        votes.filter_map(|(appeal, _)| Some(c.group.vote_on(&appeal.0)?.entry)).collect();
    let concerned = match &ruling.said.on {
        Target::Entry(entry) => Some(*entry),
        Target::Thing(id) => c.group.names.get(id).map(|n| n.entry),
    };
    let say =
        Say::Ruled { effect: ruling.said.effect, on, words: ruling.said.words.clone(), overturned };
    c.resting(say, [ruling.entry].into_iter().chain(concerned).chain(votes))
}

fn voted_on(c: &Compiler<'_>, id: &Id) -> VotedOn {
    match c.group.thing(id) {
        Some(Thing::Appeal) => VotedOn::Appeal,
        Some(Thing::Provision) => VotedOn::Paragraph(c.name(id)),
        Some(Thing::Motion) => match c.group.motions.get(&MotionId(id.clone())) {
            Some((_, motion)) => VotedOn::Motion(motion.said.kind),
            None => VotedOn::Other(c.name(id)),
        },
        _ => VotedOn::Other(c.name(id)),
    }
}

/// Facts noted of the group itself: what the record says it is, for the first page.
pub(super) fn of_the_record(c: &Compiler<'_>) -> Vec<Sentence> {
    let told = c.group.facts.iter().filter(|(_, f)| is_of_the_record(c, f));
    let told = told.filter(|(_, f)| c.may_quote(f.entry) && c.group.stands(f.entry));
    told.map(|(_, fact)| fact_line(c, fact)).collect()
}

/// Whether a fact is noted of the group itself and rests on no document: the record speaks of itself.
fn is_of_the_record(c: &Compiler<'_>, fact: &Recorded<FactNoted>) -> bool {
    let source = c.record.entry(fact.entry).and_then(|e| e.envelope.source.as_ref());
    fact.said.on.iter().any(|id| c.group.thing(id) == Some(Thing::Group))
        && !matches!(source, Some(Source::Listed(..)))
}

/// Facts noted that may be told; those that concern an issue or paragraph stand there as well as here only once.
fn facts(c: &Compiler<'_>) -> Option<Section> {
    let told =
        c.group.facts.iter().filter(|(_, f)| c.may_quote(f.entry) && c.group.stands(f.entry));
    let lines = told
        .filter(|(_, f)| !concerns_a_matter(c, &f.said.on) && !is_of_the_record(c, f))
        .map(|(_, fact)| fact_line(c, fact));
    section(Heading::Facts, list(lines.collect()).into_iter().collect(), vec![])
}

/// Whether a fact is told with an issue or paragraph it concerns.
pub(super) fn concerns_a_matter(c: &Compiler<'_>, on: &[Id]) -> bool {
    c.tells_views() && on.iter().any(|id| c.group.thing(id) == Some(Thing::Issue))
}

pub(super) fn fact_line(c: &Compiler<'_>, fact: &Recorded<FactNoted>) -> Sentence {
    let mut line = c.told(Say::FactNoted { words: fact.said.words.clone() }, fact.entry);
    if fact.said.inferred {
        let speaker = speaker_name(c, fact.entry);
        let source = speaker.is_none();
        let by = speaker.or_else(|| line.known.take().and_then(|k| k.by));
        line.known = Some(Known { grade: record::entry::Grade::Inferred, by, source });
    }
    line
}

fn speaker_name(c: &Compiler<'_>, entry: EntryId) -> Option<Text> {
    let speaker = c.record.entry(entry)?.envelope.speaker.as_ref()?;
    c.may_name(entry).then(|| c.name(&speaker.who))
}
