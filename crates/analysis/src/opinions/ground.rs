//! Common ground: what every camp can agree to accept, or to reject; and what divides them.
//!
//! A statement is as common as its least agreement over the camps, told by a lower bound: with 95 chances of 100 every
//! camp's agreement is at least that. Three rules keep the order honest.
//!
//! - *No tiny camp has a veto.* Camps below a stated share of the voices are shown but do not enter the least.
//! - *No thin evidence wins.* Each camp's share is drawn towards what the other camps and statements lead to expect, by
//!   as much as the data say that these resemble each other, and a bound is compared, not an estimate.
//! - *Not who answers most counts, but who is there.* Where a model's chances are given, a camp's share is that of all
//!   its members, silent ones by their chances; the answers then say how well it is known.
//!
//! Agreement is the share of acceptance among those who took a side. A pass is no disagreement, and a position that is
//! reserved awaits instructions: both are shown apart and lend no support. A statement on which, in some camp that enters,
//! more pass than take a side stands behind the others, and behind these one on which nobody in some camp took a side.
//!
//! The order holds every statement that somebody answered. Which of them may be told as common ground says
//! [`Ground::shared`], and nothing else.

mod members;
mod shrinkage;

use super::distributions::{Beta, least_bound, normal_exceeded, wilson};
use super::survey::PARTICIPANTS_MIN;
use super::tallies::{Divergence, People, Tally};
pub use members::Chances;
use members::Members;
use rayon::prelude::*;
use shrinkage::{Share, Shrinkage};

/// What is fixed beforehand for common ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundOptions {
    /// The chance that a bound is missed on its side; 0.05 by convention.
    pub tail: f64,
    /// The share of all voices below which a camp does not enter the least agreement; 0.05, a threshold of parliaments.
    pub least_share: f64,
    /// How many chances may be asked of the model in all: as many members of each camp stand for the others as this allows.
    pub asked: usize,
    /// However many statements and camps there are, so many members of each are asked; the mean of 64 chances has a
    /// standard error of 1/16 at most, and far less where they resemble each other.
    pub least_asked: usize,
}

impl Default for GroundOptions {
    fn default() -> Self {
        Self { tail: 0.05, least_share: 0.05, asked: 500_000, least_asked: 64 }
    }
}

/// To accept a statement, or to reject it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Agree; supports or can accept.
    Accept,
    /// Disagree; objects.
    Reject,
}

/// Whether the camps that enter have been heard on a statement; statements are told in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hearing {
    /// In each of them somebody took a side, and in none of them more passed beyond doubt.
    Heard,
    /// In one of them more pass than take a side, beyond what few answers leave open (lower bound of the score interval of
    /// the share of passes above one half, Wilson 1927).
    MostlyPassed,
    /// In one of them nobody took a side: what it would say is not known.
    Unheard,
}

/// How a camp stands on a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampShare {
    /// Who answered, and how.
    pub tally: Tally,
    /// Shares of accept, pass and reject: of all members where the model's chances are given, of those who answered
    /// where they are not; none where nothing is known.
    pub shares: Option<[f64; 3]>,
    /// The share of acceptance among those who take a side, drawn towards what was to be expected.
    pub agreement: f64,
    /// Below this it lies with the chance of the options' tail.
    pub lower: f64,
    /// Above this it lies with the same chance.
    pub upper: f64,
}

/// A statement as common ground.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The statement.
    pub statement: usize,
    /// What the camps have in common: whichever of the two has the greater bound.
    pub direction: Direction,
    /// The lower bound of the least agreement in that direction, over the camps that enter.
    pub lower_bound: f64,
    /// How many participants answered, those who passed and those in no camp included.
    pub n: u32,
    /// Whether all camps that enter have been heard on it.
    pub hearing: Hearing,
    /// Whether it may be told as common ground: every camp that enters has been heard; the bound is above one half; of the
    /// answers given, by heads and by voices, a majority is in the direction, in each camp that enters and in all, so that
    /// nothing that most answered against is told as accepted; and at least [`PARTICIPANTS_MIN`] participants took a side.
    pub shared: bool,
    /// Each camp's share, in the order of camps.
    pub by_camp: Vec<CampShare>,
    /// Those in no camp.
    pub unclassified: CampShare,
    /// Everybody.
    pub overall: CampShare,
}

/// A statement as what divides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divisive {
    /// The statement.
    pub statement: usize,
    /// The camps with the least and the greatest agreement; none where fewer than two camps enter.
    pub between: Option<(u16, u16)>,
    /// The difference of their agreement; without camps twice the share of the smaller side, 1 being an even split.
    pub gap: f64,
    /// The lower bound of that.
    pub lower_bound: f64,
}

/// Common ground and what divides, most certain first.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonGround {
    /// Whether each camp enters the least agreement.
    pub enters: Vec<bool>,
    /// Voices of each camp, silent members included.
    pub voices: Vec<f64>,
    /// All statements that somebody answered, by how well it was heard, then by falling bound, then by index.
    pub statements: Vec<Ground>,
    /// The same statements by falling bound of what divides, then by gap, then by index.
    pub divisive: Vec<Divisive>,
}

