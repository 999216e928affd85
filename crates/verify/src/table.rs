//! What is on the table, as docs/reference/packages-instance.md reads it; numbers in brackets are those of its list.

use crate::known::{ALWAYS, Constraint, Lit};
use crate::{Proof, Rule, ensure};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::{borrow::Cow, rc::Rc};

/// The objects of a file. An `Option` may be left out.
macro_rules! objects {
    ($($name:ident $(<$life:lifetime>)? { $($(#[$how:meta])? $field:ident: $of:ty),+ })+) => {
        $(#[derive(Deserialize)]
        pub(crate) struct $name $(<$life>)? { $($(#[$how])? pub(crate) $field: $of),+ })+
    };
}
objects! {
    File<'f> {
        format: String, policy: Option<Policy>, parties: Vec<Speaker>, groups: Vec<Speaker>, units: Vec<Unit>,
        #[serde(borrow)] statements: Vec<Statement<'f>>, dissociations: Vec<Dissociation>, links: Vec<Link>
    }
    Policy { reserve_blocks: Option<bool>, sponsor: Option<bool>, offers_alone: Option<bool> }
    Speaker { id: String, constituency: Option<String>, groups: Option<Vec<String>> }
    Unit { id: String, chapter: Option<String>, weight: Option<u64>, alternatives: Vec<Alternative> }
    Alternative { id: String }
    Statement<'f> {
        #[serde(borrow)] id: Cow<'f, str>, #[serde(borrow)] by: Cow<'f, str>, #[serde(borrow)] alt: Cow<'f, str>,
        t: i64, withdrawn: Option<i64>, expires: Option<i64>,
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

/// A base that is not always met: whom it binds, and its ways, of one of which all must hold (3, 4).
pub(crate) struct Base<'f> {
    pub(crate) id: &'f str,
    pub(crate) met: Lit,
    binds: Vec<usize>,
    ways: Vec<Vec<Lit>>,
}

impl Base<'_> {
    /// Whether it cannot be met where these literals fail.
    pub(crate) fn fails(&self, failing: &[bool]) -> bool {
        self.ways.iter().all(|way| way.iter().any(|&literal| failing[literal]))
    }
}

/// What is said of an alternative; by party, whether a base binds it, and whether it abstains.
pub(crate) struct Standing<'f> {
    pub(crate) unit: usize,
    pub(crate) bases: Vec<Base<'f>>,
    pub(crate) supported: bool,
    pub(crate) bound: Vec<bool>,
    abstains: Vec<bool>,
}

/// By the place of the speaker, what is said and its conditions.
type Said<'f> = (usize, &'f Statement<'f>, Vec<Lit>);

impl<'f> Proof<'f> {
    /// Takes what the file says as given.
    pub(crate) fn read(&mut self, file: &'f File) -> Result<(), String> {
        ensure(file.format == "packages/1", || "the instance is not `packages/1`".into())?;
        self.fresh();
        self.given(vec![ALWAYS]);
        for alternative in file.units.iter().flat_map(|unit| &unit.alternatives) {
            self.name(b'a', &alternative.id)?;
        }
        let members = self.members(file)?;
        let mut apart: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        for Dissociation { party, group, scope } in &file.dissociations {
            let (group, party) = (self.speaker(group)?, self.speaker(party)?);
            let fit = party < file.parties.len() && file.parties.len() <= group;
            ensure(fit, || "a dissociation is of a party from a group".into())?;
            apart.entry((group, scope)).or_default().push(party);
        }
        self.names.reserve(file.statements.len());
        let mut said = self.in_force(file)?.into_iter();
        for (place, unit) in file.units.iter().enumerate() {
            let mut rows: Vec<Rc<[Lit]>> = vec![];
            for (alternative, said) in unit.alternatives.iter().zip(&mut said) {
                let scopes = ["*", unit.chapter.as_deref().unwrap_or_default(), &alternative.id];
                let binds = |by: usize, own: &[bool]| -> Vec<usize> {
                    if by < own.len() {
                        return vec![by];
                    }
                    let mut free: Vec<bool> = own.iter().map(|own| !own).collect();
                    let apart = scopes.iter().filter_map(|scope| apart.get(&(by, *scope)));
                    apart.flatten().for_each(|&party| free[party] = false);
                    members[by].iter().copied().filter(|&m| free.get(m) == Some(&true)).collect()
                };
                let standing = self.standing(file, place, said, binds);
                let literal = self.named(b'a', &alternative.id)?;
                let met = standing.bases.iter().map(|base| base.met);
                let about: Vec<Lit> = met.chain([literal]).collect();
                self.constrain(Constraint::Rule(literal), &about);
                self.standings.push(standing);
                rows.push([literal].into());
            }
            let agreed = self.name(b'u', &unit.id)?;
            rows.push([agreed, ALWAYS ^ 1].into());
            let about = rows.concat();
            self.constrain(Constraint::Sum(rows), &about);
            self.units.push((agreed, unit.weight.unwrap_or(1)));
        }
        for Link { r#if, then } in &file.links {
            let (literal, then) = (self.named(b'a', r#if)?, self.conditions(then)?);
            self.given([&[literal ^ 1], &then[..]].concat());
            self.links.push((literal, then));
        }
        Ok(())
    }

    /// A new literal with a name.
    fn name(&mut self, letter: u8, id: &'f str) -> Result<Lit, String> {
        let literal = self.fresh();
        let before = self.names.insert((letter, id), literal);
        ensure(before.is_none(), || format!("`{id}` is there twice"))?;
        Ok(literal)
    }

    fn speaker(&self, id: &str) -> Result<usize, String> {
        self.speakers.get(id).copied().ok_or_else(|| format!("`{id}` is named, and is not there"))
    }

    /// Who is in each group, directly or in a group that is.
    fn members(&mut self, file: &'f File) -> Result<Vec<Vec<usize>>, String> {
        let (all, parties) = (|| file.parties.iter().chain(&file.groups), file.parties.len());
        for (place, Speaker { id, .. }) in all().enumerate() {
            let before = self.speakers.insert(id, place);
            ensure(before.is_none(), || format!("`{id}` is there twice"))?;
        }
        let mut constituencies = HashMap::new();
        for party in &file.parties {
            let next = constituencies.len() + 1;
            let place = party.constituency.as_ref();
            let place = place.map(|name| *constituencies.entry(name).or_insert(next));
            self.constituencies.push(place.unwrap_or(0));
        }
        let into = |s: &Speaker| s.groups.iter().flatten().map(|id| self.speaker(id)).collect();
        let into: Vec<Vec<usize>> = all().map(into).collect::<Result<_, _>>()?;
        let groups = into.iter().flatten().all(|&group| group >= parties);
        ensure(groups, || "a party is named where a group should be".into())?;
        let lists = into.iter().map(|into| 1 + into.len()).sum::<usize>() + file.statements.len();
        let small = (lists + self.names.len()).saturating_mul(into.len()) <= 1 << 28;
        ensure(small, || "the instance is too large".into())?;
        let mut members: Vec<Vec<usize>> = vec![vec![]; into.len()];
        for speaker in 0..into.len() {
            let mut open = into[speaker].clone();
            while let Some(group) = open.pop() {
                if members[group].last() != Some(&speaker) {
                    members[group].push(speaker);
                    open.extend(&into[group]);
                }
            }
            let round_about = members[speaker].last() == Some(&speaker);
            ensure(!round_about, || "a group is, round about, in itself".into())?;
        }
        Ok(members)
    }

    fn conditions(&self, words: &[String]) -> Result<Vec<Lit>, String> {
        let literal = |word: &String| match word.split_at_checked(1) {
            Some(("+", id)) => self.named(b'a', id),
            Some(("-", id)) => Ok(self.named(b'a', id)? ^ 1),
            _ => Err(format!("`{word}` is no literal")),
        };
        words.iter().map(literal).collect()
    }

    /// What counts at the instant (1), by alternative.
    fn in_force(&self, file: &'f File) -> Result<Vec<Vec<Said<'f>>>, String> {
        let mut in_force = vec![];
        in_force.resize_with(self.names.len(), Vec::new);
        let mut ids = HashSet::with_capacity(file.statements.len());
        for s in &file.statements {
            ensure(ids.insert(&*s.id), || format!("`{}` is there twice", s.id))?;
            let words = match (s.stance, s.offer.unwrap_or(false), &s.only_if, &s.r#if, s.then) {
                (Some(_), false, words, None, None) => words.as_deref().unwrap_or_default(),
                (None, true, None, Some(words), None | Some(Stance::Live)) => words,
                _ => return Err(format!("`{}` is neither a stance nor an offer", s.id)),
            };
            let (by, of) = (self.speaker(&s.by)?, self.named(b'a', &s.alt)?);
            let conditions = self.conditions(words)?;
            let over = [s.withdrawn, s.expires].iter().flatten().any(|&end| end <= self.at);
            if s.t <= self.at && !over {
                in_force[of / 2 - 1].push((by, s, conditions));
            }
        }
        Ok(in_force)
    }

    /// What is said of an alternative: its bases, and whom they bind (2 to 5).
    fn standing(
        &mut self,
        file: &File,
        unit: usize,
        mut said: Vec<Said<'f>>,
        binds: impl Fn(usize, &[bool]) -> Vec<usize>,
    ) -> Standing<'f> {
        let set = |of: fn(&Policy) -> Option<bool>| file.policy.as_ref().and_then(of) == Some(true);
        let mut own = vec![false; file.parties.len()];
        let (bound, abstains, supported) =
            (own.clone(), own.clone(), !set(|policy| policy.sponsor));
        let mut standing = Standing { unit, bases: vec![], supported, bound, abstains };
        said.sort_by_key(|(by, statement, _)| (*by, statement.t));
        for said in said.chunk_by(|one, next| one.0 == next.0) {
            let offers = || said.iter().filter(|said| said.1.stance.is_none());
            for (_, offer, conditions) in offers() {
                let holds = self.all(conditions);
                self.names.insert((b's', &offer.id), holds);
            }
            let alone = said.first().filter(|_| set(|policy| policy.offers_alone));
            let stance = said.iter().rfind(|said| said.1.stance.is_some());
            let Some((by, base, conditions)) = stance.or(alone) else { continue };
            let silent = self.groups_silent && *by >= own.len();
            let binds = if silent { vec![] } else { binds(*by, &own) };
            own.iter_mut().skip(*by).take(1).for_each(|own| *own = true);
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
                Some(Stance::Support | Stance::Live | Stance::None) => false,
                Some(Stance::Reserve) => set(|policy| policy.reserve_blocks),
                Some(Stance::Object) | None => true,
            };
            let (met, ways) = if self.lifts.contains(&*base.id) {
                (ALWAYS, vec![])
            } else if blocks {
                let met: Vec<Lit> =
                    offers().map(|offer| self.names[&(b's', &*offer.1.id)]).collect();
                (self.any(&met), offers().map(|offer| offer.2.clone()).collect())
            } else {
                (self.all(conditions), vec![conditions.clone()])
            };
            self.names.insert((b't', &base.id), met);
            if met != ALWAYS {
                standing.bases.push(Base { id: &base.id, met, binds, ways });
            }
        }
        standing
    }

    pub(crate) fn standing_of(&self, alternative: Lit) -> &Standing<'f> {
        &self.standings[alternative / 2 - 1]
    }

    /// Whether the alternative cannot be in, links apart, where these bases are not met (7, 8).
    pub(crate) fn forbids(&self, of: &Standing, unmet: impl Fn(&Base) -> bool) -> bool {
        !of.supported || self.all_heard() && of.bound.contains(&false) || self.breaks(of, unmet)
    }

    /// Whether each party must be bound by a base.
    pub(crate) fn all_heard(&self) -> bool {
        self.silence_blocks || matches!(self.rule, Rule::Unanimity)
    }

    /// Whether the rule is broken if the alternative is in, where these bases are not met (8).
    pub(crate) fn breaks(&self, of: &Standing, unmet: impl Fn(&Base) -> bool) -> bool {
        let mut objects = vec![false; of.bound.len()];
        for base in of.bases.iter().filter(|base| unmet(base)) {
            base.binds.iter().for_each(|&party| objects[party] = true);
        }
        let count = |set: &[bool]| set.iter().filter(|&&counts| counts).count() as u64;
        let (share, quorum, each) = match self.rule {
            Rule::Objections(most) => return count(&objects) > most,
            Rule::Unanimity => {
                return objects.contains(&true)
                    || of.abstains.contains(&true)
                    || of.bound.contains(&false);
            }
            Rule::Majority { share, quorum, each } => (share, quorum, each),
        };
        // By constituency, the first for parties of none: how many take a side, and how many of these do not object.
        let mut sides = vec![[0; 2]; 1 + self.constituencies.iter().max().unwrap_or(&0)];
        for (party, &constituency) in self.constituencies.iter().enumerate() {
            if of.bound[party] && !of.abstains[party] {
                sides[constituency][0] += 1;
                sides[constituency][1] += u64::from(!objects[party]);
            }
        }
        let lacks = |&[all, content]: &[u64; 2]| {
            let reached = |[part, whole]: [u64; 2]| content * whole >= part * all;
            all == 0 || !share.map_or(2 * content > all, reached)
        };
        let all = sides.iter().fold([0; 2], |all, side| [all[0] + side[0], all[1] + side[1]]);
        let heard =
            |[part, whole]: [u64; 2]| count(&of.bound) * whole >= part * of.bound.len() as u64;
        !quorum.is_none_or(heard) || lacks(&all) || each && sides[1..].iter().any(lacks)
    }
}
