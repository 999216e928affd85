//! What is on the table, as docs/reference/packages-instance.md reads it; numbers in brackets are those of its list.

use crate::known::{Known, Lit};
use crate::{Question, Rule, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

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

/// What is said of an alternative: by party what binds it, and whether it abstains; and what follows from that alone.
#[derive(Default)]
pub(crate) struct Standing {
    pub(crate) bases: HashMap<String, Lit>,
    pub(crate) silent: HashSet<String>,
    pub(crate) unsupported: bool,
    pub(crate) quorum: bool,
}

#[derive(Default)]
pub(crate) struct Table {
    pub(crate) known: Known,
    pub(crate) names: HashMap<String, Lit>,
    /// Units: that it is agreed, its weight, its alternatives.
    pub(crate) units: Vec<(Lit, u64, Vec<Lit>)>,
    standing: HashMap<Lit, Standing>,
    links: Vec<(Lit, Vec<Lit>)>,
}

/// A name as a certificate spells it.
fn spell(kind: &str, id: &str) -> String {
    let coded = |c: char| c == '%' || c.is_whitespace() || c.is_control();
    let code = |c: char| c.to_string().bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let id = id.chars().map(|c| if coded(c) { code(c) } else { c.to_string() });
    kind.chars().chain(id.collect::<String>().chars()).collect()
}

impl Table {
    pub(crate) fn name(&mut self, name: String, lit: Lit) -> Result<Lit, String> {
        let twice = format!("`{name}` is there twice");
        self.names.insert(name, lit).map_or(Ok(lit), |_| Err(twice))
    }

    /// A literal as it is written, of names that begin so.
    pub(crate) fn lit(&self, kind: &str, word: &str) -> Result<Lit, String> {
        let contrary = usize::from(word.starts_with('-'));
        let name = word.strip_prefix(['+', '-']).ok_or(format!("`{word}` is no literal"))?;
        let name = if kind.is_empty() { name.to_owned() } else { spell(kind, name) };
        self.names.get(&name).map(|lit| lit ^ contrary).ok_or(format!("`{name}` is not known"))
    }

    fn lits(&self, of: &[String]) -> Result<Vec<Lit>, String> {
        of.iter().map(|word| self.lit("a:", word)).collect()
    }

    /// Takes note that an alternative cannot be in, for this reason.
    pub(crate) fn out(&mut self, alternative: Lit, reason: &[&str]) -> Result<(), String> {
        let fails = |lit: &Lit| self.known.holds[lit ^ 1];
        let standing = &self.standing[&alternative];
        let holds = match reason {
            ["link", place] => {
                let link = self.links.get(crate::number::<usize>(place)?.wrapping_sub(1));
                link.is_some_and(|(on, then)| *on == alternative && then.iter().all(fails))
            }
            ["unsupported"] => standing.unsupported,
            ["silent", party] => standing.silent.contains(*party),
            ["quorum"] => standing.quorum,
            bases => {
                !bases.is_empty()
                    && bases.iter().all(|id| standing.bases.get(*id).is_some_and(fails))
            }
        };
        ensure(holds, "this does not hold")?;
        ensure(self.known.contradicts([alternative]), "this does not suffice")?;
        self.known.one(&[alternative ^ 1]);
        Ok(())
    }

    /// Literals that so many hold of these, from one to all.
    pub(crate) fn count(&mut self, name: u64, of: &[Lit]) -> Result<Vec<Lit>, String> {
        let mut row = Vec::new();
        for least in 1..=of.len() as i64 {
            let fresh = self.known.fresh();
            row.push(self.name(format!("c:{name}:{least}"), fresh)?);
            let most = of.len() as i64 - least + 1;
            let enough = of.iter().map(|&lit| (1, lit)).chain([(least, fresh ^ 1)]);
            let fewer = of.iter().map(|&lit| (1, lit ^ 1)).chain([(most, fresh)]);
            self.known.sum(enough.collect(), least);
            self.known.sum(fewer.collect(), most);
            row.windows(2).last().map(|pair| self.known.one(&[pair[0], pair[1] ^ 1]));
        }
        Ok(row)
    }

    pub(crate) fn read(file: &File, question: &Question) -> Result<Self, String> {
        let mut table = Table::default();
        let always = table.known.fresh();
        let mut sound = table.known.one(&[always]);
        ensure(file.format == "packages/1", "the instance is not `packages/1`")?;
        for unit in &file.units {
            // [6]
            let mut of = Vec::new();
            for alternative in &unit.alternatives {
                let fresh = table.known.fresh();
                of.push(table.name(spell("a:", &alternative.id), fresh)? ^ 1);
            }
            let fresh = table.known.fresh();
            let agreed = table.name(spell("u:", &unit.id), fresh)?;
            sound &= table.known.sum(of.iter().map(|&out| (1, out)).collect(), of.len() as i64 - 1);
            sound &= table.known.all(agreed ^ 1, &of);
            let alternatives = of.into_iter().map(|lit| lit ^ 1).collect();
            table.units.push((agreed, unit.weight.unwrap_or(1).into(), alternatives));
        }
        for link in file.links.iter().flatten() {
            // [7]
            let mut of = table.lits(&link.then)?;
            let on = table.lit("a:", &format!("+{}", link.r#if))?;
            table.links.push((on, of.clone()));
            of.push(on ^ 1);
            sound &= table.known.one(&of);
        }
        let speakers = Speakers::read(file)?;
        let mut said: BTreeMap<Lit, Vec<(usize, &Statement)>> = BTreeMap::new();
        let mut ids = HashSet::new();
        for s in &file.statements {
            let alternative = table.lit("a:", &format!("+{}", s.alt))?;
            let by = speakers.place(&s.by)?;
            ensure(ids.insert(&s.id), format!("`{}` is there twice", s.id))?;
            let offers = s.offer == Some(true) && s.r#if.is_some();
            ensure(
                s.stance.is_some() != offers && (offers || s.offer != Some(true)),
                format!("`{}` is neither a stance nor an offer", s.id),
            )?;
            let ended =
                [s.withdrawn, s.expires].into_iter().flatten().any(|end| end <= question.at);
            if s.t <= question.at && !ended {
                // [1]
                said.entry(alternative).or_default().push((by, s));
            }
        }
        for lift in &question.lifted {
            let stance =
                file.statements.iter().any(|s| spell("", &s.id) == *lift && s.stance.is_some());
            ensure(stance, format!("`{lift}` is no stance"))?;
        }
        for unit in &file.units {
            for alternative in &unit.alternatives {
                let lit = table.lit("a:", &format!("+{}", alternative.id))?;
                let said = said.remove(&lit).unwrap_or_default();
                let scopes = [unit.chapter.as_deref().unwrap_or(""), &alternative.id, "*"];
                sound &= table.stand((file, question, &speakers), (lit, scopes), said)?;
            }
        }
        ensure(sound, "the instance contradicts itself")?;
        Ok(table)
    }

    /// What is said of an alternative, and what the rule makes of it.
    fn stand(
        &mut self,
        (file, question, speakers): (&File, &Question, &Speakers),
        (lit, scopes): (Lit, [&str; 3]),
        mut said: Vec<(usize, &Statement)>,
    ) -> Result<bool, String> {
        let policy =
            |of: fn(&Policy) -> Option<bool>| file.policy.as_ref().and_then(of) == Some(true);
        let parties = file.parties.len();
        let mut standing = Standing { unsupported: policy(|p| p.sponsor), ..Standing::default() };
        let (mut bound, mut abstains) = (vec![false; parties], vec![false; parties]);
        let mut binding: Vec<Vec<Lit>> = vec![Vec::new(); parties];
        let mut sound = true;
        said.sort_by_key(|(by, s)| (*by, s.t));
        let bases = said.chunk_by(|one, other| one.0 == other.0).map(|said| {
            let stance = said.iter().rfind(|s| s.1.stance.is_some());
            let offers: Vec<&Statement> =
                said.iter().map(|s| s.1).filter(|s| s.stance.is_none()).collect();
            (said[0].0, stance.map(|s| s.1), offers)
        });
        let counts = |stance: &Option<&Statement>| stance.is_some() || policy(|p| p.offers_alone);
        let bases: Vec<_> = bases.filter(|base| counts(&base.1)).collect(); // [2, 5]
        for (by, stance, offers) in &bases {
            let apart = |p: &usize| {
                file.dissociations.iter().flatten().any(|d| {
                    speakers.places.get(&*d.party) == Some(p)
                        && speakers.places.get(&*d.group) == Some(by)
                        && scopes.contains(&&*d.scope)
                })
            };
            let own = |p: &usize| bases.iter().any(|base| base.0 == *p);
            let of = speakers.members[*by].iter().copied();
            let of: Vec<usize> = match *by < parties {
                true => of.collect(),
                false => of.filter(|p| question.groups_speak && !own(p) && !apart(p)).collect(), // [3]
            };
            if of.is_empty() {
                continue;
            }
            let kind = stance.and_then(|s| s.stance);
            standing.unsupported &= kind != Some(Stance::Support);
            let blocks = kind.is_none_or(|s| {
                s == Stance::Object || s == Stance::Reserve && policy(|p| p.reserve_blocks)
            });
            let mut ways = Vec::new();
            for offer in offers {
                let way = self.known.fresh();
                let all = self.lits(offer.r#if.as_deref().unwrap_or_default())?;
                sound &= self.known.all(way, &all);
                ways.push(self.name(spell("s:", &offer.id), way)? ^ 1);
            }
            let id = stance.or(offers.first().copied()).map_or("", |s| &s.id);
            let met = self.known.fresh();
            self.name(spell("t:", id), met)?;
            sound &= match stance {
                // [4]
                Some(_) if question.lifted.contains(&spell("", id)) => self.known.one(&[met]),
                Some(s) if !blocks => {
                    self.known.all(met, &self.lits(s.only_if.as_deref().unwrap_or_default())?)
                }
                _ => self.known.all(met ^ 1, &ways),
            };
            standing.bases.insert(spell("", id), met);
            for party in of {
                bound[party] = true;
                abstains[party] |= matches!(kind, Some(Stance::Reserve | Stance::None));
                binding[party].push(met);
            }
        }
        let unanimity = question.rule == Rule::Unanimity;
        if question.silence_blocks || unanimity {
            // [7]
            let silent = |p: &usize| !bound[*p] || unanimity && abstains[*p];
            standing.silent =
                (0..parties).filter(silent).map(|p| spell("", &file.parties[p].id)).collect();
        }
        let sets: Vec<Vec<usize>> = match question.rule {
            // [8]
            Rule::Majority { each: true, .. } => {
                let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
                (0..parties).for_each(|p| {
                    by.entry(file.parties[p].constituency.as_deref().unwrap_or(""))
                        .or_default()
                        .push(p)
                });
                by.into_values().collect()
            }
            _ => vec![(0..parties).collect()],
        };
        let spoken = bound.iter().filter(|bound| **bound).count() as u64;
        for mut set in sets {
            let (least, sides) = match question.rule {
                Rule::Consensus | Rule::Unanimity => (set.len() as u64, set.len()),
                Rule::Objections(most) => ((set.len() as u64).saturating_sub(most), set.len()),
                Rule::Majority { share, quorum, .. } => {
                    set.retain(|&p| bound[p] && !abstains[p]);
                    standing.quorum |= set.is_empty()
                        || quorum.is_some_and(|q| spoken * q[1] < parties as u64 * q[0]);
                    let sides = set.len() as u64;
                    (share.map_or(sides / 2 + 1, |s| (sides * s[0]).div_ceil(s[1])), set.len())
                }
            };
            let mut blocks: BTreeMap<Vec<Lit>, i64> = BTreeMap::new();
            set.into_iter()
                .for_each(|p| *blocks.entry(std::mem::take(&mut binding[p])).or_default() += 1);
            let mut terms = vec![(sides as i64, lit ^ 1)];
            for (of, parties) in blocks {
                let whole = self.known.fresh();
                sound &= self.known.all(whole, &of);
                terms.push((parties, whole));
            }
            terms[0].0 = least as i64;
            sound &= self.known.sum(terms, least as i64);
        }
        if standing.unsupported || !standing.silent.is_empty() || standing.quorum {
            sound &= self.known.one(&[lit ^ 1]);
        }
        self.standing.insert(lit, standing);
        Ok(sound)
    }
}

/// Who may speak: parties, then groups; and the parties for whom each speaks.
struct Speakers<'f> {
    places: HashMap<&'f str, usize>,
    members: Vec<Vec<usize>>,
}

impl<'f> Speakers<'f> {
    fn place(&self, id: &str) -> Result<usize, String> {
        self.places.get(id).copied().ok_or(format!("`{id}` is named, and is not there"))
    }

    fn read(file: &'f File) -> Result<Self, String> {
        let all = || file.parties.iter().chain(file.groups.iter().flatten());
        let mut found = Self { places: HashMap::new(), members: Vec::new() };
        for (place, speaker) in all().enumerate() {
            ensure(
                found.places.insert(&speaker.id, place).is_none(),
                format!("`{}` is there twice", speaker.id),
            )?;
        }
        found.members = vec![Vec::new(); found.places.len()];
        for place in 0..found.places.len() {
            let mut above: Vec<usize> = vec![place];
            let mut next = 0;
            while let Some(&at) = above.get(next) {
                next += 1;
                for id in all().nth(at).and_then(|s| s.groups.as_ref()).into_iter().flatten() {
                    let group = found.place(id)?;
                    ensure(
                        group >= file.parties.len(),
                        "a party is named where a group should be",
                    )?;
                    ensure(group != place, "a group is, round about, in itself")?;
                    if !above.contains(&group) {
                        above.push(group);
                    }
                }
            }
            if place < file.parties.len() {
                above.into_iter().for_each(|at| found.members[at].push(place));
            }
        }
        Ok(found)
    }
}
