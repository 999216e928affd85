//! Bursts: stretches of time in which unusually many took part, against the conversation's own rhythm.
//!
//! **Method.** A scan over windows (Naus 1965; Kulldorff 1997): lengths of one minute, four, sixteen and so on up to an
//! eighth of the whole span, each length laid out twice, half a window apart. What a window of length `w` leads to expect
//! is what happened around it, in the eight windows before and the eight after, one further window at the overall rate
//! added so that quiet nights do not make one visitor a burst: with `a` events in `b` windows the count of the next is
//! negative binomial with mean `a / b` and variance `a / b + a / b^2` (a Poisson count whose rate is only known from these).
//! Visits come in swarms by nature, a link is sent round and people come: the variance is multiplied by how much further
//! than that the windows of the same length scatter in this conversation (Pearson's statistic over its degrees of freedom,
//! the window itself and those that touch it left out; never below 1). The chance of so many or more, times the number of all
//! windows of all lengths (Bonferroni), must be at most 0.05. Of windows that overlap the one with the smallest chance is
//! told.
//!
//! Fed with first answers it finds crowds that come at once; fed with every answer also the single hand that answers faster
//! than anybody else: the participants of a burst are named.
//!
//! **What it cannot show.** Why: a newspaper, a class at school and a script all look like this. Beside the counts it is
//! therefore told how alike the ballots of the burst are, against all ballots on the same statements. Slow, even stuffing
//! is no burst. Where times are those of a file and not of people (imports), everything is one burst or none.

use super::Responses;
use super::responses::LEVELS_MAX;

/// The rate of false alarms held to, over all windows of all lengths.
const ALARM: f64 = 0.05;
/// The shortest window, in seconds.
const SHORTEST: i64 = 60;
/// Each window is this many times as long as the one before.
const LONGER: i64 = 4;
/// How many windows before and after show the rhythm.
const AROUND: usize = 8;
/// Lengths of which the span holds more half-windows than this are not tried.
const CELLS_MAX: i64 = 1 << 20;

/// Something that happened: a participant's first answer, or any answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// When, in seconds since any fixed time.
    pub at: i64,
    /// Whose.
    pub participant: u32,
}

/// A stretch of time in which unusually much happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    /// Its first second.
    pub from: i64,
    /// The second after its last.
    pub until: i64,
    /// How many moments fall in it.
    pub count: usize,
    /// How many the time around it leads to expect.
    pub expected: f64,
    /// The chance of so many or more, corrected for all windows tried; at most 0.05.
    pub chance: f64,
    /// Whose moments, rising, each once.
    pub participants: Vec<u32>,
    /// How alike their ballots are; absent if no two of them answered the same statement.
    pub likeness: Option<BurstLikeness>,
}

/// How alike the ballots of a burst are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstLikeness {
    /// Of pairs of answers in the burst to the same statement, the share that is the same answer.
    pub burst: f64,
    /// The same for pairs of answers outside it, each statement weighed as in the burst; absent if there are none.
    pub others: Option<f64>,
}

/// Bursts among moments, by time. Moments may stand in any order.
pub fn bursts(moments: &[Moment], responses: &Responses) -> Vec<Burst> {
    let mut moments = moments.to_vec();
    moments.sort_unstable();
    let (Some(first), Some(last)) = (moments.first(), moments.last()) else {
        return Vec::new();
    };
    let start = first.at;
    let Some(span) = last.at.checked_sub(start).and_then(|s| s.checked_add(1)) else {
        return Vec::new();
    };
    let lengths: Vec<i64> =
        std::iter::successors(Some(SHORTEST), |w| w.checked_mul(LONGER).filter(|w| *w <= span / 8))
            .filter(|w| *w <= span / 8 && span / (w / 2) < CELLS_MAX)
            .collect();
    let windows: i64 = lengths.iter().map(|w| span / (w / 2) + 1).sum();
    let mut found: Vec<Window> =
        lengths.iter().flat_map(|&w| unusual(&moments, start, span, w, windows as f64)).collect();
    found.sort_by(|a, b| {
        a.chance_ln.total_cmp(&b.chance_ln).then((a.length, a.from).cmp(&(b.length, b.from)))
    });
    let mut told: Vec<Window> = Vec::new();
    for window in found {
        if told.iter().all(|t| window.until() <= t.from || t.until() <= window.from) {
            told.push(window);
        }
    }
    told.sort_by_key(|w| w.from);
    told.into_iter().map(|w| told_as(&w, &moments, responses)).collect()
}

