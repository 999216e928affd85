//! Drafts taken into a record: what is printed is read and admitted, and every word is somewhere.

use super::world::{Ended, Room, check, run};
use docx::{Comment, CommentId, Document, Note, NoteRef, Paragraph, Revision, RevisionKind, Run};
use record::event::texts::Change;
use record::{Event, Record};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const RECORD: &str = "minutes/1\ngroup RIVER \"Working Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n";
const PEOPLE: &str = "Ann Lee = ARD\nBo Dahl = BOR\n";

/// Takes a draft in, adds what is printed to a record, and replays it: nothing may be wrong in it.
fn taken(arguments: &[&str], record: &str) -> (Ended, Record) {
    let room = Room::new();
    let file = room.write("r.minutes", record);
    let mut all = vec!["text", "minutes"];
    all.extend(arguments);
    all.extend(["--record", &file]);
    let ended = check(&all, 0, "");
    let minutes = record::minutes::parse(format!("{record}{}", ended.out).as_bytes());
    assert!(minutes.diagnostics.is_empty(), "{:?}", minutes.diagnostics);
    let replayed = Record::replay(minutes);
    assert!(replayed.refused().is_empty(), "{:?}", replayed.refused());
    (ended, replayed)
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    parts.map(str::to_owned).collect()
}

/// The words of what was printed: of comments, labels and provisions, in order.
fn printed(lines: &str) -> Vec<String> {
    let mut all = String::new();
    for line in lines.lines() {
        if let Some(comment) = line.strip_prefix('#') {
            let _ = writeln!(all, "{comment}");
            continue;
        }
        let read = record::minutes::parse_line(&format!("1 {line}")).expect("a canonical line");
        if let Some(Event::ProvisionTabled(event)) = read.event() {
            let _ = writeln!(all, "{} {}", event.label, event.words.text);
        }
    }
    words(&all)
}

/// Real drafts, where the data are beside the workspace.
fn material() -> Vec<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("RAPPORTEUR_DATA").map_or_else(beside, PathBuf::from);
    let mut found: Vec<PathBuf> = ["drafts", "specimens"]
        .into_iter()
        .filter_map(|folder| std::fs::read_dir(data.join(folder)).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "txt"))
        .collect();
    found.sort();
    found
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn whole_drafts_are_admitted_and_every_word_of_them_is_kept_in_order() {
    let material = material();
    if material.is_empty() {
        eprintln!("skipped: the drafts are not there");
    }
    for path in material {
        let whole = std::fs::read_to_string(&path).expect("a draft");
        let draft = whole.split_once("\n# ----\n").map_or(whole.as_str(), |(_, draft)| draft);
        let room = Room::new();
        let file = room.write("draft.md", draft);
        let (ended, record) = taken(&[&file], RECORD);
        assert!(printed(&ended.out) == words(draft), "{}", path.display());
        assert!(!record.group().provisions.is_empty(), "{}", path.display());
    }
}

const DRAFT: &str = "\
## Part one

Ardenia / Norland

1. Parties [shall][should] act.

1 alt Parties may act.

**Option 1:**

No text

2. [Placeholder for rivers]

Ardenia / Boreland

* Words of two parties. (Agreed)

[^1]: Ardenia makes a reservation on paragraph 1.
";

#[test]
fn paragraphs_options_and_alternatives_become_provisions() {
    let room = Room::new();
    let file = room.write("draft.md", DRAFT);
    let (ended, record) = taken(&[&file, "--title", "First draft"], RECORD);
    let expected = "\
text DRAFT \"First draft\" rolling-text
# Part one
# Ardenia / Norland
provision P1 \"1\" en \"Parties [shall][should] act.\" in DRAFT
provision P2 \"1 alt\" en \"Parties may act.\" in DRAFT, after P1, alternative-to P1
provision P3 \"Option 1\" en \"No text\" in DRAFT
provision P4 \"2\" en \"[Placeholder for rivers]\" in DRAFT, placeholder
provision P5 \"\" en \"Words of two parties. (Agreed)\" in DRAFT, by ARD, BOR
# [^1]: Ardenia makes a reservation on paragraph 1.
";
    assert_eq!(ended.out, expected);
    for told in
        ["headings (1)", "line 3: Ardenia / Norland", "a reservation (1)", "marks of status"]
    {
        assert!(ended.err.contains(told), "{told}\n{}", ended.err);
    }
    assert_eq!(record.group().provisions.len(), 5);
}

