//! The light layer: which `[` and `]` are brackets of the text, what each is matched with, and where one follows another.
//!
//! A mark is every `[` and `]` that is not part of a footnote mark (`[^label]`) or of a Markdown link. Marks are matched
//! over the whole source: a closing mark with the last opening mark that is still open. Nothing else is decided here, so
//! that counting and the full reading cannot disagree. Linear in the source; needs no stack but a list.

mod links;
mod scan;

use crate::paragraphs::{Paragraph, paragraphs};
use std::ops::Range;

/// A `[` or `]` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Byte of the source.
    pub at: usize,
    /// Whether it opens.
    pub opens: bool,
    /// Index of its counterpart among the marks; `None` where it has none in the whole source.
    pub mate: Option<usize>,
}

/// Bytes with brackets in them that are no marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What they are.
    pub kind: MaskKind,
}

/// What masked bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskKind {
    /// `[^label]`, as a reference or before the colon of its definition.
    Footnote,
    /// The opening `[` of a link's text.
    LinkOpen,
    /// From the `]` behind a link's text to the end of its destination or label.
    LinkClose,
    /// A whole line `[ref]: destination`.
    LinkDefinition,
}

/// Marks and masks of a source, each in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brackets {
    /// The marks.
    pub marks: Vec<Mark>,
    /// What was left out; no two overlap.
    pub masks: Vec<Mask>,
}

/// How one bracket follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// `][`: nothing between, or footnote marks alone.
    Touching,
    /// `] [`: spaces, tabs and footnote marks alone, at least one space or tab.
    Spaced,
    /// `]/[` or `] / [`: one slash, with or without spaces.
    Slash,
}

/// A closing mark that an opening mark follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjacency {
    /// Index of the closing mark; the next mark is the opening one.
    pub close: usize,
    /// What stands between.
    pub joint: Joint,
}

/// Marks and masks of a source.
///
/// ```
/// let found = text::brackets::read("[shall][should][^1] see [the site](https://example.org)");
/// assert_eq!((found.marks.len(), found.masks.len()), (4, 3));
/// assert_eq!(found.marks[0].mate, Some(1));
/// ```
pub fn read(source: &str) -> Brackets {
    read_in(source, &paragraphs(source))
}

/// The same, where the paragraphs are known.
pub(crate) fn read_in(source: &str, paragraphs: &[Paragraph]) -> Brackets {
    let mut raw = scan::raw(source);
    links::mark(source, paragraphs, &mut raw);
    let mut found = scan::sort(raw);
    pair(&mut found.marks);
    found
}

/// Matches marks: each closing one with the last one still open.
fn pair(marks: &mut [Mark]) {
    let mut open = Vec::new();
    for index in 0..marks.len() {
        if marks[index].opens {
            open.push(index);
        } else if let Some(start) = open.pop() {
            marks[index].mate = Some(start);
            marks[start].mate = Some(index);
        }
    }
}

impl Brackets {
    /// Where an opening mark follows a closing one with nothing between but footnote marks, spaces, tabs or one slash.
    pub fn adjacencies(&self, source: &str) -> Vec<Adjacency> {
        let mut found = Vec::new();
        let mut mask = 0;
        for (close, two) in self.marks.windows(2).enumerate() {
            if two[0].opens || !two[1].opens {
                continue;
            }
            while self.masks.get(mask).is_some_and(|m| m.range.start < two[0].at) {
                mask += 1;
            }
            if let Some(joint) = self.joint(source, two[0].at + 1..two[1].at, &mut mask) {
                found.push(Adjacency { close, joint });
            }
        }
        found
    }

    fn joint(&self, source: &str, between: Range<usize>, mask: &mut usize) -> Option<Joint> {
        let bytes = source.as_bytes();
        let (mut at, mut spaces, mut slashes) = (between.start, 0_usize, 0_usize);
        while at < between.end {
            match bytes[at] {
                b' ' | b'\t' => spaces += 1,
                b'/' if slashes == 0 => slashes += 1,
                b'[' => {
                    let footnote = self.masks.get(*mask)?;
                    if footnote.range.start != at || footnote.kind != MaskKind::Footnote {
                        return None;
                    }
                    at = footnote.range.end;
                    *mask += 1;
                    continue;
                }
                _ => return None,
            }
            at += 1;
        }
        Some(match (slashes, spaces) {
            (1.., _) => Joint::Slash,
            (0, 1..) => Joint::Spaced,
            (0, 0) => Joint::Touching,
        })
    }
}

