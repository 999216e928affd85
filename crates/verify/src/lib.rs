//! Checks certificates: that a package is acceptable, and that none weighs more than a bound.
//!
//! Written from docs/reference/packages-instance.md and docs/reference/packages-certificate.md alone. What is accepted is true
//! because `table` reads the instance as the one says, `known` takes only what follows, and each step here is one of the other.
//!
//! **Invariant:** what is known holds in every acceptable package; and what one weighs is `bound` less the credits that
//! fail in it.
#![warn(missing_docs)]

mod known;
mod table;

use known::Lit;
use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use table::Table;

/// The squares of what counts count, together, so that memory is bounded.
const MOST: usize = 1 << 22;

/// What a certificate shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the package weighs.
    pub weight: u64,
    /// No acceptable package weighs more.
    pub bound: u64,
    /// How many alternatives are in the package.
    pub alternatives: usize,
    /// In how many steps the bound is shown.
    pub steps: usize,
}

/// Why a certificate shows nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Refused {
    /// The line of the certificate, from 1; none where the instance is at fault or lines are missing.
    pub line: Option<usize>,
    /// What is wrong, in words.
    pub why: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    Consensus,
    Unanimity,
    Objections(u64),
    Majority { share: Option<[u64; 2]>, quorum: Option<[u64; 2]>, each: bool },
}

/// What is asked.
struct Question {
    at: i64,
    rule: Rule,
    silence_blocks: bool,
    groups_speak: bool,
    lifted: HashSet<String>,
}

fn ensure(holds: bool, why: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why.into()) }
}

/// A number in its one written form.
fn number<T: FromStr + ToString>(word: &str) -> Result<T, String> {
    let number = word.parse().ok().filter(|number: &T| number.to_string() == word);
    number.ok_or_else(|| format!("`{word}` is no number that can stand here"))
}

fn share(word: &str) -> Result<[u64; 2], String> {
    let (part, of) = word.split_once('/').unwrap_or_default();
    let share = [number::<u32>(part), number::<u32>(of)].map(|n| n.map_or(0, u64::from));
    ensure(0 < share[0] && share[0] <= share[1], format!("`{word}` is no share"))?;
    Ok(share)
}

fn rule(words: &[&str]) -> Result<Rule, String> {
    let (rest, each) = match words {
        [rest @ .., "each"] => (rest, true),
        _ => (words, false),
    };
    let (rest, quorum) = match rest {
        [rest @ .., "quorum", of] => (rest, Some(share(of)?)),
        _ => (rest, None),
    };
    match rest {
        ["majority"] => Ok(Rule::Majority { share: None, quorum, each }),
        ["majority", of] => Ok(Rule::Majority { share: Some(share(of)?), quorum, each }),
        _ => match words {
            ["consensus"] => Ok(Rule::Consensus),
            ["unanimity"] => Ok(Rule::Unanimity),
            ["objections", most] => Ok(Rule::Objections(number(most)?)),
            _ => Err("there is no such rule".into()),
        },
    }
}

/// Checks a certificate against an instance.
///
/// # Errors
/// Where the instance is none, or the certificate does not show what it says.
pub fn verify(certificate: &str, instance: &[u8]) -> Result<Verified, Refused> {
    let file = serde_json::from_slice(instance).map_err(|error| error.to_string());
    let file = file.map_err(|why| Refused { line: None, why })?;
    let lines = certificate.split('\n').enumerate();
    let lines = lines.filter(|(n, line)| *n == 0 || !line.is_empty() && !line.starts_with('#'));
    let lines = lines.map(|(n, line)| (n + 1, line.split(' ').collect())).collect();
    let mut lines = Lines { lines, at: 0, after: 0 };
    let shown = check(&file, &mut lines);
    shown.map_err(|why| Refused { line: lines.lines.get(lines.at).map(|line| line.0), why })
}

/// The lines of a certificate, with their numbers; the one that is looked at, and the one after it.
struct Lines<'c> {
    lines: Vec<(usize, Vec<&'c str>)>,
    at: usize,
    after: usize,
}

