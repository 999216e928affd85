//! The words of `packages/1`.

use analysis::packages::{Kind, Silence};
use record::event::positions::Stance;

pub(super) const FORMAT: &str = "packages/1";
/// The scope of a dissociation from all that a group says.
pub(super) const EVERYTHING: &str = "*";
/// What an offer amounts to where its conditions hold.
pub(super) const THEN: &str = "live";

/// A word, and what it stands for.
pub(super) type Word<T> = (&'static str, T);

pub(super) const STANCES: [Word<Option<Stance>>; 5] = [
    ("support", Some(Stance::Supports)),
    ("live", Some(Stance::CanAccept)),
    ("reserve", Some(Stance::ReservesPosition)),
    ("object", Some(Stance::Objects)),
    ("none", None),
];

pub(super) const KINDS: [Word<Kind>; 4] = [
    ("wording", Kind::Wording),
    ("compromise", Kind::Compromise),
    ("earlier", Kind::Earlier),
    ("delete", Kind::Delete),
];

pub(super) const SILENCES: [Word<Silence>; 2] =
    [("consent", Silence::Consents), ("block", Silence::Blocks)];

/// What a word stands for.
pub(super) fn meant<T: Copy>(words: &[Word<T>], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, meant)| *meant)
}

/// The word for something.
pub(super) fn word_for<T: PartialEq>(words: &[Word<T>], meant: &T) -> &'static str {
    words.iter().find(|(_, known)| known == meant).map_or("", |(word, _)| word)
}
