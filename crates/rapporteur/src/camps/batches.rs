//! What camps are looked for in, where the material is a consultation of a record: its statements and their moderation
//! stand on the record, the responses in files beside it, each bound by the hash of its bytes.

use super::input::{Material, RESPONSES_BYTES_MAX, Read, read as read_file, refused, settle, tell};
use super::outcome::{FileTold, Key, Told};
use crate::cli::Exit;
use crate::disclosure::{may_name, may_quote};
use crate::files;
use crate::progress::Bar;
use crate::source::Source;
use analysis::{AskedStatement, FileOfResponses, asked_statements, files_of_responses};
use ballots::{
    Ballots, Batches, Codes, Limits, Moderation, Name, Notes, Reading, Statement, Statements,
    read_participants,
};
use record::event::consultations::ResponsesReceived;
use record::event::group::IssueKind;
use record::group::Recorded;
use record::{ConsultationId, EntryId, Hash, Record};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What is given beside the record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) responses: &'a [PathBuf],
    /// Which constituency each participant belongs to.
    pub(crate) participants: Option<&'a Path>,
    pub(crate) codes: Codes,
    /// Whether statements of substance and about procedure stay together.
    pub(crate) together: bool,
}

/// Responses to a consultation, from the files that the record knows by their hashes.
///
/// # Errors
/// A file is no batch on the record, stands twice, or is of another consultation; a batch has no file. All of them are told,
/// and nothing is made of the others.
pub(crate) fn gather(source: &Source, given: Given<'_>) -> Result<(Material, String), Exit> {
    let Given { responses: paths, participants, codes, together } = given;
    let people = read_file(participants, "Reading participants", |file, watch| {
        read_participants(file, Reading::watched(codes, watch))
    })?;
    let record = &source.record;
    let mut bytes = Vec::with_capacity(paths.len());
    for path in paths {
        bytes.push(files::read(path, RESPONSES_BYTES_MAX)?);
    }
    let hashes: Vec<Hash> = bytes.iter().map(|bytes| Hash::of(bytes)).collect();
    let (consultation, entries) = batches(source, paths, &hashes)?;
    // In the order of the record, whatever the order in which they were named.
    let mut files: Vec<(EntryId, &Path, Vec<u8>)> = entries
        .into_iter()
        .zip(paths.iter().map(PathBuf::as_path))
        .zip(bytes)
        .map(|((entry, path), bytes)| (entry, path, bytes))
        .collect();
    files.sort_by_key(|(entry, _, _)| *entry);
    let (ballots, mut told) = read(record, files, codes)?;
    let asked = asked_statements(record.group(), &consultation);
    let (statements, reasons) = statements(record, &asked, &ballots);
    told.extend(not_on_record(source, &ballots, &asked));
    if let (Some(path), Some(people)) = (participants, &people) {
        told.push(tell(&path.display().to_string(), &people.notes));
    }
    let material = settle(Read {
        ballots,
        statements: Some(statements),
        people,
        reasons,
        told,
        with_moderated: false,
        together,
        names: [source.name(), source.name()],
    })?;
    let opened = record.group().consultations.get(&consultation);
    Ok((material, opened.map(|c| c.opened.said.title.to_string()).unwrap_or_default()))
}

