//! The pages of a column: read, unpacked and looked through before their values are decoded.
//!
//! The decoders of the crate `parquet` reserve what a page declares, and some of them assert what a page should hold. So
//! every number of a page is held against the bytes that are there before the decoders see it.

use super::thrift::{Broken, Thrift, Type};
use crate::refusal::Damage;
use ::parquet::basic::Encoding;
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use bytes::Bytes;
use std::io::{Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use super::footer::{Chunk, Kept, Leaf};

/// Bytes of a page, packed or unpacked.
pub(super) const PAGE_BYTES: usize = 64 << 20;
/// Values of a dictionary; each takes up to forty bytes once decoded.
pub(super) const DICTIONARY_VALUES: usize = 1 << 22;
/// Bytes of the head of a page, which may hold the least and the greatest value.
const HEAD_BYTES: usize = 1 << 20;
/// Bytes of it that are looked at first.
const HEAD_BYTES_FIRST: usize = 1 << 10;

/// A file that several columns are read from in turn.
pub(super) struct Shared<R> {
    source: Mutex<Source<R>>,
}

struct Source<R> {
    file: R,
    read: u64,
}

impl<R: Read + Seek> Shared<R> {
    pub(super) fn new(file: R) -> Self {
        Self { source: Mutex::new(Source { file, read: 0 }) }
    }

    /// How many bytes were read so far.
    pub(super) fn read_so_far(&self) -> u64 {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).read
    }

    /// `length` bytes from `start`, or those up to the end of the file.
    pub(super) fn bytes(&self, start: u64, length: usize) -> std::io::Result<Vec<u8>> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        source.file.seek(SeekFrom::Start(start))?;
        source.file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        source.read += bytes.len() as u64;
        Ok(bytes)
    }
}

/// The pages of a column in a group of rows.
pub(super) struct Pages<R> {
    file: Arc<Shared<R>>,
    chunk: Chunk,
    leaf: Leaf,
    at: u64,
    dictionary: bool,
}

impl<R: Read + Seek> Pages<R> {
    pub(super) fn new(file: Arc<Shared<R>>, chunk: Chunk, leaf: Leaf) -> Self {
        Self { file, chunk, leaf, at: chunk.start, dictionary: false }
    }

    fn next_page(&mut self) -> Result<Option<Page>> {
        loop {
            let left = usize::try_from(self.chunk.end - self.at).unwrap_or(usize::MAX);
            if left == 0 {
                return Ok(None);
            }
            let (head, length) = self.head(left)?;
            let start = self.at + length as u64;
            let packed = head.packed.filter(|packed| *packed <= left - length);
            let (Some(packed), Some(unpacked)) = (packed, head.unpacked) else {
                return Err(damage(Damage::Page));
            };
            self.at = start + packed as u64;
            // Pages of an index hold no values, nor do some others; the decoders would take those for the end.
            if head.is == Some(1) || (matches!(head.is, Some(0 | 3)) && head.values == Some(0)) {
                continue;
            }
            if packed > PAGE_BYTES || unpacked > PAGE_BYTES {
                return Err(damage(Damage::PageTooLarge));
            }
            let bytes = self.file.bytes(start, packed)?;
            if bytes.len() != packed {
                return Err(damage(Damage::Page));
            }
            return match head.is {
                Some(0) => self.data(&head, bytes, unpacked),
                Some(2) => self.dictionary(&head, bytes, unpacked),
                Some(3) => self.data_v2(&head, bytes, unpacked),
                _ => Err(damage(Damage::Page)),
            }
            .map(Some);
        }
    }

    /// The head of the next page, and how many bytes it takes.
    fn head(&self, left: usize) -> Result<(Head, usize)> {
        let mut length = HEAD_BYTES_FIRST;
        loop {
            let bytes = self.file.bytes(self.at, length.min(left))?;
            match Head::read(&bytes) {
                Ok(head) => return Ok(head),
                Err(Broken) if length < HEAD_BYTES && length < left => length = HEAD_BYTES,
                Err(Broken) => return Err(damage(Damage::Page)),
            }
        }
    }

