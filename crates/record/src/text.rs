//! Reading the words of a provision: brackets, alternatives, holders. Derived from the words and never written back.
//!
//! The reading is that of the crate `text`, with identities as holders. A run of `][` stays undecided; what is not balanced
//! is reported with its place, and neither rejected nor repaired. Nothing that is stored depends on it: a better reading
//! reads old records better.

mod options;

use crate::id::Id;
use ::text::nested;

pub use nested::Mark;
pub use options::Options;

/// Words as read: pieces in order, and marks that have no counterpart.
pub type Reading = nested::Reading<Id>;
/// A piece of words.
pub type Piece = nested::Piece<Id>;
/// A bracket with what stands in it.
pub type Bracket = nested::Bracket<Id>;
/// One of several alternatives in a bracket.
pub type Alternative = nested::Alternative<Id>;

/// Reads words; `who` resolves a name, alias or code to a holder. Never fails; linear in the words.
pub fn read(words: &str, who: &dyn Fn(&str) -> Option<Id>) -> Reading {
    nested::read(words, who)
}

/// Deepest nesting of brackets that a provision may have.
pub const NESTING_MAX: usize = nested::NESTING_MAX;
/// Most paragraphs of one text.
pub const PARAGRAPHS_MAX: usize = 20_000;
/// Most paragraphs that all calls and silence procedures of a record ask about, counted for each.
pub const ASKED_MAX: usize = 4_000_000;
/// Most paragraphs that a copy for a contact group may lead to.
pub const PROVISIONS_MAX: usize = 200_000;
/// Most paragraphs of the texts in which one is placed elsewhere, counted for each time.
pub const PASSED_MAX: usize = 400_000_000;
/// Most paragraphs that are looked through for what became of one that was split or merged.
pub const LINEAGE_MAX: usize = 256;
/// Most bytes kept for paragraphs in which brackets were set or lifted, or alternatives resolved.
pub const SPLICED_BYTES_MAX: usize = 256 * 1024 * 1024;

/// How deep the brackets of some words nest; stray marks do not count.
pub fn depth(words: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in words.bytes() {
        match byte {
            b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
