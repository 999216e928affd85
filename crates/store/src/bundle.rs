//! The bundle: several files as one zip file that is the same bytes for the same content.
//!
//! Any zip program opens it. But where zip leaves a choice, the bundle has none: files in the order of their names, stored
//! without compression, dated 1980-01-01, no extra fields, no comments. [`unpack`] writes what it has read again and
//! compares, so that one changed byte anywhere is found, in the frame as in the files.
//!
//! That finds accidents and shows where. Who alters a bundle on purpose can write a sound one; against that stand the
//! heads and signatures among its files. The layout is written here rather than left to a zip library, because it must
//! never change with one: a bundle issued today is compared byte for byte in twenty years.

use std::collections::BTreeMap;
use std::ops::Range;

/// Most files in a bundle.
pub const FILES_MAX: usize = 10_000;

/// Most bytes of a whole bundle: 512 MiB. While it is unpacked, three times as many are in memory.
pub const BYTES_MAX: usize = 512 << 20;

/// Most bytes of a file's name.
pub const NAME_BYTES_MAX: usize = 200;

const FILE_MARK: [u8; 4] = *b"PK\x03\x04";
const LISTING_MARK: [u8; 4] = *b"PK\x01\x02";
const END_MARK: [u8; 4] = *b"PK\x05\x06";
const FILE_HEADER_BYTES: usize = 30;
const LISTING_BYTES: usize = 46;
const END_BYTES: usize = 22;
/// Where in a file header the checksum, the size and the length of the name stand.
const CHECKSUM_AT: Range<usize> = 14..18;
const SIZE_AT: Range<usize> = 18..22;
const NAME_LENGTH_AT: Range<usize> = 26..28;

/// Part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the frame says of a file before its contents: name, size, checksum.
    Header {
        /// Name of the file, as far as it can be read.
        name: String,
    },
    /// The contents of a file.
    Contents {
        /// Name of the file.
        name: String,
    },
    /// The list of files behind the last file, and the end mark.
    Listing,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Part::Header { name } => write!(f, "the header of `{}`", name.escape_debug()),
            Part::Contents { name } => write!(f, "the contents of `{}`", name.escape_debug()),
            Part::Listing => write!(f, "the list of files at its end"),
        }
    }
}

/// Why files are not a bundle, or bytes not an unaltered one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// A name that could lead out of the directory, or means different files on different systems.
    #[error("`{}` cannot be the name of a file in a bundle: {why}", name.escape_debug())]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Two files have the same name, or one where letters' case does not count; or a file's name is another's directory.
    #[error("`{name}` is in the bundle twice, or names two things on some systems")]
    Twice {
        /// The second name.
        name: String,
    },
    /// More than [`FILES_MAX`] files or [`BYTES_MAX`] bytes.
    #[error("a bundle has at most 10,000 files and 512 MiB")]
    TooLarge,
    /// The first bytes are not those of a bundle.
    #[error("this is not a bundle, or it was altered at its very beginning")]
    NotABundle,
    /// The bytes are not what a bundle with these files is. The first difference lies within the range.
    #[error("the bundle was altered: {part}, between byte {} and byte {}", range.start, range.end)]
    Altered {
        /// Where it is.
        part: Part,
        /// Offsets from the first byte of the bundle.
        range: Range<usize>,
    },
    /// The bytes end too early: something was cut off, or a size before the end was altered.
    #[error("the bundle was altered or cut off: {part}, from byte {} on", range.start)]
    CutOff {
        /// What was being read when the bytes ended.
        part: Part,
        /// From where it lies to the end.
        range: Range<usize>,
    },
}

/// Packs files into a bundle. The order in which they are given does not matter.
pub fn pack<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Result<Vec<u8>, BundleFault> {
    let mut files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref())).collect();
    files.sort_unstable();
    check_files(&files)?;
    Ok(encode(&files))
}

