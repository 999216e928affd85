//! Camps: whether opinion gathers in separate places, where, and who is there.
//!
//! **Method.** The latent density of opinion is estimated from uncertain places as a mixture of Gaussians, with each
//! participant's measurement error taken out (extreme deconvolution: Bovy, Hogg and Roweis 2011). The number of components
//! and whether they share a shape is chosen by the Bayesian information criterion (Schwarz 1978), spreads are held up by a
//! weak conjugate prior (Fraley and Raftery 2007). *A camp is a peak of that density, not a component:* components that no
//! valley separates are one camp, so that a long or skewed cloud is one (Ray and Lindsay 2005; Hennig 2010).
//!
//! **The claim is tested.** Neighbouring camps are held against one: along the line between them, the best density with two
//! peaks against the best with one peak, both of any shape; and the gain against that in 19 groups drawn with one peak, in
//! which two camps are looked for afresh (Silverman 1981 draws likewise from the nearest density with fewer modes; the rank
//! rule is Barnard's, 1963). Camps are two only if none of the 19 looks as separated. "No camps" (`count` 1) is an ordinary
//! outcome.
//!
//! **Who belongs.** A participant's chances are integrated over the uncertainty of the place. Somebody is counted in a camp
//! only with a chance of at least 0.8, both with the camps' shares as they are and with equal shares: nobody is in the
//! largest camp only because it is the largest.
//!
//! **What it cannot show.** Camps that overlap so much that together they have one peak, or that differ in spread alone.
//! Two dense ends of a crescent may count as camps where the middle is thin. Groups of fewer than about 20 show only camps
//! far apart. A camp is a place where answers gather, not a group that acts together.

#![expect(
    clippy::needless_range_loop,
    reason = "matrices are written by row and column, as in the formulas"
)]

mod agreement;
mod dense;
mod evidence;
mod mixture;
mod null;
mod ridges;
mod starts;
mod stretch;

pub use agreement::{
    CampMatch, adjusted_rand, co_assigned, jaccard_matches, size_interval, survival, wilson,
};

use super::chance::Chance;
use super::responses::Points;
use dense::{Column, LANES, Square, from_triangle, to_triangle};
use evidence::{Evidence, Row, block, row};
use mixture::{Hold, Mixture, Part, Shape};
pub use null::Retaken;
use null::{allowed, merged};
use rayon::prelude::*;
use ridges::{Ridges, ridges};

/// The most dimensions in which camps are looked for.
pub const CAMP_DIMENSIONS_MAX: usize = 8;
/// How many participants are classified at a time.
const CHUNK: usize = 4096;

/// In larger groups components are looked for among so many participants, those best known, and then fitted to all.
const SEARCHED: usize = 1_300;
/// Steps of a fit that begins near its end.
const POLISHED: usize = 6;

/// How camps are looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampPlan {
    /// How many groups with fewer camps are drawn for each claim; at least 19 for a claim at 5 %. With 0 nothing is drawn and
    /// every peak counts as a camp, which claims too much.
    pub draws: usize,
    /// With which chance at least a participant is counted in a camp.
    pub certain: f64,
    /// Where nothing is drawn: neighbouring peaks are one, those with the shallowest valley first, until so many are left.
    pub most: usize,
}

impl Default for CampPlan {
    fn default() -> Self {
        Self { draws: 19, certain: 0.8, most: usize::MAX }
    }
}

/// How a claim that two neighbouring camps are two compares with groups in which they are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampNull {
    /// Log-likelihood gained by two peaks over one.
    pub gain: f64,
    /// How many groups were drawn; drawing ends when the claim has failed.
    pub drawn: usize,
    /// How many of them looked as separated.
    pub as_separated: usize,
}

