use super::{Ended, Exit};
use crate::source::Source;
use crate::terminal;
use clap::Args;
use record::EntryId;
use record::minutes::print_entry;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Prints the log: every entry as its canonical line.
///
/// Entries that the rules of procedure did not admit are marked `!`, lines that could not be read `?`; both keep their number
/// and have no effect.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    terminal::print(&log(&source))?;
    Ok(Exit::Good)
}

fn log(source: &Source) -> String {
    let record = &source.record;
    let refused: BTreeMap<EntryId, String> =
        record.refused().iter().map(|r| (r.entry, r.refusal.to_string())).collect();
    let mut lines: Vec<(EntryId, String)> = Vec::new();
    for entry in record.entries() {
        let line = print_entry(entry);
        let line = terminal::safe(&line);
        lines.push((
            entry.number,
            match refused.get(&entry.number) {
                Some(why) => format!("! {line}\n  not admitted: {}", terminal::safe(why)),
                None => format!("  {line}"),
            },
        ));
    }
    for unread in record.unread() {
        let line = format!(
            "? {} {}\n  not read: line {} of the file",
            unread.number.0,
            terminal::safe(unread.text.trim()),
            unread.line
        );
        lines.push((unread.number, line));
    }
    lines.sort_by_key(|(number, _)| *number);
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}
