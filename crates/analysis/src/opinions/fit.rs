//! The model: where each participant and each statement stands, from the answered cells alone.
//!
//! An answer has ordered levels. Participant `i` and statement `j` meet at
//! `z = a_i + b_j + u_i . v_j`, and the answer is at least at level `l` with probability `sigmoid(z - t_l w_i w_j)`: the ordered
//! logit of `McCullagh` (1980) with a low-rank term, as in item response theory of several dimensions. `a_i` is how readily the
//! participant agrees with anything, `b_j` how readily the statement is agreed with, `u_i` the participant's place on the
//! map, `v_j` what the statement tells apart; `w_i w_j` is how wide the middle is (some pass often, some statements are
//! passed on often).
//!
//! A pass may also say nothing of the place: with odds `c w_i w_j` a response is a pass wherever the participant stands, and
//! `c` is learnt. Were every pass taken for the middle, those far out who pass now and then would be drawn in, and an even
//! spread of opinion would look like two heaps.
//!
//! Everything has a prior (`u` standard normal, the rest normal with a variance learnt from the data: empirical Bayes), and
//! places are posterior distributions, not points: a variational approximation with full covariances, updated by rows and by
//! columns in turn. Who answered little stays near the middle with a wide error; a statement with few answers is told
//! little of; a dimension that the data do not bear shrinks to nothing. Expectations of the logistic function under a
//! normal distribution are taken by the approximation of `MacKay` (1992). After each turn places are brought back to mean 0
//! and second moment 1 (parameter expansion, Liu, Rubin and Wu 1998), which speeds it up many times.
//!
//! What it cannot show: why somebody did not answer. Cells are taken as missing for reasons that have nothing to do with the
//! answer that would have been given.

use super::arithmetic::{exp, sigmoid};
use super::chance::Chance;
use super::half::{Kernel, placed, residuals, turn};
use super::responses::{LEVELS_MAX, Points, Responses, Scale, Table};
use super::side::{Prior, Side};
use super::square::{cholesky_lower, jacobi, packed};

/// The most dimensions of the map.
pub const DIMENSIONS_MAX: usize = 8;

/// Where the levels meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Thresholds {
    /// Logarithm of the average half-width of the middle.
    pub(super) width: f64,
    /// For four levels: how much farther the upper threshold lies than the lower, as a logarithm.
    pub(super) lean: f64,
    /// Logarithm of how many times likelier an average cell is passed on whatever the place than not; nothing for stances.
    pub(super) lapse: f64,
    pub(super) scale: Scale,
}

impl Thresholds {
    /// Thresholds to begin with: as many answers in the middle as there are, if all else were even.
    fn of(responses: &Responses) -> Self {
        let table = responses.by_participant();
        let middle = |level: usize| level > 0 && level + 1 < responses.scale().levels();
        let passed: usize = (0..table.rows())
            .map(|row| table.row(row).iter().filter(|a| middle(a.level())).count())
            .sum();
        let share = (passed as f64 + 0.5) / (table.answered() as f64 + 1.0);
        let half = libm::log((1.0 + share) / (1.0 - share));
        Self {
            width: libm::log(half).clamp(-6.0, 4.0),
            lean: 0.0,
            lapse: libm::log(0.5 * share / (1.0 - 0.5 * share)),
            scale: responses.scale(),
        }
    }

    /// The thresholds of an average cell, rising; as many as there are levels, less one.
    pub(super) fn at(self) -> ([f64; LEVELS_MAX - 1], usize) {
        let w = exp(self.width);
        match self.scale {
            Scale::Responses => ([-w, w, 0.0], 2),
            Scale::Stances => ([-w * exp(-self.lean), 0.0, w * exp(self.lean)], 3),
        }
    }

    /// The odds of passing whatever the place, in an average cell.
    pub(super) fn lapses(self) -> f64 {
        match self.scale {
            Scale::Responses => exp(self.lapse),
            Scale::Stances => 0.0,
        }
    }

    /// Widths are counted from another middle, `by` higher as a logarithm.
    fn widen(&mut self, by: f64) {
        self.width = (self.width + by).clamp(-6.0, 4.0);
        self.lapse = (self.lapse + by).clamp(-12.0, 4.0);
    }
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    dimensions: usize,
    pub(super) participants: Side,
    pub(super) statements: Side,
    of_participants: Prior,
    of_statements: Prior,
    thresholds: Thresholds,
}

