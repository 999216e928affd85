//! Word files in and out, from outside the crate.
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod documents;
mod foreign;
mod hostile;
mod libre;
mod packing;
mod round_trip;
