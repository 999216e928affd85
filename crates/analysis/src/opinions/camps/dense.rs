//! Small dense matrices on the stack, of one number or of four side by side.

use super::super::arithmetic::exp;
use std::array::from_fn;
use std::ops::{Add, AddAssign, Div, Mul, Sub};

/// How many participants are worked on side by side.
pub(super) const LANES: usize = 4;

/// Four numbers that go through the same arithmetic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lanes(pub(super) [f64; LANES]);

impl Lanes {
    /// The exponential of each.
    #[inline(always)]
    pub(super) fn exp(self) -> Self {
        Lanes(from_fn(|l| exp(self.0[l])))
    }

    /// The square root of each.
    #[inline(always)]
    pub(super) fn sqrt(self) -> Self {
        Lanes(from_fn(|l| self.0[l].sqrt()))
    }

    /// The larger of each pair.
    #[inline(always)]
    pub(super) fn max(self, other: Self) -> Self {
        Lanes(from_fn(|l| self.0[l].max(other.0[l])))
    }

    /// Their sum, in a fixed order.
    #[inline(always)]
    pub(super) fn sum(self) -> f64 {
        (self.0[0] + self.0[1]) + (self.0[2] + self.0[3])
    }
}

/// What matrices can be made of.
pub(super) trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// The number itself, everywhere.
    fn of(value: f64) -> Self;
}

impl Number for f64 {
    #[inline(always)]
    fn of(value: f64) -> Self {
        value
    }
}

impl Number for Lanes {
    #[inline(always)]
    fn of(value: f64) -> Self {
        Lanes([value; LANES])
    }
}

impl Add for Lanes {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Lanes(from_fn(|l| self.0[l] + other.0[l]))
    }
}

impl Sub for Lanes {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Lanes(from_fn(|l| self.0[l] - other.0[l]))
    }
}

impl Mul for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Lanes(from_fn(|l| self.0[l] * other.0[l]))
    }
}

impl Div for Lanes {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Lanes(from_fn(|l| self.0[l] / other.0[l]))
    }
}

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// A column.
pub(super) type Column<T, const K: usize> = [T; K];
/// A square matrix by rows.
pub(super) type Square<T, const K: usize> = [[T; K]; K];

/// The same numbers in every lane.
#[inline(always)]
pub(super) fn spread_column<const K: usize>(a: &Column<f64, K>) -> Column<Lanes, K> {
    from_fn(|i| Lanes::of(a[i]))
}

/// The same matrix in every lane.
#[inline(always)]
pub(super) fn spread_square<const K: usize>(a: &Square<f64, K>) -> Square<Lanes, K> {
    from_fn(|i| from_fn(|j| Lanes::of(a[i][j])))
}

/// The unit matrix, times a number.
pub(super) fn unit<const K: usize>(value: f64) -> Square<f64, K> {
    from_fn(|i| from_fn(|j| if i == j { value } else { 0.0 }))
}

/// `a . b`.
#[inline(always)]
pub(super) fn dot<T: Number, const K: usize>(a: &Column<T, K>, b: &Column<T, K>) -> T {
    let mut sum = a[0] * b[0];
    for i in 1..K {
        sum = sum + a[i] * b[i];
    }
    sum
}

/// `m a`.
#[inline(always)]
pub(super) fn times<T: Number, const K: usize>(m: &Square<T, K>, a: &Column<T, K>) -> Column<T, K> {
    from_fn(|i| dot(&m[i], a))
}

/// `a + b`, entry by entry.
#[inline(always)]
pub(super) fn plus<T: Number, const K: usize>(a: &Square<T, K>, b: &Square<T, K>) -> Square<T, K> {
    from_fn(|i| from_fn(|j| a[i][j] + b[i][j]))
}

/// `a - b`.
#[inline(always)]
pub(super) fn minus<T: Number, const K: usize>(a: &Column<T, K>, b: &Column<T, K>) -> Column<T, K> {
    from_fn(|i| a[i] - b[i])
}

/// The inverse of a positive definite matrix and its determinant (Gauss and Jordan, pivots in order).
#[inline(always)]
pub(super) fn inverse<T: Number, const K: usize>(mut a: Square<T, K>) -> (Square<T, K>, T) {
    let mut determinant = T::of(1.0);
    for p in 0..K {
        let pivot = a[p][p];
        determinant = determinant * pivot;
        let scale = T::of(1.0) / pivot;
        a[p][p] = T::of(1.0);
        for j in 0..K {
            a[p][j] = a[p][j] * scale;
        }
        for i in 0..K {
            if i == p {
                continue;
            }
            let factor = a[i][p];
            a[i][p] = T::of(0.0);
            for j in 0..K {
                a[i][j] = a[i][j] - factor * a[p][j];
            }
        }
    }
    (a, determinant)
}

/// A lower triangle `c` with `c c' = a`; where `a` has no length in a direction, nor has `c`.
pub(super) fn root<const K: usize>(a: &Square<f64, K>) -> Square<f64, K> {
    let mut c = [[0.0; K]; K];
    for j in 0..K {
        let mut pivot = a[j][j];
        for p in 0..j {
            pivot -= c[j][p] * c[j][p];
        }
        if pivot <= 1e-12 * (1.0 + a[j][j].abs()) || !pivot.is_finite() {
            continue;
        }
        let length = pivot.sqrt();
        c[j][j] = length;
        for i in j + 1..K {
            let mut entry = a[i][j];
            for p in 0..j {
                entry -= c[i][p] * c[j][p];
            }
            c[i][j] = entry / length;
        }
    }
    c
}

/// `c c'`.
pub(super) fn squared<const K: usize>(c: &Square<f64, K>) -> Square<f64, K> {
    from_fn(|i| from_fn(|j| dot(&c[i], &c[j])))
}

/// The lower triangle by rows as a symmetric matrix.
pub(super) fn from_triangle<const K: usize>(triangle: &[f64]) -> Square<f64, K> {
    from_fn(|i| {
        from_fn(|j| {
            let (row, column) = (i.max(j), i.min(j));
            triangle[row * (row + 1) / 2 + column]
        })
    })
}

/// A symmetric matrix as its lower triangle by rows.
pub(super) fn to_triangle<const K: usize>(a: &Square<f64, K>) -> Vec<f64> {
    (0..K).flat_map(|i| a[i][..=i].to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_undoes_and_a_root_squares_back() {
        let a = [[4.0, 1.0, 0.5], [1.0, 3.0, -0.2], [0.5, -0.2, 2.0]];
        let (b, determinant) = inverse(a);
        for i in 0..3 {
            let column: [f64; 3] = from_fn(|j| b[j][i]);
            let one = times(&a, &column);
            for (j, value) in one.iter().enumerate() {
                assert!((value - f64::from(u8::from(i == j))).abs() < 1e-12);
            }
        }
        assert!((determinant - 20.89).abs() < 1e-9, "{determinant}");
        let back = squared(&root(&a));
        assert!((0..3).all(|i| (0..3).all(|j| (back[i][j] - a[i][j]).abs() < 1e-12)));
        assert_eq!(root(&[[0.0, 0.0], [0.0, 0.0]]), [[0.0; 2]; 2]);
    }
}
