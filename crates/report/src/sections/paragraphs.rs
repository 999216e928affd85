//! What is said of one paragraph: where it stands with every qualifier, what became of it, who holds what.

use super::edits;
use super::organization::in_order;
use crate::compile::Compiler;
use crate::manuscript::*;
use analysis::{ProvisionState, Status, Verdict, assess};
use record::event::agreement::Level;
use record::group::{Agreement, Leaving, Origin, Reached};
use record::{EntryId, Text};

/// A paragraph as a block: label, status, words, and what qualifies them.
pub(super) fn block(c: &Compiler<'_>, state: &ProvisionState<'_>, notes: Vec<Sentence>) -> Block {
    Block::Provision {
        label: c.label(&state.provision.id),
        status: status(c, state),
        words: state.provision.version().words.clone(),
        notes,
    }
}

/// Where it stands.
pub(super) fn status(c: &Compiler<'_>, state: &ProvisionState<'_>) -> Sentence {
    let provision = state.provision;
    let label = c.label(&provision.id);
    let tabled = provision.entry;
    let rests = |say: Say, entries: Vec<EntryId>| {
        let evidence = Evidence::of(provision.version().entry).and(entries);
        Sentence::new(say, evidence)
    };
    match (state.status, state.agreement) {
        (Status::Adopted, Some(a)) => {
            rests(Say::ParagraphAdopted { label, orally: a.orally }, acts(c, a))
        }
        (Status::AgreedAdReferendum | Status::ProvisionallyAgreed, Some(a)) => {
            let outstanding = c.parties(a.outstanding(), a.entry);
            let nothing_until = nothing_until(c, state);
            let say = Say::ParagraphAgreed {
                label,
                level: a.level,
                orally: a.orally,
                nothing_until,
                outstanding,
            };
            let mut entries = acts(c, a);
            entries.extend(a.confirmed.iter().map(|(_, e)| *e));
            entries.extend(
                nothing_until
                    .then(|| c.group.texts.get(&provision.tabled.text).map(|t| t.entry))
                    .flatten(),
            );
            rests(say, entries)
        }
        (Status::DeclaredOverObjection, Some(a)) => {
            let objections = at_the_call(c, state, a);
            let objectors = c.who(objections.iter().map(|p| (&p.voice, p.entry)));
            let entries =
                acts(c, a).into_iter().chain(objections.iter().map(|p| p.entry)).collect();
            rests(Say::ParagraphDeclared { label, level: a.level, objectors }, entries)
        }
        (Status::AgreedInContactGroup, Some(a)) => {
            let group = match &a.by {
                Reached::ContactGroup(id) => c.name(&id.0),
                Reached::Call(_) | Reached::Silence(_) => Text::from(""),
            };
            rests(Say::ParagraphInContactGroup { label, group }, acts(c, a))
        }
        (Status::Contested, _) => {
            let entries = state.objections.iter().chain(&state.reserved).map(|p| p.entry).collect();
            let say = Say::ParagraphContested {
                label,
                objections: state.objections.len(),
                reserved: state.reserved.len(),
                bracketed: state.bracketed,
            };
            rests(say, entries)
        }
        (Status::Removed, _) => {
            let entry = provision.removed.iter().map(|left| left.entry).collect();
            rests(Say::ParagraphRemoved { label }, entry)
        }
        (Status::NotDiscussed, _) => c.absent(
            Say::ParagraphUntouched { label: label.clone() },
            Searched::Paragraph(label),
            [tabled],
        ),
        // Nothing stands against it and nobody agreed on it: an absence, on the words as they stand.
        _ => c.absent(
            Say::ParagraphOpen { label: label.clone() },
            Searched::Paragraph(label),
            [provision.version().entry],
        ),
    }
}

/// The acts by which it was agreed: the question and the gavel. Attendance is told, and cited, with the call.
fn acts(c: &Compiler<'_>, agreement: &Agreement) -> Vec<EntryId> {
    let mut entries = vec![agreement.entry];
    match &agreement.by {
        Reached::Call(id) => {
            if let Some(call) = c.group.calls.get(id) {
                entries.push(call.opened.entry);
            }
        }
        Reached::Silence(id) => entries.extend(c.group.silences.get(id).map(|s| s.opened.entry)),
        Reached::ContactGroup(_) => {}
    }
    entries
}

