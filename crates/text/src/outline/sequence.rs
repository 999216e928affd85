//! Whether a label comes next behind another: 2 behind 1, 2bis behind 2, (b) behind (a), IV behind III.

use crate::draft::Label;

/// Whether the number of a label is the next behind that of another of the same form. Looks at the last part of a number:
/// `3.2` follows `3.1`, and neither `4` nor `3.1.1` does. The same number follows with a later Latin ending or with `alt`.
pub(super) fn follows(source: &str, before: &Label, label: &Label) -> bool {
    let is_enclosed = |label: &Label| source[label.range.clone()].starts_with('(');
    if before.kind != label.kind || is_enclosed(before) != is_enclosed(label) {
        return false;
    }
    let (before_number, number) = (&source[before.number.clone()], &source[label.number.clone()]);
    if before_number == number {
        return (label.latin, label.alt) > (before.latin, before.alt);
    }
    let (a, b) = (parted(before_number), parted(number));
    let values: [fn(&str) -> Option<u32>; 3] = [digits, letter, roman];
    (a.0, a.2) == (b.0, b.2) && values.iter().any(|value| is_next(a.1, b.1, *value))
}

fn is_next(before: &str, part: &str, value: fn(&str) -> Option<u32>) -> bool {
    let is_large = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    is_large(before) == is_large(part)
        && value(before).zip(value(part)).is_some_and(|(before, part)| part == before + 1)
}

/// A number as what stands before its last part, that part, and what stands behind it: `26(`, `b`, `)`.
fn parted(number: &str) -> (&str, &str, &str) {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let end = number.trim_end_matches(|c| !is_part(c)).len();
    let start = number[..end].trim_end_matches(is_part).len();
    (&number[..start], &number[start..end], &number[end..])
}

fn digits(part: &str) -> Option<u32> {
    part.parse().ok().filter(|number| *number < u32::MAX)
}

fn letter(part: &str) -> Option<u32> {
    match part.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(*letter)),
        _ => None,
    }
}

/// The value of a Roman number: a smaller digit before a greater one is taken away.
fn roman(part: &str) -> Option<u32> {
    let (mut sum, mut last) = (0_u32, 0);
    for byte in part.bytes().rev() {
        let digit = match byte.to_ascii_lowercase() {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        };
        sum = if digit < last { sum.saturating_sub(digit) } else { sum.saturating_add(digit) };
        last = last.max(digit);
    }
    Some(sum.min(u32::MAX - 1))
}

#[cfg(test)]
mod tests {
    use super::follows;
    use crate::draft::{Draft, Reader};

    fn check(labels: &str, expected: bool) {
        let draft = Draft::read(labels, &Reader::default());
        assert_eq!(draft.labels.len(), 2, "{labels}");
        assert_eq!(follows(labels, &draft.labels[0], &draft.labels[1]), expected, "{labels}");
    }

    #[test]
    fn the_next_number_of_the_same_form_follows() {
        check("1. A\n\n2. B", true);
        check("9. A\n\n10. B", true);
        check("3.1. A\n\n3.2. B", true);
        check("26 (a) A\n\n26 (b) B", true);
        check("(h) A\n\n(i) B", true);
        check("(i) A\n\n(ii) B", true);
        check("III. A\n\nIV. B", true);
        check("2. A\n\n2bis. B", true);
        check("PP2 A\n\nPP3 B", true);
    }

    #[test]
    fn other_numbers_do_not_follow() {
        check("1. A\n\n1. B", false);
        check("1. A\n\n3. B", false);
        check("2. A\n\n1. B", false);
        check("2bis. A\n\n2. B", false);
        check("1. A\n\n(2) B", false);
        check("1. A\n\n2.1. B", false);
        check("PP2 A\n\nOP3 B", false);
    }
}
