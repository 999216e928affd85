//! Claims as they stand in a narrative's Markdown, found without the reader of narratives.

use std::ops::Range;

/// A link that claims something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where the whole link stands.
    pub range: Range<usize>,
    /// Its words as written, escapes included.
    pub words: String,
    /// The predicate.
    pub predicate: String,
    /// The arguments, slashes between them.
    pub argument: String,
    /// The grade it is told with.
    pub told_as: Option<String>,
}

impl Link {
    /// The words as a reader sees them.
    pub fn plain(&self) -> String {
        plain(&self.words)
    }

    /// The link with other words.
    #[must_use]
    pub fn saying(&self, words: &str) -> Self {
        Self { words: escape(words), ..self.clone() }
    }

    /// The link as written anew.
    pub fn write(&self) -> String {
        let slash = if self.argument.is_empty() { "" } else { "/" };
        let query = self.told_as.as_ref().map_or_else(String::new, |grade| format!("?as={grade}"));
        format!("[{}](claim:{}{slash}{}{query})", self.words, self.predicate, self.argument)
    }
}

/// Every claim of a narrative, in order.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut marks: Vec<(usize, &str, &str)> = Vec::new();
    for (mark, end) in [("](claim:", ")"), ("](<claim:", ">)")] {
        marks.extend(text.match_indices(mark).map(|(at, _)| (at, mark, end)));
    }
    marks.sort_unstable();
    for (at, mark, end) in marks {
        let Some(open) = opening(text, at) else { continue };
        let target = &text[at + mark.len()..];
        let Some(close) = target.find(end) else { continue };
        let (path, query) =
            target[..close].split_once('?').map_or((&target[..close], None), |(p, q)| (p, Some(q)));
        let (predicate, argument) = path.split_once('/').unwrap_or((path, ""));
        found.push(Link {
            range: open..at + mark.len() + close + end.len(),
            words: text[open + 1..at].to_owned(),
            predicate: predicate.to_owned(),
            argument: argument.to_owned(),
            told_as: query.and_then(|q| q.strip_prefix("as=")).map(ToOwned::to_owned),
        });
    }
    found
}

/// Where the bracket opens that closes here; escaped brackets are words.
fn opening(text: &str, close: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..close).rev().find(|at| bytes[*at] == b'[' && (*at == 0 || bytes[*at - 1] != b'\\'))
}

/// The text with a range written anew.
pub fn splice(text: &str, range: &Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}

/// Words as they are written in Markdown, so that each character stands for itself.
pub fn escape(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if c == '\n' {
            out.push(' ');
            continue;
        }
        if c.is_ascii_punctuation()
            && !matches!(
                c,
                ',' | '.' | ';' | ':' | '\'' | '"' | '-' | '/' | '?' | '%' | '+' | '=' | '$' | '@'
            )
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Words as a reader sees them: without the escapes.
pub fn plain(words: &str) -> String {
    let mut out = String::new();
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escape, links, plain};

    #[test]
    fn links_are_found_as_they_were_written() {
        let text =
            "One [a \\[b\\] c](claim:objects/COPY/P4?as=taken-down), two [d](<claim:outcome>).";
        let found = links(text);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].plain().as_str(), found[0].argument.as_str()), ("a [b] c", "COPY/P4"));
        assert_eq!(found[0].told_as.as_deref(), Some("taken-down"));
        assert_eq!(&text[found[1].range.clone()], "[d](<claim:outcome>)");
    }

    #[test]
    fn escaped_words_are_read_as_they_were() {
        let words = "[a](b) *c* _d_ <e> & `f` \\ “g”";
        assert_eq!(plain(&escape(words)), words);
    }
}
