//! The bundle: a record, its report and what they were made with, in one file that a stranger can recompute.
//!
//! `docs/reference/bundle.md` describes the container and the files. [`examine`] recomputes everything from the minutes
//! within: what a bundle says of itself is believed in nothing but the version it was made by.

use crate::cli::Exit;
use crate::papers::{self, Format, Order};
use crate::print::Fonts;
use crate::source::{Source, head_of, stored_line};
use record::Record;
use record::event::group::RuleName;
use record::minutes;
use report::Tongue;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use store::bundle::{BundleFault, Part, pack, unpack};
use store::merkle::Tree;
use store::{Hash, Head};

/// The record, as canonical minutes.
pub(crate) const MINUTES: &str = "record.minutes";
/// The leaf of each entry, so that an altered one can be named.
const LEAVES: &str = "record.leaves";
/// The narrative, where there is one.
const NARRATIVE: &str = "narrative.md";
/// What the rest was made with.
const MANIFEST: &str = "manifest.json";
/// The version of the manifest.
const SCHEMA: &str = "rapporteur-bundle/1";
/// The version of the program, as a bundle names it.
pub(crate) const COMPILER: &str = concat!("rapporteur ", env!("CARGO_PKG_VERSION"));

type Files = BTreeMap<String, Vec<u8>>;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    schema: String,
    compiler: String,
    wording: String,
    lexicon: String,
    fonts: Vec<Font>,
    entries: u32,
    root: String,
    options: Options,
    files: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Font {
    name: String,
    sha256: String,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    report_rule: Option<String>,
    decision_rule: Option<String>,
    attributed: bool,
    language: String,
}

impl Options {
    fn of(order: &Order) -> Self {
        Self {
            report_rule: order.options.report_rule.map(|rule| rule.word().to_owned()),
            decision_rule: order.options.decision_rule.map(|rule| rule.word().to_owned()),
            attributed: order.options.attributed,
            language: order.tongue.tag().to_owned(),
        }
    }

    /// `None` where they name what this version does not know.
    fn order(&self) -> Option<Order> {
        let rule = |word: &Option<String>| match word {
            None => Some(None),
            Some(word) => RuleName::from_word(word).map(Some),
        };
        let options = report::Options {
            report_rule: rule(&self.report_rule)?,
            decision_rule: rule(&self.decision_rule)?,
            attributed: self.attributed,
        };
        Some(Order { options, tongue: Tongue::from_tag(&self.language)? })
    }
}

/// A bundle, and what its maker should know.
#[derive(Debug)]
pub(crate) struct Made {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// What it is the record of.
    pub(crate) head: Head,
    /// Why there is no report in print, where there is none.
    pub(crate) no_pdf: Option<String>,
}

/// Makes the bundle of a record.
pub(crate) fn make(record: &Record, narrative: Option<&str>) -> Result<Made, Exit> {
    make_with(record, narrative, &Format::ALL)
}

fn make_with(record: &Record, narrative: Option<&str>, formats: &[Format]) -> Result<Made, Exit> {
    let order = Order::default();
    let (mut files, fonts, no_pdf) = contents(record, narrative, &order, formats);
    let head = head_of(record.entries());
    files.insert(MANIFEST.to_owned(), manifest(&files, fonts, head, &order));
    let files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
    let bytes = pack(&files).map_err(Exit::misuse)?;
    Ok(Made { bytes, head, no_pdf })
}

/// Everything but the manifest, the fonts of print, and why there is no print.
fn contents(
    record: &Record,
    narrative: Option<&str>,
    order: &Order,
    formats: &[Format],
) -> (Files, Vec<Font>, Option<String>) {
    let mut files = Files::new();
    files.insert(MINUTES.to_owned(), minutes::print(record.entries()).into_bytes());
    files.insert(LEAVES.to_owned(), leaves(record).into_bytes());
    if let Some(narrative) = narrative {
        files.insert(NARRATIVE.to_owned(), narrative.as_bytes().to_vec());
    }
    let (mut fonts, mut no_pdf) = (Vec::new(), None);
    let document = match narrative {
        Some(text) => papers::document_with(record, order, text).map(|(document, _)| document),
        None => papers::document(record, order),
    };
    let Some(document) = document else { return (files, fonts, no_pdf) };
    for format in formats {
        match papers::render(&document, *format, &Fonts::find()) {
            Ok(paper) => {
                fonts.extend(
                    paper.fonts.into_iter().map(|f| Font { name: f.name, sha256: f.sha256 }),
                );
                files.insert(format.file_name().to_owned(), paper.bytes);
            }
            Err(fault) => no_pdf = Some(fault.to_string()),
        }
    }
    fonts.sort();
    (files, fonts, no_pdf)
}

