//! How the parts of an entry are written and read: one place for both, so that they cannot differ.

use super::lex::{Token, TokenKind};
use crate::EntryId;
use crate::id::Id;
use crate::thing::Thing;
use std::sync::Arc;

/// What could not be read, and where: bytes of the line from `start` to `end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Problem {
    pub(crate) fn new(start: usize, end: usize, message: impl Into<String>) -> Self {
        Self { start, end, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A value with one written form, such as an identity, a moment or quoted words.
pub(crate) trait Field: Sized {
    /// How the reference shows it: `PARTY`, `MOMENT`, `"TEXT"`.
    const SHAPE: &'static str;
    /// The shape as it stands in a synopsis: forms to choose from are held together by parentheses.
    fn shape() -> String {
        if Self::SHAPE.contains(" | ") {
            format!("({})", Self::SHAPE)
        } else {
            Self::SHAPE.to_owned()
        }
    }
    fn write(&self, out: &mut String);
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem>;
    /// Hands over every identity and entry that the value names.
    fn names(&self, _found: &mut dyn FnMut(Name<'_>)) {}
}

/// A thing or an entry that a value names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name<'a> {
    Thing(&'a Id, Thing),
    Entry(EntryId),
}

/// The tokens of a line, and how far they have been read.
pub(crate) struct Cursor<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// Where the line ends, in bytes: the place of what is missing.
    end: usize,
    /// Marks of the file (`@name:`) and the entries they stand for.
    marks: &'a dyn Fn(&str) -> Option<EntryId>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(
        tokens: &'a [Token<'a>],
        end: usize,
        marks: &'a dyn Fn(&str) -> Option<EntryId>,
    ) -> Self {
        Self { tokens, at: 0, end, marks }
    }

    pub(crate) fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    pub(crate) fn peek_word(&self) -> Option<&'a str> {
        match self.peek()?.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn step(&mut self) {
        self.at += 1;
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(crate) fn is_string(&self) -> bool {
        matches!(self.peek(), Some(Token { kind: TokenKind::Text(_), .. }))
    }

    pub(crate) fn is_comma(&self) -> bool {
        matches!(self.peek(), Some(Token { kind: TokenKind::Comma, .. }))
    }

    /// Reads the word if it is the next; says whether it was.
    pub(crate) fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == Some(word);
        if found {
            self.step();
        }
        found
    }

    /// Reads the word that leads a required part; people write a comma before it, the canonical form does not.
    fn take_lead(&mut self, lead: &str) -> bool {
        let behind_comma = matches!(self.tokens.get(self.at + 1), Some(Token { kind: TokenKind::Word(word), .. }) if *word == lead);
        if self.is_comma() && behind_comma {
            self.step();
        }
        self.take_word(lead)
    }

    pub(crate) fn take_comma(&mut self) -> bool {
        let found = self.is_comma();
        if found {
            self.step();
        }
        found
    }

    /// The problem of having found something else than what is named.
    pub(crate) fn expected(&self, what: &str) -> Problem {
        match self.peek() {
            Some(token) => Problem::new(token.start, token.end, format!("expected {what}")),
            None => Problem::new(
                self.end,
                self.end + 1,
                format!("the line ends where {what} is expected"),
            ),
        }
    }

    pub(crate) fn string(&mut self) -> Result<Arc<str>, Problem> {
        match self.peek() {
            Some(Token { kind: TokenKind::Text(text), .. }) => {
                self.step();
                Ok(Arc::clone(text))
            }
            _ => Err(self.expected("words in quotation marks")),
        }
    }

    /// The next word, if `parse` makes something of it.
    pub(crate) fn word_as<T>(
        &mut self,
        what: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        match self.peek_word().and_then(parse) {
            Some(value) => {
                self.step();
                Ok(value)
            }
            None => Err(self.expected(what)),
        }
    }

    /// The next word as one of a choice, called `what`.
    pub(crate) fn choice<T>(
        &mut self,
        what: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        match self.peek_word().and_then(parse) {
            Some(value) => {
                self.step();
                Ok(value)
            }
            None => Err(self.expected(&format!("{} {what}", article(what)))),
        }
    }

    pub(crate) fn identity(&mut self, shape: &str) -> Result<Id, Problem> {
        let word = self.peek_word();
        match word.and_then(Id::new) {
            Some(id) => {
                self.step();
                Ok(id)
            }
            None => Err(self
                .expected(&format!(
                    "the identity of {} {}",
                    article(shape),
                    shape.to_lowercase().replace('-', " ")
                ))
                .help("an identity begins with a capital letter or a digit: `ARD`, `P4`, `CRP.4`")),
        }
    }

    pub(crate) fn mark(&self, name: &str) -> Option<EntryId> {
        (self.marks)(name)
    }
}

fn article(shape: &str) -> &'static str {
    let vowel =
        shape.starts_with(|c: char| matches!(c.to_ascii_uppercase(), 'A' | 'E' | 'I' | 'O' | 'U'));
    if vowel { "an" } else { "a" }
}

