//! Print: the one place that knows whether this build sets PDF. Without the feature `pdf` the program builds in a quarter of
//! the time, and whoever asks for a PDF is told that there is none.

#[cfg(feature = "pdf")]
pub(crate) use render::{
    fonts::{Fonts, UsedFont},
    pdf::{PdfFault, render},
    sheet::pdf::render as render_sheet,
};

#[cfg(not(feature = "pdf"))]
pub(crate) use absent::{Fonts, PdfFault, UsedFont, render, render_sheet};

#[cfg(not(feature = "pdf"))]
mod absent {
    use render::sheet::Sheet;
    use report::document::Document;
    use std::fmt;

    /// No fonts.
    pub(crate) struct Fonts;

    impl Fonts {
        pub(crate) fn find() -> Self {
            Self
        }

        pub(crate) fn embedded() -> Self {
            Self
        }
    }

    /// A font that something was set in.
    #[derive(Clone, Debug)]
    pub(crate) struct UsedFont {
        pub(crate) name: String,
        pub(crate) sha256: String,
    }

    /// What would have been set.
    pub(crate) struct Pdf {
        pub(crate) bytes: Vec<u8>,
        pub(crate) fonts: Vec<UsedFont>,
    }

    /// Why there is no PDF.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct PdfFault;

    impl fmt::Display for PdfFault {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("this program was built without PDF (feature `pdf`)")
        }
    }

    pub(crate) fn render(_: &Document, _: &Fonts) -> Result<Pdf, PdfFault> {
        Err(PdfFault)
    }

    pub(crate) fn render_sheet(_: &Sheet, _: &Fonts) -> Result<Pdf, PdfFault> {
        Err(PdfFault)
    }
}
