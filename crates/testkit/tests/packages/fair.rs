//! The fairest of the packages that agree most, against every package there is.

use crate::brute::{Reading, packages, weight};
use crate::search::options;
use analysis::packages::{Instance, Listing, Stop, clauses, fair, find, share};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use testkit::packages::{Sizes, instance};

/// Shares, rising; who asks for nothing is left out.
fn rising(of: impl Iterator<Item = (u64, u64)>) -> Vec<(u64, u64)> {
    let mut shares: Vec<(u64, u64)> = of.filter(|share| share.1 > 0).collect();
    shares.sort_by(compare);
    shares
}

fn compare(one: &(u64, u64), other: &(u64, u64)) -> Ordering {
    (one.0 * other.1).cmp(&(other.0 * one.1))
}

fn fairer(one: &[(u64, u64)], other: &[(u64, u64)]) -> Ordering {
    let pairs = one.iter().zip(other).map(|(one, other)| compare(one, other));
    pairs.fold(Ordering::Equal, Ordering::then)
}

/// Every other party by itself, or all in camps by turns, or one camp of all, or none.
fn camps(seed: u64, instance: &Instance) -> Vec<Vec<u32>> {
    let parties = 0..instance.parties.len() as u32;
    match seed % 4 {
        0 => parties.step_by(2).map(|party| vec![party]).collect(),
        1 => (0..3).map(|camp| parties.clone().filter(|p| p % 3 == camp).collect()).collect(),
        2 => vec![parties.collect()],
        _ if seed.is_multiple_of(3) => Vec::new(),
        _ => parties.map(|party| vec![party]).collect(),
    }
}

#[test]
fn no_package_that_agrees_as_much_is_fairer() {
    let mut fairer_than_first = 0;
    for seed in 0..3_000 {
        let instance = instance(seed, &Sizes::default());
        let options = options(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let camps = camps(seed, &instance);
        let listing = Listing { packages: 4_000, sums: 4_000 };
        let found = fair(&instance, &answer, &camps, listing, &Stop::default());
        let all = clauses(&instance, &options);
        let shares = |package: &[u32]| {
            let of = camps.iter().map(|camp| share(&instance, &all, camp, package));
            rising(of.map(|share| (share.got, share.asked)))
        };
        let reading = Reading::new(&instance, &options);
        let package: BTreeSet<u32> = found.package.iter().copied().collect();
        assert!(reading.is_acceptable(&package), "seed {seed}: {package:?}");
        assert_eq!(weight(&instance, &package), answer.weight, "seed {seed}");
        let reached = shares(&found.package);
        let as_much = packages(&instance).into_iter().filter(|package| {
            weight(&instance, package) == answer.weight && reading.is_acceptable(package)
        });
        for other in as_much {
            let other: Vec<u32> = other.into_iter().collect();
            let other = shares(&other);
            assert_ne!(fairer(&other, &reached), Ordering::Greater, "seed {seed}");
        }
        assert!(found.exact && found.gap() == 0, "seed {seed}");
        let first = shares(&answer.package);
        fairer_than_first += usize::from(fairer(&reached, &first) == Ordering::Greater);
    }
    assert!(fairer_than_first > 300, "instances are too easy: {fairer_than_first}");
}

/// What a share is in millionths, rounded up.
fn millionths((got, asked): (u64, u64)) -> u64 {
    (got * 1_000_000).div_ceil(asked)
}

#[test]
fn where_packages_are_not_listed_the_bounds_hold_all_the_same() {
    let mut close = 0;
    for seed in 0..2_000 {
        let instance = instance(seed, &Sizes::default());
        let options = options(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let camps = camps(seed, &instance);
        let listing = Listing { packages: 0, sums: 0 };
        let found = fair(&instance, &answer, &camps, listing, &Stop::default());
        let all = clauses(&instance, &options);
        let shares = |package: &[u32]| {
            let of = camps.iter().map(|camp| share(&instance, &all, camp, package));
            rising(of.map(|share| (share.got, share.asked)))
        };
        let reading = Reading::new(&instance, &options);
        let package: BTreeSet<u32> = found.package.iter().copied().collect();
        assert!(reading.is_acceptable(&package), "seed {seed}: {package:?}");
        assert_eq!(weight(&instance, &package), answer.weight, "seed {seed}");
        let reached = shares(&found.package);
        assert_eq!(reached.len(), found.floors.len(), "seed {seed}");
        for other in packages(&instance).into_iter().filter(|other| {
            weight(&instance, other) == answer.weight && reading.is_acceptable(other)
        }) {
            let other = shares(&other.into_iter().collect::<Vec<u32>>());
            for (floor, share) in other.iter().enumerate() {
                assert!(millionths(*share) <= found.floors[floor].bound, "seed {seed}: {floor}");
                if compare(share, &reached[floor]) == Ordering::Less {
                    break;
                }
            }
        }
        close += usize::from(found.gap() == 0);
    }
    assert!(close > 500, "bounds are of no use: {close}");
}

#[test]
fn a_search_that_is_stopped_at_once_still_gives_a_package_that_agrees_as_much() {
    for seed in 0..200 {
        let instance = instance(seed, &Sizes::default());
        let options = options(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let stop = Stop::default();
        stop.request();
        let found = fair(&instance, &answer, &camps(seed, &instance), Listing::default(), &stop);
        let package: BTreeSet<u32> = found.package.iter().copied().collect();
        assert!(Reading::new(&instance, &options).is_acceptable(&package), "seed {seed}");
        assert_eq!(weight(&instance, &package), answer.weight, "seed {seed}");
    }
}