impl<'c> Lines<'c> {
    /// What follows this word, if the next line begins with it.
    fn next(&mut self, keyword: &'c str) -> Result<Vec<&'c str>, String> {
        self.at = self.after;
        let words = self.lines.get(self.at).and_then(|line| line.1.strip_prefix(&[keyword]));
        self.after += usize::from(words.is_some());
        words.map(<[_]>::to_vec).ok_or_else(|| format!("a line `{keyword}` must stand here"))
    }

    /// The one word that follows this one.
    fn one(&mut self, keyword: &'c str) -> Result<&'c str, String> {
        match self.next(keyword)?[..] {
            [word] => Ok(word),
            _ => Err(format!("after `{keyword}` one word stands")),
        }
    }

    /// Whether it is the first of two words.
    fn either(&mut self, keyword: &'c str, words: [&str; 2]) -> Result<bool, String> {
        let word = self.one(keyword)?;
        let wrong = || format!("`{word}` must not stand here");
        words.iter().position(|known| *known == word).map(|at| at == 0).ok_or_else(wrong)
    }
}

/// Follows the lines.
fn check(file: &table::File, lines: &mut Lines) -> Result<Verified, String> {
    ensure(lines.next("rapporteur-certificate/1")?.is_empty(), "nothing more stands here")?;
    let mut question = Question {
        at: number(lines.one("at")?)?,
        rule: rule(&lines.next("rule")?)?,
        silence_blocks: lines.either("silence", ["block", "consent"])?,
        groups_speak: lines.either("groups", ["speak", "silent"])?,
        lifted: HashSet::new(),
    };
    while let Ok(words) = lines.next("lift") {
        question.lifted.extend(words.iter().map(|id| id.to_string()));
    }
    let mut table = Table::read(file, &question)?;
    let mut credits: HashMap<Lit, u64> = table.units.iter().map(|unit| (unit.0, unit.1)).collect();
    let mut bound: u64 = credits.values().sum();
    let mut counts: HashMap<u64, (Vec<Lit>, Vec<Lit>)> = HashMap::new();
    let (mut steps, mut counted) = (0, 0);
    loop {
        if let Ok(words) = lines.next("out") {
            let [id, "because", reason @ ..] = &words[..] else {
                return Err("a reason is missing".into());
            };
            table.out(table.lit("", &format!("+a:{id}"))?, reason)?;
        } else if let Ok(words) = lines.next("lemma") {
            let of: Vec<Lit> =
                words.iter().map(|word| table.lit("", word)).collect::<Result<_, _>>()?;
            ensure(table.known.contradicts(of.iter().map(|lit| lit ^ 1)), "this does not follow")?;
            table.known.one(&of);
        } else if let Ok(words) = lines.next("count") {
            let [name, operands @ ..] = &words[..] else {
                return Err("a number is missing".into());
            };
            let (mut of, mut leaves) = (Vec::new(), Vec::new());
            for word in operands {
                let known = match word.strip_prefix("c:") {
                    Some(count) => counts.get(&number(count)?).cloned(),
                    None => {
                        Some(table.lit("", word)).transpose()?.map(|lit| (vec![lit], vec![lit]))
                    }
                };
                let (lits, more) = known.ok_or_else(|| format!("there is no count `{word}`"))?;
                of.extend(lits);
                leaves.extend(more);
                ensure(counted + of.len() * of.len() <= MOST, "too much is counted")?;
            }
            counted += of.len() * of.len();
            let count = (table.count(number(name)?, &of)?, leaves);
            counts.insert(number(name)?, count);
        } else if let Ok(words) = lines.next("core") {
            let [weight, name] = words[..] else {
                return Err("a core has a weight and a count".into());
            };
            let weight: u64 = number(weight)?;
            let none = || format!("there is no count `{name}`");
            let (row, leaves) = counts.get(&number(name)?).ok_or_else(none)?;
            let [first, rest @ ..] = &row[..] else { return Err("nothing is counted".into()) };
            ensure(weight > 0, "a core costs something")?;
            ensure(table.known.contradicts([first ^ 1]), "that one fails does not follow")?;
            for leaf in leaves {
                let credit = credits.get_mut(&(leaf ^ 1)).ok_or("what is counted is no credit")?;
                *credit = credit.checked_sub(weight).ok_or("a credit has not so much left")?;
            }
            rest.iter().for_each(|lit| *credits.entry(lit ^ 1).or_default() += weight);
            bound = bound.checked_sub(weight).ok_or("more is lost than there is")?;
            table.known.one(&[*first]);
        } else {
            break;
        }
        steps += 1;
    }
    let mut package = HashSet::new();
    while let Ok(id) = lines.one("in") {
        let lit = table.lit("", &format!("+a:{id}"))?;
        ensure(package.insert(lit), "this is said twice")?;
    }
    let alternatives = table.units.iter().flat_map(|unit| &unit.2);
    let values: Vec<Lit> =
        alternatives.map(|lit| lit ^ usize::from(!package.contains(lit))).collect();
    ensure(!table.known.contradicts(values), "the package is not acceptable")?;
    let agreed = table.units.iter().filter(|unit| unit.2.iter().any(|lit| package.contains(lit)));
    let weight = agreed.map(|unit| unit.1).sum();
    ensure(number(lines.one("weight")?) == Ok(weight), format!("the package weighs {weight}"))?;
    ensure(
        number(lines.one("bound")?) == Ok(bound),
        format!("the bound that is shown is {bound}"),
    )?;
    ensure(lines.lines.len() == lines.after, "a line stands after the bound")?;
    Ok(Verified { weight, bound, alternatives: package.len(), steps })
}
