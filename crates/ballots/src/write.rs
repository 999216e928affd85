//! Writes responses and statements as Polis exports them; what is written here is read back the same.

use crate::ballots::Ballots;
use crate::statements::{Moderation, Statements};
use std::io::{Result, Write};

const LEVELS: [&str; 3] = ["-1", "0", "1"];

/// Writes `votes.csv`: `comment-id,voter-id,vote`, by statement, then by participant.
///
/// # Errors
/// The destination failed.
pub fn write_votes(ballots: &Ballots, mut out: impl Write) -> Result<()> {
    let mut starts = vec![0usize; ballots.statements.len() + 1];
    for cell in &ballots.cells {
        starts[(cell >> 2) as usize + 1] += 1;
    }
    for statement in 1..starts.len() {
        starts[statement] += starts[statement - 1];
    }
    let mut next = starts.clone();
    let mut by_statement = vec![(0u32, 0u8); ballots.cells.len()];
    for participant in 0..ballots.participants.len() {
        for (statement, level) in ballots.row(participant) {
            by_statement[next[statement]] = (participant as u32, level.min(2) as u8);
            next[statement] += 1;
        }
    }
    out.write_all(b"comment-id,voter-id,vote\n")?;
    for statement in 0..ballots.statements.len() {
        let name = quoted(&ballots.statements.get(statement).to_string());
        for (participant, level) in &by_statement[starts[statement]..starts[statement + 1]] {
            let voter = ballots.participants.get(*participant as usize);
            let voter = quoted(&voter.to_string());
            writeln!(out, "{name},{voter},{}", LEVELS[usize::from(*level)])?;
        }
    }
    out.flush()
}

/// What `participants-votes.csv` tells of participants besides their responses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras<'a> {
    /// The group of each participant; empty where none are told.
    pub groups: &'a [Option<usize>],
    /// How many statements each made; empty where it is not known, and then 0 stands there.
    pub made: &'a [u64],
}

/// Writes `participants-votes.csv`: a participant a row, a statement a column, nothing where there is no response.
///
/// # Errors
/// The destination failed.
pub fn write_participants_votes(
    ballots: &Ballots,
    extras: Extras<'_>,
    mut out: impl Write,
) -> Result<()> {
    out.write_all(b"participant,group-id,n-comments,n-votes,n-agree,n-disagree")?;
    for statement in ballots.statements.iter() {
        write!(out, ",{}", quoted(&statement.to_string()))?;
    }
    out.write_all(b"\n")?;
    for participant in 0..ballots.participants.len() {
        let mut counts = [0u64; 3];
        for (_, level) in ballots.row(participant) {
            counts[level.min(2)] += 1;
        }
        let group = extras.groups.get(participant).copied().flatten();
        write!(
            out,
            "{},{},{},{},{},{}",
            quoted(&ballots.participants.get(participant).to_string()),
            group.map(|group| group.to_string()).unwrap_or_default(),
            extras.made.get(participant).copied().unwrap_or(0),
            counts.iter().sum::<u64>(),
            counts[2],
            counts[0]
        )?;
        let mut row = ballots.row(participant).peekable();
        for statement in 0..ballots.statements.len() {
            out.write_all(b",")?;
            if let Some((_, level)) = row.next_if(|(at, _)| *at == statement) {
                out.write_all(LEVELS[level.min(2)].as_bytes())?;
            }
        }
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Writes `comments.csv`; the column `is-meta`, which Polis does not export, only where a statement is.
///
/// # Errors
/// The destination failed.
pub fn write_statements(statements: &Statements, mut out: impl Write) -> Result<()> {
    let any_meta = statements.statements.iter().any(|s| s.meta);
    let any_time = statements.statements.iter().any(|s| s.time.is_some());
    let time = if any_time { "timestamp," } else { "" };
    let meta = if any_meta { "is-meta," } else { "" };
    writeln!(out, "{time}comment-id,author-id,agrees,disagrees,moderated,{meta}comment-body")?;
    for (name, statement) in statements.names.iter().zip(&statements.statements) {
        if any_time {
            write!(out, "{},", statement.time.map(|t| t.to_string()).unwrap_or_default())?;
        }
        let count = |count: Option<u64>| count.map(|c| c.to_string()).unwrap_or_default();
        let moderation = match statement.moderation {
            Moderation::Rejected => "-1",
            Moderation::Open => "0",
            Moderation::Accepted => "1",
        };
        write!(
            out,
            "{},{},{},{},{moderation},",
            quoted(&name.to_string()),
            quoted(statement.author.as_deref().unwrap_or_default()),
            count(statement.agrees),
            count(statement.disagrees),
        )?;
        if any_meta {
            write!(out, "{},", statement.meta)?;
        }
        writeln!(out, "\"{}\"", statement.text.replace('"', "\"\""))?;
    }
    out.flush()
}

/// A field, in quotation marks where it needs them.
fn quoted(field: &str) -> String {
    if field.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
