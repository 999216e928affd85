//! What is known, and what follows at once: sums of literals that must reach a number.

/// Twice the number of a variable, and one more for its contrary; the first holds whatever else does.
pub(crate) type Lit = usize;
pub(crate) const ALWAYS: Lit = 0;

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
    /// Whether what is known contradicts itself: then nothing more is believed.
    broken: bool,
}

impl Known {
    pub(crate) fn fresh(&mut self) -> Lit {
        self.holds.extend([false; 2]);
        self.uses.extend([Vec::new(), Vec::new()]);
        self.holds.len() - 2
    }

    /// From now on, what holds among the terms weighs at least so much.
    pub(crate) fn sum(&mut self, mut terms: Vec<(i64, Lit)>, least: i64) {
        terms.sort_unstable_by_key(|term| term.1);
        terms.dedup_by(|next, term| {
            term.0 += if next.1 == term.1 { next.0 } else { 0 };
            next.1 == term.1
        });
        terms.sort_by_key(|term| -term.0);
        let open = terms.iter().filter(|term| !self.holds[term.1 ^ 1]);
        self.slack.push(open.map(|term| term.0).sum::<i64>() - least);
        terms.iter().for_each(|term| self.uses[term.1].push((self.terms.len(), term.0)));
        self.terms.push(terms);
        self.broken |= !(self.force(self.terms.len() - 1) && self.follow());
    }

    /// From now on, one of these holds.
    pub(crate) fn one(&mut self, of: &[Lit]) {
        self.sum(of.iter().map(|&lit| (1, lit)).collect(), 1);
    }

    /// A new literal, which holds exactly where at least so many of these do.
    pub(crate) fn least(&mut self, least: usize, of: &[Lit]) -> Lit {
        let whole = self.fresh();
        let (least, fewer) = (least as i64, (of.len() - least) as i64 + 1);
        let down = of.iter().map(|&lit| (1, lit)).chain([(least, whole ^ 1)]);
        self.sum(down.collect(), least);
        let up = of.iter().map(|&lit| (1, lit ^ 1)).chain([(fewer, whole)]);
        self.sum(up.collect(), fewer);
        whole
    }

    /// What holds exactly where all of these do.
    pub(crate) fn all(&mut self, of: &[Lit]) -> Lit {
        match of {
            [] => ALWAYS,
            [only] => *only,
            _ => self.least(of.len(), of),
        }
    }

    fn take(&mut self, lit: Lit) {
        if !std::mem::replace(&mut self.holds[lit], true) {
            self.trail.push(lit);
        }
    }

    /// Takes what is needed for a sum to be reached.
    fn force(&mut self, sum: usize) -> bool {
        for at in 0..self.terms[sum].len() {
            let (weight, lit) = self.terms[sum][at];
            if weight <= self.slack[sum] {
                break;
            }
            if !self.holds[lit ^ 1] {
                self.take(lit);
            }
        }
        self.slack[sum] >= 0
    }

    fn follow(&mut self) -> bool {
        let mut sound = true;
        while sound && let Some(&lit) = self.trail.get(self.followed) {
            self.followed += 1;
            let uses = std::mem::take(&mut self.uses[lit ^ 1]);
            uses.iter().for_each(|&(sum, weight)| self.slack[sum] -= weight);
            sound = uses.iter().all(|&(sum, _)| self.force(sum));
            self.uses[lit ^ 1] = uses;
        }
        sound
    }

    /// Whether a contradiction follows at once where these hold, taken one after the other; what is known stays as it was.
    pub(crate) fn contradicts(&mut self, suppose: impl IntoIterator<Item = Lit>) -> bool {
        let mark = self.trail.len();
        let sound = suppose.into_iter().all(|lit| {
            self.take(lit);
            !self.holds[lit ^ 1] && self.follow()
        });
        for at in mark..self.trail.len() {
            let lit = self.trail[at];
            self.holds[lit] = false;
            if at < self.followed {
                self.uses[lit ^ 1].iter().for_each(|&(sum, weight)| self.slack[sum] += weight);
            }
        }
        self.trail.truncate(mark);
        self.followed = mark;
        self.broken || !sound
    }
}
