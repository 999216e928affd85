//! How a sentence is put together from our own words and from slots.

use crate::document::Span;
use crate::manuscript::Topic;
use record::{EntryId, Quote, Text, Words};

/// A sentence, or a part of one, from its parts in order.
macro_rules! phrase {
    ($($part:expr),* $(,)?) => {{
        let mut out: Vec<$crate::document::Span> = Vec::new();
        $($crate::wording::phrase::Put::put($part, &mut out);)*
        out
    }};
}
pub(super) use phrase;

/// Something that stands in a sentence: our own words, or a slot.
pub(super) trait Put {
    /// Adds it to the sentence.
    fn put(self, out: &mut Vec<Span>);
}

impl Put for &str {
    fn put(self, out: &mut Vec<Span>) {
        if let Some(Span::Plain(words)) = out.last_mut() {
            words.push_str(self);
        } else if !self.is_empty() {
            out.push(Span::Plain(self.to_owned()));
        }
    }
}

impl Put for String {
    fn put(self, out: &mut Vec<Span>) {
        self.as_str().put(out);
    }
}

impl Put for &Text {
    fn put(self, out: &mut Vec<Span>) {
        out.push(Span::Name(self.to_string()));
    }
}

impl Put for &Quote {
    fn put(self, out: &mut Vec<Span>) {
        let language = self.language.as_ref().map(|l| l.as_str().to_owned());
        out.push(Span::Quote { language, words: self.text.to_string() });
    }
}

impl Put for &Words {
    fn put(self, out: &mut Vec<Span>) {
        let language = Some(self.language.as_str().to_owned());
        out.push(Span::Quote { language, words: self.text.to_string() });
    }
}

impl Put for EntryId {
    fn put(self, out: &mut Vec<Span>) {
        out.push(Span::Entry(self));
    }
}

impl Put for Vec<Span> {
    fn put(self, out: &mut Vec<Span>) {
        for span in self {
            match span {
                Span::Plain(words) => words.put(out),
                other => out.push(other),
            }
        }
    }
}

impl<T: Put> Put for Option<T> {
    fn put(self, out: &mut Vec<Span>) {
        if let Some(part) = self {
            part.put(out);
        }
    }
}

/// Words quoted that bear no language of their own: a passage, a description.
pub(super) fn passage(words: &str) -> Vec<Span> {
    vec![Span::Quote { language: None, words: words.to_owned() }]
}

/// The title of a thing, in quotation marks.
pub(super) fn title(name: &Text) -> Vec<Span> {
    phrase!["“", name, "”"]
}

/// Several parts in a row: `between` before all but the first and the last, `last` before the last.
pub(super) fn list(parts: Vec<Vec<Span>>, between: &str, last: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let end = parts.len().saturating_sub(1);
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            (if index == end { last } else { between }).put(&mut out);
        }
        part.put(&mut out);
    }
    out
}

/// The labels, where all topics are paragraphs.
pub(super) fn labels(topics: &[Topic]) -> Option<Vec<Text>> {
    topics
        .iter()
        .map(|topic| match topic {
            Topic::Paragraph(label) => Some(Text::clone(label)),
            Topic::Issue(_)
            | Topic::Text(_)
            | Topic::Document(_)
            | Topic::Amendment(_)
            | Topic::Package(_)
            | Topic::Other(_) => None,
        })
        .collect()
}
