//! IV and V. Outcome: what is agreed, on what views differed, offers, what was not discussed; how the work ended.

use super::{paragraphs, splits, views};
use crate::compile::{Compiler, list, paragraph, section};
use crate::manuscript::*;
use analysis::{ProvisionState, Status};
use record::entry::Disclosure;
use record::event::group::RuleName;
use record::event::positions::{Holder, Release};
use record::group::{Offer, OfferState};
use record::{EntryId, Text};

/// How the group concluded, or that no outcome is recorded.
pub(super) fn concluded(c: &Compiler<'_>) -> Vec<Sentence> {
    let defining = c.group.founded.iter().map(|f| f.entry);
    let Some(outcome) = c.group.outcomes.last() else {
        return vec![c.absent(Say::OutcomeNotRecorded, Searched::Outcome, defining)];
    };
    let mut lines = vec![c.told(Say::Concluded { outcome: outcome.said.outcome }, outcome.entry)];
    if let Some(words) = &outcome.said.words {
        lines.push(c.told(Say::ConcludedInWords { words: words.clone() }, outcome.entry));
    }
    lines
}

/// How many paragraphs stand where; that nothing was agreed, where nothing was.
pub(super) fn tally(c: &Compiler<'_>) -> Vec<Sentence> {
    let states = || c.play.provisions.iter().filter(|s| s.status != Status::Removed);
    let count = |status: Status| states().filter(|s| s.status == status).count();
    let tally = ParagraphTally {
        all: states().count(),
        adopted: count(Status::Adopted),
        ad_referendum: count(Status::AgreedAdReferendum),
        provisional: count(Status::ProvisionallyAgreed),
        over_objection: count(Status::DeclaredOverObjection),
        contact_group: count(Status::AgreedInContactGroup),
        contested: count(Status::Contested),
        open: count(Status::Open),
        not_discussed: count(Status::NotDiscussed),
    };
    let mut lines = Vec::new();
    let tabled: Vec<EntryId> = states().map(|s| s.provision.entry).collect();
    let agreed = states().filter_map(|s| s.agreement).map(|a| a.entry);
    // The texts stand for the tabling of their paragraphs: the list would be the text.
    let texts =
        states().filter_map(|s| c.group.texts.get(&s.provision.tabled.text)).map(|t| t.entry);
    let entries = texts.chain(agreed);
    if let Some(counted) =
        c.resting(Say::ParagraphsCounted(tally), entries).filter(|_| tally.all > 0)
    {
        lines.push(counted);
    }
    if tally.adopted + tally.ad_referendum + tally.provisional == 0 {
        let defining = if tabled.is_empty() {
            c.group.founded.iter().map(|f| f.entry).collect()
        } else {
            tabled
        };
        lines.push(c.absent(Say::NothingAgreed, Searched::Agreement, defining));
    }
    lines
}

pub(super) fn outcome(c: &Compiler<'_>) -> Option<Section> {
    let parts = if c.tells_views() {
        vec![agreed(c), differing(c), offers(c), not_discussed(c)]
    } else {
        vec![agreed(c), left_out(c)]
    };
    section(Heading::Outcome, vec![], parts)
}

/// Paragraphs agreed, apart, first and unmistakable; each with every qualifier.
fn agreed(c: &Compiler<'_>) -> Option<Section> {
    let footnoted = c.report_rule == RuleName::FootnotedReservations;
    let agreed = c.play.provisions.iter().filter(|s| is_in_agreed_part(s, footnoted));
    let mut blocks: Vec<Block> =
        agreed.map(|s| paragraphs::block(c, s, notes(c, s, footnoted))).collect();
    if blocks.is_empty() {
        let tabled = c.play.provisions.iter().map(|s| s.provision.entry);
        blocks.push(Block::Paragraph(vec![c.absent(
            Say::NothingAgreed,
            Searched::Agreement,
            tabled,
        )]));
    }
    section(Heading::Agreed, blocks, vec![])
}

fn is_in_agreed_part(state: &ProvisionState<'_>, footnoted: bool) -> bool {
    match state.status {
        Status::Adopted | Status::AgreedAdReferendum | Status::ProvisionallyAgreed => true,
        Status::DeclaredOverObjection | Status::AgreedInContactGroup => true,
        Status::Contested => footnoted,
        Status::Open | Status::NotDiscussed | Status::Removed => false,
    }
}

