//! Checks certificates: that a package is acceptable, and that none weighs more than a bound.
//!
//! Written from docs/reference/packages-instance.md and docs/reference/packages-certificate.md alone: `table` reads the
//! instance as the one says, `known` takes only what follows, and each step here is one of the other.
//!
//! **Invariant:** what is known holds in every acceptable package; and what one weighs is `bound` less the credits that
//! fail in it.
#![warn(missing_docs)]

/// Refuses what does not hold, in these words.
macro_rules! ensure {
    ($holds:expr, $($why:tt)+) => { if !$holds { return Err(format!($($why)+)); } };
}
/// The squares of how many operands counts have, together, so that memory is bounded.
const MOST: usize = 1 << 22;

mod known;
mod question;
mod table;

use known::Lit;
use question::{Lines, Question, number};
use std::collections::{HashMap, HashSet};
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

/// Checks a certificate against an instance.
///
/// # Errors
/// Where the instance is none, or the certificate does not show what it says.
pub fn verify(certificate: &str, instance: &[u8]) -> Result<Verified, Refused> {
    let mut lines = Lines::of(certificate);
    let file = serde_json::from_slice(instance).map_err(|error| error.to_string());
    let shown = file.and_then(|file| check(&file, &mut lines));
    shown.map_err(|why| Refused { line: lines.number(), why })
}

fn check(file: &table::File, lines: &mut Lines<'_>) -> Result<Verified, String> {
    let question = Question::read(file, lines)?;
    lines.at = usize::MAX;
    let mut table = Table::read(file, &question)?;
    let credits = table.units.iter().map(|unit| (unit.0, unit.1)).collect();
    let mut losses = Losses { credits, counts: HashMap::new(), size: 0 };
    let (mut bound, mut steps) = (table.units.iter().map(|unit| unit.1).sum(), 0);
    loop {
        match lines.next()[..] {
            ["out", id, "because", ref reason @ ..] => out(&mut table, id, reason)?,
            ["lemma", ref of @ ..] if !of.is_empty() => {
                let of = of.iter().map(|word| table.lit(word, str::to_owned));
                let of = of.collect::<Result<Vec<Lit>, _>>()?;
                let fail = of.iter().map(|lit| lit ^ 1);
                ensure!(table.known.contradicts(fail), "this does not follow");
                table.known.one(&of);
            }
            ["count", name, ref of @ ..] if !of.is_empty() => losses.count(&mut table, name, of)?,
            ["core", weight, name] => bound -= losses.core(&mut table, number(weight)?, name)?,
            _ => break,
        }
        steps += 1;
    }
    lines.next = lines.at;
    let (alternatives, weight) = package(&mut table, lines)?;
    ensure!(number::<u64>(lines.word("weight")?)? == weight, "the package weighs {weight}");
    let told: u64 = number(lines.word("bound")?)?;
    ensure!(told == bound && weight <= bound, "the bound that is shown is {bound}");
    ensure!(lines.next().is_empty(), "a line stands after the bound");
    Ok(Verified { weight, bound, alternatives, steps })
}

/// Takes note that an alternative cannot be in, for this reason.
fn out(table: &mut Table<'_>, id: &str, reason: &[&str]) -> Result<(), String> {
    let alternative = table.named(&format!("a:{id}"))?;
    let standing = &table.standing[&alternative];
    let fails = |lit: &Lit| table.known.holds[lit ^ 1];
    let silent = |place: &usize| standing.silent.get(*place) == Some(&true);
    let base = |id: &&str| {
        let known = table.names.get(&format!("t:{id}"));
        known.is_some_and(|(met, of)| *of == alternative && fails(met))
    };
    let holds = match reason {
        ["link", place] => {
            let link = table.links.get(number::<usize>(place)?.wrapping_sub(1));
            link.is_some_and(|(on, then)| *on == alternative && then.iter().all(fails))
        }
        ["unsupported"] => standing.unsupported,
        ["silent", id] => table.speakers.get(*id).is_some_and(silent),
        ["quorum"] => standing.quorum,
        bases => !bases.is_empty() && bases.iter().all(base),
    };
    let holds = holds && table.known.contradicts([alternative]);
    ensure!(holds, "`{}` does not keep it out", reason.join(" "));
    table.known.one(&[alternative ^ 1]);
    Ok(())
}

/// What may still be lost, and what is counted: that so many hold of it, from one to all; and the literals alone.
struct Losses<'c> {
    credits: HashMap<Lit, u64>,
    counts: HashMap<&'c str, (Vec<Lit>, Vec<Lit>)>,
    size: usize,
}

impl<'c> Losses<'c> {
    fn count(&mut self, table: &mut Table<'_>, name: &'c str, of: &[&str]) -> Result<(), String> {
        let (mut all, mut leaves) = (Vec::new(), Vec::new());
        for word in of {
            if let Some(count) = word.strip_prefix("c:") {
                let count =
                    self.counts.get(count).ok_or_else(|| format!("`{word}` is no count"))?;
                all.extend(&count.0);
                leaves.extend(&count.1);
            } else {
                all.push(table.lit(word, str::to_owned)?);
                leaves.extend(all.last());
            }
            ensure!(self.size + all.len().pow(2) <= MOST, "too much is counted");
        }
        self.size += all.len().pow(2);
        let row: Vec<Lit> = (1..=all.len()).map(|least| table.known.least(least, &all)).collect();
        for (place, &lit) in row.iter().enumerate() {
            table.name(format!("c:{}:{}", number::<u64>(name)?, place + 1), lit)?;
            table.known.one(&[row[place.saturating_sub(1)], lit ^ 1]);
        }
        self.counts.insert(name, (row, leaves));
        Ok(())
    }

    /// Takes from credits of which not all hold; that more than one fails costs as much each time from now on.
    fn core(&mut self, table: &mut Table<'_>, weight: u64, name: &str) -> Result<u64, String> {
        let count = self.counts.get(name).ok_or_else(|| format!("`c:{name}` is no count"))?;
        ensure!(weight > 0, "a core costs something");
        ensure!(table.known.contradicts([count.0[0] ^ 1]), "that one fails does not follow");
        for leaf in &count.1 {
            let credit = self.credits.get_mut(&(leaf ^ 1)).ok_or("what is counted is no credit")?;
            *credit = credit.checked_sub(weight).ok_or("a credit has not so much left")?;
        }
        count.0[1..].iter().for_each(|lit| *self.credits.entry(lit ^ 1).or_default() += weight);
        table.known.one(&count.0[..1]);
        Ok(weight)
    }
}

/// How many alternatives are in the package, and what it weighs.
fn package(table: &mut Table<'_>, lines: &mut Lines<'_>) -> Result<(usize, u64), String> {
    let (mut package, mut is_in, mut last) = (Vec::new(), HashSet::new(), "");
    while let Ok(id) = lines.word("in") {
        package.push((table.named(&format!("a:{id}"))?, id));
        ensure!(is_in.insert(package[package.len() - 1].0), "`{id}` is in already");
    }
    let out = table.units.iter().flat_map(|unit| &unit.2).filter(|lit| !is_in.contains(lit));
    let suppose = package.iter().inspect(|of| last = of.1).map(|of| of.0);
    let wrong = table.known.contradicts(out.map(|lit| lit ^ 1).chain(suppose));
    ensure!(!wrong, "`{last}` is not acceptable beside what is in and what is not");
    let agreed = table.units.iter().filter(|unit| unit.2.iter().any(|lit| is_in.contains(lit)));
    Ok((package.len(), agreed.map(|unit| unit.1).sum()))
}
