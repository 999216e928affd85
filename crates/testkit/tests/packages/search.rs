//! What the search finds, against every package there is.

use crate::brute::{Reading, packages, weight};
use analysis::packages::{Instance, Options, Rule, Silence, Stop, find};
use record::event::group::Fraction;
use std::collections::BTreeSet;
use testkit::packages::{Sizes, instance};

/// A rule and switches for a seed, all of them in turn.
pub(crate) fn options(seed: u64, instance: &Instance) -> Options {
    let half = Fraction { part: 1, of: 2 };
    let two_thirds = Fraction { part: 2, of: 3 };
    let rule = match seed % 9 {
        0..=2 => Rule::Consensus,
        3 => Rule::Unanimity,
        4 => Rule::Objections(1),
        5 => Rule::Objections(2),
        6 => Rule::Majority { share: None, quorum: None, each: false },
        7 => Rule::Majority { share: Some(two_thirds), quorum: Some(half), each: false },
        _ => Rule::Majority { share: None, quorum: None, each: true },
    };
    let lifted = if seed % 4 == 1 {
        (0..instance.statements.len() as u32).step_by(7).collect()
    } else {
        Vec::new()
    };
    Options {
        at: (seed % 5 == 2).then_some((seed % 11) as i64),
        rule,
        lifted,
        silence: (seed % 7 == 3).then_some(Silence::Blocks),
        groups_silent: seed % 6 == 5,
    }
}

#[test]
fn no_package_weighs_more_than_the_one_that_is_found() {
    let mut beyond_greed = 0;
    for seed in 0..10_000 {
        let instance = instance(seed, &Sizes::default());
        let options = options(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let reading = Reading::new(&instance, &options);
        let acceptable = packages(&instance).into_iter().filter(|p| reading.is_acceptable(p));
        let best = acceptable.map(|p| weight(&instance, &p)).max();
        let package: BTreeSet<u32> = answer.package.iter().copied().collect();
        assert!(reading.is_acceptable(&package), "seed {seed}: {package:?}");
        assert_eq!(weight(&instance, &package), answer.weight, "seed {seed}");
        assert_eq!(Some(answer.weight), best, "seed {seed}");
        assert!(answer.is_proven(), "seed {seed}");
        beyond_greed += usize::from(!answer.found.iter().all(|found| found.steps.is_empty()));
    }
    assert!(beyond_greed > 300, "instances are too easy: {beyond_greed}");
}