/// Objections made at the call that were decided over, and others that still stand.
fn at_the_call<'a>(
    c: &Compiler<'a>,
    state: &ProvisionState<'a>,
    agreement: &Agreement,
) -> Vec<&'a record::group::Position> {
    let at = match &agreement.by {
        Reached::Call(id) => {
            c.group.calls.get(id).map(|call| c.group.objections_since(call)).unwrap_or_default()
        }
        Reached::Silence(_) | Reached::ContactGroup(_) => Vec::new(),
    };
    let ever = c.group.positions_ever(&state.provision.id.0).filter(|p| at.contains(&p.entry));
    ever.collect()
}

/// Whether what is agreed waits for the whole, and the whole was not adopted.
fn nothing_until(c: &Compiler<'_>, state: &ProvisionState<'_>) -> bool {
    let text = c.group.texts.get(&state.provision.tabled.text);
    text.is_some_and(|t| {
        t.tabled.as_ref().is_some_and(|t| t.whole)
            && !t.agreements.iter().any(|a| a.level == Level::Adopted)
    })
}

/// Every qualifier: standing objections, reservations, explanations, dissociations, confirmations, earlier agreement.
pub(super) fn qualifiers(c: &Compiler<'_>, state: &ProvisionState<'_>) -> Vec<Sentence> {
    let label = c.label(&state.provision.id);
    let mut lines = Vec::new();
    if state.status.is_agreed() {
        for objection in &state.objections {
            let who = c.who([(&objection.voice, objection.entry)]);
            lines.push(
                c.stated(Say::ObjectionStands { who, label: label.clone() }, objection.entry),
            );
            lines.extend(super::views::grounds(c, objection));
        }
    }
    for agreement in state.agreement.into_iter() {
        for (party, entry) in &agreement.confirmed {
            let who = c.parties([party], *entry);
            lines.push(c.told(Say::Confirmed { who, label: label.clone() }, *entry));
        }
    }
    if let Some(earlier) = state.provision.earlier_agreement() {
        let say = Say::ParagraphAgreedEarlier { label: label.clone(), level: earlier.level };
        lines.extend(c.resting(say, [earlier.entry, state.provision.version().entry]));
    }
    lines.extend(qualifications(c, &state.provision.id.0));
    lines.extend(under_rule(c, state));
    lines
}

/// Reservations, explanations and dissociations on a thing.
pub(super) fn qualifications(c: &Compiler<'_>, on: &record::Id) -> Vec<Sentence> {
    let standing = c.index.qualifications(on).iter().filter(|q| c.group.stands(q.entry));
    standing
        .map(|q| {
            let say = Say::Qualified {
                kind: q.kind,
                who: c.who([(&q.voice, q.entry)]),
                on: c.topics(&q.on),
                words: q.words.clone().filter(|_| c.may_quote(q.entry)),
            };
            c.stated(say, q.entry)
        })
        .collect()
}

/// What the decision rule makes of it, where that is not what the acts say already.
fn under_rule(c: &Compiler<'_>, state: &ProvisionState<'_>) -> Option<Sentence> {
    use record::event::group::RuleName;
    if c.decision_rule.name == RuleName::UnConsensus {
        return None;
    }
    let assessment = assess(c.group, &c.decision_rule, state.provision);
    let verdict = match assessment.verdict {
        Verdict::Agreed(_) => Ruled::Agreed,
        Verdict::Carried(tally) => Ruled::Carried(tally.favour, tally.against, tally.voted),
        Verdict::NotCarried(tally) => Ruled::NotCarried(tally.favour, tally.against, tally.voted),
        Verdict::Designated(effect) => Ruled::Designated(effect),
        Verdict::NotAgreed => Ruled::NotAgreed,
        Verdict::NotPut => Ruled::NotPut,
        Verdict::NeedsRuling => Ruled::NeedsRuling,
    };
    let say =
        Say::UnderRule { rule: c.decision_rule.name, label: c.label(&state.provision.id), verdict };
    c.resting(say, assessment.rests_on)
}

