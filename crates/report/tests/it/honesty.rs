//! The honesty matrix: true narratives, falsified at random by code that does not know the checks.
//!
//! `UPDATE_EXPECT=1` rewrites the table in the docs; `KIND=words` prints the misses of the kinds whose name has them.

use crate::shipped::SHIPPED;
use crate::snapshot;
use record::diagnostic::Severity;
use record::minutes::parse;
use record::{Diagnostic, Record};
use report::narrative::{check, draft};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use testkit::falsify::KINDS;
use testkit::narrate::narrate;
use testkit::simulate::Simulation;
use testkit::world::Dice;

/// Groups at random, and how many acts each does.
const SEEDS: u64 = 160;
const ACTS: usize = 60;
/// Falsifications of a kind are enough at this number.
const ENOUGH: usize = 60;

/// A record, a narrative of it, and the errors found in that as it stands.
struct Source {
    name: String,
    record: Record,
    narrative: String,
    alarms: Vec<Diagnostic>,
}

fn errors(record: &Record, narrative: &str) -> Vec<Diagnostic> {
    let mut found = check(record, narrative);
    found.retain(|d| d.severity == Severity::Error);
    found
}

fn sources() -> Vec<Source> {
    let simulated =
        (0..SEEDS).map(|seed| (format!("seed {seed}"), Simulation::run(seed, ACTS).record));
    let shipped = SHIPPED
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Record::replay(parse(text.as_bytes()))));
    let mut sources = Vec::new();
    for (name, record) in shipped.chain(simulated) {
        for (writer, narrative) in [("narrated", narrate(&record)), ("drafted", draft(&record))] {
            let alarms = errors(&record, &narrative);
            sources.push(Source {
                name: format!("{name}, {writer}"),
                record: record.clone(),
                narrative,
                alarms,
            });
        }
    }
    sources
}

/// What answered the falsifications of a kind.
#[derive(Default)]
struct Row {
    trials: usize,
    misses: Vec<String>,
    codes: BTreeMap<&'static str, usize>,
}

/// Errors that the true narrative did not have, by what they say.
fn new_errors(source: &Source, falsified: &str) -> Vec<Diagnostic> {
    let mut before: Vec<_> =
        source.alarms.iter().map(|d| (d.code, &d.message, &d.label, &d.entries)).collect();
    let mut after = errors(&source.record, falsified);
    after.retain(|d| {
        match before.iter().position(|b| *b == (d.code, &d.message, &d.label, &d.entries)) {
            Some(at) => {
                before.swap_remove(at);
                false
            }
            None => true,
        }
    });
    after
}

fn row(index: usize, sources: &[Source]) -> Row {
    let mut row = Row::default();
    for round in 0..4 {
        for (at, source) in sources.iter().enumerate() {
            if row.trials >= ENOUGH {
                return row;
            }
            let mut dice = Dice::new((index * 10_000 + at * 10 + round) as u64);
            let Some(falsified) =
                KINDS[index].falsify(&source.record, &source.narrative, &mut dice)
            else {
                continue;
            };
            row.trials += 1;
            let mut codes: Vec<&str> =
                new_errors(source, &falsified).iter().map(|d| d.code.0).collect();
            codes.sort_unstable();
            codes.dedup();
            if codes.is_empty() {
                let changed =
                    falsified.lines().filter(|line| !source.narrative.lines().any(|l| l == *line));
                let changed: Vec<&str> = changed.collect();
                let lost: Vec<&str> = source
                    .narrative
                    .lines()
                    .filter(|line| !falsified.lines().any(|l| l == *line))
                    .collect();
                row.misses.push(format!(
                    "{}:\n   {}\n  was {}",
                    source.name,
                    changed.join("\n   "),
                    lost.join("\n   ")
                ));
            }
            for code in codes {
                *row.codes.entry(code).or_default() += 1;
            }
        }
    }
    row
}

