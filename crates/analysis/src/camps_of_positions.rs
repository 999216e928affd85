//! Camps among the parties of a record, computed from their positions: the table of [`crate::positions`] through
//! [`crate::opinions::survey`], each result led back to party and thing, and by their cells to entries.
//!
//! Camps are analysis: nobody said that they are one. What may not be told must not enter, since who is in which camp
//! tells of what they hold.

use crate::opinions::{
    Direction, Hearing, PARTICIPANTS_MIN, Plan, Stability, Survey, Verdict, survey,
};
use crate::positions::{PositionCell, PositionOptions, Positions, positions};
use crate::splits::{Disagreement, Side, level};
use record::EntryId;
use record::event::parties::Constituency;
use record::group::Group;
use std::collections::BTreeMap;

/// How the positions of a record are surveyed: as any responses, but for this: parties are known to be who they are, so
/// that those who hold the same are each counted in full.
pub fn plan_of_positions() -> Plan {
    Plan { blocs_once: false, ..Plan::default() }
}

/// What the positions on a record come to.
#[derive(Clone, Debug, PartialEq)]
pub struct CampsOfPositions {
    /// The positions; rows and columns below are those of this table.
    pub table: Positions,
    /// Rows with a position, in order.
    pub speaking: Vec<usize>,
    /// What was found; `None` where fewer than [`PARTICIPANTS_MIN`] parties took a position.
    pub found: Option<CampsFound>,
    /// For each column the cells on it, as indices into the table's.
    by_column: Vec<Vec<usize>>,
}

/// Camps, what sets them apart and what they share.
#[derive(Clone, Debug, PartialEq)]
pub struct CampsFound {
    /// Whether camps are supported, and why not.
    pub verdict: Verdict,
    /// How many; 1 where none are supported.
    pub camps: usize,
    /// The camp of each row; none for rows in no camp and for those without a position. All in camp 0 where none are
    /// supported.
    pub members: Vec<Option<u16>>,
    /// How far camps are the same when the positions are not quite the same.
    pub stability: Stability,
    /// Columns that set camps apart, in order, each with the camps, in order, that differ on it from everybody else.
    pub apart: Vec<(usize, Vec<u16>)>,
    /// Common ground, by column.
    pub ground: Vec<Shared>,
}

/// A thing on which more than half of every camp agree, beyond doubt: common ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// The column.
    pub column: usize,
    /// To accept it, or to reject it.
    pub direction: Direction,
    /// The lower bound of the least agreement over the camps, more than one half.
    pub lower_bound: f64,
}

/// Positions on one thing by side: in favour, reserved, against.
pub type Sides = [usize; 3];

/// The parties of one constituency across the camps, with the split inside.
#[derive(Clone, Debug, PartialEq)]
pub struct AcrossCamps {
    /// The constituency.
    pub constituency: Constituency,
    /// Its rows with a position.
    pub rows: Vec<usize>,
    /// How many are in each camp.
    pub camps: Vec<usize>,
    /// How many are in none.
    pub none: usize,
    /// How many positions its parties hold.
    pub positions: usize,
    /// Things on which two or more of them hold one.
    pub things: usize,
    /// Of these, those on which they are on different sides.
    pub divided: usize,
    /// The mean index of disagreement over these things; `None` where there is none.
    pub disagreement: Option<f64>,
}

/// Looks for camps in the positions that count now.
pub fn camps_of_positions(
    group: &Group,
    options: &PositionOptions<'_>,
    plan: &Plan,
) -> CampsOfPositions {
    let table = positions(group, options);
    let mut by_column = vec![Vec::new(); table.columns.len()];
    let mut speaking: Vec<usize> = Vec::new();
    for (at, cell) in table.cells.iter().enumerate() {
        by_column[cell.column].push(at);
        if speaking.last() != Some(&cell.row) {
            speaking.push(cell.row);
        }
    }
    let found = (speaking.len() >= PARTICIPANTS_MIN).then(|| {
        let chosen: Vec<u32> = speaking.iter().map(|row| *row as u32).collect();
        let survey = survey(table.responses.rows(&chosen), plan, &|_| ());
        CampsFound::of(&survey, &speaking, table.rows.len())
    });
    CampsOfPositions { table, speaking, found, by_column }
}

