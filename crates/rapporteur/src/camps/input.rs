//! What camps are looked for in: responses, statements, participants, as files give them.

use super::outcome::{FileTold, Key, Place, Previous, Told};
use super::splits::Splits;
use crate::cli::Exit;
use crate::progress::Bar;
use crate::{files, terminal};
use analysis::opinions::Scale;
use ballots::{
    Ballots, Codes, Found, Moderation, Notes, Participants, Progress, Reading, Refusal, Statements,
    read_participants, read_statements, read_votes_file,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Which files there are.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    pub(crate) votes: PathBuf,
    pub(crate) comments: Option<PathBuf>,
    pub(crate) participants: Option<PathBuf>,
    pub(crate) previous: Option<PathBuf>,
    pub(crate) with_moderated: bool,
    /// Whether statements of substance and about procedure stay together.
    pub(crate) together: bool,
    pub(crate) codes: Codes,
}

/// What the files say, brought together.
#[derive(Clone, Debug)]
pub(crate) struct Material {
    /// Responses to statements of substance.
    pub(crate) substance: Ballots,
    /// Responses to statements about procedure, where there are any.
    pub(crate) procedure: Option<Ballots>,
    pub(crate) statements: Option<Statements>,
    pub(crate) people: Option<Participants>,
    pub(crate) previous: Option<Previous>,
    /// Statements with responses that were rejected, and are left out.
    pub(crate) left_out: Vec<Key>,
    /// Why, where that is known and may be told.
    pub(crate) reasons: BTreeMap<Key, String>,
    /// Where parties of one constituency or coalition are on different sides; of a record.
    pub(crate) splits: Splits,
    pub(crate) told: Vec<FileTold>,
    /// Whether the file of responses has times.
    pub(crate) timed: bool,
    /// What an answer can be.
    pub(crate) scale: Scale,
}

/// The most bytes of an earlier result that are read.
const PREVIOUS_BYTES_MAX: u64 = 1 << 30;
/// The most bytes of a batch of responses: it is held whole, so that what is read is what was hashed.
pub(crate) const RESPONSES_BYTES_MAX: u64 = 1 << 30;

/// Reads all files, and prints what is worth telling of them to standard error.
pub(crate) fn gather(files: &Files) -> Result<Material, Exit> {
    let codes = files.codes;
    let mut told = Vec::new();
    let statements = read(files.comments.as_deref(), "Reading statements", |file, watch| {
        read_statements(file, Reading::watched(codes, watch))
    })?;
    let people = read(files.participants.as_deref(), "Reading participants", |file, watch| {
        read_participants(file, Reading::watched(codes, watch))
    })?;
    let previous = files.previous.as_deref().map(read_previous).transpose()?;
    let Some(mut ballots) = read(Some(&files.votes), "Reading responses", |file, watch| {
        read_votes_file(file, Reading::watched(codes, watch))
    })?
    else {
        return Err(Exit::misuse("no file of responses is named"));
    };
    told.push(tell(&files.votes.display().to_string(), &std::mem::take(&mut ballots.notes)));
    for (path, notes) in [
        (&files.comments, statements.as_ref().map(|s| &s.notes)),
        (&files.participants, people.as_ref().map(|p| &p.notes)),
    ] {
        if let (Some(path), Some(notes)) = (path, notes) {
            told.push(tell(&path.display().to_string(), notes));
        }
    }
    let shown = |path: Option<&PathBuf>| path.map(|p| p.display().to_string()).unwrap_or_default();
    let names = [shown(Some(&files.votes)), shown(files.comments.as_ref())];
    let material = settle(Read {
        ballots,
        statements,
        people,
        reasons: BTreeMap::new(),
        told,
        with_moderated: files.with_moderated,
        together: files.together,
        names,
    })?;
    Ok(Material { previous, ..material })
}

/// What was read, before moderation.
pub(crate) struct Read {
    pub(crate) ballots: Ballots,
    pub(crate) statements: Option<Statements>,
    pub(crate) people: Option<Participants>,
    pub(crate) reasons: BTreeMap<Key, String>,
    pub(crate) told: Vec<FileTold>,
    pub(crate) with_moderated: bool,
    /// Whether substance and procedure stay together.
    pub(crate) together: bool,
    /// Where the responses stand, and where it stands how statements were moderated.
    pub(crate) names: [String; 2],
}

