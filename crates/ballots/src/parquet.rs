//! Responses in Apache Parquet: the columns of `votes.csv`, a response a row.
//!
//! Footer and heads of pages are read here and not by the crate `parquet`, whose reader takes a schema's depth and a page's
//! size as they are declared: either can end the program. Its decoders turn pages, looked through before, into values.
//! At most four columns are read, each a page and a dictionary at a time.

mod footer;
mod pages;
mod rows;
mod thrift;

pub(crate) use rows::Sheet;

use crate::refusal::{Damage, Refusal};
use pages::Shared;
use std::io::{Read, Seek};

/// The four bytes that a file begins and ends with.
pub(crate) const MAGIC: &[u8; 4] = b"PAR1";
/// The four bytes that a file with an encrypted footer begins and ends with.
const MAGIC_ENCRYPTED: &[u8; 4] = b"PARE";
/// Bytes of a footer that are read.
const FOOTER_BYTES: usize = 64 << 20;

/// The footer, and where it begins. The end of a file says how long it is.
fn footer_bytes<R: Read + Seek>(file: &Shared<R>, size: u64) -> Result<(Vec<u8>, u64), Refusal> {
    let cut = || Refusal::Damaged(Damage::Cut);
    let end = file.bytes(size.checked_sub(8).ok_or_else(cut)?, 8)?;
    let [a, b, c, d, magic @ ..] = end.as_slice() else { return Err(cut()) };
    if magic == MAGIC_ENCRYPTED {
        return Err(Refusal::Encrypted);
    }
    if magic != MAGIC {
        return Err(cut());
    }
    let length = u32::from_le_bytes([*a, *b, *c, *d]);
    let start = (size - 8).checked_sub(u64::from(length)).filter(|start| *start >= 4);
    let start = start.ok_or(Refusal::Damaged(Damage::Footer))?;
    if length as usize > FOOTER_BYTES {
        return Err(Refusal::Damaged(Damage::FooterTooLarge));
    }
    Ok((file.bytes(start, length as usize)?, start))
}
