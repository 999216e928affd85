//! Every `[` and `]` of a source, with footnote marks told apart; then the sorting into marks and masks.

use super::{Brackets, Mark, Mask, MaskKind};

/// A `[` or `]`, or a footnote mark as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    pub(super) at: usize,
    pub(super) kind: RawKind,
}

/// What a raw bracket is so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawKind {
    Opens,
    Closes,
    /// Masked up to a byte.
    Masked(MaskKind, usize),
    /// Inside masked bytes.
    Hidden,
}

/// All brackets in order; footnote marks are one entry.
pub(super) fn raw(source: &str) -> Vec<Raw> {
    let bytes = source.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / 64);
    let mut from = 0;
    while let Some(next) = memchr::memchr2(b'[', b']', &bytes[from..]) {
        let at = from + next;
        from = at + 1;
        let kind = if bytes[at] == b']' {
            RawKind::Closes
        } else if let Some(end) = footnote(source, at) {
            from = end;
            RawKind::Masked(MaskKind::Footnote, end)
        } else {
            RawKind::Opens
        };
        found.push(Raw { at, kind });
    }
    found
}

/// The end of a footnote mark that begins at a `[`. The label has no white space and no bracket, so that no byte is
/// looked at for two marks.
fn footnote(source: &str, at: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    if bytes.get(at + 1) != Some(&b'^') {
        return None;
    }
    let label = &bytes[at + 2..];
    let length = label.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'[' | b']'))?;
    let is_mark = length > 0 && label[length] == b']';
    (is_mark && !source[at + 2..at + 2 + length].contains(char::is_whitespace))
        .then_some(at + 3 + length)
}

/// Marks and masks apart.
pub(super) fn sort(raw: Vec<Raw>) -> Brackets {
    let mut found = Brackets { marks: Vec::with_capacity(raw.len()), masks: Vec::new() };
    for Raw { at, kind } in raw {
        match kind {
            RawKind::Opens => found.marks.push(Mark { at, opens: true, mate: None }),
            RawKind::Closes => found.marks.push(Mark { at, opens: false, mate: None }),
            RawKind::Masked(kind, end) => found.masks.push(Mask { range: at..end, kind }),
            RawKind::Hidden => {}
        }
    }
    found
}