impl CommonGround {
    /// The statements that may be told as common ground, in their order.
    pub fn shared(&self) -> impl Iterator<Item = &Ground> {
        self.statements.iter().filter(|ground| ground.shared)
    }
}

/// Orders statements by what all camps share, and by what divides them.
///
/// Linear in responses; with chances as many evaluations as the options allow. Members are asked evenly along their order.
pub fn common_ground(
    people: &People,
    table: &Divergence,
    chances: Option<Chances>,
    options: &GroundOptions,
) -> CommonGround {
    let camps = table.camps();
    let share = options.asked / (table.statements().max(1) * (camps + 1));
    let asked = if chances.is_some() { share.max(options.least_asked).max(1) } else { 0 };
    let members = Members::choose(people, asked);
    let enters = entering(&members.voices, options.least_share);
    let shrinkage = Shrinkage::of(&supports(table, &enters));
    let room = Room { shrinkage, enters: &enters, tail: options.tail };
    let judged: Vec<(Ground, Divisive)> = (0..table.statements())
        .into_par_iter()
        .filter(|&statement| table.overall(statement).n() > 0)
        .map(|statement| {
            let expected = members.expected(people, table, statement, chances);
            room.judge(table, statement, &expected)
        })
        .collect();
    let (mut statements, mut divisive): (Vec<Ground>, Vec<Divisive>) = judged.into_iter().unzip();
    statements.sort_by(|one, two| {
        let bound = two.lower_bound.total_cmp(&one.lower_bound);
        one.hearing.cmp(&two.hearing).then(bound).then(one.statement.cmp(&two.statement))
    });
    divisive.sort_by(|one, two| {
        let bound = two.lower_bound.total_cmp(&one.lower_bound);
        bound.then(two.gap.total_cmp(&one.gap)).then(one.statement.cmp(&two.statement))
    });
    CommonGround { enters, voices: members.voices[..camps].to_vec(), statements, divisive }
}

/// Which camps enter: those with the least share of all voices; all of them if none has it.
fn entering(voices: &[f64], least_share: f64) -> Vec<bool> {
    let all: f64 = voices.iter().sum();
    let camps = &voices[..voices.len() - 1];
    let enters: Vec<bool> = camps.iter().map(|&v| v > 0.0 && v >= least_share * all).collect();
    if enters.contains(&true) { enters } else { vec![true; camps.len()] }
}

/// Voices for and voices that took a side, of each camp that enters, statement by statement.
fn supports(table: &Divergence, enters: &[bool]) -> Vec<Vec<(f64, f64)>> {
    let of = |statement: usize| {
        let camps = table.by_camp(statement).iter().zip(enters).filter(|(_, enters)| **enters);
        camps.map(|(tally, _)| (tally.accept(), tally.sides())).collect()
    };
    (0..table.statements()).map(of).collect()
}

/// What the statements are judged by.
struct Room<'a> {
    shrinkage: Shrinkage,
    enters: &'a [bool],
    tail: f64,
}