/// A window with more in it than around it.
struct Window {
    from: i64,
    length: i64,
    expected: f64,
    chance_ln: f64,
}

impl Window {
    fn until(&self) -> i64 {
        self.from.saturating_add(self.length)
    }
}

/// The windows of a length that hold unusually much.
fn unusual(moments: &[Moment], start: i64, span: i64, length: i64, windows: f64) -> Vec<Window> {
    let half = length / 2;
    let cells = (span / half + 2) as usize;
    let mut before = vec![0u32; cells + 1];
    for moment in moments {
        before[((moment.at - start) / half) as usize + 1] += 1;
    }
    for cell in 0..cells {
        before[cell + 1] += before[cell];
    }
    let within = |from: usize, to: usize| f64::from(before[to] - before[from]);
    let overall = moments.len() as f64 * length as f64 / span as f64;
    // What a window at a cell holds, its expectation and variance.
    let seen = |cell: usize| {
        let (from, to) = (cell.saturating_sub(2 * AROUND), (cell + 2 + 2 * AROUND).min(cells));
        let count = within(cell, cell + 2);
        let around = within(from, to) - count + overall;
        let held = (to - from - 2) as f64 / 2.0 + 1.0;
        let mean = around / held;
        (count, mean, mean + mean / held)
    };
    let strays = |cell: usize| {
        let (count, mean, variance) = seen(cell);
        (count - mean) * (count - mean) / variance
    };
    let places = cells - 1;
    let all: f64 = (0..places).map(strays).sum();
    let mut found = Vec::new();
    for cell in 0..places {
        let (count, mean, variance) = seen(cell);
        if count <= mean || count < 2.0 {
            continue;
        }
        let (from, to) = (cell.saturating_sub(1), (cell + 2).min(places));
        let own: f64 = (from..to).map(strays).sum();
        let scatter = ((all - own) / (places - (to - from)).max(1) as f64).max(1.0);
        let chance_ln = at_least_ln(count, mean, variance * scatter) + libm::log(windows);
        if chance_ln <= libm::log(ALARM) {
            let from = start + cell as i64 * half;
            found.push(Window { from, length, expected: mean, chance_ln });
        }
    }
    found
}

/// The logarithm of the chance that a negative binomial count of this mean and variance is `count` or more.
///
/// Chernoff's bound, so that a tail needs no sum: for size `r` and mean `m` the logarithm of the chance of `x >= m` or more
/// is at most `x ln(m / x) + (x + r) ln((x + r) / (m + r))`.
fn at_least_ln(count: f64, mean: f64, variance: f64) -> f64 {
    let size = mean * mean / (variance - mean).max(f64::MIN_POSITIVE);
    let rise = if size > 1e12 {
        count - mean
    } else {
        (count + size) * libm::log1p((count - mean) / (mean + size))
    };
    (count * libm::log(mean / count) + rise).min(0.0)
}

fn told_as(window: &Window, moments: &[Moment], responses: &Responses) -> Burst {
    let from = moments.partition_point(|m| m.at < window.from);
    let to = moments.partition_point(|m| m.at < window.until());
    let mut participants: Vec<u32> = moments[from..to].iter().map(|m| m.participant).collect();
    participants.sort_unstable();
    participants.dedup();
    Burst {
        from: window.from,
        until: window.until(),
        count: to - from,
        expected: window.expected,
        chance: libm::exp(window.chance_ln),
        likeness: likeness(&participants, responses),
        participants,
    }
}