/// The most that the variance of how readily somebody agrees is believed to be: a scale of 10, as Gelman, Jakulin, Pittau and Su
/// (2008) propose for intercepts of logistic regressions.
const READINESS_MAX: f64 = 100.0;
/// The same for loadings: a scale of 2.5, as they propose for coefficients of standardised predictors.
const LOADING_MAX: f64 = 6.25;
/// The same for the logarithm of the width of the middle.
const WIDTH_MAX: f64 = 4.0;

/// What is known of a variance from uncertain values.
#[derive(Default)]
struct Spread {
    count: f64,
    squares: f64,
    variances: f64,
}

impl Spread {
    fn add(&mut self, weight: f64, mean: f64, variance: f64) {
        self.count += weight;
        self.squares += weight * mean * mean;
        self.variances += weight * variance.max(0.0);
    }

    /// The variance that the values bear out, from the one believed so far: the squares over the number of values that are
    /// determined by answers and not by the prior (`MacKay` 1992), at most ten times more or less than before.
    fn variance(&self, before: f64, most: f64) -> f64 {
        if self.count <= 0.0 {
            return before;
        }
        let determined = (self.count - self.variances / before).max(1e-3 * self.count);
        (self.squares / determined).clamp(before / 10.0, before * 10.0).clamp(1e-5, most)
    }
}

/// How long a fit is worked on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// The most turns over all answers.
    pub turns_max: usize,
    /// It is done when no statement moves by more than this, in units of the logit.
    pub tolerance: f64,
}

impl Fit {
    /// The model without dimensions: how readily each participant and each statement is agreed with.
    pub fn additive(responses: &Responses, weights: &[f64], effort: Effort) -> Self {
        let of_participants =
            Prior { mean: vec![0.0, 1.0], variance: vec![1.0, 0.0], width: 0.25, fixed: 1 };
        let of_statements =
            Prior { mean: vec![1.0, 0.0], variance: vec![0.0, 1.0], width: 0.25, fixed: 0 };
        let mut fit = Self {
            dimensions: 0,
            participants: Side::new(responses.participants(), &of_participants),
            statements: Side::new(responses.statements(), &of_statements),
            of_participants,
            of_statements,
            thresholds: Thresholds::of(responses),
        };
        fit.settle(responses, weights, effort);
        fit
    }

    /// The same model brought to other answers to the same statements, by the same participants or others: it begins with
    /// statements as they stand.
    pub fn onto(&self, responses: &Responses, weights: &[f64], effort: Effort) -> Self {
        let mut fit = Self {
            participants: if responses.participants() == self.participants.rows() {
                self.participants.clone()
            } else {
                Side::new(responses.participants(), &self.of_participants)
            },
            ..self.clone()
        };
        for _ in 0..2 {
            fit.place_participants(responses.by_participant());
        }
        fit.settle(responses, weights, effort);
        if effort.turns_max > 0 {
            fit.place_participants(responses.by_participant());
        }
        fit
    }

    /// The same model of some of its participants, in the order given.
    pub fn chosen(&self, chosen: &[u32]) -> Self {
        Self { participants: self.participants.chosen(chosen), ..self.clone() }
    }

    /// Draws answers anew, as the model has it, for participants who stand elsewhere than they do; see [`Redrawn::place`].
    pub fn redrawn<'a>(&'a self, responses: &'a Responses) -> Redrawn<'a> {
        let wide = self.statements.width.iter().map(|w| exp(w.0) as f32).collect();
        Redrawn { fit: self, responses, kernel: self.kernel(), wide }
    }

