//! Examples of every kind of sentence, with invented parties: what the tests word and the reference shows.
//!
//! Each optional slot is filled in one example of its kind and empty in another.

mod procedure;
mod substance;

use crate::manuscript::{Say, Topic, Who};
use record::{Language, Moment, Quote, Text};

impl Say {
    /// At least one example of every kind, in the order of the manuscript.
    pub fn examples() -> Vec<Say> {
        let mut all = procedure::examples();
        all.extend(substance::examples());
        all
    }
}

fn text(words: &str) -> Text {
    Text::from(words)
}

fn texts(words: &[&str]) -> Vec<Text> {
    words.iter().map(|words| text(words)).collect()
}

fn quote(words: &str) -> Quote {
    Quote { language: Language::new("en"), text: text(words) }
}

fn day(year: u16, month: u8, day: u8) -> Moment {
    Moment::Day(year, month, day)
}

fn time(hour: u8, minute: u8) -> Moment {
    Moment::Time { day: (2026, 3, 2), clock: (hour, minute), second: None, offset: Some(60) }
}

fn who(names: &[&str]) -> Who {
    Who {
        names: texts(names),
        unnamed: 0,
        of: 21,
        veiled: false,
        sort: crate::manuscript::Sort::Members,
    }
}

fn unnamed(unnamed: usize) -> Who {
    Who { unnamed, of: 21, ..Who::default() }
}

fn veiled() -> Who {
    Who { veiled: true, ..Who::default() }
}

fn nobody() -> Who {
    Who::default()
}

fn para(label: &str) -> Topic {
    Topic::Paragraph(text(label))
}

fn paras(labels: &[&str]) -> Vec<Topic> {
    labels.iter().map(|label| para(label)).collect()
}
