//! What was perhaps meant by a name that is not known.

/// Names longer than this are compared with nothing: a file of long names alike must not take long.
const LETTERS: usize = 64;

/// The name most like a word, of several the first; `None` where none differs by so few letters that it could be meant.
pub(super) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = folded(word)?;
    let most = if letters.len() <= 3 { 1 } else { 2 };
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let most = best.map_or(most, |(distance, _)| distance - 1);
        let Some(distance) = folded(name).and_then(|name| distance(&letters, &name, most)) else {
            continue;
        };
        best = Some((distance, name));
        if distance == 0 {
            break;
        }
    }
    best.map(|(_, name)| name)
}

/// Letters without their case; `None` if there are too many.
fn folded(word: &str) -> Option<Vec<char>> {
    let short = word.len() <= 4 * LETTERS;
    let letters: Vec<char> =
        word.chars().take(LETTERS + 1).map(|c| c.to_ascii_lowercase()).collect();
    (short && letters.len() <= LETTERS).then_some(letters)
}

/// Levenshtein distance, where it is at most `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().all(|distance| *distance > most) {
            return None;
        }
    }
    Some(row[b.len()]).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[track_caller]
    fn check(word: &str, names: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(word, names.iter().copied()), expected);
    }

    #[test]
    fn a_name_of_one_or_two_other_letters_is_perhaps_meant() {
        check("inst.weka", &["inst.strong", "inst.weak"], Some("inst.weak"));
        check("works", &["N1", "words", "work"], Some("words"));
        check("W3", &["N1", "W1", "W2"], Some("W1"));
    }

    #[test]
    fn the_nearest_comes_first_and_case_does_not_count() {
        check("Norlnd", &["Norl", "Nordland", "norlnd"], Some("norlnd"));
    }

    #[test]
    fn what_is_far_is_not_meant() {
        check("a", &["bc", "bcd"], None);
        check("ab", &["cd"], None);
        check("support", &["live", "reserve"], None);
        check("", &["a"], Some("a"));
        check(&"a".repeat(65), &[&"a".repeat(64)], None);
    }
}
