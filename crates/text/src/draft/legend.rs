//! Legends: what a draft says of its own marks.
//!
//! A block is a legend if it begins with a word like Legend or Key, or if a sentence of it names a mark and, behind it, a
//! verb that explains: indicates, denotes, means. What it says is reported by mark, and changes nothing: a person who
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

/// Finds legends; their blocks change their kind.
pub(super) fn read(source: &str, blocks: &mut [Block]) -> Vec<LegendEntry> {
    let mut found = Vec::new();
    let candidates = candidates(source);
    let mut candidates = candidates.into_iter().peekable();
    let mut is_under_title = false;
    for (index, block) in blocks.iter_mut().enumerate() {
        let mut is_near = false;
        while candidates.next_if(|at| *at < block.range.end).is_some() {
            is_near = true;
        }
        let is_title = has_title(&source[block.range.clone()]);
        is_under_title = match block.kind {
            BlockKind::Heading(_) => is_title,
            _ => is_under_title || is_title,
        } && (is_title || is_near);
        let can_be = matches!(
            block.kind,
            BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::Footnote { .. }
                | BlockKind::Heading(_)
        );
        if !can_be || block.range.len() > BYTES_MAX || !(is_near || is_title) {
            continue;
        }
        let before = found.len();
        sentences(source, &block.range, |range| {
            if let Some(mark) = mark(&source[range.clone()], is_under_title) {
                found.push(LegendEntry { mark, range, block: index });
            }
        });
        let is_legend = found.len() > before || is_title;
        if is_legend && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            block.kind = BlockKind::Legend;
        }
    }
    found
}

/// Places of words without which nothing is a legend, in order.
fn candidates(source: &str) -> Vec<usize> {
    const WORDS: &[&str] = &[
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
        "[ ]",
        "[]",
        "[…]",
        "[...]",
        "{ }",
    ];
    let bytes = source.as_bytes();
    let mut found: Vec<usize> =
        WORDS.iter().flat_map(|word| memchr::memmem::find_iter(bytes, word)).collect();
    found.sort_unstable();
    found
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
