//! What the answers alone say about where each participant stands.
//!
//! A place `(m, S)` came from answers and the prior `N(0, I)`. What the answers add to the prior is the information
//! `L = S^-1 - I` and the pull `h = S^-1 m`: their likelihood is `exp(h.x - x'Lx/2)`. Who answered little has almost no
//! information, which is no trouble in this form.

use super::super::responses::Points;
use super::dense::{
    Column, LANES, Lanes, Square, from_triangle, inverse, root, squared, times, unit,
};
use std::array::from_fn;

/// What is known of one participant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<const K: usize> {
    /// A root of the information: `root root' = L`.
    pub(super) root: Square<f64, K>,
    /// The pull `h`.
    pub(super) pull: Column<f64, K>,
    /// How much the participant counts.
    pub(super) weight: f64,
    /// Which participant it is.
    pub(super) point: usize,
}

/// Four participants side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<const K: usize> {
    pub(super) information: Square<Lanes, K>,
    pub(super) pull: Column<Lanes, K>,
    pub(super) weight: Lanes,
}

/// What is known of many participants.
#[derive(Clone, Debug)]
pub(super) struct Evidence<const K: usize> {
    pub(super) rows: Vec<Row<K>>,
    pub(super) blocks: Vec<Block<K>>,
    /// The sum of the weights.
    pub(super) weight: f64,
}

/// What a place says beyond the prior; nothing, if the place is not sound.
pub(super) fn row<const K: usize>(points: &Points, point: usize) -> Row<K> {
    let weight = points.weights[point];
    let weight = if weight.is_finite() { weight.max(0.0) } else { 0.0 };
    let silent = Row { root: [[0.0; K]; K], pull: [0.0; K], weight, point };
    let triangle = points.spread(point);
    let mean: Column<f64, K> = from_fn(|d| points.mean(point)[d]);
    if !triangle.iter().chain(&mean).all(|x| x.is_finite()) {
        return silent;
    }
    let spread = from_triangle::<K>(triangle);
    let length = root(&spread);
    if (0..K).any(|d| length[d][d] <= 0.0) {
        return silent;
    }
    let (precision, _) = inverse(spread);
    let pull = times(&precision, &mean);
    if !pull.iter().chain(precision.iter().flatten()).all(|x| x.is_finite() && x.abs() < 1e9) {
        return silent;
    }
    let one = unit::<K>(1.0);
    let beyond = from_fn(|i| from_fn(|j| precision[i][j] - one[i][j]));
    Row { root: root(&beyond), pull, weight, point }
}

impl<const K: usize> Evidence<K> {
    /// The evidence of rows.
    pub(super) fn of(rows: Vec<Row<K>>) -> Self {
        let blocks = rows.chunks(LANES).map(block).collect();
        let weight = rows.iter().map(|row| row.weight).sum();
        Self { rows, blocks, weight }
    }

    /// So many rows, those of whom most is known, the earlier first of equals; in their order.
    pub(super) fn best_known(&self, most: usize) -> Self {
        let known =
            |row: &Row<K>| row.weight * row.root.iter().flatten().map(|x| x * x).sum::<f64>();
        let mut order: Vec<(f64, usize)> =
            self.rows.iter().enumerate().map(|(place, row)| (known(row), place)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.truncate(most);
        order.sort_by_key(|&(_, place)| place);
        Self::of(order.iter().map(|&(_, place)| self.rows[place]).collect())
    }
}

/// Up to four rows side by side; lanes beyond the last count nothing.
pub(super) fn block<const K: usize>(rows: &[Row<K>]) -> Block<K> {
    let mut block = Block {
        information: [[Lanes([0.0; LANES]); K]; K],
        pull: [Lanes([0.0; LANES]); K],
        weight: Lanes([0.0; LANES]),
    };
    for (lane, row) in rows.iter().enumerate() {
        let information = squared(&row.root);
        for i in 0..K {
            block.pull[i].0[lane] = row.pull[i];
            for j in 0..K {
                block.information[i][j].0[lane] = information[i][j];
            }
        }
        block.weight.0[lane] = row.weight;
    }
    block
}
