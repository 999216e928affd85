//! The map: where each participant stands in the dimensions that the answers support, and how uncertain that is.
//!
//! With two dimensions or more the first two are drawn large and further pairs small; with one, a strip; with none,
//! nothing. Small groups are drawn by name with the region in which each stands with probability one half; larger ones
//! as a mark each; the largest as marks for hexagonal cells, their area in proportion to how many stand there.

mod density;
mod labels;
mod plane;
mod strip;

use super::figures::{count, two_decimals};
use super::lines::{broken, one};
use super::page::{Axis, End, Map, Page};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{CAMPS_SHOWN, words};

/// Up to how many participants names and regions are drawn.
const NAMED_MAX: usize = 60;
/// Up to how many participants each has a mark.
const MARKED_MAX: usize = 300;
/// Statements named at an end of a dimension.
const ENDS_SHOWN: usize = 2;

impl Map {
    /// How many participants have a place.
    pub(super) fn count(&self) -> usize {
        self.places.len().checked_div(self.dimensions).unwrap_or(0)
    }

    /// The place of one in one dimension.
    fn at(&self, participant: usize, dimension: usize) -> f64 {
        self.places.get(participant * self.dimensions + dimension).copied().unwrap_or(f64::NAN)
    }

    /// Covariance of two dimensions, `first >= second`; `None` where it is not given or none.
    fn covariance(&self, participant: usize, first: usize, second: usize) -> Option<f64> {
        let size = self.dimensions * (self.dimensions + 1) / 2;
        let index = participant * size + first * (first + 1) / 2 + second;
        self.spreads.get(index).copied().filter(|value| value.is_finite())
    }

    /// The camp of one, of those that are shown.
    fn camp(&self, participant: usize, page: &Page) -> Option<usize> {
        let camp = self.camps.get(participant).copied().flatten()? as usize;
        (camp < page.camps.len().min(CAMPS_SHOWN)).then_some(camp)
    }

    fn name(&self, participant: usize) -> Option<&str> {
        self.names.get(participant).map(String::as_str).filter(|name| !name.trim().is_empty())
    }
}

/// Name of a participant on the map, or its number.
fn called(map: &Map, participant: usize) -> String {
    map.name(participant).map_or_else(|| format!("no. {}", participant + 1), str::to_owned)
}

/// Name of a camp, or "no camp".
fn camp_name(page: &Page, camp: Option<usize>) -> String {
    match camp.and_then(|camp| page.camps.get(camp)) {
        Some(camp) => words::camp(&camp.label),
        None if page.camps.is_empty() => "all".to_owned(),
        None => "no camp".to_owned(),
    }
}

/// The pictures: none without a dimension, one for one or two, two for more.
pub(super) fn pictures(page: &Page) -> Vec<Picture> {
    let Some(map) = page.map.as_ref().filter(|map| map.count() > 0) else { return Vec::new() };
    match map.dimensions {
        0 => Vec::new(),
        1 => vec![strip::picture(page, map)],
        2 => vec![plane::picture(page, map)],
        _ => vec![plane::picture(page, map), plane::further(page, map)],
    }
}

/// Says in lines what an end of a dimension means: its side, then each statement under how it is answered there.
fn end(canvas: &mut Canvas, page: &Page, head: &str, ends: &[End], span: (f64, f64), turned: bool) {
    let (left, right) = span;
    let edge = |turned| if turned { (right, Anchor::End) } else { (left, Anchor::Start) };
    let (x, anchor) = edge(turned);
    canvas.y += 16.0;
    canvas.words(x, canvas.y, "s b ink", anchor, head);
    if ends.is_empty() {
        canvas.y += 14.0;
        canvas.words(x, canvas.y, "s soft", anchor, "no statement stands out");
    }
    for End { statement, answer } in ends.iter().take(ENDS_SHOWN) {
        canvas.y += 15.0;
        let told = words::end(page.scale, *answer, &statement.id);
        canvas.name(x, canvas.y, "s soft", anchor, &one(&told, 11.0, right - left));
        let lines = broken(&statement.text, 11.0, right - left, 2);
        for line in &lines.lines {
            canvas.y += 13.5;
            let (x, anchor) = edge(turned || lines.is_turned);
            canvas.words(x, canvas.y, "s ink", anchor, line);
        }
        canvas.y += 2.0;
    }
}

