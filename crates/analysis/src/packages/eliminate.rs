//! Alternatives that can never be in, each with its reason, in linear time.
//!
//! An alternative is out if one of its clauses has no way left; a way is gone once an alternative that it needs is out
//! (Dowling and Gallier 1984). Each line follows from the instance and the lines before it: a true alternative would need a
//! way that is alive.

use super::clauses::Clauses;

/// One line: the alternative is out, because no way of this clause is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eliminated {
    /// The alternative.
    pub alternative: u32,
    /// The clause, by its place.
    pub clause: u32,
}

/// What can never be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elimination {
    /// In an order in which each line follows from those before.
    pub lines: Vec<Eliminated>,
    /// For each alternative whether it is still possible.
    pub live: Vec<bool>,
}

/// Eliminates what can never be in.
pub fn eliminate(clauses: &Clauses, alternatives: usize) -> Elimination {
    let mut live = vec![true; alternatives];
    let mut lines: Vec<Eliminated> = Vec::new();
    let mut left: Vec<u32> = clauses.all.iter().map(|clause| clause.ways.len() as u32).collect();
    // Which ways need an alternative, as (alternative, clause, way).
    let mut needs: Vec<(u32, u32, u32)> = Vec::new();
    for (place, clause) in clauses.all.iter().enumerate() {
        for (way, literals) in clause.ways.iter().enumerate() {
            let wanted = literals.iter().filter(|l| l.wanted);
            needs.extend(wanted.map(|l| (l.alternative, place as u32, way as u32)));
        }
    }
    needs.sort_unstable();
    needs.dedup();
    let mut gone: Vec<Vec<bool>> =
        clauses.all.iter().map(|clause| vec![false; clause.ways.len()]).collect();
    let out = |place: u32, live: &mut Vec<bool>, lines: &mut Vec<Eliminated>| {
        let alternative = clauses.all[place as usize].alternative;
        if std::mem::replace(&mut live[alternative as usize], false) {
            lines.push(Eliminated { alternative, clause: place });
        }
    };
    for (place, _) in left.iter().enumerate().filter(|(_, left)| **left == 0) {
        out(place as u32, &mut live, &mut lines);
    }
    let mut next = 0;
    while let Some(line) = lines.get(next).copied() {
        next += 1;
        let first = needs.partition_point(|need| need.0 < line.alternative);
        for &(alternative, place, way) in &needs[first..] {
            if alternative != line.alternative {
                break;
            }
            if std::mem::replace(&mut gone[place as usize][way as usize], true) {
                continue;
            }
            left[place as usize] -= 1;
            if left[place as usize] == 0 {
                out(place, &mut live, &mut lines);
            }
        }
    }
    Elimination { lines, live }
}
