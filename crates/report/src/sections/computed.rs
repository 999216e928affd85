//! What is computed from the positions: camps, what sets them apart, what they share, constituencies across them.
//!
//! Camps are analysis and said by nobody. The factual note, which nobody adopted, has them in an annex; what a group
//! adopted and what a Chair answers for is not made to carry them; a study under another rule compares rules, on which
//! they do not depend.

use super::views::constituency_name;
use crate::camps::{camps, hundredths_down};
use crate::compile::{Compiler, list, paragraph, section};
use crate::manuscript::*;
use analysis::opinions::{Direction, PARTICIPANTS_MIN, Verdict};
use analysis::{CampsFound, CampsOfPositions, NotInTable};
use record::event::group::IssueKind;
use record::{EntryId, Text};
use std::collections::BTreeMap;

/// Where the method is described.
const METHOD: &str = "docs/reference/camps.md";
/// Fewest parties in a number without names that does not give names away.
const COUNTED_MIN: usize = 3;

/// The annex, in a factual note that tells views.
pub(super) fn computed(c: &Compiler<'_>) -> Option<Section> {
    if c.title() != Title::Note || c.study || !c.tells_views() {
        return None;
    }
    let kinds = [IssueKind::Substance, IssueKind::Procedure];
    let blocks = kinds.into_iter().flat_map(|kind| {
        let camps = camps(c.record, kind);
        Computed { c, kind, camps: &camps }.blocks()
    });
    section(Heading::AnnexComputed, blocks.collect(), vec![])
}

/// Camps by the positions on matters of one kind.
struct Computed<'a> {
    c: &'a Compiler<'a>,
    kind: IssueKind,
    camps: &'a CampsOfPositions,
}

