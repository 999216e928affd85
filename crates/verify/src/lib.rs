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

use known::{Known, Lit};
use std::{
    cell::Cell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
    str::FromStr,
};
use table::{Base, File, Table};

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

enum Rule {
    Unanimity,
    /// So many may object.
    Objections(u64),
    Majority {
        share: Option<(u64, u64)>,
        quorum: Option<(u64, u64)>,
        each: bool,
    },
}

struct Question {
    at: i64,
    rule: Rule,
    silence_blocks: bool,
    groups_silent: bool,
    lifts: BTreeMap<String, Option<usize>>,
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

/// A number in its one written form.
fn number<T: FromStr + ToString>(word: &str) -> Result<T, String> {
    let number = word.parse().ok().filter(|number: &T| number.to_string() == word);
    number.ok_or_else(|| format!("`{word}` is not a number that can stand here"))
}

fn share(word: &str) -> Result<(u64, u64), String> {
    let (part, whole) = word.split_once('/').ok_or_else(|| format!("`{word}` is no share"))?;
    let (part, whole) = (number::<u32>(part)?, number::<u32>(whole)?);
    ensure(0 < part && part <= whole, || format!("`{word}` is no share"))?;
    Ok((part.into(), whole.into()))
}

/// An identifier, as the instance has it.
fn identifier(word: &str) -> Option<String> {
    let mut parts = word.split('%');
    let mut plain = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        plain.push(u8::from_str_radix(code, 16).ok()?);
        plain.extend(rest.as_bytes());
    }
    String::from_utf8(plain).ok()
}

/// The words after the keyword of a line, where it is such a line.
fn after<'c, const N: usize>(keyword: &str, line: &[&'c str]) -> Result<[&'c str; N], String> {
    let rest = line.split_first().filter(|(first, _)| **first == keyword);
    let words = rest.and_then(|(_, words)| words.try_into().ok());
    words.ok_or_else(|| format!("here a line `{keyword}` with {N} words must stand"))
}

fn either(word: &str, no: &str, yes: &str) -> Result<bool, String> {
    ensure(word == no || word == yes, || format!("`{word}` is neither `{no}` nor `{yes}`"))?;
    Ok(word == yes)
}

fn rule(line: &[&str]) -> Result<Rule, String> {
    Ok(match line {
        ["rule", "consensus"] => Rule::Objections(0),
        ["rule", "unanimity"] => Rule::Unanimity,
        ["rule", "objections", most] => Rule::Objections(number(most)?),
        ["rule", "majority", rest @ ..] => {
            let (of, rest) = match rest {
                [of, rest @ ..] if of.contains('/') => (Some(share(of)?), rest),
                _ => (None, rest),
            };
            let (quorum, rest) = match rest {
                ["quorum", of, rest @ ..] => (Some(share(of)?), rest),
                _ => (None, rest),
            };
            ensure(rest.is_empty() || rest == ["each"], || "there is no such majority".into())?;
            Rule::Majority { share: of, quorum, each: !rest.is_empty() }
        }
        _ => return Err("here a rule must stand".into()),
    })
}

/// Checks a certificate against an instance.
///
/// # Errors
/// Where the instance is none, or the certificate does not show what it says.
pub fn verify(certificate: &str, instance: &[u8]) -> Result<Verified, Refused> {
    let at = Cell::new(None);
    let lines = certificate.split('\n').enumerate();
    let lines = lines.filter(|(n, line)| *n == 0 || !line.is_empty() && !line.starts_with('#'));
    let mut lines = lines.map(|(n, line)| (n + 1, line.split(' ').collect()));
    let next = || {
        let (line, words) = lines.next().unzip();
        at.set(line);
        words.ok_or_else(|| "the certificate ends here".to_owned())
    };
    check(next, &at, instance).map_err(|why| Refused { line: at.get(), why })
}

