//! What a unit says, as weighted features: its words without markup, brackets and label, and pairs of neighbouring words.

use super::numbers::ln;
use super::units::Unit;
use crate::words::{Kind, tokens};
use std::collections::BTreeMap;

/// Letters of a word that count: longer words are cut, so that `recognize`, `recognizing` and `recognized` are one.
/// Truncation needs no dictionary, and is about as good as stemming in inflecting languages.
const STEM: usize = 6;

/// Weight of a pair of neighbouring words, beside the words: order is evidence, but not independent of the words.
const PAIR: f64 = 0.5;

/// Weight of a label's words: labels are renumbered too often to weigh as much as words.
const LABEL: f64 = 0.5;

/// Most features a unit may have; the rest of a longer one is not looked at. Ten pages of print.
const MOST: usize = 8_000;

/// A unit's features, sorted: which, and how often times the feature's weight.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    /// Feature and mass.
    pub(crate) masses: Vec<(u32, f64)>,
    /// Sum of masses.
    pub(crate) mass: f64,
}

/// The features of both drafts.
pub(crate) struct Features {
    pub(crate) a: Vec<Bag>,
    pub(crate) b: Vec<Bag>,
    /// How many features there are.
    pub(crate) count: usize,
    /// Mean weight of a word as it occurs: the yardstick for how much a unit says.
    pub(crate) word: f64,
}

/// The words of a unit as they count: in lower case, cut, without markup; those of the label apart.
fn stems(source: &str, unit: &Unit) -> (Vec<String>, Vec<String>) {
    let (start, label) = match &unit.label {
        Some(label) => (label.range.end, &source[label.range.clone()]),
        None => (unit.range.start, ""),
    };
    let cut = |words: &str| -> Vec<String> {
        let plain = plain(words);
        tokens(&plain)
            .into_iter()
            .filter(|t| matches!(t.kind, Kind::Word | Kind::Ideograph))
            .map(|t| plain[t.range].chars().flat_map(char::to_lowercase).take(STEM).collect())
            .take(MOST)
            .collect()
    };
    (cut(&source[start..unit.range.end]), cut(label))
}

/// Without emphasis and brackets, so that `international[ly agreed]` and `r*eaffirming*` are whole words; where two
/// brackets touch, a space.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    for c in words.chars() {
        match c {
            '*' | '_' => {}
            '[' if before == ']' => out.push(' '),
            '[' | ']' => {}
            _ => out.push(c),
        }
        before = c;
    }
    out
}

pub(crate) fn features(a: (&str, &[Unit]), b: (&str, &[Unit])) -> Features {
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let mut holders: Vec<u32> = Vec::new();
    let mut factors: Vec<f64> = Vec::new();
    let mut number = |name: String, factor: f64| -> u32 {
        let next = known.len() as u32;
        let id = *known.entry(name).or_insert(next);
        if id == next {
            holders.push(0);
            factors.push(factor);
        }
        id
    };
    let mut sides: [Vec<Vec<(u32, u32)>>; 2] = [Vec::new(), Vec::new()];
    for (side, (source, units)) in sides.iter_mut().zip([a, b]) {
        for unit in units {
            let (words, label) = stems(source, unit);
            let mut ids: Vec<u32> = Vec::with_capacity(words.len() * 2 + label.len());
            ids.extend(label.iter().map(|l| number(format!("\u{0}{l}"), LABEL)));
            ids.extend(words.windows(2).map(|w| number(format!("{} {}", w[0], w[1]), PAIR)));
            ids.extend(words.into_iter().map(|w| number(w, 1.0)));
            side.push(count(ids));
        }
    }
    for bag in sides.iter().flatten() {
        bag.iter().for_each(|&(id, _)| holders[id as usize] += 1);
    }
    let units = (a.1.len() + b.1.len()) as f64;
    // Robertson and Spärck Jones: information of meeting the feature in a unit, never negative.
    let weigh = |id: usize| {
        factors[id]
            * ln(1.0 + (units - f64::from(holders[id]) + 0.5) / (f64::from(holders[id]) + 0.5))
    };
    let weights: Vec<f64> = (0..holders.len()).map(weigh).collect();
    let (mut words, mut mass) = (0.0, 0.0);
    for &(id, times) in sides.iter().flatten().flatten() {
        if factors[id as usize] >= 1.0 {
            words += f64::from(times);
            mass += f64::from(times) * weights[id as usize];
        }
    }
    let [left, right] =
        sides.map(|side| side.into_iter().map(|bag| weighted(&bag, &weights)).collect());
    Features {
        a: left,
        b: right,
        count: weights.len(),
        word: if words > 0.0 { mass / words } else { 1.0 },
    }
}

fn count(mut ids: Vec<u32>) -> Vec<(u32, u32)> {
    ids.sort_unstable();
    let mut bag: Vec<(u32, u32)> = Vec::new();
    for id in ids {
        match bag.last_mut() {
            Some(last) if last.0 == id => last.1 += 1,
            _ => bag.push((id, 1)),
        }
    }
    bag
}

fn weighted(bag: &[(u32, u32)], weights: &[f64]) -> Bag {
    let masses: Vec<(u32, f64)> =
        bag.iter().map(|&(id, times)| (id, f64::from(times) * weights[id as usize])).collect();
    let mass = masses.iter().map(|m| m.1).sum();
    Bag { masses, mass }
}

/// Mass that two bags share.
pub(crate) fn shared(a: &Bag, b: &Bag) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.masses.len() && j < b.masses.len() {
        match a.masses[i].0.cmp(&b.masses[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a.masses[i].1.min(b.masses[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// What of the first bag the second does not hold.
pub(crate) fn rest(a: &Bag, b: &Bag) -> Bag {
    let mut masses = Vec::new();
    let mut j = 0;
    for &(id, mass) in &a.masses {
        while b.masses.get(j).is_some_and(|m| m.0 < id) {
            j += 1;
        }
        let taken = b.masses.get(j).filter(|m| m.0 == id).map_or(0.0, |m| m.1);
        if mass > taken {
            masses.push((id, mass - taken));
        }
    }
    let mass = masses.iter().map(|m| m.1).sum();
    Bag { masses, mass }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn brackets_inside_words_leave_words() {
        assert_eq!(
            plain("international[ly agreed] r*eaffirming*"),
            "internationally agreed reaffirming"
        );
        assert_eq!(plain("[shall][should]"), "shall should");
    }
}
