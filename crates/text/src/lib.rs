//! Negotiating text as it is really written: brackets, alternatives and holders read as data, and versions compared.
//!
//! Everything read is a range of the source, so that printing an unedited reading gives the source back byte for byte.
//! Reading never fails and never repairs: what is unbalanced, stray or unknown is reported with its place.
//!
//! Knows no group, record or rule of procedure; reads no file, clock or environment.

pub mod align;
pub mod brackets;
pub mod check;
pub mod diff;
pub mod draft;
pub mod nested;
pub mod outline;
pub mod paragraphs;
pub mod parties;
pub mod place;
pub mod renumber;
pub mod rulings;
pub mod words;
pub use nested::read;
