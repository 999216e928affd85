//! What lifting opens, against every choice of what to lift.

use crate::search::options;
use analysis::packages::{By, Instance, Options, Stop, Why, find, lifts};
use testkit::packages::{Sizes, instance};

/// The most that lifting at most so many of these opens.
fn best(instance: &Instance, options: &Options, of: &[u32], most: usize) -> u64 {
    let mut best = find(instance, options, &Stop::default()).weight;
    if most > 0 {
        for (at, &one) in of.iter().enumerate() {
            let mut with = options.clone();
            with.lifted.push(one);
            with.lifted.sort_unstable();
            with.lifted.dedup();
            best = best.max(self::best(instance, &with, &of[at + 1..], most - 1));
        }
    }
    best
}

#[test]
fn no_choice_of_as_many_lifts_opens_more_than_is_told() {
    let (mut proven, mut all, mut opened) = (0, 0, 0);
    for seed in 0..2_000 {
        let instance = instance(seed, &Sizes::default());
        let options = options(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let stances = answer.clauses.all.iter().filter_map(|clause| match clause.why {
            Why::Statement { base, .. } => Some(base),
            _ => None,
        });
        let mut stances: Vec<u32> = stances.collect();
        stances.sort_unstable();
        stances.dedup();
        if stances.len() > 16 {
            continue;
        }
        let told = lifts(&instance, &options, &answer, (2, By::Statement), &Stop::default());
        for told in told {
            let best = best(&instance, &options, &stances, told.allowed as usize);
            let mut with = options.clone();
            with.lifted.extend(&told.lifted);
            with.lifted.sort_unstable();
            with.lifted.dedup();
            assert_eq!(find(&instance, &with, &Stop::default()).weight, told.weight, "seed {seed}");
            assert!(told.lifted.len() <= told.allowed as usize, "seed {seed}: {told:?}");
            assert!(told.weight <= best && best <= told.bound, "seed {seed}: {told:?}, {best}");
            proven += usize::from(told.weight == told.bound);
            opened += usize::from(told.weight > answer.weight);
            all += 1;
        }
    }
    assert!(all > 300 && opened > 100, "{all} {opened}");
    assert!(proven * 100 >= all * 99, "{proven} of {all} proven");
}
