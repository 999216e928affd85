//! Reading the words of a provision: brackets, alternatives, holders. Derived from the words and never written back.
//!
//! A first reading behind the interface of the full text model: nesting, slash alternatives within one bracket, holders
//! before (`[COR: …]`) and after (`[… - COR]`, `[…](COR)`). A run of `][` stays undecided. What is not balanced is
//! reported with its place, and neither rejected nor repaired.

mod options;
mod parse;

pub use options::Options;
pub use parse::{Alternative, Bracket, Mark, Piece, Reading, read};

/// Deepest nesting of brackets that a provision may have.
pub const NESTING_MAX: usize = 64;
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
