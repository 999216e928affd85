//! Influence: what a result would be without some of those who took part.
//!
//! **Method.** Each part (a bloc, a camp, a burst) is left out in turn by giving its members no weight, the whole analysis is
//! run again, and what it says is laid beside what it said with them (deletion diagnostics, Cook 1977, for groups). The map
//! may move for reasons of its own; what is compared is what people read: the common ground, and who is in a camp with whom.
//!
//! **What it cannot show.** What those left out would have answered otherwise, and what two parts do together.

use std::collections::BTreeSet;

/// How many statements of common ground, from the first, are compared.
pub const COMMON_GROUND_TOP: usize = 20;

/// What an analysis came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Statements of common ground, the best first.
    pub common_ground: Vec<u32>,
    /// The camp of each participant, if in one.
    pub camps: Vec<Option<u32>>,
}

/// What changes without some participants.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// How many were left out.
    pub left_out: usize,
    /// Of the first [`COMMON_GROUND_TOP`] statements of common ground, how many are among the first without them.
    pub kept: usize,
    /// Those that are not, in their order.
    pub lost: Vec<u32>,
    /// Those that come in, in their order.
    pub gained: Vec<u32>,
    /// How many camps there are without them.
    pub camps: usize,
    /// Of everybody else, how many are not in the camp they were in, or are in one and were in none.
    pub moved: usize,
    /// How far the camps of everybody else are the same: what `agreement` gives, the adjusted Rand index (Hubert and Arabie
    /// 1985), 1 for the same camps.
    pub agreement: f64,
}

/// What changes without each part, in the order of the parts.
///
/// `weights` are those of the run that gave `with_all`; `run` must depend on its weights alone, and give a camp
/// the number that it has in `with_all`; `agreement` compares two
/// partitions, unclassified as `None`.
pub fn influence(
    parts: &[Vec<u32>],
    weights: &[f64],
    with_all: &Outcome,
    run: impl Fn(&[f64]) -> Outcome,
    agreement: impl Fn(&[Option<u32>], &[Option<u32>]) -> f64,
) -> Vec<Influence> {
    let without = |part: &Vec<u32>| {
        let mut rest = weights.to_vec();
        for &member in part {
            if let Some(weight) = rest.get_mut(member as usize) {
                *weight = 0.0;
            }
        }
        compare(part, with_all, &run(&rest), &agreement)
    };
    parts.iter().map(without).collect()
}

fn compare(
    part: &[u32],
    before: &Outcome,
    after: &Outcome,
    agreement: impl Fn(&[Option<u32>], &[Option<u32>]) -> f64,
) -> Influence {
    let top =
        |o: &Outcome| o.common_ground[..o.common_ground.len().min(COMMON_GROUND_TOP)].to_vec();
    let (was, is) = (top(before), top(after));
    let missing = |of: &[u32], from: &[u32]| -> Vec<u32> {
        of.iter().filter(|s| !from.contains(s)).copied().collect()
    };
    let lost = missing(&was, &is);
    let left_out: BTreeSet<u32> = part.iter().copied().collect();
    let rest = |o: &Outcome| -> Vec<Option<u32>> {
        let stays =
            |(p, camp): (usize, &Option<u32>)| (!left_out.contains(&(p as u32))).then_some(*camp);
        o.camps.iter().enumerate().filter_map(stays).collect()
    };
    let (was_in, is_in) = (rest(before), rest(after));
    Influence {
        left_out: left_out.len(),
        kept: was.len() - lost.len(),
        lost,
        gained: missing(&is, &was),
        camps: after.camps.iter().flatten().collect::<BTreeSet<_>>().len(),
        moved: was_in.iter().zip(&is_in).filter(|(was, is)| was != is).count(),
        agreement: agreement(&was_in, &is_in),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_decides_the_common_ground_is_told_by_what_is_lost_without_it() {
        let run = |weights: &[f64]| Outcome {
            common_ground: if weights[2] > 0.0 { vec![7, 8, 9] } else { vec![8, 5] },
            camps: weights
                .iter()
                .enumerate()
                .map(|(i, w)| (*w > 0.0).then_some(i as u32 % 2))
                .collect(),
        };
        let weights = [1.0; 5];
        let same = |a: &[Option<u32>], b: &[Option<u32>]| f64::from(u8::from(a == b));
        let parts = [vec![2, 2], vec![0, 4], vec![99]];
        let found = influence(&parts, &weights, &run(&weights), run, same);
        assert_eq!((found[0].left_out, found[0].kept), (1, 1));
        assert_eq!((&found[0].lost, &found[0].gained), (&vec![7, 9], &vec![5]));
        assert_eq!((found[1].kept, found[1].camps, found[1].moved), (3, 2, 0));
        assert!(found.iter().all(|i| (i.agreement - 1.0).abs() < 1e-12));
    }
}
