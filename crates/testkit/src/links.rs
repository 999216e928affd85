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
    for (at, _) in text.match_indices("](claim:") {
        let Some(open) = opening(text, at) else { continue };
        let target = &text[at + "](claim:".len()..];
        let Some(close) = target.find(')') else { continue };
        let (path, query) =
            target[..close].split_once('?').map_or((&target[..close], None), |(p, q)| (p, Some(q)));
        let (predicate, argument) = path.split_once('/').unwrap_or((path, ""));
        found.push(Link {
            range: open..at + "](claim:".len() + close + 1,
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