impl Room<'_> {
    fn judge(
        &self,
        table: &Divergence,
        statement: usize,
        expected: &[[f64; 3]],
    ) -> (Ground, Divisive) {
        let camps = table.camps();
        let tallies = table.by_camp(statement);
        let shares: Vec<Share> =
            (0..camps).map(|camp| support(&tallies[camp], &expected[camp])).collect();
        let others = |own: usize| {
            // Camps that do not enter are told by their own answers: how far they resemble the others is not known.
            let named = move |&(camp, _): &(usize, &Share)| {
                self.enters[own] && self.enters[camp] && camp != own
            };
            shares.iter().enumerate().filter(named).map(|(_, share)| share)
        };
        let known: Vec<Beta> =
            (0..camps).map(|camp| self.shrinkage.after(shares[camp], others(camp))).collect();
        let by_camp: Vec<CampShare> = (0..camps)
            .map(|camp| self.camp_share(&tallies[camp], &expected[camp], known[camp]))
            .collect();
        let unclassified = table.unclassified(statement);
        let outside = self.shrinkage.after(support(unclassified, &expected[camps]), [].iter());
        let overall = table.overall(statement);
        let everybody = expected
            .iter()
            .fold([0.0; 3], |sum, part| [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]]);
        let whole = self.shrinkage.after(support(&overall, &everybody), [].iter());
        let (direction, lower_bound) = self.bound(&known, &by_camp);
        let hearing = self.hearing(tallies);
        let ground = Ground {
            statement,
            direction,
            lower_bound,
            n: overall.n(),
            hearing,
            shared: hearing == Hearing::Heard
                && lower_bound > 0.5
                && overall.took_a_side() as usize >= PARTICIPANTS_MIN
                && self.carried(tallies, &overall, direction),
            unclassified: self.camp_share(unclassified, &expected[camps], outside),
            overall: self.camp_share(&overall, &everybody, whole),
            by_camp,
        };
        let divisive = self.divide(&known, &ground);
        (ground, divisive)
    }

    fn hearing(&self, tallies: &[Tally]) -> Hearing {
        let mut entering = tallies.iter().zip(self.enters).filter(|(_, enters)| **enters);
        let passed = |tally: &Tally| {
            let share = tally.shares().map_or(0.0, |shares| shares[1]);
            wilson(share, tally.total(), normal_exceeded(self.tail)).0 > 0.5
        };
        if entering.clone().any(|(tally, _)| tally.sides() <= 0.0) {
            Hearing::Unheard
        } else if entering.any(|(tally, _)| passed(tally)) {
            Hearing::MostlyPassed
        } else {
            Hearing::Heard
        }
    }

    /// Whether most of those who answered and took a side are in a direction, in each camp that enters and in all.
    fn carried(&self, tallies: &[Tally], overall: &Tally, direction: Direction) -> bool {
        let mut entering = tallies.iter().zip(self.enters).filter(|(_, enters)| **enters);
        most(overall, direction) && entering.all(|(tally, _)| most(tally, direction))
    }

    fn camp_share(&self, tally: &Tally, expected: &[f64; 3], known: Beta) -> CampShare {
        let total = sum(expected);
        CampShare {
            tally: *tally,
            shares: (total > 0.0).then(|| expected.map(|voices| voices / total)),
            agreement: known.mean(),
            lower: known.quantile(self.tail),
            upper: known.quantile(1.0 - self.tail),
        }
    }

    /// The direction with the greater lower bound of the least agreement, and that bound.
    fn bound(&self, known: &[Beta], by_camp: &[CampShare]) -> (Direction, f64) {
        let entering = || (0..known.len()).filter(|&camp| self.enters[camp]);
        let least = |of: &dyn Fn(usize) -> f64| entering().map(of).fold(1.0, f64::min);
        let accept_most = least(&|camp| by_camp[camp].lower);
        let reject_most = least(&|camp| 1.0 - by_camp[camp].upper);
        let to_accept = || {
            let shares: Vec<Beta> = entering().map(|camp| known[camp]).collect();
            least_bound(&shares, accept_most, self.tail)
        };
        let to_reject = || {
            let shares: Vec<Beta> = entering().map(|camp| known[camp].mirrored()).collect();
            least_bound(&shares, reject_most, self.tail)
        };
        // A bound is at most the least of the camps' own; one that cannot win is not worked out.
        let (mut accept, mut reject) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        if accept_most >= reject_most {
            accept = to_accept();
            reject = if reject_most > accept { to_reject() } else { reject };
        } else {
            reject = to_reject();
            accept = if accept_most >= reject { to_accept() } else { accept };
        }
        if accept >= reject { (Direction::Accept, accept) } else { (Direction::Reject, reject) }
    }

    fn divide(&self, known: &[Beta], ground: &Ground) -> Divisive {
        let statement = ground.statement;
        let mut entering: Vec<usize> = (0..known.len()).filter(|&camp| self.enters[camp]).collect();
        if entering.len() < 2 {
            let CampShare { agreement, lower, upper, .. } = ground.overall;
            let twice_smaller = |low: f64, high: f64| 2.0 * low.min(1.0 - high);
            let gap = twice_smaller(agreement, agreement);
            return Divisive {
                statement,
                between: None,
                gap,
                lower_bound: twice_smaller(lower, upper),
            };
        }
        entering.sort_by(|&one, &two| known[one].mean().total_cmp(&known[two].mean()));
        let (low, high) = (entering[0], entering[entering.len() - 1]);
        let gap = known[high].mean() - known[low].mean();
        let error = (known[high].variance() + known[low].variance()).sqrt();
        let lower_bound = (gap - normal_exceeded(self.tail) * error).max(0.0);
        Divisive { statement, between: Some((low as u16, high as u16)), gap, lower_bound }
    }
}

fn sum(voices: &[f64; 3]) -> f64 {
    voices.iter().sum()
}

/// Whether of those who took a side more are in a direction than are not, by heads and by voices.
fn most(tally: &Tally, direction: Direction) -> bool {
    let heads = tally.took_a_side() - tally.in_favour();
    match direction {
        Direction::Accept => tally.in_favour() > heads && tally.accept() > tally.reject(),
        Direction::Reject => tally.in_favour() < heads && tally.accept() < tally.reject(),
    }
}

/// A share among those who take a side, as all members have it, with the support of those who answered.
fn support(tally: &Tally, expected: &[f64; 3]) -> Share {
    let sides = expected[0] + expected[2];
    Share { share: if sides > 0.0 { expected[0] / sides } else { 0.5 }, n: tally.sides() }
}

#[cfg(test)]
mod tests;
