use super::{Ended, Exit};
use crate::source::{Source, stored_line};
use crate::terminal;
use clap::Args;
use record::diagnostic::Severity;
use record::{Entry, extends};
use std::path::{Path, PathBuf};
use store::{DATABASE_NAME, Store, StoredLine};

/// Takes a file of minutes into a data directory.
///
/// The directory is made if it is not there. If it holds a record, the file must only add to it, and what is new is added;
/// otherwise the first difference is shown. A file with errors is refused, and nothing is written.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes.
    file: PathBuf,

    /// The data directory.
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.file)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    if source.diagnostics.iter().any(|d| d.severity == Severity::Error) {
        terminal::complain("nothing was imported: mend the errors first");
        return Ok(Exit::Found);
    }
    let held = held(&arguments.into)?;
    let entries = source.record.entries();
    if let Some(difference) = extends(entries, &held) {
        terminal::diagnose(&[difference], &source.name(), &source.text);
        terminal::complain(&format!(
            "nothing was imported: the file does not only add to what {} holds",
            arguments.into.display()
        ));
        return Ok(Exit::Found);
    }
    if let Some((now, _)) = entries.iter().zip(&held).find(|(now, then)| now != then) {
        return Err(Exit::misuse(format!(
            "the body of {} is erased in the file and not in {}; erase it there first",
            now.number,
            arguments.into.display()
        )));
    }
    let head = add(&arguments.into, held.len(), entries)?;
    let added = entries.len() - held.len();
    terminal::print(&format!(
        "{}: {added} added, {} entries\nroot {}\n",
        arguments.into.display(),
        head.count,
        head.root
    ))?;
    Ok(Exit::Good)
}

/// The entries that a directory holds; none where it holds no record yet.
fn held(directory: &Path) -> Result<Vec<Entry>, Exit> {
    if !directory.join(DATABASE_NAME).exists() {
        return Ok(Vec::new());
    }
    Ok(Source::open(directory)?.record.entries().to_vec())
}

fn add(directory: &Path, held: usize, entries: &[Entry]) -> Result<store::Head, Exit> {
    let mut store = if directory.join(DATABASE_NAME).exists() {
        Store::open(directory)?
    } else {
        Store::create(directory)?
    };
    let new: Vec<StoredLine> = entries.iter().skip(held).map(stored_line).collect();
    let expected = u32::try_from(held).map_err(Exit::fault)?;
    Ok(store.append(expected, &new)?)
}
