use super::material::{OfRecord, open_text};
use crate::cli::{Ended, Exit};
use crate::story::{Clash, Clashes, Mover, clashes, name, names, paragraph};
use crate::terminal::{self, safe, wrapped};
use crate::words::counted;
use clap::Args;
use record::{Record, TextId};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The version of what `text collisions --json` prints.
const SCHEMA: &str = "rapporteur-text-collisions/1";
/// Columns of a line.
const COLUMNS: usize = 100;

/// Lists open amendments that cannot both stand, or not on the words as they are.
///
/// By the words that they quote, and by nothing else: amendments that fit the words and contradict each other in sense are not
/// found. Exits with 0 whatever is found.
#[derive(Args)]
pub(super) struct Arguments {
    /// A record: a file of minutes or a data directory.
    record: PathBuf,

    #[command(flatten)]
    of: OfRecord,

    /// Prints the collisions as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let (record, text) = open_text(&arguments.record, &arguments.of)?;
    let group = record.group();
    let of_text =
        |id: &record::ProvisionId| group.provisions.get(id).is_some_and(|p| p.tabled.text == text);
    let told = clashes(&record, &analysis::collisions(group), of_text);
    terminal::print(&if arguments.json {
        as_json(&record, &text, &told)
    } else {
        shown(&record, &text, &told)
    })?;
    Ok(Exit::Good)
}

fn as_json(record: &Record, text: &TextId, told: &Clashes) -> String {
    let group = record.group();
    let thing =
        |id: &record::Id| json!({ "id": id.to_string(), "name": group.name_of(id).to_string() });
    let mover = |mover: &Mover| {
        json!({
            "id": mover.id.to_string(),
            "entry": mover.entry.0,
            "who": mover.who.as_ref().map(thing),
            "words": mover.words.iter().map(|(what, words)| json!({ "as": what, "words": words })).collect::<Vec<_>>(),
        })
    };
    let found: Vec<Value> = told
        .found
        .iter()
        .map(|clash| {
            json!({
                "kind": clash.kind,
                "means": clash.means,
                "provision": clash.provision.to_string(),
                "amendments": clash.amendments.iter().map(mover).collect::<Vec<_>>(),
                "goes_on_in": clash.into.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "since": clash.since.map(|entry| entry.0),
            })
        })
        .collect();
    let value = json!({
        "schema": SCHEMA,
        "text": thing(&text.0),
        "collisions": found,
        "not_disclosed": told.withheld,
        "more": told.more,
    });
    format!("{value:#}\n")
}

fn shown(record: &Record, text: &TextId, told: &Clashes) -> String {
    let title = record.group().name_of(&text.0);
    let mut out = format!("{}\n", safe(&title));
    if told.found.is_empty() && told.withheld == 0 {
        out.push_str("No open amendments are in each other's way.\n");
    }
    for clash in &told.found {
        let _ = write!(out, "\n{}\n", one(record, clash));
    }
    if told.withheld > 0 {
        let count = counted(told.withheld, "collision", "collisions");
        let _ = writeln!(out, "\n{count} not disclosed.");
    }
    if told.more {
        out.push_str("\nThere may be more: a limit was reached.\n");
    }
    out
}

fn one(record: &Record, clash: &Clash) -> String {
    let since = clash.since.map_or(String::new(), |entry| format!(" ({entry})"));
    let into = if clash.into.is_empty() {
        String::new()
    } else {
        format!(" It goes on in {}.", names(record, &clash.into))
    };
    let head = format!("{}: {}{since}{into}", paragraph(record, &clash.provision), clash.means);
    let mut out = wrapped(&safe(&capital(&head)), 0, COLUMNS);
    for mover in &clash.amendments {
        let who = mover.who.as_ref().map_or("not named".to_owned(), |id| name(record, id));
        let words = mover.words.iter().map(|(what, words)| format!("{what} “{words}”"));
        let words = words.collect::<Vec<_>>().join(" ");
        let line = format!("{} by {who} ({}): {words}", mover.id, mover.entry);
        let _ = write!(out, "\n  {}", wrapped(&safe(&line), 4, COLUMNS));
    }
    out
}

/// The first letter as a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