fn check<'c>(
    mut next: impl FnMut() -> Result<Vec<&'c str>, String>,
    at: &Cell<Option<usize>>,
    instance: &[u8],
) -> Result<Verified, String> {
    let [] = after("rapporteur-certificate/1", &next()?)?;
    let [instant] = after("at", &next()?)?;
    let instant = number(instant)?;
    let rule = rule(&next()?)?;
    let [silence] = after("silence", &next()?)?;
    let silence_blocks = either(silence, "consent", "block")?;
    let [groups] = after("groups", &next()?)?;
    let groups_silent = either(groups, "speak", "silent")?;
    let (mut lifts, mut words) = (BTreeMap::new(), next()?);
    while let ["lift", id] = words[..] {
        lifts.insert(identifier(id).unwrap_or_default(), at.get());
        words = next()?;
    }
    let question = Question { at: instant, rule, silence_blocks, groups_silent, lifts };
    let here = at.replace(None);
    let file: File = serde_json::from_slice(instance).map_err(|error| error.to_string())?;
    let mut known = Known::default();
    let table = Table::new(&file, &question, &mut known)?;
    let mut proof = Proof::new(&table, known)?;
    at.set(here);
    let mut steps = 0;
    while proof.step(&words)? {
        words = next()?;
        steps += 1;
    }
    let (mut package, mut units) = (vec![], HashSet::new());
    let mut failing = [true, false].repeat(table.alternatives.len());
    while let ["in", id] = words[..] {
        let literal = proof.named("a", id)?;
        package.push((literal / 2, id));
        failing.swap(literal, literal ^ 1);
        let fresh = units.insert(table.alternatives[literal / 2].unit);
        ensure(fresh, || format!("of the unit of `{id}` another is in"))?;
        words = next()?;
    }
    for (alternative, id) in &package {
        let forbidden = table.forbids(*alternative, |base| base.fails(&failing));
        ensure(!forbidden, || format!("`{id}` is not acceptable in this package"))?;
    }
    let links = table.links.iter().filter(|(of, _)| !failing[*of]);
    let broken = links.filter(|(_, then)| then.iter().all(|&literal| failing[literal])).count();
    ensure(broken == 0, || "in the package, a link does not hold".into())?;
    let weight = units.iter().map(|&unit| table.units[unit].1).sum();
    let [told] = after("weight", &words)?;
    ensure(number::<u64>(told)? == weight, || format!("the package weighs {weight}"))?;
    let [told] = after("bound", &next()?)?;
    let bound = proof.bound;
    ensure(number::<u64>(told)? == bound, || format!("the bound shown is {bound}"))?;
    ensure(weight <= bound, || format!("the package weighs {weight}, more than the bound"))?;
    ensure(next().is_err(), || "nothing stands after the bound".into())?;
    Ok(Verified { weight, bound, alternatives: package.len(), steps })
}

/// What may be counted in all: memory must be bounded.
const MOST: usize = 1 << 21;

struct Proof<'t> {
    table: &'t Table<'t>,
    known: Known,
    /// By literal, whether it fails by an `out` line.
    out: Vec<bool>,
    /// By its number, the row and the literals of a count.
    counts: HashMap<u64, (Rc<[Lit]>, Vec<Lit>)>,
    counted: usize,
    credits: HashMap<Lit, u64>,
    bound: u64,
}

impl<'t> Proof<'t> {
    fn new(table: &'t Table<'t>, known: Known) -> Result<Self, String> {
        let out = vec![false; 2 * table.alternatives.len()];
        let credits: HashMap<_, _> = table.units.iter().copied().collect();
        let mut weights = table.units.iter().map(|(_, weight)| *weight);
        let bound = weights.try_fold(0_u64, u64::checked_add).ok_or("weights are too large")?;
        let mut proof =
            Proof { table, known, out, counts: HashMap::new(), counted: 0, credits, bound };
        proof.learn(vec![proof.known.always()])?;
        Ok(proof)
    }

    /// Takes a clause as known.
    fn learn(&mut self, clause: Vec<Lit>) -> Result<(), String> {
        let consistent = self.known.add(clause) && self.known.settle(self.table);
        ensure(consistent, || "this contradicts what is known".into())
    }

    fn named(&self, letter: &'static str, id: &str) -> Result<Lit, String> {
        let literal = identifier(id).and_then(|id| self.table.names.get(&(letter, &*id)).copied());
        literal.ok_or_else(|| format!("`{letter}:{id}` is not known"))
    }

    fn literal(&self, word: &str) -> Result<Lit, String> {
        let parts =
            word.split_at_checked(1).and_then(|(sign, name)| Some((sign, name.split_once(':')?)));
        let (sign, literal) = match parts {
            Some((sign, ("a", id))) => (sign, self.named("a", id)?),
            Some((sign, ("u", id))) => (sign, self.named("u", id)?),
            Some((sign, ("s", id))) => (sign, self.named("s", id)?),
            Some((sign, ("t", id))) => (sign, self.named("t", id)?),
            Some((sign, ("c", of))) => {
                let (count, least) = of.split_once(':').ok_or("a count needs two numbers")?;
                let (row, _) = self.count(count)?;
                let least = row.get(number::<usize>(least)?.wrapping_sub(1)).copied();
                (sign, least.ok_or_else(|| format!("`{word}`: it does not count so many"))?)
            }
            _ => return Err(format!("`{word}` is no literal")),
        };
        ensure(sign == "+" || sign == "-", || format!("`{word}` needs a sign"))?;
        Ok(literal ^ usize::from(sign == "-"))
    }

