//! A change of words, told with a passage that occurs exactly once in them.

use record::event::texts::{Change, only_occurrence};
use std::ops::Range;
use text::words::tokens;

/// The change of the bytes `at` of `words` to `new`. What is named is widened by as few surrounding words as make it occur
/// once; what is inserted stands behind words that occur once, or at the beginning.
pub(super) fn change(words: &str, at: Range<usize>, new: &str) -> Change {
    let edges = Edges::new(words, &at);
    if at.is_empty() && at.start == 0 {
        return Change::Insert { new: new.into(), after: "".into() };
    }
    if at.is_empty() {
        let wide = |steps: usize| edges.left(steps)..at.end;
        if let Some(steps) = fewest(1, edges.lefts.len(), &|n| is_once(words, wide(n))) {
            return Change::Insert { new: new.into(), after: words[wide(steps)].into() };
        }
    }
    // To the left, to the right, or by turns: what takes the fewest words. The whole occurs once.
    let sides: [&dyn Fn(usize) -> Range<usize>; 3] =
        [&|steps| edges.left(steps)..at.end, &|steps| at.start..edges.right(steps), &|steps| {
            edges.left(steps.div_ceil(2))..edges.right(steps / 2)
        }];
    let most = 2 * edges.lefts.len().max(edges.rights.len());
    let found = sides.into_iter().filter_map(|wide| {
        let steps = fewest(0, most, &|n| is_once(words, wide(n)))?;
        Some((steps, wide(steps)))
    });
    let old = found.min_by_key(|(steps, _)| *steps).map_or(0..words.len(), |(_, wide)| wide);
    let put = format!("{}{new}{}", &words[old.start..at.start], &words[at.end..old.end]);
    let old = words[old].into();
    if put.is_empty() { Change::Delete { old } } else { Change::Replace { old, new: put.into() } }
}

/// Where words begin to the left of a passage, from the nearest on, and end to the right of it.
struct Edges {
    at: Range<usize>,
    lefts: Vec<usize>,
    rights: Vec<usize>,
}

impl Edges {
    fn new(words: &str, at: &Range<usize>) -> Edges {
        let found = tokens(words);
        let solid = || found.iter().filter(|t| !t.kind.is_blank());
        let mut lefts: Vec<usize> =
            solid().map(|t| t.range.start).take_while(|start| *start < at.start).collect();
        lefts.reverse();
        if at.start > 0 && lefts.last() != Some(&0) {
            lefts.push(0);
        }
        let mut rights: Vec<usize> =
            solid().map(|t| t.range.end).filter(|end| *end > at.end).collect();
        if at.end < words.len() && rights.last() != Some(&words.len()) {
            rights.push(words.len());
        }
        Edges { at: at.clone(), lefts, rights }
    }

    fn left(&self, steps: usize) -> usize {
        step(&self.lefts, steps).unwrap_or(self.at.start)
    }

    fn right(&self, steps: usize) -> usize {
        step(&self.rights, steps).unwrap_or(self.at.end)
    }
}

fn step(edges: &[usize], steps: usize) -> Option<usize> {
    edges.get(steps.min(edges.len()).checked_sub(1)?).copied()
}

fn is_once(words: &str, passage: Range<usize>) -> bool {
    only_occurrence(words, &words[passage]).is_ok()
}

/// The least number that will do, where every greater one does too.
fn fewest(least: usize, most: usize, will_do: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut low = least;
    let mut width = 1;
    // A passage is seldom widened by more than a few words: short steps first.
    while low + width <= most && !will_do(low + width - 1) {
        low += width;
        width *= 2;
    }
    let mut high = (low + width - 1).min(most);
    if low > high || !will_do(high) {
        return None;
    }
    while low < high {
        let middle = usize::midpoint(low, high);
        if will_do(middle) { high = middle } else { low = middle + 1 }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::change;
    use record::event::texts::Change;

    /// `words` with the bytes that change in braces; the change that is told, which must give the words anew.
    fn check(words: &str, new: &str, expected: &str) {
        let (from, to) = (words.find('{').expect("a brace"), words.find('}').expect("a brace"));
        let words = words.replace(['{', '}'], "");
        let told = change(&words, from..to - 1, new);
        assert_eq!(
            told.apply(&words).expect("it occurs once"),
            format!("{}{new}{}", &words[..from], &words[to - 1..])
        );
        let shown = match told {
            Change::Replace { old, new } => format!("{old} -> {new}"),
            Change::Insert { new, after } => format!("{after} + {new}"),
            Change::Delete { old } => format!("{old} - "),
            Change::Whole(_) => "whole".to_owned(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_passage_is_widened_until_it_occurs_once() {
        check("A Party {shall} notify.", "should", "shall -> should");
        check("Each {shall} act and all shall pay.", "may", "Each shall -> Each may");
        check("a {a} a", "b", "a a a -> a b a");
        check("Parties {soon }act soon .", "", "Parties soon  -> Parties ");
        check("{All of it.}", "", "All of it. - ");
    }

    #[test]
    fn what_is_inserted_stands_behind_words_that_occur_once() {
        check("Parties act{} soon.", " and pay", "act +  and pay");
        check("{}Parties act.", "All ", " + All ");
        check("no no {}no", "yes ", "no no  + yes ");
        check("no{} no no", " yes", " no no ->  yes no no");
        check("inter{}national", "-", "inter + -");
        check("كل {}طرف", "دولة ", "كل  + دولة ");
    }

    #[test]
    fn long_repetitive_words_are_no_burden() {
        let words = "a ".repeat(60_000);
        let told = change(&words, 60_000..60_001, "b");
        assert!(told.apply(&words).is_ok());
    }
}