/// The camps that participants' places support.
#[derive(Clone, Debug, PartialEq)]
pub struct Camps {
    /// How many camps; 1 if none are supported.
    pub count: usize,
    /// For each participant the camp, if it is clear; camps are numbered from the largest.
    pub members: Vec<Option<u16>>,
    /// For each participant the chances of belonging to each camp, `count` numbers each.
    pub chances: Vec<f64>,
    /// Mean latent place of each camp, `dimensions` numbers each.
    pub centres: Vec<f64>,
    /// Latent covariance of each camp, lower triangles by rows.
    pub spreads: Vec<f64>,
    /// Share of the latent population in each camp.
    pub shares: Vec<f64>,
    /// Density in the shallowest valley between two camps over the density at the lower of their peaks; 1 with one camp.
    pub valley: f64,
    /// How many peaks were looked at before the claims were tested.
    pub peaks: usize,
    /// The weakest claim that held or, with one camp, the last that failed; none if there was nothing to test.
    pub null: Option<CampNull>,
    density: Density,
}

/// The fitted mixture, whatever its dimensions.
#[derive(Clone, Debug, PartialEq)]
struct Density {
    dimensions: usize,
    certain: f64,
    common: bool,
    components: Vec<Component>,
}

#[derive(Clone, Debug, PartialEq)]
struct Component {
    camp: usize,
    share: f64,
    mean: Vec<f64>,
    spread: Vec<f64>,
}

/// Calls a function that is generic over the dimensions.
macro_rules! in_dimensions {
    ($k:expr, $f:ident ( $($argument:expr),* )) => {
        match $k {
            1 => $f::<1>($($argument),*),
            2 => $f::<2>($($argument),*),
            3 => $f::<3>($($argument),*),
            4 => $f::<4>($($argument),*),
            5 => $f::<5>($($argument),*),
            6 => $f::<6>($($argument),*),
            7 => $f::<7>($($argument),*),
            _ => $f::<8>($($argument),*),
        }
    };
}

/// Looks for camps.
///
/// # Panics
/// With more than [`CAMP_DIMENSIONS_MAX`] dimensions.
pub fn find_camps(
    points: &Points,
    chance: Chance,
    plan: &CampPlan,
    retaken: Option<Retaken>,
) -> Camps {
    assert!(
        points.dimensions <= CAMP_DIMENSIONS_MAX,
        "camps are looked for in at most 8 dimensions"
    );
    if points.dimensions == 0 || points.count() == 0 {
        return nowhere(points, plan);
    }
    in_dimensions!(points.dimensions, find_in(points, chance, plan, retaken))
}

/// Camps near those given: for resamples.
///
/// One Gaussian is started from the members of each camp and fitted again; camps that no valley separates any more are one.
/// What this gives up: it finds no camp that was not there before, sees no shape but an ellipse in a camp, and tests
/// nothing. Numbers of camps follow from their size in the resample; use [`jaccard_matches`] to match them.
///
/// # Panics
/// With more than [`CAMP_DIMENSIONS_MAX`] dimensions, or if members are not as many as points.
pub fn find_camps_near(points: &Points, members: &[Option<u16>], plan: &CampPlan) -> Camps {
    assert!(
        points.dimensions <= CAMP_DIMENSIONS_MAX,
        "camps are looked for in at most 8 dimensions"
    );
    assert_eq!(points.count(), members.len(), "one member entry for each point");
    if points.dimensions == 0 || points.count() == 0 {
        return nowhere(points, plan);
    }
    in_dimensions!(points.dimensions, near_in(points, members, plan))
}

impl Camps {
    /// Places others in these camps: for each point the camp, if it is clear.
    ///
    /// # Panics
    /// If the points are in other dimensions than the camps.
    pub fn assign(&self, points: &Points) -> Vec<Option<u16>> {
        self.place(points).0
    }

