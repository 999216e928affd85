//! What is on the table, read as docs/reference/packages-instance.md says; numbers in brackets are those of its list.

use crate::known::{Constraint, Lit};
use crate::{Proof, Rule, ensure};
use serde::Deserialize;
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// The objects of a file. An `Option` may be left out.
macro_rules! objects {
    ($($name:ident { $($field:ident: $of:ty),+ })+) => {
        $(#[derive(Deserialize)] pub(crate) struct $name { $(pub(crate) $field: $of),+ })+
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
pub(crate) struct Base {
    pub(crate) id: String,
    pub(crate) met: Lit,
    binds: Vec<usize>,
    ways: Vec<Vec<Lit>>,
}

/// What is said of an alternative: its bases; by party, whether it is bound, and whether it abstains.
#[derive(Default)]
pub(crate) struct Standing {
    pub(crate) unit: usize,
    pub(crate) bases: Vec<Base>,
    pub(crate) supported: bool,
    pub(crate) bound: Vec<bool>,
    abstains: Vec<bool>,
}

impl Base {
    /// Whether it cannot be met where these literals fail.
    pub(crate) fn fails(&self, failing: &[bool]) -> bool {
        self.ways.iter().all(|way| way.iter().any(|&literal| failing[literal]))
    }
}

/// The place of the speaker, what is said, and its conditions.
type Said<'f> = (usize, &'f Statement, Vec<Lit>);

impl Proof {
    /// Takes what the file says as given.
    pub(crate) fn read(&mut self, file: &File) -> Result<(), String> {
        ensure(file.format == "packages/1", || "the instance is not `packages/1`".into())?;
        for alternative in file.units.iter().flat_map(|unit| &unit.alternatives) {
            self.name("a", &alternative.id)?;
        }
        let members = self.members(file)?;
        let mut apart: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        for Dissociation { party, group, scope } in &file.dissociations {
            let (group, party) = (self.speaker(group)?, self.speaker(party)?);
            ensure(party < file.parties.len() && party < group, || "...".into())?;
            apart.entry((group, scope)).or_default().push(party);
        }
        let mut said = self.in_force(file)?.into_iter();
        for (place, unit) in file.units.iter().enumerate() {
            let mut rows: Vec<Rc<[Lit]>> = vec![];
            for (alternative, said) in unit.alternatives.iter().zip(&mut said) {
                let scopes = ["*", unit.chapter.as_deref().unwrap_or_default(), &alternative.id];
                let binds = |by: usize, own: &[bool]| -> Vec<usize> {
                    let mut free = own.to_vec();
                    let apart = scopes.iter().filter_map(|scope| apart.get(&(by, *scope)));
                    apart.flatten().for_each(|&party| free[party] = true);
                    members[by].iter().copied().filter(|&party| !free[party]).collect()
                };
                let standing = self.standing(file, said, binds);
                let mut about: Vec<Lit> = standing.bases.iter().map(|base| base.met).collect();
                let literal = 2 * self.standings.len();
                about.push(literal);
                self.constrain(Constraint::Rule(literal), &about);
                self.standings.push(Standing { unit: place, ..standing });
                rows.push([literal].into());
            }
            let agreed = self.name("u", &unit.id)?;
            rows.push([agreed, self.any(&[])].into());
            self.constrain(Constraint::Sum(rows.clone()), &rows.concat());
            self.units.push((agreed, unit.weight.unwrap_or(1)));
        }
        for Link { r#if, then } in &file.links {
            let (literal, then) = (self.literal(&format!("+a:{}", r#if))?, self.conditions(then)?);
            self.given([&[literal ^ 1], &then[..]].concat());
            self.links.push((literal, then));
        }
        Ok(())
    }

    /// A new literal with a name that nothing else has.
    fn name(&mut self, letter: &str, id: &str) -> Result<Lit, String> {
        let literal = self.fresh();
        let before = self.names.insert(format!("{letter}:{id}"), literal);
        ensure(before.is_none(), || format!("`{id}` is there twice"))?;
        Ok(literal)
    }

    fn speaker(&self, id: &str) -> Result<usize, String> {
        self.speakers.get(id).copied().ok_or_else(|| format!("`{id}` is named, and is not there"))
    }

    /// For whom each speaker speaks: a party for itself, a group for its members and those of groups in it.
    fn members(&mut self, file: &File) -> Result<Vec<Vec<usize>>, String> {
        let all = || file.parties.iter().chain(&file.groups);
        for (place, Speaker { id, .. }) in all().enumerate() {
            let before = self.speakers.insert(id.clone(), place);
            ensure(before.is_none(), || format!("`{id}` is there twice"))?;
        }
        let mut constituencies = HashMap::new();
        for party in &file.parties {
            let next = constituencies.len() + 1;
            let place =
                party.constituency.as_ref().map(|id| *constituencies.entry(id).or_insert(next));
            self.constituencies.push(place.unwrap_or(0));
        }
        let into = |s: &Speaker| s.groups.iter().flatten().map(|id| self.speaker(id)).collect();
        let into: Vec<Vec<usize>> = all().map(into).collect::<Result<_, _>>()?;
        let groups = into.iter().flatten().all(|&group| group >= file.parties.len());
        ensure(groups, || "a party is named where a group should be".into())?;
        let lists = into.iter().map(Vec::len).sum::<usize>() + into.len() + file.statements.len();
        ensure(lists.saturating_mul(file.parties.len()) <= 1 << 28, || {
            "the instance is too large".into()
        })?;
        let mut members: Vec<Vec<usize>> = vec![vec![]; into.len()];
        for party in 0..file.parties.len() {
            let mut open = vec![party];
            while let Some(speaker) = open.pop() {
                if members[speaker].last() != Some(&party) {
                    members[speaker].push(party);
                    open.extend(&into[speaker]);
                }
            }
        }
        Ok(members)
    }

    fn conditions(&self, words: &[String]) -> Result<Vec<Lit>, String> {
        let literal = |word: &String| match word.split_at_checked(1) {
            Some((sign @ ("+" | "-"), id)) => self.literal(&format!("{sign}a:{id}")),
            _ => Err(format!("`{word}` is no literal")),
        };
        words.iter().map(literal).collect()
    }

    /// What counts at the instant (1), by alternative.
    fn in_force<'f>(&self, file: &'f File) -> Result<Vec<Vec<Said<'f>>>, String> {
        let mut in_force: Vec<Vec<Said>> = vec![];
        in_force.resize_with(self.names.len(), Vec::new);
        let mut ids = HashSet::new();
        for s in &file.statements {
            ensure(ids.insert(&s.id), || format!("`{}` is there twice", s.id))?;
            let words = match (s.stance, s.offer.unwrap_or(false), &s.only_if, &s.r#if, s.then) {
                (Some(_), false, words, None, None) => words.as_deref().unwrap_or_default(),
                (None, true, None, Some(words), None | Some(Stance::Live)) => words,
                _ => return Err(format!("`{}` is neither a stance nor an offer", s.id)),
            };
            let (by, of) = (self.speaker(&s.by)?, self.literal(&format!("+a:{}", s.alt))?);
            let conditions = self.conditions(words)?;
            let over = [s.withdrawn, s.expires].iter().flatten().any(|&end| end <= self.at);
            if s.t <= self.at && !over {
                in_force[of / 2].push((by, s, conditions));
            }
        }
        Ok(in_force)
    }

    /// The bases on an alternative, and whom they bind (2 to 5).
    fn standing(
        &mut self,
        file: &File,
        mut said: Vec<Said>,
        binds: impl Fn(usize, &[bool]) -> Vec<usize>,
    ) -> Standing {
        let set = |of: fn(&Policy) -> Option<bool>| file.policy.as_ref().and_then(of) == Some(true);
        let parties = file.parties.len();
        let mut own = vec![false; parties];
        let mut standing =
            Standing { bound: own.clone(), abstains: own.clone(), ..Standing::default() };
        standing.supported = !set(|policy| policy.sponsor);
        said.sort_by_key(|(by, statement, _)| (*by, statement.t));
        for said in said.chunk_by(|one, next| one.0 == next.0) {
            let (stances, offers): (Vec<&Said>, Vec<&Said>) =
                said.iter().partition(|said| said.1.stance.is_some());
            let met: Vec<Lit> = offers.iter().map(|offer| self.all(&offer.2)).collect();
            let names = offers.iter().map(|offer| format!("s:{}", offer.1.id));
            self.names.extend(names.zip(met.iter().copied()));
            let alone = offers.first().filter(|_| set(|policy| policy.offers_alone));
            let Some((by, base, conditions)) = stances.last().or(alone) else { continue };
            let silent = *by >= parties && self.groups_silent;
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
            let (met, ways) = if self.lifts.contains(&base.id) {
                (self.all(&[]), vec![vec![]])
            } else if blocks {
                (self.any(&met), offers.iter().map(|offer| offer.2.clone()).collect())
            } else {
                (self.all(conditions), vec![conditions.clone()])
            };
            self.names.insert(format!("t:{}", base.id), met);
            standing.bases.push(Base { id: base.id.clone(), met, binds, ways });
        }
        standing
    }

    /// Whether the alternative cannot be in, links apart, where these bases are not met (7, 8).
    pub(crate) fn forbids(&self, alternative: Lit, unmet: impl Fn(&Base) -> bool) -> bool {
        let of = &self.standings[alternative / 2];
        !of.supported || (self.all_heard() && of.bound.contains(&false)) || self.breaks(of, unmet)
    }

    /// Whether each party must be bound by a base.
    pub(crate) fn all_heard(&self) -> bool {
        self.silence_blocks || matches!(self.rule, Rule::Unanimity)
    }

    /// Whether it breaks the rule if an alternative is in where these bases are not met (8).
    pub(crate) fn breaks(&self, of: &Standing, unmet: impl Fn(&Base) -> bool) -> bool {
        let mut objects = vec![false; of.bound.len()];
        for base in of.bases.iter().filter(|base| unmet(base)) {
            base.binds.iter().for_each(|&party| objects[party] = true);
        }
        let count = |set: &[bool]| set.iter().filter(|&&counts| counts).count() as u64;
        let (share, quorum, each) = match self.rule {
            Rule::Objections(most) => return count(&objects) > most,
            Rule::Unanimity => {
                return [&objects, &of.abstains].iter().any(|set| set.contains(&true))
                    || of.bound.contains(&false);
            }
            Rule::Majority { share, quorum, each } => (share, quorum, each),
        };
        // By constituency, the first of them for parties of none: who takes a side, and who of these does not object.
        let mut sides = vec![[0; 2]; 1 + self.constituencies.iter().max().unwrap_or(&0)];
        for (party, &constituency) in self.constituencies.iter().enumerate() {
            if of.bound[party] && !of.abstains[party] {
                sides[constituency][0] += 1;
                sides[constituency][1] += u64::from(!objects[party]);
            }
        }
        let lacks = |[all, content]: [u64; 2]| {
            let reached = share.map_or(2 * content > all, |[part, of]| content * of >= part * all);
            all == 0 || !reached
        };
        let all =
            sides.iter().fold([0; 2], |[all, content], side| [all + side[0], content + side[1]]);
        let heard = quorum
            .is_none_or(|[part, whole]| count(&of.bound) * whole >= part * of.bound.len() as u64);
        !heard || lacks(all) || each && sides[1..].iter().any(|&side| lacks(side))
    }
}
