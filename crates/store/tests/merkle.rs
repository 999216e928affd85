//! The tree against RFC 6962's own recursive definition, against another implementation, and against the manual.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use store::Hash;
use store::merkle::{
    Head, ProofFault, Tree, body_hash, leaf_data, leaf_hash, verify_consistency, verify_inclusion,
};

fn sha256(parts: &[&[u8]]) -> Hash {
    Hash(Sha256::digest(parts.concat()).into())
}

/// MTH of RFC 6962, §2.1, word for word.
fn mth(data: &[Vec<u8>]) -> Hash {
    match data {
        [] => sha256(&[]),
        [one] => sha256(&[&[0], one]),
        _ => {
            let k = split(data.len());
            sha256(&[&[1], &mth(&data[..k]).0, &mth(&data[k..]).0])
        }
    }
}

/// PATH of §2.1.1.
fn path(m: usize, data: &[Vec<u8>]) -> Vec<Hash> {
    if data.len() == 1 {
        return Vec::new();
    }
    let k = split(data.len());
    let (mut path, sibling) = if m < k {
        (path(m, &data[..k]), mth(&data[k..]))
    } else {
        (path(m - k, &data[k..]), mth(&data[..k]))
    };
    path.push(sibling);
    path
}

/// SUBPROOF of §2.1.2.
fn subproof(m: usize, data: &[Vec<u8>], whole: bool) -> Vec<Hash> {
    if m == data.len() {
        return if whole { Vec::new() } else { vec![mth(data)] };
    }
    let k = split(data.len());
    let (mut proof, sibling) = if m <= k {
        (subproof(m, &data[..k], whole), mth(&data[k..]))
    } else {
        (subproof(m - k, &data[k..], false), mth(&data[..k]))
    };
    proof.push(sibling);
    proof
}

fn split(count: usize) -> usize {
    let mut k = 1;
    while k * 2 < count {
        k *= 2;
    }
    k
}

fn data(count: u32) -> Vec<Vec<u8>> {
    (0..count)
        .map(|n| leaf_data(&format!("envelope {n}"), &body_hash(None, &"x".repeat(n as usize % 5))))
        .collect()
}

fn leaf_of(data: &[u8]) -> Hash {
    sha256(&[&[0], data])
}

fn tree_of(data: &[Vec<u8>]) -> Tree {
    let mut tree = Tree::default();
    data.iter().for_each(|data| tree.push(leaf_of(data)));
    tree
}

#[test]
fn heads_and_proofs_are_those_of_the_definition_at_every_size() {
    let data = data(42);
    let tree = tree_of(&data);
    for count in 0..=42 {
        let part = &data[..count as usize];
        let head = tree.head_at(count).unwrap();
        assert_eq!(head, Head { count, root: mth(part) });
        assert_eq!(head, tree_of(part).head());
        for index in 0..count {
            let proof = tree.prove_inclusion(index, count).unwrap();
            assert_eq!(proof, path(index as usize, part));
            assert_eq!(
                verify_inclusion(&leaf_of(&part[index as usize]), index, &proof, &head),
                Ok(())
            );
        }
        for old in 0..=count {
            let proof = tree.prove_consistency(old, count).unwrap();
            if old > 0 {
                assert_eq!(proof, subproof(old as usize, part, true));
            }
            assert_eq!(verify_consistency(&tree.head_at(old).unwrap(), &head, &proof), Ok(()));
        }
    }
}

#[test]
fn what_is_beyond_the_tree_has_no_proof() {
    let tree = tree_of(&data(7));
    assert_eq!(tree.prove_inclusion(7, 7), None);
    assert_eq!(tree.prove_inclusion(3, 8), None);
    assert_eq!(tree.prove_consistency(5, 4), None);
    assert_eq!(tree.prove_consistency(5, 8), None);
    assert_eq!(tree.head_at(8), None);
    let (old, new) = (tree.head_at(3).unwrap(), tree.head());
    assert_eq!(verify_consistency(&new, &old, &[]), Err(ProofFault::BeyondHead));
    assert_eq!(verify_inclusion(&old.root, 7, &[], &new), Err(ProofFault::BeyondHead));
    assert_eq!(
        verify_consistency(&tree.head_at(0).unwrap(), &new, &[old.root]),
        Err(ProofFault::Length)
    );
    let not_empty = Head { count: 0, root: old.root };
    assert_eq!(verify_consistency(&not_empty, &new, &[]), Err(ProofFault::Root));
}

