//! The document as a tagged PDF (PDF/UA-1), set by Typst.
//!
//! **Invariant:** the template is fixed and the document reaches it as data, so no word of the record is ever read as
//! Typst. The world it sees holds that one template and the chosen fonts: no file, package, network or clock. The same
//! document and fonts give the same bytes.

pub(crate) mod model;
pub(crate) mod press;

use crate::fonts::{FontFault, Fonts, UsedFont};
use press::Desk;
use report::document::Document;
use std::sync::LazyLock;
use typst::syntax::Source;

/// How long one document may take by the clock. Typst has no limit of steps; a hundred pages take two seconds or so where
/// nothing else runs, and a hundred times that on a machine that many share: a limit that ends only what would never end.
const PATIENCE_SECONDS: u64 = 900;

/// Layout nests deeply and the stack of a spawned thread is small.
const STACK_BYTES: usize = 64 << 20;

/// A document in print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// The fonts it is set in, by name; a bundle records them, as other fonts give other bytes.
    pub fonts: Vec<UsedFont>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfFault {
    /// The fonts at hand do not reach.
    #[error(transparent)]
    Font(#[from] FontFault),
    /// Typst refused; always our mistake, as the template is fixed.
    #[error("the document could not be set: {0}")]
    Typesetting(String),
    /// It took too long.
    #[error("the document was not set within {PATIENCE_SECONDS} seconds")]
    TooLong,
    /// The thread that set it ended early, or could not be started.
    #[error("setting the document broke off")]
    BrokenOff,
}

/// Renders the document.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Pdf, PdfFault> {
    let mut print = model::Print::of(document);
    let chosen = fonts.choose(&press::characters(&print))?;
    print.fonts = chosen.names();
    let identity = format!("{}\n{}", print.group, print.title);
    press::set(Desk::new(&TEMPLATE, &print, chosen.faces(), identity))
}

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| press::template("report.typ", include_str!("pdf/report.typ")));
