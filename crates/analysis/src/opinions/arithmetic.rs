//! Exponentials and logarithms of our own, built on operations that every machine rounds alike.
//!
//! The system's own may differ in the last bit between machines; bits decide here. For the rest there is `libm`.

/// `e^x`, to within two units in the last place; saturates below -700 and above 700.
///
/// Range reduction to `|r| <= ln 2 / 2` and a Taylor polynomial of degree 12.
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    const SHIFT: f64 = 6_755_399_441_055_744.0;
    const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let x = x.clamp(-700.0, 700.0);
    let shifted = x * std::f64::consts::LOG2_E + SHIFT;
    let n = shifted - SHIFT;
    let r = (x - n * LN2_HIGH) - n * LN2_LOW;
    let mut p = 1.0 / 479_001_600.0;
    p = p * r + 1.0 / 39_916_800.0;
    p = p * r + 1.0 / 3_628_800.0;
    p = p * r + 1.0 / 362_880.0;
    p = p * r + 1.0 / 40_320.0;
    p = p * r + 1.0 / 5_040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    // The low bits of `shifted` are n: moved into the exponent they are 2^n.
    p * f64::from_bits((shifted.to_bits() << 52).wrapping_add(0x3FF0_0000_0000_0000))
}

/// `1 / (1 + e^-x)`.
#[inline(always)]
pub(super) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// `e^x` in single precision, to within three units in the last place; saturates below -80 and above 80.
#[inline(always)]
pub(super) fn exp_single(x: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0;
    const LN2_HIGH: f32 = 0.693_145_75;
    const LN2_LOW: f32 = 1.428_606_8e-6;
    let x = if x < 80.0 { x } else { 80.0 };
    let x = if x > -80.0 { x } else { -80.0 };
    let shifted = x * std::f32::consts::LOG2_E + SHIFT;
    let n = shifted - SHIFT;
    let r = (x - n * LN2_HIGH) - n * LN2_LOW;
    let mut p = 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    p * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3F80_0000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_that_of_the_library() {
        for step in -6000..=6000 {
            let x = f64::from(step) / 10.0;
            let (ours, theirs) = (exp(x), libm::exp(x));
            assert!((ours - theirs).abs() <= 4e-16 * theirs, "{x}: {ours} {theirs}");
        }
        for step in -600..=600 {
            let x = step as f32 / 10.0;
            let (ours, theirs) = (exp_single(x), libm::expf(x));
            assert!((ours - theirs).abs() <= 6e-7 * theirs, "{x}: {ours} {theirs}");
        }
        assert!(exp(-1e9) > 0.0 && exp(1e9).is_finite() && exp(f64::NAN).is_nan());
    }
}
