//! What a group's record amounts to: state of play, splits, what a decision rule makes of it; amendments in each other's way,
//! the biography of a wording, the sources of a text.
//!
//! **Invariant:** pure and deterministic: no prose, no I/O, no clock; same group, same bits.

mod batches;
mod biography;
mod camps_of_positions;
mod collisions;
mod cross;
mod lineage;
pub mod opinions;
pub mod packages;
mod play;
mod positions;
mod rules;
mod sources;
mod splits;
mod warnings;

pub use batches::{
    AskedStatement, FileOfResponses, FilesOfResponses, asked_statements, files_of_responses,
};
pub use biography::{
    Biography, Consent, Deed, Ended, Ending, OfferPart, Presence, Step, biography,
    biography_of_passage, presence, provisions_with,
};
pub use camps_of_positions::{
    AcrossCamps, CampsFound, CampsOfPositions, Shared, Sides, camps_of_positions, plan_of_positions,
};
pub use collisions::{
    COMPARED_MAX, Collision, CollisionKind, Collisions, Moved, READ_MAX, collisions,
};
pub use cross::{CrossRow, CrossTable, cross_table};
pub use lineage::LINEAGE_MAX;
pub use play::{IssueState, Play, ProvisionState, Status, issue_state, play, provision_state};
pub use positions::{
    CoalitionStatements, NotInTable, PositionCell, PositionColumn, PositionOptions, PositionRow,
    Positions, kind_of, positions, things_held,
};
pub use rules::{Assessment, DecisionRule, RULES, Tally, Verdict, assess};
pub use sources::{Approach, Contribution, Contributor, Made, Original, SourceRow, source_table};
pub use splits::{
    CoalitionSplit, ConstituencySplit, Disagreement, OneMind, Side, Split, coalitions_of_one_mind,
    constituencies_of_one_mind, level, one_mind, split, split_coalitions,
};
pub use warnings::{Warning, warnings};
