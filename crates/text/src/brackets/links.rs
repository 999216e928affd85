//! Markdown links: `[text](destination)`, `[text][ref]`, `[text][]`, `[ref]` and `[ref]: destination`.
//!
//! A destination must look like one, since negotiators write `[words](Mexico)`; a reference must be defined in the same
//! source, since they write `[shall][should]`. A link's text stays within one paragraph.

use super::MaskKind;
use super::scan::{Raw, RawKind};
use crate::paragraphs::Paragraph;
use std::collections::BTreeSet;
use std::ops::Range;

/// Latin numbers and `alt` look like endings of file names: `(2.bis)`.
const NO_EXTENSIONS: &[&str] = &["bis", "ter", "quat", "alt", "seq", "cit"];

/// Longest name of a file, in bytes.
const FILE_BYTES_MAX: usize = 256;

/// Masks what is part of a link.
pub(super) fn mark(source: &str, paragraphs: &[Paragraph], raw: &mut [Raw]) {
    let bytes = source.as_bytes();
    let defined = definitions(source, raw);
    let inline =
        raw.iter().any(|r| r.kind == RawKind::Closes && bytes.get(r.at + 1) == Some(&b'('));
    if defined.is_empty() && !inline {
        return;
    }
    let mut starts = paragraphs.iter().map(|p| p.range.start).peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut ends = Ends::new(bytes);
    let mut index = 0;
    while index < raw.len() {
        let Raw { at, kind } = raw[index];
        while starts.next_if(|start| *start <= at).is_some() {
            open.clear();
        }
        match kind {
            RawKind::Opens => open.push(index),
            RawKind::Closes => {
                if let Some(start) = open.pop()
                    && let Some(end) = link(source, raw, start..index, &defined, &mut ends)
                {
                    raw[start].kind = RawKind::Masked(MaskKind::LinkOpen, raw[start].at + 1);
                    raw[index].kind = RawKind::Masked(MaskKind::LinkClose, end);
                    while raw.get(index + 1).is_some_and(|r| r.at < end) {
                        index += 1;
                        raw[index].kind = RawKind::Hidden;
                    }
                }
            }
            RawKind::Masked(..) | RawKind::Hidden => {}
        }
        index += 1;
    }
}

/// Labels of references that the source defines.
#[derive(Default)]
struct Defined {
    labels: BTreeSet<String>,
    /// First byte and length of each, so that most labels are known to be none without being normalised.
    shapes: BTreeSet<(u8, usize)>,
}

impl Defined {
    fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    fn insert(&mut self, label: &str) {
        let label = normal(label);
        self.shapes.insert((label.as_bytes().first().copied().unwrap_or_default(), label.len()));
        self.labels.insert(label);
    }

    fn contains(&self, label: &str) -> bool {
        let bytes = label.as_bytes();
        let is_space = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
        // White space alone changes the length of an ASCII label, and of that only what is more than one space.
        let is_plain = label.is_ascii()
            && !is_space(bytes.first())
            && !bytes.iter().any(u8::is_ascii_control)
            && !bytes.windows(2).any(|two| two == b"  ")
            && !is_space(bytes.last());
        if is_plain && !self.shapes.contains(&(bytes[0].to_ascii_lowercase(), bytes.len())) {
            return false;
        }
        self.labels.contains(&normal(label))
    }
}

/// Where the link ends whose text stands between two raw brackets, if it is one.
fn link(
    source: &str,
    raw: &[Raw],
    text: Range<usize>,
    defined: &Defined,
    ends: &mut Ends<'_>,
) -> Option<usize> {
    let (start, close) = (raw[text.start].at, raw[text.end].at);
    if source.as_bytes().get(close + 1) == Some(&b'(')
        && let Some(end) = ends.inline(source, close + 1)
    {
        return Some(end);
    }
    if defined.is_empty() {
        return None;
    }
    let is_defined = |label: Range<usize>| {
        let label = &source[label];
        !label.contains('\n') && defined.contains(label)
    };
    let own = || text.end == text.start + 1 && is_defined(start + 1..close);
    if let [open, shut, ..] = raw[text.end + 1..]
        && (open.at, open.kind, shut.kind) == (close + 1, RawKind::Opens, RawKind::Closes)
    {
        if shut.at == open.at + 1 {
            return own().then_some(shut.at + 1);
        }
        if is_defined(open.at + 1..shut.at) {
            return Some(shut.at + 1);
        }
    }
    own().then_some(close + 1)
}

