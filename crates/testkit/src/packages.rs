//! Random instances of packages, so small that every package can be gone through.

use crate::world::Dice;
use analysis::packages::{
    Alternative, Dissociation, Group, Instance, Kind, Link, Literal, Party, Policy, Said, Scope,
    Silence, Speaker, Statement, Unit,
};
use record::event::positions::Stance;

/// How large instances are at most. There is always at least one party and one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Parties.
    pub parties: usize,
    /// Groups, some of them in others.
    pub groups: usize,
    /// Units; one in twelve has no alternative.
    pub units: usize,
    /// Alternatives of a unit.
    pub alternatives: usize,
    /// Packages, acceptable or not: the product of the alternatives of each unit and one.
    pub packages: usize,
    /// Statements of each speaker on each alternative.
    pub statements: usize,
    /// Literals of a condition.
    pub literals: usize,
    /// The weight of a unit; there are units of no weight.
    pub weight: u32,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            parties: 6,
            groups: 4,
            units: 6,
            alternatives: 4,
            packages: 4_000,
            statements: 3,
            literals: 3,
            weight: 5,
        }
    }
}

/// The instant at which instances are looked at; statements begin and end from 0 to 10.
pub const NOW: i64 = 8;

/// The instance that a seed makes: of all kinds of statements some, in force, to come, withdrawn and lapsed; the policy as it
/// falls.
pub fn instance(seed: u64, sizes: &Sizes) -> Instance {
    let mut dice = Dice::new(seed);
    let mut made = Instance {
        name: format!("seed {seed}").into(),
        now: NOW,
        policy: policy(&mut dice),
        constituencies: Vec::new(),
        parties: Vec::new(),
        groups: Vec::new(),
        chapters: Vec::new(),
        units: Vec::new(),
        alternatives: Vec::new(),
        statements: Vec::new(),
        dissociations: Vec::new(),
        links: Vec::new(),
    };
    groups(&mut made, &mut dice, sizes);
    parties(&mut made, &mut dice, sizes);
    units(&mut made, &mut dice, sizes);
    statements(&mut made, &mut dice, sizes);
    dissociations(&mut made, &mut dice);
    links(&mut made, &mut dice, sizes);
    made
}

fn policy(dice: &mut Dice) -> Policy {
    Policy {
        silence: if dice.percent(10) { Silence::Blocks } else { Silence::Consents },
        reserve_blocks: dice.percent(40),
        sponsor: dice.percent(40),
        offers_alone: dice.percent(50),
    }
}

/// A number of things from one to a bound.
fn some(dice: &mut Dice, most: usize) -> usize {
    1 + dice.below(most)
}

/// The place of a name in a list, which it is added to where it is new.
fn place(names: &mut Vec<Box<str>>, name: String) -> u32 {
    let known = names.iter().position(|known| **known == *name);
    let place = known.unwrap_or(names.len());
    if known.is_none() {
        names.push(name.into());
    }
    place as u32
}

/// Groups are in groups before or behind them, by chance, but never round about.
fn groups(made: &mut Instance, dice: &mut Dice, sizes: &Sizes) {
    let count = dice.below(sizes.groups + 1);
    let rising = dice.percent(50);
    for group in 0..count {
        let others: Vec<u32> =
            if rising { group + 1..count } else { 0..group }.map(|g| g as u32).collect();
        let groups = others.into_iter().filter(|_| dice.percent(30)).collect();
        made.groups.push(Group { name: format!("g{}", group + 1).into(), groups });
    }
}

fn parties(made: &mut Instance, dice: &mut Dice, sizes: &Sizes) {
    for party in 0..some(dice, sizes.parties) {
        let groups = (0..made.groups.len() as u32).filter(|_| dice.percent(40)).collect();
        let name = dice.word(&["", "government", "business", "civil-society"]).to_owned();
        let constituency = place(&mut made.constituencies, name);
        made.parties.push(Party { name: format!("p{}", party + 1).into(), constituency, groups });
    }
}

fn units(made: &mut Instance, dice: &mut Dice, sizes: &Sizes) {
    let mut packages = 1;
    for unit in 0..some(dice, sizes.units) {
        let wanted = if dice.percent(8) { 0 } else { some(dice, sizes.alternatives) };
        let room = (sizes.packages / packages).saturating_sub(1);
        let count = wanted.min(room);
        packages *= count + 1;
        let first = made.alternatives.len() as u32;
        for letter in 0..count {
            let kinds = [Kind::Wording, Kind::Compromise, Kind::Earlier, Kind::Delete];
            made.alternatives.push(Alternative {
                name: format!("u{}.{}", unit + 1, letter + 1).into(),
                kind: kinds[dice.below(4)],
                text: dice.percent(30).then(|| format!("Wording {}.", letter + 1).into()),
                unit: unit as u32,
            });
        }
        let chapter = dice.word(&["", "principles", "follow-up"]).to_owned();
        made.units.push(Unit {
            name: format!("u{}", unit + 1).into(),
            chapter: place(&mut made.chapters, chapter),
            weight: dice.below(sizes.weight as usize + 1) as u32,
            title: dice.percent(30).then(|| format!("Unit {}", unit + 1).into()),
            alternatives: first..first + count as u32,
        });
    }
}

