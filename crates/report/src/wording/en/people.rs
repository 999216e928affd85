//! Who, how many, which paragraphs, when.

use super::super::phrase::{list, passage, phrase, title};
use crate::document::Span;
use crate::lexicon::{Quantity, quantity};
use crate::manuscript::{Sort, Topic, Who};
use record::{EntryId, Moment, Quote, Text};

/// Names beyond which a word of quantity comes first.
pub(super) const NAMES_MAX: usize = 12;

/// A number: in words up to ten.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// A number of things.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// Hundredths: "0.67".
pub(super) fn decimal(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Names: "Ardenia, Boreland and Corvia".
pub(super) fn names(all: &[Text]) -> Vec<Span> {
    list(all.iter().map(|name| phrase![name]).collect(), ", ", " and ")
}

/// How many, by the lexicon.
fn quantified(n: usize, of: usize, sort: Sort) -> String {
    let (one, many) = noun(sort);
    if sort != Sort::Members {
        return count(n, one, many);
    }
    match quantity(n, of) {
        Quantity::None => "no member".to_owned(),
        Quantity::One => "one member".to_owned(),
        Quantity::Two => "two members".to_owned(),
        Quantity::Some => format!("some members ({n} of {of})"),
        Quantity::Half => format!("half of the members ({n} of {of})"),
        Quantity::Most => format!("most members ({n} of {of})"),
        Quantity::All => format!("all members ({of})"),
        Quantity::Number => count(n, "member", "members"),
    }
}

fn others(n: usize, sort: Sort) -> String {
    let (one, many) = noun(sort);
    if n == 1 { format!("one other {one}") } else { format!("{} other {many}", number(n)) }
}

/// What people who are counted are called, one and several.
fn noun(sort: Sort) -> (&'static str, &'static str) {
    match sort {
        Sort::Members => ("member", "members"),
        Sort::Participants => ("participant", "participants"),
        Sort::Coalitions => ("coalition", "coalitions"),
        Sort::Officers => ("officer", "officers"),
    }
}

/// Who: named, counted or neither.
pub(super) fn who(who: &Who) -> Vec<Span> {
    if who.veiled {
        return phrase!["one or more ", noun(who.sort).1];
    }
    match (who.names.len(), who.unnamed) {
        (0, n) => phrase![quantified(n, who.of, who.sort)],
        (known, rest) if known > NAMES_MAX => {
            let total = quantified(who.count(), who.of, who.sort);
            let (lead, end) = match total.strip_suffix(')') {
                Some(open) => (format!("{open}: "), ")"),
                None => (format!("{total} ("), ")"),
            };
            let rest = (rest > 0).then(|| phrase![", and ", others(rest, who.sort)]);
            phrase![lead, names(&who.names), rest, end]
        }
        (_, 0) => names(&who.names),
        (_, rest) => {
            let mut parts: Vec<Vec<Span>> = who.names.iter().map(|name| phrase![name]).collect();
            parts.push(phrase![others(rest, who.sort)]);
            list(parts, ", ", " and ")
        }
    }
}

/// Whether the verb stands in the plural.
fn is_plural(who: &Who) -> bool {
    who.veiled || who.count() > 1
}

/// "was" or "were".
pub(super) fn was(who: &Who) -> &'static str {
    if is_plural(who) { "were" } else { "was" }
}

/// "its" or "their".
pub(super) fn its(who: &Who) -> &'static str {
    if is_plural(who) { "their" } else { "its" }
}

/// As one item of a count: "three (Ardenia, Boreland and Corvia)", "none".
pub(super) fn tally(who: &Who) -> Vec<Span> {
    if who.veiled {
        return phrase!["not disclosed"];
    }
    if who.count() == 0 {
        return phrase!["none"];
    }
    if who.names.is_empty() {
        return phrase![number(who.unnamed)];
    }
    let rest = (who.unnamed > 0).then(|| phrase![", and ", others(who.unnamed, who.sort)]);
    phrase![number(who.count()), " (", names(&who.names), rest, ")"]
}

/// "seven members (Ardenia, ...)".
pub(super) fn counted(who: &Who, one: &str, many: &str) -> Vec<Span> {
    if who.veiled {
        return phrase!["one or more ", many];
    }
    let total = if who.count() == 0 { format!("no {many}") } else { count(who.count(), one, many) };
    if who.names.is_empty() {
        return phrase![total];
    }
    let rest = (who.unnamed > 0).then(|| format!(", and {}", number(who.unnamed) + " not named"));
    phrase![total, " (", names(&who.names), rest, ")"]
}