#[test]
fn identities_go_on_where_those_of_the_record_end() {
    let room = Room::new();
    let file = room.write("draft.md", "One.\n\nTwo.\n");
    let record =
        format!("{RECORD}text OLD \"Old\" rolling-text\nprovision P1 \"1\" en \"x\" in OLD\n");
    let (ended, _) = taken(&[&file, "--by", "ARD"], &record);
    assert!(
        ended.out.contains("provision P2 \"\" en \"One.\" in DRAFT, by ARD\n"),
        "{}",
        ended.out
    );
    let file_of_record = room.write("r.minutes", &record);
    let twice = ["text", "minutes", &file, "--by", "NOBODY", "--record", &file_of_record];
    check(&twice, 1, "not admitted");
    check(&["text", "minutes", &file_of_record], 2, "is a record already");
    check(&["text", "minutes", &file, "--id", "draft"], 2, "capital letter");
}

#[test]
fn a_paragraph_without_label_is_told_of_by_its_identity() {
    let room = Room::new();
    let file = room.write("a.md", "One.\n");
    let (ended, _) = taken(&[&file], RECORD);
    let record = room.write("r.minutes", &format!("{RECORD}{}ARD objects to P1\n", ended.out));
    check(&["show", &record], 0, "P1        contested");
}

fn plain(text: &str) -> Run {
    Run::plain(text)
}

fn revision(kind: RevisionKind, author: &str) -> Revision {
    Revision { kind, author: author.to_owned(), date: Some("2026-03-02T10:00:00Z".to_owned()) }
}

fn came(text: &str, author: &str) -> Run {
    Run { revisions: vec![revision(RevisionKind::Inserted, author)], ..plain(text) }
}

fn went(text: &str, author: &str) -> Run {
    Run { revisions: vec![revision(RevisionKind::Deleted, author)], ..plain(text) }
}

fn paragraph(runs: Vec<Run>) -> Paragraph {
    Paragraph { runs, ..Paragraph::default() }
}

#[test]
fn marks_by_hand_that_nothing_explains_are_listed_struck_words_first() {
    let marked = |text: &str, direct: docx::Marks| Run { direct, ..plain(text) };
    let bold = docx::Marks { bold: Some(true), ..docx::Marks::default() };
    let strike = docx::Marks { strike: Some(true), ..docx::Marks::default() };
    let italic = docx::Marks { italic: Some(true), ..docx::Marks::default() };
    let document = Document {
        paragraphs: vec![
            paragraph(vec![marked("Recalling", italic), plain(" rivers,")]),
            paragraph(vec![
                marked("All", bold.clone()),
                plain(" pay "),
                marked("equally", strike),
                marked("fairly", bold),
            ]),
        ],
        ..Document::default()
    };
    let room = Room::new();
    let file = room.write_bytes("back.docx", &docx::write(&document).bytes);
    let (ended, _) = taken(&[&file], RECORD);
    assert!(ended.out.contains("All pay equallyfairly"), "{}", ended.out);
    let told = "struck ones too (3)
    line 3: strike: “equally”
    line 3: bold: “All”
    line 3: bold: “fairly”
";
    assert!(ended.err.contains(told), "{}", ended.err);
    assert!(ended.err.contains("passages in italics by hand"), "{}", ended.err);
    let legend = room.write("legend.txt", "strike = gone\nbold = party ARD\n");
    let (ended, _) = taken(&[&file, "--legend", &legend], RECORD);
    assert!(!ended.err.contains("struck ones too"), "{}", ended.err);
}

