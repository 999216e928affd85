use super::material::{Material, OfRecord, Reading};
use crate::cli::{Ended, Exit};
use crate::terminal::{self, safe};
use crate::words::counted;
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;
use text::draft::{Draft, LabelKind, Reader, Status, TextStatus};
use text::outline::{Entry, EntryKind, Open, outline};

/// The version of what `text outline --json` prints.
const SCHEMA: &str = "rapporteur-text-outline/1";
/// How many characters of a line are shown.
const SHOWN: usize = 56;

/// Shows headings, labelled paragraphs and options, each with its status and what is open in it.
#[derive(Args)]
pub(super) struct Arguments {
    /// A plain text, Markdown or Word file, or a record.
    file: PathBuf,

    #[command(flatten)]
    of: OfRecord,

    #[command(flatten)]
    reading: Reading,

    /// Prints the outline as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let material = Material::open(&arguments.file, &arguments.of)?;
    material.warn();
    let (parties, rulings) =
        (material.parties(&arguments.reading)?, material.rulings(&arguments.reading)?);
    let reader = Reader { parties: parties.as_ref(), rulings: Some(&rulings) };
    let draft = Draft::read(&material.words, &reader);
    let entries = outline(&draft, &material.words);
    terminal::print(&if arguments.json {
        as_json(&material, &draft, &entries)
    } else {
        shown(&material, &draft, &entries)
    })?;
    Ok(Exit::Good)
}

fn label<'m>(material: &'m Material, draft: &Draft, entry: &Entry) -> Option<&'m str> {
    let label = entry.label.and_then(|index| draft.labels.get(index))?;
    Some(material.words[label.range.clone()].trim_matches(['*', '_', ' ']))
}

fn kind(entry: &Entry) -> &'static str {
    match entry.kind {
        EntryKind::Heading(_) => "heading",
        EntryKind::Option => "option",
        EntryKind::Footnote => "footnote",
        EntryKind::Table => "table",
        EntryKind::Paragraph(LabelKind::Preambular) => "preambular",
        EntryKind::Paragraph(LabelKind::Operative) => "operative",
        EntryKind::Paragraph(LabelKind::Article) => "article",
        EntryKind::Paragraph(LabelKind::Division) => "division",
        EntryKind::Paragraph(LabelKind::Chapeau) => "chapeau",
        EntryKind::Paragraph(_) => "paragraph",
    }
}

fn status(status: Status) -> String {
    let text = status.text.map(|text| match text {
        TextStatus::Agreed => "agreed",
        TextStatus::AgreedAdReferendum => "agreed ad referendum",
        TextStatus::AgreedInInformals => "agreed in informals",
        TextStatus::SuggestedForClosure => "suggested for closure",
        TextStatus::Pending => "pending",
        TextStatus::Reserved => "reserved",
    });
    let place = status.placement_open.then_some("placement open");
    [text, place].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn as_json(material: &Material, draft: &Draft, entries: &[Entry]) -> String {
    let open = |open: &Open| {
        json!({
            "brackets": open.brackets, "undecided_runs": open.undecided_runs,
            "placeholders": open.placeholders, "stray": open.stray,
        })
    };
    let rows: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!({
                "line": entry.line,
                "depth": entry.depth,
                "parent": entry.parent.map(|p| entries[p].line),
                "kind": kind(entry),
                "level": match entry.kind { EntryKind::Heading(level) => Some(level), _ => None },
                "label": label(material, draft, entry),
                "words": &material.words[entry.words.clone()],
                "no_text": entry.is_no_text,
                "status": entry.status.map(status),
                "open": open(&entry.own),
                "total": open(&entry.total),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "schema": SCHEMA, "entries": rows }))
}

fn shown(material: &Material, draft: &Draft, entries: &[Entry]) -> String {
    let mut out = format!("{}\n", safe(&material.name));
    for entry in entries {
        let label =
            label(material, draft, entry).map_or(String::new(), |label| format!("{label} "));
        let words = if entry.is_no_text { "No text" } else { &material.words[entry.words.clone()] };
        let mut line: String =
            format!("{label}{words}").split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > SHOWN {
            line = line.chars().take(SHOWN - 1).chain(['…']).collect();
        }
        let mut notes: Vec<String> = entry.status.map(status).into_iter().collect();
        let open = &entry.total;
        let mut count = |count: usize, one: &str, many: &str| {
            if count > 0 {
                notes.push(counted(count, one, many));
            }
        };
        count(open.brackets, "bracket", "brackets");
        count(open.undecided_runs, "undecided run", "undecided runs");
        count(open.placeholders, "placeholder", "placeholders");
        count(open.stray, "stray mark", "stray marks");
        let indent = "  ".repeat(entry.depth.min(12));
        let notes =
            if notes.is_empty() { String::new() } else { format!("  ({})", notes.join(", ")) };
        let _ = writeln!(out, "{:>5}  {indent}{}{notes}", entry.line, safe(&line));
    }
    out
}