/// How alike the ballots of some are, against everybody else's.
fn likeness(participants: &[u32], responses: &Responses) -> Option<BurstLikeness> {
    let mut counts = vec![[0.0f64; LEVELS_MAX]; responses.statements()];
    for &p in participants.iter().filter(|&&p| (p as usize) < responses.participants()) {
        for answer in responses.by_participant().row(p as usize) {
            counts[answer.about()][answer.level()] += 1.0;
        }
    }
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let (mut all, mut same) = (0.0, 0.0);
    let (mut weighed, mut same_others) = (0.0, 0.0);
    for (statement, counts) in counts.iter().enumerate() {
        let weight = pairs(counts.iter().sum());
        if weight <= 0.0 {
            continue;
        }
        all += weight;
        same += counts.iter().map(|&c| pairs(c)).sum::<f64>();
        let mut others = counts.map(|c| -c);
        for answer in responses.by_statement().row(statement) {
            others[answer.level()] += 1.0;
        }
        let others_all = pairs(others.iter().sum());
        if others_all > 0.0 {
            weighed += weight;
            same_others += weight * others.iter().map(|&c| pairs(c)).sum::<f64>() / others_all;
        }
    }
    let others = (weighed > 0.0).then(|| same_others / weighed);
    (all > 0.0).then(|| BurstLikeness { burst: same / all, others })
}

#[cfg(test)]
mod tests {
    use super::super::{Chance, Scale};
    use super::*;

    const DAY: i64 = 86_400;

    /// Four weeks of visits by day, none by night, in swarms of up to five.
    fn visits(seed: u64) -> Vec<Moment> {
        let chance = Chance::new(seed);
        let mut moments = Vec::new();
        for visit in 0..400 {
            let day = chance.below(visit, 0, 28) as i64 * DAY;
            let at = day + 28_800 + chance.below(visit, 1, 36_000) as i64;
            for follower in 0..=chance.below(visit, 2, 5) {
                let later = chance.below(visit, 3 + follower, 1200) as i64;
                moments.push(Moment { at: at + later, participant: moments.len() as u32 });
            }
        }
        moments
    }

    fn silent(participants: usize) -> Responses {
        Responses::from_cells(Scale::Responses, participants, 3, &[]).unwrap()
    }

    #[test]
    fn days_nights_and_swarms_are_the_rhythm_of_a_conversation() {
        let told: usize =
            (0..20).map(|seed| usize::from(!bursts(&visits(seed), &silent(0)).is_empty())).sum();
        assert!(told <= 2, "{told} of 20");
    }

    #[test]
    fn a_hundred_within_two_minutes_are_a_burst_with_its_place_and_likeness() {
        let mut moments = visits(1);
        let honest = moments.len();
        let at = 10 * DAY + 50_000;
        moments
            .extend((0..100).map(|i| Moment { at: at + i, participant: honest as u32 + i as u32 }));
        let cells: Vec<(usize, usize, usize)> = (0..honest + 100)
            .map(|p| (p, 1, if p < honest { Chance::new(2).below(p, 0, 3) } else { 2 }))
            .collect();
        let responses = Responses::from_cells(Scale::Responses, honest + 100, 3, &cells).unwrap();
        let found = bursts(&moments, &responses);
        let burst = found.iter().max_by_key(|b| b.count).unwrap();
        assert!(burst.from <= at + 60 && burst.until >= at + 40, "{found:?}");
        assert!(burst.count >= 60 && burst.expected < 5.0 && burst.chance < 1e-6, "{burst:?}");
        let likeness = burst.likeness.unwrap();
        assert!(likeness.burst > 0.95 && likeness.others.unwrap() < 0.4, "{likeness:?}");
        moments.reverse();
        assert_eq!(bursts(&moments, &responses), found);
    }

    #[test]
    fn times_of_all_sorts_are_taken() {
        assert_eq!(bursts(&[], &silent(0)), []);
        let far = |at| Moment { at, participant: 9 };
        assert_eq!(bursts(&[far(i64::MIN), far(i64::MAX)], &silent(0)), []);
        assert_eq!(bursts(&vec![far(5); 1000], &silent(0)), []);
    }

    #[test]
    fn the_bound_is_above_the_tail_it_bounds() {
        // Poisson of mean 2: P(X >= 8) = 0.0010967.
        let bound = libm::exp(at_least_ln(8.0, 2.0, 2.0));
        assert!(bound > 0.001_096 && bound < 0.01, "{bound}");
    }
}
