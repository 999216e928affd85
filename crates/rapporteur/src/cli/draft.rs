use super::{Ended, Exit};
use crate::source::Source;
use crate::{files, terminal};
use clap::Args;
use std::path::PathBuf;

/// Writes a first narrative, every claim of which holds.
///
/// The narrative is Markdown whose claims are links, such as `[agreed](claim:agreed/4)`; edit it, and `rapporteur check
/// --narrative` tells where it says more, or less, than the record does.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,

    /// The file to write.
    #[arg(short, value_name = "N.md")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    files::write(&arguments.out, report::narrative::draft(&source.record).as_bytes())?;
    terminal::print(&format!("{}\n", arguments.out.display()))?;
    Ok(Exit::Good)
}
