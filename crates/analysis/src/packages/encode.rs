//! A part as clauses for a solver, every variable with the name that a certificate gives it.

use super::clauses::{Way, Why};
use super::instance::Literal;
use super::proof::{Fact, Name};
use super::reduce::{Demand, Part};
use rustsat::types::{Clause, Lit, Var};

/// The variables of a part and their names.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<Name>,
    /// For each alternative its unit, where it is the only one that is left of it.
    sole: Vec<Option<u32>>,
}

impl Names {
    /// A new variable.
    pub(super) fn fresh(&mut self, name: Name) -> Var {
        self.names.push(name);
        Var::new(self.names.len() as u32 - 1)
    }

    /// What a literal says.
    pub(super) fn fact(&self, lit: Lit) -> Fact {
        Fact { name: self.names[lit.vidx()], holds: lit.is_pos() }
    }

    /// What a credit says: of a unit with one alternative left that the unit is agreed.
    pub(super) fn credit(&self, lit: Lit) -> Fact {
        match self.sole.get(lit.vidx()).copied().flatten() {
            Some(unit) => Fact { name: Name::Unit(unit), holds: lit.is_pos() },
            None => self.fact(lit),
        }
    }
}

/// A part as clauses.
#[derive(Debug)]
pub(super) struct Encoded {
    /// The variables; the first ones are the alternatives of the part.
    pub names: Names,
    /// What must hold.
    pub clauses: Vec<Clause>,
    /// Those of the clauses that say the same twice and are shorter than what they come from: a condition of an alternative
    /// that it is not in itself. They follow at once, but not all that follows from them does without them.
    pub shorter: Vec<Clause>,
    /// For each unit the literal that says that it is agreed.
    pub agreed: Vec<Lit>,
    /// For each term the literal that says that it is met.
    pub met: Vec<Lit>,
}

/// Writes a part as clauses; tolerances are left to be added as they are passed.
pub(super) fn encode(part: &Part) -> Encoded {
    let names = part.alternatives.iter().map(|&a| Name::Alternative(a)).collect();
    let sole = vec![None; part.alternatives.len()];
    let mut made = Encoded {
        names: Names { names, sole },
        clauses: Vec::new(),
        shorter: Vec::new(),
        agreed: Vec::new(),
        met: Vec::new(),
    };
    for unit in &part.units {
        let of: Vec<Lit> = unit.alternatives.clone().map(Lit::positive).collect();
        for (place, &one) in of.iter().enumerate() {
            for &other in &of[..place] {
                made.clauses.push([!one, !other].into_iter().collect());
            }
        }
        if let [only] = of[..] {
            made.names.sole[only.vidx()] = Some(unit.unit);
            made.agreed.push(only);
        } else {
            let agreed = made.names.fresh(Name::Unit(unit.unit)).pos_lit();
            made.clauses.push(std::iter::once(!agreed).chain(of.iter().copied()).collect());
            made.clauses
                .extend(of.iter().map(|&one| [!one, agreed].into_iter().collect::<Clause>()));
            made.agreed.push(agreed);
        }
    }
    // The same demand of several speakers is one to the solver.
    let mut demands: Vec<&Demand> = part.demands.iter().collect();
    let literals = |d: &Demand| d.ways.iter().map(|w| w.literals.clone()).collect::<Vec<_>>();
    demands.sort_by_cached_key(|demand| (demand.alternative, literals(demand)));
    demands.dedup_by(|one, other| {
        one.alternative == other.alternative && literals(one) == literals(other)
    });
    for demand in demands {
        made.demand(demand);
    }
    for term in &part.terms {
        let met = made.term(term);
        made.met.push(met);
    }
    made
}

fn lit(literal: &Literal) -> Lit {
    Lit::new(literal.alternative, !literal.wanted)
}

impl Encoded {
    fn demand(&mut self, demand: &Demand) {
        let absent = Lit::negative(demand.alternative);
        if let [only] = &demand.ways[..] {
            only.literals.iter().for_each(|l| self.one_of(absent, &[lit(l)]));
            return;
        }
        let ways: Vec<Lit> = demand.ways.iter().map(|way| self.way(way)).collect();
        self.one_of(absent, &ways);
    }

    /// Where an alternative is not absent, one of these holds.
    fn one_of(&mut self, absent: Lit, ways: &[Lit]) {
        let others = ways.iter().copied().filter(|&way| way != absent);
        let clause: Clause = std::iter::once(absent).chain(others).collect();
        if clause.len() <= ways.len() {
            self.shorter.push(clause.clone());
        }
        self.clauses.push(clause);
    }

    /// A literal from which the way follows.
    fn way(&mut self, way: &Way) -> Lit {
        match (&way.literals[..], way.offer) {
            ([only], _) => lit(only),
            (literals, offer) => {
                // Only offers have several conditions and stand beside other ways.
                let name = offer.map_or(Name::Offer(u32::MAX), Name::Offer);
                let holds = self.names.fresh(name).pos_lit();
                let follows = literals.iter().map(|l| [!holds, lit(l)].into_iter().collect());
                self.clauses.extend(follows.collect::<Vec<Clause>>());
                holds
            }
        }
    }

    /// A literal from which it follows that a term is met.
    fn term(&mut self, term: &Demand) -> Lit {
        if let [Way { literals, .. }] = &term.ways[..]
            && let [only] = &literals[..]
        {
            return lit(only);
        }
        let name = match term.why {
            Why::Statement { base, .. } => Name::Met(base),
            _ => Name::Met(u32::MAX),
        };
        let met = self.names.fresh(name).pos_lit();
        if let [only] = &term.ways[..] {
            let follows = only.literals.iter().map(|l| [!met, lit(l)].into_iter().collect());
            self.clauses.extend(follows.collect::<Vec<Clause>>());
        } else {
            let ways: Vec<Lit> = term.ways.iter().map(|way| self.way(way)).collect();
            self.clauses.push(std::iter::once(!met).chain(ways).collect());
        }
        met
    }
}
