//! What a group's record amounts to: state of play, splits, what a decision rule makes of it.
//!
//! **Invariant:** pure and deterministic: no prose, no I/O, no clock; same group, same bits.

mod play;
mod rules;
mod splits;
mod warnings;

pub use play::{IssueState, Play, ProvisionState, Status, issue_state, play, provision_state};
pub use rules::{Assessment, DecisionRule, RULES, Tally, Verdict, assess};
pub use splits::{ConstituencySplit, Side, split};
pub use warnings::{Warning, warnings};