#[test]
fn tables_and_code_of_markdown_are_no_provisions() {
    let room = Room::new();
    let draft = "1. Alpha.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n\n1. more\n```\n\n2. Beta.\n\n```\n3. Gamma.\n";
    let file = room.write("draft.md", draft);
    let (ended, _) = taken(&[&file], RECORD);
    let expected = "\
text DRAFT \"draft\" rolling-text
provision P1 \"1\" en \"Alpha.\" in DRAFT
# | a | b |
# |---|---|
# | 1 | 2 |
# ``` code
# 1. more ```
provision P2 \"2\" en \"Beta.\" in DRAFT
# ```
provision P3 \"3\" en \"Gamma.\" in DRAFT
";
    assert_eq!(ended.out, expected);
    for told in ["lines of tables (3), kept as comments: line 3, 4, 5", "fenced blocks (2)"] {
        assert!(ended.err.contains(told), "{told}\n{}", ended.err);
    }
}

#[test]
fn cells_of_tables_in_word_are_taken_in_and_counted() {
    let cell = |column, text| Paragraph {
        place: docx::Place::Table(docx::Cell { column, span: 1, ..docx::Cell::default() }),
        ..paragraph(vec![plain(text)])
    };
    let document = Document {
        paragraphs: vec![
            paragraph(vec![plain("1. Alpha.")]),
            cell(0, "Party"),
            cell(1, "Words"),
            paragraph(vec![plain("2. Beta.")]),
        ],
        ..Document::default()
    };
    let room = Room::new();
    let file = room.write_bytes("back.docx", &docx::write(&document).bytes);
    let (ended, _) = taken(&[&file], RECORD);
    let told = "cells of tables taken in as paragraphs (2): line 3, 5\n";
    assert!(ended.err.contains(told), "{}", ended.err);
}

/// What two delegations and a stranger made of a draft of four paragraphs.
fn returned() -> Vec<u8> {
    let remarked = Run { comments: vec![CommentId(0)], ..plain(" notify") };
    let note = Run { note: Some(NoteRef::Footnote(0)), ..Run::default() };
    let new = Paragraph {
        mark: vec![revision(RevisionKind::Inserted, "Bo Dahl")],
        ..paragraph(vec![came("2 bis. Data are free.", "Bo Dahl")])
    };
    let gone = Paragraph {
        mark: vec![revision(RevisionKind::Deleted, "Ann Lee")],
        ..paragraph(vec![went("3. All pay all costs.", "Ann Lee")])
    };
    let document = Document {
        paragraphs: vec![
            Paragraph { level: Some(1), ..paragraph(vec![plain("Duties")]) },
            paragraph(vec![
                plain("1. Parties "),
                went("shall", "Ann Lee"),
                came("should", "Ann Lee"),
                remarked,
                came(" in time", "Bo Dahl"),
                plain(" and Parties "),
                went("shall", "Ann Lee"),
                came("may", "Ann Lee"),
                plain(" answer"),
                came(" soon", "pc-7"),
                plain("."),
                note,
            ]),
            paragraph(vec![plain("2. Data are exchanged.")]),
            new,
            gone,
            paragraph(vec![went("4", "Bo Dahl"), came("5", "Bo Dahl"), plain(". The end.")]),
        ],
        comments: vec![Comment {
            author: "Ann Lee".to_owned(),
            paragraphs: vec![paragraph(vec![plain("How?")])],
            ..Comment::default()
        }],
        footnotes: vec![Note {
            paragraphs: vec![paragraph(vec![
                plain("See "),
                came("all of ", "Ann Lee"),
                plain("the annex."),
            ])],
        }],
        ..Document::default()
    };
    docx::write(&document).bytes
}

