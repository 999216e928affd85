//! Small questions about the beginning of a line.

use std::ops::Range;

/// A line that names speakers or holders; ranges are bytes of the line's words.
#[derive(Debug)]
pub(super) struct NamesLine {
    pub(super) kind: LineKind,
    pub(super) names: Range<usize>,
    /// Whether it names an office: `Chair`.
    pub(super) is_role: bool,
    /// Names that nobody knows.
    pub(super) unknown: Vec<Range<usize>>,
}

/// What such a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Holders of the text below.
    Holders,
    /// Somebody speaks.
    Turn,
    /// Somebody speaks, if this is a record of speeches.
    MaybeTurn,
}

/// Bytes and columns of the white space at the beginning; a tab counts four columns.
pub(super) fn indent(bytes: &[u8]) -> (usize, usize) {
    let (mut width, mut columns) = (0, 0);
    for byte in bytes {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4,
            _ => break,
        }
        width += 1;
    }
    (width, columns)
}

/// `{:toc}`: a line of attributes without bracket.
pub(super) fn is_attributes(words: &[u8]) -> bool {
    let words = words.trim_ascii_end();
    words.starts_with(b"{:")
        && memchr::memchr2(b'[', b']', words).is_none()
        && memchr::memchr2(b'{', b'}', &words[1..]) == Some(words.len() - 2)
}

/// Where words begin behind spaces, emphasis, opening brackets and `[New]`; whether emphasis and whether `[New]` was seen.
pub(super) fn skip_marks(bytes: &[u8], from: usize) -> Option<(usize, bool, bool)> {
    const SKIPPED_MAX: usize = 16;
    let (mut at, mut is_emphasised, mut is_new) = (from, false, false);
    while at < from + SKIPPED_MAX {
        match *bytes.get(at)? {
            b' ' | b'\t' => {}
            b'*' | b'_' => is_emphasised = true,
            b'[' if bytes[at..].starts_with(b"[New]") => {
                is_new = true;
                at += 4;
            }
            b'[' if bytes.get(at + 1) != Some(&b'^') => {}
            _ => return Some((at, is_emphasised, is_new)),
        }
        at += 1;
    }
    None
}
