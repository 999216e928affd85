//! What can be chosen in a part.

use crate::packages::reduce::Part;
use crate::packages::search::{Face, Found};
use crate::packages::stop::Stop;

/// Beyond so many alternatives a part is not listed.
const SMALL: usize = 40;

/// A package of a part, and what each camp gets from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) got: Vec<u64>,
    /// By places in the part.
    pub(super) package: Vec<u32>,
}

/// Of what is known of a part, what bounds what it is worth.
enum Limit<'a> {
    /// The columns: no package is better than one of these.
    Listed,
    /// The search.
    Asked(Box<Face<'a>>),
    /// The best alternative of each unit.
    Loose,
}

/// What can be chosen in a part.
pub(super) struct Choice<'a> {
    pub(super) part: &'a Part,
    /// What each camp gets from each alternative.
    points: Vec<Vec<u64>>,
    /// What was found.
    pub(super) columns: Vec<Column>,
    /// What is chosen now.
    pub(super) now: Column,
    limit: Limit<'a>,
}

/// Keeps what nothing else is as good as for every camp; of equals the first.
pub(super) fn keep_best<T>(of: &mut Vec<T>, got: impl Fn(&T) -> &Vec<u64>) {
    of.sort_by_cached_key(|one| std::cmp::Reverse(got(one).iter().sum::<u64>()));
    let mut kept: Vec<T> = Vec::new();
    for one in of.drain(..) {
        let better = |known: &T| got(known).iter().zip(got(&one)).all(|(known, one)| known >= one);
        if !kept.iter().any(better) {
            kept.push(one);
        }
    }
    *of = kept;
}

impl<'a> Choice<'a> {
    /// All packages of a part that weigh as much as the one that was found, if that is known to be the best and if there are
    /// at most so many.
    pub(super) fn open(
        part: &'a Part,
        found: &Found,
        points: &impl Fn(u32) -> Vec<u64>,
        most: Option<usize>,
        stop: &'a Stop,
    ) -> Self {
        let points: Vec<Vec<u64>> = part.alternatives.iter().map(|&a| points(a)).collect();
        let place = |a: &u32| part.alternatives.binary_search(a).ok().map(|at| at as u32);
        let package: Vec<u32> = found.package.iter().filter_map(place).collect();
        let camps = points.first().map_or(0, Vec::len);
        let got = |package: &[u32]| -> Vec<u64> {
            (0..camps).map(|k| package.iter().map(|&a| points[a as usize][k]).sum()).collect()
        };
        let now = Column { got: got(&package), package };
        let mut columns = vec![now.clone()];
        let mut limit = Limit::Loose;
        let face = most.and_then(|most| Some((most, Face::new(part, stop)?)));
        if let Some((most, mut face)) = face {
            let listed = (part.alternatives.len() <= SMALL).then(|| face.all(most)).flatten();
            if let Some(listed) = listed {
                columns.extend(
                    listed.into_iter().map(|package| Column { got: got(&package), package }),
                );
                keep_best(&mut columns, |column| &column.got);
                limit = Limit::Listed;
            } else if let Some(face) = Face::new(part, stop) {
                limit = Limit::Asked(Box::new(face));
            }
        }
        Self { part, columns, now, limit, points }
    }

    /// Whether nothing is better than what was found.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.limit, Limit::Listed)
    }

    /// What each camp gets from an alternative.
    pub(super) fn points(&self, alternative: u32) -> &[u64] {
        &self.points[alternative as usize]
    }

    /// What is chosen, by places in the instance.
    pub(super) fn package(&self) -> impl Iterator<Item = u32> {
        self.now.package.iter().map(|&a| self.part.alternatives[a as usize])
    }

    /// The best that is known at these prices, and what no package exceeds; what is found is kept.
    pub(super) fn at(&mut self, prices: &[u64], close: u64) -> (Column, u64) {
        let worth = |got: &[u64]| -> u64 { got.iter().zip(prices).map(|(g, p)| g * p).sum() };
        let values: Vec<u64> = self.points.iter().map(|points| worth(points)).collect();
        let mut bound = 0;
        match &mut self.limit {
            Limit::Listed => {}
            Limit::Asked(face) => {
                let small: Result<Vec<u32>, _> =
                    values.iter().map(|&value| u32::try_from(value)).collect();
                match small {
                    Ok(small) => {
                        let (found, most) = face.best(&small, close);
                        bound = most;
                        self.keep(found);
                    }
                    Err(_) => bound = self.loose(&values),
                }
            }
            Limit::Loose => bound = self.loose(&values),
        }
        let best = self.columns.iter().rev().max_by_key(|column| worth(&column.got));
        let best = best.unwrap_or(&self.now).clone();
        let bound = bound.max(worth(&best.got));
        (best, bound)
    }

    /// Keeps what is chosen now as something that is known.
    pub(super) fn keep_now(&mut self) {
        if !self.columns.contains(&self.now) {
            self.columns.push(self.now.clone());
        }
    }

    fn keep(&mut self, found: Option<Vec<u32>>) {
        let Some(package) = found else { return };
        let sum = |k: usize| package.iter().map(|&a| self.points[a as usize][k]).sum();
        let got = (0..self.now.got.len()).map(sum).collect();
        let column = Column { got, package };
        if !self.columns.contains(&column) {
            self.columns.push(column);
        }
    }

    /// What the best alternative of each unit would be worth.
    fn loose(&self, values: &[u64]) -> u64 {
        let most = |unit: &crate::packages::reduce::Open| {
            unit.alternatives.clone().map(|a| values[a as usize]).max().unwrap_or(0)
        };
        self.part.units.iter().map(most).sum()
    }
}