    /// Each point's camp, and its chances of belonging to each.
    ///
    /// # Panics
    /// If the points are in other dimensions than the camps.
    pub fn place(&self, points: &Points) -> (Vec<Option<u16>>, Vec<f64>) {
        let dimensions = self.density.dimensions;
        assert_eq!(points.dimensions, dimensions, "points and camps in the same dimensions");
        if self.count == 1 {
            return (vec![Some(0); points.count()], vec![1.0; points.count()]);
        }
        in_dimensions!(dimensions, place_in(&self.density, self.count, points))
    }
}

/// Without dimensions there is no place to gather: one camp, in which all are.
fn nowhere(points: &Points, plan: &CampPlan) -> Camps {
    let dimensions = points.dimensions;
    Camps {
        count: 1,
        members: vec![Some(0); points.count()],
        chances: vec![1.0; points.count()],
        centres: vec![0.0; dimensions],
        spreads: to_triangle_of_unit(dimensions),
        shares: vec![1.0],
        valley: 1.0,
        peaks: 1,
        null: None,
        density: Density {
            dimensions,
            certain: plan.certain,
            common: true,
            components: Vec::new(),
        },
    }
}

fn to_triangle_of_unit(dimensions: usize) -> Vec<f64> {
    (0..dimensions).flat_map(|i| (0..=i).map(move |j| f64::from(u8::from(i == j)))).collect()
}

fn find_in<const K: usize>(
    points: &Points,
    chance: Chance,
    plan: &CampPlan,
    retaken: Option<Retaken>,
) -> Camps {
    let evidence = Evidence::<K>::of((0..points.count()).map(|i| row(points, i)).collect());
    let large = evidence.rows.len() > 2 * SEARCHED;
    let found = if large {
        let known = points.best_known(SEARCHED);
        let some = known.iter().map(|&point| evidence.rows[point as usize]).collect();
        starts::search(&Evidence::of(some), chance.purpose(1))
    } else {
        starts::search(&evidence, chance.purpose(1))
    };
    let tested = |mut mixture: Mixture<K>, chance: Chance| {
        if large {
            let (_, hold) = Mixture::single(&evidence);
            mixture.climb(&evidence, &hold, POLISHED, 0.02);
        }
        let mut ridges = ridges(&mixture);
        let peaks = ridges.peaks.len();
        let null = claims(&mixture, &evidence, &mut ridges, plan, chance, retaken);
        told(&evidence, &mixture, &ridges, peaks, null, plan)
    };
    let camps = tested(found.best, chance.purpose(2));
    // Of many small peaks each may fail though opinion is in two places: then the two are held against one.
    match found.two {
        Some(two) if camps.count == 1 && camps.peaks > 2 && plan.draws > 0 => {
            let pair = tested(two, chance.purpose(3));
            if pair.count > 1 { pair } else { camps }
        }
        _ => camps,
    }
}

/// Tests the claims, the shallowest valley first; camps whose claim fails are joined.
fn claims<const K: usize>(
    mixture: &Mixture<K>,
    evidence: &Evidence<K>,
    ridges: &mut Ridges<K>,
    plan: &CampPlan,
    chance: Chance,
    retaken: Option<Retaken>,
) -> Option<CampNull> {
    if plan.draws == 0 {
        while ridges.peaks.len() > plan.most {
            let mut valleys = ridges.valleys();
            valleys.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
            let Some(valley) = valleys.first() else { break };
            ridges.join(valley.one, valley.other);
        }
        return None;
    }
    let mut held: Vec<(Vec<usize>, Vec<usize>, CampNull)> = Vec::new();
    let mut failed = None;
    loop {
        let mut valleys = ridges.valleys();
        valleys.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
        let mut weakest: Option<CampNull> = None;
        let mut joined = false;
        for valley in valleys {
            let one = ridges.peaks[valley.one].parts.clone();
            let other = ridges.peaks[valley.other].parts.clone();
            let known = held.iter().find(|(a, b, _)| *a == one && *b == other).map(|h| h.2);
            let null = known.unwrap_or_else(|| {
                null::test(mixture, evidence, (&one, &other), plan.draws, chance, retaken)
            });
            if null.drawn < plan.draws || null.as_separated > allowed(plan.draws) {
                failed = Some(null);
                ridges.join(valley.one, valley.other);
                joined = true;
                break;
            }
            if weakest.is_none_or(|w| null.gain < w.gain) {
                weakest = Some(null);
            }
            if known.is_none() {
                held.push((one, other, null));
            }
        }
        if !joined {
            return weakest.or(failed);
        }
    }
}