    fn dictionary(&mut self, head: &Head, bytes: Vec<u8>, unpacked: usize) -> Result<Page> {
        let buf = unpack(self.chunk.codec, bytes, unpacked)?;
        let values = head.values.unwrap_or(0);
        let plain = matches!(head.encoding, Some(0 | 2));
        if self.dictionary || !plain || !self.fits(&buf, values) {
            return Err(damage(Damage::Page));
        }
        if values as usize > DICTIONARY_VALUES {
            return Err(damage(Damage::PageTooLarge));
        }
        self.dictionary = true;
        let encoding = Encoding::PLAIN;
        Ok(Page::DictionaryPage { buf: buf.into(), num_values: values, encoding, is_sorted: false })
    }

    fn data(&self, head: &Head, bytes: Vec<u8>, unpacked: usize) -> Result<Page> {
        let mut buf = Bytes::from(unpack(self.chunk.codec, bytes, unpacked)?);
        let values = head.values.ok_or_else(|| damage(Damage::Page))?;
        let mut levels = 0;
        if self.leaf.optional {
            // Levels are run lengths with the number of their bytes before them.
            if head.levels != Some(3) {
                return Err(damage(Damage::Encoding));
            }
            let length = buf.first_chunk().map(|length| u32::from_le_bytes(*length) as usize);
            levels = length.ok_or_else(|| damage(Damage::Page))?.saturating_add(4);
        }
        let data = buf.get(levels..).ok_or_else(|| damage(Damage::Page))?;
        let there = self.there(buf.get(4..levels).unwrap_or_default(), values)?;
        let encoding = self.encoding(head.encoding, data, there)?;
        if there == 0 {
            buf.truncate(levels);
        }
        Ok(Page::DataPage {
            num_values: values,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
            buf,
        })
    }

    /// In the second version of pages, levels stand unpacked before the values.
    fn data_v2(&self, head: &Head, mut bytes: Vec<u8>, unpacked: usize) -> Result<Page> {
        let values = head.values.ok_or_else(|| damage(Damage::Page))?;
        let levels = head.level_bytes.ok_or_else(|| damage(Damage::Page))?;
        let nulls = head.nulls.filter(|nulls| *nulls <= values);
        let nulls = nulls.ok_or_else(|| damage(Damage::Page))?;
        if levels > bytes.len() || levels > unpacked || head.rows.is_some_and(|rows| rows != values)
        {
            return Err(damage(Damage::Page));
        }
        if !head.not_packed && bytes.len() > levels {
            let data = unpack(self.chunk.codec, bytes.split_off(levels), unpacked - levels)?;
            bytes.extend_from_slice(&data);
        }
        let there = self.there(&bytes[..levels], values)?;
        if there != values - nulls {
            return Err(damage(Damage::Page));
        }
        let encoding = self.encoding(head.encoding, &bytes[levels..], there)?;
        if there == 0 {
            bytes.truncate(levels);
        }
        Ok(Page::DataPageV2 {
            buf: bytes.into(),
            num_values: values,
            encoding,
            num_nulls: nulls,
            num_rows: values,
            def_levels_byte_len: levels as u32,
            rep_levels_byte_len: 0,
            is_compressed: false,
            statistics: None,
        })
    }

    /// How many of the values of a page are not missing, by its levels.
    fn there(&self, levels: &[u8], values: u32) -> Result<u32> {
        if !self.leaf.optional {
            return Ok(values);
        }
        ones(levels, values).ok_or_else(|| damage(Damage::Page))
    }

