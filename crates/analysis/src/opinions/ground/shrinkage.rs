//! What is known of a camp's share on a statement: its own answers, and what the other camps and statements lead to expect.
//!
//! Three stages of beta-binomial shares: statements vary about a common mean, camps about their statement, answers about
//! their camp. How much each stage varies is taken from the data by the analysis-of-variance estimate of the intraclass
//! correlation (Elston 1977; compared with others by Ridout, Demetrio and Firth 1999).

use crate::opinions::distributions::Beta;

/// How alike shares are, from the data at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shrinkage {
    /// The mean share of a statement.
    mean: f64,
    /// The answers that this expectation is worth.
    worth: f64,
    /// The correlation of two answers of one camp to one statement, given the statement.
    within_camp: f64,
}

/// A camp's share on a statement: which share, and by how many voices that took a side it is supported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    pub(super) share: f64,
    pub(super) n: f64,
}

impl Shrinkage {
    /// From voices `(for, sides)` of each camp that counts, statement by statement.
    pub(super) fn of(statements: &[Vec<(f64, f64)>]) -> Self {
        let mut camps = Correlation::default();
        statements.iter().for_each(|groups| camps.add(groups));
        let whole: Vec<(f64, f64)> = statements
            .iter()
            .map(|groups| groups.iter().fold((0.0, 0.0), |sum, g| (sum.0 + g.0, sum.1 + g.1)))
            .collect();
        let mut all = Correlation::default();
        all.add(&whole);
        // Nothing to compare: Jeffreys' prior, which is worth one answer, half for and half against.
        let Some(correlation) = all.estimate() else {
            let within_camp = camps.estimate().unwrap_or(0.5);
            return Self { mean: 0.5, worth: 1.0, within_camp };
        };
        let (mut sum, mut total) = (0.5, 1.0);
        for &(accept, sides) in whole.iter().filter(|(_, sides)| *sides > 0.0) {
            let worth = 1.0 / (correlation + (1.0 - correlation) / sides);
            sum += worth * accept / sides;
            total += worth;
        }
        Self {
            mean: sum / total,
            worth: worth(correlation, total),
            within_camp: camps.estimate().unwrap_or(0.5),
        }
    }

    /// What is known of a share beforehand, from the camps of the same statement that are named.
    fn before<'a>(&self, others: impl Iterator<Item = &'a Share>) -> (f64, f64) {
        let (mut sum, mut total) = (self.worth * self.mean, self.worth);
        let mut any = false;
        for other in others.filter(|other| other.n > 0.0) {
            let worth = 1.0 / (self.within_camp + (1.0 - self.within_camp) / other.n);
            sum += worth * other.share;
            total += worth;
            any = true;
        }
        (sum / total, if any { worth(self.within_camp, total) } else { total })
    }

    /// What is known of a share: its own support joined with what the other camps of its statement lead to expect.
    pub(super) fn after<'a>(&self, own: Share, others: impl Iterator<Item = &'a Share>) -> Beta {
        let (mean, worth) = self.before(others);
        let own_share = if own.n > 0.0 { own.share } else { 0.0 };
        Beta::new(
            worth * mean + own.n * own_share,
            worth * (1.0 - mean) + own.n * (1.0 - own_share),
        )
    }
}

/// How many answers an expectation is worth that rests on `support` answers, for shares that are correlated as stated:
/// the beta distribution with the same variance. Never less than Jeffreys' prior.
fn worth(correlation: f64, support: f64) -> f64 {
    let unsure = 1.0 / (support + 1.0);
    (1.0 / (correlation + unsure - correlation * unsure) - 1.0).max(1.0)
}

/// Sums for the correlation of answers within groups, over several sets of groups.
#[derive(Default)]
struct Correlation {
    between: f64,
    room: f64,
}

impl Correlation {
    /// Adds a set of groups, each with the voices for and the voices in all.
    fn add(&mut self, groups: &[(f64, f64)]) {
        let filled = || groups.iter().filter(|(_, n)| *n > 0.0);
        let count = filled().count() as f64;
        let total: f64 = filled().map(|(_, n)| n).sum();
        if count < 2.0 || total <= count {
            return;
        }
        let mean = filled().map(|(accept, _)| accept).sum::<f64>() / total;
        let (mut between, mut within, mut squares) = (0.0, 0.0, 0.0);
        for &(accept, n) in filled() {
            let share = accept / n;
            between += n * (share - mean) * (share - mean);
            within += n * share * (1.0 - share);
            squares += n * n;
        }
        let within = within / (total - count);
        self.between += between - (count - 1.0) * within;
        self.room += (total - squares / total) * within;
    }

    /// The correlation, from none to one half, where an expectation is worth no more than Jeffreys' prior.
    fn estimate(&self) -> Option<f64> {
        let both = self.between + self.room;
        let any = self.between.abs() > 0.0 || self.room > 0.0;
        any.then(|| if both > 0.0 { (self.between / both).clamp(0.0, 0.5) } else { 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camps_that_never_differ_are_read_together() {
        let statements: Vec<_> =
            (0..40).map(|s| vec![(f64::from(s), 40.0), (f64::from(s), 40.0)]).collect();
        let shrinkage = Shrinkage::of(&statements);
        assert!(shrinkage.within_camp < 1e-12);
        let other = Share { share: 0.9, n: 100.0 };
        let empty = Share { share: 0.0, n: 0.0 };
        let known = shrinkage.after(empty, [other].iter());
        assert!((known.mean() - 0.9).abs() < 0.02, "{}", known.mean());
        assert!(known.quantile(0.05) > 0.8);
    }

    #[test]
    fn camps_that_always_differ_tell_little_of_each_other() {
        let statements: Vec<_> = (0..40)
            .map(|s| {
                if s % 2 == 0 {
                    vec![(39.0, 40.0), (1.0, 40.0)]
                } else {
                    vec![(1.0, 40.0), (39.0, 40.0)]
                }
            })
            .collect();
        let shrinkage = Shrinkage::of(&statements);
        assert!(shrinkage.within_camp > 0.5 - 1e-12);
        let other = Share { share: 0.9, n: 100.0 };
        let known = shrinkage.after(Share { share: 0.0, n: 0.0 }, [other].iter());
        assert!(known.quantile(0.05) < 0.1);
    }

    #[test]
    fn one_statement_is_judged_by_itself() {
        let shrinkage = Shrinkage::of(&[vec![(9.0, 10.0)]]);
        let known = shrinkage.after(Share { share: 0.9, n: 10.0 }, [].iter());
        assert!((known.mean() - 9.5 / 11.0).abs() < 1e-12);
    }

    #[test]
    fn variation_between_statements_is_estimated_from_them() {
        // Shares 0.2 and 0.8 in equal parts: variance 0.09 of 0.25, correlation 0.36, worth 1.78 answers.
        let statements: Vec<_> = (0..200)
            .map(|s| vec![if s % 2 == 0 { (200.0, 1000.0) } else { (800.0, 1000.0) }])
            .collect();
        let shrinkage = Shrinkage::of(&statements);
        assert!((shrinkage.worth - 1.78).abs() < 0.05, "{shrinkage:?}");
        assert!((shrinkage.mean - 0.5).abs() < 1e-6);
    }
}
