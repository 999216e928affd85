//! The rapporteur's narrative: Markdown in which claims are links, checked against the record.

use record::{Diagnostic, Record};

/// Checks a narrative against a record.
pub fn check(_record: &Record, _narrative: &str) -> Vec<Diagnostic> {
    Vec::new()
}

/// A complete first narrative, every sentence of it a claim that holds.
pub fn draft(_record: &Record) -> String {
    String::new()
}
