//! The terminal: what is printed, how diagnostics look, and how words of the record are kept from doing harm there.

use crate::cli::Exit;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use record::Diagnostic;
use record::diagnostic::{Place, Severity};
use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal as _, Write as _};

/// Columns that are assumed where the terminal is not asked.
pub(crate) const COLUMNS: usize = 100;

/// Prints to standard output. A reader who stopped reading, such as `head`, has what it wanted.
pub(crate) fn print(text: &str) -> Result<(), Exit> {
    print_bytes(text.as_bytes())
}

/// Prints bytes to standard output as they are.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Exit> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Exit::fault(format!("the output was not written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says why a command ended.
pub(crate) fn complain(words: &str) {
    if !words.is_empty() {
        complain_as_is(&format!("rapporteur: {words}\n"));
    }
}

/// Prints to standard error as it is. Where that is closed, nobody is there to be told.
pub(crate) fn complain_as_is(text: &str) {
    std::io::stderr().lock().write_all(text.as_bytes()).ok();
}

/// Prints diagnostics to standard error, in colour where it is a terminal that wants them.
pub(crate) fn diagnose(diagnostics: &[Diagnostic], path: &str, text: &str) {
    let colours = std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    complain_as_is(&render(diagnostics, path, text, colours));
}

/// Diagnostics as rustc prints them: code, place, the line, what stands there, why, and what to do.
pub(crate) fn render(diagnostics: &[Diagnostic], path: &str, text: &str, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() }.term_width(COLUMNS);
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::new();
    for diagnostic in diagnostics {
        let printed = renderer.render(&[group(diagnostic, path, &lines)]);
        out.push_str(&with_isolates(&printed));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(diagnostic: &Diagnostic, path: &str, lines: &[&str]) -> annotate_snippets::Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(marked(&diagnostic.message)).id(diagnostic.code.0);
    let mut elements: Vec<Element<'a>> = Vec::new();
    match diagnostic.place {
        Some(place) => {
            let line = lines.get(place.line - 1).copied().unwrap_or("");
            let annotation = AnnotationKind::Primary
                .span(bytes_of(line, place))
                .label(marked(&diagnostic.label));
            let snippet = Snippet::source(line.to_owned())
                .line_start(place.line)
                .path(path.to_owned())
                .annotation(annotation);
            elements.push(snippet.into());
        }
        None => elements.push(annotate_snippets::Origin::path(path.to_owned()).into()),
    }
    elements.extend(diagnostic.notes.iter().map(|note| Level::NOTE.message(marked(note)).into()));
    elements.extend(diagnostic.help.iter().map(|help| Level::HELP.message(marked(help)).into()));
    title.elements(elements)
}

/// The bytes of a line at a place, which counts characters; what lies beyond the line is its end.
fn bytes_of(line: &str, place: Place) -> std::ops::Range<usize> {
    let offset =
        |count: usize| line.char_indices().nth(count).map_or(line.len(), |(offset, _)| offset);
    let first = place.column.saturating_sub(1);
    offset(first)..offset(first.saturating_add(place.length))
}

/// Private characters that stand for isolates while the renderer, which would replace these, has the text.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';

/// Marks what is quoted in a message, so that words written from right to left turn nothing around them.
fn marked(text: &str) -> String {
    if !text.chars().any(is_right_to_left) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '“' | '«' => out.extend([c, OPEN]),
            '”' | '»' => out.extend([CLOSE, c]),
            '`' if in_code => out.extend([CLOSE, c]),
            '`' => out.extend([c, OPEN]),
            OPEN | CLOSE => {}
            _ => out.push(c),
        }
        in_code ^= c == '`';
    }
    out
}

fn with_isolates(printed: &str) -> String {
    printed.replace(OPEN, "\u{2068}").replace(CLOSE, "\u{2069}")
}

/// Words of the record made safe for a terminal: controls that could command it or turn the line are replaced, and
/// words written from right to left are isolated.
pub(crate) fn safe(words: &str) -> Cow<'_, str> {
    let harmful = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    let right_to_left = words.chars().any(is_right_to_left);
    if !right_to_left && !words.chars().any(harmful) {
        return Cow::Borrowed(words);
    }
    let kept: String = words.chars().map(|c| if harmful(c) { '\u{fffd}' } else { c }).collect();
    Cow::Owned(if right_to_left { format!("\u{2068}{kept}\u{2069}") } else { kept })
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Breaks text into lines of at most `columns` characters, the lines after the first indented.
pub(crate) fn wrapped(text: &str, indent: usize, columns: usize) -> String {
    let mut out = String::new();
    let mut column = indent;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > indent && column + 1 + width > columns {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if column > indent {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}

/// Rows in columns, each as wide as its widest cell; the last column is as wide as it likes.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            let cells = rows.iter().chain([&head]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut out = String::new();
    for row in [&head, &rule].into_iter().chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::diagnostic::Code;

    #[test]
    fn a_diagnostic_shows_its_line_and_place() {
        let place = Place { line: 2, column: 13, length: 2 };
        let diagnostic = Diagnostic::error(Code("M0101"), "“سلام” cannot be read")
            .at(place, "here")
            .because("a note")
            .help("do this");
        let printed = render(&[diagnostic], "a.minutes", "minutes/1\nBOR objects P4\n", false);
        assert_eq!(
            printed,
            "error[M0101]: “\u{2068}سلام\u{2069}” cannot be read\n --> a.minutes:2:13\n  |\n2 | BOR objects P4\n  |             ^^ here\n  |\n  = note: a note\n  = help: do this\n\n"
        );
    }

    #[test]
    fn words_cannot_command_the_terminal() {
        assert_eq!(safe("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(safe("\u{202e}ab"), "\u{fffd}ab");
        assert_eq!(safe("plain “words”"), "plain “words”");
    }

    #[test]
    fn text_is_wrapped_at_words() {
        assert_eq!(wrapped("one two three", 2, 9), "one two\n  three");
    }
}
