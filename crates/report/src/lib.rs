//! The report compiler: what the record supports, said in typed sentences, each with its evidence.
//!
//! **Invariant:** no sentence without evidence; no file formats here.
#![warn(missing_docs)]

mod compile;
pub mod document;
pub mod manuscript;
pub mod narrative;
mod sections;

pub use compile::{Options, REPORT_RULES, compile};
