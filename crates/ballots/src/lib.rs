//! Files of responses in and out: Polis exports, wide tables, Parquet, and what was not understood in them.
//!
//! Knows nothing of negotiation and nothing of what is made of responses. A file may be hostile: it is read as a stream,
//! everything is bounded, and a file is refused, with a reason, only where nothing in it can be read or a limit is passed.
//!
//! **Invariant:** no row of a file is dropped in silence. What did not become a response is counted by kind in the
//! [`Notes`], and the first of each kind are named with their lines.
#![warn(missing_docs)]

mod ballots;
mod codes;
mod columns;
mod gather;
mod limits;
mod names;
mod notes;
mod opening;
#[cfg(feature = "parquet")]
mod parquet;
mod participants;
mod refusal;
mod rows;
mod statements;
mod table;
mod votes;
mod write;

pub use ballots::{Ballots, Cell};
pub use codes::Codes;
pub use limits::Limits;
pub use names::{Name, Names};
pub use notes::{Found, Kind, Note, Notes};
pub use participants::{Participants, read_participants};
pub use refusal::{Damage, Looks, Refusal, What};
pub use rows::{Progress, Reading};
pub use statements::{Moderation, Statement, Statements, read_statements};
pub use table::Place;
pub use votes::{Batches, Shape, read_responses, read_responses_file, read_votes, read_votes_file};
pub use write::{Extras, write_participants_votes, write_statements, write_votes};
