//! Splits: who of each constituency and coalition is where, matter by matter, counted.

use super::divergence::counts;
use super::figures::{count, two_decimals};
use super::lines::{one, width};
use super::page::{Page, Split};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{marks, words};

/// Bars in the picture, over all matters.
const BARS_MAX: usize = 36;
/// Where bars begin, and how long one is.
const BARS: f64 = 186.0;
const LENGTH: f64 = 234.0;
/// Where the axis of disagreement begins and how long it is.
const INDEX: f64 = 440.0;
const INDEX_LENGTH: f64 = 76.0;
/// Patterns of the levels, lowest first.
const PATTERNS: [&str; 4] = ["against", "pass", "mild", "for"];

/// The picture, if anybody is divided.
pub(super) fn picture(page: &Page) -> Option<Picture> {
    let list = page.splits.as_ref().filter(|list| !list.shown.is_empty())?;
    let mut canvas = Canvas::new("splits");
    canvas.push(&marks::answer_patterns("splits"));
    heads(&mut canvas, page);
    let mut bars = 0;
    let mut shown = 0;
    for thing in &list.shown {
        let groups: Vec<&Split> = thing.groups.iter().filter(|group| is_divided(group)).collect();
        if shown > 0 && bars + groups.len() > BARS_MAX {
            break;
        }
        super::statement_block(&mut canvas, &thing.statement, 2);
        canvas.y += 5.0;
        for group in groups.iter().take(BARS_MAX) {
            row(&mut canvas, page, group);
        }
        canvas.y += 3.0;
        (bars, shown) = (bars + groups.len(), shown + 1);
    }
    let description = "For each constituency or coalition whose members are on different sides a bar of those who took a position: who objects at the left, who supports at the right. At its end the disagreement index: 0 where all hold the same, 1 where half stand at each end. The most split first.";
    let title = "Where members of one constituency or coalition are on different sides";
    let mut picture = canvas.finish(title.to_owned(), description.to_owned(), vec![table(page)]);
    picture.left_out = words::left_out("matters", shown, list.of);
    Some(picture)
}

/// Whether its members are on different sides: those who can accept and those who support are on one.
fn is_divided(split: &Split) -> bool {
    let [objects, reserves, accepts, supports] = split.tally.0;
    let sides = [objects, reserves, accepts.saturating_add(supports)];
    sides.iter().filter(|side| **side > 0).count() > 1
}

fn heads(canvas: &mut Canvas, page: &Page) {
    canvas.y = 14.0;
    let mut x = 4.0;
    for (pattern, level) in PATTERNS.iter().zip(words::levels(page.scale)) {
        canvas.bar(Some(pattern), x, canvas.y - 10.0, 16.0, 12.0);
        canvas.words(x + 21.0, canvas.y, "ink", Anchor::Start, level);
        x += width(level, 12.0) + 36.0;
    }
    canvas.words(WIDTH - 4.0, canvas.y, "s soft", Anchor::End, "disagreement: 0 to 1");
    canvas.y += 4.0;
}

fn row(canvas: &mut Canvas, page: &Page, split: &Split) {
    const HEIGHT: f64 = 15.0;
    let y = canvas.y;
    let base = y + 11.5;
    let levels = words::levels(page.scale).iter().zip(split.tally.0);
    let told: Vec<String> = levels.map(|(level, n)| format!("{level} {}", count(n))).collect();
    canvas.open(&format!("{}: {}", split.name, told.join(", ")));
    canvas.name(4.0, base, "ink", Anchor::Start, &one(&split.name, 12.0, BARS - 12.0));
    let total = split.tally.n(page.scale).max(1) as f64;
    let mut x = BARS;
    for (pattern, n) in PATTERNS.iter().zip(split.tally.0) {
        if n == 0 {
            continue;
        }
        let length = n as f64 / total * LENGTH;
        canvas.bar(Some(pattern), x, y, length, HEIGHT);
        let number = count(n);
        let room = width(&number, 11.0) + 6.0;
        if room + 4.0 < length {
            canvas.chip(x + length / 2.0, y + 11.5, room, "s ink", &number);
        }
        x += length;
    }
    let middle = y + 7.5;
    canvas.line("rule", 1.0, (INDEX, middle), (INDEX + INDEX_LENGTH, middle));
    if split.disagreement.is_finite() {
        let end = INDEX + split.disagreement.clamp(0.0, 1.0) * INDEX_LENGTH;
        canvas.line("ink", 3.0, (INDEX, middle), (end, middle));
        canvas.line("ink", 2.0, (end, middle - 6.0), (end, middle + 6.0));
    }
    canvas.words(WIDTH - 4.0, base, "ink", Anchor::End, &two_decimals(split.disagreement));
    canvas.close();
    canvas.y += 19.0;
}

fn table(page: &Page) -> Table {
    let mut header = vec!["Matter", "Who", "What"];
    header.extend(words::levels(page.scale).iter().rev());
    header.push("Disagreement (0 to 1)");
    let mut table = Table::new("Stances inside constituencies and coalitions", &header);
    let Some(list) = &page.splits else { return table };
    let mut shown = 0;
    'things: for thing in &list.shown {
        for (index, group) in thing.groups.iter().enumerate() {
            // The words once, then the number alone.
            let statement = match index {
                0 => Cell::Statement(thing.statement.clone()),
                _ => Cell::theirs(&*thing.statement.id),
            };
            let mut row = vec![
                statement,
                Cell::theirs(&*group.name),
                Cell::ours(words::group_kind(group.kind)),
            ];
            row.extend(counts(page.scale, group.tally));
            row.push(Cell::number(two_decimals(group.disagreement)));
            if !table.add(row) {
                break 'things;
            }
        }
        shown += 1;
    }
    table.left_out = words::left_out("matters", shown, list.of);
    table
}
