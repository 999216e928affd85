//! What a group's record amounts to: state of play, splits, what a decision rule makes of it; amendments in each other's way,
//! the biography of a wording, the sources of a text.
//!
//! **Invariant:** pure and deterministic: no prose, no I/O, no clock; same group, same bits.

mod biography;
mod collisions;
mod lineage;
pub mod opinions;
mod play;
mod rules;
mod sources;
mod splits;
mod warnings;

pub use biography::{
    Biography, Consent, Deed, Ended, Ending, OfferPart, Presence, Step, biography,
    biography_of_passage, presence, provisions_with,
};
pub use collisions::{
    COMPARED_MAX, Collision, CollisionKind, Collisions, Moved, READ_MAX, collisions,
};
pub use lineage::LINEAGE_MAX;
pub use play::{IssueState, Play, ProvisionState, Status, issue_state, play, provision_state};
pub use rules::{Assessment, DecisionRule, RULES, Tally, Verdict, assess};
pub use sources::{Approach, Contribution, Contributor, Made, Original, SourceRow, source_table};
pub use splits::{ConstituencySplit, Side, split};
pub use warnings::{Warning, warnings};
