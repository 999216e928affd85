use super::material::{Material, OfRecord, Reading};
use crate::cli::{Ended, Exit};
use crate::files;
use crate::sheets::{self, Clean, Head, Words};
use crate::terminal;
use clap::{Args, ValueEnum};
use render::sheet::Sheet;
use std::path::{Path, PathBuf};
use text::draft::{Draft, Reader};

/// Writes a text as a sheet: clean, marked up, compiled by party, or as a matrix.
///
/// Lines are numbered; the same line has the same number in every format.
#[derive(Args)]
pub(super) struct Arguments {
    /// A plain text, Markdown or Word file, or a record.
    file: PathBuf,

    /// What is shown.
    #[arg(long, value_enum, default_value = "marked")]
    show: Shown,

    #[command(flatten)]
    of: OfRecord,

    #[command(flatten)]
    reading: Reading,

    /// The file to write; its ending says in which format: .html, .pdf, .docx, .md. Markdown to standard output where it is
    /// left out.
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, where the ending of the file does not say it.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// What a sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// Everything, each piece as what it is.
    Marked,
    /// The words with their brackets, without names, remarks and marks of status.
    Clean,
    /// The words outside brackets and options only.
    OutsideBrackets,
    /// A heading for each party, under it the words that it is named beside.
    ByParty,
    /// Paragraphs by the parties that are named in them.
    Matrix,
    /// Of a record: a heading for each party, under it every proposal that it made.
    Proposals,
    /// Of a record: topics by proposals.
    Topics,
}

/// Formats of sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One self-contained page.
    Html,
    /// Tagged, for print.
    Pdf,
    /// Word.
    Docx,
    /// Markdown.
    Md,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    files::keep_apart(
        &[&arguments.file],
        &arguments.output.as_deref().into_iter().collect::<Vec<_>>(),
    )?;
    let material = Material::open(&arguments.file, &arguments.of)?;
    material.warn();
    let (parties, rulings) =
        (material.parties(&arguments.reading)?, material.rulings(&arguments.reading)?);
    let reader = Reader { parties: parties.as_ref(), rulings: Some(&rulings) };
    let draft = Draft::read(&material.words, &reader);
    let words = Words::new(&material.words, &draft, parties.as_ref());
    let name = material.title.clone().unwrap_or_else(|| material.file_name());
    let head = Head { name, language: material.language() };
    let sheet = match arguments.show {
        Shown::Marked => sheets::marked(&words, &head),
        Shown::Clean => sheets::clean(&words, &head, Clean::WithBrackets),
        Shown::OutsideBrackets => sheets::clean(&words, &head, Clean::OutsideBrackets),
        Shown::ByParty => sheets::by_party(&words, parties.as_ref(), &head),
        Shown::Matrix => sheets::matrix(&words, parties.as_ref(), &head),
        Shown::Proposals | Shown::Topics => {
            let Some((record, text)) = &material.record else {
                return Err(Exit::misuse(format!(
                    "{} is no record; `--show by-party` and `--show matrix` compile what a draft names",
                    material.name
                )));
            };
            if arguments.show == Shown::Proposals {
                sheets::proposals_by_party(record, text, &head)
            } else {
                sheets::proposals_by_topic(record, text, &head)
            }
        }
    };
    write(&sheet, arguments.output.as_deref(), arguments.format)
}

/// Writes a sheet in the format that is asked for.
pub(super) fn write(sheet: &Sheet, output: Option<&Path>, format: Option<Format>) -> Ended {
    let format = format.map_or_else(|| output.map_or(Ok(Format::Md), by_ending), Ok)?;
    let bytes = match format {
        Format::Html => render::sheet::html::render(sheet).into_bytes(),
        Format::Md => render::sheet::markdown::render(sheet).into_bytes(),
        Format::Docx => {
            let written = render::sheet::docx::render(sheet);
            for loss in &written.losses {
                terminal::complain(&format!("not in the Word file: {loss}"));
            }
            written.bytes
        }
        Format::Pdf => pdf(sheet)?,
    };
    match output {
        Some(path) => files::write(path, &bytes)?,
        None => terminal::print_bytes(&bytes)?,
    }
    Ok(Exit::Good)
}

fn pdf(sheet: &Sheet) -> Result<Vec<u8>, Exit> {
    let fonts = crate::print::Fonts::find();
    crate::print::render_sheet(sheet, &fonts).map(|pdf| pdf.bytes).map_err(Exit::fault)
}

fn by_ending(path: &Path) -> Result<Format, Exit> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => Ok(Format::Html),
        Some("pdf") => Ok(Format::Pdf),
        Some("docx") => Ok(Format::Docx),
        Some("md" | "txt") => Ok(Format::Md),
        _ => Err(Exit::misuse(format!(
            "the ending of {} does not say a format; name it .html, .pdf, .docx or .md, or add --format",
            path.display()
        ))),
    }
}