fn leaves(record: &Record) -> String {
    record.entries().iter().map(|entry| format!("{}\n", stored_line(entry).leaf())).collect()
}

fn manifest(files: &Files, fonts: Vec<Font>, head: Head, order: &Order) -> Vec<u8> {
    let manifest = Manifest {
        schema: SCHEMA.to_owned(),
        compiler: COMPILER.to_owned(),
        wording: papers::WORDING_VERSION.to_owned(),
        lexicon: papers::LEXICON_VERSION.to_owned(),
        fonts,
        entries: head.count,
        root: head.root.to_string(),
        options: Options::of(order),
        files: files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect(),
    };
    let mut json = serde_json::to_string_pretty(&manifest)
        .expect("BUG: strings, numbers and maps of them always serialise");
    json.push('\n');
    json.into_bytes()
}

fn sha256(bytes: &[u8]) -> String {
    Hash(Sha256::digest(bytes).into()).to_string()
}

/// What a bundle was found to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Everything follows from the minutes within.
    Verified {
        /// What it is the record of.
        head: Head,
        /// Files that were compared, and what could not be.
        compared: Vec<String>,
        /// What could not be compared on this machine, and why.
        not_compared: Option<String>,
    },
    /// Something is not what it was.
    Altered {
        /// What, and where.
        found: String,
    },
    /// Made by another version of the program: the hashes and the root hold, and nothing was compiled again.
    OtherVersion {
        /// What it is the record of.
        head: Head,
        /// The version that made it.
        made_by: String,
    },
}

impl Verdict {
    /// The word for it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Verdict::Verified { .. } => "verified",
            Verdict::Altered { .. } => "altered",
            Verdict::OtherVersion { .. } => "other-version",
        }
    }
}

/// Recomputes a bundle from the minutes within.
pub(crate) fn examine(bytes: &[u8]) -> Verdict {
    match unpack(bytes) {
        Ok(files) => compare(&files.into_iter().collect()).unwrap_or_else(|v| v),
        Err(fault) => Verdict::Altered { found: fault.to_string() },
    }
}

fn altered(found: impl Into<String>) -> Verdict {
    Verdict::Altered { found: found.into() }
}

/// Early ends are verdicts too.
fn compare(files: &Files) -> Result<Verdict, Verdict> {
    let text = |name: &str| {
        let bytes = files.get(name).ok_or_else(|| altered(format!("`{name}` is missing")))?;
        std::str::from_utf8(bytes).map_err(|_| altered(format!("`{name}` is not text")))
    };
    let manifest: Manifest = serde_json::from_str(text(MANIFEST)?)
        .map_err(|error| altered(format!("`{MANIFEST}` cannot be read: {error}")))?;
    let record = record_of(text(MINUTES)?)?;
    let head = head_of(record.entries());
    let claimed = (manifest.entries, manifest.root.as_str());
    if (head.count, head.root.to_string().as_str()) != claimed {
        return Err(altered(wrong_root(files, &record, head, &manifest)));
    }
    check_hashes(files, &manifest)?;
    if manifest.compiler != COMPILER {
        return Err(Verdict::OtherVersion { head, made_by: manifest.compiler });
    }
    let order = manifest
        .options
        .order()
        .ok_or_else(|| altered(format!("`{MANIFEST}` names options that do not exist")))?;
    let narrative = files.contains_key(NARRATIVE).then(|| text(NARRATIVE)).transpose()?;
    recompute(files, &manifest, &record, narrative, &order)
}

fn record_of(text: &str) -> Result<Record, Verdict> {
    let source = Source::of_minutes(Path::new(MINUTES), text.as_bytes());
    if let Some(unread) = source.record.unread().first() {
        return Err(altered(format!("`{MINUTES}`, {}: the line cannot be read", unread.number)));
    }
    let canonical = minutes::print(source.record.entries());
    match first_difference(text.as_bytes(), canonical.as_bytes()) {
        None => Ok(source.record),
        Some(at) => Err(altered(format!(
            "`{MINUTES}`, byte {at}, in {}: the line is not in its canonical form",
            entry_at(text, at)
        ))),
    }
}

/// Names the entry whose leaf is not the one listed, where one can be named.
fn wrong_root(files: &Files, record: &Record, head: Head, manifest: &Manifest) -> String {
    let listed = files.get(LEAVES).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let entry = listed.as_deref().and_then(|listed| first_wrong_leaf(record, listed));
    match entry {
        Some(number) => {
            format!("`{MINUTES}`: no. {number} is not the entry that the root stands for")
        }
        None => format!(
            "`{MINUTES}` has {} entries with the root {}, and `{MANIFEST}` says {} with the root {}",
            head.count, head.root, manifest.entries, manifest.root
        ),
    }
}

