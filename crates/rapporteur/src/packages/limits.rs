//! How much is read of an instance. A file beyond this is refused, and nothing made of it: what follows from an instance is
//! held in memory and worked through, and must stay within a person's patience.

/// Bytes of a file. A statement has about a hundred; the names in it point into the bytes while it is read.
pub(crate) const BYTES: u64 = 256 << 20;
/// Parties: fifty times the members of the United Nations.
pub(crate) const PARTIES: usize = 10_000;
/// Groups. Each speaks for members, which are listed for each.
pub(crate) const GROUPS: usize = 1_000;
/// Groups that one party or group is in: to find whom a group speaks for all of them are followed for each party.
pub(crate) const GROUPS_OF_ONE: usize = 100;
/// Alternatives of all units together, a unit without any counted as one.
pub(crate) const ALTERNATIVES: usize = 100_000;
/// Statements: each party on each of a hundred alternatives, where there are most parties.
pub(crate) const STATEMENTS: usize = 1_000_000;
/// Literals of one `only_if`, `if` or `then`: more than a thousand nobody reads.
pub(crate) const CONDITIONS: usize = 1_000;
/// Dissociations.
pub(crate) const DISSOCIATIONS: usize = 1_000_000;
/// Links between texts, as many as alternatives.
pub(crate) const LINKS: usize = 100_000;
/// Parties times alternatives: how each party stands to each alternative is kept, in a byte each.
pub(crate) const STANDINGS: usize = 100_000_000;
/// Parties that statements of groups speak for, counted for each statement: each is looked at.
pub(crate) const SPOKEN_FOR: usize = 200_000_000;
/// Bytes of an identifier: it must fit on a line with what is said of it.
pub(crate) const IDENTIFIER_BYTES: usize = 200;
/// Bytes of the name of a chapter or constituency.
pub(crate) const NAME_BYTES: usize = 1_000;
/// The most a unit weighs: with as many units as there can be, sums fit in 64 bits many times over.
pub(crate) const WEIGHT: i64 = 1_000_000;
/// Problems of a file that are told; the others are counted.
pub(crate) const TOLD: usize = 20;
