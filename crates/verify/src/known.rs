//! What is known, and all that follows from it at once.

use crate::Proof;
use std::{mem::take, rc::Rc};

/// Twice the number of a variable, or one more for its contrary: `literal ^ 1` is the contrary of each.
pub(crate) type Lit = usize;
/// The variables are this one, then the alternatives, then all else.
pub(crate) const ALWAYS: Lit = 0;

pub(crate) enum Constraint {
    /// The rule for an alternative.
    Rule(Lit),
    /// Rows of literals, in each of which the earlier follow from the later; as many hold of the last as of all others.
    Sum(Vec<Rc<[Lit]>>),
}

impl Proof<'_> {
    pub(crate) fn fresh(&mut self) -> Lit {
        self.holds.extend([false; 2]);
        self.watching.extend([vec![], vec![]]);
        self.about.push(vec![]);
        self.holds.len() - 2
    }

    /// Takes it as given that one of these holds. False where that is contradictory.
    pub(crate) fn given(&mut self, mut clause: Vec<Lit>) -> bool {
        clause.sort_unstable();
        clause.dedup();
        clause.retain(|literal| !self.holds[literal ^ 1]);
        clause.iter().take(2).for_each(|&literal| self.watching[literal].push(self.clauses.len()));
        let consistent = clause.len() > 1 || clause.first().is_some_and(|&only| self.push(only));
        self.clauses.push(clause);
        consistent
    }

    /// What holds exactly where one of these does.
    pub(crate) fn any(&mut self, parts: &[Lit]) -> Lit {
        if parts.is_empty() || parts.contains(&ALWAYS) {
            return ALWAYS ^ usize::from(parts.is_empty());
        }
        let whole = self.fresh();
        parts.iter().for_each(|part| _ = self.given(vec![whole, part ^ 1]));
        self.given([&[whole ^ 1], parts].concat());
        whole
    }

    /// What holds exactly where all of these do.
    pub(crate) fn all(&mut self, parts: &[Lit]) -> Lit {
        self.any(&parts.iter().map(|part| part ^ 1).collect::<Vec<_>>()) ^ 1
    }

    /// Takes a constraint as given that is about these literals.
    pub(crate) fn constrain(&mut self, constraint: Constraint, about: &[Lit]) {
        about.iter().for_each(|literal| self.about[literal / 2].push(self.constraints.len()));
        self.woken.insert(self.constraints.len());
        self.constraints.push(constraint);
    }

    fn push(&mut self, literal: Lit) -> bool {
        if !self.holds[literal] && !self.holds[literal ^ 1] {
            self.holds[literal] = true;
            self.trail.push(literal);
            self.woken.extend(&self.about[literal / 2]);
        }
        self.holds[literal]
    }

    /// Whether one of these must hold: that all fail is contradictory.
    pub(crate) fn follows(&mut self, literals: &[Lit]) -> bool {
        let root = self.trail.len();
        let refuted = !literals.iter().all(|literal| self.push(literal ^ 1)) || !self.settle();
        self.trail.drain(root..).for_each(|literal| self.holds[literal] = false);
        self.settled = root;
        self.woken.clear();
        refuted
    }

    /// Finds all that follows. False where that is contradictory.
    pub(crate) fn settle(&mut self) -> bool {
        loop {
            let follow = if let Some(&literal) = self.trail.get(self.settled) {
                self.settled += 1;
                self.of_clauses(literal ^ 1)
            } else if let Some(number) = self.woken.pop_first() {
                match &self.constraints[number] {
                    Constraint::Rule(alternative) => self.of_rule(*alternative),
                    Constraint::Sum(rows) => self.of_sum(rows),
                }
            } else {
                return true;
            };
            if !follow.into_iter().all(|literal| self.push(literal)) {
                return false;
            }
        }
    }

    /// What is left of the clauses of which all else fails, now that this one does. Others watch another instead.
    fn of_clauses(&mut self, failed: Lit) -> Vec<Lit> {
        let (mut follow, mut kept) = (vec![], vec![]);
        for number in take(&mut self.watching[failed]) {
            let clause = &mut self.clauses[number];
            if clause[0] == failed {
                clause.swap(0, 1);
            }
            if let Some(place) = (2..clause.len()).find(|&place| !self.holds[clause[place] ^ 1]) {
                clause.swap(1, place);
                self.watching[clause[1]].push(number);
            } else {
                follow.push(clause[0]);
                kept.push(number);
            }
        }
        self.watching[failed] = kept;
        follow
    }

    /// What follows from how many hold of each row, at least and at most.
    fn of_sum(&self, rows: &[Rc<[Lit]>]) -> Vec<Lit> {
        let Some((total, parts)) = rows.split_last() else { return vec![] };
        let holding = |row: &Rc<[Lit]>| row.iter().filter(|&&literal| self.holds[literal]).count();
        let open = |row: &Rc<[Lit]>| row.iter().filter(|&l| !self.holds[l ^ 1]).count();
        let least: usize = parts.iter().map(holding).sum();
        let most: usize = parts.iter().map(open).sum();
        let mut follow = vec![];
        let mut limit = |row: &Rc<[Lit]>, least: usize, most: usize| {
            follow.extend(row[..least.min(row.len())].last());
            follow.extend(row.get(most).map(|literal| literal ^ 1));
        };
        limit(total, least, most);
        for part in parts {
            let needed = (holding(total) + open(part)).saturating_sub(most);
            limit(part, needed, (open(total) + holding(part)).saturating_sub(least));
        }
        follow
    }

    /// The alternative is not in if its rule forbids it; if it is in, the bases are met without which it would.
    fn of_rule(&self, alternative: Lit) -> Vec<Lit> {
        let standing = self.standing_of(alternative);
        let forbidden =
            |but: Lit| self.forbids(standing, |b| self.holds[b.met ^ 1] || b.met == but);
        if forbidden(Lit::MAX) {
            return vec![alternative ^ 1];
        }
        let open = |met: &Lit| self.holds[alternative] && !self.holds[*met] && forbidden(*met);
        standing.bases.iter().map(|base| base.met).filter(open).collect()
    }
}