fn first_wrong_leaf(record: &Record, listed: &str) -> Option<u32> {
    let mut listed = listed.lines();
    let found = record
        .entries()
        .iter()
        .find(|entry| listed.next() != Some(stored_line(entry).leaf().to_string().as_str()));
    found.map(|entry| entry.number.0)
}

/// The hash of each file is the one listed, and each file is listed.
fn check_hashes(files: &Files, manifest: &Manifest) -> Result<(), Verdict> {
    for (name, bytes) in files.iter().filter(|(name, _)| *name != MANIFEST) {
        match manifest.files.get(name) {
            Some(hash) if *hash == sha256(bytes) => {}
            Some(_) => {
                return Err(altered(format!("`{name}` is not the file that `{MANIFEST}` lists")));
            }
            None => return Err(altered(format!("`{name}` is not listed in `{MANIFEST}`"))),
        }
    }
    match manifest.files.keys().find(|name| !files.contains_key(*name)) {
        Some(name) => Err(altered(format!("`{name}` is listed in `{MANIFEST}` and is missing"))),
        None => Ok(()),
    }
}

/// Compiles and renders again, and compares the bytes.
fn recompute(
    files: &Files,
    manifest: &Manifest,
    record: &Record,
    narrative: Option<&str>,
    order: &Order,
) -> Result<Verdict, Verdict> {
    let pdf = Format::Pdf.file_name();
    // A bundle holds the formats it was made with; print needs fonts that its maker may not have had.
    let held: Vec<Format> =
        Format::ALL.into_iter().filter(|format| files.contains_key(format.file_name())).collect();
    let (mut again, fonts, no_pdf) = contents(record, narrative, order, &held);
    // Other fonts give other bytes: then print cannot be compared here, and only its hash was checked.
    let not_compared = match no_pdf {
        Some(why) if files.contains_key(pdf) => Some(format!("{pdf}: {why}")),
        _ if fonts != manifest.fonts && files.contains_key(pdf) => Some(format!(
            "{pdf}: it was set in other versions of its fonts than are on this machine"
        )),
        _ => None,
    };
    if not_compared.is_some() {
        again.insert(pdf.to_owned(), files.get(pdf).cloned().unwrap_or_default());
    }
    let fonts = if not_compared.is_some() { manifest.fonts.clone() } else { fonts };
    let head = head_of(record.entries());
    again.insert(MANIFEST.to_owned(), self::manifest(&again, fonts, head, order));
    if let Some(name) = files.keys().find(|name| !again.contains_key(*name)) {
        return Err(altered(format!("`{name}` does not belong in this bundle")));
    }
    // The manifest last: it differs wherever another file does.
    let (last, first): (Vec<_>, Vec<_>) = again.iter().partition(|(name, _)| *name == MANIFEST);
    for (name, bytes) in first.into_iter().chain(last) {
        let found = files.get(name).ok_or_else(|| altered(format!("`{name}` is missing")))?;
        if let Some(at) = first_difference(found, bytes) {
            return Err(altered(format!(
                "`{name}`, byte {at}: it is not what the minutes give when compiled again"
            )));
        }
    }
    let compared = again.into_keys().filter(|n| not_compared.is_none() || n != pdf).collect();
    Ok(Verdict::Verified { head, compared, not_compared })
}

/// The number of entries after which the record had this root; `None` if it never had it.
pub(crate) fn had_root(bytes: &[u8], root: &Hash) -> Option<u32> {
    let files: Files = unpack(bytes).ok()?.into_iter().collect();
    let record = record_of(std::str::from_utf8(files.get(MINUTES)?).ok()?).ok()?;
    let mut tree = Tree::default();
    for entry in record.entries() {
        tree.push(stored_line(entry).leaf());
        if tree.head().root == *root {
            return Some(tree.count());
        }
    }
    None
}

/// Where exactly the contents of a damaged file differ, as far as the rest of the bundle tells: for minutes by the leaves,
/// for reports by compiling them again.
pub(crate) fn pinpoint(bytes: &[u8]) -> Option<String> {
    let Err(BundleFault::Altered { part: Part::Contents { name }, .. }) = unpack(bytes) else {
        return None;
    };
    let files = loose_files(bytes);
    let minutes = String::from_utf8_lossy(files.get(MINUTES)?).into_owned();
    let source = Source::of_minutes(Path::new(MINUTES), minutes.as_bytes());
    if name == MINUTES {
        let listed = String::from_utf8_lossy(files.get(LEAVES)?).into_owned();
        let unread = source.record.unread().first().map(|unread| unread.number.0);
        let wrong = first_wrong_leaf(&source.record, &listed);
        let number = [unread, wrong].into_iter().flatten().min()?;
        return Some(format!("`{MINUTES}`, no. {number}: not the entry that the root stands for"));
    }
    let format = Format::ALL.into_iter().find(|format| format.file_name() == name)?;
    if format == Format::Pdf {
        return None;
    }
    let narrative = files.get(NARRATIVE).and_then(|n| std::str::from_utf8(n).ok());
    let (again, _, _) = contents(&source.record, narrative, &Order::default(), &[format]);
    let at = first_difference(files.get(&name)?, again.get(&name)?)?;
    Some(format!("`{name}`, byte {at} of the file"))
}

