//! Shares and their uncertainty: the beta distribution, the normal one, Fisher's exact test, and intervals built on them.
//!
//! Everything here ends after a stated number of steps, whatever it is given, and has the same bits on every machine.

/// A beta distribution: what is known about a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Beta {
    a: f64,
    b: f64,
    log_norm: f64,
}

/// Above this, on both sides, the normal approximation of Peizer and Pratt (1968) is exact to more than six digits.
const LARGE: f64 = 1_000.0;

impl Beta {
    /// The distribution with parameters `a` and `b`; what is not positive counts as hardly more than nothing.
    pub(super) fn new(a: f64, b: f64) -> Self {
        let (a, b) = (a.max(1e-6), b.max(1e-6));
        Self { a, b, log_norm: libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b) }
    }

    /// The same, of the share that is left.
    pub(super) fn mirrored(self) -> Self {
        Self { a: self.b, b: self.a, log_norm: self.log_norm }
    }

    /// The mean.
    pub(super) fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The variance.
    pub(super) fn variance(self) -> f64 {
        let sum = self.a + self.b;
        self.a * self.b / (sum * sum * (sum + 1.0))
    }

    /// The chance of at most `x`, and the density there.
    pub(super) fn at(self, x: f64) -> (f64, f64) {
        if x <= 0.0 {
            return (0.0, 0.0);
        }
        if x >= 1.0 {
            return (1.0, 0.0);
        }
        let (a, b) = (self.a, self.b);
        let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - self.log_norm);
        let below = if a.min(b) > LARGE || a.max(b) > 1e6 {
            peizer_pratt(a, b, x)
        } else if x < (a + 1.0) / (a + b + 2.0) {
            front * continued_fraction(a, b, x) / a
        } else {
            1.0 - front * continued_fraction(b, a, 1.0 - x) / b
        };
        (below.clamp(0.0, 1.0), front / (x * (1.0 - x)))
    }

    /// The value below which the share lies with chance `p`, to seven digits after the point.
    pub(super) fn quantile(self, p: f64) -> f64 {
        let start = self.roughly(p);
        let step = |x: f64| {
            let (below, density) = self.at(x);
            (below - p, density)
        };
        rising_root(start, 0.0, 1.0, step)
    }

    /// A first guess of a quantile (Abramowitz and Stegun 1964, 26.5.22; for small parameters by the powers at the ends).
    fn roughly(self, p: f64) -> f64 {
        let (a, b) = (self.a, self.b);
        if a >= 1.0 && b >= 1.0 {
            let y = normal_roughly(p);
            let (u, v) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
            let h = 2.0 / (u + v);
            let l = (y * y - 3.0) / 6.0;
            let w = y * (h + l).max(0.0).sqrt() / h - (v - u) * (l + 5.0 / 6.0 - 2.0 / (3.0 * h));
            return a / (a + b * libm::exp(2.0 * w));
        }
        let low = libm::exp(a * libm::log(a / (a + b))) / a;
        let high = libm::exp(b * libm::log(b / (a + b))) / b;
        let sum = low + high;
        if p < low / sum {
            libm::pow(a * sum * p, 1.0 / a)
        } else {
            1.0 - libm::pow(b * sum * (1.0 - p), 1.0 / b)
        }
    }
}

/// Where a rising function crosses zero between two bounds: Newton's steps, halving where they leave the bounds.
///
/// `step` gives the value and the slope. At most 80 steps; where Newton's last moved by less than a ten-millionth, the next
/// would hardly move.
fn rising_root(start: f64, low: f64, high: f64, step: impl Fn(f64) -> (f64, f64)) -> f64 {
    let (mut low, mut high) = (low, high);
    let inside = |x: f64, low: f64, high: f64| x > low && x < high;
    let mut x = if inside(start, low, high) { start } else { f64::midpoint(low, high) };
    for _ in 0..80 {
        let (value, slope) = step(x);
        if value > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = x - value / slope;
        let next = if inside(newton, low, high) { newton } else { f64::midpoint(low, high) };
        let moved = (next - x).abs();
        x = next;
        if moved < 1e-7 {
            break;
        }
    }
    x
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), by the method of Lentz.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut sum = d;
    for step in 1..2_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        sum *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let change = d * c;
        sum *= change;
        if (change - 1.0).abs() < 1e-12 {
            break;
        }
    }
    sum
}

/// The normal approximation of the beta distribution of Peizer and Pratt (1968).
fn peizer_pratt(a: f64, b: f64, x: f64) -> f64 {
    let (n, s, t) = (a + b - 1.0, a - 0.5, b - 0.5);
    let (p, q) = (x, 1.0 - x);
    let curve = |r: f64| {
        let e = r - 1.0;
        if e.abs() < 1e-2 {
            e * (-1.0 / 3.0 + e * (1.0 / 6.0 + e * (-1.0 / 10.0 + e / 15.0)))
        } else if r <= 0.0 {
            1.0
        } else {
            (1.0 - r * r + 2.0 * r * libm::log(r)) / (e * e)
        }
    };
    let distance = s + 1.0 / 6.0 - (n + 1.0 / 3.0) * p
        + 0.02 * (q / (s + 0.5) - p / (t + 0.5) + (q - 0.5) / (n + 1.0));
    let bend = 1.0 + q * curve(s / (n * p)) + p * curve(t / (n * q));
    let z = distance * (bend.max(0.0) / ((n + 1.0 / 6.0) * p * q)).sqrt();
    normal_above(z)
}

