//! The report compiler: what the record supports, said in typed sentences, each with its evidence.
//!
//! **Invariant:** no sentence without evidence; no file formats here.
#![warn(missing_docs)]

pub mod document;
pub mod lexicon;
pub mod manuscript;
pub mod wording;

pub use wording::Tongue;
