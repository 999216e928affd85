//! Numbers as printed: the same on every machine, whatever its locale.

/// A coordinate: one decimal, none where it is zero. What is not finite is drawn at zero.
pub(super) fn coordinate(x: f64) -> String {
    let tenths = if x.is_finite() { (x.clamp(-1e6, 1e6) * 10.0).round() as i64 } else { 0 };
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// A count in groups of three: `1,000,000`.
pub(super) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A share as whole per cent; a dash where it is not finite. Neither all nor none is said of what is only nearly so.
pub(super) fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    let whole = (share * 100.0).round();
    if share > 0.0 && whole < 1.0 {
        "<1%".to_owned()
    } else if share < 1.0 && whole >= 100.0 {
        ">99%".to_owned()
    } else {
        format!("{whole:.0}%")
    }
}

/// A lower bound as whole per cent, rounded down.
pub(super) fn percent_at_least(bound: f64) -> String {
    if bound.is_finite() { format!("{:.0}%", (bound * 100.0).floor()) } else { "–".to_owned() }
}

/// An interval of shares: `40–52%`.
pub(super) fn percents(low: f64, high: f64) -> String {
    match (percent(low), percent(high)) {
        (low, high) if low == high => low,
        (low, high) if low.starts_with(['<', '>']) || high.starts_with(['<', '>']) => {
            format!("{low} to {high}")
        }
        (low, high) => format!("{}–{high}", low.trim_end_matches('%')),
    }
}

/// A difference of shares in percentage points, with its sign: `+41`, `−7`.
pub(super) fn points(difference: f64) -> String {
    if !difference.is_finite() {
        return "–".to_owned();
    }
    let whole = (difference * 100.0).round() as i64;
    match whole {
        0 => "0".to_owned(),
        1.. => format!("+{whole}"),
        _ => format!("−{}", -whole),
    }
}

/// A number with one decimal; a dash where it is not finite.
pub(super) fn one_decimal(x: f64) -> String {
    decimals(x, 1)
}

/// A number with two decimals; a dash where it is not finite.
pub(super) fn two_decimals(x: f64) -> String {
    decimals(x, 2)
}

/// A number with four decimals; a dash where it is not finite.
pub(super) fn four_decimals(x: f64) -> String {
    decimals(x, 4)
}

fn decimals(x: f64, places: usize) -> String {
    if !x.is_finite() {
        return "–".to_owned();
    }
    let shown = format!("{:.places$}", x.abs());
    let is_zero = shown.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if x < 0.0 && !is_zero { format!("−{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_plainly() {
        assert_eq!(coordinate(-0.04), "0");
        assert_eq!(coordinate(-0.25), "-0.3");
        assert_eq!(coordinate(12.0), "12");
        assert_eq!(coordinate(f64::NAN), "0");
        assert_eq!(coordinate(f64::INFINITY), "0");
        assert_eq!(count(1_000_000), "1,000,000");
        assert_eq!(count(999), "999");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.001), "<1%");
        assert_eq!(percent(0.999), ">99%");
        assert_eq!(percent(f64::NAN), "–");
        assert_eq!((percent_at_least(0.679), percent_at_least(1.0)), ("67%".into(), "100%".into()));
        assert_eq!(percents(0.4, 0.52), "40–52%");
        assert_eq!(percents(0.4, 0.999), "40% to >99%");
        assert_eq!(percents(0.996, 0.999), ">99%");
        assert_eq!(points(-0.07), "−7");
        assert_eq!(two_decimals(-0.001), "0.00");
        assert_eq!(four_decimals(-0.5), "−0.5000");
    }
}
