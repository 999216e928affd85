//! Tests of the crate from outside.

mod data;
mod drafts;
