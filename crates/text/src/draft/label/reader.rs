//! The reading of a label, byte by byte.

use super::{Alt, Label, LabelKind, Latin};
use std::ops::Range;

const LATIN: &[(&[u8], Latin)] = &[
    (b"bis", Latin::Bis),
    (b"ter", Latin::Ter),
    (b"quater", Latin::Quater),
    (b"quat", Latin::Quater),
    (b"quinquies", Latin::Quinquies),
    (b"sexies", Latin::Sexies),
    (b"septies", Latin::Septies),
    (b"octies", Latin::Octies),
    (b"novies", Latin::Novies),
    (b"decies", Latin::Decies),
];

/// Where a label is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::draft) struct Where {
    /// In a heading.
    pub(in crate::draft) is_heading: bool,
    /// At the beginning of a paragraph, not of a later line.
    pub(in crate::draft) is_first: bool,
    /// Behind `**` or `*`.
    pub(in crate::draft) is_emphasised: bool,
}

/// The label that begins at a byte of a line.
pub(in crate::draft) fn read(source: &str, line: Range<usize>, place: Where) -> Option<Label> {
    let mut reader = Reader { bytes: &source.as_bytes()[..line.end], at: line.start, place };
    let first = *reader.bytes.get(line.start)?;
    if first.is_ascii_digit() || first == b'(' {
        return reader.number();
    }
    if !first.is_ascii_alphabetic() {
        return None;
    }
    reader.word().or_else(|| {
        reader.at = line.start;
        reader.number()
    })
}

struct Reader<'s> {
    bytes: &'s [u8],
    at: usize,
    place: Where,
}

/// Number, Latin ending and alt as they are read.
#[derive(Default)]
struct Numbered {
    number: Range<usize>,
    latin: Option<Latin>,
    alt: Option<Alt>,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn takes(&mut self, word: &[u8]) -> bool {
        let is_there = self.bytes[self.at..].starts_with(word);
        self.at += if is_there { word.len() } else { 0 };
        is_there
    }

    fn takes_any_case(&mut self, word: &[u8]) -> bool {
        let found = self.bytes.get(self.at..self.at + word.len());
        let is_there = found.is_some_and(|b| b.eq_ignore_ascii_case(word));
        self.at += if is_there { word.len() } else { 0 };
        is_there
    }

    fn skip(&mut self, byte: u8) {
        while self.peek(0) == Some(byte) {
            self.at += 1;
        }
    }

    /// Labels that begin with a word.
    fn word(&mut self) -> Option<Label> {
        let start = self.at;
        let first = self.bytes[start];
        let is_preambular = first == b'P' && (self.takes(b"PP") || self.takes(b"Pp"));
        if is_preambular || first == b'O' && (self.takes(b"OP") || self.takes(b"Op")) {
            let kind = if is_preambular { LabelKind::Preambular } else { LabelKind::Operative };
            if let Some(label) = self.paragraph(start, kind) {
                return Some(label);
            }
        }
        self.at = start;
        if matches!(first, b'A' | b'C' | b'S' | b'P')
            && let Some(label) = self.division(start)
        {
            return Some(label);
        }
        self.at = start;
        if matches!(first, b'O' | b'F' | b'A' | b'C') { self.option(start) } else { None }
    }

    /// `PP2bis`, `OP 14`.
    fn paragraph(&mut self, start: usize, kind: LabelKind) -> Option<Label> {
        if self.peek(0) == Some(b' ') {
            self.at += 1;
        }
        let from = self.at;
        if self.digits(3) == 0 {
            return None;
        }
        let mut numbered = Numbered { number: from..self.at, ..Numbered::default() };
        self.endings(&mut numbered);
        if matches!(self.peek(0), Some(b'.' | b':')) {
            self.at += 1;
        }
        self.is_end().then(|| self.label(start, kind, numbered))
    }

