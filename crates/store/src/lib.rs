//! Keeps the canonical lines of a record, and their Merkle tree.
