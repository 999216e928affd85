//! What stands out in a source besides words, in order: marks, masks, braces, parentheses, slashes, holes.

use crate::brackets::Brackets;
use crate::paragraphs::Paragraph;

/// Something that stands out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) at: usize,
    pub(super) kind: TokenKind,
}

/// What stands out.
#[derive(Clone, Copy, Debug)]
pub(super) enum TokenKind {
    /// Index among the marks.
    Mark(usize),
    /// Index among the masks.
    Mask(usize),
    /// `{` with the byte of its `}`.
    BraceOpen(usize),
    /// `}` that closes.
    BraceClose,
    /// `(` with the byte of its `)`.
    Paren(usize),
    /// A slash between spaces that parts the bracket it stands in.
    Slash,
    /// `###` or `####`, up to a byte.
    Hole(usize),
}

/// Tokens, and which brackets part into alternatives: by index of the opening mark.
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    pub(super) is_parted: Vec<bool>,
}

/// A brace or parenthesis that is open, and the bracket it was opened in.
struct Open {
    byte: u8,
    token: usize,
    bracket: Option<usize>,
}

/// Bytes that may stand out.
const STANDS_OUT: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"[]{}()/#";
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
};

/// The tokens of a source. Braces and parentheses are matched within a paragraph, and never over the border of a bracket.
pub(super) fn read(source: &str, paragraphs: &[Paragraph], found: &Brackets) -> Tokens {
    let mut scan = Scan {
        bytes: source.as_bytes(),
        found,
        all: Vec::with_capacity(found.marks.len() + found.masks.len() + source.len() / 64),
        is_parted: vec![false; found.marks.len()],
        open: Vec::new(),
        brackets: Vec::new(),
        mark: 0,
        mask: 0,
        end: 0,
    };
    for paragraph in paragraphs {
        scan.close_all();
        scan.end = paragraph.range.end;
        scan.paragraph(paragraph.range.start, paragraph.range.end);
    }
    scan.close_all();
    let is_kept = |kind: &TokenKind| {
        !matches!(kind, TokenKind::BraceOpen(usize::MAX) | TokenKind::Paren(usize::MAX))
    };
    scan.all.retain(|token| is_kept(&token.kind));
    Tokens { all: scan.all, is_parted: scan.is_parted }
}

struct Scan<'s> {
    bytes: &'s [u8],
    found: &'s Brackets,
    all: Vec<Token>,
    is_parted: Vec<bool>,
    open: Vec<Open>,
    /// Opening marks of the brackets that are open, matched ones alone.
    brackets: Vec<usize>,
    mark: usize,
    mask: usize,
    /// Where the paragraph ends.
    end: usize,
}

impl Scan<'_> {
    fn close_all(&mut self) {
        self.open.clear();
    }

    fn push(&mut self, at: usize, kind: TokenKind) {
        self.all.push(Token { at, kind });
    }

    fn paragraph(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(next) = self.bytes[at..end].iter().position(|b| STANDS_OUT[usize::from(*b)])
        {
            at = self.token(at + next);
            if at >= end {
                break;
            }
        }
    }

    /// Takes what stands at a byte; where to go on.
    fn token(&mut self, at: usize) -> usize {
        if let Some(mask) = self.found.masks.get(self.mask).filter(|m| m.range.start == at) {
            self.push(at, TokenKind::Mask(self.mask));
            self.mask += 1;
            return mask.range.end;
        }
        match self.bytes[at] {
            b'[' | b']' => self.bracket(at),
            byte @ (b'{' | b'(') => {
                let bracket = self.brackets.last().copied();
                self.open.push(Open { byte, token: self.all.len(), bracket });
                let nowhere = usize::MAX;
                let kind = if byte == b'{' {
                    TokenKind::BraceOpen(nowhere)
                } else {
                    TokenKind::Paren(nowhere)
                };
                self.push(at, kind);
            }
            byte @ (b'}' | b')') => self.close(at, byte),
            b'/' => self.slash(at),
            _ => return self.hole(at),
        }
        at + 1
    }

    fn bracket(&mut self, at: usize) {
        let index = self.mark;
        let Some(mark) = self.found.marks.get(index).filter(|m| m.at == at) else { return };
        self.mark += 1;
        self.push(at, TokenKind::Mark(index));
        if mark.mate.is_none() {
            return;
        }
        if mark.opens {
            self.brackets.push(index);
        } else {
            let closed = self.brackets.pop();
            while self.open.pop_if(|open| open.bracket == closed).is_some() {}
        }
    }

    /// A brace or parenthesis closes the last one of its kind in the same bracket; those of the other kind between them
    /// are left open for ever.
    fn close(&mut self, at: usize, byte: u8) {
        let opening = if byte == b'}' { b'{' } else { b'(' };
        let here = self.brackets.last().copied();
        let is_here = |open: &Open| open.byte == opening && open.bracket == here;
        if byte == b'}' {
            // A brace reaches over open parentheses; a parenthesis never over an open brace.
            while self.open.pop_if(|open| open.byte == b'(' && open.bracket == here).is_some() {}
        }
        let Some(open) = self.open.pop_if(|open| is_here(open)) else { return };
        self.all[open.token].kind =
            if byte == b'}' { TokenKind::BraceOpen(at) } else { TokenKind::Paren(at) };
        if byte == b'}' {
            self.push(at, TokenKind::BraceClose);
        }
    }

    fn slash(&mut self, at: usize) {
        let Some(bracket) = self.brackets.last().copied() else { return };
        let is_spaced = at > 0
            && self.bytes[at - 1] == b' '
            && self.bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
        let is_nested = self.open.last().is_some_and(|open| open.bracket == Some(bracket));
        let marks = &self.found.marks;
        let ends_here = marks[bracket].mate.is_some_and(|mate| marks[mate].at < self.end);
        if is_spaced && !is_nested && ends_here {
            self.is_parted[bracket] = true;
            self.push(at, TokenKind::Slash);
        }
    }

    fn hole(&mut self, at: usize) -> usize {
        let count = self.bytes[at..].iter().take_while(|b| **b == b'#').count();
        if matches!(count, 3 | 4) {
            self.push(at, TokenKind::Hole(at + count));
        }
        at + count
    }
}
