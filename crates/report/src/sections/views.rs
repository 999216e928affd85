//! Differing views: side by side, of the same form, each in its holders' words, with the split inside constituencies.

use super::organization::in_order;
use super::paragraphs::qualifications;
use super::proceedings::fact_line;
use super::splits;
use crate::compile::{Compiler, list};
use crate::manuscript::*;
use record::entry::Disclosure;
use record::event::parties::Constituency;
use record::event::positions::{Holder, Stance};
use record::group::{Ascription, Position};
use record::{EntryId, Event, Id, Text};

/// All that is held on a thing: views, splits, what some say of others, statements, qualifications.
pub(super) fn on(c: &Compiler<'_>, id: &Id) -> Vec<Block> {
    let mut blocks = Vec::new();
    let views = views(c, id);
    if !views.is_empty() {
        blocks.push(Block::Views { on: c.name(id), views });
    }
    let mut lines = parts(c, id);
    lines.extend(splits::on(c, id));
    blocks.extend(list(lines));
    blocks.extend(list(ascribed(c, id)));
    blocks.extend(list(statements(c, id)));
    blocks.extend(list(facts(c, id)));
    blocks.extend(list(qualifications(c, id)));
    blocks.extend(list(withdrawn(c, id)));
    blocks
}

/// What was held or said on a thing and withdrawn by its holder.
fn withdrawn(c: &Compiler<'_>, id: &Id) -> Vec<Sentence> {
    let positions = c.group.positions_ever(id).map(|p| (p.entry, &p.voice, Some(p.stance)));
    let said = c.group.interventions.iter().filter(|(_, i)| i.said.on.contains(id));
    let qualified = c.group.qualifications.iter().filter(|q| q.on.contains(id));
    let provision = c.group.provisions.get(&record::ProvisionId(id.clone()));
    let attributions = provision.into_iter().flat_map(|p| &p.attributions);
    let attributed = attributions.filter_map(|a| Some((a.entry, a.voice.as_ref()?, None)));
    let others =
        said.map(|(v, i)| (i.entry, v, None)).chain(qualified.map(|q| (q.entry, &q.voice, None)));
    let others = others.chain(attributed);
    let lines = positions.chain(others).filter_map(|(entry, voice, stance)| {
        let by =
            c.group.fate_of(entry)?.withdrawn.filter(|_| c.level(entry) > Disclosure::CountOnly)?;
        let words = match c.record.entry(by)?.event()? {
            Event::StatementWithdrawn(e) => e.words.clone().filter(|_| c.may_quote(by)),
            _ => None,
        };
        c.resting(
            Say::Withdrew { who: c.who([(voice, entry)]), stance, on: c.topic(id), words },
            [entry, by],
        )
    });
    in_order(lines.collect())
}

/// One view for each stance that somebody holds now; positions that may only be counted are counted with it.
fn views(c: &Compiler<'_>, id: &Id) -> Vec<View> {
    let positions = c.index.positions_now(id);
    let mut views = Vec::new();
    for stance in Stance::ALL {
        let held: Vec<&Position> =
            positions.iter().copied().filter(|p| p.stance == *stance && p.part.is_none()).collect();
        let say = Say::Held {
            who: c.who(held.iter().map(|p| (&p.voice, p.entry))),
            stance: *stance,
            on: c.topic(id),
        };
        let Some(mut holders) = c.resting(say, held.iter().map(|p| p.entry)) else { continue };
        holders.known = weakest(c, &held);
        let mut lines: Vec<Sentence> = held.iter().flat_map(|p| words(c, p)).collect();
        lines.extend(wordless(c, &held));
        lines.extend(stale(c, &held));
        lines.extend(super::edits::taken_before(c, &held));
        views.push(View { holders, lines });
    }
    views
}

/// How a view is known, where all of it is known in the same less than own-word way.
fn weakest(c: &Compiler<'_>, held: &[&Position]) -> Option<Known> {
    let mut all = held.iter().map(|p| c.known(p.entry));
    let first = all.next()??;
    all.all(|known| known.as_ref() == Some(&first)).then_some(first)
}

/// What a holder said with a position, what became of it, and whether the words have changed since.
fn words(c: &Compiler<'_>, position: &Position) -> Vec<Sentence> {
    let entry = position.entry;
    let who = c.who([(&position.voice, entry)]);
    let mut lines = Vec::new();
    if let Some(words) = position.words.clone().filter(|_| c.may_quote(entry)) {
        lines.push(
            c.stated(Say::InWords { who: who.clone(), words, summary: position.summary }, entry),
        );
    }
    lines.extend(grounds(c, position));
    lines.extend(afterwards(c, position));
    lines
}

