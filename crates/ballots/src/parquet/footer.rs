//! What the footer of a Parquet file says: its columns, and where the values of each stand.
//!
//! The numbers of fields and codes are those of `parquet.thrift` in the Apache Parquet project's `parquet-format`.

use super::thrift::{Broken, Thrift, Type};
use crate::refusal::{Damage, Refusal};

/// How the values of a column are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    Bytes,
    /// Not read, with its name.
    Other(&'static str),
}

/// What the values of a column mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What they are kept as.
    Plain,
    /// Whole numbers without a sign.
    Unsigned,
    /// Times, so many of which make a second.
    Time { a_second: i64 },
    /// Not read, with its name.
    Other(&'static str),
}

/// A column at the top of the schema.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: Vec<u8>,
    /// `None` where it holds columns or lists.
    pub(super) leaf: Option<Leaf>,
}

/// A column of values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    /// Its place among all columns of values.
    pub(super) at: usize,
    pub(super) kept: Kept,
    pub(super) meaning: Meaning,
    /// Whether a value may be missing.
    pub(super) optional: bool,
}

/// Where the values of a column stand, in one group of rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) codec: i64,
    /// Missing ones included.
    pub(super) values: u64,
}

impl From<Broken> for Refusal {
    fn from(_: Broken) -> Self {
        Refusal::Damaged(Damage::Footer)
    }
}