    fn option(&mut self, start: usize) -> Option<Label> {
        if self.takes_any_case(b"Optional Additions") {
            return self.ended(start, LabelKind::OptionalAdditions, Numbered::default());
        }
        if self.takes(b"Facilitators' ")
            || self.takes(b"Facilitator's ")
            || self.takes("Facilitators’ ".as_bytes())
            || self.takes("Facilitator’s ".as_bytes())
        {
            return (self.takes_any_case(b"option"))
                .then(|| self.ended(start, LabelKind::FacilitatorsOption, Numbered::default()))?;
        }
        if self.takes(b"Chapeau") {
            return self
                .takes(b":")
                .then(|| self.label(start, LabelKind::Chapeau, Numbered::default()));
        }
        let kind = if self.takes(b"Option") || self.takes(b"OPTION") {
            LabelKind::Option
        } else if self.takes(b"Alternative") || self.takes(b"Alt.") || self.takes(b"Alt") {
            LabelKind::Alternative
        } else {
            return None;
        };
        self.skip(b' ');
        let from = self.at;
        let is_letter = self.takes(b"(");
        let digits = if is_letter { 0 } else { self.digits(3) };
        if digits == 0 && self.letters() == 0 || is_letter && !self.takes(b")") {
            return None;
        }
        let mut numbered = Numbered { number: from..self.at, ..Numbered::default() };
        self.endings(&mut numbered);
        self.ended(start, kind, numbered)
    }

    /// A label that must be told from a sentence: it ends with a colon, dot or bold mark, or with its line.
    fn ended(&mut self, start: usize, kind: LabelKind, numbered: Numbered) -> Option<Label> {
        let end = self.at;
        // Footnote marks may stand before the colon.
        while self.bytes[self.at..].starts_with(b"[^") {
            self.at += self.bytes[self.at..].iter().position(|b| *b == b']')? + 1;
        }
        let rest = &self.bytes[self.at..];
        let is_ended = match rest.first() {
            None | Some(b':' | b'*' | b'_' | b']' | b')' | b'\r') => true,
            Some(b'.') => rest.get(1).is_none_or(|b| !b.is_ascii_alphanumeric()),
            Some(b' ') => {
                self.place.is_emphasised
                    || rest.trim_ascii().is_empty()
                    || [b" - ".as_slice(), " – ".as_bytes()].iter().any(|d| rest.starts_with(d))
            }
            Some(_) => false,
        };
        let is_colon = self.at == end && matches!(rest.first(), Some(b':' | b'.'));
        self.at = end + usize::from(is_colon);
        is_ended.then(|| self.label(start, kind, numbered))
    }

    /// `Article 3bis (title)`, `Chapter Three: …`: in a heading, or where the number ends the line or its first part.
    fn division(&mut self, start: usize) -> Option<Label> {
        const WORDS: &[(&[u8], LabelKind)] = &[
            (b"Article ", LabelKind::Article),
            (b"Chapter ", LabelKind::Division),
            (b"Section ", LabelKind::Division),
            (b"Annex ", LabelKind::Division),
            (b"Part ", LabelKind::Division),
        ];
        const SPELT: &[&[u8]] = &[
            b"One", b"Two", b"Three", b"Four", b"Five", b"Six", b"Seven", b"Eight", b"Nine", b"Ten",
        ];
        let (word, kind) = WORDS.iter().find(|(word, _)| {
            self.bytes.get(start..start + word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word))
        })?;
        self.at = start + word.len();
        self.skip(b' ');
        let from = self.at;
        let is_spelt = SPELT.iter().any(|word| self.takes_any_case(word));
        if !is_spelt && self.parts() == 0 && self.letters() == 0 {
            return None;
        }
        let mut numbered = Numbered { number: from..self.at, ..Numbered::default() };
        self.endings(&mut numbered);
        let end = self.at;
        let rest = self.bytes[end..].trim_ascii();
        let is_ended = match rest.first() {
            None | Some(b']' | b':' | b'.') => true,
            Some(b'(' | b'*') => rest.contains(&b'('),
            Some(b'-') => true,
            Some(_) => rest.starts_with("–".as_bytes()) || self.place.is_heading,
        };
        if !is_ended || self.peek(0).is_some_and(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let mut label = self.label(start, *kind, numbered);
        label.title = self.title(end);
        Some(label)
    }

