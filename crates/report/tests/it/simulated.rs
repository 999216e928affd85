//! Two hundred groups at random: whatever is asked of them, the record stays whole and the report truthful.
//!
//! `SEED=N cargo test -p report simulated` repeats one and prints its story.

use record::diagnostic::Severity;
use record::minutes::{parse, print};
use record::{EntryId, Record};
use report::manuscript::{Basis, Manuscript};
use report::{Options, compile, narrative};
use std::collections::BTreeSet;
use testkit::simulate::Simulation;
use testkit::world::Dice;

const SEEDS: u64 = 200;
/// A report is compiled after every so many acts.
const COMPILED_EVERY: usize = 6;

fn seeds() -> Vec<u64> {
    match std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => vec![seed],
        None => (0..SEEDS).collect(),
    }
}

/// Runs one seed; on failure the story so far is told.
fn story(seed: u64, test: fn(&mut Simulation, usize)) {
    let mut simulation = Simulation::new(seed);
    let acts = 15 + Dice::new(seed ^ 0xacc7).below(40);
    for act in 0..acts {
        let told = simulation.told();
        let run = std::panic::AssertUnwindSafe(|| {
            test(&mut simulation, act);
            if act + 1 == acts {
                test(&mut simulation, usize::MAX)
            }
        });
        if std::panic::catch_unwind(run).is_err() {
            panic!("seed {seed}, act {act}; the story before it:\n{told}\nrepeat with SEED={seed}");
        }
    }
    if std::env::var("SEED").is_ok() {
        println!("{}", simulation.told());
    }
}

fn replayed(record: &Record) -> Record {
    let text = print(record.entries());
    let minutes = parse(text.as_bytes());
    assert_eq!(minutes.diagnostics, vec![], "the printed record is read whole");
    assert_eq!(
        print(&minutes.entries),
        text,
        "what is exported and imported is the same, byte for byte"
    );
    Record::replay(minutes)
}

#[test]
fn replay_equals_step_by_step_and_a_refusal_writes_nothing() {
    for seed in seeds() {
        story(seed, |simulation, act| {
            if act == usize::MAX {
                return;
            }
            let before = simulation.record.clone();
            if simulation.act().outcome.is_err() {
                assert!(simulation.record == before, "a refusal wrote something");
            } else {
                assert!(
                    replayed(&simulation.record) == simulation.record,
                    "replay differs from step by step"
                );
            }
        });
    }
}

fn cited(manuscript: &Manuscript) -> BTreeSet<EntryId> {
    let of = |basis: &Basis| match basis {
        Basis::Entries(evidence) => evidence.entries().to_vec(),
        Basis::Absence { defining, through, .. } => {
            defining.entries().iter().copied().chain([*through]).collect()
        }
    };
    manuscript.sentences().iter().flat_map(|s| of(&s.basis)).collect()
}

fn is_told(record: &Record, options: &Options) {
    let manuscript = compile(record, options).expect("a record with entries");
    let cited = cited(&manuscript);
    let numbers: BTreeSet<EntryId> = record.entries().iter().map(|e| e.number).collect();
    assert!(
        cited.is_subset(&numbers),
        "evidence that is not on the record: {:?}",
        cited.difference(&numbers)
    );
    let positions: BTreeSet<EntryId> = record.group().positions.iter().map(|p| p.entry).collect();
    let left: Vec<_> = positions.difference(&cited).collect();
    assert_eq!(left, Vec::<&EntryId>::new(), "positions neither told nor listed under {options:?}");
}

#[test]
fn every_sentence_has_evidence_and_every_position_is_told_or_listed() {
    for seed in seeds() {
        story(seed, |simulation, act| {
            if act != usize::MAX {
                simulation.act();
                if act % COMPILED_EVERY == 0 {
                    is_told(&simulation.record, &Options::default());
                }
                return;
            }
            is_told(&simulation.record, &Options { attributed: false, ..Options::default() });
            for rule in report::REPORT_RULES {
                is_told(
                    &simulation.record,
                    &Options { report_rule: Some(*rule), ..Options::default() },
                );
            }
        });
    }
}

#[test]
fn the_draft_of_any_record_is_sound() {
    let mut unsound = Vec::new();
    for seed in seeds() {
        let record = Simulation::run(seed, 60).record;
        let draft = narrative::draft(&record);
        let lines: Vec<&str> = draft.lines().collect();
        for diagnostic in narrative::check(&record, &draft) {
            if diagnostic.severity == Severity::Error {
                let line = diagnostic.place.map_or("", |p| lines[p.line - 1]);
                let line = if diagnostic.place.is_none() {
                    format!("{:?}", diagnostic.entries)
                } else {
                    line.to_owned()
                };
                unsound.push(format!(
                    "seed {seed} {} {}: {} {:?}\n  {line}",
                    diagnostic.code.0, diagnostic.message, diagnostic.label, diagnostic.notes
                ));
            }
        }
    }
    assert!(
        unsound.is_empty(),
        "{} errors in drafts:\n{}",
        unsound.len(),
        unsound[..unsound.len().min(40)].join("\n")
    );
}
