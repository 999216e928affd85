//! From a document to the bytes of a file.

mod looks;
mod parts;
mod ranges;
mod text;

use crate::document::Document;
use crate::loss::{Effect, Loss, Losses};
use crate::xml::{allowed, escape};

/// A file, and what of the document could not be put into it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The .docx file. Equal documents give equal bytes.
    pub bytes: Vec<u8>,
    /// What was replaced or left out.
    pub losses: Vec<Loss>,
}

/// Writes a document as a Word file, settled first (see [`Document::settled`]).
///
/// No clock is read: dates stand only where the document gives them. What a file cannot hold is replaced so that it can
/// be seen, and listed: characters that XML forbids become U+FFFD, a date that is none is left out.
///
/// # Panics
/// Where the file would come to more than four gibibytes.
pub fn write(document: &Document) -> Written {
    let settled = document.clone().settled();
    let mut writer = Writer::new(&settled);
    let parts = writer.parts();
    Written { bytes: crate::package::pack(&parts), losses: writer.losses.list() }
}

/// What a document becomes, part by part.
struct Writer<'d> {
    document: &'d Document,
    losses: Losses,
    /// The part that is being written.
    part: String,
    /// The last number given to a tracked change.
    last_id: usize,
}

const NOT_XML: (Effect, &str) =
    (Effect::Words, "a character that XML cannot hold is written as U+FFFD");
const NO_DATE: (Effect, &str) = (Effect::History, "a date that is none is left out");

impl<'d> Writer<'d> {
    fn new(document: &'d Document) -> Self {
        let last_id = document.comments.len();
        Self { document, losses: Losses::default(), part: String::new(), last_id }
    }

    /// Text made safe for XML.
    fn safe(&mut self, element: &str, text: &str) -> String {
        if text.chars().all(allowed) {
            return escape(text);
        }
        self.losses.add(&self.part, Some(element), None, NOT_XML);
        escape(&text.replace(|c| !allowed(c), "\u{fffd}"))
    }

    /// `w:id`, `w:author` and `w:date` of a tracked change.
    fn signature(&mut self, author: &str, date: Option<&str>) -> String {
        self.last_id += 1;
        let author = self.safe("w:author", author);
        let mut attributes = format!(" w:id=\"{}\" w:author=\"{author}\"", self.last_id);
        attributes.push_str(&self.date(date));
        attributes
    }

    fn date(&mut self, date: Option<&str>) -> String {
        match date {
            Some(date) if is_date(date) => format!(" w:date=\"{date}\""),
            Some(_) => {
                self.losses.add(&self.part, Some("w:date"), None, NO_DATE);
                String::new()
            }
            None => String::new(),
        }
    }
}

/// Whether text is a date and time as XML Schema writes it (`xsd:dateTime`); Word refuses a file with any other.
fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>, most: u32| {
        let digits = text.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|d| d.parse().ok()).is_some_and(|n: u32| n <= most)
    };
    let shape = |marks: &[(usize, u8)]| marks.iter().all(|(at, c)| text.as_bytes().get(*at) == Some(c));
    let day = digits(0..4, 9999) && digits(5..7, 12) && digits(8..10, 31);
    let time = digits(11..13, 23) && digits(14..16, 59) && digits(17..19, 59);
    let none = [0..4, 5..7, 8..10].into_iter().any(|r| text.get(r).is_some_and(|t| t.bytes().all(|b| b == b'0')));
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if !day || !time || none || !shape(&marks) {
        return false;
    }
    let rest = &text[19..];
    let zone = match rest.strip_prefix('.') {
        Some(part) => part.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let fraction = rest.len() - zone.len();
    let offset = |zone: &str| {
        let at = text.len() - zone.len();
        zone.len() == 6
            && zone.starts_with(['+', '-'])
            && digits(at + 1..at + 3, 13)
            && shape(&[(at + 3, b':')])
            && digits(at + 4..at + 6, 59)
    };
    fraction != 1 && (zone.is_empty() || zone == "Z" || offset(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_word_opens_are_dates() {
        for date in ["2026-11-21T22:05:00Z", "2026-02-01T00:00:00", "1999-12-31T23:59:59.125+05:45"] {
            assert!(is_date(date), "{date}");
        }
        for none in ["", "yesterday", "2026-11-21", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-00-10T10:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+5", "٢٠٢٦-01-01T00:00:00Z"] {
            assert!(!is_date(none), "{none}");
        }
    }
}