/// Those who gave no words with their position, in one sentence.
fn wordless(c: &Compiler<'_>, held: &[&Position]) -> Option<Sentence> {
    let without = held
        .iter()
        .filter(|p| c.may_quote(p.entry) && p.words.is_none() && grounds(c, p).is_empty());
    let without: Vec<&&Position> = without.collect();
    let entries: Vec<EntryId> = without.iter().map(|p| p.entry).collect();
    let who = c.who(without.iter().map(|p| (&p.voice, p.entry)));
    (!entries.is_empty()).then(|| {
        c.absent(Say::WordsNotRecorded { who }, Searched::WordsOf(entries.clone()), entries)
    })
}

/// Those whose position was taken on words that have changed since, in one sentence.
fn stale(c: &Compiler<'_>, held: &[&Position]) -> Option<Sentence> {
    let stale: Vec<&&Position> = held.iter().filter(|p| c.group.is_stale(p)).collect();
    let provision = c.group.provisions.get(&record::ProvisionId(stale.first()?.on.clone()))?;
    let who = c.who(stale.iter().map(|p| (&p.voice, p.entry)));
    let say = Say::Stale { who, label: c.label(&provision.id) };
    c.resting(say, stale.iter().map(|p| p.entry).chain([provision.version().entry]))
}

/// Passage, reason, interest and cure of an objection, in its holder's words.
pub(super) fn grounds(c: &Compiler<'_>, position: &Position) -> Vec<Sentence> {
    let entry = position.entry;
    let Some(objection) = position.objection.as_ref().filter(|_| c.may_quote(entry)) else {
        return Vec::new();
    };
    let who = c.who([(&position.voice, entry)]);
    let mut lines = Vec::new();
    if let Some(words) = objection.passage.clone() {
        lines.push(c.stated(Say::Passage { who: who.clone(), words }, entry));
    }
    if let Some(words) = objection.reason.clone() {
        lines.push(
            c.stated(Say::Reason { who: who.clone(), words, summary: position.summary }, entry),
        );
    }
    if let Some(words) = objection.interest.clone() {
        lines.push(c.stated(Say::Interest { who: who.clone(), words }, entry));
    }
    if let Some(words) = objection.cure.clone() {
        lines.push(c.stated(Say::Cure { who, words }, entry));
    }
    lines
}

/// Answers to a statement, and rulings that decided over it.
fn afterwards(c: &Compiler<'_>, position: &Position) -> Vec<Sentence> {
    let Some(fate) = c.group.fate_of(position.entry) else { return Vec::new() };
    let mut lines = Vec::new();
    for answer in fate.answered.iter().filter(|a| c.may_quote(a.entry)) {
        let say =
            Say::AnsweredBy { who: c.speaker(answer.entry), words: answer.said.words.clone() };
        lines.extend(c.resting(say, [position.entry, answer.entry]));
    }
    for ruling in fate.ruled.iter().filter_map(|id| c.group.rulings.get(id)) {
        if ruling.said.effect == record::event::meetings::RulingEffect::DecidesOver {
            let who = c.who([(&position.voice, position.entry)]);
            lines.extend(c.resting(Say::DecidedOver { who }, [position.entry, ruling.entry]));
        }
    }
    lines
}

/// Parts of a party that hold something of their own.
fn parts(c: &Compiler<'_>, id: &Id) -> Vec<Sentence> {
    let positions = c.index.positions_now(id);
    let parts = positions.iter().filter(|p| p.part.is_some() && c.may_name(p.entry));
    parts
        .filter_map(|p| {
            let part = p.part.clone()?;
            let say = Say::Part { party: c.name(p.voice.id()), part, stance: p.stance };
            Some(c.stated(say, p.entry))
        })
        .collect()
}

/// The entry that named a constituency of the group's own.
pub(super) fn constituency_entry(c: &Compiler<'_>, constituency: &Constituency) -> Option<EntryId> {
    let Constituency::Own(id) = constituency else { return None };
    c.group.names.get(&id.0).map(|n| n.entry)
}

pub(super) fn constituency_name(c: &Compiler<'_>, constituency: &Constituency) -> Option<Text> {
    match constituency {
        Constituency::Own(id) => Some(c.name(&id.0)),
        _ => None,
    }
}

/// What some say that others hold; told as theirs, with whether the others confirmed or answered.
fn ascribed(c: &Compiler<'_>, id: &Id) -> Vec<Sentence> {
    let told = c.index.ascriptions(id).iter().filter(|a| c.group.stands(a.entry));
    told.filter(|a| c.may_quote(a.entry)).flat_map(|a| ascription(c, a)).collect()
}

