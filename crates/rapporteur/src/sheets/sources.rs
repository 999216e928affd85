//! The source table of a text: paragraph, who contributed, what it was before, how and why it came to be.

use super::{Head, sheet};
use crate::story::{Row, Sources, name, paragraph};
use crate::words::counted;
use record::Record;
use render::sheet::{Block, Cell, Run, Sheet, Table};

/// What stands where the record says nothing.
const NOT_RECORDED: &str = "not recorded";

/// The table as a sheet.
pub(crate) fn sources(record: &Record, sources: &Sources, head: &Head) -> Sheet {
    let cell = |words: String| Cell { runs: vec![Run::plain(words)], language: None };
    let heads = ["Paragraph", "Contributed by", "Earlier", "How and why"];
    let table = Table {
        caption: "Sources of each paragraph".to_owned(),
        header: heads.map(|head| cell(head.to_owned())).to_vec(),
        rows: sources.rows.iter().map(|row| cells(record, row).map(cell).to_vec()).collect(),
        widths: vec![2, 5, 3, 5],
        row_heads: true,
        landscape: true,
    };
    let mut notes = vec![
        "What the entries of the record say, each named by its number. `not recorded`: the record does not say; nothing is guessed from likeness of words."
            .to_owned(),
    ];
    if sources.withheld > 0 {
        let count = counted(sources.withheld, "paragraph", "paragraphs");
        notes.push(format!("{count} not disclosed, and left out."));
    }
    sheet("Source table", head, notes, vec![Block::Table(table)])
}

fn cells(record: &Record, row: &Row) -> [String; 4] {
    let label = row.label.clone().unwrap_or_else(|| "not disclosed".to_owned());
    let givers = row.contributors.iter().map(|giver| {
        let who = giver.who.as_ref().map_or("not named".to_owned(), |id| name(record, id));
        let symbol = giver.symbol.as_ref().map_or(String::new(), |s| format!(", {s}"));
        format!("{who}: {}{symbol} ({})", giver.how, giver.entry)
    });
    let were = row.originals.iter().map(|was| {
        let text = record.group().name_of(&was.text);
        format!("{} ({}) in {text} ({})", was.label, was.provision, was.entry)
    });
    let made = row.made.iter().map(|way| {
        let itself = way.provision == row.provision;
        let of =
            if itself { String::new() } else { format!("{}: ", paragraph(record, &way.provision)) };
        let from: Vec<String> = way.from.iter().map(|id| name(record, id)).collect();
        let from =
            if from.is_empty() { String::new() } else { format!(", from {}", from.join(", ")) };
        let why = way.reason.as_ref().map_or(String::new(), |why| format!(": “{why}”"));
        format!("{of}{}{from} ({}){why}", way.how(), way.entry)
    });
    let mut cells = [
        format!("{label} ({})", row.provision),
        lines(givers.collect(), NOT_RECORDED),
        lines(were.collect(), "none recorded"),
        lines(made.collect(), NOT_RECORDED),
    ];
    if row.withheld > 0 {
        cells[3].push_str(&format!(
            "\n{} not disclosed",
            counted(row.withheld, "contribution or act", "contributions or acts")
        ));
    }
    cells
}

fn lines(all: Vec<String>, none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.join("\n") }
}
