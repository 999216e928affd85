//! Splits and merges: units without a counterpart whose words stand in a unit that has another.

use super::features::{Bag, Features, rest};
use super::likeness::{Index, Law, Sums, UNSAID, containment, likeness};
use super::{Pair, Relation};

/// How far containment must lie above that of units which do not correspond, in spreads: there is no evidence from
/// around a part as there is for a pair, so the bar is what one in forty units passes by chance in a normal law.
const BAR: f64 = 2.0;

/// Adds to `pairs` the parts on one side: `part` units without counterpart, in `whole` units that have one. `find` gives
/// for a whole its counterpart on the side of the parts.
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
        if bag.mass < UNSAID * features.word {
            continue;
        }
        let best = index
            .nearest(bag, &mut sums)
            .into_iter()
            .filter_map(|(whole, _)| Some((whole, counterpart[whole]?)))
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

/// How far a part stands in a whole: in what its twin leaves of it; or, where twin and part say the same, in all of it.
fn held(part: &Bag, whole: &Bag, twin: &Bag, word: f64) -> f64 {
    let left = containment(part, &rest(whole, twin), word);
    let all = containment(part, whole, word);
    let same = likeness(part, twin, word);
    if same > 0.5 { all } else { left }
}
