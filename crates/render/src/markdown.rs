//! The document as Markdown (`CommonMark` with pipe tables) that also reads well as plain text.
//!
//! **Invariant:** record text passes `escaped`, so it stays one run of text within its line. Anchors are the only raw
//! HTML. Evidence stands in parentheses after each sentence as `[no. 7]`, a link defined once at the end; footnotes
//! would be simpler, but readers number them anew and the number of an entry would be lost.

use crate::citations;
use crate::words::{numbered, quotation_marks, sentence_gap, settled};
use report::document::{
    Basis, Block, Document, EvidenceEntry, Line, Provision, Section, Span, Table, View,
};
use std::fmt::Write as _;

/// Renders the document.
pub fn render(document: &Document) -> String {
    let mut writer = Writer { document, out: String::new() };
    writer.front();
    for section in &document.sections {
        writer.section(section, 2);
    }
    writer.evidence();
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    /// Writes one block and the empty line after it.
    fn block_of(&mut self, markdown: &str) {
        self.out.push_str(markdown);
        self.out.push_str("\n\n");
    }

    fn front(&mut self) {
        let document = self.document;
        self.block_of(&format!("# {}", escaped(&document.title)));
        self.block_of(&format!("**{}**", escaped(&document.group)));
        let status: Vec<String> =
            document.status.iter().map(|line| format!("> {}", self.sentence(line))).collect();
        self.block_of(&status.join("\n>\n"));
        for (label, spans) in &document.particulars {
            let _ = writeln!(self.out, "- {}: {}", escaped(label), self.spans(spans));
        }
        if !document.particulars.is_empty() {
            self.out.push('\n');
        }
    }

    fn section(&mut self, section: &Section, level: usize) {
        let number = if section.number.is_empty() {
            String::new()
        } else {
            format!("{}. ", escaped(&section.number))
        };
        let hashes = "#".repeat(level.min(6));
        self.block_of(&format!(
            "{hashes} {}{number}{}",
            anchor(&section.anchor),
            escaped(&section.heading)
        ));
        for block in &section.blocks {
            self.block(block);
        }
        for inner in &section.sections {
            self.section(inner, level + 1);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { number, lines } => {
                let sentences = self.sentences(lines);
                self.block_of(&format!("**{number}.** {sentences}"));
            }
            Block::List(lines) => self.list(lines),
            Block::Provision(provision) => self.provision(provision),
            Block::Views { heading, views } => self.views(heading, views),
            Block::Table(table) => self.table(table),
            Block::NotVerified(spans) => {
                let mark = escaped(&self.document.labels.not_verified);
                let words = self.spans(spans);
                self.block_of(&format!("> **{mark}**\n>\n> {words}"));
            }
        }
    }

    fn list(&mut self, lines: &[Line]) {
        let items: Vec<String> =
            lines.iter().map(|line| format!("- {}", self.sentence(line))).collect();
        if !items.is_empty() {
            self.block_of(&items.join("\n"));
        }
    }

    fn provision(&mut self, provision: &Provision) {
        let status = self.sentence(&provision.status);
        self.block_of(&status);
        let words = lines_of_spans(&provision.words)
            .iter()
            .map(|spans| self.spans(spans))
            // Within a block quotation each line is quoted anew, and a backslash keeps the break.
            .collect::<Vec<_>>()
            .join("\\\n> ");
        self.block_of(&format!("> **{}** {words}", escaped(&provision.label)));
        self.list(&provision.notes);
    }

    fn views(&mut self, heading: &[Span], views: &[View]) {
        let heading = self.spans(heading);
        self.block_of(&format!("**{heading}**"));
        for view in views {
            let holders = self.sentence(&view.holders);
            let _ = writeln!(self.out, "- {holders}");
            for line in &view.lines {
                let _ = writeln!(self.out, "  - {}", self.sentence(line));
            }
        }
        self.out.push('\n');
    }

    fn table(&mut self, table: &Table) {
        self.block_of(&format!("**{}**", escaped(&table.caption)));
        let head: Vec<String> = table.head.iter().map(|cell| escaped(cell)).collect();
        let _ = writeln!(self.out, "| {} |\n|{}", head.join(" | "), " --- |".repeat(head.len()));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|line| self.sentence(line)).collect();
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
        }
        self.out.push('\n');
    }

    fn sentences(&self, lines: &[Line]) -> String {
        let gap = sentence_gap(&self.document.language);
        lines.iter().map(|line| self.sentence(line)).collect::<Vec<_>>().join(gap)
    }

    fn sentence(&self, line: &Line) -> String {
        format!(
            "{}{} {}",
            anchor(&line.anchor),
            self.spans(&line.spans),
            self.evidence_of(&line.basis)
        )
    }

    fn evidence_of(&self, basis: &Basis) -> String {
        let labels = &self.document.labels;
        let link = |number: u32| format!("[{}]", self.reference(number));
        let list = |entries: &[_]| {
            entries
                .iter()
                .map(|entry: &record::EntryId| link(entry.0))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match basis {
            Basis::Entries(entries) => format!("({})", list(entries)),
            Basis::Absence { searched, defining, through } => format!(
                "({} {}, {}, {} {})",
                escaped(&labels.searched),
                escaped(searched),
                list(defining),
                escaped(&labels.through),
                link(through.0),
            ),
        }
    }

    /// The name of a link to an entry; the same wherever it is used and where it is defined.
    fn reference(&self, number: u32) -> String {
        escaped(&numbered(number, &self.document.labels))
    }

    fn spans(&self, spans: &[Span]) -> String {
        let (open, close) = quotation_marks(&self.document.language);
        let mut markdown = String::new();
        for span in spans {
            match span {
                Span::Plain(words) | Span::Words(words) | Span::Bracketed { words, .. } => {
                    markdown.push_str(&escaped(words));
                }
                Span::Name(words) => markdown.push_str(&isolated(words)),
                Span::Quote { words, .. } => markdown.extend([open, &isolated(words), close]),
                Span::Entry(entry) => {
                    let _ = write!(markdown, "[{}]", self.reference(entry.0));
                }
                Span::Section { anchor, words } => {
                    let _ = write!(markdown, "[{}](#{})", escaped(words), fragment(anchor));
                }
            }
        }
        markdown
    }

    fn evidence(&mut self) {
        let labels = &self.document.labels;
        self.block_of(&format!("## {}{}", anchor("evidence"), escaped(&labels.evidence)));
        let cited = citations::by_entry(self.document);
        let entries = citations::evidence(self.document);
        for entry in &entries {
            let back: Vec<String> = cited
                .get(&entry.number.0)
                .into_iter()
                .flatten()
                .map(|placed| {
                    format!("[{}](#{})", escaped(&placed.place), fragment(&placed.line.anchor))
                })
                .collect();
            self.entry(entry, &back);
        }
        self.out.push('\n');
        for entry in &entries {
            let number = entry.number.0;
            let _ = writeln!(self.out, "[{}]: #e{number}", self.reference(number));
        }
    }

    fn entry(&mut self, entry: &EvidenceEntry, back: &[String]) {
        let labels = &self.document.labels;
        let number = entry.number.0;
        let _ =
            write!(self.out, "- {}**{}**", anchor(&format!("e{number}")), self.reference(number));
        for part in [&entry.when, &entry.line].into_iter().filter(|part| !part.is_empty()) {
            let _ = write!(self.out, " {}", isolated(part));
        }
        let described = [(&labels.source, &entry.source), (&labels.grade, &entry.grade)];
        for (label, value) in described.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.out, " — {}: {}", escaped(label), isolated(value));
        }
        if !back.is_empty() {
            let _ = write!(self.out, " ↩ {}", back.join(", "));
        }
        self.out.push('\n');
    }
}