/// "paragraph 4".
pub(super) fn para(label: &Text) -> Vec<Span> {
    phrase!["paragraph ", label]
}

/// "paragraphs 1 and 2".
pub(super) fn paras(labels: &[Text]) -> Vec<Span> {
    phrase![if labels.len() == 1 { "paragraph " } else { "paragraphs " }, names(labels)]
}

/// What something is on.
pub(super) fn matter(on: &Topic) -> Vec<Span> {
    match on {
        Topic::Paragraph(label) => para(label),
        Topic::Issue(name) => phrase!["the issue ", title(name)],
        Topic::Text(name) => phrase!["the text ", title(name)],
        Topic::Document(name) => phrase!["the document ", title(name)],
        Topic::Amendment(label) => phrase!["the amendment to ", para(label)],
        Topic::Package(name) => phrase!["the package ", title(name)],
        Topic::Other(name) => title(name),
    }
}

/// Several of them; paragraphs alone are told together.
pub(super) fn matters(on: &[Topic]) -> Vec<Span> {
    match crate::wording::phrase::labels(on) {
        Some(labels) => paras(&labels),
        None => list(on.iter().map(matter).collect(), ", ", " and "),
    }
}

/// A clause about matters; nothing where there are none.
pub(super) fn matters_led(lead: &str, on: &[Topic]) -> Option<Vec<Span>> {
    (!on.is_empty()).then(|| phrase![lead, matters(on)])
}

/// A clause about paragraphs; nothing where there are none.
pub(super) fn paras_led(lead: &str, labels: &[Text]) -> Option<Vec<Span>> {
    (!labels.is_empty()).then(|| phrase![lead, paras(labels)])
}

/// Titles: "“A” and “B”".
pub(super) fn titles(all: &[Text]) -> Vec<Span> {
    list(all.iter().map(title).collect(), ", ", " and ")
}

/// A quotation behind a lead; nothing where there is none.
pub(super) fn quoted(lead: &str, words: Option<&Quote>) -> Option<Vec<Span>> {
    words.map(|words| phrase![lead, words])
}

/// Words quoted.
pub(super) fn words(text: &str) -> Vec<Span> {
    passage(text)
}

/// "the statement recorded in no. 7".
pub(super) fn statement(entry: EntryId) -> Vec<Span> {
    phrase!["the statement recorded in ", entry]
}

/// A moment in words.
pub(super) fn moment(moment: Moment) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = |m: u8| MONTHS.get(usize::from(m).wrapping_sub(1)).copied().unwrap_or_default();
    match moment {
        Moment::Unknown => "a date not known".to_owned(),
        Moment::Year(y) => y.to_string(),
        Moment::Month(y, m) => format!("{} {y}", month(m)),
        Moment::Day(y, m, d) => format!("{d} {} {y}", month(m)),
        Moment::Time { day: (y, m, d), clock: (hour, minute), second, offset } => {
            let second = second.map_or_else(String::new, |s| format!(":{s:02}"));
            let zone = crate::wording::zone(offset);
            format!("{d} {} {y} at {hour:02}:{minute:02}{second} ({zone})", month(m))
        }
    }
}

/// " on 25 February 2014", " in February 2014".
pub(super) fn on(when: Option<Moment>) -> Option<String> {
    when.map(|when| match when {
        Moment::Year(_) | Moment::Month(..) => format!(" in {}", moment(when)),
        Moment::Unknown | Moment::Day(..) | Moment::Time { .. } => format!(" on {}", moment(when)),
    })
}

/// A lead and a moment: " by 2014".
pub(super) fn led(lead: &str, when: Option<Moment>) -> Option<String> {
    when.map(|when| format!("{lead}{}", moment(when)))
}

/// From when to when.
pub(super) fn span(from: Option<Moment>, to: Option<Moment>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from != to => {
            Some(format!(" from {} to {}", moment(from), moment(to)))
        }
        (Some(from), _) => on(Some(from)),
        (None, Some(to)) => Some(format!(" until {}", moment(to))),
        (None, None) => None,
    }
}
