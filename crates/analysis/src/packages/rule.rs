//! The rule by which an alternative that is in a package is judged.
//!
//! The rules of a charter, as far as they can be worked out from positions alone. Where a charter leaves the weighing of
//! objections to the Chair, a number of objections that is tolerated stands for that judgement, and the answer says so.

use record::event::group::Fraction;

/// A rule; parties are counted once, whatever binds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// Nobody objects.
    #[default]
    Consensus,
    /// Nobody objects, and everybody has said that it accepts.
    Unanimity,
    /// At most so many parties object.
    Objections(u32),
    /// A share of those who take a side do not object.
    Majority {
        /// The share; more than half where absent.
        share: Option<Fraction>,
        /// How many of all parties must have spoken.
        quorum: Option<Fraction>,
        /// In each constituency.
        each: bool,
    },
}

impl Rule {
    /// Of so many that take a side, how many may object; nothing if the rule cannot hold, since nobody does.
    pub(super) fn tolerated(self, sides: u32) -> Option<u32> {
        match self {
            Rule::Consensus | Rule::Unanimity => Some(0),
            Rule::Objections(bound) => Some(bound),
            Rule::Majority { .. } if sides == 0 => None,
            Rule::Majority { share: None, .. } => Some((sides - 1) / 2),
            Rule::Majority { share: Some(share), .. } => {
                let needed =
                    (u64::from(sides) * u64::from(share.part)).div_ceil(u64::from(share.of));
                Some(sides - u32::try_from(needed).unwrap_or(sides))
            }
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Rule::Consensus => f.write_str("consensus"),
            Rule::Unanimity => f.write_str("unanimity"),
            Rule::Objections(bound) => write!(f, "objections {bound}"),
            Rule::Majority { share, quorum, each } => {
                f.write_str("majority")?;
                if let Some(share) = share {
                    write!(f, " {share}")?;
                }
                if let Some(quorum) = quorum {
                    write!(f, " quorum {quorum}")?;
                }
                if *each { f.write_str(" each") } else { Ok(()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_majority_tolerates_what_does_not_reach_its_share() {
        let two_thirds = Fraction { part: 2, of: 3 };
        let share = |share| Rule::Majority { share, quorum: None, each: false };
        let tolerated = |rule: Rule| [1, 2, 3, 4, 6, 7].map(|n| rule.tolerated(n));
        assert_eq!(tolerated(share(None)), [0, 0, 1, 1, 2, 3].map(Some));
        assert_eq!(tolerated(share(Some(two_thirds))), [0, 0, 1, 1, 2, 2].map(Some));
        assert_eq!(share(None).tolerated(0), None);
        assert_eq!(Rule::Objections(3).tolerated(0), Some(3));
    }
}
