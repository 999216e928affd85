//! Splits, camps and common ground as one accessible HTML page, and its pictures as SVG files of their own.
//!
//! A page is filled in from outside as plain data ([`Page`]); this module sets it. The words stand in `words`, in whole
//! sentences; they say what was counted and how sure it is, and judge nothing.

mod page;

pub use page::*;