#[test]
fn another_implementation_agrees_up_to_two_hundred_leaves() {
    let data = data(200);
    let ours = tree_of(&data);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for count in 1..=200_u32 {
        theirs.push(data[count as usize - 1].clone());
        let head = ours.head_at(count).unwrap();
        assert_eq!(head.root.0.as_slice(), theirs.root().as_bytes().as_slice());
        for index in (0..count).step_by(7).chain([count - 1]) {
            let proof = ours.prove_inclusion(index, count).unwrap();
            let expected = theirs.prove_inclusion(index as usize);
            assert_eq!(bytes(&proof), expected.as_bytes());
            let root = theirs.root();
            root.verify_inclusion(&data[index as usize], u64::from(index), &expected).unwrap();
        }
        for old in (1..count).step_by(5) {
            let proof = ours.prove_consistency(old, count).unwrap();
            assert_eq!(bytes(&proof), theirs.prove_consistency((count - old) as usize).as_bytes());
        }
    }
}

fn bytes(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

proptest! {
    #[test]
    fn an_altered_proof_proves_nothing(count in 2_u32..200, at in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), byte in 0_usize..32, flip in 1_u8..) {
        let data = data(count);
        let tree = tree_of(&data);
        let head = tree.head();
        let index = at.index(count as usize) as u32;
        let leaf = tree.leaf(index).unwrap();
        let mut proof = tree.prove_inclusion(index, count).unwrap();
        prop_assert_eq!(verify_inclusion(&leaf, index, &proof[1..], &head), Err(ProofFault::Length));
        let other = (index + 1) % count;
        prop_assert!(verify_inclusion(&leaf, other, &proof, &head).is_err());
        let place = place.index(proof.len());
        proof[place].0[byte] ^= flip;
        prop_assert_eq!(verify_inclusion(&leaf, index, &proof, &head), Err(ProofFault::Root));
    }

    #[test]
    fn a_rewritten_record_is_not_consistent(count in 2_u32..200, old in any::<prop::sample::Index>(), changed in any::<prop::sample::Index>()) {
        let mut data = data(count);
        let old = old.index(count as usize - 1) as u32 + 1;
        let before = tree_of(&data[..old as usize]).head();
        data[changed.index(old as usize)].push(b'!');
        let tree = tree_of(&data);
        let proof = tree.prove_consistency(old, count).unwrap();
        prop_assert!(verify_consistency(&before, &tree.head(), &proof).is_err());
    }

    #[test]
    fn checking_never_panics(count in any::<u32>(), index in any::<u32>(), old in any::<u32>(), hashes in prop::collection::vec(any::<[u8; 32]>(), 0..70)) {
        let proof: Vec<Hash> = hashes.into_iter().map(Hash).collect();
        let head = |count| Head { count, root: Hash([1; 32]) };
        prop_assert!(verify_inclusion(&Hash([2; 32]), index, &proof, &head(count)).is_err());
        prop_assert!(verify_consistency(&head(old), &head(count), &proof).is_err() || old == count);
    }
}

/// The worked example of the manual; every hash in it is computed here.
#[test]
fn the_manuals_worked_example_holds() {
    let manual = include_str!("../../../docs/reference/merkle.md");
    let envelope = "no. 1 2026-03-02T10:05+01:00 taken down by SEC";
    let body = "BOR prefers \"shall\" in 4";
    let salt: [u8; 32] = std::array::from_fn(|n| n as u8);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();

    let mut body_data = Vec::new();
    body_data.extend_from_slice(&17_u64.to_be_bytes());
    body_data.extend_from_slice(b"rapporteur/body/1");
    body_data.push(1);
    body_data.extend_from_slice(&salt);
    body_data.extend_from_slice(&(body.len() as u64).to_be_bytes());
    body_data.extend_from_slice(body.as_bytes());
    let body_hashed = body_hash(Some(&salt), body);
    assert_eq!(body_hashed, sha256(&[&body_data]));

    let mut data = Vec::new();
    data.extend_from_slice(&18_u64.to_be_bytes());
    data.extend_from_slice(b"rapporteur/entry/1");
    data.extend_from_slice(&(envelope.len() as u64).to_be_bytes());
    data.extend_from_slice(envelope.as_bytes());
    data.extend_from_slice(&body_hashed.0);
    assert_eq!(leaf_data(envelope, &body_hashed), data);

    let leaves = [
        leaf_hash(envelope, &body_hashed),
        leaf_hash("no. 2 SEC", &body_hash(None, "meeting 4 closed")),
        leaf_hash("no. 3 SEC", &body_hash(None, "meeting 5 opened")),
    ];
    let mut tree = Tree::default();
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    let mut expected = vec![hex(&body_data), body_hashed.to_string(), hex(&data)];
    expected.extend(leaves.iter().map(Hash::to_string));
    expected.extend((0..=3).map(|count| tree.head_at(count).unwrap().root.to_string()));
    expected.extend(tree.prove_inclusion(0, 3).unwrap().iter().map(Hash::to_string));
    expected.extend(tree.prove_consistency(2, 3).unwrap().iter().map(Hash::to_string));
    let manual: String = manual.split_whitespace().collect();
    let missing: Vec<&String> = expected.iter().filter(|hex| !manual.contains(*hex)).collect();
    assert!(missing.is_empty(), "not in docs/reference/merkle.md: {missing:#?}");
}