fn near_in<const K: usize>(points: &Points, members: &[Option<u16>], plan: &CampPlan) -> Camps {
    let evidence = Evidence::<K>::of((0..points.count()).map(|i| row(points, i)).collect());
    let (single, hold) = Mixture::single(&evidence);
    let mut mixture = from_members(points, &evidence, members, &hold).unwrap_or(single);
    mixture.climb(&evidence, &hold, POLISHED, 0.02);
    let ridges = ridges(&mixture);
    let peaks = ridges.peaks.len();
    told(&evidence, &mixture, &ridges, peaks, None, plan)
}

/// A component for each camp that has members, at their mean.
fn from_members<const K: usize>(
    points: &Points,
    evidence: &Evidence<K>,
    members: &[Option<u16>],
    hold: &Hold<K>,
) -> Option<Mixture<K>> {
    let camps = usize::from(members.iter().flatten().copied().max()?) + 1;
    if !(2..=mixture::PARTS_MAX).contains(&camps) {
        return None;
    }
    let mut weights = vec![0.0; camps];
    let mut means: Vec<Column<f64, K>> = vec![[0.0; K]; camps];
    for (i, camp) in members.iter().enumerate() {
        let Some(camp) = camp.map(usize::from) else { continue };
        let weight = evidence.rows[i].weight;
        weights[camp] += weight;
        for (d, mean) in means[camp].iter_mut().enumerate() {
            *mean += weight * points.mean(i)[d];
        }
    }
    let all: f64 = weights.iter().sum();
    let factor = libm::pow(camps as f64, -2.0 / K as f64);
    let spread: Square<f64, K> =
        std::array::from_fn(|i| std::array::from_fn(|j| hold.pooled[i][j] * factor));
    let parts: Vec<Part<K>> = weights
        .iter()
        .zip(&means)
        .filter(|(weight, _)| **weight > 0.0)
        .map(|(&weight, mean)| Part::new(weight / all, mean.map(|m| m / weight), spread))
        .collect();
    (parts.len() > 1).then_some(Mixture { parts, shape: Shape::Own, likelihood: f64::NEG_INFINITY })
}

/// Camps from the components of each peak, numbered by size.
fn told<const K: usize>(
    evidence: &Evidence<K>,
    mixture: &Mixture<K>,
    ridges: &Ridges<K>,
    peaks: usize,
    null: Option<CampNull>,
    plan: &CampPlan,
) -> Camps {
    let mut camps: Vec<(f64, Part<K>, &[usize])> = ridges
        .peaks
        .iter()
        .map(|peak| {
            let parts: Vec<Part<K>> = peak.parts.iter().map(|&c| mixture.parts[c]).collect();
            (0.0, merged(&parts), peak.parts.as_slice())
        })
        .collect();
    let density = |camps: &[(f64, Part<K>, &[usize])]| Density {
        dimensions: K,
        certain: plan.certain,
        common: mixture.shape == Shape::Common,
        components: (0..mixture.parts.len())
            .map(|c| Component {
                camp: camps.iter().position(|camp| camp.2.contains(&c)).unwrap_or(0),
                share: mixture.parts[c].share,
                mean: mixture.parts[c].mean.to_vec(),
                spread: to_triangle(&mixture.parts[c].spread),
            })
            .collect(),
    };
    let count = camps.len();
    let place =
        |camps: &[(f64, Part<K>, &[usize])]| rows_in::<K>(&density(camps), count, &evidence.rows);
    for (i, member) in place(&camps).0.iter().enumerate() {
        if let Some(camp) = member {
            camps[usize::from(*camp)].0 += evidence.rows[i].weight;
        }
    }
    camps.sort_by(|a, b| {
        let content = || (0..K).map(|d| a.1.mean[d].total_cmp(&b.1.mean[d]));
        let tie = || content().find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal);
        b.0.total_cmp(&a.0).then(b.1.share.total_cmp(&a.1.share)).then_with(tie)
    });
    let (members, chances) = place(&camps);
    let shallowest = ridges.valleys().iter().map(|v| v.ratio).fold(0.0, f64::max);
    Camps {
        count,
        members,
        chances,
        centres: camps.iter().flat_map(|camp| camp.1.mean).collect(),
        spreads: camps.iter().flat_map(|camp| to_triangle(&camp.1.spread)).collect(),
        shares: camps.iter().map(|camp| camp.1.share).collect(),
        valley: if count == 1 { 1.0 } else { shallowest },
        peaks,
        null,
        density: density(&camps),
    }
}

