//! Whole documents, from minutes.

use record::{Record, minutes};
use report::document::{Block, Document, Line, Section, plain_text};
use report::{Options, Tongue};

fn record(file: &str) -> Record {
    let path = format!("{}/../../minutes/{file}", env!("CARGO_MANIFEST_DIR"));
    Record::replay(minutes::parse(&std::fs::read(path).expect("the minutes are there")))
}

fn document(file: &str, attributed: bool, tongue: Tongue) -> Document {
    let record = record(file);
    let options = Options { attributed, ..Options::default() };
    let manuscript = report::compile(&record, &options).expect("a record of a group");
    report::word(&manuscript, &record, tongue)
}

fn write_lines(lines: &[Line], out: &mut String) {
    for line in lines {
        out.push_str(&format!("  {} [{}] {}\n", line.anchor, line.kind, plain_text(&line.spans)));
    }
}

fn write_section(section: &Section, out: &mut String) {
    out.push_str(&format!("\n## {} {} {{#{}}}\n", section.number, section.heading, section.anchor));
    for block in &section.blocks {
        match block {
            Block::Paragraph { number, lines } => {
                out.push_str(&format!("{number}.\n"));
                write_lines(lines, out);
            }
            Block::List(lines) => write_lines(lines, out),
            Block::Provision(provision) => {
                out.push_str(&format!("{}: {}\n", provision.label, plain_text(&provision.words)));
                write_lines(std::slice::from_ref(&provision.status), out);
                write_lines(&provision.notes, out);
            }
            Block::Views { heading, views } => {
                out.push_str(&format!("{}\n", plain_text(heading)));
                for view in views {
                    write_lines(std::slice::from_ref(&view.holders), out);
                    write_lines(&view.lines, out);
                }
            }
            Block::Table(table) => {
                out.push_str(&format!("{}\n{:?}\n", table.caption, table.head));
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(Line::text).collect();
                    out.push_str(&format!("  {}\n", cells.join(" | ")));
                }
            }
            Block::NotVerified(spans) => out.push_str(&format!("{}\n", plain_text(spans))),
        }
    }
    for part in &section.sections {
        write_section(part, out);
    }
}

/// The document as text, for review.
fn shown(document: &Document) -> String {
    let mut out = format!("{}\n# {}\n", document.group, document.title);
    write_lines(&document.status, &mut out);
    for (label, value) in &document.particulars {
        out.push_str(&format!("{label}: {}\n", plain_text(value)));
    }
    for section in &document.sections {
        write_section(section, &mut out);
    }
    out.push_str(&format!("\n## {}\n", document.labels.evidence));
    for e in &document.evidence {
        out.push_str(&format!(
            "{} | {} | {} | {} | {}\n",
            e.number, e.when, e.grade, e.source, e.line
        ));
    }
    out
}

#[test]
fn tmp_dump() {
    for file in ["headwaters.minutes", "last-hours.minutes", "wgec.minutes"] {
        for attributed in [true, false] {
            for tongue in Tongue::ALL {
                let doc = document(file, attributed, *tongue);
                std::fs::write(
                    format!("/tmp/wording-{file}-{attributed}-{}.txt", tongue.tag()),
                    shown(&doc),
                )
                .unwrap();
            }
        }
    }
}