/// The consultation that all files are of, and the entry that received each.
fn batches(
    source: &Source,
    paths: &[PathBuf],
    hashes: &[Hash],
) -> Result<(ConsultationId, Vec<EntryId>), Exit> {
    let record = &source.record;
    let group = record.group();
    if group.consultations.values().all(|consultation| consultation.batches.is_empty()) {
        return Err(Exit::misuse(format!(
            "{} holds no batch of responses; a file of responses without a record is read by `rapporteur camps FILE`",
            source.name()
        )));
    }
    let found = files_of_responses(group, hashes);
    let mut wrong = Vec::new();
    let mut entries = Vec::new();
    let mut altered = Vec::new();
    let mut of: BTreeMap<&ConsultationId, &Path> = BTreeMap::new();
    for ((path, hash), file) in paths.iter().zip(hashes).zip(&found.files) {
        match file {
            FileOfResponses::Batch { entry, consultation, .. } => {
                entries.push(*entry);
                of.entry(consultation).or_insert(path);
            }
            FileOfResponses::Again(earlier) => wrong.push(format!(
                "{} has the same bytes as {}; each batch is named once",
                path.display(),
                paths[*earlier].display()
            )),
            FileOfResponses::NotOnRecord => {
                let named = named_so(record, path);
                wrong.push(not_a_batch(named, path, *hash));
                altered.extend(named.map(|batch| batch.entry));
            }
        }
    }
    if of.len() > 1 {
        let of: Vec<String> =
            of.iter().map(|(id, path)| format!("{} of {id}", path.display())).collect();
        wrong.push(format!(
            "the files are of several consultations ({}); camps are looked for in one at a time",
            of.join(", ")
        ));
    }
    // A batch whose file was changed has been told.
    wrong.extend(found.missing.iter().filter(|entry| !altered.contains(entry)).map(|entry| {
        format!(
            "{} is on the record and its file is not named; hint: name the files of all batches with --responses",
            batch(record, *entry)
        )
    }));
    match of.into_keys().next() {
        Some(consultation) if wrong.is_empty() => Ok((consultation.clone(), entries)),
        _ => Err(Exit::misuse(format!(
            "the files are not the responses on the record {}, so that nothing is made of them:\n  {}",
            source.name(),
            wrong.join("\n  ")
        ))),
    }
}

/// The batch whose file is called as this one is, where that may be told.
fn named_so<'r>(record: &'r Record, path: &Path) -> Option<&'r Recorded<ResponsesReceived>> {
    let name = path.file_name()?.to_string_lossy();
    let mut batches = record.group().consultations.values().flat_map(|c| &c.batches);
    batches.find(|batch| *batch.said.file == *name && may_name(record, batch.entry))
}

/// A file that no batch has the hash of: another file, or one that was changed.
fn not_a_batch(named: Option<&Recorded<ResponsesReceived>>, path: &Path, hash: Hash) -> String {
    match named {
        Some(received) => format!(
            "{} is not as it was received: {} holds the SHA-256 {}, and the file has {hash}; hint: an editor or a download may have changed its bytes",
            path.display(),
            received.entry,
            received.said.hash
        ),
        None => format!(
            "{} is no batch of responses on the record: no entry holds its SHA-256, {hash}",
            path.display()
        ),
    }
}

/// A batch as it is told: the name of its file, where that may be told, and the entry.
fn batch(record: &Record, entry: EntryId) -> String {
    let group = record.group();
    let found = group.consultations.values().flat_map(|c| &c.batches).find(|b| b.entry == entry);
    match found.filter(|_| may_name(record, entry)) {
        Some(found) => format!("the batch “{}” ({entry})", found.said.file),
        None => format!("the batch received in {entry}"),
    }
}

/// Reads the files as one, under a bar.
fn read(
    record: &Record,
    files: Vec<(EntryId, &Path, Vec<u8>)>,
    codes: Codes,
) -> Result<(Ballots, Vec<FileTold>), Exit> {
    let mut batches = Batches::new(Limits::default());
    let mut told = Vec::new();
    let several = files.len() > 1;
    for (entry, path, bytes) in files {
        let bar = Bar::new("Reading responses", bytes.len() as u64);
        let mut watch = |progress: ballots::Progress| {
            bar.at(progress.bytes);
            ControlFlow::Continue(())
        };
        let notes = batches
            .read(Cursor::new(bytes), Reading::watched(codes, &mut watch))
            .map_err(|refusal| refused(path, &refusal))?;
        drop(bar);
        let mut file = tell(&path.display().to_string(), &notes);
        file.told.extend(late(record, entry));
        told.push(file);
    }
    let mut ballots =
        batches.settle().map_err(|refusal| refused(Path::new("all files"), &refusal))?;
    let notes: Notes = std::mem::take(&mut ballots.notes);
    match told.last_mut() {
        Some(last) if !several => {
            let more = tell(&last.file, &notes);
            last.told.extend(more.told);
        }
        _ if notes.iter().next().is_some() => told.push(tell("all batches together", &notes)),
        _ => {}
    }
    Ok((ballots, told))
}

