//! A second reader: `LibreOffice` opens what we write, and we open what it writes. Skipped where it is not installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use docx::*;

use crate::documents::everything;

/// One office at a time: two would fight over memory.
static OFFICE: Mutex<()> = Mutex::new(());

fn installed() -> bool {
    let found = Command::new("soffice").arg("--version").stdout(Stdio::null()).status();
    if found.is_err() {
        eprintln!("skipped: `soffice` is not installed");
    }
    found.is_ok()
}

/// Converts a file in a folder of its own, with a profile of its own; the bytes of the result.
fn convert(bytes: &[u8], to: &str) -> Vec<u8> {
    let _alone = OFFICE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("in.docx"), folder.path().join("out"));
    std::fs::write(&input, bytes).expect("the file is written");
    let mut office = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(&input)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let started = Instant::now();
    while office.try_wait().expect("it can be asked").is_none() {
        if started.elapsed() > Duration::from_secs(180) {
            office.kill().expect("it can be ended");
            panic!("the conversion to {to} did not end in time");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let ending = to.split(':').next().unwrap_or(to);
    let made: PathBuf = Path::new(&out).join("in").with_extension(ending);
    std::fs::read(&made).expect("the conversion made a file")
}

fn reread(document: &Document) -> Read {
    let bytes = convert(&write(document).bytes, "docx");
    read(&bytes, &Limits::default()).expect("we read what it writes")
}

/// What a text says: its words, changes and all, with the labels of its numbers.
fn said(text: &[Paragraph]) -> Vec<String> {
    text.iter()
        .map(|p| {
            let label = p.numbering.as_ref().map(Numbering::label).unwrap_or_default();
            format!("{label}|{}", p.text())
        })
        .collect()
}

#[test]
fn the_text_that_it_shows_is_ours_with_labels_and_without_what_is_struck() {
    if !installed() {
        return;
    }
    let text = convert(&write(&everything()).bytes, "txt:Text (encoded):UTF8");
    let text = String::from_utf8(text).expect("it is UTF-8").replace('\u{feff}', "");
    for line in [
        "Draft text, A/AC.1/L.2",
        "Recalling [all] its resolutions",
        "1. Decides ",
        "(a) the first item;\twith a tab",
        "1.a.i the innermost",
        "(b) the second item",
        "يقرر [إنشاء] فريق عامل",
        "决定设立一个工作组。 👩‍🔬 e\u{301}\u{327}",
        "Reserves <its> & \"position\"",
    ] {
        assert!(text.contains(line), "`{line}` is not in:\n{text}");
    }
}

#[test]
fn what_it_saves_again_says_the_same() {
    if !installed() {
        return;
    }
    let (ours, theirs) = (everything().settled(), reread(&everything()).document);
    // It has no label that stays as written: ours is text before a tab to it, and our own style when it comes back.
    assert_eq!(said(&theirs.paragraphs), said(&ours.paragraphs));
    let changes = |d: &Document| -> Vec<(String, String, Option<String>, bool)> {
        d.paragraphs
            .iter()
            .flat_map(|p| &p.runs)
            .flat_map(|r| {
                r.revisions
                    .iter()
                    .map(|v| (r.text.clone(), v.author.clone(), v.date.clone(), v.kind.adds()))
            })
            .collect()
    };
    assert_eq!(changes(&theirs), changes(&ours));
    // It writes answers before what they answer, and (7.4) forgets which they answer.
    let comments = |d: &Document| {
        let said = |c: &Comment| {
            let words = said(&c.paragraphs).concat();
            (c.author.clone(), words, c.date.clone(), c.done)
        };
        let mut comments: Vec<_> = d.comments.iter().map(said).collect();
        comments.sort();
        let covered = d.paragraphs.iter().flat_map(|p| &p.runs).filter(|r| !r.comments.is_empty());
        (comments, covered.map(|r| r.text.clone()).collect::<String>())
    };
    assert_eq!(comments(&theirs), comments(&ours));
    let notes = |notes: &[Note]| -> Vec<String> {
        notes.iter().flat_map(|n| said(&n.paragraphs)).collect()
    };
    assert_eq!(notes(&theirs.footnotes), notes(&ours.footnotes));
    assert_eq!(notes(&theirs.endnotes), notes(&ours.endnotes));
    // It counts the pages.
    let margins = |d: &Document| {
        let run =
            |r: &Run| (if r.field.is_some() { String::new() } else { r.text.clone() }, r.field);
        let runs =
            |m: &Margin| m.paragraphs.iter().flat_map(|p| &p.runs).map(run).collect::<Vec<_>>();
        d.margins.iter().map(|m| (m.edge, runs(m))).collect::<Vec<_>>()
    };
    assert_eq!(margins(&theirs), margins(&ours));
    let marked = |d: &Document| -> Vec<(String, bool, bool)> {
        let runs = d.paragraphs.iter().flat_map(|p| &p.runs).filter(|r| r.format.bold);
        runs.map(|r| (r.text.clone(), r.format.bold, r.format.right_to_left)).collect()
    };
    assert_eq!(marked(&theirs), marked(&ours));
    assert_eq!(theirs.line_numbers, ours.line_numbers);
    assert_eq!(theirs.properties.title, ours.properties.title);
    assert_eq!(theirs.track_changes, ours.track_changes);
    let cells = |d: &Document| -> Vec<(usize, usize)> {
        d.paragraphs
            .iter()
            .filter_map(
                |p| if let Place::Table(c) = &p.place { Some((c.row, c.column)) } else { None },
            )
            .collect()
    };
    assert_eq!(cells(&theirs), cells(&ours));
}

#[test]
fn it_shows_the_labels_that_we_compute() {
    if !installed() {
        return;
    }
    // What it does not know (7.4) is left out: levels that never start again, digits throughout, levels left out.
    let first = vec![
        Level { start: 3, ..Level::new(NumberFormat::UpperRoman, "Article %1") },
        Level::new(NumberFormat::LowerLetter, "(%2)"),
        Level::new(NumberFormat::LowerRoman, "%1.%2-%3)"),
        Level::new(NumberFormat::UpperRoman, "%1.%2.%4"),
        Level { suffix: Suffix::Space, ..Level::new(NumberFormat::DecimalZero, "%5/") },
        Level::new(NumberFormat::UpperLetter, "%6"),
    ];
    let mut again = List::new(2, first.clone());
    (again.family, again.starts) = (1, vec![(0, 25)]);
    let order = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 2),
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
        (1, 5),
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 1),
        (1, 0),
        (2, 0),
        (2, 1),
        (2, 1),
        (2, 2),
        (2, 0),
        (2, 1),
    ];
    let paragraphs = order.into_iter().map(|(list, level): (u32, u8)| Paragraph {
        numbering: Some(Numbering::Automatic { list, level, label: String::new() }),
        ..Paragraph::plain("", "text")
    });
    let document = Document {
        paragraphs: paragraphs.collect(),
        lists: vec![List::new(1, first), again],
        ..Document::default()
    }
    .settled();
    let ours: Vec<String> = document
        .paragraphs
        .iter()
        .filter_map(|p| p.numbering.as_ref())
        .map(|n| format!("{} text", n.label()))
        .collect();
    let shown = convert(&write(&document).bytes, "txt:Text (encoded):UTF8");
    let shown = String::from_utf8(shown).expect("it is UTF-8").replace('\u{feff}', "");
    let theirs: Vec<String> =
        shown.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(theirs, ours);
}

#[test]
fn what_it_saves_is_read_and_written_without_end_and_stays_the_same() {
    if !installed() {
        return;
    }
    let theirs = reread(&everything()).document;
    let written = write(&theirs);
    let again = read(&written.bytes, &Limits::default()).expect("ours").document;
    assert_eq!(again.paragraphs, theirs.paragraphs);
    assert_eq!(again, theirs);
}

#[test]
fn it_makes_a_pdf_of_it() {
    if !installed() {
        return;
    }
    assert!(convert(&write(&everything()).bytes, "pdf").starts_with(b"%PDF"));
}
