use super::material::{OfRecord, open_text};
use super::sheet::{Format, write};
use crate::cli::{Ended, Exit};
use crate::sheets::{self, Head};
use crate::story::{Sources, sources};
use crate::terminal;
use clap::Args;
use record::{Record, TextId};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The version of what `text sources --json` prints.
const SCHEMA: &str = "rapporteur-text-sources/1";

/// Writes the source table of a text: who contributed to each paragraph, and how.
///
/// With what each was called before, and how and why it came to be. What the entries say, each named; where they say nothing, `not recorded`. Nothing is guessed from likeness of words.
#[derive(Args)]
pub(super) struct Arguments {
    /// A record: a file of minutes or a data directory.
    record: PathBuf,

    #[command(flatten)]
    of: OfRecord,

    /// The file to write; its ending says in which format: .html, .pdf, .docx, .md. Markdown to standard output where it is
    /// left out.
    #[arg(short, value_name = "FILE", conflicts_with = "json")]
    output: Option<PathBuf>,

    /// The format, where the ending of the file does not say it.
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<Format>,

    /// Prints the table as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let (record, text) = open_text(&arguments.record, &arguments.of)?;
    let told = sources(&record, &text);
    if arguments.json {
        terminal::print(&as_json(&record, &text, &told))?;
        return Ok(Exit::Good);
    }
    let name = record.group().name_of(&text.0).to_string();
    let sheet = sheets::sources(&record, &told, &Head { name, language: None });
    write(&sheet, arguments.output.as_deref(), arguments.format)
}

fn as_json(record: &Record, text: &TextId, told: &Sources) -> String {
    let group = record.group();
    let thing =
        |id: &record::Id| json!({ "id": id.to_string(), "name": group.name_of(id).to_string() });
    let rows: Vec<Value> = told
        .rows
        .iter()
        .map(|row| {
            json!({
                "provision": row.provision.to_string(),
                "label": row.label,
                "contributors": row.contributors.iter().map(|giver| json!({
                    "entry": giver.entry.0,
                    "who": giver.who.as_ref().map(thing),
                    "kind": giver.kind,
                    "how": giver.how,
                    "document": giver.document.as_ref().map(thing),
                    "symbol": giver.symbol,
                })).collect::<Vec<_>>(),
                "originals": row.originals.iter().map(|was| json!({
                    "entry": was.entry.0,
                    "provision": was.provision.to_string(),
                    "text": thing(&was.text),
                    "label": was.label,
                })).collect::<Vec<_>>(),
                "made": row.made.iter().map(|way| json!({
                    "entry": way.entry.0,
                    "provision": way.provision.to_string(),
                    "approach": way.code(),
                    "how": way.how(),
                    "from": way.from.iter().map(ToString::to_string).collect::<Vec<_>>(),
                    "reason": way.reason,
                })).collect::<Vec<_>>(),
                "not_disclosed": row.withheld,
            })
        })
        .collect();
    let value = json!({
        "schema": SCHEMA,
        "text": thing(&text.0),
        "paragraphs": rows,
        "not_disclosed": told.withheld,
    });
    format!("{value:#}\n")
}
