//! Packages: what could be agreed together, from positions and conditional offers.
//!
//! One way through the rooms: an [`Instance`] holds the alternatives and every dated statement; at an instant and under a
//! rule it amounts to [`Clauses`], one for each thing that stands in the way of an alternative; what can never be in is
//! eliminated, each with its reason.
//!
//! **Invariant:** the same instance, instant and options give the same answers; an answer is never better than its
//! certificate.

mod clauses;
mod eliminate;
mod instance;

pub use clauses::{Clause, Clauses, Options, Why, Worth, clauses};
pub use eliminate::{Eliminated, Elimination, eliminate};
pub use instance::{
    Alternative, Dissociation, Group, Instance, Kind, Link, Literal, Party, Policy, Said, Scope,
    Silence, Speaker, Statement, Unit,
};
