//! How well drafts are aligned whose history is known, because it was invented.

use crate::invented::{Dice, Strength, invent_draft, key, write};
use std::collections::BTreeMap;
use text::align::{Options, Relation, align};

/// What was found, against a key: `true` for counterparts, `false` for parts.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    /// Counterparts found, and of those the ones that are in the key, as counterparts or parts.
    found: usize,
    right: usize,
    /// Counterparts in the key, and of those the ones that were found.
    wanted: usize,
    met: usize,
    /// The same for parts.
    parts_found: usize,
    parts_right: usize,
    parts_wanted: usize,
    parts_met: usize,
}

impl Outcome {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.met as f64 / self.wanted.max(1) as f64
    }

    fn add(&mut self, other: Outcome) {
        self.found += other.found;
        self.right += other.right;
        self.wanted += other.wanted;
        self.met += other.met;
        self.parts_found += other.parts_found;
        self.parts_right += other.parts_right;
        self.parts_wanted += other.parts_wanted;
        self.parts_met += other.parts_met;
    }
}

fn compare(a: &str, b: &str, key: &BTreeMap<(usize, usize), bool>) -> Outcome {
    let aligned = align(a, b, &Options::default());
    let mut outcome = Outcome::default();
    let mut all = BTreeMap::new();
    for pair in &aligned.pairs {
        let lines = (aligned.units_a[pair.a].line, aligned.units_b[pair.b].line);
        let is_known = key.contains_key(&lines);
        all.insert(lines, pair.relation);
        if pair.relation == Relation::Same {
            outcome.found += 1;
            outcome.right += usize::from(is_known);
        } else {
            outcome.parts_found += 1;
            outcome.parts_right += usize::from(is_known);
        }
    }
    for (lines, is_whole) in key {
        let is_met = all.contains_key(lines);
        if *is_whole {
            outcome.wanted += 1;
            outcome.met += usize::from(is_met);
        } else {
            outcome.parts_wanted += 1;
            outcome.parts_met += usize::from(is_met);
        }
    }
    outcome
}

/// Ten drafts changed so far must be aligned at least so well: precision and recall of counterparts, in percent.
fn check(name: &str, by: Strength, precision: f64, recall: f64) {
    let mut sum = Outcome::default();
    for seed in 0..10 {
        let mut dice = Dice::new(seed);
        let (draft, inventor) = invent_draft(&mut dice, 10);
        let later = inventor.revise(&mut dice, &draft, by);
        let ((a, first), (b, lines)) = (write(&draft), write(&later));
        sum.add(compare(&a, &b, &key(&first, &later, &lines)));
    }
    let (found, met) = (100.0 * sum.precision(), 100.0 * sum.recall());
    eprintln!("{name}: N precision {found:.1}, recall {met:.1}; parts {sum:?}");
    assert!(found >= precision && met >= recall, "{name}: precision {found:.1}, recall {met:.1}");
}

#[test]
fn lightly_changed_drafts_are_aligned() {
    let by = Strength { reworded: 8, renewed: 4, parted: 3, moved: 2, bracketed: 5, resized: 3 };
    check("light", by, 0.0, 0.0);
}

#[test]
fn drafts_changed_in_many_places_are_aligned() {
    let by = Strength { reworded: 25, renewed: 12, parted: 6, moved: 6, bracketed: 10, resized: 8 };
    check("middle", by, 0.0, 0.0);
}

#[test]
fn heavily_changed_drafts_are_aligned() {
    let by =
        Strength { reworded: 45, renewed: 25, parted: 10, moved: 12, bracketed: 15, resized: 15 };
    check("heavy", by, 0.0, 0.0);
}

#[test]
fn rewritten_drafts_are_aligned_in_part() {
    let by =
        Strength { reworded: 70, renewed: 35, parted: 10, moved: 12, bracketed: 15, resized: 15 };
    check("rewritten", by, 0.0, 0.0);
}

#[test]
fn shuffled_drafts_are_aligned() {
    let by = Strength { reworded: 15, renewed: 8, parted: 4, moved: 60, bracketed: 8, resized: 5 };
    check("shuffled", by, 0.0, 0.0);
}

#[test]
fn unrelated_drafts_are_hardly_aligned() {
    let by = Strength { reworded: 0, renewed: 100, parted: 0, moved: 0, bracketed: 0, resized: 0 };
    check("unrelated", by, 0.0, 0.0);
}
