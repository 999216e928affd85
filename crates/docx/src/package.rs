//! The zip container, read without trust and written without a clock.
//!
//! The directory is walked here and not by a library, because the checks are the point: names, duplicates, overlaps and
//! sizes are settled before a byte is inflated, and what inflates is measured as it comes.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use crate::limits::Limits;
use crate::refusal::{Looks, Refusal};

const END: u32 = 0x0605_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
/// 1 January 1980, midnight: the first moment a zip file can name.
const DOS_DATE: u16 = 0x0021;

#[derive(Debug)]
struct Entry {
    name: String,
    method: u16,
    crc: u32,
    packed: usize,
    size: usize,
    local: usize,
    data: usize,
}

/// A package whose directory is in order. Parts are inflated when asked for.
pub(crate) struct Package<'a> {
    bytes: &'a [u8],
    /// By name in lower case: part names are told apart without case.
    entries: BTreeMap<String, Entry>,
    limits: &'a Limits,
    left: usize,
}

fn damaged(at: usize, what: &'static str) -> Refusal {
    Refusal::Zip { at, what }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Refusal> {
    let two = bytes.get(at..at.saturating_add(2)).and_then(|b| b.try_into().ok());
    two.map(u16::from_le_bytes).ok_or(damaged(at, "the file ends too early"))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    let four = bytes.get(at..at.saturating_add(4)).and_then(|b| b.try_into().ok());
    four.map(u32::from_le_bytes).ok_or(damaged(at, "the file ends too early"))
}

fn size_at(bytes: &[u8], at: usize) -> Result<usize, Refusal> {
    match u32_at(bytes, at)? {
        u32::MAX => Err(Refusal::ZipFeature("ZIP64 sizes")),
        n => Ok(n as usize),
    }
}

/// What the first bytes say of a file that is no zip.
fn looks(bytes: &[u8]) -> Looks {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: Vec<u8> = start.iter().copied().skip_while(u8::is_ascii_whitespace).take(8).collect();
    if start.starts_with(b"%PDF") {
        Looks::Pdf
    } else if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Looks::Ole
    } else if start.starts_with(b"{\\rtf") {
        Looks::Rtf
    } else if head.starts_with(b"<") {
        Looks::Markup
    } else if readable(&start[..start.len().min(4096)]) {
        Looks::Text
    } else {
        Looks::Unknown
    }
}

fn readable(bytes: &[u8]) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) if e.error_len().is_none() => {
            std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// The reason why a name cannot be that of a part.
fn wrong_name(name: &str) -> Option<&'static str> {
    let folder = name.strip_suffix('/').unwrap_or(name);
    if name.is_empty() {
        Some("it is empty")
    } else if name.starts_with('/') {
        Some("it is absolute")
    } else if name.contains('\\') {
        Some("it holds a backslash")
    } else if name.contains(':') {
        Some("it holds a colon")
    } else if name.chars().any(char::is_control) {
        Some("it holds a control character")
    } else if folder.split('/').any(|s| s == "..") {
        Some("it leads upwards")
    } else if folder.split('/').any(|s| s.is_empty() || s == ".") {
        Some("it has an empty step")
    } else {
        None
    }
}

fn escaped(name: &[u8]) -> String {
    String::from_utf8_lossy(&name[..name.len().min(200)]).escape_debug().to_string()
}

/// Where the end record stands: its comment, if any, reaches exactly to the end of the file.
fn end_record(bytes: &[u8]) -> Result<usize, Refusal> {
    let last = bytes.len().checked_sub(22).ok_or(damaged(0, "the file ends too early"))?;
    for at in (last.saturating_sub(0xffff)..=last).rev() {
        if u32_at(bytes, at)? == END && at + 22 + usize::from(u16_at(bytes, at + 20)?) == bytes.len()
        {
            return Ok(at);
        }
    }
    Err(damaged(bytes.len(), "it has no directory; the file may be cut off"))
}

