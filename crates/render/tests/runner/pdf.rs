//! Print.

use super::sample;
use render::fonts::{FontFault, Fonts};
use render::pdf::{self, PdfFault};

#[test]
fn look() {
    for (name, document) in [("english.pdf", sample::english()), ("arabic.pdf", sample::arabic())] {
        let pdf = pdf::render(&document, &Fonts::find()).unwrap();
        sample::keep(name, &pdf.bytes);
        println!("{name} {} {:?}", pdf.pages, pdf.fonts);
    }
    let _ = (
        FontFault::Missing { script: String::new(), characters: String::new(), package: "" },
        PdfFault::TooLong,
    );
}
