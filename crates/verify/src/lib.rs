//! Checks certificates: that a package is acceptable, and that none weighs more than a bound.
//!
//! Written from docs/reference/packages-instance.md and docs/reference/packages-certificate.md alone. What is accepted is
//! true because `table` reads the instance as the one says, `known` takes only what follows, and each step here is one of
//! the other.
//!
//! **Invariant:** what is known holds in every acceptable package; and what one weighs is `bound` less the credits that
//! fail in it.
#![warn(missing_docs)]

mod known;
mod question;
mod table;

use known::Lit;
use question::Question;
use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use table::Table;

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

fn ensure(holds: bool, why: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why.into()) }
}

/// A number in its one written form.
fn number<T: FromStr + ToString>(word: &str) -> Result<T, String> {
    let number = word.parse().ok().filter(|number: &T| number.to_string() == word);
    number.ok_or_else(|| format!("`{word}` is no number that can stand here"))
}

/// Checks a certificate against an instance.
///
/// # Errors
/// Where the instance is none, or the certificate does not show what it says.
pub fn verify(certificate: &str, instance: &[u8]) -> Result<Verified, Refused> {
    let lines = certificate.split('\n').enumerate().map(|(n, line)| (n + 1, line));
    let told = |line: &(usize, &str)| line.0 == 1 || !line.1.is_empty() && !line.1.starts_with('#');
    let mut lines = Lines { lines: lines.filter(told).collect(), at: usize::MAX, next: 0 };
    let file = serde_json::from_slice(instance).map_err(|error| error.to_string());
    let shown = file.and_then(|file| check(&file, &mut lines));
    shown.map_err(|why| Refused { line: lines.lines.get(lines.at).map(|line| line.0), why })
}

/// The lines of a certificate, with their numbers; the place of the one that is looked at, and of the next.
struct Lines<'c> {
    lines: Vec<(usize, &'c str)>,
    at: usize,
    next: usize,
}

impl<'c> Lines<'c> {
    fn next(&mut self) -> Vec<&'c str> {
        self.at = self.next;
        self.next += 1;
        self.lines.get(self.at).map_or(Vec::new(), |line| line.1.split(' ').collect())
    }

    /// The word after this on the next line, which is left where it is no such line.
    fn word(&mut self, keyword: &str) -> Result<&'c str, String> {
        match self.next()[..] {
            [first, word] if first == keyword => return Ok(word),
            _ => self.next = self.at,
        }
        Err(format!("a line `{keyword}` must stand here"))
    }
}

fn check(file: &table::File, lines: &mut Lines<'_>) -> Result<Verified, String> {
    let question = Question::read(file, lines)?;
    lines.at = usize::MAX;
    let mut table = Table::read(file, &question)?;
    let mut credits: HashMap<Lit, u64> = table.units.iter().map(|unit| (unit.0, unit.1)).collect();
    let mut bound: u64 = credits.values().sum();
    let mut steps = 0;
    loop {
        match lines.next()[..] {
            ["out", id, "because", ref reason @ ..] => table.out(id, reason)?,
            ["lemma", ref of @ ..] if !of.is_empty() => {
                let of: Vec<Lit> =
                    of.iter().map(|word| table.lit(word)).collect::<Result<_, _>>()?;
                let fail = of.iter().map(|lit| lit ^ 1);
                ensure(table.known.contradicts(fail), "this does not follow")?;
                table.known.one(&of);
            }
            ["count", name, ref of @ ..] if !of.is_empty() => table.count(name, of)?,
            ["core", weight, name] => {
                bound -= core(&mut table, &mut credits, number(weight)?, name)?;
            }
            _ => break,
        }
        steps += 1;
    }
    lines.next = lines.at;
    let (alternatives, weight) = package(&mut table, lines)?;
    ensure(number(lines.word("weight")?) == Ok(weight), format!("the package weighs {weight}"))?;
    let wrong = format!("the bound that is shown is {bound}");
    ensure(number(lines.word("bound")?) == Ok(bound), wrong)?;
    ensure(lines.next().is_empty(), "a line stands after the bound")?;
    Ok(Verified { weight, bound, alternatives, steps })
}

/// Takes from credits of which not all hold; that more than one fails costs as much each time from now on.
fn core(
    table: &mut Table<'_>,
    credits: &mut HashMap<Lit, u64>,
    weight: u64,
    name: &str,
) -> Result<u64, String> {
    ensure(weight > 0, "a core costs something")?;
    let count = table.counted(name)?;
    let (first, rest) = (count.row[0], &count.row[1..]);
    for leaf in &count.leaves {
        let credit = credits.get_mut(&(leaf ^ 1)).ok_or("what is counted is no credit")?;
        *credit = credit.checked_sub(weight).ok_or("a credit has not so much left")?;
    }
    rest.iter().for_each(|lit| *credits.entry(lit ^ 1).or_default() += weight);
    ensure(table.known.contradicts([first ^ 1]), "that one fails does not follow")?;
    table.known.one(&[first]);
    Ok(weight)
}

/// How many alternatives are in the package, and what it weighs.
fn package(table: &mut Table<'_>, lines: &mut Lines<'_>) -> Result<(usize, u64), String> {
    let (mut package, mut is_in) = (Vec::new(), HashSet::new());
    while let Ok(id) = lines.word("in") {
        package.push((table.named("a", id)?, id));
        ensure(is_in.insert(package[package.len() - 1].0), format!("`{id}` is in already"))?;
    }
    let out = table.units.iter().flat_map(|unit| &unit.2).filter(|lit| !is_in.contains(lit));
    let mut last = "";
    let suppose = package.iter().inspect(|of| last = of.1).map(|of| of.0);
    let wrong = table.known.contradicts(out.map(|lit| lit ^ 1).chain(suppose));
    ensure(!wrong, format!("`{last}` is not acceptable beside what is in and what is not"))?;
    let agreed = table.units.iter().filter(|unit| unit.2.iter().any(|lit| is_in.contains(lit)));
    Ok((package.len(), agreed.map(|unit| unit.1).sum()))
}
