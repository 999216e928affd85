//! What is left to decide: the alternatives that are still possible, in parts that have nothing to do with each other.

use super::clauses::{Clauses, Limit, Way, Why};
use super::eliminate::Elimination;
use super::instance::{Literal, Unit};

/// Where the alternative is in, one of the ways holds; there are at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The alternative, by its place in the part.
    pub alternative: u32,
    /// The ways.
    pub ways: Vec<Way>,
    /// Why it stands.
    pub why: Why,
}

/// Where the alternative is in, the parties of blocks one of whose demands is not met are at most `bound`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// The alternative, by its place in the part.
    pub alternative: u32,
    /// How many parties may object.
    pub bound: u32,
    /// How many parties each block has, and its demands by their places among [`Part::terms`].
    pub blocks: Vec<(u32, Vec<u32>)>,
}

/// A unit as far as it is still to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The unit.
    pub unit: u32,
    /// What its agreement counts.
    pub weight: u32,
    /// Its alternatives, by their places in the part.
    pub alternatives: std::ops::Range<u32>,
}

/// A part of the whole that has nothing to do with the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The alternatives, rising; other places here point into this list.
    pub alternatives: Vec<u32>,
    /// The units, in the order of the text.
    pub units: Vec<Open>,
    /// What must hold.
    pub demands: Vec<Demand>,
    /// What may be left unmet within a tolerance.
    pub terms: Vec<Demand>,
    /// The tolerances.
    pub tolerances: Vec<Tolerance>,
}

impl Part {
    /// What its units count together.
    pub fn weight(&self) -> u64 {
        self.units.iter().map(|unit| u64::from(unit.weight)).sum()
    }
}

/// Joins what belongs together, by the least of each set.
struct Sets(Vec<u32>);

impl Sets {
    fn root(&mut self, mut of: u32) -> u32 {
        while self.0[of as usize] != of {
            let above = self.0[self.0[of as usize] as usize];
            self.0[of as usize] = above;
            of = above;
        }
        of
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// The ways of a clause that are alive, without what holds anyhow; nothing if the clause holds anyhow.
fn alive(clauses: &Clauses, clause: u32, live: &[bool]) -> Option<Vec<Way>> {
    let mut ways = Vec::new();
    for way in &clauses.all[clause as usize].ways {
        if way.literals.iter().any(|l| l.wanted && !live[l.alternative as usize]) {
            continue;
        }
        let open = |l: &&Literal| l.wanted || live[l.alternative as usize];
        let mut literals: Vec<Literal> = way.literals.iter().filter(open).copied().collect();
        literals.sort_unstable();
        literals.dedup();
        if literals.is_empty() {
            return None;
        }
        ways.push(Way { literals, offer: way.offer });
    }
    Some(ways)
}

/// What is left, in the order of the least alternative of each part.
pub fn reduce(units: &[Unit], clauses: &Clauses, elimination: &Elimination) -> Vec<Part> {
    let live = &elimination.live;
    let mut sets = Sets((0..live.len() as u32).collect());
    for unit in units {
        let mut of = unit.alternatives.clone().filter(|&a| live[a as usize]);
        if let Some(first) = of.next() {
            of.for_each(|other| sets.join(first, other));
        }
    }
    // What is left of each clause: its demand, with places in the whole.
    let mut hard: Vec<Demand> = Vec::new();
    let mut limits: Vec<(Tolerance, Vec<Demand>)> = Vec::new();
    for (place, clause) in clauses.all.iter().enumerate() {
        if clause.hard
            && live[clause.alternative as usize]
            && let Some(ways) = alive(clauses, place as u32, live)
        {
            hard.push(Demand { alternative: clause.alternative, ways, why: clause.why });
        }
    }
    for limit in clauses.limits.iter().filter(|limit| live[limit.alternative as usize]) {
        limits.extend(tolerance(clauses, limit, live));
    }
    let all = hard.iter().chain(limits.iter().flat_map(|(_, terms)| terms));
    for demand in all {
        for literal in demand.ways.iter().flat_map(|way| &way.literals) {
            sets.join(demand.alternative, literal.alternative);
        }
    }
    gather(units, live, &mut sets, hard, limits)
}

/// What is left of a limit, and its terms; nothing where it can no longer be passed.
fn tolerance(clauses: &Clauses, limit: &Limit, live: &[bool]) -> Option<(Tolerance, Vec<Demand>)> {
    let mut bound = limit.bound;
    let mut blocks = Vec::new();
    let mut terms: Vec<Demand> = Vec::new();
    let mut known: Vec<(u32, u32)> = Vec::new();
    for block in &limit.blocks {
        let mut of = Vec::new();
        let mut fails = false;
        for &term in &block.terms {
            match alive(clauses, term, live) {
                None => {}
                Some(ways) if ways.is_empty() => fails = true,
                Some(ways) => {
                    let place = known.iter().find(|known| known.0 == term).map(|known| known.1);
                    of.push(place.unwrap_or_else(|| {
                        let clause = &clauses.all[term as usize];
                        terms.push(Demand {
                            alternative: clause.alternative,
                            ways,
                            why: clause.why,
                        });
                        known.push((term, terms.len() as u32 - 1));
                        terms.len() as u32 - 1
                    }));
                }
            }
        }
        if fails {
            // What was eliminated is not live, so that the bound is never passed here.
            bound = bound.saturating_sub(block.parties);
        } else if !of.is_empty() {
            blocks.push((block.parties, of));
        }
    }
    let most: u64 = blocks.iter().map(|block| u64::from(block.0)).sum();
    (most > u64::from(bound))
        .then_some((Tolerance { alternative: limit.alternative, bound, blocks }, terms))
}

/// The parts, each with places of its own.
fn gather(
    units: &[Unit],
    live: &[bool],
    sets: &mut Sets,
    hard: Vec<Demand>,
    limits: Vec<(Tolerance, Vec<Demand>)>,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = vec![u32::MAX; live.len()];
    let mut place = vec![u32::MAX; live.len()];
    for (number, unit) in units.iter().enumerate() {
        let mut of = unit.alternatives.clone().filter(|&a| live[a as usize]).peekable();
        let Some(&first) = of.peek() else { continue };
        let root = sets.root(first) as usize;
        if part_of[root] == u32::MAX {
            part_of[root] = parts.len() as u32;
            parts.push(Part::default());
        }
        let part = &mut parts[part_of[root] as usize];
        let from = part.alternatives.len() as u32;
        for alternative in of {
            place[alternative as usize] = part.alternatives.len() as u32;
            part.alternatives.push(alternative);
        }
        let alternatives = from..part.alternatives.len() as u32;
        part.units.push(Open { unit: number as u32, weight: unit.weight, alternatives });
    }
    let localise = |mut demand: Demand| {
        demand.alternative = place[demand.alternative as usize];
        for literal in demand.ways.iter_mut().flat_map(|way| &mut way.literals) {
            literal.alternative = place[literal.alternative as usize];
        }
        demand
    };
    for demand in hard {
        let part = part_of[sets.root(demand.alternative) as usize];
        parts[part as usize].demands.push(localise(demand));
    }
    for (mut tolerance, terms) in limits {
        let part = &mut parts[part_of[sets.root(tolerance.alternative) as usize] as usize];
        let from = part.terms.len() as u32;
        for (_, of) in &mut tolerance.blocks {
            of.iter_mut().for_each(|term| *term += from);
        }
        tolerance.alternative = place[tolerance.alternative as usize];
        part.tolerances.push(tolerance);
        part.terms.extend(terms.into_iter().map(localise));
    }
    parts
}