/// The lower bound of the least of several shares: with chance `1 - tail` none of them is below it.
///
/// The shares are taken as independent given what is known, so that `P(least > x)` is the product over them. `highest`
/// bounds the answer from above: the least of their own `tail` quantiles.
pub(super) fn least_bound(shares: &[Beta], highest: f64, tail: f64) -> f64 {
    if shares.len() == 1 {
        return highest;
    }
    let aim = libm::log1p(-tail);
    rising_root(highest, 0.0, highest + 1e-9, |x| {
        let (mut log, mut slope) = (0.0, 0.0);
        for share in shares {
            let (below, density) = share.at(x);
            let above = (1.0 - below).max(1e-300);
            log += libm::log(above);
            slope += density / above;
        }
        (aim - log, slope)
    })
}

/// The chance of a standard normal value above `z`.
pub(super) fn normal_above(z: f64) -> f64 {
    0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The standard normal quantile to three digits (Abramowitz and Stegun 1964, 26.2.23).
fn normal_roughly(p: f64) -> f64 {
    let tail = p.min(1.0 - p).max(1e-300);
    let t = (-2.0 * libm::log(tail)).sqrt();
    let z = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328))
            / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    if p < 0.5 { -z } else { z }
}

/// The standard normal value that is exceeded with chance `tail`, for tails of at most one half.
pub(super) fn normal_exceeded(tail: f64) -> f64 {
    let tail = tail.clamp(1e-300, 0.5);
    let mut z = normal_roughly(1.0 - tail).max(0.0);
    if tail < 1e-15 {
        z = -normal_roughly(tail);
    }
    for _ in 0..4 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
        z += (normal_above(z) - tail) / density.max(1e-308);
    }
    z
}