/// What became of it since it was tabled: wording, brackets, amendments, labels.
pub(super) fn history(c: &Compiler<'_>, state: &ProvisionState<'_>) -> Vec<Sentence> {
    let provision = state.provision;
    let label = c.label(&provision.id);
    let mut lines = Vec::new();
    if provision.origin == Origin::Tabled {
        let mut by = Who { of: 0, ..Who::default() };
        for id in &provision.tabled.by {
            let who = c.named(id, provision.entry);
            by.names.extend(who.names);
            by.unnamed += who.unnamed;
        }
        let say = Say::ProvisionTabled {
            label: label.clone(),
            text: c.name(&provision.tabled.text.0),
            by,
            alternative: provision.tabled.alternative.as_ref().map(|a| c.label(a)),
            placeholder: provision.tabled.placeholder,
        };
        lines.push(c.told(say, provision.entry));
    }
    for version in provision.versions.iter().skip(1).filter(|v| !is_told_apart(c, v.entry)) {
        let Some(how) = version.how else { continue };
        let say = Say::Revised {
            label: label.clone(),
            how,
            by: version
                .voice
                .as_ref()
                .filter(|_| c.may_name(version.entry))
                .map(|v| c.name(v.id())),
            from: c.labels(&version.from),
        };
        lines.push(c.told(say, version.entry));
    }
    lines.extend(edits::history(c, provision));
    for (entry, old) in &provision.labels {
        lines.push(c.told(Say::Relabelled { label: label.clone(), from: old.clone() }, *entry));
    }
    for hold in &provision.brackets {
        let bracketed = |lifted| Say::Bracketed {
            who: c.who([(&hold.voice, hold.entry)]),
            passage: hold.passage.clone(),
            label: label.clone(),
            lifted,
        };
        lines.push(c.told(bracketed(false), hold.entry));
        lines.extend(hold.lifted.iter().map(|entry| c.told(bracketed(true), *entry)));
    }
    lines.extend(amendments(c, state, &label));
    if let Some(left) = &provision.removed
        && let Leaving::Removed(how) = left.how
    {
        let say = Say::Removed { label: label.clone(), how, words: left.words.clone() };
        lines.push(c.told(say, left.entry));
    }
    for agreement in provision.agreements.iter().filter_map(|a| a.reopened) {
        let words = reopening_words(c, agreement);
        lines.push(c.told(Say::Reopened { label: label.clone(), words }, agreement));
    }
    in_order(lines)
}

fn reopening_words(c: &Compiler<'_>, entry: EntryId) -> Option<record::Quote> {
    match c.record.entry(entry)?.event()? {
        record::Event::Reconsidered(reopened) => reopened.words.clone(),
        _ => None,
    }
}

/// Whether a wording came of brackets set or lifted, alternatives resolved or paragraphs merged, which is told as that.
fn is_told_apart(c: &Compiler<'_>, entry: EntryId) -> bool {
    use record::Event::{AlternativeResolved, BracketsLifted, PassageBracketed, ProvisionsMerged};
    matches!(
        c.record.entry(entry).and_then(|e| e.event()),
        Some(
            PassageBracketed(_) | BracketsLifted(_) | AlternativeResolved(_) | ProvisionsMerged(_)
        )
    )
}

fn amendments(c: &Compiler<'_>, state: &ProvisionState<'_>, label: &Text) -> Vec<Sentence> {
    let mut lines = Vec::new();
    for amendment in c.index.amendments(&state.provision.id) {
        let who = c.who([(&amendment.voice, amendment.entry)]);
        let reason = amendment.reason.clone().filter(|_| c.may_quote(amendment.entry));
        let (label, change) = (label.clone(), amendment.change.clone());
        let say = match amendment.to {
            None => Say::Amended { who: who.clone(), label: label.clone(), change, reason },
            Some(_) => Say::SubAmended { who: who.clone(), label: label.clone(), change, reason },
        };
        lines.push(c.told(say, amendment.entry));
        for answer in &amendment.answers {
            let said = &answer.said;
            let say = Say::AmendmentAnswered {
                label: label.clone(),
                mover: who.clone(),
                answer: said.answer,
                words: said.words.clone(),
            };
            lines.extend(c.resting(say, [amendment.entry, answer.entry]));
        }
    }
    lines
}
