//! How well drafts are aligned whose history is known, because it was invented.

use crate::invented::{Dice, Known, Strength, invent_draft, key, write};
use crate::versions::negotiating;
use proptest::prelude::*;
use std::collections::BTreeMap;
use text::align::{Options, Relation, align};

/// What was found, against a key.
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

fn compare(a: &str, b: &str, key: &BTreeMap<(usize, usize), Known>) -> Outcome {
    let aligned = align(a, b, &Options::default());
    let mut outcome = Outcome::default();
    let mut all = BTreeMap::new();
    for pair in &aligned.pairs {
        let lines = (aligned.units_a[pair.a].line, aligned.units_b[pair.b].line);
        let known = key.get(&lines);
        all.insert(lines, pair.relation);
        if pair.relation == Relation::Same {
            outcome.found += 1;
            outcome.right += usize::from(matches!(known, Some(Known::Whole | Known::Part)));
        } else if known != Some(&Known::Either) {
            outcome.parts_found += 1;
            outcome.parts_right += usize::from(known.is_some());
        }
    }
    for (lines, known) in key {
        let is_met = all.contains_key(lines);
        match known {
            Known::Whole => {
                outcome.wanted += 1;
                outcome.met += usize::from(is_met);
            }
            Known::Part => {
                outcome.parts_wanted += 1;
                outcome.parts_met += usize::from(is_met);
            }
            Known::Either => {}
        }
    }
    outcome
}

/// So many drafts of so many articles, changed so far, must be aligned at least so well, in percent: precision and recall
/// of counterparts, then of parts.
#[expect(clippy::print_stderr, reason = "the figures are worth reading: cargo test -- --nocapture")]
fn check(name: &str, (drafts, articles): (u64, usize), by: Strength, floors: [f64; 4]) {
    let mut sum = Outcome::default();
    for seed in 0..drafts {
        let mut dice = Dice::new(seed);
        let (draft, inventor) = invent_draft(&mut dice, articles);
        let later = inventor.revise(&mut dice, &draft, by);
        let ((a, first), (b, lines)) = (write(&draft), write(&later));
        sum.add(compare(&a, &b, &key(&draft, &first, &later, &lines)));
    }
    let share =
        |part: usize, of: usize| if of == 0 { 100.0 } else { 100.0 * part as f64 / of as f64 };
    let reached = [
        share(sum.right, sum.found),
        share(sum.met, sum.wanted),
        share(sum.parts_right, sum.parts_found),
        share(sum.parts_met, sum.parts_wanted),
    ];
    eprintln!("{name}: precision, recall, of parts {reached:.1?}; {sum:?}");
    assert!(
        reached.iter().zip(floors).all(|(r, f)| *r >= f),
        "{name}: {reached:.1?} under {floors:?}"
    );
}

/// Drafts of ten articles, ten of them.
const TEN: (u64, usize) = (10, 10);

#[test]
fn lightly_changed_drafts_are_aligned() {
    let by = Strength {
        reworded: 8,
        renewed: 4,
        parted: 3,
        moved: 2,
        bracketed: 5,
        resized: 3,
        united: 20,
    };
    check("light", TEN, by, [98.5, 98.5, 95.0, 80.0]);
}

#[test]
fn drafts_changed_in_many_places_are_aligned() {
    let by = Strength {
        reworded: 25,
        renewed: 12,
        parted: 6,
        moved: 6,
        bracketed: 10,
        resized: 8,
        united: 20,
    };
    check("middle", TEN, by, [96.0, 97.0, 95.0, 70.0]);
}

#[test]
fn heavily_changed_drafts_are_aligned() {
    let by = Strength {
        reworded: 45,
        renewed: 25,
        parted: 10,
        moved: 12,
        bracketed: 15,
        resized: 15,
        united: 20,
    };
    check("heavy", TEN, by, [93.0, 93.0, 85.0, 50.0]);
}

#[test]
fn rewritten_drafts_are_aligned_in_part() {
    let by = Strength {
        reworded: 70,
        renewed: 35,
        parted: 10,
        moved: 12,
        bracketed: 15,
        resized: 15,
        united: 20,
    };
    check("rewritten", TEN, by, [91.0, 79.0, 65.0, 28.0]);
}

#[test]
fn shuffled_drafts_are_aligned() {
    let by = Strength {
        reworded: 15,
        renewed: 8,
        parted: 4,
        moved: 60,
        bracketed: 8,
        resized: 5,
        united: 20,
    };
    check("shuffled", TEN, by, [89.0, 88.0, 95.0, 75.0]);
}