    fn count(&self, word: &str) -> Result<&(Rc<[Lit]>, Vec<Lit>), String> {
        self.counts.get(&number(word)?).ok_or_else(|| format!("there is no count {word}"))
    }

    /// Checks a line; whether it is a step.
    fn step(&mut self, words: &[&str]) -> Result<bool, String> {
        match words {
            ["out", alternative, "because", reason @ ..] => {
                let literal = self.named("a", alternative)?;
                self.out(literal, reason)?;
                self.out[literal] = true;
                self.learn(vec![literal ^ 1])?;
            }
            ["lemma", literals @ ..] if !literals.is_empty() => {
                let clause = literals.iter().map(|word| self.literal(word));
                let clause: Vec<Lit> = clause.collect::<Result<_, _>>()?;
                let follows = self.known.follows(self.table, &clause);
                ensure(follows, || "this does not follow by unit propagation".into())?;
                self.learn(clause)?;
            }
            ["count", name, operands @ ..] if !operands.is_empty() => {
                let name = number(name)?;
                ensure(!self.counts.contains_key(&name), || format!("{name} is used already"))?;
                let (mut rows, mut literals): (Vec<Rc<[Lit]>>, _) = (vec![], vec![]);
                for word in operands {
                    if let Some(other) = word.strip_prefix("c:") {
                        let (row, counted) = self.count(other)?;
                        rows.push(row.clone());
                        literals.extend(counted);
                    } else {
                        let literal = self.literal(word)?;
                        rows.push([literal].into());
                        literals.push(literal);
                    }
                    ensure(self.counted + literals.len() <= MOST, || "too much is counted".into())?;
                }
                self.counted += literals.len();
                let row: Rc<[Lit]> = literals.iter().map(|_| self.known.fresh()).collect();
                rows.push(row.clone());
                self.known.sum(rows);
                self.counts.insert(name, (row, literals));
                self.learn(vec![self.known.always()])?;
            }
            ["core", weight, name] => {
                let (weight, (row, literals)) = (number(weight)?, self.count(name)?.clone());
                ensure(weight > 0, || "a core costs something".into())?;
                let mut once = HashSet::new();
                for literal in &literals {
                    ensure(once.insert(literal), || "a credit is counted twice".into())?;
                    let left = self
                        .credits
                        .get_mut(&(literal ^ 1))
                        .ok_or("what is counted is no credit")?;
                    let rest = left.checked_sub(weight);
                    *left = rest.ok_or("a credit has not so much left, or is counted twice")?;
                }
                let follows = self.known.follows(self.table, &row[..1]);
                ensure(follows, || "that one fails does not follow by unit propagation".into())?;
                let rest = self.bound.checked_sub(weight);
                self.bound = rest.ok_or("the cores cost more than there is")?;
                for literal in &row[1..] {
                    *self.credits.entry(literal ^ 1).or_default() += weight;
                }
                self.learn(vec![row[0]])?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Checks why an alternative is out.
    fn out(&self, literal: Lit, reason: &[&str]) -> Result<(), String> {
        let (table, alternative) = (self.table, literal / 2);
        let holds = match reason {
            ["link", place] => {
                let link = table.links.get(number::<usize>(place)?.wrapping_sub(1));
                link.is_some_and(|(of, then)| *of == literal && then.iter().all(|&l| self.out[l]))
            }
            ["unsupported"] => table.unsupported(alternative),
            ["silent", party] => {
                let party = identifier(party).and_then(|id| table.speakers.get(&*id));
                party.is_some_and(|&party| table.silent(alternative, party))
            }
            ["quorum"] => table.breaks(alternative, |_| false),
            ids => {
                let bases = &table.alternatives[alternative].bases;
                let ids: Option<HashSet<String>> = ids.iter().map(|id| identifier(id)).collect();
                let mut ids = ids.ok_or("these are no identifiers")?;
                let named = |base: &Base| ids.contains(base.id) && base.fails(&self.out);
                let suffice = table.breaks(alternative, named) && !ids.is_empty();
                bases
                    .iter()
                    .filter(|base| base.fails(&self.out))
                    .for_each(|base| _ = ids.remove(base.id));
                if let Some(id) = ids.iter().next() {
                    return Err(format!("`{id}` is not a base here that cannot be met"));
                }
                suffice
            }
        };
        ensure(holds, || "the reason does not hold, or does not suffice".into())
    }
}
