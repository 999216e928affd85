//! What is on the table, as docs/reference/packages-instance.md reads it; numbers in brackets are those of its list.

use crate::known::{ALWAYS, Known, Lit};
use crate::question::{Question, Rule};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What speakers times alternatives and groups are at most, and members for whom statements speak.
const MOST: usize = 1 << 28;

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

/// What is read off of an alternative: which parties must speak and do not; that nobody supports it; that the rule cannot
/// hold.
#[derive(Default)]
pub(crate) struct Standing {
    pub(crate) silent: Vec<bool>,
    pub(crate) unsupported: bool,
    pub(crate) quorum: bool,
}

/// What binds a party, if anything does: whether it abstains, and what must be met.
type Bound = Option<(bool, Vec<Lit>)>;

#[derive(Default)]
pub(crate) struct Table<'f> {
    pub(crate) known: Known,
    /// By name, as in a certificate; and of a base its alternative.
    pub(crate) names: HashMap<String, (Lit, Lit)>,
    /// Units: that it is agreed, its weight, its alternatives.
    pub(crate) units: Vec<(Lit, u64, Vec<Lit>)>,
    /// The alternative from which a link leads, and where to.
    pub(crate) links: Vec<(Lit, Vec<Lit>)>,
    pub(crate) standing: HashMap<Lit, Standing>,
    /// Parties, then groups; and the parties for whom each speaks.
    pub(crate) speakers: HashMap<String, usize>,
    members: Vec<Vec<usize>>,
    /// By group and scope the parties that dissociated themselves.
    apart: HashMap<(usize, &'f str), BTreeSet<usize>>,
    /// The parties among which the rule must hold.
    among: Vec<Vec<usize>>,
    /// For how many members statements speak.
    spoken: usize,
}

/// A name as a certificate spells it.
pub(crate) fn spell(kind: &str, id: &str) -> String {
    let coded = |c: char| c == '%' || c.is_whitespace() || c.is_control();
    let mut name = String::with_capacity(kind.len() + id.len()) + kind;
    for part in id.split_inclusive(coded) {
        let plain = part.trim_end_matches(coded);
        name.push_str(plain);
        part[plain.len()..].bytes().for_each(|byte| name += &format!("%{byte:02X}"));
    }
    name
}

impl<'f> Table<'f> {
    pub(crate) fn name(&mut self, name: String, lit: Lit) -> Result<(), String> {
        ensure!(!self.names.contains_key(&name), "`{name}` is there twice");
        self.names.insert(name, (lit, ALWAYS));
        Ok(())
    }

    pub(crate) fn named(&self, name: &str) -> Result<Lit, String> {
        self.names.get(name).map(|of| of.0).ok_or_else(|| format!("`{name}` is not known"))
    }

    /// A literal, and how what follows its sign is named.
    pub(crate) fn lit(&self, word: &str, name: fn(&str) -> String) -> Result<Lit, String> {
        let of = word.strip_prefix(['+', '-']).ok_or_else(|| format!("`{word}` is no literal"))?;
        Ok(self.named(&name(of))? ^ usize::from(word.starts_with('-')))
    }

    fn lits(&self, of: &[String]) -> Result<Vec<Lit>, String> {
        of.iter().map(|word| self.lit(word, |id| spell("a:", id))).collect()
    }

    fn speaker(&self, id: &str) -> Result<usize, String> {
        let place = self.speakers.get(&spell("", id)).copied();
        place.ok_or_else(|| format!("`{id}` is named, and is not there"))
    }