impl CampsFound {
    /// Leads the survey's numbers back to rows and columns.
    fn of(survey: &Survey, speaking: &[usize], rows: usize) -> Self {
        let row = |participant: usize| speaking[survey.order.participants[participant] as usize];
        let column = |statement: usize| survey.order.statements[statement] as usize;
        let mut members = vec![None; rows];
        for (participant, camp) in survey.result.members.iter().enumerate() {
            members[row(participant)] = *camp;
        }
        let mut apart: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
        for finding in &survey.apart.found {
            apart.entry(column(finding.statement)).or_default().push(finding.camp);
        }
        let shared = survey.result.ground.statements.iter();
        let shared = shared.filter(|g| g.hearing == Hearing::Heard && g.lower_bound > 0.5);
        let mut ground: Vec<Shared> = shared
            .map(|g| Shared {
                column: column(g.statement),
                direction: g.direction,
                lower_bound: g.lower_bound,
            })
            .collect();
        ground.sort_by_key(|shared| shared.column);
        Self {
            verdict: survey.result.verdict,
            camps: survey.result.camps,
            members,
            stability: survey.stability.clone(),
            apart: apart.into_iter().map(in_order).collect(),
            ground,
        }
    }

    /// Whether camps are supported.
    pub fn is_supported(&self) -> bool {
        self.verdict == Verdict::Camps
    }

    /// The rows of a camp, in order.
    pub fn rows_of(&self, camp: u16) -> Vec<usize> {
        let members = self.members.iter().enumerate();
        members.filter(|(_, m)| **m == Some(camp)).map(|(row, _)| row).collect()
    }
}

fn in_order((column, mut camps): (usize, Vec<u16>)) -> (usize, Vec<u16>) {
    camps.sort_unstable();
    camps.dedup();
    (column, camps)
}

impl CampsOfPositions {
    /// The camps, where any are supported.
    pub fn supported(&self) -> Option<&CampsFound> {
        self.found.as_ref().filter(|found| found.is_supported())
    }

    /// Why there are none; `None` where camps are supported or too few parties took a position.
    pub fn verdict(&self) -> Option<Verdict> {
        self.found.as_ref().map(|found| found.verdict)
    }

    /// The cells on a thing, by row.
    pub fn on(&self, column: usize) -> impl Iterator<Item = &PositionCell> {
        self.by_column.get(column).into_iter().flatten().map(|at| &self.table.cells[*at])
    }

    /// The cells of a party, by column.
    pub fn of(&self, row: usize) -> &[PositionCell] {
        let cells = &self.table.cells;
        let from = cells.partition_point(|cell| cell.row < row);
        let to = cells.partition_point(|cell| cell.row <= row);
        &cells[from..to]
    }

    /// Entries of all cells.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.table.cells.iter().flat_map(|cell| cell.entries.iter().copied())
    }

    /// Positions on a thing in each camp, and of those in none.
    pub fn sides(&self, column: usize) -> (Vec<Sides>, Sides) {
        let camps = self.found.as_ref().map_or(1, |found| found.camps);
        let (mut by_camp, mut none) = (vec![[0; 3]; camps], [0; 3]);
        for cell in self.on(column) {
            let camp = self.found.as_ref().and_then(|f| f.members[cell.row]);
            let side = match Side::of(cell.stance) {
                Side::For => 0,
                Side::Reserved => 1,
                Side::Against => 2,
            };
            match camp {
                Some(camp) => by_camp[usize::from(camp)][side] += 1,
                None => none[side] += 1,
            }
        }
        (by_camp, none)
    }

    /// Each constituency that has a position across the camps, with the split inside; nothing where camps are not
    /// supported.
    pub fn across(&self, group: &Group) -> Vec<AcrossCamps> {
        let Some(found) = self.supported() else { return Vec::new() };
        let mut by: BTreeMap<&Constituency, AcrossCamps> = BTreeMap::new();
        for &row in &self.speaking {
            let party = group.parties.get(&self.table.rows[row].party);
            let Some(party) = party else { continue };
            let constituency = &party.admitted.said.constituency;
            let across = by.entry(constituency).or_insert_with(|| AcrossCamps {
                constituency: constituency.clone(),
                rows: Vec::new(),
                camps: vec![0; found.camps],
                none: 0,
                positions: 0,
                things: 0,
                divided: 0,
                disagreement: None,
            });
            across.rows.push(row);
            across.positions += self.of(row).len();
            match found.members[row] {
                Some(camp) => across.camps[usize::from(camp)] += 1,
                None => across.none += 1,
            }
        }
        let mut all: Vec<AcrossCamps> = by.into_values().collect();
        all.iter_mut().for_each(|across| self.inside(across));
        all
    }

    /// The split inside a constituency, over the things.
    fn inside(&self, across: &mut AcrossCamps) {
        let mut counts: BTreeMap<usize, [usize; 4]> = BTreeMap::new();
        for cell in across.rows.iter().flat_map(|row| self.of(*row)) {
            counts.entry(cell.column).or_default()[level(cell.stance)] += 1;
        }
        let mut sum = 0.0;
        for counts in counts.values() {
            let Some(disagreement) = Disagreement::of(counts) else { continue };
            across.things += 1;
            sum += disagreement.index();
            let sides = [counts[0] > 0, counts[1] > 0, counts[2] + counts[3] > 0];
            across.divided += usize::from(sides.iter().filter(|side| **side).count() > 1);
        }
        across.disagreement = (across.things > 0).then(|| sum / across.things as f64);
    }
}

