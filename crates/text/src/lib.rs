//! Negotiating text as it is really written: brackets, alternatives and holders read as data, and versions compared.
//!
//! Everything read is a range of the source, so that printing an unedited reading gives the source back byte for byte.
//! Reading never fails and never repairs: what is unbalanced, stray or unknown is reported with its place.
//!
//! Knows no group, record or rule of procedure; reads no file, clock or environment.

pub mod paragraphs;

pub mod align;
pub mod diff;
pub mod renumber;
pub mod words;