fn ascription(c: &Compiler<'_>, ascription: &Ascription) -> Vec<Sentence> {
    let entry = ascription.entry;
    let said = &ascription.said;
    let (to, described) = match &said.to {
        Holder::Named(id) => (c.named(id, entry), None),
        Holder::Described(text) => (Who::default(), Some(Text::clone(text))),
    };
    let by = match &ascription.voice {
        Some(_) => c.speaker(entry),
        None => c.known(entry).and_then(|k| k.by).map(Who::named).unwrap_or_default(),
    };
    let say = Say::Ascribed {
        by,
        stance: said.stance,
        to: to.clone(),
        described: described.clone(),
        on: c.topic(&said.on),
        words: said.words.clone(),
        inferred: said.inferred,
    };
    let mut lines = vec![Sentence::new(say, Evidence::of(entry))];
    let fate = c.group.fate_of(entry);
    let confirmed = fate.and_then(|f| f.confirmed);
    match confirmed {
        Some(by) => lines.extend(c.resting(Say::AscriptionConfirmed { who: to }, [entry, by])),
        None => {
            let say = Say::AscriptionUnconfirmed { to, described: described.is_some() };
            lines.push(c.absent(say, Searched::AnswerTo(entry), [entry]));
        }
    }
    for answer in fate.into_iter().flat_map(|f| &f.answered) {
        let say = Say::AnsweredStatement {
            who: c.speaker(answer.entry),
            entry,
            words: answer.said.words.clone(),
        };
        lines.extend(c.resting(say, [entry, answer.entry]));
    }
    lines
}

/// Interventions on a thing.
fn statements(c: &Compiler<'_>, id: &Id) -> Vec<Sentence> {
    let made = c.index.interventions(id).iter();
    let told = made.filter(|i| c.group.stands(i.entry) && c.may_quote(i.entry));
    told.flat_map(|i| said(c, i)).collect()
}

/// An intervention, with what was answered.
pub(super) fn said(
    c: &Compiler<'_>,
    intervention: &record::group::Recorded<record::event::meetings::InterventionMade>,
) -> Vec<Sentence> {
    let entry = intervention.entry;
    let say = Say::Said {
        who: c.speaker(entry),
        capacity: c.capacity(entry),
        words: intervention.said.words.clone(),
        summary: intervention.said.summary,
        on: c.topics(&intervention.said.on),
    };
    let mut lines = vec![c.stated(say, entry)];
    let answers = c.group.fate_of(entry).map_or(&[][..], |f| f.answered.as_slice());
    for answer in answers.iter().filter(|a| c.may_quote(a.entry)) {
        let say = Say::AnsweredStatement {
            who: c.speaker(answer.entry),
            entry,
            words: answer.said.words.clone(),
        };
        lines.extend(c.resting(say, [entry, answer.entry]));
    }
    for (voice, aligned) in c.group.alignments.iter().filter(|(_, a)| a.said.with == entry) {
        let except = c.labels(&aligned.said.except);
        let say = Say::Aligned { who: c.who([(voice, aligned.entry)]), with: entry, except };
        lines.extend(c.resting(say, [entry, aligned.entry]));
    }
    for (voice, declined) in c.group.declined.iter().filter(|(_, d)| d.said.with == entry) {
        let words = declined.said.words.clone();
        let say =
            Say::AlignmentDeclined { who: c.who([(voice, declined.entry)]), with: entry, words };
        lines.extend(c.resting(say, [entry, declined.entry]));
    }
    lines
}

/// Alignments with positions of coalitions, which are not interventions.
pub(super) fn alignments_with_positions(c: &Compiler<'_>) -> Vec<Sentence> {
    let is_position = |entry: EntryId| !c.group.interventions.iter().any(|(_, i)| i.entry == entry);
    let mut lines = Vec::new();
    for (voice, aligned) in c.group.alignments.iter().filter(|(_, a)| is_position(a.said.with)) {
        let with = aligned.said.with;
        let say = Say::Aligned {
            who: c.who([(voice, aligned.entry)]),
            with,
            except: c.labels(&aligned.said.except),
        };
        lines.extend(c.resting(say, [with, aligned.entry]));
    }
    for (voice, declined) in c.group.declined.iter().filter(|(_, d)| is_position(d.said.with)) {
        let with = declined.said.with;
        let words = declined.said.words.clone();
        let say = Say::AlignmentDeclined { who: c.who([(voice, declined.entry)]), with, words };
        lines.extend(c.resting(say, [with, declined.entry]));
    }
    in_order(lines)
}

/// Facts noted that concern an issue.
fn facts(c: &Compiler<'_>, id: &Id) -> Vec<Sentence> {
    let told = c.group.facts.iter().filter(|(_, f)| {
        let first =
            f.said.on.iter().find(|on| c.group.thing(on) == Some(record::thing::Thing::Issue));
        first == Some(id) && c.may_quote(f.entry) && c.group.stands(f.entry)
    });
    told.map(|(_, fact)| fact_line(c, fact)).collect()
}