/// The score interval of a share (Wilson 1927), `z` being the normal value of its level. Nothing known: 0 to 1.
pub(super) fn wilson(share: f64, n: f64, z: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let zz = z * z / n;
    let middle = (share + zz / 2.0) / (1.0 + zz);
    let half = z / (1.0 + zz) * (share * (1.0 - share) / n + zz / (4.0 * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// The interval of a difference of two shares (Newcombe 1998, method 10), each given as share and number.
pub(super) fn difference(one: (f64, f64), other: (f64, f64), z: f64) -> (f64, f64) {
    let (low_one, high_one) = wilson(one.0, one.1, z);
    let (low_other, high_other) = wilson(other.0, other.1, z);
    let apart = one.0 - other.0;
    let length = |x: f64, y: f64| (x * x + y * y).sqrt();
    let down = length(one.0 - low_one, high_other - other.0);
    let up = length(high_one - one.0, other.0 - low_other);
    ((apart - down).max(-1.0), (apart + up).min(1.0))
}

/// Fisher's exact test of `a` of `n` against `c` of `m`: twice the smaller tail, so that it holds its level at any size.
pub(super) fn fisher(a: u64, n: u64, c: u64, m: u64) -> f64 {
    let (total, marked) = (n + m, a + c);
    if n == 0 || m == 0 || marked == 0 || marked == total {
        return 1.0;
    }
    let log = |x: u64| libm::lgamma(x as f64 + 1.0);
    let (b, d) = (n - a, m - c);
    let margins = log(n) + log(m) + log(marked) + log(total - marked) - log(total);
    let mut term = libm::exp(margins - log(a) - log(b) - log(c) - log(d));
    // Away from what is expected: towards more if there are more than expected.
    let more = (a as f64) * (total as f64) > (n as f64) * (marked as f64);
    let (mut fewer_left, mut fewer_right, mut grown_left, mut grown_right) =
        if more { (b, c, a, d) } else { (a, d, b, c) };
    let mut tail = term;
    while fewer_left > 0 && fewer_right > 0 && term > tail * 1e-16 {
        grown_left += 1;
        grown_right += 1;
        term *= (fewer_left as f64) * (fewer_right as f64)
            / ((grown_left as f64) * (grown_right as f64));
        fewer_left -= 1;
        fewer_right -= 1;
        tail += term;
    }
    (2.0 * tail).min(1.0)
}

/// Adjusts chances for the number of tests (Benjamini and Hochberg 1995): what is at most `q` may be told at rate `q`.
pub(super) fn benjamini_hochberg(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&i, &j| chances[i].total_cmp(&chances[j]).then(i.cmp(&j)));
    let mut adjusted = vec![1.0; chances.len()];
    let mut least = 1.0f64;
    for (rank, &test) in order.iter().enumerate().rev() {
        least = least.min(chances[test] * chances.len() as f64 / (rank + 1) as f64);
        adjusted[test] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64, by: f64) {
        assert!((one - other).abs() <= by, "{one} {other}");
    }

    #[test]
    fn the_beta_distribution_is_that_of_the_tables() {
        // Even: x. Beta(1, 3): 1 - (1 - x)^3. Beta(2, 3): binomial, P(X >= 2 of 4).
        close(Beta::new(1.0, 1.0).at(0.3).0, 0.3, 1e-12);
        close(Beta::new(1.0, 3.0).at(0.2).0, 1.0 - 0.512, 1e-12);
        close(Beta::new(2.0, 3.0).at(0.5).0, 11.0 / 16.0, 1e-12);
        // Arcsine law: 2/pi asin(sqrt x).
        close(Beta::new(0.5, 0.5).at(0.25).0, 1.0 / 3.0, 1e-12);
        close(Beta::new(2.0, 3.0).at(0.5).1, 12.0 * 0.5 * 0.25, 1e-12);
    }

    #[test]
    fn quantiles_turn_the_distribution_round() {
        for a in [0.01, 0.3, 0.5, 1.0, 2.5, 40.0, 700.0, 3e3, 4e6] {
            for b in [0.2, 1.0, 7.0, 300.0, 5e4] {
                for p in [0.05, 0.5, 0.95] {
                    let beta = Beta::new(a, b);
                    let x = beta.quantile(p);
                    let (before, behind) = (beta.at(x - 1e-6).0, beta.at(x + 1e-6).0);
                    let between = before <= p + 1e-9 && behind >= p - 1e-9;
                    assert!(between, "{a} {b} {p}: {x} {before} {behind}");
                }
            }
        }
    }

    #[test]
    fn the_approximation_for_many_joins_the_exact_one() {
        for (a, b) in [(900.0, 1_000.0), (999.0, 5_000.0), (20_000.0, 999.0)] {
            for shift in [-3.0, -1.0, 0.0, 0.5, 2.0] {
                let beta = Beta::new(a, b);
                let x = beta.mean() + shift * beta.variance().sqrt();
                close(beta.at(x).0, peizer_pratt(a, b, x), 1e-6);
            }
        }
    }

    #[test]
    fn the_least_of_several_is_below_each() {
        // Two even shares: P(least > x) = (1 - x)^2 = 0.95.
        let even = Beta::new(1.0, 1.0);
        close(least_bound(&[even, even], 0.05, 0.05), 1.0 - 0.95f64.sqrt(), 1e-8);
        // A share that is certainly higher changes nothing.
        let high = Beta::new(900.0, 1.0);
        let low = Beta::new(5.0, 20.0);
        let own = low.quantile(0.05);
        close(least_bound(&[high, low], own, 0.05), own, 1e-8);
        close(least_bound(&[low], own, 0.05), own, 0.0);
    }

    #[test]
    fn normal_values_are_those_of_the_tables() {
        close(normal_exceeded(0.05), 1.644_853_626_951, 1e-9);
        close(normal_exceeded(0.025), 1.959_963_984_540, 1e-9);
        close(normal_exceeded(0.5), 0.0, 1e-9);
        close(normal_exceeded(1e-9), 5.997_807_015, 1e-6);
    }

    #[test]
    fn intervals_of_differences_are_those_of_the_literature() {
        // Newcombe (1998), table II, example (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
        let (low, high) = difference((56.0 / 70.0, 70.0), (48.0 / 80.0, 80.0), 1.959_964);
        close(low, 0.0524, 5e-5);
        close(high, 0.3339, 5e-5);
        assert_eq!(wilson(0.5, 0.0, 2.0), (0.0, 1.0));
    }

    #[test]
    fn the_lady_tasting_tea() {
        // Fisher (1935): 3 of 4 against 1 of 4: one tail 17/70.
        close(fisher(3, 4, 1, 4), 34.0 / 70.0, 1e-12);
        close(fisher(4, 4, 0, 4), 2.0 / 70.0, 1e-12);
        close(fisher(0, 4, 4, 4), 2.0 / 70.0, 1e-12);
        close(fisher(2, 4, 2, 4), 1.0, 1e-12);
        close(fisher(0, 0, 2, 4), 1.0, 0.0);
        assert!(fisher(60_000, 100_000, 50_000, 100_000) < 1e-300);
    }

    #[test]
    fn chances_are_adjusted_as_published() {
        let adjusted = benjamini_hochberg(&[0.01, 0.04, 0.03, 0.5]);
        close(adjusted[0], 0.04, 1e-15);
        close(adjusted[1], 0.16 / 3.0, 1e-15);
        close(adjusted[2], 0.16 / 3.0, 1e-15);
        close(adjusted[3], 0.5, 1e-15);
    }
}
