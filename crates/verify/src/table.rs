//! What is on the table, read as docs/reference/packages-instance.md says; numbers in brackets are those of its list.

use crate::known::{Known, Lit};
use crate::{Question, Rule, ensure};
use serde::Deserialize;
use std::{collections::HashMap, rc::Rc};

/// The objects of a file. An `Option` may be left out.
macro_rules! objects {
    ($($name:ident { $($field:ident: $of:ty),+ })+) => {
        $(#[derive(Deserialize)] pub(crate) struct $name { $($field: $of),+ })+
    };
}
objects! {
    File {
        format: String, policy: Option<Policy>, parties: Vec<Speaker>, groups: Vec<Speaker>,
        units: Vec<Unit>, statements: Vec<Statement>, dissociations: Vec<Dissociation>, links: Vec<Link>
    }
    Policy { reserve_blocks: Option<bool>, sponsor: Option<bool>, offers_alone: Option<bool> }
    Speaker { id: String, constituency: Option<String>, groups: Option<Vec<String>> }
    Unit { id: String, chapter: Option<String>, weight: Option<u64>, alternatives: Vec<Alternative> }
    Alternative { id: String }
    Statement {
        id: String, by: String, alt: String, t: i64, withdrawn: Option<i64>, expires: Option<i64>,
        stance: Option<Stance>, only_if: Option<Vec<String>>,
        offer: Option<bool>, r#if: Option<Vec<String>>, then: Option<Stance>
    }
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

/// A base, the parties that it binds, and its ways, of one of which all must hold (3, 4).
pub(crate) struct Base<'f> {
    pub(crate) id: &'f str,
    pub(crate) met: Lit,
    binds: Vec<usize>,
    ways: Vec<Vec<Lit>>,
}

impl Base<'_> {
    /// Whether none of the ways is left where these literals fail.
    pub(crate) fn fails(&self, failing: &[bool]) -> bool {
        self.ways.iter().all(|way| way.iter().any(|&literal| failing[literal]))
    }
}

/// What is said of an alternative: its bases, by each party whether one binds it, and whether one that abstains does.
pub(crate) struct Standing<'f> {
    pub(crate) unit: usize,
    pub(crate) bases: Vec<Base<'f>>,
    bound: Vec<bool>,
    abstains: Vec<bool>,
    supported: bool,
}

type Places<'f> = HashMap<&'f str, usize>;
/// The place of the speaker, the statement, and its conditions.
type Said<'f> = (usize, &'f Statement, Vec<Lit>);

pub(crate) struct Table<'f> {
    file: &'f File,
    question: &'f Question,
    /// The literals that have names, by the letter before it and the identifier.
    pub(crate) names: HashMap<(&'static str, &'f str), Lit>,
    /// Units and their weights.
    pub(crate) units: Vec<(Lit, u64)>,
    pub(crate) alternatives: Vec<Standing<'f>>,
    pub(crate) links: Vec<(Lit, Vec<Lit>)>,
    pub(crate) speakers: Places<'f>,
    members: Vec<Vec<usize>>,
    dissociated: HashMap<(usize, &'f str), Vec<usize>>,
}

fn places<'f>(ids: impl Iterator<Item = &'f String>) -> Result<Places<'f>, String> {
    let mut places = HashMap::new();
    for (place, id) in ids.enumerate() {
        ensure(places.insert(id.as_str(), place).is_none(), || format!("`{id}` is there twice"))?;
    }
    Ok(places)
}

fn find(places: &Places, id: &str) -> Result<usize, String> {
    places.get(id).copied().ok_or_else(|| format!("`{id}` is named, and is not there"))
}

fn literals(alternatives: &Places, words: &[String]) -> Result<Vec<Lit>, String> {
    let literal = |word: &String| match word.split_at_checked(1) {
        Some(("+", id)) => Ok(2 * find(alternatives, id)?),
        Some(("-", id)) => Ok(2 * find(alternatives, id)? + 1),
        _ => Err(format!("`{word}` is no literal")),
    };
    words.iter().map(literal).collect()
}