/// Unpacks a bundle: its files, in the order of their names.
///
/// Anything but what [`pack`] makes is a fault, and the fault says where. Never writes a file; the names it returns are
/// relative, and stay below the directory they are resolved against.
pub fn unpack(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, BundleFault> {
    if bytes.len() > BYTES_MAX {
        return Err(BundleFault::TooLarge);
    }
    let found = read_files(bytes)?;
    let files: Vec<(&str, &[u8])> =
        found.iter().map(|file| (file.name, &bytes[file.contents.clone()])).collect();
    let again = encode(&files);
    if let Some(at) = first_difference(bytes, &again) {
        return Err(explain(bytes, &found, &files, at));
    }
    if let Some([_, late]) =
        found.windows(2).find(|pair| pair[0].name > pair[1].name).and_then(|p| p.first_chunk())
    {
        let part = Part::Header { name: late.name.to_owned() };
        return Err(BundleFault::Altered { part, range: late.header.clone() });
    }
    check_files(&files)?;
    Ok(files.into_iter().map(|(name, contents)| (name.to_owned(), contents.to_owned())).collect())
}

/// Says whether `files`, in the order of the bundle, may be in one.
fn check_files(files: &[(&str, &[u8])]) -> Result<(), BundleFault> {
    let frame = |name: &str| FILE_HEADER_BYTES + LISTING_BYTES + 2 * name.len();
    let size: usize =
        files.iter().map(|(name, contents)| frame(name).saturating_add(contents.len())).sum();
    if files.len() > FILES_MAX || size + END_BYTES > BYTES_MAX {
        return Err(BundleFault::TooLarge);
    }
    // Name without case, and whether it is a file or a directory that files are in.
    let mut taken = BTreeMap::new();
    for (name, _) in files {
        check_name(name).map_err(|why| BundleFault::Name { name: (*name).to_owned(), why })?;
        let folded = name.to_ascii_lowercase();
        let twice = || BundleFault::Twice { name: (*name).to_owned() };
        for (end, _) in folded.match_indices('/') {
            if *taken.entry(folded[..end].to_owned()).or_insert(false) {
                return Err(twice());
            }
        }
        if taken.insert(folded, true).is_some() {
            return Err(twice());
        }
    }
    if files.is_sorted() {
        Ok(())
    } else {
        Err(BundleFault::Altered { part: Part::Listing, range: 0..size })
    }
}

/// Names are of letters, digits and `.`, `_`, `-` in parts between slashes, so that they mean the same on every system.
fn check_name(name: &str) -> Result<(), &'static str> {
    if name.is_empty() || name.len() > NAME_BYTES_MAX {
        return Err("a name has from 1 to 200 characters");
    }
    if name.starts_with('/') {
        return Err("it is absolute");
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte)) {
        return Err("a name consists of the letters a to z, digits, `.`, `_`, `-` and `/`");
    }
    if name.split('/').any(|part| part.is_empty() || part.ends_with('.')) {
        return Err("a part of it is empty or ends with a dot");
    }
    Ok(())
}

/// The one encoding of `files` in this order.
fn encode(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bundle = Vec::new();
    let mut listing = Vec::new();
    for (name, contents) in files {
        let offset = bundle.len() as u32;
        let common = common_header(name, contents);
        bundle.extend_from_slice(&FILE_MARK);
        bundle.extend_from_slice(&common);
        bundle.extend_from_slice(name.as_bytes());
        bundle.extend_from_slice(contents);
        listing.extend_from_slice(&LISTING_MARK);
        // Made by: version 2.0 of the format, no particular system.
        listing.extend_from_slice(&20_u16.to_le_bytes());
        listing.extend_from_slice(&common);
        // Comment length, disk number, internal attributes; external attributes.
        listing.extend_from_slice(&[0; 6 + 4]);
        listing.extend_from_slice(&offset.to_le_bytes());
        listing.extend_from_slice(name.as_bytes());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (start, size) = (bundle.len() as u32, listing.len() as u32);
    bundle.append(&mut listing);
    bundle.extend_from_slice(&END_MARK);
    // Number of this disk, and of the one where the list starts.
    bundle.extend_from_slice(&[0; 4]);
    bundle.extend_from_slice(&count);
    bundle.extend_from_slice(&count);
    bundle.extend_from_slice(&size.to_le_bytes());
    bundle.extend_from_slice(&start.to_le_bytes());
    // Comment length.
    bundle.extend_from_slice(&[0; 2]);
    bundle
}

/// The fields that a file's header and its place in the listing share.
fn common_header(name: &str, contents: &[u8]) -> [u8; FILE_HEADER_BYTES - 4] {
    let mut header = [0; FILE_HEADER_BYTES - 4];
    let size = (contents.len() as u32).to_le_bytes();
    // Version needed: 2.0, the first with directories. Flags 0, method 0 (stored), time 0.
    header[0..2].copy_from_slice(&20_u16.to_le_bytes());
    // 1980-01-01: day 1 in the lowest five bits, month 1 above.
    header[8..10].copy_from_slice(&0x0021_u16.to_le_bytes());
    header[10..14].copy_from_slice(&crc32fast::hash(contents).to_le_bytes());
    header[14..18].copy_from_slice(&size);
    header[18..22].copy_from_slice(&size);
    header[22..24].copy_from_slice(&(name.len() as u16).to_le_bytes());
    header
}

/// A file as found in the bytes of a bundle.
struct Found<'a> {
    header: Range<usize>,
    name: &'a str,
    contents: Range<usize>,
}