/// Leaves out what moderation rejected, and parts substance and procedure.
pub(crate) fn settle(read: Read) -> Result<Material, Exit> {
    let Read { ballots, statements, people, reasons, told, with_moderated, together, names } = read;
    let rejected: Vec<bool> = marked(&ballots, statements.as_ref(), |statement| {
        statement.moderation == Moderation::Rejected && !with_moderated
    });
    let left_out: Vec<Key> = (0..rejected.len())
        .filter(|at| rejected[*at])
        .map(|at| ballots.statements.get(at).into())
        .collect();
    if left_out.len() == rejected.len() {
        return Err(Exit::misuse(format!(
            "all statements of {} were rejected in {}; `--with-moderated` keeps them",
            names[0], names[1]
        )));
    }
    let ballots =
        if left_out.is_empty() { ballots } else { ballots.keep_statements(|at| !rejected[at]) };
    let meta = marked(&ballots, statements.as_ref(), |statement| statement.meta);
    let (substance, procedure) = match meta.iter().filter(|meta| **meta).count() {
        0 => (ballots, None),
        all if all == meta.len() || together => (ballots, None),
        _ => {
            let procedure = ballots.clone().keep_statements(|at| meta[at]);
            (ballots.keep_statements(|at| !meta[at]), Some(procedure))
        }
    };
    let timed = substance.first_answered.is_some();
    Ok(Material {
        substance,
        procedure,
        statements,
        people,
        previous: None,
        left_out,
        reasons,
        splits: Splits::default(),
        told,
        timed,
        scale: Scale::Responses,
    })
}

/// Which statements of the responses a table says something of.
fn marked(
    ballots: &Ballots,
    statements: Option<&Statements>,
    is: impl Fn(&ballots::Statement) -> bool,
) -> Vec<bool> {
    let known = |name| statements.and_then(|s| s.get(name));
    ballots.statements.iter().map(|name| known(name).is_some_and(&is)).collect()
}

/// Opens a file and reads it under a bar.
pub(crate) fn read<T>(
    path: Option<&Path>,
    what: &'static str,
    read: impl FnOnce(File, &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<T, Refusal>,
) -> Result<Option<T>, Exit> {
    let Some(path) = path else { return Ok(None) };
    let file = open(path)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let bar = Bar::new(what, size);
    let mut watch = |progress: Progress| {
        bar.at(progress.bytes);
        ControlFlow::Continue(())
    };
    read(file, &mut watch).map(Some).map_err(|refusal| refused(path, &refusal))
}

/// What is not there is a misuse; what is there and cannot be read, a fault.
fn open(path: &Path) -> Result<File, Exit> {
    if path.is_dir() {
        return Err(Exit::misuse(format!("{} is a directory, not a file", path.display())));
    }
    File::open(path).map_err(|error| {
        let words = format!("{} was not read: {error}", path.display());
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Exit::misuse(words),
            _ => Exit::fault(words),
        }
    })
}

pub(crate) fn refused(path: &Path, refusal: &Refusal) -> Exit {
    match refusal {
        Refusal::Io(error) => Exit::fault(format!("{} was not read: {error}", path.display())),
        other => Exit::misuse(format!("{} {other}", path.display())),
    }
}

/// Whether a file is minutes of a record rather than a table.
pub(crate) fn is_record(path: &Path) -> Result<bool, Exit> {
    if path.is_dir() {
        return Ok(true);
    }
    let mut head = Vec::new();
    open(path)?
        .take(64)
        .read_to_end(&mut head)
        .map_err(|error| Exit::fault(format!("{} was not read: {error}", path.display())))?;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    Ok(head.trim_ascii_start().starts_with(b"minutes/"))
}

pub(crate) fn read_previous(path: &Path) -> Result<Previous, Exit> {
    let bytes = files::read(path, PREVIOUS_BYTES_MAX)?;
    let previous: Previous = serde_json::from_slice(&bytes).map_err(|error| {
        Exit::misuse(format!("{} is not a result of `camps --json`: {error}", path.display()))
    })?;
    if previous.assignments.is_none() {
        return Err(Exit::misuse(format!(
            "{} does not say who was in which camp; make it with `--json --assignments`",
            path.display()
        )));
    }
    Ok(previous)
}

fn place(found: &Found) -> Place {
    let (line, row) = match found.place {
        Some(ballots::Place::Line(line)) => (Some(line), None),
        Some(ballots::Place::Row(row)) => (None, Some(row)),
        None => (None, None),
    };
    Place { line, row, what: found.what.clone() }
}

/// What is told of a file, printed to standard error and kept.
pub(crate) fn tell(file: &str, notes: &Notes) -> FileTold {
    let mut out = String::new();
    let mut told = Vec::new();
    for (kind, note) in notes.iter() {
        let _ = writeln!(out, "{file}: {}: {}", note.count, kind.meaning());
        // What lost no row is shown by a few; the JSON names as many of each.
        let shown = if kind.loses() { note.first.len() } else { note.first.len().min(3) };
        for found in &note.first[..shown] {
            let _ = writeln!(out, "  {}", terminal::safe(&found.to_string()));
        }
        if note.count > shown as u64 {
            let _ = writeln!(out, "  and {} more", note.count - shown as u64);
        }
        if let Some(hint) = kind.hint() {
            let _ = writeln!(out, "  hint: {hint}");
        }
        told.push(Told {
            kind: kind.word(),
            count: note.count,
            meaning: kind.meaning(),
            passed_over: kind.loses(),
            first: note.first.iter().map(place).collect(),
        });
    }
    terminal::complain_as_is(&out);
    FileTold { file: file.to_owned(), rows: notes.rows, passed_over: notes.lost(), told }
}