impl Field for EntryId {
    const SHAPE: &'static str = "no.N";
    fn write(&self, out: &mut String) {
        out.push_str(&format!("no.{}", self.0));
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let Some(word) = cursor.peek_word() else {
            return Err(cursor.expected("an entry such as `no.17` or `@mark`"));
        };
        if let Some(name) = word.strip_prefix('@') {
            return match cursor.mark(name) {
                Some(entry) => {
                    cursor.step();
                    Ok(entry)
                }
                None => Err(cursor
                    .expected("a mark that stands above")
                    .help(format!("write `@{name}:` before the entry that is meant"))),
            };
        }
        cursor.word_as("an entry such as `no.17` or `@mark`", entry_number)
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        found(Name::Entry(*self));
    }
}

fn entry_number(word: &str) -> Option<EntryId> {
    let digits = word.strip_prefix("no.")?;
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain).map(EntryId)
}

impl Field for u32 {
    const SHAPE: &'static str = "NUMBER";
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        cursor.word_as("a whole number", |word| {
            let canonical = word == "0" || !word.starts_with('0');
            word.parse().ok().filter(|_| canonical && word.bytes().all(|b| b.is_ascii_digit()))
        })
    }
}

/// The clauses of an entry: what follows its required parts, `, lead value`, in any order; printed in one order.
pub(crate) struct Clauses<'a> {
    /// Lead word and where its value begins, in tokens; `taken` once read.
    found: Vec<Clause<'a>>,
}

struct Clause<'a> {
    lead: &'a str,
    comma: usize,
    value: usize,
    taken: bool,
}

impl<'a> Clauses<'a> {
    /// Finds the clauses from where the cursor stands to the end of the body.
    pub(crate) fn find(cursor: &Cursor<'a>) -> Self {
        let mut found = Vec::new();
        for at in cursor.at..cursor.tokens.len() {
            if !matches!(cursor.tokens[at].kind, TokenKind::Comma) {
                continue;
            }
            if let Some(Token { kind: TokenKind::Word(lead), .. }) = cursor.tokens.get(at + 1)
                && lead.starts_with(|c: char| c.is_ascii_lowercase())
                && !lead.starts_with("no.")
            {
                found.push(Clause { lead, comma: at, value: at + 2, taken: false });
            }
        }
        Self { found }
    }

    fn take(&mut self, lead: &str) -> Option<usize> {
        let clause = self.found.iter_mut().find(|c| c.lead == lead && !c.taken)?;
        clause.taken = true;
        Some(clause.value)
    }

    /// Where a clause that begins at token `value` must end.
    fn end_of(&self, value: usize, tokens: usize) -> usize {
        self.found.iter().map(|c| c.comma).find(|comma| *comma >= value).unwrap_or(tokens)
    }

