//! Checks certificates: that a package is acceptable, and that none weighs more than a bound.
//!
//! Written from docs/reference/packages-instance.md and docs/reference/packages-certificate.md alone. What is accepted is true because `table`
//! reads the instance as the one says, each step here is checked as the other says, and `known` pushes only what follows.
//!
//! **Invariant:** what is known holds in every acceptable package; and what one weighs is `bound` less the credits that
//! fail in it.
#![warn(missing_docs)]

mod known;
mod table;

use known::{Constraint, Lit};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::{cell::Cell, rc::Rc, str::FromStr};
use table::{Base, File, Standing};

/// How many literals there may be, so that memory is bounded.
const MOST: usize = 1 << 21;

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

#[derive(Default)]
enum Rule {
    #[default]
    Unanimity,
    /// At most so many parties object: with 0, consensus.
    Objections(u64),
    /// A share, more than half where there is none; a quorum; and each constituency.
    Majority { share: Option<[u64; 2]>, quorum: Option<[u64; 2]>, each: bool },
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

/// A number in its one written form.
fn number<T: FromStr + ToString>(word: &str) -> Result<T, String> {
    let number = word.parse().ok().filter(|number: &T| number.to_string() == word);
    number.ok_or_else(|| format!("`{word}` is no number that can stand here"))
}

/// What is written with `%` and two digits for some bytes.
fn plain(word: &str) -> Result<String, String> {
    let mut parts = word.split('%').map(str::as_bytes);
    let mut bytes = parts.next().unwrap_or_default().to_vec();
    for part in parts {
        let digit = |place| part.get(place).and_then(|&digit: &u8| char::from(digit).to_digit(16));
        let code =
            digit(0).zip(digit(1)).ok_or_else(|| format!("`{word}`: `%` wants two digits"))?;
        bytes.push((16 * code.0 + code.1) as u8);
        bytes.extend(&part[2..]);
    }
    String::from_utf8(bytes).map_err(|_| format!("`{word}` is no text"))
}

fn rule(words: &[&str]) -> Result<Rule, String> {
    let share = |word: &str| {
        let (part, whole) = word.split_once('/').ok_or_else(|| format!("`{word}` is no share"))?;
        let share = [number::<u32>(part)?, number::<u32>(whole)?].map(u64::from);
        ensure(0 < share[0] && share[0] <= share[1], || format!("`{word}` is no share"))?;
        Ok::<_, String>(share)
    };
    Ok(match words {
        ["consensus"] => Rule::Objections(0),
        ["unanimity"] => Rule::Unanimity,
        ["objections", most] => Rule::Objections(number(most)?),
        ["majority", rest @ ..] => {
            let (rest, each) = match rest {
                [rest @ .., "each"] => (rest, true),
                _ => (rest, false),
            };
            let (rest, quorum) = match rest {
                [rest @ .., "quorum", of] => (rest, Some(share(of)?)),
                _ => (rest, None),
            };
            match rest {
                [] => Rule::Majority { share: None, quorum, each },
                [of] => Rule::Majority { share: Some(share(of)?), quorum, each },
                _ => return Err("there is no such majority".into()),
            }
        }
        _ => return Err("there is no such rule".into()),
    })
}

/// What of it holds, and what is counted.
type Count = (Rc<[Lit]>, Vec<Lit>);

/// What is asked, what is on the table, and what is known.
#[derive(Default)]
struct Proof<'f> {
    at: i64,
    rule: Rule,
    silence_blocks: bool,
    groups_silent: bool,
    lifts: HashSet<String>,

    speakers: HashMap<&'f str, usize>,
    /// By party: 0 where it is of none.
    constituencies: Vec<usize>,
    /// By the letter before it and the identifier.
    names: HashMap<(u8, &'f str), Lit>,
    /// Units and their weights.
    units: Vec<(Lit, u64)>,
    /// By the number of the alternative.
    standings: Vec<Standing<'f>>,
    links: Vec<(Lit, Vec<Lit>)>,

    /// By literal.
    holds: Vec<bool>,
    /// What holds, in the order in which it was found; of so many, the clauses were looked at.
    trail: Vec<Lit>,
    settled: usize,
    clauses: Vec<Vec<Lit>>,
    /// By literal, the clauses in which it stands first or second.
    watching: Vec<Vec<usize>>,
    constraints: Vec<Constraint>,
    /// By variable, the constraints about it.
    about: Vec<Vec<usize>>,
    /// The constraints to be looked at.
    woken: BTreeSet<usize>,

    /// By literal, whether it fails by an earlier line.
    out: Vec<bool>,
    /// By name, what of it holds and all that is counted.
    counts: HashMap<u64, Count>,
    credits: HashMap<Lit, u64>,
    bound: u64,
}

/// Checks a certificate against an instance.
///
/// # Errors
/// Where the instance is none, or the certificate does not show what it says.
pub fn verify(certificate: &str, instance: &[u8]) -> Result<Verified, Refused> {
    let file = serde_json::from_slice(instance).map_err(|error| error.to_string());
    let file: File = file.map_err(|why| Refused { line: None, why })?;
    let at = Cell::new(None);
    let lines = certificate.split('\n').enumerate();
    let lines = lines.filter(|(n, line)| *n == 0 || !line.is_empty() && !line.starts_with('#'));
    let mut lines = lines.map(|(n, line)| (n + 1, line.split(' ').collect()));
    let mut next = || {
        let (line, words) = lines.next().unzip();
        at.set(line);
        words.unwrap_or_default()
    };
    let here = |why| Refused { line: at.get(), why };
    let mut proof = Proof::default();
    let words = proof.question(&mut next, &file).map_err(here)?;
    proof.read(&file).map_err(|why| Refused { line: None, why })?;
    proof.answer(&mut next, words).map_err(here)
}

/// Gives the words of the next line; none at the end.
type Next<'n, 'c> = &'n mut dyn FnMut() -> Vec<&'c str>;

fn must<'c, const N: usize>(words: &[&'c str], keyword: &str) -> Result<[&'c str; N], String> {
    let rest = words.split_first().filter(|(first, _)| **first == keyword);
    let rest = rest.and_then(|(_, rest)| rest.try_into().ok());
    rest.ok_or_else(|| format!("a line `{keyword}` must stand here"))
}