    /// How values are written, where it is a way that is read and so many values may stand there.
    fn encoding(&self, code: Option<i64>, data: &[u8], there: u32) -> Result<Encoding> {
        // Where there are none, nothing is decoded, whatever the page says.
        if there == 0 {
            return Ok(Encoding::PLAIN);
        }
        match code {
            Some(0) if self.fits(data, there) => Ok(Encoding::PLAIN),
            Some(2 | 8) if self.dictionary => Ok(Encoding::RLE_DICTIONARY),
            Some(0 | 2 | 8) => Err(damage(Damage::Page)),
            Some(5) if matches!(self.leaf.kept, Kept::Int32 | Kept::Int64) => {
                deltas(data, there).ok_or_else(|| damage(Damage::Page))?;
                Ok(Encoding::DELTA_BINARY_PACKED)
            }
            _ => Err(damage(Damage::Encoding)),
        }
    }

    /// Whether so many values written plainly stand there.
    fn fits(&self, data: &[u8], values: u32) -> bool {
        let width = match self.leaf.kept {
            Kept::Bytes => {
                let mut left = data;
                return (0..values).all(|_| {
                    let Some((length, rest)) = left.split_first_chunk() else { return false };
                    let length = u32::from_le_bytes(*length) as usize;
                    rest.get(length..).map(|rest| left = rest).is_some()
                });
            }
            Kept::Int64 | Kept::Double => 8,
            Kept::Int96 => 12,
            Kept::Int32 | Kept::Float | Kept::Other(_) => 4,
        };
        values as usize <= data.len() / width
    }
}

/// How many of so many bits are ones: runs of one bit in a byte, and bits eight to a byte, each after its length.
fn ones(levels: &[u8], values: u32) -> Option<u32> {
    let mut thrift = Thrift::new(levels);
    let (mut left, mut ones) = (u64::from(values), 0u64);
    while left > 0 {
        let head = thrift.unsigned().ok()?;
        let run = head >> 1;
        if head & 1 == 0 {
            let bit = *thrift.take(1).ok()?.first()?;
            if run == 0 || bit > 1 {
                return None;
            }
            let run = run.min(left);
            ones += run * u64::from(bit);
            left -= run;
            continue;
        }
        // A last run may be filled up, and the filling left out.
        let bytes = thrift.take(run.min(left.div_ceil(8))).ok()?;
        if bytes.is_empty() {
            return None;
        }
        for byte in bytes {
            let of = left.min(8);
            ones += u64::from((byte & (0xff >> (8 - of))).count_ones());
            left -= of;
        }
    }
    u32::try_from(ones).ok()
}

/// Looks at the head of differences: size of a block, parts of it, number of values.
fn deltas(data: &[u8], there: u32) -> Option<()> {
    let mut thrift = Thrift::new(data);
    let block = thrift.unsigned().ok()?;
    let parts = thrift.unsigned().ok()?;
    let count = thrift.unsigned().ok()?;
    let fits = (1..=1 << 16).contains(&block) && (1..=block).contains(&parts);
    (fits && count == u64::from(there)).then_some(())
}

/// Unpacks what must come out as `length` bytes, and no more.
fn unpack(codec: i64, packed: Vec<u8>, length: usize) -> Result<Vec<u8>> {
    let read = |source: &mut dyn Read| -> Result<Vec<u8>> {
        let mut out = Vec::new();
        source.take(length as u64 + 1).read_to_end(&mut out).map_err(|_| damage(Damage::Page))?;
        Ok(out)
    };
    let out = match codec {
        0 => packed,
        1 if snap::raw::decompress_len(&packed) == Ok(length) => {
            snap::raw::Decoder::new().decompress_vec(&packed).map_err(|_| damage(Damage::Page))?
        }
        1 => return Err(damage(Damage::Page)),
        2 => read(&mut flate2::read::MultiGzDecoder::new(packed.as_slice()))?,
        6 => {
            let mut source = packed.as_slice();
            let decoder = ruzstd::decoding::StreamingDecoder::new(&mut source);
            read(&mut decoder.map_err(|_| damage(Damage::Page))?)?
        }
        3 => return Err(damage(Damage::Codec("LZO"))),
        4 => return Err(damage(Damage::Codec("Brotli"))),
        5 | 7 => return Err(damage(Damage::Codec("LZ4"))),
        _ => return Err(damage(Damage::Page)),
    };
    if out.len() == length { Ok(out) } else { Err(damage(Damage::Page)) }
}