#[test]
fn tracked_changes_become_amendments_by_those_they_were_typed_for() {
    let room = Room::new();
    let file = room.write_bytes("back.docx", &returned());
    let people = room.write("people.txt", PEOPLE);
    let (ended, record) = taken(&[&file, "--people", &people], RECORD);
    let expected = "\
text DRAFT \"back\" rolling-text
# Duties
provision P1 \"1\" en \"Parties shall notify and Parties shall answer.[^1]\" in DRAFT
provision P2 \"2\" en \"Data are exchanged.\" in DRAFT
provision P3 \"3\" en \"All pay all costs.\" in DRAFT
provision P4 \"4\" en \"The end.\" in DRAFT
# [^1]: See the annex.
ARD amends P1 as AM1 replace \"shall notify\" with \"should notify\"
BOR amends P1 as AM2 insert \" in time\" after \"notify\"
ARD amends P1 as AM3 replace \"shall answer\" with \"may answer\"
provision P5 \"2 bis\" en \"Data are free.\" in DRAFT, by BOR, after P2
ARD amends P3 as AM4 delete \"All pay all costs.\"
";
    assert_eq!(ended.out, expected);
    for told in [
        "{+ soon+}, typed by pc-7",
        "{-4-}{+5+}, BOR (typed by Bo Dahl)",
        "ARD (typed by Ann Lee): How?",
        "[^1]: See all of the annex.",
    ] {
        assert!(ended.err.contains(told), "{told}\n{}", ended.err);
    }
    let whole = |a: &Change| matches!(a, Change::Delete { .. });
    assert_eq!(record.group().amendments.values().filter(|a| whole(&a.change)).count(), 1);
}

/// Inserts ` more` in one paragraph of a file between two provisions: it amends neither, and is listed.
fn check_inserted(words: &[&str], level: Option<u8>) {
    let room = Room::new();
    let mut runs: Vec<Run> = words.iter().map(|words| plain(words)).collect();
    runs.insert(1, came(" more", "Ann Lee"));
    let document = Document {
        paragraphs: vec![
            paragraph(vec![plain("1. Alpha beta.")]),
            Paragraph { level, ..paragraph(runs) },
            paragraph(vec![plain("2. Gamma delta.")]),
        ],
        ..Document::default()
    };
    let file = room.write_bytes("back.docx", &docx::write(&document).bytes);
    let people = room.write("people.txt", PEOPLE);
    let (ended, _) = taken(&[&file, "--people", &people], RECORD);
    assert!(!ended.out.contains("amends"), "{words:?}\n{}", ended.out);
    for told in ["changes of what is no paragraph's words (1)", "line 3: {+ more+}, ARD"] {
        assert!(ended.err.contains(told), "{words:?} {told}\n{}", ended.err);
    }
}

#[test]
fn what_is_inserted_in_no_provision_amends_none() {
    check_inserted(&["Real heading"], Some(1));
    check_inserted(&["Real", " heading"], Some(1));
    check_inserted(&["Chair: we", " go on."], None);
    check_inserted(&[">> NOR: We", " object."], None);
    check_inserted(&["Ardenia / Boreland"], None);
    check_inserted(&["MOD", " 3"], None);
    check_inserted(&["[^7]: See", " the annex."], None);
}

#[test]
fn what_is_inserted_at_the_end_of_a_provision_amends_it() {
    let room = Room::new();
    let end = vec![plain("1. Alpha beta."), came(" Gamma.", "Ann Lee")];
    let document = Document {
        paragraphs: vec![paragraph(vec![plain("0. Omega.")]), paragraph(end)],
        ..Document::default()
    };
    let file = room.write_bytes("back.docx", &docx::write(&document).bytes);
    let people = room.write("people.txt", PEOPLE);
    let (ended, _) = taken(&[&file, "--people", &people], RECORD);
    let expected = "ARD amends P2 as AM1 insert \" Gamma.\" after \".\"\n";
    assert!(ended.out.ends_with(expected), "{}", ended.out);
}

