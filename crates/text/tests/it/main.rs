//! Tests of the crate from outside, in one binary.

mod data;
mod drafts;
mod alignment;
mod invented;
mod versions;
