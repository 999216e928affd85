//! The Merkle tree over the entries: leaves, heads and proofs after RFC 6962, with SHA-256.
//!
//! What a leaf commits to is laid out byte by byte in `docs/reference/merkle.md`: the envelope in full, and the body
//! by a salted hash. So a body can be erased, or withheld, and every head and proof stays as it was.
//!
//! Proofs are lists of hashes in the order of RFC 6962, §2.1.1 and §2.1.2. Leaves count from 0 here, as they do there;
//! the entry with number `n` is leaf `n - 1`.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

const ENTRY_TAG: &[u8] = b"rapporteur/entry/1";
const BODY_TAG: &[u8] = b"rapporteur/body/1";
const LEAF_PREFIX: u8 = 0x00;
const NODE_PREFIX: u8 = 0x01;
const SALT_ABSENT: u8 = 0x00;
const SALT_PRESENT: u8 = 0x01;

/// A SHA-256 hash. Shown, and read, as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Text that is not the written form of a [`struct@Hash`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash is written as 64 lower-case hexadecimal digits")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    /// Reads exactly what [`struct@Hash`] prints; upper case is refused, so that a hash has one written form.
    fn from_str(text: &str) -> Result<Hash, NotAHash> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(NotAHash);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Ok(Hash(bytes))
    }
}

fn hex_digit(digit: u8) -> Result<u8, NotAHash> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotAHash),
    }
}

/// How many entries there are, and the root of the tree over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of entries; also the number of the last one. 0 for an empty record.
    pub count: u32,
    /// Root of the tree over all of them; for none, the hash of the empty string (RFC 6962, §2.1).
    pub root: Hash,
}

/// Hash of an entry's body.
///
/// The salt makes the body of an erased or undisclosed entry impossible to guess from its hash. A body without one can
/// be confirmed by whoever guesses it, so leave the salt out only where the body is and stays public.
pub fn body_hash(salt: Option<&[u8; 32]>, text: &str) -> Hash {
    let mut hasher = Sha256::new();
    hash_field(&mut hasher, BODY_TAG);
    match salt {
        None => hasher.update([SALT_ABSENT]),
        Some(salt) => {
            hasher.update([SALT_PRESENT]);
            hasher.update(salt);
        }
    }
    hash_field(&mut hasher, text.as_bytes());
    Hash(hasher.finalize().into())
}

/// The bytes which the leaf of an entry is the hash of.
pub fn leaf_data(envelope: &str, body: &Hash) -> Vec<u8> {
    let mut data = Vec::with_capacity(8 + ENTRY_TAG.len() + 8 + envelope.len() + 32);
    for field in [ENTRY_TAG, envelope.as_bytes()] {
        data.extend_from_slice(&length(field));
        data.extend_from_slice(field);
    }
    data.extend_from_slice(&body.0);
    data
}

/// The leaf of an entry: what the tree is built from.
pub fn leaf_hash(envelope: &str, body: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([LEAF_PREFIX]);
    hasher.update(leaf_data(envelope, body));
    Hash(hasher.finalize().into())
}

/// Feeds one field so that no two lists of fields give the same bytes: its length, then itself.
pub(crate) fn hash_field(hasher: &mut Sha256, field: &[u8]) {
    hasher.update(length(field));
    hasher.update(field);
}

fn length(field: &[u8]) -> [u8; 8] {
    (field.len() as u64).to_be_bytes()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([NODE_PREFIX]);
    hasher.update(left.0);
    hasher.update(right.0);
    Hash(hasher.finalize().into())
}

/// The largest power of two below `count`: how many leaves go to the left. `count` is at least 2.
fn left_leaves(count: u32) -> u32 {
    1 << (count - 1).ilog2()
}

