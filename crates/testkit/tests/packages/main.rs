//! Packages against brute force: on small instances every package is gone through, by the words of
//! `docs/reference/packages-instance.md`.

mod brute;
mod certificates;
mod changed;
mod fair;
mod lifts;
mod search;
