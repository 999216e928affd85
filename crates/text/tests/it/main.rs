//! Tests of the crate from outside, in one binary.

mod data;
mod drafts;
mod versions;
