//! Which pairs of ballots are worth a look.
//!
//! Few participants: all pairs. Many: minhash over the pairs (statement, answer), whose collision rate is their Jaccard
//! index (Broder 1997), all hashes from one pass over a ballot (one permutation, Li, Owen and Zhang 2012; empty bins filled
//! as in Shrivastava 2017), in 16 bands of `r` hashes each (Leskovec, Rajaraman and Ullman 2014, ch. 3), where `r` grows
//! with the logarithm of the number of participants so that unlike pairs stay rare. Two ballots with index `J` meet with a
//! chance of about `1 - (1 - J^r)^16`: identical ones always, `J = 0.8` at a million participants in 99 of 100 cases,
//! `J = 0.56` (a fifth left out and a twentieth changed in both) in 4 of 10, so that of such a bloc's pairs enough remain
//! from a handful of members on. Whoever meets many is compared with the first few of each meeting alone, so that a million
//! identical ballots cost no more than a million others.

use super::likeness::Margins;
use crate::opinions::chance::mix;
use crate::opinions::{Answer, Chance, LEVELS_MAX, Responses};
use rayon::prelude::*;

/// All pairs are compared while this many steps suffice.
const STEPS_MAX: f64 = (1u64 << 26) as f64;
/// Bands of hashes.
const BANDS: usize = 16;
/// Hashes in a band, at most.
const ROWS_MAX: usize = 6;
/// The bits that number a participant.
const NUMBER: u64 = Answer::ABOUT_MAX as u64 - 1;
/// With how many of a meeting everybody in it is compared.
const HOSTS: usize = 3;

/// Pairs that may be near-identical, each once, rising.
pub(super) fn propose(
    responses: &Responses,
    margins: &Margins,
    needed: f64,
    chance: Chance,
) -> Vec<(u32, u32)> {
    let table = responses.by_participant();
    // A ballot that would not suffice beside its own copy is in no pair.
    let mut able: Vec<u32> = (0..table.rows() as u32)
        .into_par_iter()
        .filter(|&p| margins.own_bits(table.row(p as usize)) >= needed)
        .collect();
    let cells: f64 = able.iter().map(|&p| table.row(p as usize).len() as f64).sum();
    if able.len() as f64 * cells <= STEPS_MAX {
        able.par_sort_unstable_by_key(|&p| (table.row(p as usize).len(), p));
        return all_pairs(responses, &able);
    }
    meetings(responses, &able, chance)
}

/// Every pair whose lengths allow half of the statements in common; `able` by rising length.
fn all_pairs(responses: &Responses, able: &[u32]) -> Vec<(u32, u32)> {
    let table = responses.by_participant();
    let mut pairs = Vec::new();
    for (i, &one) in able.iter().enumerate() {
        let most = 2 * table.row(one as usize).len();
        let others = able[i + 1..].iter().take_while(|&&o| table.row(o as usize).len() <= most);
        pairs.extend(others.map(|&other| (one.min(other), one.max(other))));
    }
    pairs
}

/// The pairs that hashing proposes.
fn meetings(responses: &Responses, able: &[u32], chance: Chance) -> Vec<(u32, u32)> {
    let rows = (libm::ceil(libm::log10(able.len() as f64)) as usize).clamp(2, ROWS_MAX);
    let loans = loans(rows * BANDS, chance.purpose(1));
    let hash = |cell: usize| chance.bits(cell / LEVELS_MAX, cell % LEVELS_MAX);
    let hashes: Vec<u64> = (0..responses.statements() * LEVELS_MAX).map(hash).collect();
    let sign = |&p: &u32| {
        let mut bins = [u64::MAX; ROWS_MAX * BANDS];
        let bins = &mut bins[..rows * BANDS];
        let mut full = 0u128;
        for answer in responses.by_participant().row(p as usize) {
            let hash = hashes[answer.about() * LEVELS_MAX + answer.level()];
            let bin = (((hash >> 32) * bins.len() as u64) >> 32) as usize;
            bins[bin] = bins[bin].min(hash.rotate_left(32));
            full |= 1 << bin;
        }
        fill(bins, full, &loans);
        // The participant's number takes the place of the last bits, so that sorting sorts by key, then number.
        let bands: [u64; BANDS] = std::array::from_fn(|band| {
            let part = &bins[band * rows..(band + 1) * rows];
            part.iter().fold(0, |key, &h| mix(key ^ h)) & !NUMBER | u64::from(p)
        });
        bands
    };
    let keys: Vec<[u64; BANDS]> = able.par_iter().map(sign).collect();
    let mut pairs: Vec<(u32, u32)> = (0..BANDS)
        .into_par_iter()
        .flat_map_iter(|band| {
            let mut sorted: Vec<u64> = keys.iter().map(|key| key[band]).collect();
            sorted.sort_unstable();
            let mut met = Vec::new();
            for bucket in sorted.chunk_by(|a, b| a & !NUMBER == b & !NUMBER) {
                let number = |key: u64| (key & NUMBER) as u32;
                for (host, &one) in bucket.iter().take(HOSTS).enumerate() {
                    met.extend(bucket[host + 1..].iter().map(|&o| (number(one), number(o))));
                }
            }
            met
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Where each bin looks if it is empty, the first drawn first, every bin in the end.
fn loans(bins: usize, chance: Chance) -> Vec<[u8; ROWS_MAX * BANDS]> {
    (0..bins)
        .map(|bin| {
            let mut order: [u8; ROWS_MAX * BANDS] = std::array::from_fn(|i| i as u8);
            order[..bins].sort_by_key(|&other| chance.bits(bin, usize::from(other)));
            order
        })
        .collect()
}

/// Fills empty bins from full ones, the same for every ballot with the same full bins.
fn fill(bins: &mut [u64], full: u128, loans: &[[u8; ROWS_MAX * BANDS]]) {
    let mut empty = !full & ((1 << bins.len()) - 1);
    while empty != 0 {
        let bin = empty.trailing_zeros() as usize;
        empty &= empty - 1;
        if let Some(&from) = loans[bin][..bins.len()].iter().find(|&&f| full >> f & 1 == 1) {
            bins[bin] = bins[usize::from(from)];
        }
    }
}
