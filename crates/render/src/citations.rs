//! Which sentences a document holds, and which of them rest on each entry.

use report::document::{Block, Document, EvidenceEntry, Line, Section};
use std::collections::BTreeMap;

/// A sentence and where a reader finds it.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'a> {
    /// The sentence.
    pub(crate) line: &'a Line,
    /// Place as printed: "¶ 12", or the number or heading of the section.
    pub(crate) place: String,
}

/// Every sentence of the document, in reading order.
pub(crate) fn sentences(document: &Document) -> Vec<Placed<'_>> {
    let mut placed = Vec::new();
    place_all(&document.status, &shortened(&document.title), &mut placed);
    for section in &document.sections {
        place_section(section, &mut placed);
    }
    placed
}

/// The list of evidence as printed: the document's own list, with a bare entry for any number that a sentence names and
/// the list does not, so that no reference leads nowhere.
pub(crate) fn evidence(document: &Document) -> Vec<EvidenceEntry> {
    let mut entries: BTreeMap<u32, EvidenceEntry> =
        document.evidence.iter().map(|entry| (entry.number.0, entry.clone())).collect();
    for placed in sentences(document) {
        for number in placed.line.basis.entries() {
            entries.entry(number.0).or_insert_with(|| EvidenceEntry {
                number,
                when: String::new(),
                line: String::new(),
                source: String::new(),
                grade: String::new(),
            });
        }
    }
    entries.into_values().collect()
}

/// For each entry number, the sentences that rest on it, in reading order.
///
/// Where several of one place do, they are told apart as encyclopedias do it: "¶ 4 a", "b", "c".
pub(crate) fn by_entry(document: &Document) -> BTreeMap<u32, Vec<Placed<'_>>> {
    let mut by_entry: BTreeMap<u32, Vec<Placed<'_>>> = BTreeMap::new();
    for placed in sentences(document) {
        for entry in placed.line.basis.entries() {
            by_entry.entry(entry.0).or_default().push(placed.clone());
        }
    }
    for citing in by_entry.values_mut() {
        for same in citing
            .chunk_by_mut(|left, right| left.place == right.place)
            .filter(|same| same.len() > 1)
        {
            for (index, placed) in same.iter_mut().enumerate() {
                placed.place =
                    if index == 0 { format!("{}\u{a0}a", placed.place) } else { letters(index) };
            }
        }
    }
    by_entry
}

/// `a` to `z`, then `aa`, `ab`.
fn letters(index: usize) -> String {
    let last = char::from(b'a' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letters(index / 26 - 1)) }
}

/// The first words of a title.
fn shortened(title: &str) -> String {
    let end = title.char_indices().nth(24).and_then(|(at, _)| title[..at].rfind(' '));
    end.map_or_else(|| title.to_owned(), |end| format!("{}…", &title[..end]))
}

/// Whether a cell of a table says something of the record. The printed lexicon explains words, rests on no entry, and is
/// no sentence.
pub(crate) fn is_sentence(cell: &Line) -> bool {
    !cell.basis.entries().is_empty()
}

/// The sentences of one block, in reading order.
pub(crate) fn lines_of(block: &Block) -> Vec<&Line> {
    match block {
        Block::Paragraph { lines, .. } | Block::List(lines) => lines.iter().collect(),
        Block::Provision(provision) => {
            std::iter::once(&provision.status).chain(&provision.notes).collect()
        }
        Block::Views { views, .. } => views
            .iter()
            .flat_map(|view| std::iter::once(&view.holders).chain(&view.lines))
            .collect(),
        Block::Table(table) => {
            table.rows.iter().flatten().filter(|cell| is_sentence(cell)).collect()
        }
        Block::NotVerified(_) => Vec::new(),
    }
}

fn place_section<'a>(section: &'a Section, placed: &mut Vec<Placed<'a>>) {
    let own = if section.number.is_empty() { &section.heading } else { &section.number };
    for block in &section.blocks {
        let place = match block {
            Block::Paragraph { number, .. } => format!("¶\u{a0}{number}"),
            Block::List(_)
            | Block::Provision(_)
            | Block::Views { .. }
            | Block::Table(_)
            | Block::NotVerified(_) => own.clone(),
        };
        place_all(lines_of(block), &place, placed);
    }
    for inner in &section.sections {
        place_section(inner, placed);
    }
}

fn place_all<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    place: &str,
    placed: &mut Vec<Placed<'a>>,
) {
    placed.extend(lines.into_iter().map(|line| Placed { line, place: place.to_owned() }));
}
