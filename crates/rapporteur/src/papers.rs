//! A record's report as files: compiled, worded, rendered.

use crate::print::{self, Fonts, PdfFault, UsedFont};
use clap::ValueEnum;
use record::{Diagnostic, Record};
use report::document::Document;
use report::{Tongue, compile, compile_with, word};

/// The version of the words of reports.
pub(crate) const WORDING_VERSION: &str = report::wording::VERSION;
/// The version of the words of quantity.
pub(crate) const LEXICON_VERSION: &str = report::lexicon::VERSION;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// How to compile.
    pub(crate) options: report::Options,
    /// In which language.
    pub(crate) tongue: Tongue,
}

impl Default for Order {
    /// Under the record's own rules, with names, in English.
    fn default() -> Self {
        Self { options: report::Options::default(), tongue: Tongue::English }
    }
}

/// The worded report; `None` of a record without any entry, for which there is no evidence for anything.
pub(crate) fn document(record: &Record, order: &Order) -> Option<Document> {
    let manuscript = compile(record, &order.options)?;
    Some(word(&manuscript, record, order.tongue))
}

/// The same with a rapporteur's narrative, and what is wrong with that.
pub(crate) fn document_with(
    record: &Record,
    order: &Order,
    narrative: &str,
) -> Option<(Document, Vec<Diagnostic>)> {
    let (manuscript, diagnostics) = compile_with(record, &order.options, narrative)?;
    Some((word(&manuscript, record, order.tongue), diagnostics))
}

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Format {
    /// One self-contained page.
    Html,
    /// Tagged, for print.
    Pdf,
    /// Markdown.
    Md,
    /// For programs.
    Json,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Format; 4] = [Format::Html, Format::Pdf, Format::Md, Format::Json];

    /// The name of the file.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Format::Html => "report.html",
            Format::Pdf => "report.pdf",
            Format::Md => "report.md",
            Format::Json => "report.json",
        }
    }

    /// What a server calls it.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Pdf => "application/pdf",
            Format::Md => "text/markdown; charset=utf-8",
            Format::Json => "application/json",
        }
    }
}

/// A rendered report.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) bytes: Vec<u8>,
    /// The fonts it is set in, for print.
    pub(crate) fonts: Vec<UsedFont>,
}

/// Renders a document in a format; only print can be refused, for want of a font.
pub(crate) fn render(
    document: &Document,
    format: Format,
    fonts: &Fonts,
) -> Result<Paper, PdfFault> {
    let text = |text: String| Paper { bytes: text.into_bytes(), fonts: Vec::new() };
    Ok(match format {
        Format::Html => text(render::html::render(document)),
        Format::Md => text(render::markdown::render(document)),
        Format::Json => text(render::json::render(document)),
        Format::Pdf => {
            let pdf = print::render(document, fonts)?;
            Paper { bytes: pdf.bytes, fonts: pdf.fonts }
        }
    })
}