#[test]
fn a_text_that_is_on_the_record_is_amended_and_not_tabled_again() {
    let room = Room::new();
    let file = room.write_bytes("back.docx", &returned());
    let people = room.write("people.txt", PEOPLE);
    let on_record = format!(
        "{RECORD}text DRAFT \"Draft\" rolling-text\nprovision A \"1\" en \"Parties shall notify and Parties shall answer.[^1]\" in DRAFT\nprovision B \"2\" en \"Data are exchanged.\" in DRAFT\nprovision C \"3\" en \"Some pay some costs.\" in DRAFT\n"
    );
    let (ended, _) = taken(&[&file, "--people", &people], &on_record);
    let expected = "\
ARD amends A as AM1 replace \"shall notify\" with \"should notify\"
BOR amends A as AM2 insert \" in time\" after \"notify\"
ARD amends A as AM3 replace \"shall answer\" with \"may answer\"
provision P1 \"2 bis\" en \"Data are free.\" in DRAFT, by BOR, after B
";
    assert_eq!(ended.out, expected);
    assert!(ended.err.contains("does not hold with these words (2)"), "{}", ended.err);
    assert!(ended.err.contains("{-3. All pay all costs.-}"), "{}", ended.err);
}

#[test]
fn what_is_on_the_record_already_is_not_written_twice() {
    let room = Room::new();
    let file = room.write_bytes("back.docx", &returned());
    let people = room.write("people.txt", PEOPLE);
    let (first, _) = taken(&[&file, "--people", &people], RECORD);
    let record = format!("{RECORD}{}", first.out);
    let (second, _) = taken(&[&file, "--people", &people], &record);
    assert_eq!(second.out, "");
    for told in [
        "changes that are on the record already (5)",
        "{+ in time+}, BOR (typed by Bo Dahl): AM2",
        "Data are free.: P5",
    ] {
        assert!(second.err.contains(told), "{told}\n{}", second.err);
    }
    assert!(!second.err.contains("line end"), "{}", second.err);
    let others = room.write("people.txt", "Bo Dahl = ARD\n");
    let (third, _) = taken(&[&file, "--people", &others], &record);
    assert!(third.out.contains("ARD amends P1 as AM5 insert \" in time\""), "{}", third.out);
}

#[test]
fn a_record_that_ends_within_a_line_is_told() {
    let room = Room::new();
    let file = room.write("draft.md", "1. Alpha.\n");
    let record = room.write("r.minutes", RECORD.trim_end());
    let told = "the record does not end with a line end; add one before appending";
    check(&["text", "minutes", &file, "--record", &record], 0, told);
}

#[test]
fn a_party_that_is_not_on_the_record_moves_nothing() {
    let room = Room::new();
    let file = room.write_bytes("back.docx", &returned());
    let people = room.write("people.txt", "Ann Lee = XYZ\nBo Dahl = 77\n");
    let (ended, _) = taken(&[&file, "--people", &people], RECORD);
    assert!(!ended.out.contains("amends"), "{}", ended.out);
    assert!(ended.err.contains("for a party that is no identity"), "{}", ended.err);
    let alone = run(&["text", "minutes", &file, "--people", &people]);
    assert!(alone.out.contains("XYZ amends P1 as AM1") && !alone.out.contains("\n77 amends"));
    assert_eq!(alone.code, 0, "{}", alone.err);
}

#[test]
fn hostile_drafts_are_taken_in_or_refused_in_words() {
    let room = Room::new();
    let deep = room.write("deep.md", &format!("{}x{}\n", "[".repeat(5000), "]".repeat(5000)));
    check(&["text", "minutes", &deep], 1, "not admitted");
    let long = room.write("long.md", &"word ".repeat(80_000));
    check(&["text", "minutes", &long], 0, "longer than a line of minutes");
    let odd = room.write("odd.md", "# a\u{202e}b\u{1b}[31m\n\n\"\\ \u{7}\r\n1.\tx\r\n");
    let (ended, _) = taken(&[&odd], RECORD);
    assert!(!ended.out.contains(['\u{202e}', '\u{1b}', '\u{7}']), "{}", ended.out);
    taken(&[&room.write("empty.md", "")], RECORD);
}

#[test]
fn a_line_of_holders_has_a_colon_or_a_stroke() {
    let check_line = |line: &str, expected: &str| {
        let room = Room::new();
        let file = room.write("draft.md", &format!("{line}\n\n2. Beta.\n"));
        let (ended, _) = taken(&[&file], RECORD);
        assert!(ended.out.ends_with(expected), "{line}\n{}", ended.out);
    };
    check_line("Ardenia:", " P1 \"2\" en \"Beta.\" in DRAFT, by ARD\n");
    check_line("Ardenia / Boreland", " P1 \"2\" en \"Beta.\" in DRAFT, by ARD, BOR\n");
    check_line("Ardenia", " \"Ardenia\" in DRAFT\nprovision P2 \"2\" en \"Beta.\" in DRAFT\n");
}