fn matrix() -> (String, usize, usize) {
    let sources = sources();
    let alarms: Vec<String> =
        sources.iter().flat_map(|s| s.alarms.iter().map(move |a| told(s, a))).collect();
    let rows: Vec<Row> = std::thread::scope(|scope| {
        let half = KINDS.len() / 2;
        let sources = &sources;
        let first = scope.spawn(move || (0..half).map(|i| row(i, sources)).collect::<Vec<_>>());
        let rest: Vec<Row> = (half..KINDS.len()).map(|i| row(i, sources)).collect();
        first.join().expect("no falsifier panics").into_iter().chain(rest).collect()
    });
    report_misses(&alarms, &rows);
    let narratives = sources.len();
    let alarmed = sources.iter().filter(|s| !s.alarms.is_empty()).count();
    let misses = rows.iter().map(|r| r.misses.len()).sum();
    (page(narratives, alarmed, &rows), misses, alarmed)
}

fn told(source: &Source, alarm: &Diagnostic) -> String {
    let line =
        alarm.place.and_then(|p| source.narrative.lines().nth(p.line - 1)).unwrap_or_default();
    format!(
        "{} {}: {} [{}] {:?}\n   {line}",
        source.name, alarm.code.0, alarm.message, alarm.label, alarm.notes
    )
}

fn report_misses(alarms: &[String], rows: &[Row]) {
    let Ok(kind) = std::env::var("KIND") else { return };
    println!(
        "{} false alarms\n{}",
        alarms.len(),
        alarms.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
    for (kind, row) in KINDS.iter().zip(rows).filter(|(k, _)| k.name.contains(&kind)) {
        println!("== {}: {} of {} missed", kind.name, row.misses.len(), row.trials);
        for miss in row.misses.iter().take(6) {
            println!(" - {miss}");
        }
    }
}

const HEAD: &str = "# Honesty: what is found of falsified narratives

True narratives are written from records, then falsified at a random place by code that does not know the checks, and
checked. A falsification is found if at least one error stands that the true narrative did not have. The narratives are
of two kinds: those of a simple writer made for this test alone, and those that `rapporteur draft` writes. The records
are the three that ship, and groups that act at random from a seed.

This page is written by a test (`crates/report/tests/it/honesty.rs`); the same code gives the same figures.
";

fn page(narratives: usize, alarmed: usize, rows: &[Row]) -> String {
    let trials: usize = rows.iter().map(|r| r.trials).sum();
    let misses: usize = rows.iter().map(|r| r.misses.len()).sum();
    let mut out = String::from(HEAD);
    let _ = write!(
        out,
        "\n| | |\n|---|---|\n| true narratives | {narratives} |\n| true narratives with a false alarm | {alarmed} |\n| kinds of falsification | {} |\n| falsified narratives | {trials} |\n| missed | {misses} |\n",
        rows.len()
    );
    let codes: std::collections::BTreeSet<&str> =
        rows.iter().flat_map(|r| r.codes.keys().copied()).collect();
    let _ = write!(
        out,
        "\nEach column is a code (`rapporteur explain CODE` tells it), each cell how many of the falsified narratives it answered;\nseveral codes may answer one.\n\n| kind | trials | missed |"
    );
    for code in &codes {
        let _ = write!(out, " {code} |");
    }
    let _ = write!(out, "\n|---|--:|--:|{}\n", "--:|".repeat(codes.len()));
    for (kind, row) in KINDS.iter().zip(rows) {
        let _ = write!(out, "| {} | {} | {} |", kind.name, row.trials, row.misses.len());
        for code in &codes {
            let _ = match row.codes.get(code) {
                Some(number) => write!(out, " {number} |"),
                None => write!(out, " |"),
            };
        }
        out.push('\n');
    }
    out
}

#[test]
fn falsified_narratives_are_found_and_true_ones_pass() {
    let (page, misses, alarmed) = matrix();
    snapshot::check("docs/benchmarks/honesty.md", &page);
    assert_eq!((misses, alarmed), (0, 0), "misses, and true narratives with a false alarm");
}
