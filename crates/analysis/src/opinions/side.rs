//! The places of one side, participants or statements, and what is believed of them beforehand.

use super::square::packed;
use rayon::prelude::*;

/// The places of one side.
///
/// A place is an extended vector of `dimensions + 2` numbers: `(a, 1, u)` for a participant, `(1, b, v)` for a statement, so
/// that `z` is their product. Room is left for wide registers: see [`Side::strides`].
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    size: usize,
    /// Expected coordinates.
    pub(super) mean: Vec<f32>,
    /// Expected products of the coordinates, lower triangle by rows.
    pub(super) second: Vec<f32>,
    /// Logarithm of how wide the middle is, against the average: mean and variance.
    pub(super) width: Vec<(f64, f64)>,
}

/// What is believed of a row before its answers are seen: independent normals.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Prior {
    /// Mean of each coordinate; the fixed one is 1.
    pub(super) mean: Vec<f64>,
    /// Variance of each coordinate; that of the fixed one is zero.
    pub(super) variance: Vec<f64>,
    /// Variance of the logarithm of the width.
    pub(super) width: f64,
    /// The coordinate that is always 1.
    pub(super) fixed: usize,
}

impl Side {
    /// So many rows of whom nothing is known.
    pub(super) fn new(rows: usize, prior: &Prior) -> Self {
        let size = prior.mean.len();
        let (room, products) = Self::strides(size);
        let mut mean = vec![0.0; room];
        let mut second = vec![0.0; products];
        for r in 0..size {
            mean[r] = prior.mean[r] as f32;
            for c in 0..=r {
                second[packed(r) + c] = (prior.mean[r] * prior.mean[c]) as f32;
            }
            second[packed(r) + r] += prior.variance[r] as f32;
        }
        Self {
            size,
            mean: mean.repeat(rows),
            second: second.repeat(rows),
            width: vec![(0.0, prior.width); rows],
        }
    }

    /// The room that a place and its products take: the next multiple of four.
    pub(super) fn strides(size: usize) -> (usize, usize) {
        (size.next_multiple_of(4), packed(size).next_multiple_of(4))
    }

    /// How many coordinates a place has.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn rows(&self) -> usize {
        self.width.len()
    }

    pub(super) fn mean_of(&self, row: usize) -> &[f32] {
        &self.mean[row * Self::strides(self.size).0..][..self.size]
    }

    pub(super) fn second_of(&self, row: usize) -> &[f32] {
        &self.second[row * Self::strides(self.size).1..][..packed(self.size)]
    }

    /// Some of the rows, in the order given.
    pub(super) fn chosen(&self, chosen: &[u32]) -> Side {
        let (room, products) = Self::strides(self.size);
        let mut side = Side {
            size: self.size,
            mean: Vec::with_capacity(chosen.len() * room),
            second: Vec::with_capacity(chosen.len() * products),
            width: Vec::with_capacity(chosen.len()),
        };
        for &row in chosen {
            let row = row as usize;
            side.mean.extend_from_slice(&self.mean[row * room..][..room]);
            side.second.extend_from_slice(&self.second[row * products..][..products]);
            side.width.push(self.width[row]);
        }
        side
    }

    /// The mean over rows of each coordinate's expected square.
    pub(super) fn reach(&self) -> Vec<f64> {
        let mut reach = vec![0.0; self.size];
        for row in 0..self.rows() {
            let second = self.second_of(row);
            for (c, reach) in reach.iter_mut().enumerate() {
                *reach += f64::from(second[packed(c) + c]);
            }
        }
        reach.iter().map(|r| r / self.rows().max(1) as f64).collect()
    }

    /// The same places with one coordinate more: its means, and its variance at first.
    pub(super) fn extended(&self, along: &[f64], variance: f64) -> Side {
        let size = self.size + 1;
        let (room, products) = Self::strides(size);
        let mut mean = vec![0.0; self.rows() * room];
        let mut second = vec![0.0; self.rows() * products];
        for (row, &along) in along.iter().enumerate() {
            let old = self.mean_of(row);
            let new = &mut mean[row * room..][..size];
            new[..self.size].copy_from_slice(old);
            new[self.size] = along as f32;
            let new = &mut second[row * products..][..packed(size)];
            new[..packed(self.size)].copy_from_slice(self.second_of(row));
            for (c, old) in old.iter().enumerate() {
                new[packed(self.size) + c] = (f64::from(*old) * along) as f32;
            }
            new[packed(self.size) + self.size] = (along * along + variance) as f32;
        }
        Side { size, mean, second, width: self.width.clone() }
    }

    /// Replaces every place by a linear map of it, `size` rows of `size` numbers.
    pub(super) fn mapped(&mut self, map: &[f64]) {
        const ROWS: usize = 256;
        let size = self.size;
        let (room, products) = Self::strides(size);
        let at = |r: usize, c: usize| map[r * size + c];
        let of_row = |place: &mut [f32], second: &mut [f32]| {
            let mut mean = [0.0; 16];
            for (r, mean) in mean.iter_mut().enumerate().take(size) {
                *mean = (0..size).map(|c| at(r, c) * f64::from(place[c])).sum();
            }
            let mut full = [[0.0; 16]; 16];
            for r in 0..size {
                place[r] = mean[r] as f32;
                for c in 0..=r {
                    full[r][c] = f64::from(second[packed(r) + c]);
                    full[c][r] = full[r][c];
                }
            }
            for r in 0..size {
                let mut half = [0.0; 16];
                for (c, half) in half.iter_mut().enumerate().take(size) {
                    *half = (0..size).map(|k| at(r, k) * full[k][c]).sum();
                }
                for c in 0..=r {
                    let product: f64 = (0..size).map(|k| half[k] * at(c, k)).sum();
                    second[packed(r) + c] = product as f32;
                }
            }
        };
        let means = self.mean.par_chunks_mut(room * ROWS);
        means.zip(self.second.par_chunks_mut(products * ROWS)).for_each(|(means, seconds)| {
            for (place, second) in means.chunks_mut(room).zip(seconds.chunks_mut(products)) {
                of_row(place, second);
            }
        });
    }
}
