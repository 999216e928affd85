//! Compiles the report of a large record and checks a narrative of a thousand claims, beside a loop of SHA-256, so that
//! numbers from different machines can be compared.
//!
//! `cargo bench -p report --bench compile`

#![expect(clippy::print_stdout, reason = "a program that measures and prints")]

use record::Record;
use record::minutes::parse;
use report::{Options, compile, narrative};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

const PARTIES: usize = 200;
const PROVISIONS: usize = 2_000;
const ISSUES: usize = 50;
const POSITIONS: usize = 100_000;
const CLAIMS: usize = 1_000;
const RUNS: usize = 9;

/// User and system time of this thread so far, in seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds: u64 = stat.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    nanoseconds as f64 / 1e9
}

/// A line of the process's status, in MB.
fn memory(of: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(of)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The median of several runs.
fn median(what: &str, mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = cpu();
            run();
            cpu() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:56} {:>8.3} s", times[RUNS / 2]);
    times[RUNS / 2]
}

/// Every stance in turn, half of them with words; each party on every fourth paragraph.
fn minutes() -> String {
    let mut out = String::from("minutes/1\ngroup G \"A large group\"\n");
    for i in 0..PARTIES {
        let constituency = ["government", "business", "civil-society", "technical"][i % 4];
        let _ = writeln!(out, "party Q{i} \"Party number {i}\" {constituency} member");
    }
    for i in 0..ISSUES {
        let _ = writeln!(out, "issue I{i} \"Issue number {i}\" substance");
    }
    out.push_str("text T \"Draft\" rolling-text\n");
    for i in 0..PROVISIONS {
        let _ = writeln!(
            out,
            "provision P{i} \"{i}\" en \"The Parties [shall][should] do what is right in case {i}.\" in T, on I{}",
            i % ISSUES
        );
    }
    for i in 0..POSITIONS {
        let (on, by) = (i % PROVISIONS, (i / PROVISIONS) * 4 + i % 4);
        let _ = match i % 7 {
            0 => writeln!(
                out,
                "Q{by} objects to P{on}, reason \"It costs too much, says party {by}\""
            ),
            1 | 2 => writeln!(out, "Q{by} can-accept P{on}"),
            3 => writeln!(out, "Q{by} reserves-position P{on}"),
            _ => writeln!(
                out,
                "Q{by} supports P{on}, words \"As it stands, and no less, says party {by}\""
            ),
        };
    }
    for i in 0..PROVISIONS / 4 {
        let _ = writeln!(out, "calls C{i} provisional, on P{}\ngavels C{i} not-agreed", i * 4);
        let _ =
            writeln!(out, "Q{} amends P{i} as A{i} replace \"right\" with \"just\"", i % PARTIES);
        let _ =
            writeln!(out, "Q{} ascribes objects to Q{} on P{i}", i % PARTIES, (i + 1) % PARTIES);
        let _ = writeln!(out, "Q{} says \"We have seen this before\", on P{i}", i % PARTIES);
    }
    out
}

/// Claims of four kinds in turn, all of them true.
fn claims(record: &Record) -> String {
    let mut out = String::from("# Factual note\n\n");
    for i in 0..CLAIMS {
        let id = record::Id::new(&format!("P{i}")).expect("an identity");
        let objectors = record.group().positions_now(&id).into_iter();
        let objectors = objectors.filter(|p| p.stance == record::event::positions::Stance::Objects);
        let names: Vec<String> =
            objectors.map(|p| record.group().name_of(p.voice.id()).to_string()).collect();
        let _ = match i % 4 {
            0 => writeln!(out, "Paragraph [{i}](claim:titled/P{i}).\n"),
            1 => writeln!(out, "It is [not agreed](claim:not-agreed/P{i}).\n"),
            2 => writeln!(
                out,
                "It reads [The Parties \\[shall\\]\\[should\\] do what is right in case {i}.](claim:words/P{i})\n"
            ),
            _ => writeln!(out, "[{} objected to it](claim:objects/P{i}).\n", names.join(", ")),
        };
    }
    out
}

fn main() {
    let block = vec![7_u8; 1 << 20];
    let hash = median("SHA-256 of 100 MB", || {
        let hash = (0..100).fold(Sha256::new(), |hash, _| hash.chain_update(&block));
        assert_ne!(hash.finalize()[0..4], [0; 4]);
    });
    let record = Record::replay(parse(minutes().as_bytes()));
    assert_eq!(record.refused(), &[], "the record is admitted whole");
    println!("entries {}, resident after replay {} MB", record.entries().len(), memory("VmRSS:"));
    let mut sentences = 0;
    let compiled = median("compile 200 parties x 2,000 provisions x 100,000 positions", || {
        sentences = compile(&record, &Options::default()).map_or(0, |m| m.sentences().len());
    });
    println!("sentences {sentences}, peak {} MB", memory("VmHWM:"));
    let text = claims(&record);
    let checked = median("check a narrative of 1,000 claims on that record", || {
        assert!(!narrative::check(&record, &text).is_empty());
    });
    println!("in loops of SHA-256: compile {:.1}, check {:.2}", compiled / hash, checked / hash);
}