fn notes(c: &Compiler<'_>, state: &ProvisionState<'_>, footnoted: bool) -> Vec<Sentence> {
    let mut notes = paragraphs::qualifiers(c, state);
    if state.status == Status::DeclaredOverObjection
        || (footnoted && state.status == Status::Contested)
    {
        for objection in &state.objections {
            let who = c.who([(&objection.voice, objection.entry)]);
            let label = c.label(&state.provision.id);
            notes.push(c.stated(Say::ObjectionStands { who, label }, objection.entry));
            notes.extend(views::grounds(c, objection));
        }
    }
    notes
}

/// Under a rule that lets only agreed text in, the views are counted and not told.
fn left_out(c: &Compiler<'_>) -> Option<Section> {
    let positions: Vec<EntryId> = c.group.positions.iter().map(|p| p.entry).collect();
    let say = Say::ViewsLeftOut { rule: c.report_rule, positions: positions.len() };
    let block = c.resting(say, positions).and_then(|line| paragraph(vec![line]));
    section(Heading::Differing, block.into_iter().collect(), vec![])
}

/// Matters on which views differed or are recorded: issues, then paragraphs.
fn differing(c: &Compiler<'_>) -> Option<Section> {
    let mut parts = Vec::new();
    for issue in c.play.issues.iter().filter(|i| !i.is_not_discussed()) {
        let mut blocks = views::on(c, &issue.issue.0);
        if issue.positions.is_empty() && issue.provisions.is_empty() {
            let name = c.name(&issue.issue.0);
            let on = c.topic(&issue.issue.0);
            blocks.push(Block::Paragraph(vec![c.absent(
                Say::NoPositions { on },
                Searched::Issue(name),
                [issue.entry],
            )]));
        }
        parts.push(section(Heading::Issue(c.name(&issue.issue.0)), blocks, vec![]));
    }
    for state in &c.play.provisions {
        if c.report_rule == RuleName::FootnotedReservations && is_in_agreed_part(state, true) {
            continue;
        }
        parts.push(differing_paragraph(c, state));
    }
    section(Heading::Differing, list(splits::over_all(c)).into_iter().collect(), parts)
}

/// What differs on a paragraph; agreed ones are told where they stand, with what is held on them.
fn differing_paragraph(c: &Compiler<'_>, state: &ProvisionState<'_>) -> Option<Section> {
    let held = views::on(c, &state.provision.id.0);
    let told_with_agreement = is_in_agreed_part(state, false);
    let nothing =
        held.is_empty() && state.status != Status::Contested && state.status != Status::Open;
    if state.status == Status::NotDiscussed || nothing {
        return None;
    }
    let mut blocks = Vec::new();
    if told_with_agreement {
        // The words stand in the part on agreed paragraphs; here is what members hold on them.
        blocks.push(Block::Paragraph(vec![paragraphs::status(c, state)]));
    } else {
        blocks.push(paragraphs::block(c, state, paragraphs::qualifiers(c, state)));
    }
    blocks.extend(held);
    section(Heading::Paragraph(c.label(&state.provision.id)), blocks, vec![])
}

/// Offers: told only as released, or as known by report; others are counted.
fn offers(c: &Compiler<'_>) -> Option<Section> {
    let mut told: Vec<&Offer> = c.group.offers.values().collect();
    told.sort_by_key(|o| o.entry);
    let (open, kept): (Vec<&Offer>, Vec<&Offer>) =
        told.into_iter().partition(|o| o.ascribed.is_some() || o.released.is_some());
    let mut blocks: Vec<Block> = open.iter().filter_map(|o| paragraph(offer(c, o))).collect();
    let count =
        |wanted: fn(&OfferState) -> bool| kept.iter().filter(|o| wanted(&o.state())).count();
    let say = Say::OffersCounted {
        offers: kept.len(),
        withdrawn: count(|s| matches!(s, OfferState::Withdrawn(_))),
        lapsed: count(|s| matches!(s, OfferState::Lapsed(_))),
    };
    let entries: Vec<EntryId> = kept.iter().map(|o| o.entry).collect();
    blocks.extend(c.resting(say, entries).and_then(|line| paragraph(vec![line])));
    section(Heading::Offers, blocks, vec![])
}

