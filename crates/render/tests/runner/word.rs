//! Word files read as negotiating text.

use docx::{
    Comment, CommentId, Document, Marks, Note, NoteRef, Numbering, Paragraph, Revision,
    RevisionKind, Run,
};
use render::word::{How, Legend, People, Text, read};

fn run(text: &str) -> Run {
    Run::plain(text)
}

fn tracked(text: &str, author: &str, kind: RevisionKind) -> Run {
    let revision =
        Revision { kind, author: author.to_owned(), date: Some("2026-03-02T10:00:00Z".to_owned()) };
    Run { revisions: vec![revision], ..run(text) }
}

fn inserted(text: &str, author: &str) -> Run {
    tracked(text, author, RevisionKind::Inserted)
}

fn deleted(text: &str, author: &str) -> Run {
    tracked(text, author, RevisionKind::Deleted)
}

fn paragraph(runs: Vec<Run>) -> Paragraph {
    Paragraph { runs, ..Paragraph::default() }
}

fn struck(text: &str) -> Run {
    Run::marked(text, Marks { strike: Some(true), ..Marks::default() })
}

fn bold(text: &str) -> Run {
    Run::marked(text, Marks { bold: Some(true), ..Marks::default() })
}

/// Written as a Word file, and read.
fn through(paragraphs: Vec<Paragraph>, people: &[(&str, &str)], legend: &str) -> Text {
    let document = Document { paragraphs, ..Document::default() };
    through_document(&document, people, legend)
}

fn through_document(document: &Document, people: &[(&str, &str)], legend: &str) -> Text {
    let people: People =
        people.iter().map(|(name, party)| ((*name).to_owned(), (*party).to_owned())).collect();
    let (legend, wrong) = Legend::parse(legend);
    assert!(wrong.is_empty());
    read(&docx::write(document).bytes, &people, &legend).expect("a Word file of ours is read")
}

/// Changes as `gone→new by author/party`.
fn changes(text: &Text) -> Vec<String> {
    text.changes
        .iter()
        .map(|c| {
            format!(
                "{}→{} by {}/{}",
                c.gone,
                c.new,
                c.by.author,
                c.by.party.as_deref().unwrap_or("?")
            )
        })
        .collect()
}

#[test]
fn tracked_changes_give_the_text_before_and_after_and_who_typed() {
    let text = through(
        vec![
            paragraph(vec![
                run("The Parties "),
                deleted("shall", "J. Smith"),
                inserted("should", "J. Smith"),
                run(" notify"),
                inserted(" [as appropriate]", "secretariat-pc2"),
                run("."),
            ]),
            paragraph(vec![run("Second.")]),
        ],
        &[("J. Smith", "ARD")],
        "",
    );
    assert_eq!(text.before, "The Parties shall notify.\n\nSecond.\n\n");
    assert_eq!(text.after, "The Parties should notify [as appropriate].\n\nSecond.\n\n");
    let expected = ["shall→should by J. Smith/ARD", "→ [as appropriate] by secretariat-pc2/?"];
    assert_eq!(changes(&text), expected);
    assert!(text.changes.iter().all(|c| c.how == How::Tracked && c.line_before == 1));
    assert_eq!(text.changes[1].at, "The Parties shall notify".len());
}

#[test]
fn an_inserted_paragraph_is_not_there_before_and_a_deleted_one_not_after() {
    let mark = |kind| Revision { kind, author: "A".to_owned(), date: None };
    let text = through(
        vec![
            paragraph(vec![run("One.")]),
            Paragraph {
                mark: vec![mark(RevisionKind::Inserted)],
                ..paragraph(vec![inserted("New.", "A")])
            },
            Paragraph {
                mark: vec![mark(RevisionKind::Deleted)],
                ..paragraph(vec![deleted("Old.", "A")])
            },
            paragraph(vec![run("Two.")]),
        ],
        &[],
        "",
    );
    assert_eq!(text.before, "One.\n\nOld.\n\nTwo.\n\n");
    assert_eq!(text.after, "One.\n\nNew.\n\nTwo.\n\n");
    assert_eq!(changes(&text), ["→New. by A/?", "Old.→ by A/?"]);
}

#[test]
fn marks_by_hand_mean_what_the_documents_legend_says() {
    let text = through(
        vec![
            paragraph(vec![run(
                "Legend: bold indicates new text. Strikethrough indicates text to be deleted.",
            )]),
            paragraph(vec![run("The Parties "), struck("shall"), bold("should"), run(" notify.")]),
        ],
        &[],
        "",
    );
    assert!(text.before.ends_with("The Parties shall notify.\n\n"), "{}", text.before);
    assert!(text.after.ends_with("The Parties should notify.\n\n"), "{}", text.after);
    assert_eq!(changes(&text), ["shall→should by /?"]);
    assert_eq!(text.changes[0].how, How::ByHand);
}

#[test]
fn without_a_legend_nothing_is_guessed_and_every_mark_is_listed() {
    let paragraphs = || {
        vec![paragraph(vec![run("The Parties "), struck("shall"), bold("should"), run(" notify.")])]
    };
    let text = through(paragraphs(), &[], "");
    assert_eq!(text.before, text.after);
    assert_eq!(text.after, "The Parties shallshould notify.\n\n");
    let marks: Vec<String> =
        text.marked.iter().map(|m| format!("{} {}", m.mark, m.words)).collect();
    assert_eq!(marks, ["strike shall", "bold should"]);
    assert!(text.marked.iter().all(|m| m.meaning.is_none()));
    let said = through(paragraphs(), &[], "strike = gone\nbold = party ARD");
    assert_eq!(said.after, "The Parties should notify.\n\n");
}

#[test]
fn headings_numbers_notes_and_remarks_come_along() {
    let numbered = |label: &str, words: &str| Paragraph {
        numbering: Some(Numbering::Literal { label: label.to_owned(), level: 0 }),
        runs: vec![Run { comments: vec![CommentId(0)], ..run(words) }],
        ..Paragraph::default()
    };
    let mut article = Paragraph { level: Some(2), ..paragraph(vec![run("Article 3")]) };
    article.style = "Heading2".to_owned();
    let mut noted = numbered("3bis.", "Parties [shall][should] act");
    noted.runs.push(Run { note: Some(NoteRef::Footnote(0)), ..Run::default() });
    let remark = Comment {
        author: "J. Smith".to_owned(),
        paragraphs: vec![paragraph(vec![run("We reserve.")])],
        ..Comment::default()
    };
    let document = Document {
        paragraphs: vec![article, noted],
        comments: vec![remark],
        footnotes: vec![Note { paragraphs: vec![paragraph(vec![run("A note.")])] }],
        ..Document::default()
    };
    let text = through_document(&document, &[("J. Smith", "ARD")], "");
    assert_eq!(
        text.after,
        "## Article 3\n\n3bis. Parties [shall][should] act[^1]\n\n[^1]: A note.\n\n"
    );
    let remark = &text.remarks[0];
    assert_eq!((remark.line, remark.words.as_str()), (3, "We reserve."));
    assert_eq!(remark.about, "Parties [shall][should] act");
    assert_eq!((remark.by.author.as_str(), remark.by.party.as_deref()), ("J. Smith", Some("ARD")));
}

#[test]
fn what_is_no_word_file_is_refused() {
    for bytes in [b"".as_slice(), b"plain text", b"PK\x03\x04", b"%PDF-1.7"] {
        read(bytes, &People::new(), &Legend::default()).expect_err("refused");
    }
}
