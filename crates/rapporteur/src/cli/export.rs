use super::{Ended, Exit};
use crate::source::Source;
use crate::{bundle, files, terminal};
use clap::Args;
use record::minutes;
use std::path::PathBuf;

/// Writes a record as canonical minutes, or as a bundle that verifies offline.
///
/// Canonical minutes have one line an entry; the same record always gives the same bytes. A bundle is one file with the
/// minutes, the narrative, the report in every format, the versions and fonts they were made with, and the record's root.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("target").required(true).args(["out", "bundle"]))]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,

    /// The file of minutes to write.
    #[arg(short, value_name = "OUT.minutes")]
    out: Option<PathBuf>,

    /// The bundle to write.
    #[arg(long, value_name = "b.zip")]
    bundle: Option<PathBuf>,

    /// A narrative in Markdown to go into the bundle.
    #[arg(long, value_name = "N.md", requires = "bundle")]
    narrative: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    if source.head().is_none() {
        terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
        terminal::complain(
            "nothing was written: lines that cannot be read have no canonical form; mend them first",
        );
        return Ok(Exit::Found);
    }
    if let Some(out) = &arguments.out {
        files::write(out, minutes::print(source.record.entries()).as_bytes())?;
        terminal::print(&format!("{}\n", out.display()))?;
    }
    if let Some(out) = &arguments.bundle {
        let narrative = arguments.narrative.as_deref().map(files::read_text).transpose()?;
        let made = bundle::make(&source.record, narrative.as_deref())?;
        files::write(out, &made.bytes)?;
        if let Some(why) = made.no_pdf {
            terminal::complain(&format!("the bundle holds no report.pdf: {why}"));
        }
        terminal::print(&format!(
            "{}\n{} entries\nroot {}\n",
            out.display(),
            made.head.count,
            made.head.root
        ))?;
    }
    Ok(Exit::Good)
}