#[test]
fn short_drafts_are_aligned_too() {
    let by = Strength {
        reworded: 25,
        renewed: 12,
        parted: 6,
        moved: 6,
        bracketed: 10,
        resized: 8,
        united: 20,
    };
    check("short", (60, 1), by, [96.0, 97.0, 90.0, 58.0]);
}

#[test]
fn of_unrelated_drafts_only_headings_are_aligned() {
    let by = Strength {
        reworded: 0,
        renewed: 100,
        parted: 0,
        moved: 0,
        bracketed: 0,
        resized: 0,
        united: 0,
    };
    check("unrelated", TEN, by, [99.0, 75.0, 0.0, 0.0]);
}

#[test]
fn a_draft_is_aligned_with_itself_line_by_line() {
    for seed in 0..5 {
        let (draft, _) = invent_draft(&mut Dice::new(seed), 8);
        let (text, _) = write(&draft);
        let aligned = align(&text, &text, &Options::default());
        let astray = aligned.pairs.iter().filter(|p| p.a != p.b || p.is_moved).count();
        assert_eq!((aligned.pairs.len(), astray), (aligned.units_a.len(), 0));
        assert!(aligned.paragraph_pairs.iter().all(|p| p.a == p.b));
    }
}

#[test]
fn nearly_the_same_is_found_from_either_side() {
    let by = Strength {
        reworded: 25,
        renewed: 12,
        parted: 6,
        moved: 6,
        bracketed: 10,
        resized: 8,
        united: 20,
    };
    let (mut there_only, mut all) = (0, 0);
    for seed in 0..5 {
        let mut dice = Dice::new(seed);
        let (draft, inventor) = invent_draft(&mut dice, 8);
        let (a, b) = (write(&draft).0, write(&inventor.revise(&mut dice, &draft, by)).0);
        let same = |x: &str, y: &str| -> Vec<(usize, usize)> {
            let pairs = align(x, y, &Options::default()).pairs;
            pairs.iter().filter(|p| p.relation == Relation::Same).map(|p| (p.a, p.b)).collect()
        };
        let back: Vec<(usize, usize)> = same(&b, &a).into_iter().map(|(x, y)| (y, x)).collect();
        let there = same(&a, &b);
        all += there.len();
        there_only += there.iter().filter(|p| !back.contains(p)).count();
    }
    assert!(100 * there_only <= 2 * all, "{there_only} of {all}");
}

/// Each unit has one counterpart at most, and stands in a pair or in the list of those without.
fn check_account(a: &str, b: &str) {
    let aligned = align(a, b, &Options::default());
    let (mut seen_a, mut seen_b) = (BTreeMap::new(), BTreeMap::new());
    for pair in &aligned.pairs {
        assert!((0.0..=1.0).contains(&pair.score), "{pair:?}");
        let is_same = usize::from(pair.relation == Relation::Same);
        *seen_a.entry(pair.a).or_insert(0) += is_same;
        *seen_b.entry(pair.b).or_insert(0) += is_same;
    }
    assert!(seen_a.values().chain(seen_b.values()).all(|&count| count <= 1));
    assert_eq!(seen_a.len() + aligned.only_a.len(), aligned.units_a.len());
    assert_eq!(seen_b.len() + aligned.only_b.len(), aligned.units_b.len());
    assert!(aligned.only_a.iter().all(|i| !seen_a.contains_key(i)));
    assert!(aligned.only_b.iter().all(|i| !seen_b.contains_key(i)));
}

#[test]
fn hostile_drafts_end() {
    let many = |count: usize, line: &str| format!("{line}\n\n").repeat(count);
    check_account("", "");
    check_account("", "1. One");
    check_account(&many(1_500, "No text"), &many(1_000, "No text"));
    check_account(&many(1_500, "[]"), &many(1_000, "**"));
    check_account(&many(500, "**Option 1:**\n**Option 2:** No text"), &many(700, "No text"));
    check_account(&"word ".repeat(200_000), &"other ".repeat(200_000));
    check_account(&"[".repeat(50_000), &"(a) ".repeat(50_000));
    let nested: String = (0..2_000).map(|i| format!("{}({i}) x\n", " ".repeat(i % 400))).collect();
    check_account(&nested, &nested);
}

proptest! {
    #[test]
    fn every_unit_is_accounted_for(a in negotiating(), b in negotiating()) {
        check_account(&a, &b);
    }
}