/// Several speakers speak on each alternative; so that something can be agreed, most of them kindly.
fn statements(made: &mut Instance, dice: &mut Dice, sizes: &Sizes) {
    let parties = (0..made.parties.len() as u32).map(Speaker::Party);
    let speakers: Vec<Speaker> =
        parties.chain((0..made.groups.len() as u32).map(Speaker::Group)).collect();
    let mut said: Vec<(Speaker, u32)> = Vec::new();
    for alternative in 0..made.alternatives.len() as u32 {
        for speaker in &speakers {
            if dice.percent(40) {
                let times = some(dice, sizes.statements);
                said.extend(std::iter::repeat_n((*speaker, alternative), times));
            }
        }
    }
    // In the order of the record, which is that of no speaker.
    for last in (1..said.len()).rev() {
        said.swap(last, dice.below(last + 1));
    }
    for (by, alternative) in said {
        let name = format!("s{}", made.statements.len() + 1).into();
        let words = words(made, dice, sizes);
        let from = dice.below(10) as i64;
        let mut end = |chance| {
            let after = dice.below(11 - from as usize) as i64;
            dice.percent(chance).then_some(from + after)
        };
        let (withdrawn, expires) = (end(15), end(15));
        made.statements.push(Statement {
            name,
            by,
            alternative,
            said: words,
            from,
            withdrawn,
            expires,
        });
    }
}

fn words(made: &Instance, dice: &mut Dice, sizes: &Sizes) -> Said {
    let stances = [
        Some(Stance::Supports),
        Some(Stance::Supports),
        Some(Stance::CanAccept),
        Some(Stance::CanAccept),
        Some(Stance::ReservesPosition),
        Some(Stance::Objects),
        None,
    ];
    if dice.percent(35) {
        let count = dice.below(sizes.literals + 1);
        return Said::Offer(literals(made, dice, count));
    }
    let stance = stances[dice.below(stances.len())];
    let conditional = stance != Some(Stance::Objects) && dice.percent(35);
    let count = if conditional { some(dice, sizes.literals) } else { 0 };
    Said::Stance(stance, literals(made, dice, count))
}

/// Literals as they fall: some are said twice, some contradict each other, some are of the alternative itself.
fn literals(made: &Instance, dice: &mut Dice, count: usize) -> Vec<Literal> {
    let literal = |_| Literal {
        alternative: dice.below(made.alternatives.len()) as u32,
        wanted: dice.percent(65),
    };
    (0..count).map(literal).collect()
}

fn dissociations(made: &mut Instance, dice: &mut Dice) {
    for party in 0..made.parties.len() as u32 {
        for group in 0..made.groups.len() as u32 {
            if dice.percent(80) {
                continue;
            }
            let scope = match dice.below(3) {
                0 => Scope::All,
                1 => Scope::Chapter(dice.below(made.chapters.len()) as u32),
                _ if made.alternatives.is_empty() => Scope::All,
                _ => Scope::Alternative(dice.below(made.alternatives.len()) as u32),
            };
            made.dissociations.push(Dissociation { party, group, scope });
        }
    }
    made.dissociations.sort_unstable();
}

fn links(made: &mut Instance, dice: &mut Dice, sizes: &Sizes) {
    for alternative in 0..made.alternatives.len() as u32 {
        if dice.percent(15) {
            let count = dice.below(sizes.literals + 1);
            let then = literals(made, dice, count);
            let why = dice.word(&["", "the one speaks of the other"]).into();
            made.links.push(Link { alternative, then, why });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NOW, Sizes, instance};
    use analysis::packages::{Instance, Said};
    use record::event::positions::Stance;

    fn packages(instance: &Instance) -> usize {
        instance.units.iter().map(|unit| unit.alternatives.len() + 1).product()
    }

    #[test]
    fn a_seed_makes_the_same_instance_and_another_seed_another() {
        let sizes = Sizes::default();
        assert_eq!(instance(7, &sizes), instance(7, &sizes));
        assert_ne!(instance(7, &sizes), instance(8, &sizes));
    }

    #[test]
    fn every_package_can_be_gone_through() {
        for packages_most in [1, 2, 50, 4_000] {
            let sizes = Sizes { units: 20, packages: packages_most, ..Sizes::default() };
            for seed in 0..100 {
                assert!(packages(&instance(seed, &sizes)) <= packages_most);
            }
        }
    }

    #[test]
    fn all_that_can_be_said_is_said_somewhere() {
        let sizes = Sizes::default();
        let all: Vec<Instance> = (0..200).map(|seed| instance(seed, &sizes)).collect();
        let some = |found: &dyn Fn(&Instance) -> bool| all.iter().any(found);
        let stances = [
            Some(Stance::Supports),
            Some(Stance::CanAccept),
            Some(Stance::ReservesPosition),
            Some(Stance::Objects),
            None,
        ];
        for stance in stances {
            for in_force in [true, false] {
                let said = |s: &Said| matches!(s, Said::Stance(found, _) if *found == stance);
                assert!(some(&|i| {
                    i.statements.iter().any(|s| said(&s.said) && s.is_in_force(NOW) == in_force)
                }));
            }
        }
        assert!(some(&|i| i.statements.iter().any(|s| s.said == Said::Offer(Vec::new()))));
        assert!(some(&|i| i.statements.iter().any(|s| s.withdrawn.is_some())));
        assert!(some(&|i| i.groups.iter().any(|g| !g.groups.is_empty())));
        assert!(some(&|i| i.groups.is_empty()));
        assert!(some(&|i| i.units.iter().any(|u| u.alternatives.is_empty())));
        assert!(some(&|i| i.units.iter().any(|u| u.weight == 0)));
        assert!(some(&|i| !i.links.is_empty()));
        assert!(some(&|i| !i.dissociations.is_empty()));
        assert!(some(&|i| packages(i) > 1_000));
    }
}