#[cfg(test)]
mod tests {
    use super::{CampsOfPositions, camps_of_positions, plan_of_positions};
    use crate::positions::{CoalitionStatements, PositionOptions};
    use record::Record;
    use record::event::group::IssueKind;
    use record::minutes::parse;
    use std::fmt::Write as _;

    /// Ten parties in two camps of five on 16 paragraphs, in the order given; all accept the first four.
    fn planted(order: &[usize]) -> Record {
        let mut minutes = String::from("minutes/1\ngroup G \"Group\"\n");
        for at in order {
            let constituency = if at % 3 == 0 { "business" } else { "government" };
            let _ = writeln!(minutes, "party A{at} \"Party {at}\" {constituency} member");
        }
        minutes.push_str("text T \"Draft\" rolling-text\n");
        for thing in 0..16 {
            let _ = writeln!(minutes, "provision P{thing} \"{thing}\" en \"Words {thing}.\" in T");
        }
        for at in order {
            for thing in 0..16 {
                let accepts = thing < 4 || (at % 2 == 0) == (thing % 2 == 0);
                // One in eleven is otherwise.
                let accepts = accepts != ((at * 7 + thing * 3) % 11 == 0 && thing >= 4);
                let verb = if accepts { "supports" } else { "objects to" };
                let _ = writeln!(minutes, "A{at} {verb} P{thing}");
            }
        }
        let parsed = parse(minutes.as_bytes());
        assert_eq!(parsed.diagnostics, vec![]);
        let record = Record::replay(parsed);
        assert_eq!(record.refused(), &[]);
        record
    }

    fn camps(record: &Record) -> CampsOfPositions {
        let options = PositionOptions {
            kind: Some(IssueKind::Substance),
            coalitions: CoalitionStatements::NotCounted,
            may_count: &|_| true,
        };
        camps_of_positions(record.group(), &options, &plan_of_positions())
    }

    /// The codes of the parties of each camp, sorted.
    fn parties(found: &CampsOfPositions) -> Vec<Vec<String>> {
        let camps = found.supported().expect("camps are supported");
        let mut all: Vec<Vec<String>> = (0..camps.camps as u16)
            .map(|camp| {
                let rows = camps.rows_of(camp).into_iter();
                let mut codes: Vec<String> =
                    rows.map(|row| found.table.rows[row].party.0.as_str().to_owned()).collect();
                codes.sort();
                codes
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn planted_camps_lead_back_to_parties_things_and_entries() {
        let record = planted(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let found = camps(&record);
        assert_eq!(
            parties(&found),
            [["A0", "A2", "A4", "A6", "A8"], ["A1", "A3", "A5", "A7", "A9"]]
        );
        let camps = found.supported().expect("camps are supported");
        assert!(camps.apart.iter().all(|(column, _)| *column >= 4), "{:?}", camps.apart);
        assert!(!camps.apart.is_empty());
        let shared: Vec<usize> = camps.ground.iter().map(|s| s.column).collect();
        assert_eq!(shared, [0, 1, 2, 3]);
        let (by_camp, none) = found.sides(0);
        assert_eq!((by_camp, none), (vec![[5, 0, 0], [5, 0, 0]], [0, 0, 0]));
        let said: Vec<_> = found.on(0).flat_map(|cell| &cell.entries).collect();
        assert!(said.len() == 10 && said.iter().all(|e| record.entry(**e).is_some()));
    }

    #[test]
    fn constituencies_stand_across_camps_with_the_split_inside() {
        let record = planted(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let across = camps(&record).across(record.group());
        let business = across.iter().find(|a| a.rows.len() == 4).expect("four are of business");
        assert_eq!((business.camps.iter().sum::<usize>(), business.positions), (4, 64));
        assert_eq!(business.things, 16);
        assert!(business.divided >= 11 && business.disagreement.is_some_and(|d| d > 0.5));
    }

    #[test]
    fn the_order_of_a_record_changes_no_camp() {
        let one = camps(&planted(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
        let other = camps(&planted(&[9, 3, 0, 7, 1, 8, 2, 6, 5, 4]));
        assert_eq!(parties(&one), parties(&other));
    }

    #[test]
    fn camps_are_not_looked_for_among_a_few() {
        let found = camps(&planted(&[0, 1, 2, 3]));
        assert_eq!((found.speaking.len(), found.found.is_none()), (4, true));
        assert!(found.across(planted(&[0, 1]).group()).is_empty());
    }
}