    /// How many dimensions the map has.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn size(&self) -> usize {
        self.dimensions + 2
    }

    /// The same model with one dimension more, begun along the direction in which the answers differ most from what this
    /// one expects, and settled.
    pub fn with_one_more(
        &self,
        responses: &Responses,
        weights: &[f64],
        chance: Chance,
        effort: Effort,
    ) -> Self {
        let (u, v, strength) = self.direction(responses, weights, chance);
        let grown = |prior: &Prior, variance: f64| Prior {
            mean: prior.mean.iter().copied().chain([0.0]).collect(),
            variance: prior.variance.iter().copied().chain([variance]).collect(),
            ..prior.clone()
        };
        let mut fit = Self {
            dimensions: self.dimensions + 1,
            participants: self.participants.extended(&u, 0.3),
            statements: self.statements.extended(&v, 0.1 * strength),
            of_participants: grown(&self.of_participants, 1.0),
            of_statements: grown(&self.of_statements, strength.max(0.05)),
            thresholds: self.thresholds,
        };
        fit.settle(responses, weights, effort);
        fit
    }

    /// The leading direction of the residuals, by alternating (power) iteration: places of mean square 1, loadings, and
    /// their mean square.
    fn direction(
        &self,
        responses: &Responses,
        weights: &[f64],
        chance: Chance,
    ) -> (Vec<f64>, Vec<f64>, f64) {
        const ROUNDS: usize = 12;
        let table = responses.by_participant();
        let residuals = residuals(&self.kernel(), table, &self.participants, &self.statements);
        let mut v: Vec<f64> =
            (0..responses.statements()).map(|j| chance.share(j, self.dimensions) - 0.5).collect();
        let mut u = vec![0.0; responses.participants()];
        let mut pull = vec![0.0; v.len()];
        let mut give = vec![0.0; v.len()];
        for _ in 0..ROUNDS {
            let mut next = 0;
            for (row, place) in u.iter_mut().enumerate() {
                let (mut along, mut across) = (0.0, 1.0);
                for answer in table.row(row) {
                    let (g, h) = residuals[next];
                    let (g, h) = (f64::from(g), f64::from(h));
                    let v = v[answer.about()];
                    along += g * v;
                    across += h * v * v;
                    next += 1;
                }
                *place = along / across;
            }
            let total: f64 = u.iter().zip(weights).map(|(u, w)| w * u * u).sum();
            let scale = (u.len() as f64 / total.max(1e-300)).sqrt();
            u.iter_mut().for_each(|u| *u *= scale);
            pull.fill(0.0);
            give.fill(1.0);
            let mut next = 0;
            for (row, &place) in u.iter().enumerate() {
                for answer in table.row(row) {
                    let (g, h) = residuals[next];
                    let (g, h) = (f64::from(g), f64::from(h));
                    pull[answer.about()] += weights[row] * g * place;
                    give[answer.about()] += weights[row] * h * place * place;
                    next += 1;
                }
            }
            for (v, (pull, give)) in v.iter_mut().zip(pull.iter().zip(&give)) {
                *v = pull / give;
            }
        }
        let strength = v.iter().map(|v| v * v).sum::<f64>() / v.len().max(1) as f64;
        (u, v, strength)
    }

    fn kernel(&self) -> Kernel {
        Kernel::new(self.thresholds)
    }

    /// Works on the fit until it stands still; returns the number of turns.
    pub fn settle(&mut self, responses: &Responses, weights: &[f64], effort: Effort) -> usize {
        for turn in 1..=effort.turns_max {
            if self.improve(responses, weights) < effort.tolerance {
                return turn;
            }
        }
        effort.turns_max
    }

    /// One turn over all answers, by participants and by statements; returns the farthest move of a statement.
    fn improve(&mut self, responses: &Responses, weights: &[f64]) -> f64 {
        self.place_participants(responses.by_participant());
        let kernel = self.kernel();
        let moved = turn(
            &kernel,
            responses.by_statement(),
            &mut self.statements,
            &self.participants,
            &self.of_statements,
            Some(weights),
        );
        self.thresholds.lean += moved.lean.clamp(-0.5, 0.5);
        self.thresholds.lapse = (self.thresholds.lapse + moved.lapse).clamp(-12.0, 4.0);
        self.standardise(responses, weights);
        self.learn_priors(responses, weights);
        moved.farthest
    }

    /// Places participants against statements as they stand.
    pub fn place_participants(&mut self, table: &Table) {
        let kernel = self.kernel();
        let prior = &self.of_participants;
        turn(&kernel, table, &mut self.participants, &self.statements, prior, None);
    }

    /// Brings places to mean 0 and second moment 1, loadings to axes of their own; no `z` changes.
    fn standardise(&mut self, responses: &Responses, weights: &[f64]) {
        let (size, k) = (self.size(), self.dimensions);
        let table = responses.by_participant();
        let mut sum = vec![0.0; packed(size)];
        let mut total = 0.0;
        let mut wide = 0.0;
        for row in 0..self.participants.rows() {
            if table.row(row).is_empty() {
                continue;
            }
            let second = self.participants.second_of(row);
            sum.iter_mut().zip(second).for_each(|(s, x)| *s += weights[row] * f64::from(*x));
            total += weights[row];
            wide += weights[row] * self.participants.width[row].0;
        }
        if total <= 0.0 {
            return;
        }
        sum.iter_mut().for_each(|s| *s /= total);
        let wide = wide / total;
        self.participants.width.iter_mut().for_each(|w| w.0 -= wide);
        self.thresholds.widen(wide);
        // Coordinate 1 is always 1, so that its products are the means.
        let mean = |c: usize| if c >= 1 { sum[packed(c) + 1] } else { sum[packed(1)] };
        let covariance: Vec<f64> = (0..k)
            .flat_map(|r| (0..=r).map(move |c| (r + 2, c + 2)))
            .map(|(r, c)| sum[packed(r) + c] - mean(r) * mean(c))
            .collect();
        let Some(root) = cholesky_lower(&covariance, k) else { return };
        // Loadings in the standardised coordinates are root' v; their second moment says which axes are their own.
        let mut spread = vec![0.0; k * k];
        let rows = self.statements.rows();
        for row in 0..rows {
            let second = self.statements.second_of(row);
            for r in 0..k {
                for c in 0..=r {
                    spread[r * k + c] += f64::from(second[packed(r + 2) + c + 2]);
                }
            }
        }
        for r in 0..k {
            for c in 0..r {
                spread[c * k + r] = spread[r * k + c];
            }
        }
        let lower = |r: usize, c: usize| if c <= r { root[packed(r) + c] } else { 0.0 };
        let mut turned = vec![0.0; k * k];
        for r in 0..k {
            for c in 0..k {
                turned[r * k + c] = (0..k)
                    .map(|a| {
                        (0..k).map(|b| lower(a, r) * spread[a * k + b] * lower(b, c)).sum::<f64>()
                    })
                    .sum();
            }
        }
        let axes = jacobi(&mut turned, k);
        // Map of loadings: axes' root'; of places: axes' root^-1.
        let mut loadings = vec![0.0; k * k];
        let mut places = vec![0.0; k * k];
        for axis in 0..k {
            let direction = &axes[axis * k..(axis + 1) * k];
            for c in 0..k {
                loadings[axis * k + c] = (0..k).map(|r| direction[r] * lower(c, r)).sum();
            }
            // Solve row * root = direction from the last coordinate back.
            for c in (0..k).rev() {
                let known: f64 = (c + 1..k).map(|r| places[axis * k + r] * lower(r, c)).sum();
                places[axis * k + c] = (direction[c] - known) / lower(c, c);
            }
        }
        let mut of_participants = vec![0.0; size * size];
        let mut of_statements = vec![0.0; size * size];
        of_participants[0] = 1.0;
        of_participants[1] = -mean(0);
        of_participants[size + 1] = 1.0;
        of_statements[0] = 1.0;
        of_statements[size] = mean(0);
        of_statements[size + 1] = 1.0;
        for r in 0..k {
            of_statements[size + 2 + r] = mean(r + 2);
            for c in 0..k {
                of_participants[(r + 2) * size + c + 2] = places[r * k + c];
                of_statements[(r + 2) * size + c + 2] = loadings[r * k + c];
            }
            of_participants[(r + 2) * size + 1] =
                -(0..k).map(|c| places[r * k + c] * mean(c + 2)).sum::<f64>();
        }
        self.participants.mapped(&of_participants);
        self.statements.mapped(&of_statements);
    }

    /// Learns the variances of the priors from what they are priors of.
    fn learn_priors(&mut self, responses: &Responses, weights: &[f64]) {
        let size = self.size();
        let (mut readiness, mut width) = (Spread::default(), Spread::default());
        for row in 0..self.participants.rows() {
            if !responses.by_participant().row(row).is_empty() {
                let mean = f64::from(self.participants.mean_of(row)[0]);
                let second = f64::from(self.participants.second_of(row)[0]);
                readiness.add(weights[row], mean, second - mean * mean);
                width.add(
                    weights[row],
                    self.participants.width[row].0,
                    self.participants.width[row].1,
                );
            }
        }
        let prior = &mut self.of_participants;
        prior.variance[0] = readiness.variance(prior.variance[0], READINESS_MAX);
        prior.width = width.variance(prior.width, WIDTH_MAX);
        let asked: Vec<usize> = (0..self.statements.rows())
            .filter(|&row| !responses.by_statement().row(row).is_empty())
            .collect();
        let count = asked.len().max(1) as f64;
        let side = &mut self.statements;
        let prior = &mut self.of_statements;
        let readiness: f64 = asked.iter().map(|&row| f64::from(side.mean_of(row)[1])).sum();
        prior.mean[1] = readiness / count;
        for coordinate in 1..size {
            let about = prior.mean[coordinate];
            let mut spread = Spread::default();
            for &row in &asked {
                let mean = f64::from(side.mean_of(row)[coordinate]);
                let second = f64::from(side.second_of(row)[packed(coordinate) + coordinate]);
                spread.add(1.0, mean - about, second - mean * mean);
            }
            let most = if coordinate == 1 { READINESS_MAX } else { LOADING_MAX };
            prior.variance[coordinate] = spread.variance(prior.variance[coordinate], most);
        }
        let middle = asked.iter().map(|&row| side.width[row].0).sum::<f64>() / count;
        let mut width = Spread::default();
        for w in &mut side.width {
            w.0 -= middle;
        }
        for &row in &asked {
            width.add(1.0, side.width[row].0, side.width[row].1);
        }
        self.thresholds.widen(middle);
        prior.width = width.variance(prior.width, WIDTH_MAX);
    }

    /// The chances of each level, lowest first, the uncertainty of both places taken in. An index beyond the last is a
    /// participant or a statement of whom nothing is known.
    pub fn chances(&self, participant: usize, statement: usize) -> [f64; LEVELS_MAX] {
        let size = self.size();
        let unknown = |prior: &Prior| Side::new(1, prior);
        let (one, other);
        let (x, m, w) = if participant < self.participants.rows() {
            let side = &self.participants;
            (side.mean_of(participant), side.second_of(participant), side.width[participant].0)
        } else {
            one = unknown(&self.of_participants);
            (one.mean_of(0), one.second_of(0), 0.0)
        };
        let (y, e, q) = if statement < self.statements.rows() {
            let side = &self.statements;
            (side.mean_of(statement), side.second_of(statement), side.width[statement].0)
        } else {
            other = unknown(&self.of_statements);
            (other.mean_of(0), other.second_of(0), 0.0)
        };
        let z: f64 = x.iter().zip(y).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum();
        let mut square = 0.0;
        for r in 0..size {
            for c in 0..=r {
                let twice = if r == c { 1.0 } else { 2.0 };
                square += twice * f64::from(m[packed(r) + c]) * f64::from(e[packed(r) + c]);
            }
        }
        let soft = 1.0 / (1.0 + std::f64::consts::FRAC_PI_8 * (square - z * z).max(0.0)).sqrt();
        let wide = exp(w + q);
        let (thresholds, count) = self.thresholds.at();
        let mut chances = [0.0; LEVELS_MAX];
        let mut above = 1.0;
        for level in 0..count {
            let beyond = sigmoid(soft * (z - wide * thresholds[level]));
            chances[level] = above - beyond;
            above = beyond;
        }
        chances[count] = above;
        let lapses = self.lapses(participant, statement);
        if lapses > 0.0 {
            chances[1] += lapses;
            chances.iter_mut().for_each(|chance| *chance /= 1.0 + lapses);
        }
        chances
    }

    /// How much an answer would tell of the predictor: the Fisher information, the sum over levels of the squared slope of
    /// the chance by the chance (`McCullagh` 1980). A pass that says nothing of the place tells nothing.
    pub fn information(&self, participant: usize, statement: usize) -> f64 {
        information(&self.chances(participant, statement), self.lapses(participant, statement))
    }

    /// The odds of a pass that says nothing of the place; for an index beyond the last those of an average row.
    fn lapses(&self, participant: usize, statement: usize) -> f64 {
        let width =
            |side: &Side, row: usize| if row < side.rows() { side.width[row].0 } else { 0.0 };
        let widths = width(&self.participants, participant) + width(&self.statements, statement);
        exp(widths) * self.thresholds.lapses()
    }

    /// The places of all participants.
    pub fn points(&self, weights: &[f64]) -> Points {
        let (size, k) = (self.size(), self.dimensions);
        let rows = self.participants.rows();
        let mut means = Vec::with_capacity(rows * k);
        let mut spreads = Vec::with_capacity(rows * k * (k + 1) / 2);
        for row in 0..rows {
            let mean = self.participants.mean_of(row);
            let second = self.participants.second_of(row);
            means.extend(mean[2..].iter().copied().map(f64::from));
            for r in 2..size {
                for c in 2..=r {
                    let product = f64::from(mean[r]) * f64::from(mean[c]);
                    spreads.push(f64::from(second[packed(r) + c]) - product);
                }
            }
        }
        Points { dimensions: k, means, spreads, weights: weights.to_vec() }
    }

    /// What a statement tells apart: its loading on each dimension.
    pub fn loading(&self, statement: usize) -> Vec<f64> {
        self.statements.mean_of(statement)[2..].iter().copied().map(f64::from).collect()
    }

    /// How much of the differences each dimension carries: the mean square of its loadings.
    pub fn strengths(&self) -> Vec<f64> {
        self.of_statements.variance[2..].to_vec()
    }
}