/// A tree that grows at its right edge.
///
/// Keeps the hash of every complete subtree, 64 bytes an entry in all, so that adding a leaf costs two hashes on average
/// and the root or a proof at any earlier size costs the logarithm of the size.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `levels[h][i]` is the root over the leaves from `i << h` to `(i + 1) << h`; only complete subtrees are here.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Number of leaves.
    pub fn count(&self) -> u32 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u32)
    }

    /// The leaf at `index`.
    pub fn leaf(&self, index: u32) -> Option<Hash> {
        self.levels.first()?.get(index as usize).copied()
    }

    /// Adds a leaf at the right edge.
    ///
    /// # Panics
    /// If there are `u32::MAX` leaves already; entries are numbered by `u32`, and the log refuses one more.
    pub fn push(&mut self, leaf: Hash) {
        assert!(self.count() < u32::MAX, "BUG: more leaves than entry numbers");
        let mut subtree = leaf;
        for height in 0.. {
            if height == self.levels.len() {
                self.levels.push(Vec::new());
            }
            let level = &mut self.levels[height];
            level.push(subtree);
            match level.as_slice() {
                [.., left, right] if level.len().is_multiple_of(2) => {
                    subtree = node_hash(left, right);
                }
                _ => break,
            }
        }
    }

    /// Takes back the leaves after the first `count`; does nothing if there are no more than that.
    pub fn truncate(&mut self, count: u32) {
        for (height, level) in self.levels.iter_mut().enumerate() {
            level.truncate((count >> height) as usize);
        }
    }

    /// The tree's present head.
    pub fn head(&self) -> Head {
        let count = self.count();
        let root = if count == 0 { empty_root() } else { self.subtree(0, count) };
        Head { count, root }
    }

    /// The head the tree had when it held `count` leaves; `None` if it never held so many.
    pub fn head_at(&self, count: u32) -> Option<Head> {
        match count {
            _ if count > self.count() => None,
            0 => Some(Head { count, root: empty_root() }),
            _ => Some(Head { count, root: self.subtree(0, count) }),
        }
    }

    /// Proof that leaf `index` is in the tree of the first `count` leaves; `None` if it is not.
    pub fn prove_inclusion(&self, index: u32, count: u32) -> Option<Vec<Hash>> {
        if index >= count || count > self.count() {
            return None;
        }
        let mut path = Vec::new();
        let (mut start, mut end) = (0, count);
        while end - start > 1 {
            let middle = start + left_leaves(end - start);
            if index < middle {
                path.push(self.subtree(middle, end));
                end = middle;
            } else {
                path.push(self.subtree(start, middle));
                start = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// Proof that the tree of the first `new` leaves only adds to that of the first `old`; `None` if `new` is smaller
    /// than `old` or larger than the tree.
    ///
    /// RFC 6962 leaves `old = 0` open; the proof is then empty, since every tree adds to the empty one.
    pub fn prove_consistency(&self, old: u32, new: u32) -> Option<Vec<Hash>> {
        if old > new || new > self.count() {
            return None;
        }
        let mut proof = Vec::new();
        if old == 0 {
            return Some(proof);
        }
        let (mut start, mut end) = (0, new);
        while end != old {
            let middle = start + left_leaves(end - start);
            if old <= middle {
                proof.push(self.subtree(middle, end));
                end = middle;
            } else {
                proof.push(self.subtree(start, middle));
                start = middle;
            }
        }
        if start > 0 {
            proof.push(self.subtree(start, end));
        }
        proof.reverse();
        Some(proof)
    }

    /// Root over the leaves from `start` up to `end`, a range that RFC 6962's splitting arrives at.
    fn subtree(&self, start: u32, end: u32) -> Hash {
        let count = end - start;
        if count.is_power_of_two() {
            let height = count.ilog2();
            return self.levels[height as usize][(start >> height) as usize];
        }
        let middle = start + left_leaves(count);
        node_hash(&self.subtree(start, middle), &self.subtree(middle, end))
    }
}

fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

/// Why a proof does not prove what it is offered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// The leaf's index is not below the head's count, or the old head counts more entries than the new one.
    #[error("the proof is for an entry or a head that lies beyond the head it is checked against")]
    BeyondHead,
    /// The proof has more or fewer hashes than one for these sizes has.
    #[error("the proof has the wrong number of hashes for a record of this size")]
    Length,
    /// The hashes lead to another root: the entry, a head or the proof is not what it is said to be.
    #[error("the proof leads to another root: the entry, the head or the proof was altered")]
    Root,
}

/// Checks that `leaf` is the leaf at `index` in the tree with this head.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u32,
    proof: &[Hash],
    head: &Head,
) -> Result<(), ProofFault> {
    if index >= head.count {
        return Err(ProofFault::BeyondHead);
    }
    let root = root_by_inclusion(leaf, index, head.count, proof).ok_or(ProofFault::Length)?;
    if root == head.root { Ok(()) } else { Err(ProofFault::Root) }
}

