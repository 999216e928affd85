//! Two versions compared: inline, and side by side.

use super::{Head, Words, sheet};
use crate::words::counted;
use render::sheet::{Block, Cell, Change, Heading, Paragraph, Run, Sheet, Table};
use text::diff::{self, ChangeKind, Kind, Side};
use text::draft::BlockKind;

/// The second version, with what went from the first shown where it stood.
pub(crate) fn inline(a: &Words<'_>, b: &Words<'_>, head: &Head, changes: &[diff::Change]) -> Sheet {
    let blocks =
        changes.iter().filter(|c| c.kind != ChangeKind::Space).map(|c| block(a, b, c)).collect();
    sheet("Versions compared", head, vec![tally(changes)], blocks)
}

/// What became of how many paragraphs.
pub(crate) fn tally(changes: &[diff::Change]) -> String {
    let count = |kinds: &[ChangeKind]| changes.iter().filter(|c| kinds.contains(&c.kind)).count();
    let parts = [
        (count(&[ChangeKind::Kept, ChangeKind::Respaced]), "as it was", "as they were"),
        (count(&[ChangeKind::Changed]), "changed", "changed"),
        (count(&[ChangeKind::Inserted]), "new", "new"),
        (count(&[ChangeKind::Deleted]), "gone", "gone"),
        (count(&[ChangeKind::MovedHere]), "moved", "moved"),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|p| p.0 > 0)
        .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
        .collect();
    let total: usize = parts.iter().map(|p| p.0).sum();
    format!("{}: {}.", counted(total, "paragraph", "paragraphs"), said.join(", "))
}

fn block(a: &Words<'_>, b: &Words<'_>, change: &diff::Change) -> Block {
    let runs = edited(a, b, change);
    let place = |words: &Words<'_>, number: Option<usize>| {
        number.and_then(|n| words.draft.paragraphs.get(n)).map_or(0, |p| p.line)
    };
    let (from, to) = (place(a, change.from), place(b, change.to));
    let what = match change.kind {
        ChangeKind::Inserted => Change::Inserted { by: None },
        ChangeKind::Deleted => Change::Deleted { by: None },
        ChangeKind::MovedHere => Change::MovedHere { from: format!("line {from}") },
        ChangeKind::MovedAway => Change::MovedAway { to: format!("line {to}") },
        _ => Change::Kept,
    };
    let anchor = if change.b.is_empty() { String::new() } else { format!("l{to}") };
    let (words, byte) = if change.b.is_empty() { (a, change.a.start) } else { (b, change.b.start) };
    let level = words.draft.block_at(byte).and_then(|index| match words.draft.blocks[index].kind {
        BlockKind::Heading(level) => Some(u32::from(level)),
        _ => None,
    });
    match level {
        Some(level) if what == Change::Kept => Block::Heading(Heading { level, anchor, runs }),
        _ => Block::Paragraph(Paragraph { anchor, runs, change: what, ..Paragraph::default() }),
    }
}

/// The words of a change with what became of them; the blank lines after it are form.
fn edited(a: &Words<'_>, b: &Words<'_>, change: &diff::Change) -> Vec<Run> {
    // Where words stood that are elsewhere now, they are shown as they were; what became of them is shown where they are.
    if change.kind == ChangeKind::MovedAway {
        let paragraph = change.from.and_then(|n| a.draft.paragraphs.get(n));
        return paragraph.map_or_else(Vec::new, |p| a.all(p.range.clone(), &Change::Kept));
    }
    let mut runs = Vec::new();
    let is_whole = matches!(change.kind, ChangeKind::Inserted | ChangeKind::Deleted);
    for edit in &change.edits {
        let mark = |change: Change| if is_whole { Change::Kept } else { change };
        if edit.kind == Kind::Kept {
            runs.extend(b.all(edit.b.clone(), &Change::Kept));
        } else {
            runs.extend(a.all(edit.a.clone(), &mark(Change::Deleted { by: None })));
            runs.extend(b.all(edit.b.clone(), &mark(Change::Inserted { by: None })));
        }
    }
    without_hashes(&mut runs);
    super::marked::trim(&mut runs);
    runs
}

/// The `##` of a heading is form.
fn without_hashes(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut()
        && let rest = first.text.trim_start_matches('#')
        && rest.len() < first.text.len()
        && rest.starts_with(' ')
    {
        first.text = rest.trim_start().to_owned();
    }
}

/// Two columns, a row a paragraph.
pub(crate) fn side_by_side(
    a: &Words<'_>,
    b: &Words<'_>,
    head: &Head,
    names: (&str, &str),
    changes: &[diff::Change],
) -> Sheet {
    let cell = |runs: Vec<Run>| Cell { runs, language: None };
    let mut rows = Vec::new();
    for change in changes.iter().filter(|c| c.kind != ChangeKind::Space) {
        let place = |words: &Words<'_>, number: Option<usize>| {
            number.and_then(|n| words.draft.paragraphs.get(n)).map(|p| p.line.to_string())
        };
        let (from, to) = (place(a, change.from), place(b, change.to));
        let moved = |line: &Option<String>, word: &str| {
            vec![Run::plain(format!("({word} line {})", line.as_deref().unwrap_or("?")))]
        };
        let (left, right) = match change.kind {
            ChangeKind::MovedAway => (moved(&to, "moved to"), Vec::new()),
            ChangeKind::MovedHere => {
                let mut left = moved(&from, "from");
                left.extend(half(a, change, Side::First));
                (left, half(b, change, Side::Second))
            }
            _ => (half(a, change, Side::First), half(b, change, Side::Second)),
        };
        let number = |line: Option<String>, runs: &[Run]| {
            vec![Run::plain(if runs.is_empty() { String::new() } else { line.unwrap_or_default() })]
        };
        rows.push(vec![
            cell(number(from, &left)),
            cell(left.clone()),
            cell(number(to, &right)),
            cell(right),
        ]);
    }
    let header =
        ["Line", names.0, "Line", names.1].map(|name| cell(vec![Run::plain(name)])).to_vec();
    let table = Table {
        caption: "Two versions side by side".to_owned(),
        header,
        rows,
        widths: vec![1, 12, 1, 12],
        row_heads: false,
        landscape: true,
    };
    sheet("Versions side by side", head, vec![tally(changes)], vec![Block::Table(table)])
}

fn half(words: &Words<'_>, change: &diff::Change, side: Side) -> Vec<Run> {
    let mut runs = Vec::new();
    let is_whole = matches!(change.kind, ChangeKind::Inserted | ChangeKind::Deleted);
    for (kind, range) in diff::side(&change.edits, side) {
        let what = match (kind, side) {
            (Kind::Kept, _) => Change::Kept,
            _ if is_whole && side == Side::First => Change::Deleted { by: None },
            _ if is_whole => Change::Inserted { by: None },
            (_, Side::First) => Change::Deleted { by: None },
            (_, Side::Second) => Change::Inserted { by: None },
        };
        runs.extend(words.all(range, &what));
    }
    without_hashes(&mut runs);
    super::marked::trim(&mut runs);
    runs
}
