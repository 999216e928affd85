//! What the store keeps of an entry: one line of minutes, and the parts of it that the tree commits to.

use sha2::{Digest as _, Sha256};

use crate::merkle::{self, Hash};

/// Most bytes of a line, an envelope or a body. A bound on what one entry can make a reader hold in memory.
pub const LINE_BYTES_MAX: usize = 16 << 20;

const LINE_TAG: &[u8] = b"rapporteur/line/1";

/// An entry as stored.
///
/// The store does not know the language of minutes: who hands a line over has split it, and whoever reads it back
/// splits `line` again and compares. **That comparison is the reader's duty**, because the tree commits to `envelope`
/// and `body`, while `line` carries here only a checksum against accidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// Number of the entry, from 1 without gaps.
    pub number: u32,
    /// The canonical line, without its line end. Of an erased entry, the line that stands in its place.
    pub line: String,
    /// The part of the line that the tree commits to in full and that no erasure touches. It must not contain the salt
    /// of the body, nor anything else that would let an erased body be guessed.
    pub envelope: String,
    /// What was said or done, or what is left of it.
    pub body: BodyState,
}

/// The body of an entry, or what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyState {
    /// The body is there.
    Present {
        /// Its words.
        text: String,
        /// What makes its hash impossible to guess; `None` for a body that is public for good.
        salt: Option<[u8; 32]>,
    },
    /// The body was erased; its hash keeps every head and proof valid.
    Erased {
        /// What [`merkle::body_hash`] gave while the body was there.
        hash: [u8; 32],
    },
}

impl BodyState {
    /// The hash that stands for the body in the entry's leaf; the same before and after erasure.
    pub fn hash(&self) -> Hash {
        match self {
            BodyState::Present { text, salt } => merkle::body_hash(salt.as_ref(), text),
            BodyState::Erased { hash } => Hash(*hash),
        }
    }
}

/// Why something cannot be stored as a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// The line is empty.
    #[error("the line is empty")]
    Empty,
    /// Line, envelope or body holds a line feed, a carriage return or a zero byte: it would not be one line.
    #[error("it contains a line end or a zero byte")]
    NotOneLine,
    /// Line, envelope or body is longer than [`LINE_BYTES_MAX`].
    #[error("it is longer than 16 MiB")]
    TooLong,
    /// The entry does not carry the next free number.
    #[error("the next number is {next}")]
    Number {
        /// The number it should have.
        next: u64,
    },
}

impl StoredLine {
    /// The entry's leaf in the tree; the same before and after erasure.
    pub fn leaf(&self) -> Hash {
        merkle::leaf_hash(&self.envelope, &self.body.hash())
    }

    /// Says whether the entry can be stored under the number `next`.
    pub(crate) fn check(&self, next: u64) -> Result<(), LineFault> {
        if u64::from(self.number) != next {
            return Err(LineFault::Number { next });
        }
        check_line(&self.line)?;
        check_part(&self.envelope)?;
        match &self.body {
            BodyState::Present { text, .. } => check_part(text),
            BodyState::Erased { .. } => Ok(()),
        }
    }
}

/// Says whether `line` can stand as the line of an entry.
pub(crate) fn check_line(line: &str) -> Result<(), LineFault> {
    if line.is_empty() { Err(LineFault::Empty) } else { check_part(line) }
}

fn check_part(part: &str) -> Result<(), LineFault> {
    if part.len() > LINE_BYTES_MAX {
        Err(LineFault::TooLong)
    } else if part.contains(['\n', '\r', '\0']) {
        Err(LineFault::NotOneLine)
    } else {
        Ok(())
    }
}

/// Checksum of a line within the database. It finds accidents, not intent: whoever alters the line can alter it too.
pub(crate) fn line_checksum(line: &str) -> Hash {
    let mut hasher = Sha256::new();
    merkle::hash_field(&mut hasher, LINE_TAG);
    merkle::hash_field(&mut hasher, line.as_bytes());
    Hash(hasher.finalize().into())
}