impl<'f> Table<'f> {
    pub(crate) fn new(
        file: &'f File,
        question: &'f Question,
        known: &mut Known,
    ) -> Result<Self, String> {
        let parties = file.parties.len();
        let all = || file.parties.iter().chain(&file.groups);
        let speakers = places(all().map(|speaker| &speaker.id))?;
        let alternatives = places(file.units.iter().flat_map(|u| &u.alternatives).map(|a| &a.id))?;
        let statements = places(file.statements.iter().map(|statement| &statement.id))?;
        places(file.units.iter().map(|unit| &unit.id))?;
        ensure(file.format == "packages/1", || "the instance is not `packages/1`".into())?;
        for lift in question.lifts.keys() {
            let stance = file.statements[find(&statements, lift)?].stance;
            ensure(stance.is_some(), || format!("`{lift}` is no stance"))?;
        }
        let group = |id: &String| match find(&speakers, id)?.checked_sub(parties) {
            Some(group) => Ok(group),
            None => Err(format!("`{id}` is no group")),
        };
        let within = |speaker: &'f Speaker| speaker.groups.iter().flatten().map(group).collect();
        let within: Vec<Vec<usize>> = all().map(within).collect::<Result<_, _>>()?;
        let lists =
            speakers.len() + alternatives.len() + statements.len() + file.dissociations.len();
        let lists = lists + within.iter().map(Vec::len).sum::<usize>();
        ensure(lists.saturating_mul(parties) <= 1 << 28, || "the instance is too large".into())?;

        let mut members = vec![vec![]; file.groups.len()];
        for party in 0..parties {
            let mut open = within[party].clone();
            while let Some(group) = open.pop() {
                if members[group].last() != Some(&party) {
                    members[group].push(party);
                    open.extend(&within[parties + group]);
                }
            }
        }
        let mut dissociated: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        for Dissociation { party: id, group: from, scope } in &file.dissociations {
            let party = find(&speakers, id)?;
            ensure(party < parties, || format!("`{id}` is no party"))?;
            dissociated.entry((group(from)?, scope)).or_default().push(party);
        }
        let mut said: Vec<Vec<Said>> = alternatives.iter().map(|_| vec![]).collect();
        for s in &file.statements {
            let words = match (s.stance, s.offer.unwrap_or(false), &s.only_if, &s.r#if, s.then) {
                (Some(_), false, words, None, None) => words.as_deref().unwrap_or_default(),
                (None, true, None, Some(words), None | Some(Stance::Live)) => words,
                _ => return Err(format!("`{}` is neither a stance nor an offer", s.id)),
            };
            let conditions = literals(&alternatives, words)?;
            let (by, alternative) = (find(&speakers, &s.by)?, find(&alternatives, &s.alt)?);
            let ended = [s.withdrawn, s.expires].iter().flatten().any(|&end| end <= question.at);
            if s.t <= question.at && !ended {
                said[alternative].push((by, s, conditions));
            }
        }

        let (names, units, links) = (HashMap::new(), vec![], vec![]);
        let mut table = Table {
            file,
            question,
            names,
            units,
            alternatives: vec![],
            links,
            speakers,
            members,
            dissociated,
        };
        *known = Known::new(alternatives.len());
        let mut said = said.into_iter();
        for unit in &file.units {
            let agreed = known.fresh();
            table.names.insert(("u", &unit.id), agreed);
            let mut rows: Vec<Rc<[Lit]>> = vec![];
            for (alternative, said) in unit.alternatives.iter().zip(&mut said) {
                let literal = 2 * table.alternatives.len();
                table.names.insert(("a", &alternative.id), literal);
                let scopes = ["*", unit.chapter.as_deref().unwrap_or_default(), &alternative.id];
                let standing = table.standing(said, scopes, known);
                let mut literals: Vec<Lit> = standing.bases.iter().map(|base| base.met).collect();
                literals.push(literal);
                known.wake(table.alternatives.len(), &literals);
                table.alternatives.push(standing);
                rows.push([literal].into());
            }
            rows.push([agreed, known.always() ^ 1].into());
            known.sum(rows);
            table.units.push((agreed, unit.weight.unwrap_or(1)));
        }
        for Link { r#if, then } in &file.links {
            let (literal, then) = (2 * find(&alternatives, r#if)?, literals(&alternatives, then)?);
            known.add([&[literal ^ 1], &then[..]].concat());
            table.links.push((literal, then));
        }
        Ok(table)
    }

    /// What an alternative's standing is, of what is said of it at the instant (2 to 5).
    fn standing(
        &mut self,
        mut said: Vec<Said<'f>>,
        scopes: [&str; 3],
        known: &mut Known,
    ) -> Standing<'f> {
        let parties = self.file.parties.len();
        let policy = &self.file.policy;
        let set = |of: fn(&Policy) -> Option<bool>| policy.as_ref().and_then(of).unwrap_or(false);
        let mut own = vec![false; parties];
        let (bound, abstains) = (own.clone(), own.clone());
        let unit = self.units.len();
        let mut standing = Standing {
            unit,
            bases: vec![],
            bound,
            abstains,
            supported: !set(|policy| policy.sponsor),
        };
        said.sort_by_key(|(by, statement, _)| (*by, statement.t));
        for said in said.chunk_by(|one, next| one.0 == next.0) {
            let offers: Vec<&Said> = said.iter().filter(|said| said.1.stance.is_none()).collect();
            let ways: Vec<Lit> = offers.iter().map(|offer| known.all(&offer.2)).collect();
            self.names.extend(
                offers.iter().zip(&ways).map(|(offer, &way)| (("s", offer.1.id.as_str()), way)),
            );
            let alone = offers.first().copied().filter(|_| set(|p| p.offers_alone));
            let stance = said.iter().rfind(|said| said.1.stance.is_some());
            let Some((by, base, conditions)) = stance.or(alone) else { continue };
            let binds: Vec<usize> = if *by < parties {
                own[*by] = true;
                vec![*by]
            } else {
                let mut apart = own.clone();
                let here =
                    scopes.iter().filter_map(|&scope| self.dissociated.get(&(by - parties, scope)));
                here.flatten().for_each(|&party| apart[party] = true);
                let members = self.members[by - parties].iter().copied();
                members.filter(|&party| !apart[party] && !self.question.groups_silent).collect()
            };
            if binds.is_empty() {
                continue;
            }
            for &party in &binds {
                standing.bound[party] = true;
                standing.abstains[party] |=
                    matches!(base.stance, Some(Stance::Reserve | Stance::None));
            }
            standing.supported |= base.stance == Some(Stance::Support);
            let blocks = match base.stance {
                None | Some(Stance::Object) => true,
                Some(Stance::Reserve) => set(|p| p.reserve_blocks),
                Some(_) => false,
            };
            let ways = if self.question.lifts.contains_key(&base.id) {
                vec![(known.always(), vec![])]
            } else if blocks {
                ways.into_iter().zip(offers.iter().map(|offer| offer.2.clone())).collect()
            } else {
                vec![(known.all(conditions), conditions.clone())]
            };
            let (literals, ways): (Vec<Lit>, Vec<_>) = ways.into_iter().unzip();
            let met = known.any(&literals);
            self.names.insert(("t", &base.id), met);
            if met != known.always() {
                standing.bases.push(Base { id: &base.id, met, binds, ways });
            }
        }
        standing
    }

    /// Whether the party says nothing, where silence blocks (7) or the rule wants to hear everybody (8).
    pub(crate) fn silent(&self, alternative: usize, party: usize) -> bool {
        let wanted = self.question.silence_blocks || matches!(self.question.rule, Rule::Unanimity);
        wanted && self.alternatives[alternative].bound.get(party) == Some(&false)
    }

    /// Whether nobody supports the alternative, and somebody must (7).
    pub(crate) fn unsupported(&self, alternative: usize) -> bool {
        !self.alternatives[alternative].supported
    }

    /// Whether the alternative cannot be in where these bases are not met (7, 8).
    pub(crate) fn forbids(&self, alternative: usize, unmet: impl Fn(&Base) -> bool) -> bool {
        self.unsupported(alternative)
            || (0..self.file.parties.len()).any(|party| self.silent(alternative, party))
            || self.breaks(alternative, unmet)
    }

    /// Whether the rule forbids the alternative where these bases are not met (8).
    pub(crate) fn breaks(&self, alternative: usize, unmet: impl Fn(&Base) -> bool) -> bool {
        let of = &self.alternatives[alternative];
        let parties = &self.file.parties;
        let mut objects = vec![false; parties.len()];
        for base in of.bases.iter().filter(|base| unmet(base)) {
            base.binds.iter().for_each(|&party| objects[party] = true);
        }
        let count = |which: &dyn Fn(usize) -> bool| {
            (0..parties.len()).filter(|&party| which(party)).count() as u64
        };
        let sides = |party: usize| of.bound[party] && !of.abstains[party];
        match self.question.rule {
            Rule::Objections(most) => count(&|party| objects[party]) > most,
            Rule::Unanimity => count(&|party| objects[party] || !sides(party)) > 0,
            Rule::Majority { share, quorum, each } => {
                let lacks = |among: &dyn Fn(usize) -> bool| {
                    let all = count(&|party| among(party) && sides(party));
                    let content = count(&|party| among(party) && sides(party) && !objects[party]);
                    let (part, whole) = share.unwrap_or((1, 2));
                    content * whole < part * all + u64::from(share.is_none()) || all == 0
                };
                let constituency = |party: usize| &parties[party].constituency;
                let own = |party: usize| lacks(&|other| constituency(other) == constituency(party));
                let (few, of_all) = quorum.unwrap_or((0, 1));
                count(&|party| of.bound[party]) * of_all < few * parties.len() as u64
                    || lacks(&|_| true)
                    || each && (0..parties.len()).any(|p| constituency(p).is_some() && own(p))
            }
        }
    }
}
