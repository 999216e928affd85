//! What sets a camp apart: statements on which it answers otherwise than everybody else, told from answers that did not
//! form it.
//!
//! Camps are formed so that they differ; testing them on the answers that formed them finds differences in pure chance.
//! Statements are therefore dealt into two halves. The camps that a statement is tested with come from the other half
//! (cross-fitting), their names matched to those of the camps that are shown.
//!
//! Two questions are asked of each camp and statement: does it accept more or less often than the rest, and does it reject
//! more or less often. A pass is an answer and neither of the two, so that a camp can be set apart by abstaining. Fisher's
//! exact test, two-sided by doubling, holds its level at any size; Benjamini and Hochberg (1995) bound the share of false
//! findings among all findings of a run. Effects are differences of shares, with intervals by Newcombe (1998, method 10) at
//! the level that keeps the share of intervals that miss, among those shown, in bounds (Benjamini and Yekutieli 2005).

use super::chance::Chance;
use super::distributions::{benjamini_hochberg, difference, fisher, normal_exceeded};
use super::ground::Direction;
use super::tallies::{Divergence, People, Tally};
use rayon::prelude::*;

/// Statements dealt into halves by chance, whatever their order in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folds {
    of: Vec<u8>,
}

impl Folds {
    /// How many there are.
    pub const COUNT: usize = 2;

    /// Deals statements out; the halves differ by one at most.
    pub fn new(statements: usize, chance: Chance) -> Self {
        let mut order: Vec<usize> = (0..statements).collect();
        order.sort_by_key(|&statement| (chance.bits(statement, 0), statement));
        let mut of = vec![0; statements];
        for (place, &statement) in order.iter().enumerate() {
            of[statement] = (place % Self::COUNT) as u8;
        }
        Self { of }
    }

    /// The fold of a statement.
    pub fn fold(&self, statement: usize) -> usize {
        usize::from(self.of[statement])
    }
}

/// A statement on which a camp answers otherwise than the rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// The camp.
    pub camp: u16,
    /// The statement.
    pub statement: usize,
    /// Which answer the camp gives more or less often.
    pub direction: Direction,
    /// The share of that answer among the answers of the camp, passes included.
    pub share: f64,
    /// The same of everybody else, those in no camp included.
    pub rest: f64,
    /// The difference, from -1 to 1: above zero if the camp gives the answer more often.
    pub effect: f64,
    /// Its interval, lower end.
    pub lower: f64,
    /// Its interval, upper end.
    pub upper: f64,
    /// How many of the camp answered.
    pub n: u32,
    /// How many others answered.
    pub rest_n: u32,
    /// The chance of a difference at least as great if there were none.
    pub chance: f64,
    /// That, adjusted for all tests of the run.
    pub adjusted: f64,
}

/// What sets the camps apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The rate of false findings among all findings that is held.
    pub level: f64,
    /// How many tests were made; those in which nothing could have been found are not made.
    pub tests: usize,
    /// What was found: by camp, then by falling distance of the interval from zero, then by statement.
    pub found: Vec<Finding>,
}

impl Finding {
    /// The end of the interval that is nearer to zero, as a distance.
    pub fn least_effect(&self) -> f64 {
        if self.effect > 0.0 { self.lower.max(0.0) } else { (-self.upper).max(0.0) }
    }
}

impl Apart {
    /// Whether there is a camp that nothing sets apart, though a statement on which all of it differ from all others would
    /// have been found: what is told as a camp is then no more than a part of another.
    pub(super) fn leaves_one_out(&self, members: &[Option<u16>], camps: usize) -> bool {
        (0..camps as u16).any(|camp| {
            let own = members.iter().filter(|member| **member == Some(camp)).count() as u64;
            let rest = members.len() as u64 - own;
            let findable = fisher(own, own, 0, rest) * self.tests as f64 <= self.level;
            findable && self.found.iter().all(|finding| finding.camp != camp)
        })
    }
}