/// The files that the guide shows, and what its commands print.
#[test]
fn the_guide_shows_what_is_printed() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/taking-in-a-draft.md");
    let page = std::fs::read_to_string(page).expect("the guide");
    assert!(!page.contains('@'), "a mark of a template");
    let room = Room::new();
    for name in ["river.minutes", "draft.md", "people.txt"] {
        let (_, behind) = page.split_once(&format!("`{name}`:\n\n```text\n")).expect("a file");
        room.write(name, behind.split_once("```").expect("its end").0);
    }
    let shown = |words: &str| {
        let ended = super::world::rapporteur(&words.split(' ').collect::<Vec<_>>())
            .current_dir(room.path(""))
            .output()
            .expect("runs");
        let said = format!(
            "$ rapporteur {words}\n{}{}",
            String::from_utf8_lossy(&ended.stdout),
            String::from_utf8_lossy(&ended.stderr)
        );
        assert!(page.contains(&said), "the guide does not show\n{said}");
        String::from_utf8(ended.stdout).expect("UTF-8")
    };
    let add = |lines: &str| {
        let record = String::from_utf8(room.read("river.minutes")).expect("UTF-8");
        room.write("river.minutes", &format!("{record}{lines}"));
    };
    add(&shown("text minutes draft.md --kind chairs-text --record river.minutes"));
    shown("text sheet river.minutes --show clean -o sent.docx");
    room.write_bytes("returned.docx", &as_returned(&room.read("sent.docx")));
    add(&shown("text minutes returned.docx --people people.txt --record river.minutes"));
    shown("check river.minutes");
}

/// What delegations made of the sheet of the guide.
fn as_returned(sent: &[u8]) -> Vec<u8> {
    let mut document = docx::read(sent, &docx::Limits::default()).expect("a file of ours").document;
    let find = |document: &Document, words: &str| {
        let at = document.paragraphs.iter().position(|p| p.text_accepted().contains(words));
        at.expect("a paragraph of the sheet")
    };
    let duty = find(&document, "notify");
    let runs = &mut document.paragraphs[duty].runs;
    *runs =
        parted(runs, " of floods", vec![came(" without delay", "Ann Lee"), plain(" of floods")]);
    let shall = vec![went("shall", "Bo Dahl"), came("should", "Bo Dahl"), plain(" keep")];
    *runs = parted(runs, "shall keep", shall);
    runs.iter_mut().for_each(|run| run.comments = vec![CommentId(0)]);
    document.comments.push(Comment {
        author: "Bo Dahl".to_owned(),
        paragraphs: vec![paragraph(vec![plain("Who pays?")])],
        ..Comment::default()
    });
    let costs = find(&document, "Costs");
    for run in &mut document.paragraphs[costs].runs {
        run.revisions = vec![revision(RevisionKind::Deleted, "pc-7")];
    }
    let data = find(&document, "monthly");
    let mark = vec![revision(RevisionKind::Inserted, "Ann Lee")];
    let new = paragraph(vec![came("2 bis. Data are free of charge.", "Ann Lee")]);
    document.paragraphs.insert(data + 1, Paragraph { mark, ..new });
    docx::write(&document).bytes
}

/// Runs with others in the place of words.
fn parted(runs: &[Run], words: &str, by: Vec<Run>) -> Vec<Run> {
    let at = runs.iter().position(|run| run.text.contains(words)).expect("the words");
    let (before, behind) = runs[at].text.split_once(words).expect("the words");
    let part = |text: &str| vec![Run { text: text.to_owned(), ..runs[at].clone() }];
    [&runs[..at], &part(before), &by, &part(behind), &runs[at + 1..]].concat()
}
