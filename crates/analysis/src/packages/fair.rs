//! The package that is fairest among those that agree most: what the camp gets that gets least is as much as can be, then
//! what the next one gets, and so on (leximin: Rawls 1971, Sen 1970).
//!
//! With a price on what each camp gets, the parts have nothing to do with each other, and what they are worth together
//! bounds every package (Lagrange multipliers, Everett 1963). The prices are found in floats, and only guide; each bound is
//! worked out again in integers. A package is put together of what was best at some price, part by part, and then changed
//! step by step. Where every part has few packages, all their sums are gone through, and the answer is exact.

mod choice;
mod climb;
mod prices;

use super::find::Answer;
use super::instance::Instance;
use super::shares::{Share, share, value};
use super::stop::Stop;
use choice::Choice;
use climb::How;
use rayon::prelude::*;
use std::cmp::Ordering;

/// How many prices are tried at most.
const TRIES: usize = 24;
/// What is missing to a bound, in millionths, that does not count as long as who comes later can gain from it.
const SLACK: u64 = 150;
/// A floor that lacks less than this, in millionths, is not looked at again.
const CLOSE: u64 = 600;
/// After so many tries that bring nothing a floor is left as it is.
const IDLE: usize = 9;

/// How far packages are gone through one by one; beyond that they are bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// How many packages of a part are listed.
    pub packages: usize,
    /// How many sums of what parts bring are kept.
    pub sums: usize,
}

impl Default for Listing {
    fn default() -> Self {
        Self { packages: 400, sums: 300 }
    }
}

/// What one more camp gets at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floor {
    /// What it gets of what it asks for, in millionths, rounded up.
    pub reached: u64,
    /// In no package of the same weight in which the camps that get less get no less, in millionths, rounded up, does this
    /// one get more.
    pub bound: u64,
}

/// The fairest package that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fair {
    /// The alternatives that are in, rising; they weigh what the best package weighs.
    pub package: Vec<u32>,
    /// What each camp gets.
    pub shares: Vec<Share>,
    /// By rising share, one for each camp that asks for something.
    pub floors: Vec<Floor>,
    /// Whether it was shown that none is fairer, to the last point.
    pub exact: bool,
}

impl Fair {
    /// What a fairer package can have more, at the floor where that is most, in millionths.
    pub fn gap(&self) -> u64 {
        self.floors.iter().map(|floor| floor.bound - floor.reached).max().unwrap_or(0)
    }
}

/// The fairest package of the weight that was found, to camps that are given by their parties.
///
/// Who asks for nothing is left out. Where it was not shown that the answer weighs most, or where a stop cuts the search
/// off, the bounds are what is known.
pub fn fair(
    instance: &Instance,
    answer: &Answer,
    camps: &[Vec<u32>],
    listing: Listing,
    stop: &Stop,
) -> Fair {
    let shares = |package: &[u32]| -> Vec<Share> {
        let of = camps.iter().map(|camp| share(instance, &answer.clauses, camp, package));
        of.collect()
    };
    let before = shares(&answer.package);
    let asks: Vec<usize> = (0..camps.len()).filter(|&camp| before[camp].asked > 0).collect();
    let asked: Vec<u64> = asks.iter().map(|&camp| before[camp].asked).collect();
    let points = |alternative: u32| -> Vec<u64> {
        let worth = |&party: &u32| value(answer.clauses.worth(party, alternative));
        asks.iter().map(|&camp| camps[camp].iter().map(worth).sum()).collect()
    };
    let choices: Vec<Choice<'_>> = answer
        .parts
        .par_iter()
        .zip(&answer.found)
        .map(|(part, found)| {
            let most = if answer.is_proven() { Some(listing.packages) } else { None };
            Choice::open(part, found, &points, most, stop)
        })
        .collect();
    let mut table = Table { asked, choices, cuts: Vec::new(), goals: Vec::new() };
    let exact = table.exact(listing.sums);
    if !exact {
        table.approach(stop);
    }
    let floors = table.floors(exact);
    let mut package: Vec<u32> = table.choices.iter().flat_map(Choice::package).collect();
    package.sort_unstable();
    Fair { shares: shares(&package), package, floors, exact }
}

/// What is to be chosen in each part, and what is known of it all.
struct Table<'a> {
    /// What each camp asks for.
    asked: Vec<u64>,
    choices: Vec<Choice<'a>>,
    /// Prices of a point of each camp, and what all packages are worth at most.
    cuts: Vec<(Vec<u64>, u64)>,
    /// For each floor what is enough for the time being, in millionths.
    goals: Vec<u64>,
}