    pub(crate) fn read(file: &'f File, question: &Question) -> Result<Self, String> {
        ensure!(file.format == "packages/1", "the instance is not `packages/1`");
        let mut table = Self::default();
        let always = table.known.fresh();
        table.known.one(&[always]);
        table.read_units(&file.units)?;
        table.read_speakers(file, question)?;
        for link in file.links.iter().flatten() {
            let (on, mut of) = (table.named(&spell("a:", &link.r#if))?, table.lits(&link.then)?); // [7]
            table.links.push((on, of.clone()));
            of.push(on ^ 1);
            table.known.one(&of);
        }
        let mut said: Vec<Vec<(usize, &Statement)>> = vec![Vec::new(); table.known.holds.len()];
        let mut ids = HashSet::with_capacity(file.statements.len());
        table.names.reserve(file.statements.len());
        for s in &file.statements {
            let (by, on) = (table.speaker(&s.by)?, table.named(&spell("a:", &s.alt))?);
            ensure!(ids.insert(&s.id), "`{}` is there twice", s.id);
            let offers = s.offer == Some(true);
            let plain = s.only_if.is_none() || !matches!(s.stance, None | Some(Stance::Object));
            let sound = plain && s.stance.is_none() == offers && s.r#if.is_some() == offers;
            ensure!(sound, "`{}` is neither a stance nor an offer", s.id);
            let mut ends = [s.withdrawn, s.expires].into_iter().flatten();
            if s.t <= question.at && ends.all(|end| end > question.at) {
                said[on].push((by, s)); // [1]
            }
        }
        for unit in &file.units {
            for alternative in &unit.alternatives {
                let lit = table.named(&spell("a:", &alternative.id))?;
                let scopes = [unit.chapter.as_deref().unwrap_or_default(), &alternative.id, "*"];
                table.stand((file, question), (lit, scopes), std::mem::take(&mut said[lit]))?;
            }
        }
        Ok(table)
    }

    fn read_units(&mut self, units: &'f [Unit]) -> Result<(), String> {
        for unit in units {
            let mut of = Vec::new(); // [6]
            for alternative in &unit.alternatives {
                of.push(self.known.fresh());
                self.name(spell("a:", &alternative.id), of[of.len() - 1])?;
            }
            let out: Vec<Lit> = of.iter().map(|lit| lit ^ 1).collect();
            self.known.sum(out.iter().map(|&lit| (1, lit)).collect(), out.len() as i64 - 1);
            let agreed = self.known.least(out.len(), &out) ^ 1;
            self.name(spell("u:", &unit.id), agreed)?;
            self.units.push((agreed, unit.weight.unwrap_or(1).into(), of));
        }
        Ok(())
    }

    fn read_speakers(&mut self, file: &'f File, question: &Question) -> Result<(), String> {
        let parties = file.parties.len();
        let all = || file.parties.iter().chain(file.groups.iter().flatten());
        for (place, speaker) in all().enumerate() {
            let twice = self.speakers.insert(spell("", &speaker.id), place).is_some();
            ensure!(!twice, "`{}` is there twice", speaker.id);
        }
        let alternatives: usize = self.units.iter().map(|unit| unit.2.len()).sum();
        let size = self.speakers.len().saturating_mul(alternatives + self.speakers.len() - parties);
        ensure!(size <= MOST, "there are too many parties and groups for so many alternatives");
        let chapters = file.units.iter().map(|unit| unit.chapter.as_deref().unwrap_or_default());
        let chapters: HashSet<&str> = chapters.collect();
        let group = |id: &String| {
            let group = self.speaker(id).ok().filter(|&place| place >= parties);
            group.ok_or_else(|| format!("`{id}` is no group"))
        };
        let mut apart: HashMap<(usize, &str), BTreeSet<usize>> = HashMap::new();
        for Dissociation { party, group: from, scope } in file.dissociations.iter().flatten() {
            let known = chapters.contains(&**scope) != self.names.contains_key(&spell("a:", scope));
            ensure!(known || scope == "*", "`{scope}` is no scope");
            let party = self.speaker(party)?;
            ensure!(party < parties, "a group cannot dissociate itself");
            apart.entry((group(from)?, scope)).or_default().insert(party);
        }
        let within = all().map(|s| s.groups.iter().flatten().map(group).collect());
        let within: Vec<Vec<usize>> = within.collect::<Result<_, _>>()?;
        self.members = vec![Vec::new(); within.len()];
        for (place, groups) in within.iter().enumerate() {
            ensure!(groups.len() <= 100, "a party or group is in more than 100 groups");
            let (mut above, mut next) = (BTreeSet::new(), groups.clone());
            while let Some(group) = next.pop() {
                if above.insert(group) {
                    next.extend(&within[group]);
                }
            }
            ensure!(!above.contains(&place), "a group is, round about, in itself");
            if place < parties {
                above.insert(place);
                above.into_iter().for_each(|at| self.members[at].push(place));
            }
        }
        self.apart = apart;
        let mut constituencies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, party) in file.parties.iter().enumerate() {
            let of = party.constituency.as_deref().unwrap_or_default();
            constituencies.entry(of).or_default().push(place);
        }
        self.among = vec![(0..parties).collect()];
        if let Rule::Majority { each: true, .. } = question.rule {
            constituencies.remove("");
            self.among.extend(constituencies.into_values());
        }
        Ok(())
    }

    /// What is said of an alternative, and whom it binds.
    fn stand(
        &mut self,
        (file, question): (&'f File, &Question),
        (lit, scopes): (Lit, [&str; 3]),
        mut said: Vec<(usize, &Statement)>,
    ) -> Result<(), String> {
        let is = |of: fn(&Policy) -> Option<bool>| file.policy.as_ref().and_then(of) == Some(true);
        let (mut bases, mut own) = (Vec::new(), vec![false; self.members.len()]);
        said.sort_by_key(|(by, s)| (*by, s.t));
        for said in said.chunk_by(|one, other| one.0 == other.0) {
            let is_stance = |of: &&(usize, &Statement)| of.1.stance.is_some();
            let mut ways = Vec::new();
            for (_, offer) in said.iter().filter(|of| !is_stance(of)) {
                let way = self.known.all(&self.lits(offer.r#if.as_deref().unwrap_or_default())?);
                self.names.insert(spell("s:", &offer.id), (way, ALWAYS));
                ways.push(way ^ 1);
            }
            let alone = said.first().filter(|_| is(|p| p.offers_alone));
            let Some(&(by, base)) = said.iter().rfind(is_stance).or(alone) else { continue }; // [2, 5]
            let (name, reserve_blocks) = (spell("t:", &base.id), is(|p| p.reserve_blocks));
            let met = match base.stance {
                _ if question.lifted.contains(&name) => ALWAYS,
                None | Some(Stance::Object) => self.known.all(&ways) ^ 1, // [4]
                Some(Stance::Reserve) if reserve_blocks => self.known.all(&ways) ^ 1,
                Some(_) => self.known.all(&self.lits(base.only_if.as_deref().unwrap_or_default())?),
            };
            own[by] = true;
            bases.push((by, base.stance, met, name));
        }
        let mut standing = Standing { unsupported: is(|p| p.sponsor), ..Standing::default() };
        let mut bound: Vec<Bound> = vec![None; file.parties.len()];
        for (by, stance, met, name) in bases {
            let scopes = scopes.iter().filter(|_| by >= file.parties.len());
            let apart = scopes.filter_map(|scope| self.apart.get(&(by, *scope)));
            let apart: Vec<&BTreeSet<usize>> = apart.collect();
            let binds = |p: &usize| {
                let apart = apart.iter().any(|apart| apart.contains(p));
                by == *p || question.groups_speak && !own[*p] && !apart // [3]
            };
            self.spoken += self.members[by].len();
            ensure!(self.spoken <= MOST, "statements of groups speak for too many");
            let mut of = self.members[by].iter().filter(|p| binds(p)).peekable();
            if of.peek().is_none() {
                continue;
            }
            standing.unsupported &= stance != Some(Stance::Support);
            for &party in of {
                let (abstains, must) = bound[party].get_or_insert_default();
                *abstains |= matches!(stance, Some(Stance::Reserve | Stance::None));
                must.extend(Some(met).filter(|&met| met != ALWAYS));
            }
            self.names.insert(name, (met, lit));
        }
        self.judge(question, lit, &bound, standing);
        Ok(())
    }

    /// What the rule makes of it.
    fn judge(&mut self, question: &Question, lit: Lit, bound: &[Bound], mut standing: Standing) {
        let unanimity = question.rule == Rule::Unanimity;
        if question.silence_blocks || unanimity {
            let silent = |of: &Bound| of.as_ref().is_none_or(|of| unanimity && of.0);
            standing.silent = bound.iter().map(silent).collect(); // [7]
        }
        let heard = bound.iter().flatten().count() as u64;
        for among in &self.among {
            let abstain = matches!(question.rule, Rule::Majority { .. });
            let of = among.iter().filter_map(|&p| bound[p].as_ref());
            let mut blocks: BTreeMap<&[Lit], i64> = BTreeMap::new();
            for (_, must) in of.filter(|of| !(abstain && of.0)) {
                *blocks.entry(must).or_default() += 1;
            }
            let sides = blocks.values().sum::<i64>() as u64;
            let least = match question.rule {
                Rule::Unanimity => sides,
                Rule::Objections(most) => sides.saturating_sub(most),
                Rule::Majority { share, quorum, .. } => {
                    let enough = quorum.is_none_or(|q| heard * q[1] >= bound.len() as u64 * q[0]);
                    standing.quorum |= sides == 0 || !enough;
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
    }
}
