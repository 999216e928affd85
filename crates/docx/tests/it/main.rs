//! Word files in and out, from outside the crate.

mod documents;
mod foreign;
mod hostile;
mod libre;
mod packing;
mod round_trip;