/// That a batch came after the closing, and counts.
fn late(record: &Record, entry: EntryId) -> Option<Told> {
    let group = record.group();
    let batches = group.consultations.values().flat_map(|c| &c.batches);
    let batch = batches.filter(|b| b.entry == entry).find(|b| b.said.late)?;
    Some(Told {
        kind: "late",
        count: u64::from(batch.said.responses),
        meaning: "responses were received after the consultation was closed; they count",
        passed_over: false,
        first: Vec::new(),
    })
}

/// What the record says of the statements, and why some are left out. A statement that the record does not hold was asked
/// of nobody, and is left out, too.
fn statements(
    record: &Record,
    asked: &[AskedStatement],
    ballots: &Ballots,
) -> (Statements, BTreeMap<Key, String>) {
    let mut named: BTreeMap<Name<'_>, Statement> = BTreeMap::new();
    let mut reasons = BTreeMap::new();
    for name in ballots.statements.iter() {
        let rejected = Statement { moderation: Moderation::Rejected, ..Statement::default() };
        named.insert(name, rejected);
    }
    for statement in asked {
        let text = if may_quote(record, statement.entry) { &*statement.words.text } else { "" };
        let name = Name::of(&statement.code);
        if statement.left_out.is_some() {
            reasons.extend(reason(record, statement).map(|reason| (Key::from(name), reason)));
        }
        let moderation = match statement.left_out {
            Some(_) => Moderation::Rejected,
            None => Moderation::Accepted,
        };
        let meta = statement.kind == IssueKind::Procedure;
        let said = Statement { text: text.to_owned(), moderation, meta, ..Statement::default() };
        named.insert(name, said);
    }
    for name in not_asked(ballots, asked) {
        reasons.insert(name.into(), "The record holds no such statement".to_owned());
    }
    let names = named.keys().copied().collect();
    let statements = named.into_values().collect();
    (Statements { names, statements, ..Statements::default() }, reasons)
}

/// Why a statement was left out, where that may be told.
fn reason(record: &Record, statement: &AskedStatement) -> Option<String> {
    let found = record.group().statements.get(&statement.id)?;
    let moderated = found.moderated.last().filter(|m| Some(m.entry) == statement.left_out)?;
    may_quote(record, moderated.entry).then(|| moderated.said.reason.text.to_string())
}

fn not_asked<'b>(ballots: &'b Ballots, asked: &[AskedStatement]) -> Vec<Name<'b>> {
    let known: std::collections::BTreeSet<Name<'_>> =
        asked.iter().map(|statement| Name::of(&statement.code)).collect();
    ballots.statements.iter().filter(|name| !known.contains(name)).collect()
}

fn not_on_record(source: &Source, ballots: &Ballots, asked: &[AskedStatement]) -> Option<FileTold> {
    let names = not_asked(ballots, asked);
    let place = |name: &Name<'_>| super::outcome::Place {
        line: None,
        row: None,
        what: format!("statement “{name}”"),
    };
    (!names.is_empty()).then(|| FileTold {
        file: source.name(),
        rows: 0,
        passed_over: 0,
        told: vec![Told {
            kind: "not-on-record",
            count: names.len() as u64,
            meaning: "statements with responses are not on the record, and left out",
            passed_over: false,
            first: names.iter().take(10).map(place).collect(),
        }],
    })
}
