//! Paragraphs: maximal groups of lines that are not blank.

use std::ops::Range;

/// A paragraph: where it stands in its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Bytes of the source, without the line ending of the last line.
    pub range: Range<usize>,
    /// First line, counted from 1.
    pub line: usize,
}

/// The paragraphs of a source, in order.
///
/// A line is blank if it holds white space only; lines end with `\n`, and a `\r`
/// before it is white space. A byte order mark that begins the source is form, and stands before the first paragraph.
///
/// ```
/// let found = text::paragraphs::paragraphs("1. One\n   more\n\n2. Two\n");
/// assert_eq!(found.len(), 2);
/// assert_eq!((found[1].line, found[1].range.clone()), (4, 16..22));
/// ```
pub fn paragraphs(source: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let (mut at, mut is_open) = (byte_order_mark(source), false);
    let ends = memchr::memchr_iter(b'\n', source.as_bytes()).chain([source.len()]);
    for (index, end) in ends.enumerate() {
        if is_blank(&source[at..end]) {
            is_open = false;
        } else if is_open {
            if let Some(last) = found.last_mut() {
                last.range.end = end;
            }
        } else {
            found.push(Paragraph { range: at..end, line: index + 1 });
            is_open = true;
        }
        at = end + 1;
    }
    found
}

/// How many bytes the byte order mark takes that some programs write at the beginning of a file.
pub(crate) fn byte_order_mark(source: &str) -> usize {
    if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Whether a line holds white space only. Most lines begin with a letter, and need no further look.
fn is_blank(line: &str) -> bool {
    let begins = line.bytes().find(|b| *b != b' ');
    !begins.is_some_and(|b| b.is_ascii_graphic()) && line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    /// Each paragraph as `line:words`.
    fn check(source: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(source)
            .iter()
            .map(|p| format!("{}:{}", p.line, &source[p.range.clone()]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("a\nb\n\n \t\nc", &["1:a\nb", "5:c"]);
        check("\n\na\r\n\r\nb\r\n", &["3:a\r", "5:b\r"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_word() {
        check("\u{feff}a\nb", &["1:a\nb"]);
        check("\u{feff}\n\nb", &["3:b"]);
        check("\u{feff}", &[]);
        check("a \u{feff}", &["1:a \u{feff}"]);
    }

    #[test]
    fn nothing_has_no_paragraph() {
        check("", &[]);
        check(" \n\n", &[]);
    }
}
