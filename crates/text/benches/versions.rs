//! Comparison and alignment of large drafts, in processor time, each beside a peer in the same run.
//!
//! `cargo bench -p text --bench versions`. The peer of the comparison is the line diff of the crate `similar` on the same
//! versions, which finds lines that came and went, and neither moves nor words. The peer of the alignment is a plain table
//! of longest common subsequences over the words of two paragraphs, for as many pairs as there are units: what comparing
//! each paragraph with one other, and no choice among them, would take. The ratio says more than seconds on a machine
//! that others use too. Times are user and system time of this process; the median of nine rounds counts.
#![expect(clippy::print_stdout, reason = "a benchmark tells its result")]

use cpu_time::ProcessTime;
use std::hint::black_box;
use std::time::Duration;
use text::align::{Options, align};
use text::diff::{apply_versions, versions};

const ROUNDS: usize = 9;

/// Numbers that look random (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// A word; common ones more often.
    fn word(&mut self) -> String {
        let most = [20, 200, 2_000][self.below(3)];
        format!("w{}", self.below(most))
    }
}

/// Paragraphs of 10 to 70 words under headings.
fn first(dice: &mut Dice, paragraphs: usize) -> Vec<Vec<String>> {
    (0..paragraphs)
        .map(|i| {
            let long = 10 + dice.below(60);
            let label = if i % 20 == 0 { "##".to_owned() } else { format!("{}.", i % 20) };
            [label].into_iter().chain((0..long).map(|_| dice.word())).collect()
        })
        .collect()
}

/// A later version: one paragraph in `one_in` changed in some words, one in `one_in` left out, put in, or moved.
fn later(dice: &mut Dice, first: &[Vec<String>], one_in: usize) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    for paragraph in first {
        let mut paragraph = paragraph.clone();
        if dice.below(one_in) == 0 {
            for _ in 0..3 {
                let at = 1 + dice.below(paragraph.len() - 1);
                paragraph[at] = format!("[{}][{}]", paragraph[at], dice.word());
            }
        }
        match dice.below(3 * one_in) {
            0 => {}
            1 => out.extend([
                first[dice.below(first.len())].iter().rev().cloned().collect(),
                paragraph,
            ]),
            2 => {
                let at = dice.below(out.len() + 1);
                out.insert(at, paragraph);
            }
            _ => out.push(paragraph),
        }
    }
    out
}

fn write(paragraphs: &[Vec<String>]) -> String {
    paragraphs.iter().map(|p| p.join(" ") + "\n\n").collect()
}

/// Longest common subsequence by the table, of the words of two paragraphs.
fn table(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row[b.len()]
}

fn time(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = ProcessTime::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn tell(what: &str, ours: Duration, peer: &str, theirs: Duration) {
    println!("{what:34} {:7.3} s", ours.as_secs_f64());
    println!("{peer:34} {:7.3} s", theirs.as_secs_f64());
    println!("{:34} {:7.2}", "ratio", ours.as_secs_f64() / theirs.as_secs_f64());
}

fn main() {
    let mut dice = Dice(1);
    let draft = first(&mut dice, 10_000);
    let (a, b) = (write(&draft), write(&later(&mut dice, &draft, 10)));
    assert_eq!(apply_versions(&a, &b, &versions(&a, &b)), b);
    println!("{} and {} bytes, median of {ROUNDS}", a.len(), b.len());
    let ours = time(|| drop(black_box(versions(&a, &b))));
    let theirs = time(|| {
        black_box(similar::TextDiff::from_lines(&a, &b).ops().len());
    });
    tell("diff of 10,000 paragraphs", ours, "line diff by `similar`", theirs);

    let draft = first(&mut dice, 1_000);
    let after = later(&mut dice, &draft, 2);
    let (a, b) = (write(&draft), write(&after));
    let found = align(&a, &b, &Options::default());
    println!(
        "{} pairs of {} and {} units",
        found.pairs.len(),
        found.units_a.len(),
        found.units_b.len()
    );
    let ours = time(|| drop(black_box(align(&a, &b, &Options::default()))));
    let pairs = || draft.iter().zip(after.iter().cycle().skip(7));
    let theirs = time(|| {
        black_box(pairs().map(|(x, y)| table(x, y)).sum::<usize>());
    });
    tell("alignment of 1,000 paragraphs", ours, "a table for each paragraph", theirs);

    let draft = first(&mut dice, 20_000);
    let (a, b) = (write(&draft), write(&later(&mut dice, &draft, 2)));
    let start = ProcessTime::now();
    let found = align(&a, &b, &Options::default());
    println!(
        "{:34} {:7.3} s, once",
        "alignment of 20,000 paragraphs",
        start.elapsed().as_secs_f64()
    );
    println!(
        "{} pairs of {} and {} units",
        found.pairs.len(),
        found.units_a.len(),
        found.units_b.len()
    );
}
