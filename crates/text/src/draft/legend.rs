//! Legends: what a draft says of its own marks.
//!
//! A block is a legend if it begins with a word like Legend or Key, or if a sentence of it names a mark and, behind it, a
//! verb that explains: indicates, denotes, means. Looked for in the first hundred blocks, in footnotes, and wherever a
//! title like Legend stands. What it says is reported by mark, and changes nothing: a person who
//! finds that it redefines a mark says so by rulings.

use super::block::{Block, BlockKind, LegendEntry, LegendMark};
use std::ops::Range;

/// Longest block that is read as a legend, in bytes.
const BYTES_MAX: usize = 4000;

/// How many characters behind the name of a mark the explanation may begin.
const BEHIND_MAX: usize = 80;

const MARKS: &[(&str, LegendMark)] = &[
    ("square bracket", LegendMark::Brackets),
    ("curly bracket", LegendMark::Braces),
    ("round bracket", LegendMark::Parentheses),
    ("bracket", LegendMark::Brackets),
    ("[ ]", LegendMark::Brackets),
    ("[]", LegendMark::Brackets),
    ("[…]", LegendMark::Brackets),
    ("[...]", LegendMark::Brackets),
    ("{ }", LegendMark::Braces),
    ("braces", LegendMark::Braces),
    ("parenthes", LegendMark::Parentheses),
    ("slash", LegendMark::Slash),
    ("bold", LegendMark::Bold),
    ("italic", LegendMark::Italic),
    ("underlin", LegendMark::Underline),
    ("strike", LegendMark::Strike),
    ("struck", LegendMark::Strike),
    ("highlight", LegendMark::Colour),
    ("colour", LegendMark::Colour),
    ("asterisk", LegendMark::Asterisk),
    ("footnote", LegendMark::Footnote),
    ("“option”", LegendMark::Option),
    ("\"option\"", LegendMark::Option),
    ("\"alt\"", LegendMark::Option),
];

const VERBS: &[&str] = &[
    " indicates",
    " indicate ",
    " denotes",
    " denote ",
    " means ",
    " mean ",
    " signif",
    " represents",
    " represent ",
    " designate",
    " stands for",
    " stand for",
    " is used ",
    " are used ",
    "=",
];

const TITLES: &[&str] =
    &["legend", "key:", "key to ", "notation", "explanation of ", "conventions used"];

/// How many blocks at the beginning of a draft are looked at.
const BLOCKS_MAX: usize = 100;

/// Finds legends; their blocks change their kind.
pub(super) fn read(source: &str, blocks: &mut [Block]) -> Vec<LegendEntry> {
    let mut found = Vec::new();
    let mut is_under_title = false;
    for (index, block) in blocks.iter_mut().enumerate() {
        let words = &source[block.range.clone()];
        let is_title = has_title(words);
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        is_under_title = is_title || is_under_title && !is_heading;
        let is_footnote = matches!(block.kind, BlockKind::Footnote { .. });
        let is_plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
        let is_place = is_under_title || is_footnote || index < BLOCKS_MAX;
        if !(is_place && (is_plain || is_footnote || is_heading)) || words.len() > BYTES_MAX {
            continue;
        }
        let before = found.len();
        if names_a_mark(words) {
            sentences(source, &block.range, |range| {
                if let Some(mark) = mark(&source[range.clone()], is_under_title) {
                    found.push(LegendEntry { mark, range, block: index });
                }
            });
        }
        let is_legend = found.len() > before || is_title;
        // A title governs what follows it as long as that speaks of marks.
        is_under_title &= is_legend;
        if is_legend && is_plain {
            block.kind = BlockKind::Legend;
        }
    }
    found
}

/// Whether words are there without which nothing is a legend.
fn names_a_mark(words: &str) -> bool {
    const PARTS: &[&str] = &[
        "racket",
        "brace",
        "arenthes",
        "lash",
        "bold",
        "Bold",
        "talic",
        "nderlin",
        "trike",
        "truck",
        "ighlight",
        "olour",
        "sterisk",
        "ootnote",
        "\"option\"",
        "“",
        "[ ]",
        "[]",
        "[…]",
        "[...]",
        "{ }",
    ];
    PARTS.iter().any(|part| memchr::memmem::find(words.as_bytes(), part.as_bytes()).is_some())
}

fn has_title(words: &str) -> bool {
    let words = words.trim_start_matches([' ', '\t', '#', '*', '_', '-']);
    if !words.starts_with(['L', 'l', 'K', 'k', 'N', 'n', 'E', 'e', 'C', 'c']) {
        return false;
    }
    TITLES.iter().any(|title| {
        words
            .as_bytes()
            .get(..title.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(title.as_bytes()))
    })
}

/// The mark that a sentence explains: a mark is named, and a verb that explains stands behind it.
fn mark(sentence: &str, is_under_title: bool) -> Option<LegendMark> {
    let words = sentence.to_lowercase();
    let (at, mark) = MARKS
        .iter()
        .filter_map(|(name, mark)| words.find(name).map(|at| (at + name.len(), *mark)))
        .min_by_key(|(at, _)| *at)?;
    let end = words[at..].char_indices().nth(BEHIND_MAX).map_or(words.len(), |(n, _)| at + n);
    let behind = &words[at..end];
    let is_explained = VERBS.iter().any(|verb| behind.contains(verb))
        || is_under_title
            && (behind.contains(':') || behind.contains(" – ") || behind.contains(" - "));
    is_explained.then_some(mark)
}

/// Sentences and lines of a block.
fn sentences(source: &str, range: &Range<usize>, mut each: impl FnMut(Range<usize>)) {
    let bytes = source.as_bytes();
    let mut start = range.start;
    for at in range.clone() {
        let is_end = match bytes[at] {
            b'\n' | b';' => true,
            b'.' => at + 1 == range.end || bytes[at + 1] == b' ',
            _ => false,
        };
        if is_end {
            each(start..at + 1);
            start = at + 1;
        }
    }
    if start < range.end {
        each(start..range.end);
    }
}
