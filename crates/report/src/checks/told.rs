//! Reading the words of a claim: names, words of quantity, negations.

use crate::lexicon;
use record::{Group, Id};

/// Words that deny.
pub(crate) const NEGATIONS: &[&str] = &[
    "not", "never", "cannot", "didn't", "doesn't", "hasn't", "wasn't", "weren't", "neither", "nor",
    "without", "nobody", "none", "hardly",
];

/// Words that a word of quantity counts.
const COUNTED: &[&str] = &[
    "member",
    "members",
    "party",
    "parties",
    "government",
    "governments",
    "delegation",
    "delegations",
    "participant",
    "participants",
    "observer",
    "observers",
    "coalition",
    "coalitions",
    "other",
    "others",
    "further",
    "more",
    "states",
    "state",
    "organizations",
    "organisations",
    "of",
    "civil-society",
    "business",
    "technical",
    "academic",
];

/// Names on the record, longest first.
pub(crate) struct Names {
    names: Vec<(String, Id)>,
}

/// What the words of a claim say of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Those named.
    pub(crate) names: Vec<Id>,
    /// Words of quantity, each with whether it counts others beside those named.
    pub(crate) quantities: Vec<(String, bool)>,
}

impl Names {
    /// The names of parties, coalitions, representatives and officers: as they go now, as they went first, and aliases.
    pub(crate) fn of(group: &Group) -> Self {
        let mut names: Vec<(String, Id)> = Vec::new();
        // As written: a code such as OPEN is not the word `open`.
        let mut add = |name: &str, id: &Id| names.push((name.to_owned(), id.clone()));
        let parties =
            group.parties.iter().map(|(id, p)| (&id.0, p.admitted.said.aliases.as_slice()));
        let coalitions =
            group.coalitions.iter().map(|(id, c)| (&id.0, c.formed.said.aliases.as_slice()));
        let people = group
            .representatives
            .keys()
            .map(|id| &id.0)
            .chain(group.officers.keys().map(|id| &id.0));
        for (id, aliases) in parties.chain(coalitions).chain(people.map(|id| (id, &[][..]))) {
            add(&group.name_of(id), id);
            add(&group.first_name_of(id), id);
            add(id.as_str(), id);
            aliases.iter().for_each(|alias| add(alias, id));
        }
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        names.dedup();
        Self { names }
    }

    /// The words with every name blanked out.
    pub(crate) fn without_names(&self, words: &str) -> String {
        let mut rest = words.to_owned();
        for (name, _) in &self.names {
            while let Some(at) = whole(&rest, name) {
                rest.replace_range(at..at + name.len(), &" ".repeat(name.len()));
            }
        }
        rest
    }

    /// Reads the words of a claim.
    pub(crate) fn read(&self, words: &str) -> Told {
        let mut rest = unquoted(words);
        let mut names = Vec::new();
        for (name, id) in &self.names {
            while let Some(at) = whole(&rest, name) {
                rest.replace_range(at..at + name.len(), &"\u{1}".repeat(name.len()));
                if !names.contains(id) {
                    names.push(id.clone());
                }
            }
        }
        Told { names, quantities: quantities(&rest) }
    }
}

/// The words without what stands in quotation marks; a mark that is not closed quotes nothing.
pub(super) fn unquoted(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(open) = rest.find(['“', '"']) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let Some(length) = rest[open + width..].find(['”', '"']) else { break };
        out.push_str(&rest[..open]);
        out.push(' ');
        let close = open + width + length;
        rest = &rest[close + rest[close..].chars().next().map_or(0, char::len_utf8)..];
    }
    out.push_str(rest);
    out
}

/// Where a name stands as whole words.
fn whole(text: &str, name: &str) -> Option<usize> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let found = text.match_indices(name).find(|(at, _)| {
        edge(text[..*at].chars().next_back()) && edge(text[at + name.len()..].chars().next())
    });
    found.map(|(at, _)| at).filter(|_| !name.is_empty())
}

/// Words in lower case, without punctuation.
pub(crate) fn tokens(words: &str) -> Vec<String> {
    words
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '\u{1}')))
        .filter(|t| !t.is_empty())
        .map(|t| t.replace('’', "'"))
        .collect()
}

/// Words of quantity: those of the lexicon before something counted, or alone.
fn quantities(rest: &str) -> Vec<(String, bool)> {
    let tokens = tokens(rest);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(length) = lexicon_word(&tokens[at..]) else {
            at += 1;
            continue;
        };
        let after = &tokens[at + length..];
        let others = after
            .first()
            .is_some_and(|t| matches!(t.as_str(), "other" | "others" | "further" | "more"));
        let counts = after.iter().take(3).any(|t| COUNTED.contains(&t.as_str())) || at == 0;
        let numbered = at > 0
            && matches!(
                tokens[at - 1].as_str(),
                "paragraph" | "paragraphs" | "para" | "no" | "article"
            );
        if counts && !numbered {
            found.push((tokens[at..at + length].join(" "), others));
        }
        at += length;
    }
    found
}

/// How many tokens the word of quantity that stands first takes.
fn lexicon_word(tokens: &[String]) -> Option<usize> {
    (1..=3.min(tokens.len()))
        .rev()
        .find(|n| lexicon::admits(&tokens[..*n].join(" "), 0, 0).is_some())
}

#[cfg(test)]
mod tests {
    use super::{quantities, unquoted};

    fn check(words: &str, expected: &[(&str, bool)]) {
        let expected: Vec<(String, bool)> =
            expected.iter().map(|(w, o)| ((*w).to_owned(), *o)).collect();
        assert_eq!(quantities(words), expected, "{words}");
    }

    #[test]
    fn a_word_of_quantity_stands_before_what_it_counts() {
        check("some members objected", &[("some", false)]);
        check("nearly all of the members", &[("nearly all", false)]);
        check("objected to paragraph 4", &[]);
        check("two other members", &[("two", true)]);
        check("by 2030", &[]);
        check("most", &[("most", false)]);
        check("two, as taken down, object", &[("two", false)]);
    }

    #[test]
    fn quotations_are_not_ours() {
        assert_eq!(unquoted("A said: “the flag was up”, and \"B\" too"), "A said:  , and   too");
        assert_eq!(unquoted("an open “ mark"), "an open “ mark");
    }
}
