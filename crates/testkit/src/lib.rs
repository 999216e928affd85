//! For tests only: invented worlds, a simulator of working groups, and narratives, sound and falsified.
//!
//! **Invariant:** knows the record and nothing above it, but of the analyses the form of what they are given. A falsifier
//! that knew the checks would test that they agree with themselves; so what is true is computed here a second time, from the
//! record alone.
#![warn(missing_docs)]

pub mod falsify;
pub mod links;
pub mod narrate;
pub mod packages;

pub mod simulate;
pub mod world;
