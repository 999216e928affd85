//! What is asked: the first lines of a certificate.

use crate::table::{File, decode};
use crate::{Lines, ensure, number};
use std::cell::LazyCell;
use std::collections::HashSet;

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
    pub(crate) lifted: HashSet<String>,
}

impl Question {
    pub(crate) fn read(file: &File, lines: &mut Lines<'_>) -> Result<Self, String> {
        let first = "rapporteur-certificate/1";
        ensure(lines.next() == [first], format!("a line `{first}` must stand here"))?;
        let at = number(lines.word("at")?)?;
        let rule = lines.next().strip_prefix(&["rule"]).map(rule);
        let mut question = Self {
            at,
            rule: rule.ok_or("a line `rule` must stand here")??,
            silence_blocks: either(lines, "silence", ["block", "consent"])?,
            groups_speak: either(lines, "groups", ["speak", "silent"])?,
            lifted: HashSet::new(),
        };
        let stances = file.statements.iter().filter(|s| s.stance.is_some()).map(|s| &*s.id);
        let stances: LazyCell<HashSet<&str>, _> = LazyCell::new(|| stances.collect());
        while let Ok(word) = lines.word("lift") {
            let id = decode(word).filter(|id| stances.contains(&**id));
            question.lifted.insert(id.ok_or(format!("`{word}` is no stance"))?);
        }
        Ok(question)
    }
}

/// Whether the first of two words follows.
fn either(lines: &mut Lines<'_>, keyword: &str, words: [&str; 2]) -> Result<bool, String> {
    let word = lines.word(keyword)?;
    ensure(words.contains(&word), format!("`{keyword} {word}` is not known"))?;
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
    ensure(of.len() < 2, "there is no such rule")?;
    let share = of.first().map(|of| share(of)).transpose()?;
    Ok(Rule::Majority { share, quorum, each })
}

fn share(word: &str) -> Result<Share, String> {
    let (part, of) = word.split_once('/').unwrap_or_default();
    let share = [part, of].map(|n| number::<u32>(n).map_or(0, u64::from));
    ensure(0 < share[0] && share[0] <= share[1], format!("`{word}` is no share"))?;
    Ok(share)
}
