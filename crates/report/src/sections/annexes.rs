//! Annexes: text at closure, proposals, statements of position, participants, documents, words of quantity.

use super::computed::computed;
use super::organization::standing_rests_on;
use super::{organization, paragraphs, views};
use crate::compile::{Compiler, list, section};
use crate::manuscript::*;
use record::event::documents::DocumentKind;
use record::event::parties::{Constituency, Standing};
use record::group::Paper;
use std::collections::BTreeMap;

pub(crate) fn annexes(c: &Compiler<'_>) -> Vec<Section> {
    [text(c), proposals(c), statements(c), participants(c), documents(c), computed(c), lexicon()]
        .into_iter()
        .flatten()
        .collect()
}

/// The text as it stood when the record ends, with the history of each paragraph.
fn text(c: &Compiler<'_>) -> Option<Section> {
    let told = c.play.provisions.iter().filter(|s| c.tells_views() || s.status.is_agreed());
    let mut blocks = Vec::new();
    for state in told {
        blocks.push(paragraphs::block(c, state, paragraphs::history(c, state)));
    }
    section(Heading::AnnexText, blocks, vec![])
}

fn proposals(c: &Compiler<'_>) -> Option<Section> {
    let is_proposal = |p: &&Paper| {
        matches!(
            p.registered.said.kind,
            DocumentKind::Proposal | DocumentKind::ChairsText | DocumentKind::Compilation
        )
    };
    let lines = c
        .group
        .documents
        .values()
        .filter(is_proposal)
        .filter(|_| c.tells_views())
        .map(|p| document(c, p));
    let lines = organization::in_order(lines.collect());
    section(Heading::AnnexProposals, list(lines).into_iter().collect(), vec![])
}

fn statements(c: &Compiler<'_>) -> Option<Section> {
    if !c.tells_views() {
        return None;
    }
    let mut lines = Vec::new();
    for (_, intervention) in &c.group.interventions {
        let matter = |id: &record::Id| {
            use record::thing::Thing::{Issue, Provision};
            matches!(c.group.thing(id), Some(Issue | Provision))
        };
        // Statements on an issue or a paragraph stand there.
        let elsewhere = intervention.said.on.iter().any(matter);
        if !elsewhere && c.group.stands(intervention.entry) && c.may_quote(intervention.entry) {
            lines.extend(views::said(c, intervention));
        }
    }
    lines.extend(views::alignments_with_positions(c));
    section(Heading::AnnexStatements, list(lines).into_iter().collect(), vec![])
}

fn participants(c: &Compiler<'_>) -> Option<Section> {
    let mut by: BTreeMap<&Constituency, Vec<&record::group::PartyRecord>> = BTreeMap::new();
    for party in c.group.parties.values() {
        by.entry(&party.admitted.said.constituency).or_default().push(party);
    }
    let mut lines = Vec::new();
    for (constituency, mut parties) in by {
        parties.sort_by_key(|p| p.admitted.entry);
        let of = |standing: Standing| {
            let mut who = Who { of: 0, ..Who::default() };
            for party in parties.iter().filter(|p| p.standing == standing) {
                let named = c.named(&party.admitted.said.id.0, party.admitted.entry);
                who.names.extend(named.names);
                who.unnamed += named.unnamed;
            }
            who
        };
        let say = Say::ConstituencyCounted {
            constituency: constituency.clone(),
            name: views::constituency_name(c, constituency),
            members: of(Standing::Member),
            observers: of(Standing::Observer),
        };
        let named = views::constituency_entry(c, constituency);
        let rests = parties.iter().flat_map(|p| standing_rests_on(p)).chain(named);
        lines.extend(c.resting(say, rests));
    }
    for representative in c.group.representatives.values().filter(|r| c.may_name(r.entry)) {
        let said = &representative.said;
        let say = Say::Represented {
            person: c.name(&said.id.0),
            party: c.name(&said.of.0),
            head: said.head,
        };
        lines.push(c.framed(say, representative.entry));
    }
    section(Heading::AnnexParticipants, list(lines).into_iter().collect(), vec![])
}

fn documents(c: &Compiler<'_>) -> Option<Section> {
    let lines = c.group.documents.values().map(|p| document(c, p)).collect();
    section(
        Heading::AnnexDocuments,
        list(organization::in_order(lines)).into_iter().collect(),
        vec![],
    )
}

fn document(c: &Compiler<'_>, paper: &Paper) -> Sentence {
    let said = &paper.registered.said;
    let entry = paper.registered.entry;
    let mut by = Who::default();
    for id in &said.by {
        let named = c.named(id, entry);
        by.names.extend(named.names);
        by.unnamed += named.unnamed;
    }
    let say = Say::DocumentListed {
        title: c.name(&said.id.0),
        kind: said.kind,
        symbol: said.symbol.clone(),
        by,
        author: said.author.clone().filter(|_| c.may_name(entry)),
        on: said.on,
    };
    c.framed(say, entry)
}

fn lexicon() -> Option<Section> {
    section(Heading::AnnexLexicon, vec![Block::Lexicon], vec![])
}