/// Reads the files one after the other, up to the listing, which is not read: it must be what follows from them.
fn read_files(bytes: &[u8]) -> Result<Vec<Found<'_>>, BundleFault> {
    if !bytes.starts_with(&FILE_MARK) && !bytes.starts_with(&END_MARK) {
        return Err(BundleFault::NotABundle);
    }
    let mut files: Vec<Found<'_>> = Vec::new();
    let mut at = 0;
    loop {
        match bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
            Some(&FILE_MARK) if files.len() == FILES_MAX => return Err(BundleFault::TooLarge),
            Some(&FILE_MARK) => {
                let file = read_file(bytes, at)?;
                at = file.contents.end;
                files.push(file);
            }
            Some(&LISTING_MARK | &END_MARK) => return Ok(files),
            // Either these four bytes were altered, or the last file's header, and so the way to here.
            Some(_) => return Err(altered_before(files.last(), at + 4)),
            None => {
                let start = files.last().map_or(0, |file| file.header.start);
                return Err(BundleFault::CutOff { part: Part::Listing, range: start..bytes.len() });
            }
        }
    }
}

fn read_file(bytes: &[u8], start: usize) -> Result<Found<'_>, BundleFault> {
    let cut_off = |name: &str| BundleFault::CutOff {
        part: Part::Header { name: name.to_owned() },
        range: start..bytes.len(),
    };
    let header = bytes.get(start..start + FILE_HEADER_BYTES).ok_or_else(|| cut_off(""))?;
    let header_end = start + FILE_HEADER_BYTES + number(header, NAME_LENGTH_AT);
    let name = bytes.get(start + FILE_HEADER_BYTES..header_end).ok_or_else(|| cut_off(""))?;
    let altered = || BundleFault::Altered {
        part: Part::Header { name: String::from_utf8_lossy(name).into_owned() },
        range: start..header_end,
    };
    let name = std::str::from_utf8(name).map_err(|_| altered())?;
    let end = header_end.checked_add(number(header, SIZE_AT)).filter(|end| *end <= bytes.len());
    let contents = header_end..end.ok_or_else(|| cut_off(name))?;
    Ok(Found { header: start..header_end, name, contents })
}

/// A little-endian number of two or four bytes.
fn number(header: &[u8], at: Range<usize>) -> usize {
    header[at].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn altered_before(last: Option<&Found<'_>>, end: usize) -> BundleFault {
    match last {
        None => BundleFault::NotABundle,
        Some(file) => BundleFault::Altered {
            part: Part::Header { name: file.name.to_owned() },
            range: file.header.start..end,
        },
    }
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    if a == b {
        return None;
    }
    Some(a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len())))
}

/// Names the part that the first difference, at `at`, lies in.
///
/// What stands twice in a bundle, a file's checksum and its name, is compared with its second place: altered contents
/// first show in the checksum before them, and an altered name in the listing.
fn explain(bytes: &[u8], found: &[Found<'_>], files: &[(&str, &[u8])], at: usize) -> BundleFault {
    let mut listing = found.last().map_or(0, |file| file.contents.end);
    for (file, (name, contents)) in found.iter().zip(files) {
        let header = || Part::Header { name: (*name).to_owned() };
        let listed_name = listing + LISTING_BYTES..listing + LISTING_BYTES + name.len();
        if listed_name.contains(&at) {
            return BundleFault::Altered { part: header(), range: file.header.start..at + 1 };
        }
        if file.header.contains(&at) {
            let in_checksum = (CHECKSUM_AT).contains(&(at - file.header.start));
            return if in_checksum
                && listed_checksum(bytes, listing) != Some(crc32fast::hash(contents))
            {
                let range = file.header.start..file.contents.end;
                BundleFault::Altered { part: Part::Contents { name: (*name).to_owned() }, range }
            } else {
                BundleFault::Altered { part: header(), range: at..at + 1 }
            };
        }
        listing = listed_name.end;
    }
    BundleFault::Altered { part: Part::Listing, range: at..at + 1 }
}

/// The checksum in the place of the listing that starts at `place`.
fn listed_checksum(bytes: &[u8], place: usize) -> Option<u32> {
    // Two bytes further than in a file header: the version that made it comes before.
    let checksum = bytes.get(place + 2..)?.get(CHECKSUM_AT)?;
    Some(u32::from_le_bytes(checksum.try_into().ok()?))
}
