//! Likeness of two units, candidates for it, and what likeness units have that do not correspond.

use super::features::{Bag, Features, shared};

/// A unit is taken to say this many words more than it does, about a clause. So a few words in common, or not in common,
/// are little evidence.
pub(crate) const UNSAID: f64 = 4.0;

/// Candidates a unit has, those that share most with it.
pub(crate) const CANDIDATES: usize = 16;

/// How many units a unit's features may name, the rarest features first: what bounds the search for candidates.
const NAMED: usize = 1_000;

/// A normal law: where values of units that do not correspond lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// Its centre.
    pub center: f64,
    /// Its spread, as a standard deviation.
    pub spread: f64,
}

impl Law {
    /// How far a value lies above the centre, in spreads.
    pub(crate) fn excess(self, value: f64) -> f64 {
        (value - self.center) / self.spread
    }
}

/// What units have in common that do not correspond: of each unit, the best in its own draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Null {
    /// Likeness, from 0 to 1.
    pub likeness: Law,
    /// How far the lesser stands in the greater, from 0 to 1.
    pub containment: Law,
}

impl Null {
    /// How far what two units share exceeds what units share that do not correspond, in spreads. Where `UNSAID` words are
    /// added, they are shared as words are that units share which do not correspond: so a short unit says little either way.
    pub(crate) fn excess(&self, shared: f64, a: &Bag, b: &Bag, word: f64) -> f64 {
        let more = UNSAID * word;
        let alike =
            (shared + self.likeness.center * more) / ((a.mass + more) * (b.mass + more)).sqrt();
        let alike = self.likeness.excess(alike);
        let lesser = a.mass.min(b.mass);
        if lesser < PART * word {
            return alike;
        }
        let held = (shared + self.containment.center * more) / (lesser + more);
        alike.max(self.containment.excess(held) - HELD)
    }
}

/// A unit that says less than this many words, counting pairs of neighbours for half a word each, is not looked for as a
/// part of another: two words of a title stand together in some long paragraph by chance.
pub(crate) const PART: f64 = 8.0;

/// Containment must say so much more than likeness to be heard, in spreads: it is the second of two chances.
const HELD: f64 = 1.0;

/// Before anything is measured: what a handful of units cannot say better. Weighs as much as `PRIOR` units.
const CENTER: f64 = 0.3;
const SPREAD: f64 = 0.1;
const PRIOR: f64 = 10.0;

/// However repetitive the drafts, half of what they say in common counts as likeness; and however uniform, the threshold
/// is not sharper than this.
const CENTER_MOST: f64 = 0.5;
const SPREAD_LEAST: f64 = 0.05;
const SPREAD_MOST: f64 = 0.15;

/// What both say, over the geometric mean of what each says (Ochiai).
fn likeness(shared: f64, a: &Bag, b: &Bag, more: f64) -> f64 {
    shared / ((a.mass + more) * (b.mass + more)).sqrt()
}

/// What both say, over what the part says, with `UNSAID` words more: how far it may be a part of the whole.
pub(crate) fn containment(part: &Bag, whole: &Bag, word: f64) -> f64 {
    shared(part, whole) / (part.mass + UNSAID * word)
}

/// A unit near to another: which, and the mass they share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) unit: usize,
    pub(crate) shared: f64,
    likeness: f64,
}

/// Which units hold each feature.
pub(crate) struct Index<'a> {
    bags: &'a [Bag],
    holders: Vec<Vec<u32>>,
    word: f64,
}

impl<'a> Index<'a> {
    pub(crate) fn new(bags: &'a [Bag], features: &Features) -> Self {
        let mut holders = vec![Vec::new(); features.count];
        for (unit, bag) in bags.iter().enumerate() {
            bag.masses.iter().for_each(|m| holders[m.0 as usize].push(unit as u32));
        }
        Index { bags, holders, word: features.word }
    }

