//! The lines of a certificate, and what is asked in the first ones.

use crate::table::{File, spell};
use std::cell::LazyCell;
use std::collections::HashSet;
use std::str::FromStr;

/// The lines of a certificate, with their numbers; the place of the one that is looked at, and of the next.
pub(crate) struct Lines<'c> {
    lines: Vec<(usize, &'c str)>,
    pub(crate) at: usize,
    pub(crate) next: usize,
}

impl<'c> Lines<'c> {
    pub(crate) fn of(certificate: &'c str) -> Self {
        let lines = certificate.split('\n').enumerate().map(|(place, line)| (place + 1, line));
        let told =
            |(n, line): &(usize, &str)| *n == 1 || !line.is_empty() && !line.starts_with('#');
        Self { lines: lines.filter(told).collect(), at: usize::MAX, next: 0 }
    }

    /// The number of the line that is looked at, if there is one.
    pub(crate) fn number(&self) -> Option<usize> {
        self.lines.get(self.at).map(|line| line.0)
    }

    pub(crate) fn next(&mut self) -> Vec<&'c str> {
        self.at = self.next;
        self.next += 1;
        self.lines.get(self.at).map_or(Vec::new(), |line| line.1.split(' ').collect())
    }

    /// The word after this on the next line, which is left where it is no such line.
    pub(crate) fn word(&mut self, keyword: &str) -> Result<&'c str, String> {
        match self.next()[..] {
            [first, word] if first == keyword => return Ok(word),
            _ => self.next = self.at,
        }
        Err(format!("a line `{keyword}` must stand here"))
    }
}

/// A number in its one written form.
pub(crate) fn number<T: FromStr + ToString>(word: &str) -> Result<T, String> {
    let number = word.parse().ok().filter(|number: &T| number.to_string() == word);
    number.ok_or_else(|| format!("`{word}` is no number that can stand here"))
}

/// A part of a whole, both at least 1.
pub(crate) type Share = [u64; 2];

/// The rule; consensus is that none objects.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Rule {
    Unanimity,
    Objections(u64),
    Majority { share: Option<Share>, quorum: Option<Share>, each: bool },
}

pub(crate) struct Question {
    pub(crate) at: i64,
    pub(crate) rule: Rule,
    pub(crate) silence_blocks: bool,
    pub(crate) groups_speak: bool,
    /// By the names of bases.
    pub(crate) lifted: HashSet<String>,
}

impl Question {
    pub(crate) fn read(file: &File, lines: &mut Lines<'_>) -> Result<Self, String> {
        let first = "rapporteur-certificate/1";
        ensure!(lines.next() == [first], "a line `{first}` must stand here");
        let at = number(lines.word("at")?)?;
        let rule = lines.next().strip_prefix(&["rule"]).map(rule);
        let mut question = Self {
            at,
            rule: rule.ok_or("a line `rule` must stand here")??,
            silence_blocks: either(lines, "silence", ["block", "consent"])?,
            groups_speak: either(lines, "groups", ["speak", "silent"])?,
            lifted: HashSet::new(),
        };
        let stances = file.statements.iter().filter(|s| s.stance.is_some());
        let stances = stances.map(|s| spell("t:", &s.id));
        let stances: LazyCell<HashSet<String>, _> = LazyCell::new(|| stances.collect());
        while let Ok(id) = lines.word("lift") {
            let name = format!("t:{id}");
            ensure!(stances.contains(&name), "`{id}` is no stance");
            question.lifted.insert(name);
        }
        Ok(question)
    }
}

/// Whether the first of two words follows.
fn either(lines: &mut Lines<'_>, keyword: &str, words: [&str; 2]) -> Result<bool, String> {
    let word = lines.word(keyword)?;
    ensure!(words.contains(&word), "`{keyword} {word}` is not known");
    Ok(word == words[0])
}

fn rule(words: &[&str]) -> Result<Rule, String> {
    let ["majority", rest @ ..] = words else {
        return match words {
            ["consensus"] => Ok(Rule::Objections(0)),
            ["objections", most] => Ok(Rule::Objections(number(most)?)),
            ["unanimity"] => Ok(Rule::Unanimity),
            _ => Err("there is no such rule".into()),
        };
    };
    let (rest, each) = rest.strip_suffix(&["each"]).map_or((rest, false), |rest| (rest, true));
    let (of, quorum) = match rest {
        [of @ .., "quorum", quorum] => (of, Some(share(quorum)?)),
        of => (of, None),
    };
    ensure!(of.len() < 2, "there is no such rule");
    let share = of.first().map(|of| share(of)).transpose()?;
    Ok(Rule::Majority { share, quorum, each })
}

fn share(word: &str) -> Result<Share, String> {
    let (part, of) = word.split_once('/').unwrap_or_default();
    let share = [part, of].map(|n| number::<u32>(n).map_or(0, u64::from));
    ensure!(0 < share[0] && share[0] <= share[1], "`{word}` is no share");
    Ok(share)
}