/// Text that cannot become structure, on one line.
///
/// Characters that Markdown reads anywhere are escaped; those that it reads only at the start of a line are escaped
/// there, and the text is never broken into lines here.
pub(crate) fn escaped(words: &str) -> String {
    let words = settled(words);
    let mut markdown = String::with_capacity(words.len());
    let mut before_first = true;
    let mut digits_only = true;
    let mut previous = ' ';
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                markdown.push(' ');
                continue;
            }
            '&' => markdown.push_str("&amp;"),
            '<' => markdown.push_str("&lt;"),
            '>' => markdown.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => {
                markdown.extend(['\\', c]);
            }
            '#' | '+' | '-' | '=' | ':' if before_first => markdown.extend(['\\', c]),
            // "1." and "1)" open a list; "://" and "www." and "!" before a bracket make links and images.
            '.' | ')' if digits_only && !before_first => markdown.extend(['\\', c]),
            ':' | '.' | '!' | '@' if previous != ' ' || c == '!' => {
                push_link_mark(&mut markdown, c, &words);
            }
            _ => markdown.push(c),
        }
        before_first &= c == ' ';
        digits_only &= c == ' ' || c.is_ascii_digit();
        previous = c;
    }
    markdown
}

/// Escapes a character of an address only in text that could hold one, so that ordinary prose stays readable.
fn push_link_mark(markdown: &mut String, c: char, words: &str) {
    let address = words.contains("://")
        || words.contains("www.")
        || words.contains('@')
        || words.contains("![");
    if address {
        markdown.push('\\');
    }
    markdown.push(c);
}

/// Record text kept apart from the direction of the words around it where it could turn them.
fn isolated(words: &str) -> String {
    let escaped = escaped(words);
    let marks = |c| matches!(c, '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let turns = |c: char| crate::words::is_right_to_left(c) || marks(c);
    if words.contains(turns) { format!("\u{2068}{escaped}\u{2069}") } else { escaped }
}

/// Splits spans at line breaks within words, so that a block quotation can carry its mark on every line.
fn lines_of_spans(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut lines = vec![Vec::new()];
    for span in spans {
        let words = match span {
            Span::Plain(words) | Span::Words(words) | Span::Bracketed { words, .. } => words,
            Span::Name(_) | Span::Quote { .. } | Span::Entry(_) | Span::Section { .. } => {
                push_last(&mut lines, span.clone());
                continue;
            }
        };
        for (index, part) in words.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            push_last(&mut lines, Span::Plain(part.to_owned()));
        }
    }
    lines
}

fn push_last(lines: &mut [Vec<Span>], span: Span) {
    if let Some(last) = lines.last_mut() {
        last.push(span);
    }
}

fn anchor(id: &str) -> String {
    format!("<a id=\"{}\"></a>", fragment(id))
}

/// An anchor for an attribute or a link: only characters that neither can end.
fn fragment(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn record_text_stays_text() {
        let check = |words: &str, expected: &str| assert_eq!(escaped(words), expected);
        check("# Heading\n## Another", "\\# Heading ## Another");
        check("[x](http://a) ![y](z)", "\\[x\\](http\\://a) \\!\\[y\\](z)");
        check(
            "*a* _b_ `c` ~d~ | e <b>&amp;</b>",
            "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\| e &lt;b&gt;&amp;amp;&lt;/b&gt;",
        );
        check("12. item", "12\\. item");
        check("- item", "\\- item");
        check("www.example.org or a@example.org", "www\\.example\\.org or a\\@example\\.org");
        check("Plain words: as said, in 2.5 days.", "Plain words: as said, in 2.5 days.");
    }
}
