//! Renumbering: which label became which, as an alignment implies it.
//!
//! A label is told with the labels and headings that enclose it, because `1.` alone names nothing. Bullets and units
//! without a label are left out: there is nothing to renumber.

use crate::align::{Alignment, Relation, Style, Unit};

/// A label as written, with what encloses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The label as written, without markup: `3.3bis`, `(a)`, `Article 4`, `Option 2`.
    pub label: String,
    /// What encloses it, outermost first: labels as written, and headings without a label in their words.
    pub path: Vec<String>,
    /// First line of the unit, counted from 1.
    pub line: usize,
}

/// What became of a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Renumbered {
    /// In the first draft; `None` for a label that is new.
    pub from: Option<Numbered>,
    /// In the second draft; `None` for a label whose unit has gone, or lost its label.
    pub to: Option<Numbered>,
    /// How the units correspond; `None` where there is one only.
    pub relation: Option<Relation>,
    /// The score of the pair, from 0 to 1; 0 where there is one unit only.
    pub score: f64,
}

impl Renumbered {
    /// Whether label and path are the same on both sides.
    pub fn is_unchanged(&self) -> bool {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => from.label == to.label && from.path == to.path,
            _ => false,
        }
    }
}

/// Longest part of a heading that a path repeats, in characters.
const HEADING: usize = 80;

/// The map of labels from one draft to another; `a` and `b` are the sources that were aligned.
///
/// Pairs come in the order of the first draft, what has gone in its place among them; then what is new, in the order of
/// the second.
///
/// ```
/// use text::align::{Options, align};
/// let a = "## Article 4\n\n1. Each Party shall report every two years to the secretariat.\n";
/// let b = "## Article 5\n\n2bis. Each Party shall report every two years to the secretariat.\n";
/// let map = text::renumber::map(&align(a, b, &Options::default()), a, b);
/// let told = map.iter().map(|r| (r.from.as_ref().unwrap().label.as_str(), r.to.as_ref().unwrap().label.as_str()));
/// assert_eq!(told.collect::<Vec<_>>(), [("Article 4", "Article 5"), ("1.", "2bis.")]);
/// ```
pub fn map(alignment: &Alignment, a: &str, b: &str) -> Vec<Renumbered> {
    let (units_a, units_b) = (&alignment.units_a, &alignment.units_b);
    let mut pairs = alignment.pairs.iter().peekable();
    let mut found = Vec::new();
    for unit in 0..units_a.len() {
        let from = numbered(a, units_a, unit);
        let mut is_paired = false;
        while let Some(pair) = pairs.next_if(|p| p.a == unit) {
            is_paired = true;
            let to = numbered(b, units_b, pair.b);
            if from.is_some() || to.is_some() {
                let relation = Some(pair.relation);
                found.push(Renumbered { from: from.clone(), to, relation, score: pair.score });
            }
        }
        if !is_paired && from.is_some() {
            found.push(Renumbered { from, to: None, relation: None, score: 0.0 });
        }
    }
    for &unit in &alignment.only_b {
        let to = numbered(b, units_b, unit);
        if to.is_some() {
            found.push(Renumbered { from: None, to, relation: None, score: 0.0 });
        }
    }
    found
}

/// A unit's label with its path, if it has a label that numbers.
fn numbered(source: &str, units: &[Unit], index: usize) -> Option<Numbered> {
    let unit = &units[index];
    let label = unit.label.as_ref().filter(|l| !matches!(l.style, Style::Bullet | Style::Note))?;
    let mut path = Vec::new();
    let mut above = unit.parent;
    while let Some(parent) = above {
        path.push(name(source, &units[parent]));
        above = units[parent].parent;
    }
    path.reverse();
    Some(Numbered { label: source[label.range.clone()].to_owned(), path, line: unit.line })
}

/// A unit's label, or where it has none the first words of its first line.
fn name(source: &str, unit: &Unit) -> String {
    match &unit.label {
        Some(label) => source[label.range.clone()].to_owned(),
        None => {
            let line = source[unit.range.clone()].lines().next().unwrap_or_default();
            let words =
                line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_'));
            words.chars().take(HEADING).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::map;
    use crate::align::{Options, align};

    const REPORT: &str = "Each Party shall report every two years to the secretariat.";
    const FUND: &str = "A fund is established for adaptation of small islands.";
    const COURT: &str = "Disputes go to arbitration at the request of either side.";

    /// The map as `path > label -> path > label`.
    fn check(a: &str, b: &str, expected: &[&str]) {
        let show = |n: &Option<super::Numbered>| match n {
            Some(n) => n.path.iter().chain([&n.label]).cloned().collect::<Vec<_>>().join(" > "),
            None => "none".to_owned(),
        };
        let map = map(&align(a, b, &Options::default()), a, b);
        let found: Vec<String> =
            map.iter().map(|r| format!("{} -> {}", show(&r.from), show(&r.to))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_are_told_with_what_encloses_them() {
        check(
            &format!("## Means\n\n1. {REPORT}\n\n2. {FUND}\n\n3. {COURT}\n"),
            &format!("## Means\n\n1. {FUND}\n\n1bis. {COURT}\n\n(c) {REPORT}\n"),
            &[
                "Means > 1. -> Means > 1bis. > (c)",
                "Means > 2. -> Means > 1.",
                "Means > 3. -> Means > 1bis.",
            ],
        );
    }

    #[test]
    fn what_has_gone_or_is_new_has_one_side() {
        check(
            &format!("1. {REPORT}\n\n2. {COURT}\n"),
            &format!("1. {REPORT}\n\n2. {FUND}\n"),
            &["1. -> 1.", "2. -> none", "none -> 2."],
        );
    }
}
