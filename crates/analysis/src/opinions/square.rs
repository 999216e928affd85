//! Small square matrices, at most a dozen rows.

/// Where row `r` of a lower triangle stored by rows begins; also the length of a triangle of `r` rows.
#[inline(always)]
pub(super) const fn packed(r: usize) -> usize {
    r * (r + 1) / 2
}

/// The lower root of a positive definite matrix, both as lower triangles by rows; false if it is not positive definite.
#[inline(always)]
pub(super) fn root_into(matrix: &[f64], root: &mut [f64], size: usize) -> bool {
    for r in 0..size {
        for c in 0..=r {
            let mut sum = matrix[packed(r) + c];
            for k in 0..c {
                sum -= root[packed(r) + k] * root[packed(c) + k];
            }
            if r == c {
                if sum <= 0.0 || !sum.is_finite() {
                    return false;
                }
                root[packed(r) + r] = sum.sqrt();
            } else {
                root[packed(r) + c] = sum / root[packed(c) + c];
            }
        }
    }
    true
}

/// The same in memory of its own.
pub(super) fn cholesky_lower(matrix: &[f64], size: usize) -> Option<Vec<f64>> {
    let mut root = vec![0.0; packed(size)];
    root_into(matrix, &mut root, size).then_some(root)
}

/// The eigenvectors of a symmetric matrix, a row each, that of the largest eigenvalue first; the matrix is used up.
///
/// Cyclic rotations of Jacobi (1846), a fixed number of rounds. A vector's largest coordinate is positive.
pub(super) fn jacobi(matrix: &mut [f64], size: usize) -> Vec<f64> {
    let mut vectors = vec![0.0; size * size];
    for i in 0..size {
        vectors[i * size + i] = 1.0;
    }
    for _ in 0..12 {
        for p in 0..size {
            for q in p + 1..size {
                let off = matrix[p * size + q];
                if off.abs() < 1e-300 {
                    continue;
                }
                let theta = (matrix[q * size + q] - matrix[p * size + p]) / (2.0 * off);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let t = if theta == 0.0 { 1.0 } else { t };
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..size {
                    let (a, b) = (matrix[k * size + p], matrix[k * size + q]);
                    matrix[k * size + p] = c * a - s * b;
                    matrix[k * size + q] = s * a + c * b;
                }
                for k in 0..size {
                    let (a, b) = (matrix[p * size + k], matrix[q * size + k]);
                    matrix[p * size + k] = c * a - s * b;
                    matrix[q * size + k] = s * a + c * b;
                }
                for k in 0..size {
                    let (a, b) = (vectors[p * size + k], vectors[q * size + k]);
                    vectors[p * size + k] = c * a - s * b;
                    vectors[q * size + k] = s * a + c * b;
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&a, &b| matrix[b * size + b].total_cmp(&matrix[a * size + a]));
    let mut sorted = Vec::with_capacity(size * size);
    for row in order {
        let vector = &vectors[row * size..(row + 1) * size];
        let largest =
            vector.iter().copied().fold(0.0f64, |m, x| if x.abs() > m.abs() { x } else { m });
        let sign = if largest < 0.0 { -1.0 } else { 1.0 };
        sorted.extend(vector.iter().map(|x| sign * x));
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvectors_come_by_size_and_turn_the_matrix_into_its_values() {
        let matrix = [2.0, 1.0, 0.0, 1.0, 3.0, 1.0, 0.0, 1.0, 9.0];
        let vectors = jacobi(&mut matrix.clone(), 3);
        let value = |v: &[f64]| -> f64 { (0..9).map(|i| v[i / 3] * matrix[i] * v[i % 3]).sum() };
        let values: Vec<f64> = vectors.chunks(3).map(value).collect();
        assert!(values[0] > values[1] && values[1] > values[2]);
        assert!((values.iter().sum::<f64>() - 14.0).abs() < 1e-12);
        let product: f64 = (0..3).map(|i| vectors[i] * vectors[3 + i]).sum();
        assert!(product.abs() < 1e-12);
    }

    #[test]
    fn a_root_times_itself_is_the_matrix() {
        let root = cholesky_lower(&[4.0, 2.0, 5.0], 2).unwrap();
        assert_eq!(root, [2.0, 1.0, 2.0]);
        assert_eq!(cholesky_lower(&[1.0, 2.0, 1.0], 2), None);
    }
}
