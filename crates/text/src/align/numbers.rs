//! Logarithm and exponential by the four operations alone, so that every machine gives the same bits.

/// Natural logarithm of a positive, finite, normal number; relative error below 1e-12.
pub(crate) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mut mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 1023 << 52);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1;
    }
    // ln m = 2 artanh((m - 1)/(m + 1)); |t| < 0.172, so that twelve terms are enough.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let square = t * t;
    let (mut sum, mut power) = (0.0, t);
    for term in 0..12 {
        sum += power / f64::from(2 * term + 1);
        power *= square;
    }
    2.0 * sum + exponent as f64 * std::f64::consts::LN_2
}

/// e to a power between -700 and 700.
pub(crate) fn exp(x: f64) -> f64 {
    let halvings = (x / std::f64::consts::LN_2).round();
    let rest = x - halvings * std::f64::consts::LN_2;
    let (mut sum, mut term) = (1.0, 1.0);
    for step in 1..16 {
        term *= rest / f64::from(step);
        sum += term;
    }
    sum * f64::from_bits(((halvings as i64 + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::{exp, ln};

    #[test]
    fn both_agree_with_the_library() {
        for i in 1..2_000 {
            let x = f64::from(i) * 0.037;
            assert!((ln(x) - x.ln()).abs() < 1e-12, "{x}");
            let y = f64::from(i - 1_000) * 0.11;
            assert!((exp(y) / y.exp() - 1.0).abs() < 1e-12, "{y}");
        }
    }
}