/// Labels that the source defines, normalised; their lines are masked.
fn definitions(source: &str, raw: &mut [Raw]) -> Defined {
    let bytes = source.as_bytes();
    let mut defined = Defined::default();
    for index in 1..raw.len() {
        let (open, close) = (raw[index - 1], raw[index]);
        if (open.kind, close.kind) != (RawKind::Opens, RawKind::Closes)
            || bytes.get(close.at + 1) != Some(&b':')
            || !begins_line(bytes, open.at)
        {
            continue;
        }
        let from = close.at + 2;
        let end = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |n| from + n);
        let label = &source[open.at + 1..close.at];
        if label.trim().is_empty()
            || label.contains('\n')
            || !is_definition(source[from..end].trim())
        {
            continue;
        }
        defined.insert(label);
        raw[index - 1].kind = RawKind::Masked(MaskKind::LinkDefinition, end);
        for hidden in raw[index..].iter_mut().take_while(|r| r.at < end) {
            hidden.kind = RawKind::Hidden;
        }
    }
    defined
}

/// Whether a byte stands first in its line, behind three spaces at most.
fn begins_line(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    let spaces = before.iter().rev().take(4).take_while(|b| **b == b' ').count();
    let before = &before[..before.len() - spaces];
    spaces < 4 && (matches!(before, [] | [.., b'\n']) || before == "\u{feff}".as_bytes())
}

/// A destination, and a title in quotes or parentheses or nothing.
fn is_definition(rest: &str) -> bool {
    let (destination, title) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    let title = title.trim().as_bytes();
    let is_title = match title {
        [] => true,
        [first, .., last] => matches!((first, last), (b'"', b'"') | (b'\'', b'\'') | (b'(', b')')),
        [_] => false,
    };
    is_title && is_destination(destination)
}

/// White space as one space, letters small: labels are compared so.
fn normal(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.to_lowercase()
}

/// Whether words look like the destination of a link: an address, a place in this or another page, a file with ending.
fn is_destination(words: &str) -> bool {
    words.contains("://") || is_place(words)
}

/// The same for what has no `://`. Looks at a bounded number of bytes.
fn is_place(words: &str) -> bool {
    const STARTS: &[&str] = &["#", "/", "./", "../", "<", "mailto:", "www."];
    STARTS.iter().any(|start| words.starts_with(start))
        || words.len() <= FILE_BYTES_MAX
            && is_file(words.split(['#', '?']).next().unwrap_or_default())
}

/// `index.html`: a stem, a dot, and an ending of two to five letters and digits that begins with a letter.
fn is_file(words: &str) -> bool {
    let Some((stem, ending)) = words.rsplit_once('.') else { return false };
    let lower = ending.to_ascii_lowercase();
    (2..=5).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && (ending == lower || ending == ending.to_ascii_uppercase())
        && !NO_EXTENSIONS.contains(&lower.as_str())
        && stem.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'))
        && stem.bytes().all(|b| !b.is_ascii_whitespace() && !matches!(b, b':' | b',' | b';' | b'['))
}

/// Searches that are asked again and again over the same bytes, each answered from the last answer where that holds.
struct Ends<'s> {
    bytes: &'s [u8],
    /// The last run without white space that was read, and its parentheses with where they close.
    word: Range<usize>,
    pairs: Vec<(usize, usize)>,
    /// From where on the next `://` is known, and where it stands.
    scheme: Range<usize>,
    /// The last place where a title was looked for, and where its link ends.
    titled: (usize, Option<usize>),
    angle: Next,
    double: Next,
    single: Next,
    round: Next,
}

/// The next of a byte or the end of the line, whichever comes first.
struct Next {
    byte: u8,
    known: Range<usize>,
}

impl Next {
    fn new(byte: u8) -> Next {
        Next { byte, known: 0..0 }
    }

