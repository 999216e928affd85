//! A sheet as a tagged PDF (PDF/UA-1), set by Typst; wide tables on pages turned on their side.
//!
//! **Invariant:** the template is fixed and the sheet reaches it as data, so no word is ever read as Typst. The bounds
//! are those of [`crate::pdf`].

mod model;

use super::Sheet;
use crate::fonts::{Fonts, Italics};
use crate::pdf::press::{self, Desk};
use crate::pdf::{Pdf, PdfFault};
use std::sync::LazyLock;
use typst::syntax::Source;

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| press::template("sheet.typ", include_str!("pdf/sheet.typ")));

/// Renders the sheet.
pub fn render(sheet: &Sheet, fonts: &Fonts) -> Result<Pdf, PdfFault> {
    let italics = Italics::embedded();
    let mut print = model::Print::of(sheet, &italics);
    let chosen = fonts.choose(&press::characters(&print))?;
    print.fonts = chosen.names();
    let mut faces = chosen.faces();
    faces.extend(italics.faces());
    let identity = format!("{}\n{}", sheet.symbol.as_deref().unwrap_or_default(), sheet.title);
    press::set(Desk::new(&TEMPLATE, &print, faces, identity))
}