/// Each point's camp and chances.
fn place_in<const K: usize>(
    density: &Density,
    count: usize,
    points: &Points,
) -> (Vec<Option<u16>>, Vec<f64>) {
    placed::<K>(density, count, points.count(), |i| row(points, i))
}

/// The same for what is known of some.
fn rows_in<const K: usize>(
    density: &Density,
    count: usize,
    rows: &[Row<K>],
) -> (Vec<Option<u16>>, Vec<f64>) {
    placed::<K>(density, count, rows.len(), |i| rows[i])
}

fn placed<const K: usize>(
    density: &Density,
    count: usize,
    people: usize,
    known: impl Fn(usize) -> Row<K> + Sync,
) -> (Vec<Option<u16>>, Vec<f64>) {
    if count == 1 {
        return (vec![Some(0); people], vec![1.0; people]);
    }
    let parts = density.components.iter().map(|component| {
        let mean = std::array::from_fn(|d| component.mean[d]);
        Part::<K>::new(component.share, mean, from_triangle(&component.spread))
    });
    let mixture = Mixture::<K> {
        parts: parts.collect(),
        shape: if density.common { Shape::Common } else { Shape::Own },
        likelihood: 0.0,
    };
    let mut shares = vec![0.0; count];
    for component in &density.components {
        shares[component.camp] += component.share;
    }
    let placed: Vec<(Vec<Option<u16>>, Vec<f64>)> = (0..people.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(people);
            let (mut members, mut all) = (Vec::new(), Vec::new());
            let mut first = range.start;
            while first < range.end {
                let end = (first + LANES).min(range.end);
                let rows: Vec<Row<K>> = (first..end).map(&known).collect();
                mixture.each(&[block(&rows)], |i, of_parts| {
                    if i < rows.len() {
                        let mut chances = vec![0.0; count];
                        for (component, chance) in density.components.iter().zip(of_parts) {
                            chances[component.camp] += chance;
                        }
                        members.push(clear(&chances, &shares, density.certain));
                        all.extend(chances);
                    }
                });
                first = end;
            }
            (members, all)
        })
        .collect();
    let mut members = Vec::with_capacity(people);
    let mut chances = Vec::with_capacity(people * count);
    for (some, of_some) in placed {
        members.extend(some);
        chances.extend(of_some);
    }
    (members, chances)
}

/// The camp that is clear, both with shares as they are and with equal shares.
fn clear(chances: &[f64], shares: &[f64], certain: f64) -> Option<u16> {
    let (best, chance) = chances.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let even = |camp: usize| chances[camp] / shares[camp].max(1e-12);
    let all: f64 = (0..chances.len()).map(even).sum();
    (*chance >= certain && even(best) >= certain * all).then_some(best as u16)
}