/// What both ends of a horizontal dimension mean, side by side.
fn ends_below(canvas: &mut Canvas, page: &Page, axis: Option<&Axis>) {
    let Some(axis) = axis else { return };
    let top = canvas.y;
    end(canvas, page, "← Left end", &axis.low, (4.0, WIDTH / 2.0 - 10.0), false);
    let lower = canvas.y;
    canvas.y = top;
    end(canvas, page, "Right end →", &axis.high, (WIDTH / 2.0 + 10.0, WIDTH - 4.0), true);
    canvas.y = canvas.y.max(lower) + 4.0;
}

/// The statements at the ends of each dimension, whole.
fn axes_table(page: &Page, map: &Map) -> Table {
    let mut table = Table::new(
        "What the dimensions mean: what those at each end answer more often",
        &["Dimension", "End", "Answer", "Statement"],
    );
    for (number, axis) in map.axes.iter().enumerate() {
        for (side, ends) in [("low", &axis.low), ("high", &axis.high)] {
            for end in ends {
                table.add(vec![
                    Cell::number((number + 1).to_string()),
                    Cell::ours(side_name(number, side)),
                    Cell::ours(words::answer(page.scale, end.answer)),
                    Cell::Statement(end.statement.clone()),
                ]);
            }
        }
    }
    table
}

fn side_name(dimension: usize, side: &str) -> String {
    match (dimension, side) {
        (0, "low") => "low (left)".to_owned(),
        (0, _) => "high (right)".to_owned(),
        (1, "low") => "low (bottom)".to_owned(),
        (1, _) => "high (top)".to_owned(),
        _ => side.to_owned(),
    }
}

/// Each participant's place, with its standard deviation.
fn places_table(page: &Page, map: &Map) -> Table {
    let mut table = Table::new("Places, each with its standard deviation", &["Who"]);
    if !page.camps.is_empty() {
        table.header.push(Cell::ours("Camp"));
    }
    table.header.extend((1..=map.dimensions.min(8)).map(|d| Cell::ours(format!("Dimension {d}"))));
    for participant in 0..map.count() {
        let mut row = vec![Cell::theirs(called(map, participant))];
        if !page.camps.is_empty() {
            row.push(Cell::theirs(camp_name(page, map.camp(participant, page))));
        }
        row.extend((0..map.dimensions.min(8)).map(|dimension| {
            let place = two_decimals(map.at(participant, dimension));
            let spread = map.covariance(participant, dimension, dimension);
            Cell::number(match spread.filter(|variance| *variance >= 0.0) {
                Some(variance) => format!("{place} ± {}", two_decimals(variance.sqrt())),
                None => place,
            })
        }));
        if !table.add(row) {
            break;
        }
    }
    table.left_out = words::left_out(words::noun(page.who), table.rows.len(), map.count() as u64);
    table
}

/// Counts by camp in words: "A 400, no camp 10".
fn by_camp(page: &Page, counts: &[u64]) -> String {
    let told: Vec<String> = counts
        .iter()
        .enumerate()
        .filter(|(_, n)| **n > 0)
        .map(|(slot, n)| {
            let camp = (slot + 1 < counts.len()).then_some(slot);
            format!("{} {}", camp_name(page, camp), count(*n))
        })
        .collect();
    told.join(", ")
}

/// Mean place of each camp in some dimensions, by the participants that have a place there.
fn centres(page: &Page, map: &Map, dimensions: &[usize]) -> Vec<Option<Vec<f64>>> {
    let camps = page.camps.len().min(CAMPS_SHOWN);
    let mut sums = vec![(vec![0.0; dimensions.len()], 0u64); camps];
    for participant in 0..map.count() {
        let Some(camp) = map.camp(participant, page) else { continue };
        let place: Vec<f64> = dimensions.iter().map(|d| map.at(participant, *d)).collect();
        if place.iter().all(|x| x.is_finite()) {
            let (sum, n) = &mut sums[camp];
            sum.iter_mut().zip(&place).for_each(|(sum, x)| *sum += x);
            *n += 1;
        }
    }
    sums.into_iter()
        .map(|(sum, n)| (n > 0).then(|| sum.iter().map(|x| x / n as f64).collect()))
        .collect()
}