/// Tests every statement with camps that were formed without its fold.
///
/// `members_without(fold)` gives each participant's camp as formed without the statements of that fold, named like those
/// of `people`, whose own members are not looked at. `level` is the rate of false findings; 0.05 by convention. Voices
/// that are no whole number, where a bloc counts as one voice, are rounded for the test.
pub fn apart(
    people: &People,
    folds: &Folds,
    mut members_without: impl FnMut(usize) -> Vec<Option<u16>>,
    level: f64,
) -> Apart {
    let mut tested: Vec<Finding> = Vec::new();
    if people.camps >= 2 {
        for fold in 0..Folds::COUNT {
            let members = members_without(fold);
            let formed = People { members: &members, ..*people };
            let table = Divergence::count_of(&formed, |statement| folds.fold(statement) == fold);
            tested.par_extend(
                (0..table.statements()).into_par_iter().flat_map_iter(|s| tests(&table, s)),
            );
        }
    }
    let chances: Vec<f64> = tested.iter().map(|test| test.chance).collect();
    for (test, adjusted) in tested.iter_mut().zip(benjamini_hochberg(&chances)) {
        test.adjusted = adjusted;
    }
    let tests = tested.len();
    tested.retain(|test| test.adjusted <= level);
    let z = normal_exceeded(level * tested.len() as f64 / (2.0 * tests.max(1) as f64));
    for found in &mut tested {
        // Their ends come from the counts that were tested.
        let sides = ((found.share, found.lower), (found.rest, found.upper));
        (found.lower, found.upper) = difference(sides.0, sides.1, z);
    }
    Apart { level, tests, found: arranged(tested) }
}

/// Both tests of each camp on a statement. The ends of the intervals hold the voices on both sides until `z` is known.
fn tests(table: &Divergence, statement: usize) -> Vec<Finding> {
    let mut made = Vec::new();
    for (camp, own) in table.by_camp(statement).iter().enumerate() {
        let rest = table.rest(statement, camp);
        made.extend([Direction::Accept, Direction::Reject].into_iter().filter_map(|direction| {
            let ((a, n), (c, m)) = (counted(own, direction), counted(&rest, direction));
            if n == 0 || m == 0 || a + c == 0 || a + c == n + m {
                return None;
            }
            let (share, rest_share) = (a as f64 / n as f64, c as f64 / m as f64);
            Some(Finding {
                camp: camp as u16,
                statement,
                direction,
                share,
                rest: rest_share,
                effect: share - rest_share,
                lower: n as f64,
                upper: m as f64,
                n: own.n(),
                rest_n: rest.n(),
                chance: fisher(a, n, c, m),
                adjusted: 1.0,
            })
        }));
    }
    made
}

/// Whole voices that gave an answer, and whole voices in all.
fn counted(tally: &Tally, direction: Direction) -> (u64, u64) {
    let given = match direction {
        Direction::Accept => tally.accept(),
        Direction::Reject => tally.reject(),
    };
    // A half is rounded up in both, so that the part is never more than the whole.
    ((given + 0.5) as u64, (tally.total() + 0.5) as u64)
}

