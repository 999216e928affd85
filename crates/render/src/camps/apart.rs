//! What sets each camp apart: the difference of shares between the camp and all others, with its interval.

use super::figures::{count, points};
use super::ground::shown;
use super::lines::one;
use super::page::{Apart, Camp, Page};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{CAMPS_SHOWN, marks, words};

/// Statements in the picture, over all camps.
const ROWS_MAX: usize = 24;
/// What is counted: a statement may set several camps apart.
const FINDINGS: &str = "findings (a camp and a statement each)";
/// Where no difference is, and how long a difference of all is.
const ZERO: f64 = 120.0;
const LENGTH: f64 = 110.0;

/// The picture, if there is anything to show.
pub(super) fn picture(page: &Page) -> Option<Picture> {
    let camps = page.camps.iter().take(CAMPS_SHOWN);
    let of: u64 = page.camps.iter().fold(0, |of, camp| of.saturating_add(camp.apart.of));
    if camps.clone().all(|camp| camp.apart.shown.is_empty()) {
        return None;
    }
    let most = (ROWS_MAX / page.camps.len().min(CAMPS_SHOWN)).clamp(1, 5);
    let mut canvas = Canvas::new("apart");
    let mut drawn = 0;
    for (index, camp) in camps.enumerate() {
        drawn += camp.apart.shown.len().min(most);
        camp_block(&mut canvas, page, index, camp, most);
    }
    let mut picture = canvas.finish(
        "What sets each camp apart".to_owned(),
        "For each camp the statements that its members answer differently from all others: how many percentage points more often they give the answer named, as a dot with its interval on an axis from minus 100 to plus 100.".to_owned(),
        vec![table(page)],
    );
    picture.left_out = words::left_out(FINDINGS, drawn, of);
    Some(picture)
}

fn camp_block(canvas: &mut Canvas, page: &Page, index: usize, camp: &Camp, most: usize) {
    canvas.y += 22.0;
    canvas.push(&marks::mark(Some(index), 10.0, canvas.y - 4.0, 6.0));
    let size = words::people(page.who, camp.size);
    let head = format!("{} · {size}", words::camp(&camp.label));
    canvas.name(22.0, canvas.y, "b ink", Anchor::Start, &head);
    if camp.apart.shown.is_empty() {
        canvas.y += 18.0;
        let none = "No statement sets it apart with enough certainty.";
        canvas.words(4.0, canvas.y, "ink", Anchor::Start, none);
    } else {
        canvas.y += 15.0;
        let y = canvas.y;
        canvas.words(ZERO - LENGTH, y, "s soft", Anchor::Start, "−100");
        canvas.words(ZERO, y, "s soft", Anchor::Middle, "0");
        canvas.words(ZERO + LENGTH, y, "s soft", Anchor::End, "+100 points");
    }
    for apart in camp.apart.shown.iter().take(most) {
        row(canvas, page, (index, camp), apart);
    }
    canvas.y += 4.0;
}

fn row(canvas: &mut Canvas, page: &Page, (index, camp): (usize, &Camp), apart: &Apart) {
    super::statement_block(canvas, &apart.statement, 3);
    let y = canvas.y + 12.0;
    let place = |points: f64| ZERO + points.clamp(-1.0, 1.0) * LENGTH;
    canvas.open(&told(page, apart));
    canvas.line("rule", 1.0, (ZERO - LENGTH, y), (ZERO + LENGTH, y));
    canvas.line("soft", 1.0, (ZERO, y - 7.0), (ZERO, y + 7.0));
    if let Some(interval) = apart.interval
        && interval.low.is_finite()
        && interval.high.is_finite()
    {
        let class = marks::camp_class(index);
        canvas.line(&class, 2.0, (place(interval.low), y), (place(interval.high), y));
    }
    if apart.effect.is_finite() {
        canvas.push(&marks::mark(Some(index), place(apart.effect), y, 5.0));
    }
    let line =
        format!("{}: {} points", words::answer(page.scale, apart.answer), points(apart.effect));
    canvas.words(ZERO + LENGTH + 14.0, y + 4.0, "b ink", Anchor::Start, &line);
    let shares = words::both_sides(camp, apart);
    canvas.close();
    canvas.name(
        ZERO + LENGTH + 14.0,
        y + 18.0,
        "s soft",
        Anchor::Start,
        &one(&shares, 11.0, WIDTH - ZERO - LENGTH - 16.0),
    );
    canvas.y = y + 20.0;
}

fn effect(apart: &Apart) -> String {
    match apart.interval {
        Some(interval) => format!(
            "{} ({} to {})",
            points(apart.effect),
            points(interval.low),
            points(interval.high)
        ),
        None => points(apart.effect),
    }
}

fn told(page: &Page, apart: &Apart) -> String {
    format!("{}: {} points", words::answer(page.scale, apart.answer), effect(apart))
}

fn table(page: &Page) -> Table {
    let mut table = Table::new(
        "What sets each camp apart, in numbers",
        &[
            "Camp",
            "Statement",
            "Answer",
            "Points more than others",
            "Of the camp",
            "Answered",
            "Of the others",
            "Answered",
        ],
    );
    let mut of = 0u64;
    for camp in &page.camps {
        of = of.saturating_add(camp.apart.of.max(camp.apart.shown.len() as u64));
        for apart in &camp.apart.shown {
            table.add(vec![
                Cell::theirs(words::camp(&camp.label)),
                Cell::Statement(apart.statement.clone()),
                Cell::ours(words::answer(page.scale, apart.answer)),
                Cell::number(effect(apart)),
                Cell::number(shown(&apart.here)),
                Cell::number(count(apart.here.n)),
                Cell::number(shown(&apart.elsewhere)),
                Cell::number(count(apart.elsewhere.n)),
            ]);
        }
    }
    table.left_out = words::left_out(FINDINGS, table.rows.len(), of);
    table
}