/// What a camp gets of what it asks for, so that it can be compared.
fn compare((got, asked): (u64, u64), (other, of): (u64, u64)) -> Ordering {
    (u128::from(got) * u128::from(of)).cmp(&(u128::from(other) * u128::from(asked)))
}

/// Shares by what they are, rising.
fn rising(got: &[u64], asked: &[u64]) -> Vec<(u64, u64)> {
    let mut shares: Vec<(u64, u64)> = got.iter().copied().zip(asked.iter().copied()).collect();
    shares.sort_by(|one, other| compare(*one, *other));
    shares
}

/// Which of two is fairer.
fn fairer(one: &[(u64, u64)], other: &[(u64, u64)]) -> Ordering {
    let pairs = one.iter().zip(other).map(|(one, other)| compare(*one, *other));
    pairs.fold(Ordering::Equal, Ordering::then)
}

impl Table<'_> {
    /// Which of two is fairer: what is enough counts first, then all.
    fn prefers(&self, one: &[(u64, u64)], other: &[(u64, u64)]) -> Ordering {
        let enough = |(got, asked): (u64, u64), goal: u64| {
            u128::from(got) * 1_000_000 >= u128::from(goal) * u128::from(asked)
        };
        for ((&one, &other), &goal) in one.iter().zip(other).zip(&self.goals) {
            if !(enough(one, goal) && enough(other, goal)) {
                let order = compare(one, other);
                if order != Ordering::Equal {
                    return order;
                }
            }
        }
        fairer(one, other)
    }

    /// What all camps get.
    fn got(&self) -> Vec<u64> {
        let mut got = vec![0; self.asked.len()];
        for choice in &self.choices {
            got.iter_mut().zip(&choice.now.got).for_each(|(got, more)| *got += more);
        }
        got
    }

    fn shares(&self) -> Vec<(u64, u64)> {
        rising(&self.got(), &self.asked)
    }

    /// Goes through all sums, unless there are too many; whether it could.
    fn exact(&mut self, most: usize) -> bool {
        if !self.choices.iter().all(Choice::is_complete) {
            return false;
        }
        let mut sums: Vec<(Vec<u64>, Vec<usize>)> = vec![(vec![0; self.asked.len()], Vec::new())];
        for choice in &self.choices {
            let with = |(sum, path): &(Vec<u64>, Vec<usize>)| {
                let (sum, path) = (sum.clone(), path.clone());
                choice.columns.iter().enumerate().map(move |(place, column)| {
                    let got = sum.iter().zip(&column.got).map(|(sum, more)| sum + more).collect();
                    (got, path.iter().copied().chain([place]).collect())
                })
            };
            let mut more: Vec<(Vec<u64>, Vec<usize>)> = sums.iter().flat_map(with).collect();
            choice::keep_best(&mut more, |sum| &sum.0);
            if more.len() > most {
                return false;
            }
            sums = more;
        }
        let of = |sum: &(Vec<u64>, Vec<usize>)| rising(&sum.0, &self.asked);
        let best = sums
            .into_iter()
            .max_by(|one, other| fairer(&of(one), &of(other)).then_with(|| other.1.cmp(&one.1)));
        let Some((_, path)) = best else { return false };
        for (choice, column) in self.choices.iter_mut().zip(path) {
            choice.now = choice.columns[column].clone();
        }
        true
    }

    /// Tries prices, where the bound lacks most in turn, as long as something comes of it.
    fn approach(&mut self, stop: &Stop) {
        let camps = self.asked.len();
        if camps == 0 {
            return;
        }
        let mut idle = vec![0; camps];
        for _ in 0..TRIES {
            let floors = self.floors(false);
            let open = |&floor: &usize| {
                idle[floor] < IDLE && floors[floor].bound - floors[floor].reached > CLOSE
            };
            let Some(floor) = (0..camps).find(open) else { break };
            if stop.is_requested() {
                break;
            }
            let Some(prices) = self.next(floor) else {
                idle[floor] = IDLE;
                continue;
            };
            self.try_at(prices, floor);
            let after = self.floors(false);
            if after[floor].bound + CLOSE / 5 > floors[floor].bound
                && after[floor].reached < floors[floor].reached + CLOSE / 5
            {
                idle[floor] += 1;
            }
        }
    }

    /// Prices that were not tried yet.
    fn next(&self, floor: usize) -> Option<Vec<u64>> {
        if self.cuts.is_empty() {
            return Some(prices::even(&self.asked));
        }
        let shares = self.shares();
        let hows = [How::Apart, How::Whole].into_iter();
        let mut of =
            hows.map(|how| prices::guide(&self.choices, &self.asked, (&shares, floor), how));
        of.find(|prices| self.cuts.iter().all(|cut| cut.0 != *prices))
    }

    /// What is best at these prices, as a bound, as a start and as something to change to.
    fn try_at(&mut self, prices: Vec<u64>, floor: usize) {
        // Where a price is small, a small lack comes to much.
        let whole = self.whole(&prices);
        let rest: u128 = whole[floor..].iter().sum();
        let close = 10_000 * whole.iter().sum::<u128>() / rest.max(1);
        let close = u64::try_from(close).unwrap_or(u64::MAX);
        let of: Vec<(choice::Column, u64)> =
            self.choices.par_iter_mut().map(|choice| choice.at(&prices, close)).collect();
        self.cuts.push((prices.clone(), of.iter().map(|of| of.1).sum()));
        let floors = self.floors(false);
        self.goals = floors.iter().map(|floor| floor.bound.saturating_sub(SLACK)).collect();
        self.climb(&prices);
        let best = self.shares();
        let best_of: Vec<choice::Column> = self
            .choices
            .iter_mut()
            .zip(of)
            .map(|(choice, of)| std::mem::replace(&mut choice.now, of.0))
            .collect();
        self.climb(&prices);
        if self.prefers(&self.shares(), &best) != Ordering::Greater {
            self.choices.iter_mut().zip(best_of).for_each(|(choice, now)| choice.now = now);
        }
        self.choices.iter_mut().for_each(Choice::keep_now);
    }

    /// What each camp gets, by rising share, and the bounds.
    fn floors(&self, exact: bool) -> Vec<Floor> {
        let shares = self.shares();
        let millionths =
            |got: u64, asked: u64| (u128::from(got) * 1_000_000).div_ceil(u128::from(asked)) as u64;
        let of = shares.iter().enumerate().map(|(place, &(got, asked))| {
            let reached = millionths(got, asked);
            let bounds = self.cuts.iter().map(|cut| self.bound(cut, &shares[..place]));
            let bound = bounds.min().unwrap_or(1_000_000).clamp(reached, 1_000_000.max(reached));
            Floor { reached, bound: if exact { reached } else { bound } }
        });
        of.collect()
    }

    /// What all that each camp asks for costs, falling.
    fn whole(&self, prices: &[u64]) -> Vec<u128> {
        let whole = prices.iter().zip(&self.asked);
        let mut whole: Vec<u128> = whole.map(|(p, a)| u128::from(*p) * u128::from(*a)).collect();
        whole.sort_unstable_by(|one, other| other.cmp(one));
        whole
    }

    /// What a cut says of the next share, in millionths, where those below are at least so much.
    ///
    /// A package that is worth at most so much is so in every order of its shares, and least where the least share has the
    /// highest price.
    fn bound(&self, (prices, most): &(Vec<u64>, u64), below: &[(u64, u64)]) -> u64 {
        const UNIT: u128 = 1_000_000_000;
        let whole = self.whole(prices);
        let spent = whole
            .iter()
            .zip(below)
            .map(|(whole, &(got, asked))| whole * (u128::from(got) * UNIT / u128::from(asked)));
        let left = (u128::from(*most) * UNIT).saturating_sub(spent.sum());
        let rest: u128 = whole[below.len()..].iter().sum();
        if rest == 0 {
            return 1_000_000;
        }
        u64::try_from(left.div_ceil(rest * (UNIT / 1_000_000))).unwrap_or(u64::MAX).min(1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, fairer, rising};
    use std::cmp::Ordering;

    #[test]
    fn who_gets_least_counts_first() {
        let asked = [10, 10, 10];
        let of = |got: [u64; 3]| rising(&got, &asked);
        assert_eq!(fairer(&of([3, 3, 3]), &of([9, 9, 2])), Ordering::Greater);
        assert_eq!(fairer(&of([3, 9, 4]), &of([9, 3, 4])), Ordering::Equal);
        assert_eq!(fairer(&of([3, 5, 4]), &of([9, 3, 3])), Ordering::Greater);
    }

    #[test]
    fn a_cut_bounds_the_next_share_by_what_those_below_leave() {
        let table = |asked: Vec<u64>| Table {
            asked,
            choices: Vec::new(),
            cuts: Vec::new(),
            goals: Vec::new(),
        };
        // Together at most 12 of 20: the least at most 6 of 10; where it is 4, the other at most 8.
        let of = table(vec![10, 10]);
        let cut = (vec![1, 1], 12);
        assert_eq!(of.bound(&cut, &[]), 600_000);
        assert_eq!(of.bound(&cut, &[(4, 10)]), 800_000);
        // What has no price is not bounded, but the least is.
        let cut = (vec![1, 0], 7);
        assert_eq!(of.bound(&cut, &[]), 700_000);
        assert_eq!(of.bound(&cut, &[(7, 10)]), 1_000_000);
    }
}