fn offer(c: &Compiler<'_>, offer: &Offer) -> Vec<Sentence> {
    if offer.ascribed.is_some() {
        return if c.may_quote(offer.entry) { reported_offer(c, offer) } else { Vec::new() };
    }
    let Some(released) = &offer.released else { return Vec::new() };
    let maker = match released.said.extent {
        Release::ContentAndName if c.attributed => Who::named(c.name(offer.voice.id())),
        _ => Who { unnamed: 1, ..Who::default() },
    };
    let (fate, end) = match offer.state() {
        OfferState::Standing => (OfferFate::Standing, None),
        OfferState::Withdrawn(entry) => (OfferFate::Withdrawn, Some(entry)),
        OfferState::Lapsed(entry) | OfferState::EndReported(entry) => {
            (OfferFate::Lapsed, Some(entry))
        }
    };
    let say = Say::OfferTold {
        maker,
        accepts: c.topics(&offer.accepts),
        included: c.topics(&offer.included),
        excluded: c.topics(&offer.excluded),
        words: offer.words.clone(),
        fate,
    };
    let mut lines: Vec<Sentence> =
        c.resting(say, [offer.entry, released.entry].into_iter().chain(end)).into_iter().collect();
    for (voice, answer) in
        offer.answers.iter().filter(|(_, a)| c.level(a.entry) > Disclosure::CountOnly)
    {
        let who = c.who([(voice, answer.entry)]);
        lines.extend(c.resting(
            Say::OfferAnswered { who, answer: answer.said.answer },
            [offer.entry, answer.entry],
        ));
    }
    lines
}

/// An offer known by report: its teller's words, the end, the inference and the reading left open, each as what it is.
fn reported_offer(c: &Compiler<'_>, offer: &Offer) -> Vec<Sentence> {
    let by = c.speaker(offer.entry);
    let (to, described) = match &offer.ascribed {
        Some(Holder::Named(id)) => (c.named(id, offer.entry), None),
        Some(Holder::Described(text)) => (Who::default(), Some(Text::clone(text))),
        None => (Who::default(), None),
    };
    let say = Say::OfferReported {
        by: by.clone(),
        to,
        described,
        accepts: c.topics(&offer.accepts),
        included: c.topics(&offer.included),
        excluded: c.topics(&offer.excluded),
        words: offer.words.clone(),
        inferred: offer.inferred,
    };
    let mut lines = vec![Sentence::new(say, Evidence::of(offer.entry))];
    let Some(end) = offer.end.as_ref().filter(|e| c.may_quote(e.entry)) else { return lines };
    let by = c.speaker(end.entry);
    let said = &end.said;
    let ended = Say::OfferEndReported { by: by.clone(), end: said.end, words: said.words.clone() };
    lines.push(Sentence::new(ended, Evidence::of(end.entry)));
    if let Some(words) = said.inference.clone() {
        lines.push(Sentence::new(Say::OfferInference { by, words }, Evidence::of(end.entry)));
    }
    if let Some(words) = said.open.clone() {
        lines.push(Sentence::new(Say::OpenReading { words }, Evidence::of(end.entry)));
    }
    lines
}

/// What the record holds nothing on.
fn not_discussed(c: &Compiler<'_>) -> Option<Section> {
    let mut lines = Vec::new();
    for issue in &c.play.issues {
        let name = c.name(&issue.issue.0);
        if issue.is_not_discussed() {
            let say = Say::IssueUntouched { issue: name.clone() };
            lines.push(c.absent(say, Searched::Issue(name), [issue.entry]));
        } else if issue.provisions.is_empty() && !c.play.provisions.is_empty() {
            let say = Say::IssueWithoutText { issue: name.clone() };
            lines.push(c.absent(say, Searched::Issue(name), [issue.entry]));
        }
    }
    if c.play.provisions.is_empty() {
        let defining = c.group.founded.iter().map(|f| f.entry);
        lines.push(c.absent(Say::NoParagraphs, Searched::Texts, defining));
    }
    let untouched = c.play.provisions.iter().filter(|s| s.status == Status::NotDiscussed);
    lines.extend(untouched.map(|s| paragraphs::status(c, s)));
    section(Heading::NotDiscussed, list(lines).into_iter().collect(), vec![])
}

/// V: how the work ended, and to whom the record went.
pub(super) fn conclusion(c: &Compiler<'_>) -> Vec<Sentence> {
    let mut lines = concluded(c);
    for handed in &c.group.handed_over {
        let say = Say::HandedOver {
            to: handed.said.to.clone(),
            documents: handed.said.documents.iter().map(|d| c.name(&d.0)).collect(),
            on: handed.said.on,
            words: handed.said.words.clone(),
        };
        lines.push(c.told(say, handed.entry));
    }
    if c.group.handed_over.is_empty() {
        let defining =
            c.group.outcomes.iter().map(|o| o.entry).chain(c.group.founded.iter().map(|f| f.entry));
        lines.push(c.absent(Say::HandOverNotRecorded, Searched::HandOver, defining));
    }
    lines
}