/// How many runs the touching adjacencies make: two belong together if the opening mark of one is matched with the
/// closing mark of the other. `[a][b][c]` is one run, `[[a][b]][c]` two.
pub fn runs(marks: &[Mark], adjacencies: &[Adjacency]) -> usize {
    let touching = || adjacencies.iter().filter(|a| a.joint == Joint::Touching);
    let mut follows = vec![false; marks.len()];
    for adjacency in touching() {
        if let Some(close) = marks[adjacency.close + 1].mate {
            follows[close] = true;
        }
    }
    touching().filter(|a| !follows[a.close]).count()
}

#[cfg(test)]
mod tests {
    use super::{Joint, read, runs};

    /// The source with every mark doubled, then its adjacencies and the count of runs.
    fn check(source: &str, expected: &str) {
        let found = read(source);
        let mut shown = String::new();
        let mut at = 0;
        for mark in &found.marks {
            shown.push_str(&source[at..=mark.at]);
            shown.push_str(match (mark.opens, mark.mate) {
                (true, Some(_)) => "[",
                (false, Some(_)) => "]",
                (_, None) => "!",
            });
            at = mark.at + 1;
        }
        shown.push_str(&source[at..]);
        let adjacencies = found.adjacencies(source);
        for adjacency in &adjacencies {
            shown.push_str(match adjacency.joint {
                Joint::Touching => " T",
                Joint::Spaced => " S",
                Joint::Slash => " /",
            });
        }
        let count = runs(&found.marks, &adjacencies);
        assert_eq!(format!("{shown} {count}"), expected);
    }

    #[test]
    fn marks_are_matched_over_paragraphs() {
        check("[a\n\nb] c] [", "[[a\n\nb]] c]! [! S 0");
    }

    #[test]
    fn runs_are_chains_of_matched_brackets() {
        check("[a][b][c]", "[[a]][[b]][[c]] T T 1");
        check("[[a][b]][c]", "[[[[a]][[b]]]][[c]] T T 2");
        check("[a] [b]/[c] / [d]", "[[a]] [[b]]/[[c]] / [[d]] S / / 0");
        check("[a]\n[b]", "[[a]]\n[[b]] 0");
    }

    #[test]
    fn footnote_marks_are_no_brackets_and_part_no_run() {
        check("[a][^6][b]", "[[a]][^6][[b]] T 1");
        check("[a] [^x-1] [b]", "[[a]] [^x-1] [[b]] S 0");
        check("[[^9]]", "[[[^9]]] 0");
        check("[^not a label][^]", "[[^not a label]][[^]] T 1");
        check("\n[^1]: [a]", "\n[^1]: [[a]] 0");
    }

    #[test]
    fn links_are_no_brackets_and_stances_are() {
        check("[a](http://x.org/(b) \"t\") [b]", "[a](http://x.org/(b) \"t\") [[b]] 0");
        check("[a [b] c](index.html)", "[a [[b]] c](index.html) 0");
        check("![x](a/b.png) [i](#here) [j](<x y>)", "![x](a/b.png) [i](#here) [j](<x y>) 0");
        check("[x](Mexico)[a](G77: retain)", "[[x]](Mexico)[[a]](G77: retain) 0");
        check("[x](No.4)[a](2.bis)[b](e.g.)", "[[x]](No.4)[[a]](2.bis)[[b]](e.g.) 0");
        check("[a](https://x.org/[b])", "[a](https://x.org/[b]) 0");
    }

    #[test]
    fn a_reference_is_a_link_only_where_the_file_defines_it() {
        check("[a][b] [b]", "[[a]][[b]] [[b]] T S 1");
        check("[a][b] [B] [b][]\n\n[b]: http://x.org", "[a][b] [B] [b][]\n\n[b]: http://x.org 0");
        check("[EU]: retain [EU]", "[[EU]]: retain [[EU]] 0");
    }

    #[test]
    fn a_backslash_changes_nothing() {
        check(r"\[a\]", r"\[[a\]] 0");
    }

    #[test]
    fn a_link_does_not_reach_over_a_blank_line() {
        check("[a\n\nb](http://x.org)", "[[a\n\nb]](http://x.org) 0");
        check("[a\nb](http://x.org)", "[a\nb](http://x.org) 0");
    }

    #[test]
    fn hostile_input_is_read_in_linear_time() {
        for unit in [
            "[",
            "]",
            "[^",
            "](",
            "[](",
            "[a](<",
            "](http://",
            "[a](a.b \"",
            "[a](http://x(",
            "[]:",
        ] {
            let source = unit.repeat(1_000_000 / unit.len());
            assert!(read(&source).marks.len() + read(&source).masks.len() > 0);
        }
    }
}
