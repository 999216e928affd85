//! Many places as marks of hexagonal cells.

use super::{Map, by_camp};
use crate::camps::page::Page;
use crate::camps::svg::Canvas;
use crate::camps::{CAMPS_SHOWN, marks, words};
use std::collections::BTreeMap;

/// Where places fall on paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    /// The lowest place in each of the two dimensions.
    pub(super) low: (f64, f64),
    /// Units of paper for a unit of the dimensions.
    pub(super) scale: f64,
    /// Left and lower edge on paper.
    pub(super) origin: (f64, f64),
}

impl Projection {
    pub(super) fn of(self, x: f64, y: f64) -> (f64, f64) {
        (
            self.origin.0 + (x - self.low.0) * self.scale,
            self.origin.1 - (y - self.low.1) * self.scale,
        )
    }
}

/// A cell, and how many of each camp stand in it; the last count is of those in no camp.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bin {
    pub(super) centre: (f64, f64),
    pub(super) counts: Vec<u64>,
}

impl Bin {
    pub(super) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The camp that most belong to; `None` if more are in none than in any.
    fn most(&self) -> Option<usize> {
        let slots = self.counts.len() - 1;
        let camp = (0..slots).rev().max_by_key(|slot| self.counts[*slot])?;
        (self.counts[camp] >= self.counts[slots] && self.counts[camp] > 0).then_some(camp)
    }
}

/// The cells in which anybody stands, row by row.
pub(super) fn bins(
    page: &Page,
    map: &Map,
    dimensions: (usize, usize),
    projection: Projection,
    step: f64,
) -> Vec<Bin> {
    let slots = page.camps.len().min(CAMPS_SHOWN) + 1;
    let height = step * 0.866;
    let mut cells: BTreeMap<(i64, i64), Vec<u64>> = BTreeMap::new();
    for participant in 0..map.count() {
        let place = (map.at(participant, dimensions.0), map.at(participant, dimensions.1));
        if !place.0.is_finite() || !place.1.is_finite() {
            continue;
        }
        let (x, y) = projection.of(place.0, place.1);
        let cell = nearest(x - projection.origin.0, projection.origin.1 - y, step, height);
        let counts = cells.entry(cell).or_insert_with(|| vec![0; slots]);
        counts[map.camp(participant, page).unwrap_or(slots - 1)] += 1;
    }
    cells
        .into_iter()
        .map(|((row, column), counts)| {
            let (x, y) = centre(row, column, step, height);
            Bin { centre: (projection.origin.0 + x, projection.origin.1 - y), counts }
        })
        .collect()
}

/// Centre of a cell: odd rows stand half a step aside.
fn centre(row: i64, column: i64, step: f64, height: f64) -> (f64, f64) {
    let aside = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
    ((column as f64 + aside) * step, row as f64 * height)
}

/// The cell whose centre is nearest.
fn nearest(x: f64, y: f64, step: f64, height: f64) -> (i64, i64) {
    let row = (y / height).round() as i64;
    let mut best = (f64::INFINITY, (0, 0));
    for row in [row - 1, row, row + 1] {
        let aside = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
        let column = (x / step - aside).round() as i64;
        let (cx, cy) = centre(row, column, step, height);
        let distance = (cx - x) * (cx - x) + (cy - y) * (cy - y);
        if distance < best.0 {
            best = (distance, (row, column));
        }
    }
    best.1
}

/// Radius of a mark for a count, where `most` fills a cell.
pub(super) fn radius(n: u64, most: u64, step: f64) -> f64 {
    (n as f64 / most.max(1) as f64).sqrt() * step * 0.56
}

/// Draws the cells, each mark in the shape of the camp that most there belong to.
pub(super) fn draw(canvas: &mut Canvas, page: &Page, bins: &[Bin], step: f64) {
    let most = bins.iter().map(Bin::total).max().unwrap_or(1);
    for bin in bins {
        let total = bin.total();
        canvas.open(&format!("{}: {}", words::people(page.who, total), by_camp(page, &bin.counts)));
        // An area below that of a speck of ink is not seen at all.
        let r = radius(total, most, step).max(0.9);
        canvas.push(&marks::mark(bin.most(), bin.centre.0, bin.centre.1, r));
        canvas.close();
    }
}
