//! The report compiler: what the record supports, said in typed sentences, each with its evidence.
//!
//! **Invariant:** no sentence without evidence; no file formats here.
#![warn(missing_docs)]

mod camps;
mod checks;
mod compile;
pub mod document;
mod examples;
mod index;
mod kinds;
pub mod lexicon;
pub mod manuscript;
pub mod narrative;
mod screen;
mod sections;
pub mod worded;
pub mod wording;

pub use checks::CODES;
pub use compile::{Options, REPORT_RULES, compile, compile_with};
pub use kinds::KINDS;
pub use worded::word;
pub use wording::Tongue;
