//! Parse and replay of minutes with 100,000 entries, in processor time, beside a yardstick that any machine has.
//!
//! `cargo bench -p record --bench replay`. The yardstick is SHA-256 over the same bytes, many times, in the same run: the
//! ratio says more than seconds on a machine that others use too. Times are user and system time of this process; the
//! median of nine rounds counts.
#![expect(clippy::print_stdout, reason = "a benchmark tells its result")]

use cpu_time::ProcessTime;
use record::Record;
use record::minutes::parse;
use sha2::Digest as _;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

const ENTRIES: usize = 100_000;
const PARTIES: usize = 200;
const PROVISIONS: usize = 2_000;
const ROUNDS: usize = 9;
/// How often the yardstick hashes the bytes.
const HASHED: usize = 10;

fn main() {
    let minutes = generate();
    let (mut reading, mut replaying, mut hashing) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let start = ProcessTime::now();
        let parsed = parse(minutes.as_bytes());
        reading.push(start.elapsed());
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics.first());
        assert_eq!(parsed.entries.len(), ENTRIES);
        let start = ProcessTime::now();
        let record = Record::replay(parsed);
        replaying.push(start.elapsed());
        if round == 0 {
            assert!(record.refused().is_empty(), "{:?}", record.refused().first());
        }
        drop(black_box(record));
        hashing.push(hash(minutes.as_bytes()));
    }
    let (reading, replaying, hashing) = (median(reading), median(replaying), median(hashing));
    let both = reading + replaying;
    println!("{ENTRIES} entries, {} bytes, median of {ROUNDS}", minutes.len());
    println!("parse             {:7.3} s", reading.as_secs_f64());
    println!("replay            {:7.3} s", replaying.as_secs_f64());
    println!("parse and replay  {:7.3} s", both.as_secs_f64());
    println!("SHA-256 × {HASHED}      {:7.3} s", hashing.as_secs_f64());
    println!("parse / yardstick            {:6.2}", ratio(reading, hashing));
    println!("replay / yardstick           {:6.2}", ratio(replaying, hashing));
    println!("parse and replay / yardstick {:6.2}", ratio(both, hashing));
}

fn hash(bytes: &[u8]) -> Duration {
    let start = ProcessTime::now();
    for _ in 0..HASHED {
        black_box(sha2::Sha256::digest(black_box(bytes)));
    }
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

/// Minutes of a large group: who takes part, the text, then positions in an order that looks like none.
fn generate() -> String {
    let mut out = String::from(
        "minutes/1\ngroup G \"A large group\"\nofficer SEC \"Secretariat\" secretary\n",
    );
    let mut taken = 2;
    for party in 0..PARTIES {
        let standing = if party % 5 == 4 { "observer" } else { "member" };
        let _ = writeln!(out, "party PARTY{party} \"Party number {party}\" government {standing}");
        taken += 1;
    }
    out.push_str("text T \"The draft\" chairs-text\n");
    taken += 1;
    for provision in 0..PROVISIONS {
        let _ = writeln!(
            out,
            "  provision P{provision} \"{provision}\" en \"The Parties [shall][should] notify one another of measure {provision} in good time.\""
        );
        taken += 1;
    }
    let mut state = 1_u64;
    while taken < ENTRIES {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (party, provision) =
            ((state >> 33) as usize % PARTIES, (state >> 45) as usize % PROVISIONS);
        let act = match (state >> 20) % 8 {
            0 if party % 5 != 4 => "objects to",
            1 => "can-accept",
            2 => "reserves-position",
            _ => "supports",
        };
        let day = 1 + taken * 27 / ENTRIES;
        let _ = writeln!(
            out,
            "PARTY{party} {act} P{provision} {{received 2026-02-{day:02}, recorder SEC, grade taken-down}}"
        );
        taken += 1;
    }
    out
}
