//! What is known: the literals that hold, and all that follows from them at once.

use crate::table::Table;
use std::{collections::BTreeSet, mem::take, rc::Rc};

/// Twice the number of a variable, or one more for the contrary: `literal ^ 1` is the contrary of any literal. The first
/// variables are the alternatives; then comes one that holds.
pub(crate) type Lit = usize;

#[derive(Default)]
pub(crate) struct Known {
    /// How many alternatives.
    rules: usize,
    holds: Vec<bool>,
    /// What holds, as it was found; the first `seen` have been followed up.
    trail: Vec<Lit>,
    seen: usize,
    clauses: Vec<Vec<Lit>>,
    /// By literal, the clauses that it stands first or second in.
    watching: Vec<Vec<usize>>,
    /// Rows; of the last, as many hold as of the others together. In a row, each literal follows from the next.
    sums: Vec<Vec<Rc<[Lit]>>>,
    /// By variable, where it occurs: first the rules, by alternative, then the sums. And those to be looked at.
    occurs: Vec<Vec<usize>>,
    woken: BTreeSet<usize>,
}

impl Known {
    pub(crate) fn new(alternatives: usize) -> Known {
        let mut known = Known { rules: alternatives, ..Known::default() };
        for _ in 0..=alternatives {
            known.fresh();
        }
        known.push(known.always());
        known
    }

    pub(crate) fn always(&self) -> Lit {
        2 * self.rules
    }

    pub(crate) fn fresh(&mut self) -> Lit {
        self.holds.extend([false; 2]);
        self.watching.extend([vec![], vec![]]);
        self.occurs.push(vec![]);
        self.holds.len() - 2
    }

    /// Takes it as given that one of these holds. False if that contradicts what is known.
    pub(crate) fn add(&mut self, mut clause: Vec<Lit>) -> bool {
        clause.sort_unstable();
        clause.dedup();
        clause.retain(|literal| !self.holds[literal ^ 1]);
        clause.iter().take(2).for_each(|&literal| self.watching[literal].push(self.clauses.len()));
        let consistent = match clause[..] {
            [] => false,
            [only] => self.push(only),
            _ => true,
        };
        self.clauses.push(clause);
        consistent
    }

    /// What holds exactly where one of these does.
    pub(crate) fn any(&mut self, parts: &[Lit]) -> Lit {
        if parts.is_empty() || parts.contains(&self.always()) {
            return self.always() ^ usize::from(parts.is_empty());
        }
        let whole = self.fresh();
        parts.iter().for_each(|part| _ = self.add(vec![whole, part ^ 1]));
        self.add([&[whole ^ 1], parts].concat());
        whole
    }

    /// What holds exactly where all of these do.
    pub(crate) fn all(&mut self, parts: &[Lit]) -> Lit {
        self.any(&parts.iter().map(|part| part ^ 1).collect::<Vec<_>>()) ^ 1
    }

    /// Takes it as given that of the last row as many hold as of the others together.
    pub(crate) fn sum(&mut self, rows: Vec<Rc<[Lit]>>) {
        for pair in rows.last().iter().flat_map(|total| total.windows(2)) {
            self.add(vec![pair[0], pair[1] ^ 1]);
        }
        rows.iter().for_each(|row| self.wake(self.rules + self.sums.len(), row));
        self.sums.push(rows);
    }

    /// A rule or a sum is to be looked at, now and whenever something becomes known of these.
    pub(crate) fn wake(&mut self, number: usize, literals: &[Lit]) {
        literals.iter().for_each(|literal| self.occurs[literal / 2].push(number));
        self.woken.insert(number);
    }

    fn push(&mut self, literal: Lit) -> bool {
        if !self.holds[literal] && !self.holds[literal ^ 1] {
            self.holds[literal] = true;
            self.trail.push(literal);
            self.woken.extend(&self.occurs[literal / 2]);
        }
        self.holds[literal]
    }

    /// Whether one of these must hold: that all fail is contradictory.
    pub(crate) fn follows(&mut self, table: &Table, literals: &[Lit]) -> bool {
        let root = self.trail.len();
        let refuted = !literals.iter().all(|literal| self.push(literal ^ 1)) || !self.settle(table);
        self.trail.drain(root..).for_each(|literal| self.holds[literal] = false);
        self.seen = self.trail.len();
        self.woken.clear();
        refuted
    }

    /// Finds all that follows. False if that is contradictory.
    pub(crate) fn settle(&mut self, table: &Table) -> bool {
        loop {
            let follow = if let Some(&literal) = self.trail.get(self.seen) {
                self.seen += 1;
                self.of_clauses(literal ^ 1)
            } else if let Some(number) = self.woken.pop_first() {
                match number.checked_sub(self.rules) {
                    None => self.of_rule(table, number),
                    Some(sum) => self.of_sum(&self.sums[sum]),
                }
            } else {
                return true;
            };
            if !follow.into_iter().all(|literal| self.push(literal)) {
                return false;
            }
        }
    }

    /// Of the clauses in which all but one now fail, that one. The others watch another literal instead.
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

    /// An alternative is not in if its rule forbids it; if it is in, the bases are met without which it would.
    fn of_rule(&self, table: &Table, alternative: usize) -> Vec<Lit> {
        let forbidden = |without: Lit| {
            table.forbids(alternative, |base| self.holds[base.met ^ 1] || base.met == without)
        };
        if forbidden(Lit::MAX) {
            return vec![2 * alternative + 1];
        }
        let bases = table.alternatives[alternative].bases.iter().map(|base| base.met);
        let open = bases.filter(|&met| self.holds[2 * alternative] && !self.holds[met]);
        open.filter(|&met| forbidden(met)).collect()
    }

    /// From how many hold at least and at most in each row, how many must and may in the others.
    fn of_sum(&self, rows: &[Rc<[Lit]>]) -> Vec<Lit> {
        let limits = |row: &Rc<[Lit]>| {
            let least = row.iter().filter(|&&literal| self.holds[literal]).count();
            (least, row.iter().filter(|&literal| !self.holds[literal ^ 1]).count())
        };
        let Some((total, parts)) = rows.split_last() else { return vec![] };
        let (low, high) = limits(total);
        let add = |sum: (usize, usize), row: (usize, usize)| (sum.0 + row.0, sum.1 + row.1);
        let (least, most) = parts.iter().map(limits).fold((0, 0), add);
        let mut follow = vec![];
        let mut bound = |row: &Rc<[Lit]>, least: usize, most: usize| {
            follow.extend(row[..least.min(row.len())].last().copied());
            follow.extend(row.get(most).map(|literal| literal ^ 1));
        };
        bound(total, least, most);
        for part in parts {
            let (yes, may) = limits(part);
            bound(part, (low + may).saturating_sub(most), (high + yes).saturating_sub(least));
        }
        follow
    }
}