/// The files of a bundle by what their headers say, unchecked: only to look for where it was altered.
fn loose_files(bytes: &[u8]) -> Files {
    const HEADER: usize = 30;
    let mut files = Files::new();
    let mut rest = bytes;
    while rest.starts_with(b"PK\x03\x04") && rest.len() > HEADER {
        let size = u32::from_le_bytes([rest[18], rest[19], rest[20], rest[21]]) as usize;
        let start = HEADER + usize::from(u16::from_le_bytes([rest[26], rest[27]]));
        let end = start.saturating_add(size);
        let (Some(name), Some(contents)) = (rest.get(HEADER..start), rest.get(start..end)) else {
            break;
        };
        files.insert(String::from_utf8_lossy(name).into_owned(), contents.to_vec());
        rest = &rest[end..];
    }
    files
}

/// The entry in which a byte of canonical minutes lies; the version stands before the first.
fn entry_at(text: &str, at: usize) -> String {
    match text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() {
        0 => "the first line".to_owned(),
        line => format!("no. {line}"),
    }
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    if a == b {
        return None;
    }
    Some(a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &str =
        "minutes/1\ngroup TINY \"Tiny Group\"\nparty ARD \"Ardenia\" government member\n";

    fn tiny(formats: &[Format]) -> Vec<u8> {
        let source = Source::of_minutes(Path::new("tiny"), TINY.as_bytes());
        make_with(&source.record, None, formats).expect("a bundle").bytes
    }

    #[test]
    fn a_bundle_is_the_same_bytes_and_verifies() {
        let bytes = tiny(&[Format::Html, Format::Md]);
        assert!(bytes == tiny(&[Format::Html, Format::Md]));
        let verdict = examine(&bytes);
        assert_eq!(verdict.word(), "verified", "{verdict:?}");
    }

    #[test]
    fn every_flipped_byte_of_a_tiny_bundle_is_found() {
        let mut bytes = tiny(&[]);
        for at in 0..bytes.len() {
            bytes[at] ^= 1 << (at % 8);
            let verdict = examine(&bytes);
            assert_eq!(verdict.word(), "altered", "byte {at}: {verdict:?}");
            bytes[at] ^= 1 << (at % 8);
        }
    }

    #[test]
    fn a_bundle_packed_anew_after_a_change_is_found_and_the_place_named() {
        let mut files: Files = unpack(&tiny(&[Format::Md])).expect("sound").into_iter().collect();
        let swap = |files: &mut Files, name: &str, old: &str, new: &str| {
            let text = String::from_utf8(files[name].clone()).expect("text").replace(old, new);
            files.insert(name.to_owned(), text.into_bytes());
        };
        let check = |files: &Files, expected: &str| {
            let files: Vec<_> = files.clone().into_iter().collect();
            match examine(&pack(&files).expect("packs")) {
                Verdict::Altered { found } => assert!(found.contains(expected), "{found}"),
                other => panic!("{other:?}"),
            }
        };
        swap(&mut files, MINUTES, "Ardenia", "Borduria");
        check(&files, "no. 2 is not the entry");
        swap(&mut files, MINUTES, "Borduria", "Ardenia");
        swap(&mut files, "report.md", "Tiny", "Tidy");
        check(&files, "`report.md` is not the file");
        let hash = sha256(&files["report.md"]);
        let old: Manifest = serde_json::from_slice(&files[MANIFEST]).expect("a manifest");
        swap(&mut files, MANIFEST, &old.files["report.md"], &hash);
        check(&files, "`report.md`, byte");
    }

    #[test]
    fn a_bundle_of_another_version_says_so() {
        let mut files: Files = unpack(&tiny(&[Format::Md])).expect("sound").into_iter().collect();
        let manifest = String::from_utf8(files[MANIFEST].clone()).expect("text");
        files.insert(MANIFEST.to_owned(), manifest.replace(COMPILER, "rapporteur 9").into_bytes());
        let files: Vec<_> = files.into_iter().collect();
        assert_eq!(examine(&pack(&files).expect("packs")).word(), "other-version");
    }

    #[test]
    fn an_altered_entry_is_named() {
        let mut bytes = tiny(&[Format::Md]);
        let at = bytes.windows(7).position(|w| w == b"Ardenia").expect("there");
        bytes[at] = b'B';
        // The bundle holds the name in the report too; the first is in whichever file comes first.
        assert!(pinpoint(&bytes).is_some());
    }
}
