//! Specimens of how bodies write negotiating text. Their headers are read as any other text.

use crate::data;
use text::draft::{
    AttributionPlace, BlockKind, ChangeVerb, Class, Draft, LabelKind, Latin, NodeKind, Outcome,
    Reader, Rule, StanceWord, TextStatus,
};
use text::parties::Parties;

const FILES: [&str; 9] = [
    "01-unfccc-adp-23oct2015-preamble-art2.txt",
    "02-unfccc-adp-4dec2015-preamble.txt",
    "03-unfccc-adp-footnoted-reservation.txt",
    "04-rio20-uncsd-2jun2012.txt",
    "05-unga-ecosoc-reform-compilation-2006.txt",
    "06-wsis-prepcom3-dt15rev3-2005.txt",
    "07-cbd-wg2020-2-l2.txt",
    "08-itu-pp06-dt1.txt",
    "09-cnd-committee-of-whole-2024-oral.txt",
];

/// A specimen with its reading.
struct Specimen {
    source: String,
    draft: Draft,
    parties: Parties,
}

/// Reads the specimen with a number.
fn specimen(number: usize) -> Option<Specimen> {
    let (parties, wrong) = Parties::parse(
        "US = United States\nG77 = Group of 77 and China\nEU = European Union\nCanada\nJapan\nMexico\nCANZ\n\
         Russia = Russian Federation\nSwitzerland\nThailand\nIran\n",
    );
    assert!(wrong.is_empty());
    let source = data::read(&format!("specimens/{}", FILES[number - 1]))?;
    let draft = Draft::read(&source, &Reader { parties: Some(&parties), rulings: None });
    Some(Specimen { source, draft, parties })
}

impl Specimen {
    /// What is said in the block whose label is given: place, then `party word`.
    fn said(&self, label: &str) -> Vec<String> {
        let block = self.block(label);
        let nodes = self.draft.blocks[block].nodes.clone();
        let attributions = self.draft.attributions.iter().filter(|a| nodes.contains(&a.node.0));
        let mut said = Vec::new();
        for attribution in attributions {
            let stances = self.draft.stances[attribution.stances.clone()].iter().map(|stance| {
                let word = stance.word.map_or(String::new(), |w| format!(" {w:?}"));
                format!("{}{word}", self.parties.code(stance.party).unwrap_or_default())
            });
            let answers = if attribution.answers.is_some() { " answers" } else { "" };
            let stances = stances.collect::<Vec<_>>().join(", ");
            said.push(format!("{:?}{answers}: {stances}", attribution.place));
        }
        said
    }

    fn block(&self, label: &str) -> usize {
        let labels = &self.draft.labels;
        let is_it = |index: usize| self.source[labels[index].range.clone()] == *label;
        let found = self.draft.blocks.iter().position(|b| b.labels.clone().any(is_it));
        found.unwrap_or_else(|| panic!("no label `{label}`"))
    }

    fn words(&self, range: &std::ops::Range<usize>) -> &str {
        &self.source[range.clone()]
    }
}

#[test]
fn every_specimen_prints_as_it_was_and_keeps_every_paragraph() {
    for number in 1..=FILES.len() {
        let Some(Specimen { source, draft, .. }) = specimen(number) else { continue };
        assert_eq!(draft.print(&source), source);
        let paragraphs = text::paragraphs::paragraphs(&source);
        assert_eq!(draft.paragraphs, paragraphs);
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let blocks: Vec<_> = draft.blocks.iter().filter(|b| b.paragraph == index).collect();
            assert_eq!(blocks[0].range.start, paragraph.range.start);
            assert_eq!(blocks[blocks.len() - 1].range.end, paragraph.range.end);
        }
    }
}

#[test]
fn a_footnote_that_holds_a_reservation_is_told() {
    let Some(found) = specimen(3) else { return };
    let kinds = found.draft.blocks.iter().map(|b| b.kind);
    let footnotes: Vec<_> = kinds.filter(|k| matches!(k, BlockKind::Footnote { .. })).collect();
    assert_eq!(footnotes.len(), 12);
    let reserved =
        footnotes.iter().positions(|k| *k == BlockKind::Footnote { is_reservation: true });
    assert_eq!(reserved, [5]);
}

trait Positions: Iterator + Sized {
    fn positions(self, is_it: impl Fn(Self::Item) -> bool) -> Vec<usize> {
        self.enumerate().filter_map(|(index, item)| is_it(item).then_some(index)).collect()
    }
}

impl<I: Iterator> Positions for I {}