    /// Reads one clause with `read`, if the line has it, and sees that nothing of it is left over.
    fn read<T>(
        &mut self,
        lead: &str,
        cursor: &mut Cursor<'a>,
        read: impl FnOnce(&mut Cursor<'a>) -> Result<T, Problem>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.take(lead) else { return Ok(None) };
        let end = self.end_of(value, cursor.tokens.len());
        let place = cursor.tokens.get(end).map_or(cursor.end, |t| t.start);
        let mut inner =
            Cursor { tokens: &cursor.tokens[..end], at: value, end: place, marks: cursor.marks };
        let value = read(&mut inner)?;
        if inner.is_at_end() {
            Ok(Some(value))
        } else {
            Err(inner.expected(&format!("nothing more after `{lead}`")))
        }
    }

    /// Sees that every clause was read by somebody, and that nothing stands before the first.
    pub(crate) fn finish(&self, cursor: &Cursor<'_>, known: &[&str]) -> Result<(), Problem> {
        if !cursor.is_at_end() && self.found.first().is_none_or(|first| first.comma != cursor.at) {
            let what = known
                .iter()
                .filter(|k| !k.is_empty())
                .map(|k| format!("`{k}`"))
                .collect::<Vec<_>>()
                .join(", ");
            return Err(cursor
                .expected("the end of the entry, or a clause")
                .help(format!("what may follow here: {what}")));
        }
        let Some(stray) = self.found.iter().find(|c| !c.taken) else { return Ok(()) };
        let token = &cursor.tokens[stray.comma + 1];
        let problem = if known.contains(&stray.lead) {
            Problem::new(token.start, token.end, format!("`{}` is given twice", stray.lead))
        } else {
            Problem::new(token.start, token.end, format!("`{}` does not belong here", stray.lead))
        };
        let list = known
            .iter()
            .filter(|k| !k.is_empty())
            .map(|k| format!("`{k}`"))
            .collect::<Vec<_>>()
            .join(", ");
        Err(if list.is_empty() {
            problem.help("this kind of entry takes nothing more")
        } else {
            problem.help(format!("what may follow here: {list}"))
        })
    }
}

/// A part of an entry: a required value, an optional clause, a list or a flag.
pub(crate) trait Slot: Sized {
    /// Whether the part is a clause, `, lead value`.
    const CLAUSE: bool;
    fn write_slot(&self, lead: &str, out: &mut String);
    fn read_slot<'a>(
        lead: &str,
        cursor: &mut Cursor<'a>,
        clauses: &mut Option<Clauses<'a>>,
    ) -> Result<Self, Problem>;
    /// How the reference shows the part.
    fn slot_shape(lead: &str) -> String;
    fn slot_names(&self, found: &mut dyn FnMut(Name<'_>));
}

impl<T: Field> Slot for T {
    const CLAUSE: bool = false;
    fn write_slot(&self, lead: &str, out: &mut String) {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if !lead.is_empty() {
            out.push_str(lead);
            out.push(' ');
        }
        self.write(out);
    }
    fn read_slot<'a>(
        lead: &str,
        cursor: &mut Cursor<'a>,
        _: &mut Option<Clauses<'a>>,
    ) -> Result<Self, Problem> {
        if !lead.is_empty() && !cursor.take_lead(lead) {
            return Err(cursor.expected(&format!("`{lead}`")));
        }
        T::read(cursor)
    }
    fn slot_shape(lead: &str) -> String {
        if lead.is_empty() { T::shape() } else { format!("{lead} {}", T::shape()) }
    }
    fn slot_names(&self, found: &mut dyn FnMut(Name<'_>)) {
        self.names(found);
    }
}

fn clauses<'s, 'a>(
    cursor: &mut Cursor<'a>,
    clauses: &'s mut Option<Clauses<'a>>,
) -> Result<&'s mut Clauses<'a>, Problem> {
    if clauses.is_none() && !cursor.is_at_end() && !cursor.is_comma() {
        return Err(cursor.expected("a comma, or the end of the entry"));
    }
    Ok(clauses.get_or_insert_with(|| Clauses::find(cursor)))
}

impl<T: Field> Slot for Option<T> {
    const CLAUSE: bool = true;
    fn write_slot(&self, lead: &str, out: &mut String) {
        if let Some(value) = self {
            out.push_str(", ");
            out.push_str(lead);
            out.push(' ');
            value.write(out);
        }
    }
    fn read_slot<'a>(
        lead: &str,
        cursor: &mut Cursor<'a>,
        found: &mut Option<Clauses<'a>>,
    ) -> Result<Self, Problem> {
        clauses(cursor, found)?.read(lead, cursor, T::read)
    }
    fn slot_shape(lead: &str) -> String {
        format!("[, {lead} {}]", T::shape())
    }
    fn slot_names(&self, found: &mut dyn FnMut(Name<'_>)) {
        if let Some(value) = self {
            value.names(found);
        }
    }
}

impl<T: Field> Slot for Vec<T> {
    const CLAUSE: bool = true;
    fn write_slot(&self, lead: &str, out: &mut String) {
        for (index, value) in self.iter().enumerate() {
            out.push_str(", ");
            if index == 0 {
                out.push_str(lead);
                out.push(' ');
            }
            value.write(out);
        }
    }
    fn read_slot<'a>(
        lead: &str,
        cursor: &mut Cursor<'a>,
        found: &mut Option<Clauses<'a>>,
    ) -> Result<Self, Problem> {
        let list = clauses(cursor, found)?.read(lead, cursor, |inner| {
            let mut list = vec![T::read(inner)?];
            while inner.take_comma() {
                list.push(T::read(inner)?);
            }
            Ok(list)
        })?;
        Ok(list.unwrap_or_default())
    }
    fn slot_shape(lead: &str) -> String {
        format!("[, {lead} {}, …]", T::shape())
    }
    fn slot_names(&self, found: &mut dyn FnMut(Name<'_>)) {
        for value in self {
            value.names(found);
        }
    }
}

impl Slot for bool {
    const CLAUSE: bool = true;
    fn write_slot(&self, lead: &str, out: &mut String) {
        if *self {
            out.push_str(", ");
            out.push_str(lead);
        }
    }
    fn read_slot<'a>(
        lead: &str,
        cursor: &mut Cursor<'a>,
        found: &mut Option<Clauses<'a>>,
    ) -> Result<Self, Problem> {
        Ok(clauses(cursor, found)?.read(lead, cursor, |_| Ok(()))?.is_some())
    }
    fn slot_shape(lead: &str) -> String {
        format!("[, {lead}]")
    }
    fn slot_names(&self, _found: &mut dyn FnMut(Name<'_>)) {}
}

/// Declares an enum whose variants are written as one word each.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// What is chosen, in words.
            pub const WHAT: &'static str = $what;

            /// The word written in minutes.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// The variant that a word names.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }

        impl crate::minutes::Field for $name {
            const SHAPE: &'static str = $what;
            /// `LEVEL-OF-AGREEMENT`: the reference lists the words under this name.
            fn shape() -> String {
                $what.to_uppercase().replace(' ', "-")
            }
            fn write(&self, out: &mut String) {
                out.push_str(self.word());
            }
            fn read(cursor: &mut crate::minutes::Cursor<'_>) -> Result<Self, crate::minutes::Problem> {
                cursor.choice($what, $name::from_word).map_err(|p| {
                    let words: Vec<_> = $name::ALL.iter().map(|v| format!("`{}`", v.word())).collect();
                    p.help(format!("one of {}", words.join(", ")))
                })
            }
        }
    };
}
pub(crate) use choice;

/// Declares kinds of entry: the struct, and how it is written and read, from one table.
///
/// `field: Type = "lead"`: a plain type is required and stands in order; `Option`, `Vec` and `bool` are clauses
/// (`, lead value`) and may stand in any order; an empty lead means that the value stands alone. The heads are the words
/// that begin the kind; with several, the first field is the choice among them and writes the head itself.
macro_rules! kinds {
    ($(
        $(#[$doc:meta])*
        $name:ident [$($head:literal)+] $who:ident {
            $( $(#[$fdoc:meta])* $field:ident : $ty:ty = $lead:literal ),* $(,)?
        }
    )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $( $(#[$fdoc])* pub $field: $ty ),*
        }

        impl $name {
            /// The words that begin an entry of this kind.
            pub(crate) const HEADS: &'static [&'static str] = &[$($head),+];
            /// Who may have it taken down.
            pub(crate) const WHO: crate::event::Who = crate::event::Who::$who;

            pub(crate) fn write(&self, out: &mut String) {
                if Self::HEADS.len() == 1 {
                    out.push_str(Self::HEADS[0]);
                }
                $( crate::minutes::Slot::write_slot(&self.$field, $lead, out); )*
            }

            /// Reads what follows the head (or, with several heads, from the head on).
            pub(crate) fn read<'a>(cursor: &mut crate::minutes::Cursor<'a>) -> Result<Self, crate::minutes::Problem> {
                if Self::HEADS.len() == 1 {
                    cursor.step();
                }
                let mut clauses = None;
                $( let $field = <$ty as crate::minutes::Slot>::read_slot($lead, cursor, &mut clauses)?; )*
                let known: &[&str] = &[$(if <$ty as crate::minutes::Slot>::CLAUSE { $lead } else { "" }),*];
                crate::minutes::finish(clauses, cursor, known)?;
                Ok(Self { $($field),* })
            }

            /// Hands over every identity and entry that it names, its own included.
            pub(crate) fn names(&self, found: &mut dyn FnMut(crate::minutes::Name<'_>)) {
                $( crate::minutes::Slot::slot_names(&self.$field, found); )*
            }

            /// The synopsis in the reference of the minutes language.
            pub(crate) fn synopsis() -> String {
                let mut parts = Vec::new();
                if Self::HEADS.len() == 1 {
                    parts.push(Self::HEADS[0].to_owned());
                }
                $( parts.push(<$ty as crate::minutes::Slot>::slot_shape($lead)); )*
                if Self::HEADS.len() > 1 {
                    // The first part is the choice among the heads.
                    parts[0] = format!("({})", Self::HEADS.join(" | "));
                }
                parts.join(" ").replace(" [,", "[,")
            }
        }
    )* };
}
pub(crate) use kinds;

/// Sees that an entry was read to its end.
pub(crate) fn finish<'a>(
    clauses: Option<Clauses<'a>>,
    cursor: &Cursor<'a>,
    known: &[&str],
) -> Result<(), Problem> {
    match clauses {
        Some(clauses) => clauses.finish(cursor, known),
        None if cursor.is_at_end() => Ok(()),
        None if cursor.is_comma() => Clauses::find(cursor)
            .finish(cursor, known)
            .and_then(|()| Err(cursor.expected("the end of the entry"))),
        None => Err(cursor.expected("the end of the entry")),
    }
}