impl Computed<'_> {
    fn blocks(&self) -> Vec<Block> {
        let Some(head) = self.head() else { return Vec::new() };
        let mut blocks: Vec<Block> = paragraph(vec![head]).into_iter().collect();
        let Some(found) = &self.camps.found else { return blocks };
        if found.is_supported() && !self.may_count(found) {
            let say = Say::CampsVeiled { kind: self.kind, positions: self.camps.table.cells.len() };
            blocks.extend(list(self.resting(say, self.camps.entries()).into_iter().collect()));
            return blocks;
        }
        if found.is_supported() {
            blocks.extend(list(self.members(found)));
            blocks.extend(list(self.apart(found)));
        }
        blocks.extend(list(self.shared(found)));
        blocks.extend(list(self.across()));
        blocks
    }

    /// On what it rests, and whether camps are supported; nothing where there is no position at all.
    fn head(&self) -> Option<Sentence> {
        let from = self.from();
        let entries: Vec<EntryId> = self.camps.entries().collect();
        if entries.is_empty() {
            return None;
        }
        let defining = entries.into_iter().chain(self.camps.table.left_out.keys().copied());
        let method = Text::from(METHOD);
        if let Some(found) = self.camps.supported() {
            let stability = &found.stability;
            let say = Say::CampsFound {
                method,
                from,
                camps: found.camps,
                agreement: hundredths_down(stability.agreement()),
                halves: stability.halves.map(hundredths_down),
                weak: stability.is_weak(),
            };
            return self.resting(say, defining);
        }
        let why = match self.camps.verdict() {
            None | Some(Verdict::TooFew) => NoCampsFor::Few(PARTICIPANTS_MIN),
            Some(Verdict::NoDimension) => NoCampsFor::NoDimension,
            Some(Verdict::AsPermuted) => NoCampsFor::AsPermuted,
            Some(Verdict::OnePlace | Verdict::Camps) => NoCampsFor::OnePlace,
            Some(Verdict::Unstable) => NoCampsFor::Unstable,
        };
        let searched = Searched::PositionsOnMatters(self.kind);
        Some(self.c.absent(Say::NoCamps { method, from, why }, searched, defining))
    }

    fn from(&self) -> ComputedFrom {
        let table = &self.camps.table;
        let second_hand = |e: &EntryId| self.c.known_fact(*e).is_some();
        let mut left_out: BTreeMap<NotInTable, usize> = BTreeMap::new();
        for why in table.left_out.values() {
            *left_out.entry(*why).or_default() += 1;
        }
        ComputedFrom {
            kind: self.kind,
            parties: self.camps.speaking.len(),
            things: table.columns.len(),
            positions: table.cells.len(),
            stale: table.stale(),
            second_hand: table.cells.iter().filter(|c| c.entries.iter().any(second_hand)).count(),
            left_out: left_out.into_iter().collect(),
        }
    }

    /// Whether numbers may be told without names: none is so small that it gives a name away.
    fn may_count(&self, found: &CampsFound) -> bool {
        let sizes = (0..found.camps as u16).map(|camp| found.rows_of(camp).len());
        let none = self.in_none(found).len();
        self.c.attributed
            || sizes.chain([none].into_iter().filter(|n| *n > 0)).all(|n| n >= COUNTED_MIN)
    }

    fn in_none(&self, found: &CampsFound) -> Vec<usize> {
        let speaking = self.camps.speaking.iter().copied();
        speaking.filter(|row| found.members[*row].is_none()).collect()
    }

    /// Who is in which camp, and who in none.
    fn members(&self, found: &CampsFound) -> Vec<Sentence> {
        let kind = self.kind;
        let mut lines = Vec::new();
        for camp in 0..found.camps {
            let rows = found.rows_of(camp as u16);
            let (who, positions) = (self.who(&rows), self.positions(&rows));
            let say = Say::CampMembers { kind, camp, who, positions };
            lines.extend(self.resting(say, self.entries_of(&rows)));
        }
        let rows = self.in_none(found);
        let say = Say::InNoCamp { kind, who: self.who(&rows), positions: self.positions(&rows) };
        lines.extend(self.resting(say, self.entries_of(&rows)));
        lines
    }

    fn who(&self, rows: &[usize]) -> Who {
        let parties = rows.iter().map(|row| &self.camps.table.rows[*row].party);
        let mut who = Who { sort: Sort::Participants, ..Who::default() };
        for party in parties {
            if self.c.attributed {
                who.names.push(self.c.name(&party.0));
            } else {
                who.unnamed += 1;
            }
        }
        who
    }

    fn positions(&self, rows: &[usize]) -> usize {
        rows.iter().map(|row| self.camps.of(*row).len()).sum()
    }

    fn entries_of(&self, rows: &[usize]) -> Vec<EntryId> {
        let cells = rows.iter().flat_map(|row| self.camps.of(*row));
        cells.flat_map(|cell| cell.entries.iter().copied()).collect()
    }

    /// The things that set camps apart, in the order of the record.
    fn apart(&self, found: &CampsFound) -> Vec<Sentence> {
        let line = |(column, apart): &(usize, Vec<u16>)| {
            let (camps, none) = self.camps.sides(*column);
            let apart = apart.iter().map(|camp| usize::from(*camp)).collect();
            let say = Say::CampsApart { on: self.topic(*column), apart, camps, none };
            self.resting(say, self.entries_on(*column))
        };
        found.apart.iter().filter_map(line).collect()
    }

    /// Common ground, in the order of the record.
    fn shared(&self, found: &CampsFound) -> Vec<Sentence> {
        let line = |shared: &analysis::Shared| {
            let (camps, none) = self.camps.sides(shared.column);
            let say = Say::CommonGround {
                on: self.topic(shared.column),
                accept: shared.direction == Direction::Accept,
                bound: hundredths_down(shared.lower_bound),
                camps,
                none,
            };
            self.resting(say, self.entries_on(shared.column))
        };
        found.ground.iter().filter_map(line).collect()
    }

    /// Constituencies across the camps, with the split inside; not where one is so small that a number gives names away,
    /// nor then the others, from which it would follow.
    fn across(&self) -> Vec<Sentence> {
        let all = self.camps.across(self.c.group);
        if !self.c.attributed && all.iter().any(|across| across.rows.len() < COUNTED_MIN) {
            return Vec::new();
        }
        let line = |across: analysis::AcrossCamps| {
            let entries = self.entries_of(&across.rows);
            let say = Say::AcrossCamps {
                kind: self.kind,
                name: constituency_name(self.c, &across.constituency),
                constituency: across.constituency,
                camps: across.camps,
                none: across.none,
                positions: across.positions,
                things: across.things,
                divided: across.divided,
                disagreement: across.disagreement.map(|mean| (mean * 100.0 + 0.5) as usize),
            };
            self.resting(say, entries)
        };
        all.into_iter().filter_map(line).collect()
    }

    fn topic(&self, column: usize) -> Topic {
        self.c.topic(&self.camps.table.columns[column].on)
    }

    fn entries_on(&self, column: usize) -> Vec<EntryId> {
        self.camps.on(column).flat_map(|cell| cell.entries.iter().copied()).collect()
    }

    /// A computation is not known as what it rests on is; of that, the first sentence tells how much is second-hand.
    fn resting(&self, say: Say, entries: impl IntoIterator<Item = EntryId>) -> Option<Sentence> {
        Some(Sentence::new(say, Evidence::all(entries)?))
    }
}
