//! The record as readable text: `minutes/1`.
//!
//! One canonical line an entry: it is what is stored, exchanged, hashed and shown. People write the same lines with less
//! on them: numbers may be left out, headings and `defaults` supply what lines below share, several speakers share a line.
//!
//! **Invariant:** `print(parse(print(r))) = print(r)`; [`parse`] never fails on any bytes.

mod codes;
mod field;
mod lex;
mod parse;
mod print;

pub use codes::{CODES, CodeText, NOT_AN_EXTENSION, REFUSED};
pub use field::Problem;
pub(crate) use field::{Cursor, Field, Name, Slot, choice, finish, kinds};
pub(crate) use lex::write_string;
pub use parse::{Minutes, Unread, parse, parse_line};
pub use print::{CanonicalLine, canonical_line, print, print_entry};

/// The version of the language, and the first line of every file.
pub const VERSION: &str = "minutes/1";
/// Longest line, in bytes.
pub const LINE_BYTES_MAX: usize = 256 * 1024;
/// Largest file, in bytes.
pub const FILE_BYTES_MAX: usize = 512 * 1024 * 1024;
/// Most entries in a record.
pub const ENTRIES_MAX: u32 = 2_000_000;
/// Most speakers on one line.
pub const SPEAKERS_MAX: usize = 500;
/// Most diagnostics that a parse returns; the rest are counted in a last one.
pub const DIAGNOSTICS_MAX: usize = 1_000;
