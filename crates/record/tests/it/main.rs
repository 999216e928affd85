//! Tests of the crate as others use it.
#![expect(clippy::needless_raw_string_hashes, reason = "expectations are rewritten with hashes")]

mod agreement;
mod consultations;
mod corrections;
mod coverage;
mod documents;
mod edits;
mod group;
mod language;
mod meetings;
mod offers;
mod parties;
mod positions;
mod properties;
mod reference;
mod shown;
mod texts;