/// See [`Fit::information`]: from the chances of the levels, and the odds of a pass that says nothing of the place.
fn information(chances: &[f64; LEVELS_MAX], lapses: f64) -> f64 {
    let slope = |beyond: f64| beyond * (1.0 - beyond);
    let (mut beyond, mut sum) = (1.0, 0.0);
    for (level, &chance) in chances.iter().enumerate() {
        let ordered = chance * (1.0 + lapses) - if level == 1 { lapses } else { 0.0 };
        let next = (beyond - ordered).clamp(0.0, 1.0);
        let change = (slope(beyond) - slope(next)) / (1.0 + lapses);
        if chance > 0.0 {
            sum += change * change / chance;
        }
        beyond = next;
    }
    sum
}

/// Answers drawn anew; see [`Fit::redrawn`].
pub struct Redrawn<'a> {
    fit: &'a Fit,
    responses: &'a Responses,
    kernel: Kernel,
    wide: Vec<f32>,
}

impl Redrawn<'_> {
    /// Where a participant would be placed who truly stood at `place`, with the readiness to agree and the statements
    /// answered as they are, and with answers drawn by `chance`: mean, and covariance as a lower triangle by rows.
    pub fn place(&self, participant: usize, place: &[f64], chance: Chance) -> (Vec<f64>, Vec<f64>) {
        let fit = self.fit;
        let size = fit.size();
        let mut start = fit.participants.chosen(&[participant as u32]);
        for (c, &x) in place.iter().enumerate() {
            start.mean[c + 2] = x as f32;
        }
        for r in 2..size {
            for c in 0..=r {
                let own = if r == c { 0.1 } else { 0.0 };
                start.second[packed(r) + c] = start.mean[r] * start.mean[c] + own;
            }
        }
        let answers = self.responses.by_participant().row(participant);
        let drawn = |statement: usize| chance.share(participant, statement);
        let prior = &fit.of_participants;
        placed(&self.kernel, answers, &drawn, &fit.statements, &self.wide, prior, &start)
    }
}

#[cfg(test)]
mod tests {
    use super::information;

    #[test]
    fn an_answer_tells_most_in_the_middle_and_as_the_logit_has_it() {
        // Of two levels the information is p (1 - p).
        assert!((information(&[0.5, 0.5, 0.0, 0.0], 0.0) - 0.25).abs() < 1e-12);
        assert!((information(&[0.9, 0.1, 0.0, 0.0], 0.0) - 0.09).abs() < 1e-12);
        assert!(information(&[0.3, 0.4, 0.3, 0.0], 0.0) > 0.25);
        assert!(information(&[0.0, 0.0, 1.0, 0.0], 0.0).abs() < 1e-12);
    }

    #[test]
    fn passes_that_say_nothing_of_the_place_tell_nothing() {
        // Half of all passes whatever the place, agreeing and disagreeing alike among the rest: half of 1/4.
        assert!((information(&[0.25, 0.5, 0.25, 0.0], 1.0) - 0.125).abs() < 1e-12);
    }
}