    /// Where the byte stands next in this line.
    fn find(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        if !self.known.contains(&from) {
            let next = memchr::memchr2(self.byte, b'\n', &bytes[from..]);
            self.known = from..next.map_or(bytes.len(), |n| from + n);
        }
        let at = self.known.end;
        (bytes.get(at) == Some(&self.byte)).then_some(at)
    }
}

impl<'s> Ends<'s> {
    fn new(bytes: &'s [u8]) -> Ends<'s> {
        Ends {
            bytes,
            word: 0..0,
            pairs: Vec::new(),
            scheme: 0..0,
            titled: (usize::MAX, None),
            angle: Next::new(b'>'),
            double: Next::new(b'"'),
            single: Next::new(b'\''),
            round: Next::new(b')'),
        }
    }

    /// Where `(destination "title")` ends, that opens at a byte; none if it looks like no destination.
    fn inline(&mut self, source: &str, open: usize) -> Option<usize> {
        let start = self.skip(open + 1);
        if self.bytes.get(start) == Some(&b'<') {
            let end = self.angle.find(self.bytes, start + 1)?;
            return self.title(end + 1);
        }
        let (end, is_closed) = self.word_end(open, start)?;
        let is_long_address = self.address(start).is_some_and(|at| at < end);
        if start >= end || !(is_long_address || is_place(&source[start..end])) {
            return None;
        }
        if is_closed { Some(end + 1) } else { self.title(end) }
    }

    fn skip(&self, from: usize) -> usize {
        let blank = self.bytes[from..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        from + blank
    }

    /// Where the next `://` stands.
    fn address(&mut self, from: usize) -> Option<usize> {
        if !self.scheme.contains(&from) {
            let next = memchr::memmem::find(&self.bytes[from..], b"://");
            self.scheme = from..next.map_or(self.bytes.len(), |n| from + n);
        }
        (self.scheme.end < self.bytes.len()).then_some(self.scheme.end)
    }

    fn title(&mut self, from: usize) -> Option<usize> {
        if self.titled.0 != from {
            self.titled = (from, self.read_title(from));
        }
        self.titled.1
    }

    /// Behind a destination: the closing parenthesis, or a title and then that.
    fn read_title(&mut self, from: usize) -> Option<usize> {
        let at = self.skip(from);
        let close = match self.bytes.get(at)? {
            b')' => return Some(at + 1),
            b'"' => self.double.find(self.bytes, at + 1)?,
            b'\'' => self.single.find(self.bytes, at + 1)?,
            b'(' => self.round.find(self.bytes, at + 1)?,
            _ => return None,
        };
        if at == from {
            return None;
        }
        let end = self.skip(close + 1);
        (self.bytes.get(end) == Some(&b')')).then_some(end + 1)
    }

    /// Where the destination ends, and whether a closing parenthesis ends it.
    fn word_end(&mut self, open: usize, start: usize) -> Option<(usize, bool)> {
        let touching = start == open + 1;
        let from = if touching { open } else { start };
        if !self.word.contains(&from) {
            self.read_word(from);
        }
        if touching {
            let index = self.pairs.binary_search_by_key(&open, |p| p.0).ok()?;
            let close = self.pairs[index].1;
            return Some(if close == usize::MAX { (self.word.end, false) } else { (close, true) });
        }
        // Behind a space the parenthesis that closes is the first without counterpart in the word.
        let closes = self.bytes[start..self.word.end].iter().position(|b| *b == b')');
        Some(closes.map_or((self.word.end, false), |n| (start + n, true)))
    }

    fn read_word(&mut self, from: usize) {
        let length = self.bytes[from..].iter().position(u8::is_ascii_whitespace);
        self.word = from..length.map_or(self.bytes.len(), |n| from + n);
        self.pairs.clear();
        let mut open = Vec::new();
        for at in self.word.clone() {
            match self.bytes[at] {
                b'(' => {
                    open.push(self.pairs.len());
                    self.pairs.push((at, usize::MAX));
                }
                b')' => {
                    if let Some(index) = open.pop() {
                        self.pairs[index].1 = at;
                    }
                }
                _ => {}
            }
        }
    }
}
