//! Alternatives that can never be in, each with its reason, in linear time.
//!
//! An alternative is out if one of its clauses has no way left, or so many that the rule cannot hold; a way is gone once
//! an alternative that it needs is out (Dowling and Gallier 1984). Each line follows from the instance and the lines
//! before it: for the alternative to be in, a way would have to be alive.

use super::clauses::Clauses;

/// One line: the alternative is out, because no way of these clauses is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eliminated {
    /// The alternative.
    pub alternative: u32,
    /// The clauses, by their places: one where it must hold, and under a rule that counts as many as decide.
    pub clauses: Vec<u32>,
}

/// What can never be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elimination {
    /// In an order in which each line follows from those before.
    pub lines: Vec<Eliminated>,
    /// For each alternative whether it is still possible.
    pub live: Vec<bool>,
}

struct Work<'a> {
    clauses: &'a Clauses,
    /// For each clause how many ways are left.
    left: Vec<u32>,
    /// For each clause the limits it counts in, as `(clause, limit)`, rising.
    counted: Vec<(u32, u32)>,
    found: Elimination,
}

impl Work<'_> {
    fn out(&mut self, alternative: u32, clauses: Vec<u32>) {
        if std::mem::replace(&mut self.found.live[alternative as usize], false) {
            self.found.lines.push(Eliminated { alternative, clauses });
        }
    }

    /// A clause has no way left.
    fn dead(&mut self, place: u32) {
        let clause = &self.clauses.all[place as usize];
        if clause.hard {
            return self.out(clause.alternative, vec![place]);
        }
        let first = self.counted.partition_point(|counted| counted.0 < place);
        let last = self.counted.partition_point(|counted| counted.0 <= place);
        for at in first..last {
            let limit = &self.clauses.limits[self.counted[at].1 as usize];
            let mut against = 0;
            let mut because = Vec::new();
            for block in &limit.blocks {
                let dead = block.terms.iter().find(|&&term| self.left[term as usize] == 0);
                if let Some(&term) = dead {
                    against += block.parties;
                    because.push(term);
                }
                if against > limit.bound {
                    because.sort_unstable();
                    because.dedup();
                    self.out(limit.alternative, because);
                    break;
                }
            }
        }
    }
}

/// Eliminates what can never be in.
pub fn eliminate(clauses: &Clauses, alternatives: usize) -> Elimination {
    let counted = clauses.limits.iter().enumerate().flat_map(|(place, limit)| {
        let terms = limit.blocks.iter().flat_map(|block| &block.terms);
        terms.map(move |&term| (term, place as u32))
    });
    let mut counted: Vec<(u32, u32)> = counted.collect();
    counted.sort_unstable();
    counted.dedup();
    let mut work = Work {
        clauses,
        left: clauses.all.iter().map(|clause| clause.ways.len() as u32).collect(),
        counted,
        found: Elimination { lines: Vec::new(), live: vec![true; alternatives] },
    };
    // Which ways need an alternative, as (alternative, clause, way).
    let mut needs: Vec<(u32, u32, u32)> = Vec::new();
    for (place, clause) in clauses.all.iter().enumerate() {
        for (way, of) in clause.ways.iter().enumerate() {
            let wanted = of.literals.iter().filter(|l| l.wanted);
            needs.extend(wanted.map(|l| (l.alternative, place as u32, way as u32)));
        }
    }
    needs.sort_unstable();
    needs.dedup();
    // For each way whether it is gone; those of a clause from a place on.
    let mut begin: Vec<u32> = Vec::with_capacity(clauses.all.len());
    let mut ways = 0;
    for clause in &clauses.all {
        begin.push(ways);
        ways += clause.ways.len() as u32;
    }
    let mut gone = vec![false; ways as usize];
    for place in 0..clauses.all.len() as u32 {
        // What is hard and rests on nothing else is told before what counts.
        if work.left[place as usize] == 0 {
            work.dead(place);
        }
    }
    let mut next = 0;
    while let Some(line) = work.found.lines.get(next) {
        let out = line.alternative;
        next += 1;
        let first = needs.partition_point(|need| need.0 < out);
        for &(_, place, way) in needs[first..].iter().take_while(|need| need.0 == out) {
            if std::mem::replace(&mut gone[(begin[place as usize] + way) as usize], true) {
                continue;
            }
            work.left[place as usize] -= 1;
            if work.left[place as usize] == 0 {
                work.dead(place);
            }
        }
    }
    work.found
}