    /// The first parentheses behind the number, where only a bracket, emphasis or space stands between.
    fn title(&self, end: usize) -> Option<Range<usize>> {
        let rest = &self.bytes[end..];
        let open = rest.iter().position(|b| !matches!(b, b' ' | b'*' | b'_' | b']'))?;
        if rest[open] != b'(' {
            return None;
        }
        let close = rest.iter().position(|b| *b == b')')?;
        Some(end + open..end + close + 1)
    }

    /// `3.3bis Alt`, `(a)`, `IV.`, `67 alt 1`.
    fn number(&mut self) -> Option<Label> {
        let start = self.at;
        let is_letter = self.bytes[start].is_ascii_alphabetic();
        let mut numbered = Numbered::default();
        let count = if is_letter {
            usize::from(self.letters() > 0)
        } else if self.peek(0) == Some(b'(') {
            self.at += 1;
            let inside = if self.digits(3) == 0 { self.letters() } else { 1 };
            numbered.number = start + 1..self.at;
            self.endings(&mut numbered);
            if inside == 0 || !self.takes(b")") || !self.is_end() {
                return None;
            }
            return Some(self.label(start, LabelKind::Number, numbered));
        } else {
            self.parts()
        };
        if count == 0 {
            return None;
        }
        let is_item = !is_letter && (self.spaced_item(start) || self.dotted_letter());
        numbered.number = start..self.at;
        self.endings(&mut numbered);
        let is_marked = numbered.latin.is_some() || numbered.alt.is_some();
        let stop = self.peek(0).filter(|b| matches!(b, b'.' | b':' | b')'));
        let is_digits = count == 1 && !is_letter && !is_item;
        let is_year = is_digits && numbered.number.len() > 3;
        if stop.is_some() {
            self.at += 1;
        }
        let behind = self.peek(0);
        let is_label = match stop {
            Some(b')') => self.is_end(),
            Some(_) if is_letter => {
                self.place.is_first && behind == Some(b' ') && stop == Some(b'.')
            }
            Some(_) => {
                (self.place.is_first || !is_year)
                    && behind.is_none_or(|b| !b.is_ascii_lowercase() && !b.is_ascii_digit())
            }
            None if is_marked => self.is_end(),
            None if is_item => self.place.is_first && self.begins_words(),
            None => !is_letter && count > 1 && self.place.is_first && self.begins_sentence(),
        };
        is_label.then(|| self.label(start, LabelKind::Number, numbered))
    }

    /// ` (a)` behind a number that is no year: only at the beginning of a paragraph, where words or a stop follow, not a list
    /// of references or what they are of.
    fn spaced_item(&mut self, start: usize) -> bool {
        const REFERENCES: &[&[u8]] = &[b" and (", b" or (", b" to (", b" of "];
        let from = self.at;
        if !self.place.is_first || from - start > 3 || !self.takes(b" (") {
            return false;
        }
        let inside = if self.digits(3) == 0 { self.letters() } else { 1 };
        let is_item = inside > 0 && self.takes(b")") && {
            let rest = &self.bytes[self.at..];
            (matches!(rest.first(), Some(b'.' | b':' | b')')) || self.begins_words())
                && !REFERENCES.iter().any(|words| rest.starts_with(words))
        };
        if !is_item {
            self.at = from;
        }
        is_item
    }

    /// `.a`, `.iv` behind a number, at the beginning of a paragraph. A capital needs a stop: `2.A river` has lost a space.
    fn dotted_letter(&mut self) -> bool {
        let from = self.at;
        if !self.place.is_first || !self.takes(b".") {
            return false;
        }
        let rest = &self.bytes[self.at..];
        let count = rest.iter().take(6).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = &rest[..count];
        let is_part = count == 1 || word.iter().all(|b| b"ivx".contains(b));
        let is_small = word.iter().all(u8::is_ascii_lowercase);
        let is_item = (1..=5).contains(&count)
            && is_part
            && match rest.get(count) {
                Some(b'.' | b':' | b')') => {
                    rest.get(count + 1).is_none_or(|b| !b.is_ascii_alphanumeric())
                }
                Some(b' ') => is_small,
                _ => false,
            };
        self.at = if is_item { self.at + count } else { from };
        is_item
    }

    /// Whether words, emphasis or a bracket follow behind a space.
    fn begins_words(&self) -> bool {
        self.peek(0) == Some(b' ')
            && self.peek(1).is_some_and(|b| {
                b.is_ascii_alphabetic() || !b.is_ascii() || b"[*_(\"'{".contains(&b)
            })
    }

