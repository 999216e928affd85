//! The map in one dimension: a line for each of a small group, or how many stand where.

use super::{Map, NAMED_MAX, axes_table, called, camp_name, ends_below, places_table};
use crate::camps::figures::count;
use crate::camps::legend::{self, Drawn};
use crate::camps::lines::one;
use crate::camps::page::Page;
use crate::camps::svg::{Anchor, Canvas, Picture, WIDTH};
use crate::camps::table::{Cell, Table};
use crate::camps::{CAMPS_SHOWN, marks, words};

/// Half of one dimension lies within this many standard deviations of its middle.
const HALF: f64 = 0.674_489_750_196_081_7;
/// Bars of a row.
const BARS: usize = 40;
/// Where the strip begins and how long it is.
const LEFT: f64 = 160.0;
const LENGTH: f64 = 424.0;

pub(super) fn picture(page: &Page, map: &Map) -> Picture {
    let mut canvas = Canvas::new("map");
    legend::draw(&mut canvas, page, Drawn::Marks);
    canvas.y += 8.0;
    let is_named = map.count() <= NAMED_MAX;
    let (how, table) = if is_named {
        lines(&mut canvas, page, map);
        (
            "A mark for each; the line through it is the range in which it stands with probability one half.",
            places_table(page, map),
        )
    } else {
        canvas.push(&marks::camp_patterns("map", page.camps.len().min(CAMPS_SHOWN)));
        (
            if page.camps.is_empty() {
                "Bars tell how many stand where."
            } else {
                "Bars tell how many stand where, for each camp in a row of its own."
            },
            rows(&mut canvas, page, map),
        )
    };
    ends_below(&mut canvas, page, map.axes.first());
    let description = format!("Who answers alike stands near. {how}");
    canvas.finish("Map: one dimension".to_owned(), description, vec![axes_table(page, map), table])
}

/// Lowest and highest of some places, with room for ranges.
fn range(map: &Map, spread: bool) -> (f64, f64) {
    let ends = (0..map.count()).filter(|who| map.at(*who, 0).is_finite()).map(|who| {
        let half = if spread { half(map, who).unwrap_or(0.0) } else { 0.0 };
        (map.at(who, 0) - half, map.at(who, 0) + half)
    });
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| {
        (low.min(end.0), high.max(end.1))
    });
    if low < high { (low, high) } else { (-1.0, 1.0) }
}

fn half(map: &Map, who: usize) -> Option<f64> {
    map.covariance(who, 0, 0).filter(|variance| *variance >= 0.0).map(|v| v.sqrt() * HALF)
}

fn lines(canvas: &mut Canvas, page: &Page, map: &Map) {
    let (low, high) = range(map, true);
    let place = |x: f64| LEFT + 8.0 + (x - low) / (high - low) * (LENGTH - 16.0);
    for who in 0..map.count() {
        let at = map.at(who, 0);
        let y = canvas.y + 9.0;
        let camp = map.camp(who, page);
        let name = called(map, who);
        canvas.open(&format!("{name}: {}", camp_name(page, camp)));
        canvas.line("rule", 0.7, (LEFT, y), (LEFT + LENGTH, y));
        let shown = one(&name, 12.0, LEFT - 16.0);
        canvas.words(4.0, y + 4.0, "ink", Anchor::Start, &shown);
        if at.is_finite() {
            let class = camp.map_or_else(|| "soft".to_owned(), marks::camp_class);
            if let Some(half) = half(map, who) {
                canvas.line(&class, 2.0, (place(at - half), y), (place(at + half), y));
            }
            canvas.push(&marks::mark(camp, place(at), y, 5.0));
        }
        canvas.close();
        canvas.y += 18.0;
    }
}

/// A row of bars for each camp and for those in none.
fn rows(canvas: &mut Canvas, page: &Page, map: &Map) -> Table {
    let (low, high) = range(map, false);
    let camps = page.camps.len().min(CAMPS_SHOWN);
    let mut counts = vec![[0u64; BARS]; camps + 1];
    for who in 0..map.count() {
        let at = map.at(who, 0);
        if at.is_finite() {
            let bar = ((at - low) / (high - low) * BARS as f64) as usize;
            counts[map.camp(who, page).unwrap_or(camps)][bar.min(BARS - 1)] += 1;
        }
    }
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    let high_row = if camps > 8 { 40.0 } else { 76.0 };
    for (slot, row) in counts.iter().enumerate() {
        let total: u64 = row.iter().sum();
        let camp = (slot < camps).then_some(slot);
        if total == 0 {
            continue;
        }
        canvas.y += high_row;
        let base = canvas.y;
        let pattern = camp.map(|camp| format!("camp{camp}"));
        canvas.push(&marks::mark(camp, 10.0, base - 8.0, 5.0));
        let head = format!("{} · {}", camp_name(page, camp), count(total));
        canvas.name(22.0, base - 4.0, "ink", Anchor::Start, &one(&head, 12.0, LEFT - 30.0));
        for (bar, n) in row.iter().enumerate().filter(|(_, n)| **n > 0) {
            let width = LENGTH / BARS as f64;
            let height = (*n as f64 / most as f64 * (high_row - 12.0)).max(1.0);
            canvas.open(&words::people(page.who, *n));
            let x = LEFT + bar as f64 * width;
            canvas.bar(pattern.as_deref(), x, base - height, width, height);
            canvas.close();
        }
        canvas.line("soft", 1.0, (LEFT, base), (LEFT + LENGTH, base));
    }
    canvas.y += 14.0;
    let told = format!("The highest bar: {}", words::people(page.who, most));
    canvas.words(WIDTH - 16.0, canvas.y, "s soft", Anchor::End, &told);
    table(page, &counts, (low, high))
}

fn table(page: &Page, counts: &[[u64; BARS]], (low, high): (f64, f64)) -> Table {
    let mut table = Table::new("How many stand where", &["From", "To"]);
    let camps = counts.len() - 1;
    let names = (0..=camps).map(|slot| camp_name(page, (slot < camps).then_some(slot)));
    table.header.extend(names.map(Cell::theirs));
    for bar in 0..BARS {
        let at = |bar: usize| low + (high - low) * bar as f64 / BARS as f64;
        let mut row = vec![
            Cell::number(super::two_decimals(at(bar))),
            Cell::number(super::two_decimals(at(bar + 1))),
        ];
        row.extend(counts.iter().map(|row| Cell::number(count(row[bar]))));
        table.add(row);
    }
    table
}
