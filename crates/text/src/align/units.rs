//! Units of a draft: its paragraphs, and within a paragraph each line that begins with a label.

use super::labels::{Label, Style, label};
use crate::paragraphs::paragraphs;
use std::ops::Range;

/// A unit: a paragraph, or an item of a list within one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Bytes of the source, without the line ending of the last line.
    pub range: Range<usize>,
    /// First line, counted from 1.
    pub line: usize,
    /// The paragraph it stands in, from 0.
    pub paragraph: usize,
    /// Whether it begins its paragraph.
    pub is_first: bool,
    /// Its label, in bytes of the source.
    pub label: Option<Label>,
    /// The unit that encloses it, from 0: a heading, or the label it is indented under.
    pub parent: Option<usize>,
}

/// The units of a source, in order, with what encloses each.
pub fn units(source: &str) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    for (index, paragraph) in paragraphs(source).iter().enumerate() {
        let mut at = paragraph.range.start;
        for (step, line) in source[paragraph.range.clone()].split('\n').enumerate() {
            let mut label = label(line);
            if let Some(label) = &mut label {
                label.range = label.range.start + at..label.range.end + at;
            }
            let end = at + line.len();
            match found.last_mut() {
                Some(last) if step > 0 && label.is_none() => last.range.end = end,
                _ => found.push(Unit {
                    range: at..end,
                    line: paragraph.line + step,
                    paragraph: index,
                    is_first: step == 0,
                    label,
                    parent: None,
                }),
            }
            at = end + 1;
        }
    }
    nest(source, &mut found);
    found
}

/// What may enclose later units.
struct Open {
    unit: usize,
    indent: usize,
    rank: Rank,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rank {
    /// A heading marked with this many `#`.
    Heading(usize),
    /// A short line by itself, set off by bold type or capitals.
    Title,
    Labelled(Style),
}

fn nest(source: &str, units: &mut [Unit]) {
    let mut open: Vec<Open> = Vec::new();
    for index in 0..units.len() {
        let words = &source[units[index].range.clone()];
        let indent = indent(words);
        let rank = rank(words, units[index].label.as_ref(), &open);
        match &rank {
            Some(Rank::Heading(level)) => {
                open.retain(|o| matches!(&o.rank, Rank::Heading(l) if l < level));
            }
            Some(rank) => {
                close(&mut open, indent);
                if let Some(place) =
                    open.iter().rposition(|o| o.indent == indent && o.rank == *rank)
                {
                    open.truncate(place);
                }
            }
            None => {
                close(&mut open, indent);
                let is_list = |o: &Open| {
                    o.indent == indent
                        && matches!(&o.rank, Rank::Labelled(s) if !matches!(s, Style::Named(_)))
                };
                while open.last().is_some_and(is_list) {
                    open.pop();
                }
            }
        }
        units[index].parent = open.last().map(|o| o.unit);
        if let Some(rank) = rank {
            open.push(Open { unit: index, indent, rank });
        }
    }
}

/// Closes what is indented further; headings stay open.
fn close(open: &mut Vec<Open>, indent: usize) {
    while open.last().is_some_and(|o| o.indent > indent && !matches!(o.rank, Rank::Heading(_))) {
        open.pop();
    }
}

/// Columns of white space before the words; a tab counts four.
fn indent(words: &str) -> usize {
    words.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn rank(words: &str, label: Option<&Label>, open: &[Open]) -> Option<Rank> {
    let trimmed = words.trim();
    let hashes = trimmed.bytes().take_while(|&b| b == b'#').count();
    if hashes > 0 {
        return Some(Rank::Heading(hashes));
    }
    if let Some(label) = label {
        // `(i)` after `(h)` is a letter; elsewhere it begins a list of Roman numbers.
        let follows_h =
            || open.iter().rev().take(2).any(|o| o.rank == Rank::Labelled(Style::Letter));
        let is_letter = label.style == Style::Roman
            && label.number.len() == 1
            && label.number != "i"
            && follows_h();
        return Some(Rank::Labelled(if is_letter { Style::Letter } else { label.style.clone() }));
    }
    let letters = || trimmed.chars().filter(|c| c.is_alphabetic());
    let is_short = trimmed.len() <= 120 && !trimmed.contains('\n') && letters().next().is_some();
    let is_bold = trimmed.starts_with("**") && trimmed.ends_with("**");
    let is_loud = letters().all(char::is_uppercase);
    (is_short && (is_bold || is_loud) && !trimmed.ends_with(['.', ';', ','])).then_some(Rank::Title)
}

#[cfg(test)]
mod tests {
    use super::units;

    /// Each unit as `line<parent's line`.
    fn check(source: &str, expected: &[&str]) {
        let found = units(source);
        let shown: Vec<String> = found
            .iter()
            .map(|u| format!("{}<{}", u.line, u.parent.map_or(0, |p| found[p].line)))
            .collect();
        assert_eq!(shown, expected, "{source}");
    }

    #[test]
    fn items_of_a_list_are_units_and_wrapped_lines_are_not() {
        check("Parties shall\nreport:\n(a) One;\n  more\n(b) Two.", &["1<0", "3<0", "5<0"]);
    }

    #[test]
    fn units_stand_under_headings_and_labels() {
        check(
            "# T\n\n## Article 1\n\n1. One\n\n    **Option 1:** x\n\n    **Option 2:**\n\n2. Two\n\n## Article 2",
            &["1<0", "3<1", "5<3", "7<5", "9<5", "11<3", "13<1"],
        );
        check(
            "Article 1\n\n1. One:\n(a) x;\n(b) y.\n2. Two\n\nArticle 2",
            &["1<0", "3<1", "4<3", "5<3", "6<1", "8<0"],
        );
    }
}