/// The columns at the top of the schema, at most `most` of all.
pub(super) fn schema(footer: &[u8], most: usize) -> Result<Vec<Field>, Refusal> {
    let mut fields = Vec::new();
    let mut met = false;
    Thrift::new(footer).fields::<Refusal>(Type::Struct, |thrift, id, is| {
        match id {
            2 if !met => {
                met = true;
                fields = elements(thrift, is, most)?;
            }
            // The algorithm by which columns are encrypted.
            8 => return Err(Refusal::Encrypted),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(fields)
}

/// The schema is a tree written down from its root, each element with the number of its children.
fn elements(thrift: &mut Thrift<'_>, is: Type, most: usize) -> Result<Vec<Field>, Refusal> {
    let (is, count) = thrift.list(is)?;
    if count == 0 || count > most {
        return Err(Broken.into());
    }
    let root = element(thrift, is)?;
    let mut fields = Vec::new();
    // For each group around the element at hand, how many children are to come.
    let mut open = vec![root.children];
    let mut leaves = 0;
    for _ in 1..count {
        while open.last() == Some(&0) {
            open.pop();
        }
        *open.last_mut().ok_or(Broken)? -= 1;
        let element = element(thrift, is)?;
        let top = open.len() == 1;
        let leaf = (element.children == 0).then(|| {
            leaves += 1;
            Leaf {
                at: leaves - 1,
                kept: element.kept,
                meaning: element.meaning,
                optional: element.repetition == 1,
            }
        });
        if top {
            let leaf = leaf.filter(|_| element.repetition < 2);
            fields.push(Field { name: element.name.to_vec(), leaf });
        }
        if element.children > 0 {
            open.push(element.children);
        }
    }
    if open.iter().any(|left| *left > 0) {
        return Err(Broken.into());
    }
    Ok(fields)
}

struct Element<'a> {
    name: &'a [u8],
    kept: Kept,
    meaning: Meaning,
    /// 0 stands there, 1 may be missing, 2 is a list.
    repetition: i64,
    children: i64,
}

fn element<'a>(thrift: &mut Thrift<'a>, is: Type) -> Result<Element<'a>, Broken> {
    let mut element = Element {
        name: b"",
        kept: Kept::Other("of no type"),
        meaning: Meaning::Plain,
        repetition: 0,
        children: 0,
    };
    let mut logical = None;
    thrift.fields::<Broken>(is, |thrift, id, is| {
        match id {
            1 => element.kept = kept(thrift.whole(is)?),
            3 => element.repetition = thrift.whole(is)?,
            4 => element.name = thrift.binary(is)?,
            5 => element.children = thrift.whole(is)?.max(0),
            6 => element.meaning = converted(thrift.whole(is)?),
            10 => logical = logical_type(thrift, is)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    element.meaning = logical.unwrap_or(element.meaning);
    if !(0..=2).contains(&element.repetition) {
        return Err(Broken);
    }
    Ok(element)
}

fn kept(code: i64) -> Kept {
    match code {
        0 => Kept::Other("truth values"),
        1 => Kept::Int32,
        2 => Kept::Int64,
        3 => Kept::Int96,
        4 => Kept::Float,
        5 => Kept::Double,
        6 => Kept::Bytes,
        7 => Kept::Other("bytes of a fixed length"),
        _ => Kept::Other("an unknown type"),
    }
}

/// The older way to say what values mean.
fn converted(code: i64) -> Meaning {
    match code {
        // Text, a member of an enumeration, signed numbers.
        0 | 4 | 15..=18 => Meaning::Plain,
        11..=14 => Meaning::Unsigned,
        9 => Meaning::Time { a_second: 1_000 },
        10 => Meaning::Time { a_second: 1_000_000 },
        5 => Meaning::Other("decimal numbers"),
        6 => Meaning::Other("dates"),
        7 | 8 => Meaning::Other("times of day"),
        19 | 20 => Meaning::Other("JSON"),
        _ => Meaning::Other("an unknown type"),
    }
}

/// The newer way to say what values mean: a structure whose one field says it. `None` where it says nothing known.
fn logical_type(thrift: &mut Thrift<'_>, is: Type) -> Result<Option<Meaning>, Broken> {
    let mut meaning = None;
    thrift.fields::<Broken>(is, |thrift, id, is| {
        meaning = match id {
            1 | 4 => Some(Meaning::Plain),
            5 => Some(Meaning::Other("decimal numbers")),
            6 => Some(Meaning::Other("dates")),
            7 => Some(Meaning::Other("times of day")),
            8 => {
                meaning = unit(thrift, is)?;
                return Ok(true);
            }
            10 => {
                meaning = Some(whole(thrift, is)?);
                return Ok(true);
            }
            12 | 13 => Some(Meaning::Other("JSON")),
            14 => Some(Meaning::Other("UUIDs")),
            // A column of nothing.
            11 => None,
            _ => Some(Meaning::Other("an unknown type")),
        };
        Ok(false)
    })?;
    Ok(meaning)
}

fn unit(thrift: &mut Thrift<'_>, is: Type) -> Result<Option<Meaning>, Broken> {
    let mut meaning = None;
    thrift.fields::<Broken>(is, |thrift, id, is| {
        if id != 2 {
            return Ok(false);
        }
        thrift.fields::<Broken>(is, |_, id, _| {
            let a_second = match id {
                1 => 1_000,
                2 => 1_000_000,
                3 => 1_000_000_000,
                _ => return Err(Broken),
            };
            meaning = Some(Meaning::Time { a_second });
            Ok(false)
        })?;
        Ok(true)
    })?;
    Ok(meaning)
}

fn whole(thrift: &mut Thrift<'_>, is: Type) -> Result<Meaning, Broken> {
    let mut meaning = Meaning::Plain;
    thrift.fields::<Broken>(is, |_, id, is| {
        if id == 2 && is == Type::False {
            meaning = Meaning::Unsigned;
        }
        Ok(false)
    })?;
    Ok(meaning)
}

/// Where the values of some columns stand: for each group of rows as many places as there are `leaves`.
pub(super) fn groups(
    footer: &[u8],
    leaves: &[Leaf],
    end_of_pages: u64,
) -> Result<Vec<Chunk>, Refusal> {
    let mut chunks = Vec::new();
    Thrift::new(footer).fields::<Refusal>(Type::Struct, |thrift, id, is| {
        if id != 4 {
            return Ok(false);
        }
        let (is, count) = thrift.list(is)?;
        for _ in 0..count {
            group(thrift, is, leaves, end_of_pages, &mut chunks)?;
        }
        Ok(true)
    })?;
    Ok(chunks)
}

fn group(
    thrift: &mut Thrift<'_>,
    is: Type,
    leaves: &[Leaf],
    end_of_pages: u64,
    chunks: &mut Vec<Chunk>,
) -> Result<(), Refusal> {
    let mut found: Vec<Option<Chunk>> = vec![None; leaves.len()];
    thrift.fields::<Refusal>(is, |thrift, id, is| {
        if id != 1 {
            return Ok(false);
        }
        let (is, count) = thrift.list(is)?;
        for at in 0..count {
            let chunk = chunk(thrift, is)?;
            if let Some(slot) = leaves.iter().position(|leaf| leaf.at == at) {
                let chunk = chunk?;
                if chunk.start < 4 || chunk.end > end_of_pages {
                    return Err(Broken.into());
                }
                found[slot] = Some(chunk);
            }
        }
        Ok(true)
    })?;
    for chunk in found {
        chunks.push(chunk.ok_or(Broken)?);
    }
    Ok(())
}

/// A column of a group; within, why it cannot be read, should it be wanted.
fn chunk(thrift: &mut Thrift<'_>, is: Type) -> Result<Result<Chunk, Refusal>, Broken> {
    let (mut encrypted, mut elsewhere) = (false, false);
    let (mut codec, mut values, mut size) = (0, None, None);
    let (mut data, mut dictionary) = (None, None);
    thrift.fields::<Broken>(is, |thrift, id, is| {
        match id {
            1 => elsewhere = !thrift.binary(is)?.is_empty(),
            3 => thrift.fields::<Broken>(is, |thrift, id, is| {
                match id {
                    4 => codec = thrift.whole(is)?,
                    5 => values = u64::try_from(thrift.whole(is)?).ok(),
                    7 => size = u64::try_from(thrift.whole(is)?).ok(),
                    9 => data = u64::try_from(thrift.whole(is)?).ok(),
                    11 => dictionary = u64::try_from(thrift.whole(is)?).ok(),
                    _ => return Ok(false),
                }
                Ok(true)
            })?,
            8 | 9 => {
                encrypted = true;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    if encrypted {
        return Ok(Err(Refusal::Encrypted));
    }
    let (Some(values), Some(size), Some(data)) = (values, size, data) else {
        return Ok(Err(Broken.into()));
    };
    if values == 0 {
        // Writers leave no page behind then, and any offset.
        return Ok(Ok(Chunk { start: 4, end: 4, codec, values }));
    }
    if elsewhere {
        return Ok(Err(Refusal::Damaged(Damage::Elsewhere)));
    }
    // Some writers say 0 where there is no dictionary.
    let start = dictionary.filter(|start| *start > 0).map_or(data, |start| start.min(data));
    let end = start.checked_add(size).ok_or(Broken)?;
    Ok(Ok(Chunk { start, end, codec, values }))
}