/// A reason, as the decoders hand it on.
pub(super) fn damage(damage: Damage) -> ParquetError {
    ParquetError::External(Box::new(damage))
}

#[derive(Default)]
struct Head {
    /// 0 data, 1 index, 2 dictionary, 3 data of the second version.
    is: Option<i64>,
    unpacked: Option<usize>,
    packed: Option<usize>,
    values: Option<u32>,
    encoding: Option<i64>,
    levels: Option<i64>,
    nulls: Option<u32>,
    rows: Option<u32>,
    level_bytes: Option<usize>,
    not_packed: bool,
}

impl Head {
    fn read(bytes: &[u8]) -> std::result::Result<(Head, usize), Broken> {
        let mut head = Head::default();
        let mut thrift = Thrift::new(bytes);
        thrift.fields::<Broken>(Type::Struct, |thrift, id, is| {
            match id {
                1 => head.is = Some(thrift.whole(is)?),
                2 => head.unpacked = usize::try_from(thrift.whole(is)?).ok(),
                3 => head.packed = usize::try_from(thrift.whole(is)?).ok(),
                5 | 7 | 8 => head.read_inner(thrift, id, is)?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok((head, thrift.at()))
    }

    fn read_inner(
        &mut self,
        thrift: &mut Thrift<'_>,
        page: i64,
        is: Type,
    ) -> std::result::Result<(), Broken> {
        let small = |number: i64| u32::try_from(number).ok();
        thrift.fields::<Broken>(is, |thrift, id, is| {
            match (page, id) {
                (_, 1) => self.values = small(thrift.whole(is)?).filter(|n| *n < 1 << 31),
                (5 | 7, 2) | (8, 4) => self.encoding = Some(thrift.whole(is)?),
                (5, 3) => self.levels = Some(thrift.whole(is)?),
                (8, 2) => self.nulls = small(thrift.whole(is)?),
                (8, 3) => self.rows = small(thrift.whole(is)?),
                (8, 5) => self.level_bytes = usize::try_from(thrift.whole(is)?).ok(),
                // Nothing that is read has levels of repetition.
                (8, 6) if thrift.whole(is)? != 0 => return Err(Broken),
                (8, 7) => {
                    self.not_packed = is == Type::False;
                    return Ok(false);
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }
}

impl<R: Read + Seek + Send> Iterator for Pages<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_page().transpose()
    }
}

impl<R: Read + Seek + Send> PageReader for Pages<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.next_page()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.next_page().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    #[test]
    fn what_is_packed_by_zstandard_comes_out_as_long_as_declared_or_not_at_all() {
        let page = b"responses ".repeat(1_000);
        let packed = compress_to_vec(page.as_slice(), CompressionLevel::Fastest);
        assert_eq!(unpack(6, packed.clone(), page.len()).ok(), Some(page.clone()));
        assert!(unpack(6, packed.clone(), page.len() - 1).is_err());
        assert!(unpack(6, packed.clone(), page.len() + 1).is_err());
        assert!(unpack(6, packed[..packed.len() / 2].to_vec(), page.len()).is_err());
    }

    #[test]
    fn missing_values_are_counted_by_runs_and_by_bits() {
        // Five ones, then eight bits of which three are ones.
        assert_eq!(ones(&[10, 1, 3, 0b0001_0110], 13), Some(8));
        assert_eq!(ones(&[10, 1, 3, 0b0001_0110], 8), Some(7));
        assert_eq!(ones(&[10, 1], 6), None);
        assert_eq!(ones(&[], 0), Some(0));
        assert_eq!(ones(&[0, 1], 1), None);
    }
}