    /// The units most like a bag that stands at a place, the likest first; of equally like ones the nearest.
    pub(crate) fn nearest(&self, bag: &Bag, at: usize, sums: &mut Sums) -> Vec<Near> {
        let mut asked: Vec<(&[u32], f64)> = bag
            .masses
            .iter()
            .map(|&(id, mass)| (self.holders[id as usize].as_slice(), mass))
            .collect();
        // The sort is stable: of equally rare features the first comes first.
        asked.sort_by_key(|(holders, _)| holders.len());
        let mut left = NAMED;
        for (holders, mass) in asked {
            // Of too many holders those around the place.
            let from = holders.partition_point(|&h| (h as usize) < at).saturating_sub(left / 2);
            let from = from.min(holders.len().saturating_sub(left));
            for &unit in holders[from..].iter().take(left) {
                sums.add(unit as usize, mass);
            }
            left = left.saturating_sub(holders.len());
        }
        let more = UNSAID * self.word;
        let near = |unit: usize, shared: f64| Near {
            unit,
            shared,
            likeness: likeness(shared, bag, &self.bags[unit], more),
        };
        let mut named: Vec<Near> = sums.drain().map(|(unit, sum)| near(unit, sum)).collect();
        let order = |x: &Near, y: &Near| {
            let places = (x.unit.abs_diff(at), x.unit).cmp(&(y.unit.abs_diff(at), y.unit));
            y.likeness.total_cmp(&x.likeness).then(places)
        };
        if named.len() > CANDIDATES + CANDIDATES / 2 {
            named.select_nth_unstable_by(CANDIDATES + CANDIDATES / 2, order);
            named.truncate(CANDIDATES + CANDIDATES / 2);
        }
        // Sums count a feature as often as this bag holds it, and leave out the most common.
        named.iter_mut().for_each(|n| *n = near(n.unit, shared(bag, &self.bags[n.unit])));
        named.sort_by(order);
        named.truncate(CANDIDATES);
        named
    }
}

/// Sums by unit that are cleared by what was touched.
pub(crate) struct Sums {
    sums: Vec<f64>,
    touched: Vec<usize>,
}

impl Sums {
    pub(crate) fn new(count: usize) -> Self {
        Sums { sums: vec![0.0; count], touched: Vec::new() }
    }

    fn add(&mut self, unit: usize, mass: f64) {
        if self.sums[unit] <= 0.0 {
            self.touched.push(unit);
        }
        self.sums[unit] += mass;
    }

    fn drain(&mut self) -> impl Iterator<Item = (usize, f64)> {
        self.touched.sort_unstable();
        let touched = std::mem::take(&mut self.touched);
        touched.into_iter().map(|unit| (unit, std::mem::take(&mut self.sums[unit])))
    }
}

/// The null: each unit beside the others of its own draft, where nothing corresponds to it but what is told twice.
pub(crate) fn null(features: &Features) -> Null {
    let (mut alike, mut held) = (Vec::new(), Vec::new());
    for bags in [&features.a, &features.b] {
        let index = Index::new(bags, features);
        let mut sums = Sums::new(bags.len());
        for (unit, bag) in bags.iter().enumerate().filter(|(_, b)| b.mass >= PART * features.word) {
            let found = index.nearest(bag, unit, &mut sums);
            let (mut best, mut most) = (0.0_f64, 0.0_f64);
            for near in found.iter().filter(|n| n.unit != unit) {
                best = best.max(likeness(near.shared, bag, &bags[near.unit], 0.0));
                most = most.max(near.shared / bag.mass);
            }
            alike.push(best);
            held.push(most);
        }
    }
    Null { likeness: robust(alike), containment: robust(held) }
}

/// Centre and spread of best likenesses, as if normal, from the lower quartile and the lowest tenth alone: what is told
/// twice in a draft (alternatives, lists repeated in each option) lies above, up to a good half of all units.
fn robust(mut best: Vec<f64>) -> Law {
    best.sort_by(f64::total_cmp);
    let at = |share: usize| best.get(best.len() * share / 100).copied().unwrap_or(0.0);
    let spread = (at(25) - at(10)) / (0.6745 - 1.2816_f64).abs();
    let center = at(25) + 0.6745 * spread;
    let count = best.len() as f64;
    let blend = |measured: f64, prior: f64| (count * measured + PRIOR * prior) / (count + PRIOR);
    Law {
        center: blend(center, CENTER).min(CENTER_MOST),
        spread: blend(spread, SPREAD).clamp(SPREAD_LEAST, SPREAD_MOST),
    }
}
