//! The full reading of drafts and of generated notation, in processor time, beside a byte loop in the same run.
//!
//! `cargo bench -p text --bench parse`. The drafts are read where the field's material is at hand (`RAPPORTEUR_DATA`, or
//! `../shared/data` beside the repository). The yardstick counts brackets byte by byte. The median of nine rounds counts.
#![expect(clippy::print_stdout, reason = "a benchmark tells its result")]

use cpu_time::ProcessTime;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;
use text::brackets;
use text::check::check;
use text::draft::{Draft, Reader};
use text::parties::Parties;

const BYTES: usize = 10_000_000;
const ROUNDS: usize = 9;

fn main() {
    let (parties, _) =
        Parties::parse("NOR = Norland\nSUD = Sudland\nISL = Isles and Reefs, Islands\nG77");
    match drafts() {
        Some(source) => measure("real drafts", &source, &parties),
        None => println!("the drafts are not at hand; skipped"),
    }
    measure("generated notation", &generate(PROSE), &parties);
    measure("generated notation, marks alone and no prose", &generate(""), &parties);
}

fn measure(name: &str, source: &str, parties: &Parties) {
    let reader = Reader { parties: Some(parties), rulings: None };
    let (mut reading, mut marks, mut checks, mut printing, mut counting) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut shape = (0, 0, 0);
    for _ in 0..ROUNDS {
        let start = ProcessTime::now();
        let draft = Draft::read(black_box(source), &reader);
        reading.push(start.elapsed());
        shape = (draft.nodes.len(), draft.brackets.len(), draft.stances.len());
        let start = ProcessTime::now();
        drop(black_box(check(&draft, source)));
        checks.push(start.elapsed());
        let start = ProcessTime::now();
        let printed = draft.print(source);
        printing.push(start.elapsed());
        assert!(printed == source, "the draft does not print as it was");
        let start = ProcessTime::now();
        drop(black_box(brackets::read(black_box(source))));
        marks.push(start.elapsed());
        counting.push(count(source));
    }
    println!("{name}: {} bytes, median of {ROUNDS}", source.len());
    println!("  {} nodes, {} brackets, {} stances", shape.0, shape.1, shape.2);
    for (what, times) in [
        ("full reading", reading),
        ("check after it", checks),
        ("printing", printing),
        ("marks alone", marks),
        ("byte loop", counting),
    ] {
        let time = median(times).as_secs_f64();
        println!("  {what:14} {time:7.4} s  {:8.1} MB/s", source.len() as f64 / 1e6 / time);
    }
}

/// The plain peer: opening and closing marks counted byte by byte.
fn count(source: &str) -> Duration {
    let start = ProcessTime::now();
    let (mut opening, mut closing) = (0_usize, 0_usize);
    for byte in black_box(source).bytes() {
        match byte {
            b'[' => opening += 1,
            b']' => closing += 1,
            _ => {}
        }
    }
    black_box((opening, closing));
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The two drafts, one behind the other, until there are enough bytes.
fn drafts() -> Option<String> {
    let folder = std::env::var_os("RAPPORTEUR_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let read = |name: &str| std::fs::read_to_string(folder.join("drafts").join(name)).ok();
    let both =
        read("unfccc-adp-23-oct-2015.md")? + "\n" + &read("unfccc-adp-4-dec-2015.md")? + "\n";
    Some(both.repeat(BYTES / both.len() + 1))
}

/// What stands before each construct, so that there is a node for about as many bytes as in the drafts.
const PROSE: &str = "bearing in mind the needs of those who live along the rivers, and of those who come after them, by \
                     all means, ";

/// Paragraphs with every construct, in an order that looks like none.
fn generate(prose: &str) -> String {
    const PARTS: &[&str] = &[
        "the Parties [shall][should] cooperate ",
        "in good time [by 2030 - Norland; SUD, G77 delete] ",
        "[NOR, Sudland: as appropriate,] and further ",
        "with all [relevant / competent - ISL] bodies ",
        "[and rivers](Norland)(G77: retain) ",
        "of [the [low-[carbon][emission] path]] [X] ",
        "(SUD: would withdraw its text if OP3bis is accommodated, in which case Norland also agrees) ",
        "international[ly agreed] goals[^3] (E)mphasizing {see chapter two} ",
        "taking into account different circumstances and capabilities, ",
        "*[level of effort]* see [the page](https://example.org/a) ",
    ];
    const HEADS: &[&str] =
        &["1. ", "3.3bis Alt ", "**Option 2:** ", "PP2ter ", "(a) ", "    - ", "", ""];
    let mut out = String::new();
    let mut state = 1_u64;
    let mut number = 0_u64;
    while out.len() < BYTES {
        number += 1;
        if number.is_multiple_of(20) {
            let _ = write!(out, "## Article {} *(rivers)*\n\n", number / 20);
        }
        out.push_str(HEADS[number as usize % HEADS.len()]);
        for _ in 0..4 + number % 5 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            out.push_str(prose);
            out.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
        }
        out.push_str(if number.is_multiple_of(3) { "(Agreed)\n\n" } else { "\n\n" });
    }
    out
}
