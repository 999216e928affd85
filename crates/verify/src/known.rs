//! What is known, and what follows at once: sums of literals that must reach a number.

/// Twice the number of a variable, and one more for its contrary.
pub(crate) type Lit = usize;

#[derive(Default)]
pub(crate) struct Known {
    /// For each literal whether it holds; where nothing is known its contrary does not either.
    pub(crate) holds: Vec<bool>,
    /// What holds, as it was learnt, and how much of it has been followed.
    trail: Vec<Lit>,
    followed: usize,
    /// For each sum by how much it passes its number if all that is open holds; and its terms, heaviest first.
    slack: Vec<i64>,
    terms: Vec<Vec<(i64, Lit)>>,
    /// For each literal the sums it stands in, with its weight.
    uses: Vec<Vec<(usize, i64)>>,
}

impl Known {
    pub(crate) fn fresh(&mut self) -> Lit {
        self.holds.extend([false; 2]);
        self.uses.extend([Vec::new(), Vec::new()]);
        self.holds.len() - 2
    }

    /// From now on, what holds among the terms weighs at least so much. False if that contradicts what is known.
    pub(crate) fn sum(&mut self, mut terms: Vec<(i64, Lit)>, least: i64) -> bool {
        terms.sort_by_key(|term| -term.0);
        let open = terms.iter().filter(|term| !self.holds[term.1 ^ 1]);
        self.slack.push(open.map(|term| term.0).sum::<i64>() - least);
        terms.iter().for_each(|term| self.uses[term.1].push((self.terms.len(), term.0)));
        self.terms.push(terms);
        self.force(self.terms.len() - 1) && self.follow()
    }

    /// From now on, one of these holds.
    pub(crate) fn one(&mut self, of: &[Lit]) -> bool {
        self.sum(of.iter().map(|&lit| (1, lit)).collect(), 1)
    }

    /// From now on, the whole holds exactly where all of these do.
    pub(crate) fn all(&mut self, whole: Lit, of: &[Lit]) -> bool {
        let count = of.len() as i64;
        let down = of.iter().map(|&lit| (1, lit)).chain([(count, whole ^ 1)]);
        let up = of.iter().map(|lit| lit ^ 1).chain([whole]).collect::<Vec<_>>();
        self.sum(down.collect(), count) && self.one(&up)
    }

    /// Takes what is needed for a sum to be reached.
    fn force(&mut self, sum: usize) -> bool {
        for at in 0..self.terms[sum].len() {
            let (weight, lit) = self.terms[sum][at];
            if weight <= self.slack[sum] {
                break;
            }
            if !self.holds[lit] && !self.holds[lit ^ 1] {
                self.holds[lit] = true;
                self.trail.push(lit);
            }
        }
        self.slack[sum] >= 0
    }

    fn follow(&mut self) -> bool {
        while let Some(&lit) = self.trail.get(self.followed) {
            self.followed += 1;
            let uses = std::mem::take(&mut self.uses[lit ^ 1]);
            uses.iter().for_each(|&(sum, weight)| self.slack[sum] -= weight);
            let sound = uses.iter().all(|&(sum, _)| self.force(sum));
            self.uses[lit ^ 1] = uses;
            if !sound {
                return false;
            }
        }
        true
    }

    /// Whether a contradiction follows at once where all of these hold; what is known stays as it was.
    pub(crate) fn contradicts(&mut self, suppose: impl IntoIterator<Item = Lit>) -> bool {
        let mark = self.trail.len();
        let possible = suppose.into_iter().all(|lit| {
            if !self.holds[lit] {
                self.holds[lit] = true;
                self.trail.push(lit);
            }
            !self.holds[lit ^ 1]
        });
        let sound = possible && self.follow();
        for at in mark..self.trail.len() {
            let lit = self.trail[at];
            self.holds[lit] = false;
            if at < self.followed {
                self.uses[lit ^ 1].iter().for_each(|&(sum, weight)| self.slack[sum] += weight);
            }
        }
        self.trail.truncate(mark);
        self.followed = mark;
        !sound
    }
}
