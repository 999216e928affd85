//! Words that people spoke or wrote: kept verbatim, with their language.

use crate::minutes::{Cursor, Field, Problem, write_string};
use std::fmt;
use std::sync::Arc;

/// A language tag (BCP 47 by form: `en`, `fr`, `zh-Hans`), kept as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// The tag, or `None` where the word does not have its form: two or three lower-case letters, then subtags.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let primary =
            (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
        let rest = parts
            .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        (primary && rest && tag.len() <= 35).then(|| Self(Arc::from(tag)))
    }

    /// The tag as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.0.split('-').next(), Some("ar" | "he" | "fa" | "ur" | "ps" | "yi"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for Language {
    const SHAPE: &'static str = "LANGUAGE";
    fn write(&self, out: &mut String) {
        out.push_str(&self.0);
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        cursor.word_as("a language tag such as `en` or `ar`", Language::new)
    }
}

/// Words of a text under negotiation: the language is always stated, the bytes are never changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words {
    /// Their language.
    pub language: Language,
    /// The words, verbatim, brackets and all.
    pub text: Arc<str>,
}

impl Words {
    /// SHA-256 over a domain tag, the language and the bytes, each preceded by its length: what a position or call is
    /// bound to. A better reading of brackets never changes it.
    pub fn hash(&self) -> [u8; 32] {
        use sha2::Digest as _;
        let mut hasher = sha2::Sha256::new();
        hasher.update(b"rapporteur/words/1");
        for part in [self.language.as_str().as_bytes(), self.text.as_bytes()] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

impl Field for Words {
    const SHAPE: &'static str = "LANGUAGE \"WORDS\"";
    fn write(&self, out: &mut String) {
        self.language.write(out);
        out.push(' ');
        write_string(&self.text, out);
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let language = Language::read(cursor)?;
        Ok(Self { language, text: cursor.string()? })
    }
}

/// Words somebody spoke or wrote about a matter; the language may not have been stated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    /// Their language, if stated.
    pub language: Option<Language>,
    /// The words.
    pub text: Arc<str>,
}

impl Field for Quote {
    const SHAPE: &'static str = "[LANGUAGE] \"WORDS\"";
    fn write(&self, out: &mut String) {
        if let Some(language) = &self.language {
            language.write(out);
            out.push(' ');
        }
        write_string(&self.text, out);
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let language = if cursor.is_string() { None } else { Some(Language::read(cursor)?) };
        Ok(Self { language, text: cursor.string()? })
    }
}

/// A name, title, label or place: plain text in any script.
pub type Text = Arc<str>;

impl Field for Text {
    const SHAPE: &'static str = "\"TEXT\"";
    fn write(&self, out: &mut String) {
        write_string(self, out);
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        cursor.string()
    }
}

/// A SHA-256 hash, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of exact bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub fn parse(word: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if word.len() != 64 || !word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(word.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Field for Hash {
    const SHAPE: &'static str = "SHA-256";
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        cursor.word_as("a hash of 64 lower-case hexadecimal digits", Hash::parse)
    }
}
