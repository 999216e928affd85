//! Packages: instances in `packages/1` are read and written here. docs/reference/packages-instance.md is the contract.

mod limits;
mod problem;
mod read;
mod shape;
mod words;
mod write;

pub(crate) use problem::Problems;
pub(crate) use read::read;
pub(crate) use write::write;

#[cfg(test)]
mod tests;