impl<'a> Package<'a> {
    /// Walks the directory and settles names, sizes and places. Nothing is inflated.
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        if bytes.len() > limits.file_bytes {
            return Err(Refusal::FileTooLarge { bytes: bytes.len(), limit: limits.file_bytes });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Refusal::NotWord(looks(bytes)));
        }
        let end = end_record(bytes)?;
        let count = usize::from(u16_at(bytes, end + 10)?);
        if u16_at(bytes, end + 4)? != 0 || u16_at(bytes, end + 6)? != 0 {
            return Err(Refusal::ZipFeature("several disks"));
        }
        if count == 0xffff || end >= 20 && u32_at(bytes, end - 20)? == 0x0706_4b50 {
            return Err(Refusal::ZipFeature("ZIP64"));
        }
        let (size, start) = (size_at(bytes, end + 12)?, size_at(bytes, end + 16)?);
        if start.checked_add(size) != Some(end) || usize::from(u16_at(bytes, end + 8)?) != count {
            return Err(damaged(end, "the directory is not where the file says"));
        }
        if count > limits.parts {
            let part = "the zip directory".to_owned();
            return Err(Refusal::TooMany { part, what: "entries", limit: limits.parts });
        }
        let mut package = Self { bytes, entries: BTreeMap::new(), limits, left: limits.total_bytes };
        let mut at = start;
        for _ in 0..count {
            at = package.enter(at, start)?;
        }
        if at != end {
            return Err(damaged(at, "the directory is longer than its entries"));
        }
        package.apart()?;
        Ok(package)
    }

    /// Reads one entry of the directory and its local header; returns where the next stands.
    fn enter(&mut self, at: usize, directory: usize) -> Result<usize, Refusal> {
        let bytes = self.bytes;
        if u32_at(bytes, at)? != CENTRAL {
            return Err(damaged(at, "an entry of the directory is not one"));
        }
        let field = |offset: usize| u16_at(bytes, at + offset);
        let (flags, method) = (field(8)?, field(10)?);
        let crc = u32_at(bytes, at + 16)?;
        let (packed, size) = (size_at(bytes, at + 20)?, size_at(bytes, at + 24)?);
        let (name, extra, comment) =
            (usize::from(field(28)?), usize::from(field(30)?), usize::from(field(32)?));
        let local = size_at(bytes, at + 42)?;
        let raw = bytes.get(at + 46..at + 46 + name).ok_or(damaged(at, "a name is cut off"))?;
        let name = std::str::from_utf8(raw)
            .map_err(|_| Refusal::Name { name: escaped(raw), why: "it is not UTF-8" })?;
        if let Some(why) = wrong_name(name) {
            return Err(Refusal::Name { name: escaped(raw), why });
        }
        let name = name.to_owned();
        if flags & 0x2041 != 0 {
            return Err(Refusal::Encrypted { name });
        }
        if !matches!(method, 0 | 8) {
            return Err(Refusal::Method { name, method });
        }
        if local >= directory || u32_at(bytes, local)? != LOCAL {
            return Err(damaged(local, "an entry does not stand where the directory says"));
        }
        let (own, own_extra) =
            (usize::from(u16_at(bytes, local + 26)?), usize::from(u16_at(bytes, local + 28)?));
        if bytes.get(local + 30..local + 30 + own) != Some(raw)
            || u16_at(bytes, local + 8)? != method
        {
            return Err(damaged(local, "an entry and the directory disagree"));
        }
        let data = local + 30 + own + own_extra;
        if data + packed > directory {
            return Err(damaged(local, "an entry runs into the directory"));
        }
        let entry = Entry { name, method, crc, packed, size, local, data };
        let key = entry.name.to_ascii_lowercase();
        let next = at + 46 + entry.name.len() + extra + comment;
        if let Some(earlier) = self.entries.insert(key, entry) {
            return Err(Refusal::Duplicate { name: earlier.name });
        }
        Ok(next)
    }

    fn apart(&self) -> Result<(), Refusal> {
        let mut places: Vec<&Entry> = self.entries.values().collect();
        places.sort_by_key(|e| e.local);
        for pair in places.windows(2) {
            if pair[0].data + pair[0].packed > pair[1].local {
                let (first, second) = (pair[0].name.clone(), pair[1].name.clone());
                return Err(Refusal::Overlap { first, second });
            }
        }
        Ok(())
    }

    /// The names of the parts as the directory writes them, in order; folders are no parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.values().map(|e| e.name.as_str()).filter(|n| !n.ends_with('/'))
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.entries.contains_key(&part.to_ascii_lowercase())
    }

    /// Inflates a part, measuring as it goes. `None` where there is no such part.
    pub(crate) fn part(&mut self, part: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entries.get(&part.to_ascii_lowercase()) else { return Ok(None) };
        let packed = &self.bytes[entry.data..entry.data + entry.packed];
        let ratio = entry.packed.saturating_mul(self.limits.ratio).max(1 << 20);
        let bounds = [
            (self.limits.part_bytes, "the limit for one part"),
            (self.left, "the limit for all parts together"),
            (ratio, "the limit for what one compressed byte may become"),
        ];
        let (limit, why) = bounds.into_iter().min_by_key(|b| b.0).unwrap_or((0, ""));
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let (read, consumed) = if entry.method == 0 {
            (packed.take(most).read_to_end(&mut bytes), entry.packed as u64)
        } else {
            let mut decoder = DeflateDecoder::new(packed);
            let read = decoder.by_ref().take(most).read_to_end(&mut bytes);
            (read, decoder.total_in())
        };
        if bytes.len() > limit {
            return Err(Refusal::Bomb { part: entry.name.clone(), limit, why });
        }
        if read.is_err() {
            return Err(damaged(entry.data, "an entry does not inflate"));
        }
        let mut crc = Crc::new();
        crc.update(&bytes);
        if crc.sum() != entry.crc || bytes.len() != entry.size || consumed != entry.packed as u64 {
            return Err(damaged(entry.data, "an entry is not what its checksum and size say"));
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}

/// Packs parts in the order given: fixed times, one method, no extra fields, so that equal parts give equal bytes.
pub(crate) fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).expect("a vector takes every byte");
        let packed = encoder.finish().expect("a vector takes every byte");
        let mut common = Vec::new();
        for field in [20u16, 0x0800, 8, 0, DOS_DATE] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        for field in [crc.sum(), small(packed.len()), small(text.len())] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        let length = u16::try_from(name.len()).expect("names of parts are short");
        common.extend_from_slice(&length.to_le_bytes());
        common.extend_from_slice(&[0, 0]);
        directory.extend_from_slice(&CENTRAL.to_le_bytes());
        directory.extend_from_slice(&20u16.to_le_bytes());
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&small(bytes.len()).to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(&LOCAL.to_le_bytes());
        bytes.extend_from_slice(&common);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(&packed);
    }
    let start = small(bytes.len());
    let count = u16::try_from(parts.len()).expect("a document has few parts").to_le_bytes();
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(&END.to_le_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&count);
    bytes.extend_from_slice(&count);
    bytes.extend_from_slice(&small(directory.len()).to_le_bytes());
    bytes.extend_from_slice(&start.to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

/// A size as zip writes it.
///
/// # Panics
/// Where a document comes to more than four gibibytes, which no word processor opens.
fn small(size: usize) -> u32 {
    u32::try_from(size).expect("a document has less than four gibibytes")
}
