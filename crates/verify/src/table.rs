//! What is on the table, as docs/reference/packages-instance.md reads it; numbers in brackets are those of its list.

use crate::known::{ALWAYS, Known, Lit};
use crate::question::{Question, Rule};
use crate::{ensure, number};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What an instance may have of parties times alternatives and groups, of members for whom statements of groups speak;
/// and of the squares of what counts count, together.
const MOST: [usize; 2] = [1 << 28, 1 << 22];

/// The objects of a file; an `Option` may be left out.
macro_rules! objects {
    ($($name:ident { $($field:ident: $of:ty),+ })+) => {
        $(#[derive(Deserialize)] pub(crate) struct $name { $(pub(crate) $field: $of),+ })+
    };
}
type List<T> = Option<Vec<T>>;
objects! {
    File { format: String, policy: Option<Policy>, parties: Vec<Speaker>, groups: List<Speaker>, units: Vec<Unit>,
           statements: Vec<Statement>, dissociations: List<Dissociation>, links: List<Link> }
    Policy { reserve_blocks: Option<bool>, sponsor: Option<bool>, offers_alone: Option<bool> }
    Speaker { id: String, constituency: Option<String>, groups: List<String> }
    Unit { id: String, chapter: Option<String>, weight: Option<u32>, alternatives: Vec<Alternative> }
    Alternative { id: String }
    Statement { id: String, by: String, alt: String, t: i64, withdrawn: Option<i64>, expires: Option<i64>,
                stance: Option<Stance>, only_if: List<String>, offer: Option<bool>, r#if: List<String> }
    Dissociation { party: String, group: String, scope: String }
    Link { r#if: String, then: Vec<String> }
}
#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stance {
    Support,
    Live,
    Reserve,
    Object,
    None,
}

/// What is read off of an alternative: which parties must speak and do not, that nobody supports it, and that the rule
/// cannot hold.
#[derive(Default)]
struct Standing {
    silent: Vec<bool>,
    unsupported: bool,
    quorum: bool,
}

/// That so many hold of what is counted, from one to all; and what is counted, through other counts.
pub(crate) struct Count {
    pub(crate) row: Vec<Lit>,
    pub(crate) leaves: Vec<Lit>,
}

pub(crate) struct Table<'f> {
    file: &'f File,
    question: &'f Question,
    pub(crate) known: Known,
    /// Units: that it is agreed, its weight, its alternatives.
    pub(crate) units: Vec<(Lit, u64, Vec<Lit>)>,
    pub(crate) counts: HashMap<u64, Count>,
    counted: usize,
    /// By kind and identifier.
    names: HashMap<(&'static str, &'f str), Lit>,
    statements: HashMap<&'f str, &'f Statement>,
    links: Vec<(Lit, Vec<Lit>)>,
    standing: HashMap<Lit, Standing>,
    /// Who may speak: parties, then groups; and the parties for whom each speaks.
    speakers: HashMap<&'f str, usize>,
    members: Vec<Vec<usize>>,
    /// By group and scope the parties that dissociated themselves.
    apart: HashMap<(usize, &'f str), HashSet<usize>>,
    /// The parties among which the rule must hold.
    among: Vec<Vec<usize>>,
    /// For how many members statements of groups speak.
    spoken: usize,
}

/// An identifier from how a certificate spells it.
pub(crate) fn decode(word: &str) -> Option<String> {
    let mut parts = word.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

/// Whether a literal is of the contrary, and of what.
fn signed(word: &str) -> Result<(Lit, &str), String> {
    let name = word.strip_prefix(['+', '-']);
    Ok((usize::from(word.starts_with('-')), name.ok_or_else(|| format!("`{word}` is no literal"))?))
}

impl<'f> Table<'f> {
    pub(crate) fn named(&self, kind: &str, word: &str) -> Result<Lit, String> {
        let lit = decode(word).and_then(|id| self.names.get(&(kind, &*id)).copied());
        lit.ok_or_else(|| format!("`{kind}:{word}` is not known"))
    }

    pub(crate) fn counted(&self, word: &str) -> Result<&Count, String> {
        self.counts.get(&number(word)?).ok_or_else(|| format!("there is no count {word}"))
    }

    /// A literal of a certificate.
    pub(crate) fn lit(&self, word: &str) -> Result<Lit, String> {
        let (contrary, name) = signed(word)?;
        let (kind, of) = name.split_once(':').unwrap_or_default();
        let known = match of.split_once(':').filter(|_| kind == "c") {
            Some((count, least)) => {
                let row = &self.counted(count)?.row;
                let lit = row.get(number::<usize>(least)?.wrapping_sub(1));
                *lit.ok_or_else(|| format!("`{name}` is not known"))?
            }
            None => self.named(kind, of)?,
        };
        Ok(known ^ contrary)
    }

    fn id(&self, kind: &str, id: &str) -> Result<Lit, String> {
        let lit = self.names.get(&(kind, id)).copied();
        lit.ok_or_else(|| format!("`{id}` is named, and is not there"))
    }

    fn lits(&self, of: &[String]) -> Result<Vec<Lit>, String> {
        let lit = |(contrary, id)| Ok(self.id("a", id)? ^ contrary);
        of.iter().map(|word| signed(word).and_then(lit)).collect()
    }

    fn name(&mut self, kind: &'static str, id: &'f str, lit: Lit) -> Result<(), String> {
        let twice = self.names.insert((kind, id), lit).is_some();
        if twice { Err(format!("`{id}` is there twice")) } else { Ok(()) }
    }

    /// Takes note that an alternative cannot be in, for this reason.
    pub(crate) fn out(&mut self, word: &str, reason: &[&str]) -> Result<(), String> {
        let alternative = self.named("a", word)?;
        let standing = &self.standing[&alternative];
        let fails = |lit: &Lit| self.known.holds[lit ^ 1];
        let base = |word: &&str| {
            let statement = decode(word).and_then(|id| self.statements.get(&*id).copied());
            let met = statement.filter(|s| self.id("a", &s.alt) == Ok(alternative));
            met.is_some_and(|s| self.names.get(&("t", &*s.id)).is_some_and(fails))
        };
        let (holds, why) = match reason {
            ["link", place] => {
                let link = self.links.get(number::<usize>(place)?.wrapping_sub(1));
                let fails = link.is_some_and(|(on, of)| *on == alternative && of.iter().all(fails));
                (fails, "this is no link from here that cannot hold")
            }
            ["unsupported"] => (standing.unsupported, "somebody supports it, or nobody need"),
            ["silent", party] => {
                let party = decode(party).and_then(|id| self.speakers.get(&*id));
                let silent = party.is_some_and(|&p| standing.silent.get(p) == Some(&true));
                (silent, "this is no party whose silence stands in the way")
            }
            ["quorum"] => (standing.quorum, "enough have spoken"),
            bases => (bases.iter().all(base), "not all of these are bases here that cannot be met"),
        };
        ensure(holds, why)?;
        ensure(self.known.contradicts([alternative]), "these are too few to stand in the way")?;
        self.known.one(&[alternative ^ 1]);
        Ok(())
    }

    /// Counts literals, or what other counts count.
    pub(crate) fn count(&mut self, name: &str, operands: &[&str]) -> Result<(), String> {
        let (mut of, mut leaves) = (Vec::new(), Vec::new());
        for word in operands {
            if let Some(count) = word.strip_prefix("c:") {
                of.extend(&self.counted(count)?.row);
                leaves.extend(&self.counted(count)?.leaves);
            } else {
                of.push(self.lit(word)?);
                leaves.push(self.lit(word)?);
            }
            ensure(self.counted + of.len().pow(2) <= MOST[1], "too much is counted")?;
        }
        self.counted += of.len().pow(2);
        let row: Vec<Lit> = (1..=of.len()).map(|least| self.known.least(least, &of)).collect();
        row.windows(2).for_each(|pair| self.known.one(&[pair[0], pair[1] ^ 1]));
        let twice = self.counts.insert(number(name)?, Count { row, leaves }).is_some();
        ensure(!twice, format!("{name} is used already"))
    }

    pub(crate) fn read(file: &'f File, question: &'f Question) -> Result<Self, String> {
        ensure(file.format == "packages/1", "the instance is not `packages/1`")?;
        let mut table = Self {
            file,
            question,
            known: Known::default(),
            units: Vec::new(),
            counts: HashMap::new(),
            counted: 0,
            names: HashMap::new(),
            statements: HashMap::new(),
            links: Vec::new(),
            standing: HashMap::new(),
            speakers: HashMap::new(),
            members: Vec::new(),
            apart: HashMap::new(),
            among: Vec::new(),
            spoken: 0,
        };
        let always = table.known.fresh();
        table.known.one(&[always]);
        table.read_units()?;
        table.read_speakers()?;
        let mut said: HashMap<&str, Vec<(usize, &Statement)>> = HashMap::new();
        for s in &file.statements {
            let known = table.speakers.get(&*s.by);
            let by = *known.ok_or_else(|| format!("`{}` is named, and is not there", s.by))?;
            table.id("a", &s.alt)?;
            let twice = table.statements.insert(&s.id, s).is_some();
            ensure(!twice, format!("`{}` is there twice", s.id))?;
            let offers = s.offer == Some(true);
            let fields = [s.stance.is_some(), s.r#if.is_some(), s.only_if.is_some()];
            let plain = s.stance != Some(Stance::Object) || s.only_if.is_none();
            let stands =
                if offers { fields == [false, true, false] } else { fields[..2] == [true, false] };
            ensure(stands && plain, format!("`{}` is neither a stance nor an offer", s.id))?;
            let mut ends = [s.withdrawn, s.expires].into_iter().flatten();
            if s.t <= question.at && ends.all(|end| end > question.at) {
                said.entry(&s.alt).or_default().push((by, s)); // [1]
            }
        }
        for unit in &file.units {
            for alternative in &unit.alternatives {
                let said = said.remove(&*alternative.id).unwrap_or_default();
                let chapter = unit.chapter.as_deref().unwrap_or_default();
                table.stand(&alternative.id, [chapter, &alternative.id, "*"], said)?;
            }
        }
        for link in file.links.iter().flatten() {
            let (on, mut of) = (table.id("a", &link.r#if)?, table.lits(&link.then)?); // [7]
            table.links.push((on, of.clone()));
            of.push(on ^ 1);
            table.known.one(&of);
        }
        Ok(table)
    }

    fn read_units(&mut self) -> Result<(), String> {
        for unit in &self.file.units {
            let mut of = Vec::new(); // [6]
            for alternative in &unit.alternatives {
                of.push(self.known.fresh() ^ 1);
                self.name("a", &alternative.id, of[of.len() - 1] ^ 1)?;
            }
            self.known.sum(of.iter().map(|&out| (1, out)).collect(), of.len() as i64 - 1);
            let agreed = self.known.least(of.len(), &of) ^ 1;
            self.name("u", &unit.id, agreed)?;
            let alternatives = of.into_iter().map(|lit| lit ^ 1).collect();
            self.units.push((agreed, unit.weight.unwrap_or(1).into(), alternatives));
        }
        Ok(())
    }

    fn read_speakers(&mut self) -> Result<(), String> {
        let parties = self.file.parties.len();
        let groups = self.file.groups.iter().flatten();
        let all: Vec<&Speaker> = self.file.parties.iter().chain(groups).collect();
        let alternatives: usize = self.units.iter().map(|unit| unit.2.len()).sum();
        let size = parties.saturating_mul(alternatives + all.len() - parties);
        ensure(size <= MOST[0], "there are too many parties for so many alternatives")?;
        for (place, speaker) in all.iter().enumerate() {
            let twice = self.speakers.insert(&speaker.id, place).is_some();
            ensure(!twice, format!("`{}` is there twice", speaker.id))?;
        }
        let group = |id: &String| {
            let known = self.speakers.get(&**id).copied().filter(|&place| place >= parties);
            known.ok_or_else(|| format!("`{id}` is no group"))
        };
        let within = all.iter().map(|s| s.groups.iter().flatten().map(group).collect());
        let within: Vec<Vec<usize>> = within.collect::<Result<_, _>>()?;
        self.members = vec![Vec::new(); all.len()];
        for place in 0..all.len() {
            let (mut above, mut next) = (BTreeSet::new(), within[place].clone());
            while let Some(group) = next.pop() {
                if above.insert(group) {
                    next.extend(&within[group]);
                }
            }
            ensure(!above.contains(&place), "a group is, round about, in itself")?;
            if place < parties {
                above.insert(place);
                above.into_iter().for_each(|at| self.members[at].push(place));
            }
        }
        let chapters =
            self.file.units.iter().map(|unit| unit.chapter.as_deref().unwrap_or_default());
        let chapters: HashSet<&str> = chapters.collect();
        for d in self.file.dissociations.iter().flatten() {
            let party = self.speakers.get(&*d.party).copied().filter(|&place| place < parties);
            let party = party.ok_or_else(|| format!("`{}` is no party", d.party))?;
            let scope = chapters.contains(&*d.scope) != self.names.contains_key(&("a", &*d.scope));
            ensure(scope || d.scope == "*", format!("`{}` is no scope", d.scope))?;
            self.apart.entry((group(&d.group)?, &d.scope)).or_default().insert(party);
        }
        let mut constituencies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, party) in self.file.parties.iter().enumerate() {
            let of = party.constituency.as_deref().unwrap_or_default();
            constituencies.entry(of).or_default().push(place);
        }
        self.among = vec![(0..parties).collect()];
        if let Rule::Majority { each: true, .. } = self.question.rule {
            self.among
                .extend(constituencies.into_iter().filter(|of| !of.0.is_empty()).map(|of| of.1));
        }
        Ok(())
    }

    /// What is said of an alternative, and what the rule makes of it.
    fn stand(
        &mut self,
        id: &'f str,
        scopes: [&str; 3],
        mut said: Vec<(usize, &'f Statement)>,
    ) -> Result<(), String> {
        let (lit, parties) = (self.id("a", id)?, self.file.parties.len());
        let policy = self.file.policy.as_ref();
        let is = |of: fn(&Policy) -> Option<bool>| policy.and_then(of) == Some(true);
        let (mut bases, mut own) = (Vec::new(), vec![false; self.members.len()]);
        said.sort_by_key(|(by, s)| (*by, s.t));
        for said in said.chunk_by(|one, other| one.0 == other.0) {
            let mut ways = Vec::new();
            for (_, offer) in said.iter().filter(|(_, s)| s.stance.is_none()) {
                let conditions = self.lits(offer.r#if.as_deref().unwrap_or_default())?;
                let way = self.known.all(&conditions);
                self.name("s", &offer.id, way)?;
                ways.push(way ^ 1);
            }
            let stance = said.iter().rfind(|(_, s)| s.stance.is_some());
            let alone = said.first().filter(|_| is(|p| p.offers_alone));
            let Some(&(by, base)) = stance.or(alone) else { continue }; // [2, 5]
            let conditions = self.lits(base.only_if.as_deref().unwrap_or_default())?;
            let met = match base.stance {
                _ if self.question.lifted.contains(&base.id) => ALWAYS,
                None | Some(Stance::Object) => self.known.all(&ways) ^ 1, // [4]
                Some(Stance::Reserve) if is(|p| p.reserve_blocks) => self.known.all(&ways) ^ 1,
                Some(_) => self.known.all(&conditions),
            };
            own[by] = true;
            bases.push((by, base, met));
        }
        let mut standing = Standing { unsupported: is(|p| p.sponsor), ..Standing::default() };
        // By party what binds it: whether it abstains, and what must be met.
        let mut bound: Vec<Option<(bool, Vec<Lit>)>> = vec![None; parties];
        for (by, base, met) in bases {
            let apart = scopes.map(|scope| self.apart.get(&(by, scope)));
            let speaks = |p: &usize| {
                let apart = apart.iter().flatten().any(|apart| apart.contains(p));
                by == *p || self.question.groups_speak && !own[*p] && !apart // [3]
            };
            let mut of = self.members[by].iter().copied().filter(speaks).peekable();
            self.spoken += self.members[by].len();
            ensure(self.spoken <= MOST[0], "statements of groups speak for too many")?;
            if of.peek().is_none() {
                continue;
            }
            standing.unsupported &= base.stance != Some(Stance::Support);
            for party in of {
                let (abstains, must) = bound[party].get_or_insert_default();
                *abstains |= matches!(base.stance, Some(Stance::Reserve | Stance::None));
                must.extend(Some(met).filter(|&met| met != ALWAYS));
            }
            self.name("t", &base.id, met)?;
        }
        let unanimity = self.question.rule == Rule::Unanimity;
        if self.question.silence_blocks || unanimity {
            let silent = |of: &Option<(bool, _)>| of.as_ref().is_none_or(|of| unanimity && of.0);
            standing.silent = bound.iter().map(silent).collect(); // [7]
        }
        let heard = bound.iter().flatten().count() as u64;
        for among in &self.among {
            let takes_part = |of: &&(bool, Vec<Lit>)| match self.question.rule {
                Rule::Majority { .. } => !of.0,
                _ => true,
            };
            let of = among.iter().filter_map(|&p| bound[p].as_ref()).filter(takes_part);
            let mut blocks: BTreeMap<&[Lit], i64> = BTreeMap::new();
            of.for_each(|of| *blocks.entry(&of.1).or_default() += 1);
            let sides = blocks.values().sum::<i64>() as u64;
            let least = match self.question.rule {
                Rule::Unanimity => sides,
                Rule::Objections(most) => sides.saturating_sub(most),
                Rule::Majority { share, quorum, .. } => {
                    let quorate = quorum.is_none_or(|q| heard * q[1] >= parties as u64 * q[0]);
                    standing.quorum |= sides == 0 || !quorate;
                    share.map_or(sides / 2 + 1, |s| (sides * s[0]).div_ceil(s[1]))
                }
            } as i64;
            let mut terms = vec![(least, lit ^ 1)];
            terms.extend(blocks.into_iter().map(|(must, of)| (of, self.known.all(must))));
            self.known.sum(terms, least); // [8]
        }
        if standing.unsupported || standing.quorum || standing.silent.contains(&true) {
            self.known.one(&[lit ^ 1]);
        }
        self.standing.insert(lit, standing);
        Ok(())
    }
}
