//! Files of responses in and out: what is read, what is told, what is refused.

mod hostile;
#[cfg(feature = "parquet")]
mod parquet;
mod read;
mod round_trip;

use ballots::{Ballots, Limits, Notes, Reading, Refusal, read_votes};
use std::fmt::Write as _;

/// What a file of responses is read as: a row a response, then what is told.
fn read(file: impl AsRef<[u8]>) -> String {
    shown(read_votes(file.as_ref(), Reading::default()))
}

fn read_within(file: &str, limits: Limits) -> String {
    shown(read_votes(file.as_bytes(), Reading { limits, ..Reading::default() }))
}

fn shown(read: Result<Ballots, Refusal>) -> String {
    match read {
        Ok(ballots) => {
            let mut out = String::new();
            for (participant, name) in ballots.participants.iter().enumerate() {
                for (statement, level) in ballots.row(participant) {
                    let level = ["disagrees", "passes", "agrees"][level];
                    writeln!(out, "{name} {level} on {}", ballots.statements.get(statement))
                        .expect("a string takes all");
                }
            }
            out + &told(&ballots.notes)
        }
        Err(refusal) => format!("refused: {refusal}\n"),
    }
}

fn told(notes: &Notes) -> String {
    let mut out = String::new();
    for (kind, note) in notes.iter() {
        writeln!(out, "{} {}", note.count, kind.word()).expect("a string takes all");
        for found in &note.first {
            writeln!(out, "  {found}").expect("a string takes all");
        }
    }
    out
}