/// One finding for each camp and statement, that of the smaller chance, in the order in which they are told.
fn arranged(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by(|one, two| {
        let same = (one.camp, one.statement).cmp(&(two.camp, two.statement));
        same.then(one.chance.total_cmp(&two.chance)).then(one.direction.cmp(&two.direction))
    });
    found.dedup_by_key(|finding| (finding.camp, finding.statement));
    found.sort_by(|one, two| {
        let effect = two.least_effect().total_cmp(&one.least_effect());
        one.camp.cmp(&two.camp).then(effect).then(one.statement.cmp(&two.statement))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Responses, Scale};
    use super::*;

    /// Two camps of twenty; on the first `divided` of forty statements they answer against each other.
    fn planted(divided: usize, scale: Scale) -> (Responses, Vec<Option<u16>>) {
        let top = scale.levels() - 1;
        let chance = Chance::new(5);
        let mut cells = Vec::new();
        for participant in 0..40 {
            for statement in 0..40 {
                let level = if statement < divided {
                    if participant < 20 { top } else { 0 }
                } else {
                    chance.below(participant, statement, top + 1)
                };
                if chance.share(participant, 1000 + statement) < 0.7 {
                    cells.push((participant, statement, level));
                }
            }
        }
        let members = (0..40).map(|participant| Some(u16::from(participant >= 20))).collect();
        (Responses::from_cells(scale, 40, 40, &cells).unwrap(), members)
    }

    #[test]
    fn halves_are_even_and_follow_from_the_seed() {
        let folds = Folds::new(41, Chance::new(1));
        let second = (0..41).filter(|&statement| folds.fold(statement) == 1).count();
        assert_eq!(second, 20);
        assert_eq!(folds, Folds::new(41, Chance::new(1)));
        assert_ne!(folds, Folds::new(41, Chance::new(2)));
    }

    #[test]
    fn statements_that_divide_are_found_and_told_with_their_effect() {
        for scale in [Scale::Responses, Scale::Stances] {
            let (responses, members) = planted(8, scale);
            let people =
                People { responses: &responses, members: &members, camps: 2, weights: &[] };
            let folds = Folds::new(40, Chance::new(2));
            let apart = apart(&people, &folds, |_| members.clone(), 0.05);
            assert!((120..=160).contains(&apart.tests), "{}", apart.tests);
            for camp in 0..2 {
                let own = || apart.found.iter().filter(|finding| finding.camp == camp);
                assert_eq!(own().filter(|finding| finding.statement < 8).count(), 8);
                assert!(own().count() <= 10);
                let first = own().next().unwrap();
                assert!(first.statement < 8 && first.effect.abs() > 0.99, "{first:?}");
                assert!(first.least_effect() > 0.4 && first.lower <= first.effect);
            }
        }
    }

    #[test]
    fn a_camp_that_abstains_is_set_apart_by_that() {
        let cells: Vec<_> = (0..30).map(|p| (p, 0, if p < 10 { 1 } else { 2 })).collect();
        let responses = Responses::from_cells(Scale::Responses, 30, 1, &cells).unwrap();
        let members: Vec<_> = (0..30).map(|p| Some(u16::from(p >= 10))).collect();
        let people = People { responses: &responses, members: &members, camps: 2, weights: &[] };
        let apart = apart(&people, &Folds::new(1, Chance::new(1)), |_| members.clone(), 0.05);
        let finding = apart.found[0];
        assert_eq!((finding.direction, finding.n, finding.rest_n), (Direction::Accept, 10, 20));
        assert!((finding.effect + 1.0).abs() < 1e-12);
        // Nobody rejects: that is not tested.
        assert_eq!(apart.tests, 2);
    }

    #[test]
    fn a_bloc_that_counts_as_one_voice_finds_nothing() {
        let cells: Vec<_> = (0..60).map(|p| (p, 0, if p < 30 { 0 } else { 2 })).collect();
        let responses = Responses::from_cells(Scale::Responses, 60, 1, &cells).unwrap();
        let members: Vec<_> = (0..60).map(|p| Some(u16::from(p >= 30))).collect();
        let weights: Vec<_> = (0..60).map(|p| if p < 30 { 1.0 / 30.0 } else { 1.0 }).collect();
        let folds = Folds::new(1, Chance::new(1));
        let found = |weights: &[f64]| {
            let people = People { responses: &responses, members: &members, camps: 2, weights };
            apart(&people, &folds, |_| members.clone(), 0.05).found.len()
        };
        assert_eq!(found(&[]), 2);
        let one = People { responses: &responses, members: &members, camps: 2, weights: &weights };
        let told = apart(&one, &folds, |_| members.clone(), 0.05);
        // One against thirty: 2/31 twice over is more than the level.
        assert!(told.found.is_empty() && told.tests == 4, "{told:?}");
    }

    #[test]
    fn on_noise_hardly_a_run_finds_anything() {
        let runs = 200;
        let mut any = 0;
        for run in 0..runs {
            let chance = Chance::new(100 + run);
            let mut cells = Vec::new();
            for participant in 0..120 {
                for statement in 0..30 {
                    if chance.share(participant, statement) < 0.5 {
                        let lean = chance.share(100_000, statement);
                        let agrees = chance.share(participant, 1_000 + statement) < lean;
                        cells.push((participant, statement, if agrees { 2 } else { 0 }));
                    }
                }
            }
            let responses = Responses::from_cells(Scale::Responses, 120, 30, &cells).unwrap();
            let members: Vec<_> =
                (0..120).map(|p| Some((chance.below(p, 5_000, 3)) as u16)).collect();
            let people =
                People { responses: &responses, members: &members, camps: 3, weights: &[] };
            let folds = Folds::new(30, chance);
            let apart = apart(&people, &folds, |_| members.clone(), 0.05);
            any += usize::from(!apart.found.is_empty());
        }
        // The level is 5 of 100 runs; exact tests stay below it. 10 expected at most, 20 is three deviations above.
        assert!(any <= 20, "{any} of {runs}");
        assert!(any >= 1, "a test that never finds anything tests nothing");
    }

    #[test]
    fn without_camps_nothing_is_tested() {
        let (responses, members) = planted(8, Scale::Responses);
        let people = People { responses: &responses, members: &members, camps: 1, weights: &[] };
        let apart = apart(&people, &Folds::new(40, Chance::new(2)), |_| members.clone(), 0.05);
        assert_eq!((apart.tests, apart.found.len()), (0, 0));
    }
}
