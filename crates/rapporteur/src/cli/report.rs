use super::options::{Compiling, at};
use super::{Ended, Exit};
use crate::papers::{self, Format};
use crate::print::Fonts;
use crate::print::PdfFault;
use crate::source::Source;
use crate::{files, terminal};
use clap::Args;
use record::Record;
use report::document::Document;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Compiles the report that the record supports.
///
/// Writes report.html, report.pdf, report.md and report.json into a directory, each whole or not at all. Exits with 0
/// whatever the record says: there is always something truthful to issue. What is wrong in the record is printed to
/// standard error, and the report lists it among the limits of the record.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,

    /// A narrative in Markdown, which the report includes with every claim checked.
    #[arg(long, value_name = "N.md")]
    narrative: Option<PathBuf>,

    #[command(flatten)]
    compiling: Compiling,

    /// Compiles the record up to an entry (`17`), or up to the first entry that bears a later moment than a day or month (`2018-01-31`, `2018-01`).
    #[arg(long, value_name = "ENTRY|DATE")]
    at: Option<String>,

    /// Formats to write.
    #[arg(long, value_name = "FORMATS", value_enum, value_delimiter = ',', default_values_t = Format::ALL)]
    format: Vec<Format>,

    /// Directory to write into; made if it is not there.
    #[arg(short, value_name = "DIR")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    let record = at(&source, arguments.at.as_deref())?;
    let document = compiled(&record, arguments)?.ok_or_else(|| nothing_to_report(&source))?;
    let said = write_all(&document, &arguments.format, &arguments.out)?;
    terminal::print(&said)?;
    Ok(Exit::Good)
}

/// The document; what is wrong with the narrative is printed.
fn compiled(record: &Record, arguments: &Arguments) -> Result<Option<Document>, Exit> {
    let order = arguments.compiling.order();
    let Some(path) = &arguments.narrative else { return Ok(papers::document(record, &order)) };
    let text = files::read_text(path)?;
    let compiled = papers::document_with(record, &order, &text);
    Ok(compiled.map(|(document, diagnostics)| {
        terminal::diagnose(&diagnostics, &path.display().to_string(), &text);
        document
    }))
}

fn nothing_to_report(source: &Source) -> Exit {
    Exit::misuse(format!(
        "{} holds no entry that can be read, so there is no evidence for anything",
        source.name()
    ))
}

/// Writes the document in each format and says which files there are now. A font that is missing leaves the others, and is
/// told; where nothing but print was asked for, it is a fault.
pub(super) fn write_all(
    document: &Document,
    formats: &[Format],
    directory: &Path,
) -> Result<String, Exit> {
    let fonts = Fonts::find();
    let mut said = String::new();
    for format in formats {
        match papers::render(document, *format, &fonts) {
            Ok(paper) => {
                let path = directory.join(format.file_name());
                files::write(&path, &paper.bytes)?;
                let _ = writeln!(said, "{}", path.display());
            }
            Err(fault) if formats.iter().all(|format| *format == Format::Pdf) => {
                return Err(Exit::fault(no_pdf(&fault)));
            }
            Err(fault) => terminal::complain(&no_pdf(&fault)),
        }
    }
    Ok(said)
}

/// Why there is no file for print.
pub(super) fn no_pdf(fault: &PdfFault) -> String {
    format!("report.pdf was not written: {fault}")
}

/// Writes the report of a record in every format.
pub(super) fn write_report(record: &Record, directory: &Path) -> Result<String, Exit> {
    let document = papers::document(record, &papers::Order::default())
        .ok_or_else(|| Exit::misuse("the record holds no entry"))?;
    write_all(&document, &Format::ALL, directory)
}