    fn begins_sentence(&self) -> bool {
        match self.peek(0) {
            Some(b'[') => true,
            Some(b' ') => {
                self.peek(1).is_some_and(|b| b.is_ascii_uppercase() || b"[*".contains(&b))
            }
            _ => false,
        }
    }

    /// Digits, then further parts behind dots; how many parts. `3.x` and `2(g)` have two.
    fn parts(&mut self) -> usize {
        if self.digits(4) == 0 {
            return 0;
        }
        let mut count = 1;
        loop {
            let from = self.at;
            if self.takes(b".") {
                let is_x = matches!(self.peek(0), Some(b'x' | b'X'))
                    && self.peek(1).is_none_or(|b| !b.is_ascii_alphanumeric());
                if is_x {
                    self.at += 1;
                } else if self.digits(4) == 0 {
                    self.at = from;
                    return count;
                }
            } else if self.takes(b"(") {
                let inside = if self.digits(3) == 0 { self.letters() } else { 1 };
                if inside == 0 || !self.takes(b")") {
                    self.at = from;
                    return count;
                }
            } else {
                return count;
            }
            count += 1;
        }
    }

    /// At most so many digits; none where more follow.
    fn digits(&mut self, most: usize) -> usize {
        let count =
            self.bytes[self.at..].iter().take(most + 1).take_while(|b| b.is_ascii_digit()).count();
        if count > most {
            return 0;
        }
        self.at += count;
        count
    }

    /// One letter, or a Roman number of at most six letters of one size.
    fn letters(&mut self) -> usize {
        let rest = &self.bytes[self.at..];
        let count = rest.iter().take(7).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = &rest[..count];
        let is_roman = count <= 6
            && (word.iter().all(|b| b"ivxlc".contains(b))
                || word.iter().all(|b| b"IVXLC".contains(b)));
        if count == 0 || count > 1 && !is_roman {
            return 0;
        }
        self.at += count;
        count
    }

    /// `bis`, `.bis`, ` bis`, `alt`, ` alt 1`, in either order.
    fn endings(&mut self, numbered: &mut Numbered) {
        loop {
            let from = self.at;
            if matches!(self.peek(0), Some(b'.' | b' ')) {
                self.at += 1;
            }
            let is_word = |bytes: &[u8], end: usize| {
                bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric())
            };
            if numbered.latin.is_none()
                && let Some((word, latin)) = LATIN.iter().find(|(word, _)| {
                    let end = self.at + word.len();
                    self.bytes.get(self.at..end).is_some_and(|b| b.eq_ignore_ascii_case(word))
                        && (is_word(self.bytes, end)
                            || self.bytes[end..]
                                .get(..3)
                                .is_some_and(|b| b.eq_ignore_ascii_case(b"alt")))
                })
            {
                self.at += word.len();
                numbered.latin = Some(*latin);
            } else if numbered.alt.is_none() && self.takes_any_case(b"alt") {
                let end = self.at;
                if self.peek(0) == Some(b' ') {
                    self.at += 1;
                }
                let digits = self.at;
                let count = self.digits(2);
                if count == 0 {
                    self.at = end;
                }
                if !is_word(self.bytes, self.at) {
                    self.at = from;
                    return;
                }
                let number = self.bytes[digits..digits + count]
                    .iter()
                    .fold(0, |number, b| number * 10 + u32::from(b - b'0'));
                numbered.alt = Some(Alt((count > 0).then_some(number)));
            } else {
                self.at = from;
                return;
            }
        }
    }

    /// Whether words, a bracket or nothing follow.
    fn is_end(&self) -> bool {
        self.peek(0)
            .is_none_or(|b| matches!(b, b' ' | b'\t' | b'\r' | b'[' | b']' | b'*' | b'_' | b':'))
    }

    fn label(&self, start: usize, kind: LabelKind, numbered: Numbered) -> Label {
        let Numbered { number, latin, alt } = numbered;
        Label { range: start..self.at, kind, number, latin, alt, is_new: false, title: None }
    }
}

#[cfg(test)]
mod tests;
