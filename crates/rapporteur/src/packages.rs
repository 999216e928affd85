//! Packages: what could be agreed together, of a record or of a file in `packages/1`.
//!
//! One way: [`Case`] is what is on the table, with names; a [`Question`] is put to it; [`work()`] has it answered by the crate
//! `analysis`; [`Outcome`] tells the answer in names, sentences and numbers, and terminal, page and JSON are made of that
//! alone. docs/reference/packages-instance.md is the contract of the file.

mod case;
mod limits;
mod outcome;
mod page;
mod problem;
mod question;
mod read;
mod sentences;
mod shape;
mod text;
mod words;
mod work;
mod write;

pub(crate) use case::{Case, RuleFrom};
pub(crate) use limits::BYTES;
pub(crate) use outcome::Outcome;
pub(crate) use page::{body, page};
pub(crate) use question::{Question, rule};
use read::read;
pub(crate) use text::text;
pub(crate) use work::{Worked, until_stopped, within, work};
pub(crate) use write::write;

#[cfg(test)]
mod tests;
