//! Splits and merges: units without a counterpart whose words stand in a unit that has another.
//!
//! What counts is what the other's counterpart leaves of it. So of two alternatives that say nearly the same, one kept and
//! one dropped, the dropped one is not told as merged.

use super::features::{Bag, Features, rest};
use super::likeness::{Index, Law, PART, Sums, containment};
use super::{Pair, Relation};

/// How far containment must lie above that of units which do not correspond, in spreads: there is no evidence from
/// around a part as there is for a pair, so the bar is above even odds.
const BAR: f64 = 1.0;

/// Parts of one side: units without counterpart, `free`, in units of the other side that have one, `counterpart`.
pub(crate) fn parts(
    features: &Features,
    relation: Relation,
    free: &[usize],
    counterpart: &[Option<usize>],
    null: Law,
) -> Vec<Pair> {
    let (parts, wholes) = match relation {
        Relation::Split => (&features.b, &features.a),
        Relation::Merged | Relation::Same => (&features.a, &features.b),
    };
    let index = Index::new(wholes, features);
    let mut sums = Sums::new(wholes.len());
    let mut found = Vec::new();
    for &part in free {
        let bag = &parts[part];
        if bag.mass < PART * features.word {
            continue;
        }
        let best = index
            .nearest(bag, part * wholes.len() / parts.len(), &mut sums)
            .into_iter()
            .filter_map(|near| Some((near.unit, counterpart[near.unit]?)))
            .map(|(whole, twin)| (whole, held(bag, &wholes[whole], &parts[twin], features.word)))
            .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        if let Some((whole, score)) = best
            && null.excess(score) >= BAR
        {
            let (a, b) = if relation == Relation::Split { (whole, part) } else { (part, whole) };
            found.push(Pair { a, b, score: score.min(1.0), relation, is_moved: false });
        }
    }
    found
}

/// How far a part stands in a whole, of which its twin stands there already: what the twin does not say, in what the twin
/// leaves. Where the twin says all that the part says, as with a list repeated in two options, the whole holds the part if
/// it holds the twin.
fn held(part: &Bag, whole: &Bag, twin: &Bag, word: f64) -> f64 {
    let all = containment(part, whole, word);
    let own = rest(part, twin);
    if own.mass < OWN * word { all } else { all.min(containment(&own, &rest(whole, twin), word)) }
}

/// A part that says no more than this many words beside its twin says the same.
const OWN: f64 = 1.0;