/// The root that `proof` leads to; it lists the siblings from the leaf upward, so the topmost is its last.
fn root_by_inclusion(leaf: &Hash, index: u32, count: u32, proof: &[Hash]) -> Option<Hash> {
    if count == 1 {
        return proof.is_empty().then_some(*leaf);
    }
    let (sibling, below) = proof.split_last()?;
    let left = left_leaves(count);
    if index < left {
        Some(node_hash(&root_by_inclusion(leaf, index, left, below)?, sibling))
    } else {
        Some(node_hash(sibling, &root_by_inclusion(leaf, index - left, count - left, below)?))
    }
}

/// Checks that the tree with the head `new` only adds to the tree with the head `old`.
pub fn verify_consistency(old: &Head, new: &Head, proof: &[Hash]) -> Result<(), ProofFault> {
    if old.count > new.count {
        return Err(ProofFault::BeyondHead);
    }
    let (old_root, new_root) = match old.count {
        0 if !proof.is_empty() => return Err(ProofFault::Length),
        0 => (empty_root(), new.root),
        _ => roots_by_consistency(old.count, new.count, Some(&old.root), proof)
            .ok_or(ProofFault::Length)?,
    };
    if old_root == old.root && new_root == new.root { Ok(()) } else { Err(ProofFault::Root) }
}

/// The old and the new root that `proof` leads to.
///
/// `whole` is the old root as long as the old tree is the left edge of the part looked at: then the proof leaves its
/// root out, because whoever checks has it.
fn roots_by_consistency(
    old: u32,
    new: u32,
    whole: Option<&Hash>,
    proof: &[Hash],
) -> Option<(Hash, Hash)> {
    if old == new {
        return match (whole, proof) {
            (Some(root), []) | (None, [root]) => Some((*root, *root)),
            _ => None,
        };
    }
    let (sibling, below) = proof.split_last()?;
    let left = left_leaves(new);
    if old <= left {
        let (old_root, new_root) = roots_by_consistency(old, left, whole, below)?;
        Some((old_root, node_hash(&new_root, sibling)))
    } else {
        let (old_root, new_root) = roots_by_consistency(old - left, new - left, None, below)?;
        Some((node_hash(sibling, &old_root), node_hash(sibling, &new_root)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_written_form() {
        let hash = body_hash(None, "Ardenia supports paragraph 4");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(hash.to_string().to_uppercase().parse::<Hash>(), Err(NotAHash));
        assert_eq!("é".repeat(32).parse::<Hash>(), Err(NotAHash));
        assert_eq!("".parse::<Hash>(), Err(NotAHash));
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let salt = [7; 32];
        let empty = body_hash(None, "");
        assert_ne!(leaf_data("ab", &empty), leaf_data("a", &empty));
        assert_ne!(body_hash(None, "x"), body_hash(Some(&salt), "x"));
        assert_ne!(body_hash(Some(&salt), ""), body_hash(None, &String::from_utf8_lossy(&salt)));
    }

    #[test]
    fn taking_leaves_back_leaves_the_tree_as_it_was() {
        let leaf = |n: u32| body_hash(None, &n.to_string());
        let mut tree = Tree::default();
        (0..77).for_each(|n| tree.push(leaf(n)));
        let before = tree.head();
        (77..130).for_each(|n| tree.push(leaf(n)));
        tree.truncate(77);
        assert_eq!(tree.head(), before);
        tree.push(leaf(77));
        let mut straight = Tree::default();
        (0..78).for_each(|n| straight.push(leaf(n)));
        assert_eq!(tree.head(), straight.head());
    }
}