#[test]
fn the_future_draft_names_holders_behind_dashes() {
    let Some(found) = specimen(4) else { return };
    assert_eq!(found.said("2."), ["After: US, G77 Delete"]);
    assert_eq!(
        found.said("2.bis"),
        ["After: G77, US Delete, Canada Delete, Japan Delete, EU Delete"]
    );
    assert_eq!(found.said("3."), ["After: EU Retain, G77 Retain", "After: US", "After: US"]);
    let status = &found.draft.statuses[0].status;
    assert_eq!(status.text, Some(TextStatus::AgreedAdReferendum));
    let parted = found.draft.brackets.iter().filter(|b| b.has_alternatives).count();
    let alternatives = found.draft.nodes.iter().filter(|n| n.kind == NodeKind::Alternative).count();
    assert_eq!((parted, alternatives), (2, 4));
}

#[test]
fn the_compilation_names_holders_behind_brackets_and_a_condition() {
    let Some(found) = specimen(5) else { return };
    assert_eq!(
        found.said("PP3"),
        [
            "Behind: Mexico",
            "Behind answers: G77 Retain",
            "Behind: Mexico",
            "Behind answers: G77 Delete",
            "Behind: G77",
            "Behind answers: EU Delete, CANZ Delete, Russia Delete, US Delete",
            "Behind: Mexico",
            "Behind answers: G77 Retain",
            "Behind: EU NoChange, US NoChange",
            "Behind: CANZ Reflect",
        ]
    );
    let [condition] = found.draft.conditionals.as_slice() else { panic!("one condition") };
    assert_eq!(found.words(&condition.act), "withdraw its 'and commitments' proposal");
    assert_eq!((found.words(&condition.on), condition.outcome), ("PP3bis", Outcome::Accommodated));
    assert_eq!(condition.consequence_of, found.parties.find("Mexico"));
    let supporters = found.draft.stances[condition.stances.clone()].iter().filter(|s| s.in_support);
    assert_eq!(supporters.count(), 2);
    assert!(found.draft.brackets[0].is_intraword);
    assert!(found.draft.nodes.iter().any(|n| n.kind == NodeKind::Letter));
    let statuses: Vec<_> = found.draft.statuses.iter().map(|s| s.status.placement_open).collect();
    assert_eq!(statuses, [false, false, false, true, false]);
    let labels: Vec<_> = found.draft.labels.iter().map(|l| (l.kind, l.latin)).collect();
    assert_eq!(labels[2], (LabelKind::Preambular, Some(Latin::Bis)));
    assert_eq!(labels[3], (LabelKind::Preambular, Some(Latin::Ter)));
}

#[test]
fn the_tunis_draft_has_a_competing_paragraph() {
    let Some(found) = specimen(6) else { return };
    let label = &found.draft.labels[found.draft.blocks[found.block("67 alt 1")].labels.start];
    assert_eq!(label.alt, Some(text::draft::Alt(Some(1))));
    assert!(found.draft.brackets.iter().all(|b| b.class == Class::Negotiating));
}

#[test]
fn two_clauses_in_a_run_stay_undecided() {
    let Some(found) = specimen(7) else { return };
    assert_eq!(found.draft.runs.len(), 1);
    assert_eq!(found.draft.runs[0].brackets, 2);
    assert_eq!(found.draft.runs[0].reading, text::draft::RunReading::Undecided);
}

#[test]
fn proposals_have_identity_verb_number_and_origin() {
    let Some(found) = specimen(8) else { return };
    let of = |range: &Option<std::ops::Range<usize>>| {
        range.as_ref().map_or("-", |r| found.words(r)).to_owned()
    };
    let changes: Vec<_> = found
        .draft
        .changes
        .iter()
        .map(|c| (of(&c.proposal), c.verb, of(&c.number), of(&c.origin)))
        .collect();
    let change = |id: &str, verb, number: &str, origin: &str| {
        (id.to_owned(), verb, number.to_owned(), origin.to_owned())
    };
    assert_eq!(
        changes,
        [
            change("USA/16/47", ChangeVerb::Noc, "-", "-"),
            change("ARB/14/26", ChangeVerb::Mod, "3", "PP-98"),
            change("ARB/14/27", ChangeVerb::Mod, "4", "PP-98"),
            change("ARB/14/30", ChangeVerb::Mod, "7", "-"),
            change("SEN/56/1", ChangeVerb::Add, "-", "-"),
        ]
    );
    assert_eq!(found.draft.brackets[0].rule, Rule::NameHole);
}

#[test]
fn an_oral_record_is_read_in_turns() {
    let Some(found) = specimen(9) else { return };
    let turns = found.draft.blocks.iter().filter(|b| b.kind == BlockKind::Turn).count();
    assert_eq!(turns, 11);
    let speakers = found.draft.attributions.iter().filter(|a| a.place == AttributionPlace::Turn);
    let speakers: Vec<_> =
        speakers.map(|a| found.words(&found.draft.stances[a.stances.start].name)).collect();
    assert_eq!(speakers, ["Thailand", "Thailand", "Thailand", "Iran", "Thailand", "Iran"]);
    let unknown = text::check::check(&found.draft, &found.source).unknown_holders;
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(found.draft.stances.iter().all(|s| s.word != Some(StanceWord::Other)));
}