impl<'f> Proof<'f> {
    /// Reads what is asked; the words of the line after it.
    fn question<'c>(&mut self, next: Next<'_, 'c>, file: &File) -> Result<Vec<&'c str>, String> {
        let [] = must(&next(), "rapporteur-certificate/1")?;
        let [at] = must(&next(), "at")?;
        self.at = number(at)?;
        self.rule = rule(next().strip_prefix(&["rule"]).unwrap_or_default())?;
        self.silence_blocks = match next()[..] {
            ["silence", "block"] => true,
            ["silence", "consent"] => false,
            _ => return Err("a line `silence` must stand here".into()),
        };
        self.groups_silent = match next()[..] {
            ["groups", "silent"] => true,
            ["groups", "speak"] => false,
            _ => return Err("a line `groups` must stand here".into()),
        };
        loop {
            let words = next();
            let ["lift", id] = words[..] else { return Ok(words) };
            let id = plain(id)?;
            let known = file.statements.iter().any(|s| s.id == id && s.stance.is_some());
            ensure(known, || format!("`{id}` is no stance"))?;
            self.lifts.insert(id);
        }
    }

    /// Checks the steps and the answer.
    fn answer<'c>(&mut self, next: Next<'_, 'c>, first: Vec<&'c str>) -> Result<Verified, String> {
        let mut words = first;
        let weights = self.units.iter().map(|unit| unit.1);
        self.bound =
            weights.clone().try_fold(0, u64::checked_add).ok_or("the weights are too large")?;
        self.credits = self.units.iter().copied().collect();
        self.out = vec![false; 2 * self.standings.len() + 2];
        let mut steps = 0;
        while self.settle() && self.step(&words)? {
            steps += 1;
            words = next();
        }
        let mut failing = [true, false].repeat(self.standings.len() + 1);
        let (mut package, mut units) = (vec![], HashSet::new());
        while let ["in", id] = words[..] {
            let literal = self.alternative(id)?;
            let alone = units.insert(self.standing_of(literal).unit);
            ensure(alone, || format!("another alternative of the unit of `{id}` is in"))?;
            failing.swap(literal, literal ^ 1);
            package.push((id, literal));
            words = next();
        }
        for &(id, literal) in &package {
            let forbidden = self.forbids(self.standing_of(literal), |base| base.fails(&failing));
            ensure(!forbidden, || format!("`{id}` is not acceptable in this package"))?;
        }
        let mut links = self.links.iter().filter(|(alternative, _)| !failing[*alternative]);
        let hold = links.all(|(_, then)| then.iter().any(|&literal| !failing[literal]));
        ensure(hold, || "a link does not hold in this package".into())?;
        let weight = units.iter().map(|&unit| self.units[unit].1).sum();
        let [told] = must(&words, "weight")?;
        ensure(number::<u64>(told)? == weight, || format!("the package weighs {weight}"))?;
        let [told] = must(&next(), "bound")?;
        let bound = self.bound;
        ensure(number::<u64>(told)? == bound, || format!("the bound that is shown is {bound}"))?;
        ensure(weight <= bound, || "the package weighs more than the bound".into())?;
        ensure(next().is_empty(), || "a line stands after the bound".into())?;
        Ok(Verified { weight, bound, alternatives: package.len(), steps })
    }

    fn named(&self, letter: u8, id: &str) -> Result<Lit, String> {
        let literal = self.names.get(&(letter, id)).copied();
        literal.ok_or_else(|| format!("`{}:{id}` is not known", char::from(letter)))
    }

    fn alternative(&self, word: &str) -> Result<Lit, String> {
        self.named(b'a', &plain(word)?)
    }

    fn count(&self, name: &str) -> Result<&Count, String> {
        self.counts.get(&number(name)?).ok_or_else(|| format!("there is no count {name}"))
    }

    fn literal(&self, word: &str) -> Result<Lit, String> {
        let none = || format!("`{word}` is no literal");
        let (head, id) = word.split_at_checked(3).ok_or_else(none)?;
        let [sign @ (b'+' | b'-'), letter, b':'] = head.as_bytes() else { return Err(none()) };
        let literal = if *letter == b'c' {
            let (count, least) = id.split_once(':').ok_or_else(none)?;
            let row = &self.count(count)?.0;
            *row.get(number::<usize>(least)?.wrapping_sub(1)).ok_or_else(none)?
        } else {
            self.named(*letter, &plain(id)?)?
        };
        Ok(literal ^ usize::from(*sign == b'-'))
    }

    /// Checks a step and takes it as given. False where it is none.
    fn step(&mut self, words: &[&str]) -> Result<bool, String> {
        match words {
            ["out", id, "because", reason @ ..] => {
                let literal = self.alternative(id)?;
                self.is_out(literal, reason)?;
                self.out[literal] = true;
                self.given(vec![literal ^ 1]);
            }
            ["lemma", words @ ..] if !words.is_empty() => {
                let literals = words.iter().map(|word| self.literal(word));
                let lemma: Vec<Lit> = literals.collect::<Result<_, _>>()?;
                ensure(self.follows(&lemma), || "this does not follow".into())?;
                self.given(lemma);
            }
            ["count", name, operands @ ..] if !operands.is_empty() => {
                let (mut rows, mut counted): (Vec<Rc<[Lit]>>, Vec<Lit>) = (vec![], vec![]);
                for word in operands {
                    if let Some(other) = word.strip_prefix("c:") {
                        let (row, of) = self.count(other)?;
                        rows.push(row.clone());
                        counted.extend(of);
                    } else {
                        counted.push(self.literal(word)?);
                        rows.push(counted[counted.len() - 1..].into());
                    }
                    let most = self.holds.len() + 2 * counted.len() <= MOST;
                    ensure(most, || format!("more is counted than {MOST}"))?;
                }
                let row: Rc<[Lit]> = counted.iter().map(|_| self.fresh()).collect();
                row.windows(2).for_each(|pair| _ = self.given(vec![pair[0], pair[1] ^ 1]));
                rows.push(row.clone());
                let about = rows.concat();
                self.constrain(Constraint::Sum(rows), &about);
                let before = self.counts.insert(number(name)?, (row, counted));
                ensure(before.is_none(), || format!("{name} is used already"))?;
            }
            ["core", weight, name] => {
                let weight = number::<u64>(weight)?;
                ensure(weight > 0, || "a core costs something".into())?;
                let (row, counted) = self.count(name)?.clone();
                let distinct: HashSet<&Lit> = counted.iter().collect();
                ensure(distinct.len() == counted.len(), || "a credit is counted twice".into())?;
                ensure(self.follows(&row[..1]), || "that one fails does not follow".into())?;
                self.bound = self.bound.checked_sub(weight).ok_or("more is lost than there is")?;
                for literal in &counted {
                    let credit = self
                        .credits
                        .get_mut(&(literal ^ 1))
                        .ok_or("what is counted is no credit")?;
                    *credit = credit.checked_sub(weight).ok_or("a credit has not so much left")?;
                }
                for literal in &row[1..] {
                    *self.credits.entry(literal ^ 1).or_default() += weight;
                }
                self.given(vec![row[0]]);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether the reason is one why the alternative cannot be in.
    fn is_out(&self, alternative: Lit, reason: &[&str]) -> Result<(), String> {
        let of = self.standing_of(alternative);
        let holds = match reason {
            ["link", place] => {
                let link = self.links.get(number::<usize>(place)?.wrapping_sub(1));
                link.is_some_and(|(on, then)| {
                    *on == alternative && then.iter().all(|&l| self.out[l])
                })
            }
            ["unsupported"] => !of.supported,
            ["silent", party] => {
                let bound =
                    self.speakers.get(&*plain(party)?).and_then(|&party| of.bound.get(party));
                self.all_heard() && bound == Some(&false)
            }
            ["quorum"] => self.breaks(of, |_| false),
            ids => {
                let ids: BTreeSet<String> =
                    ids.iter().map(|id| plain(id)).collect::<Result<_, _>>()?;
                let named = |base: &&Base| ids.contains(base.id) && base.fails(&self.out);
                let all = of.bases.iter().filter(named).count() == ids.len() && !ids.is_empty();
                ensure(all, || "not all of these are bases here that cannot be met".into())?;
                self.breaks(of, |base| ids.contains(base.id))
            }
        };
        ensure(holds, || "this does not hold, or does not suffice".into())
    }
}
