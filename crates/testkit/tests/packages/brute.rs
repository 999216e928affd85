//! The semantics, read anew and slowly: sets and loops, nothing of the search.

use analysis::packages::{Instance, Literal, Options, Rule, Said, Scope, Silence, Speaker};
use record::event::positions::Stance;
use std::collections::{BTreeMap, BTreeSet};

/// A base: what it says, and the offers beside it.
struct Base<'a> {
    place: u32,
    said: Option<(Option<Stance>, &'a [Literal])>,
    offers: Vec<&'a [Literal]>,
}

/// An instance as it is read at an instant.
pub(crate) struct Reading<'a> {
    instance: &'a Instance,
    options: &'a Options,
    /// For each alternative, by speaker, the base and whom it binds.
    bases: Vec<Vec<(Base<'a>, BTreeSet<u32>)>>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(instance: &'a Instance, options: &'a Options) -> Self {
        let alternatives = instance.alternatives.len() as u32;
        let bases = (0..alternatives).map(|a| bases(instance, options, a)).collect();
        Self { instance, options, bases }
    }

    /// Whether a package is acceptable.
    pub(crate) fn is_acceptable(&self, package: &BTreeSet<u32>) -> bool {
        let two = self
            .instance
            .units
            .iter()
            .any(|unit| unit.alternatives.clone().filter(|a| package.contains(a)).count() > 1);
        !two && package.iter().all(|&a| self.may_be_in(a, package))
    }

    fn may_be_in(&self, alternative: u32, package: &BTreeSet<u32>) -> bool {
        let holds = |l: &Literal| package.contains(&l.alternative) == l.wanted;
        let linked = self.instance.links.iter().filter(|link| link.alternative == alternative);
        let bases = &self.bases[alternative as usize];
        let supports = |base: &Base| matches!(base.said, Some((Some(Stance::Supports), _)));
        let parties = self.instance.parties.len() as u32;
        let bound = |party: u32| bases.iter().filter(move |base| base.1.contains(&party));
        let silence = self.options.silence.unwrap_or(self.instance.policy.silence);
        let objects = |party: u32| bound(party).any(|base| !self.is_met(&base.0, package));
        let heard = |party: u32| bound(party).next().is_some();
        let sided = |party: u32| {
            heard(party)
                && bound(party).all(|base| {
                    !matches!(base.0.said, Some((None | Some(Stance::ReservesPosition), _)))
                })
        };
        let count =
            |wanted: &dyn Fn(u32) -> bool| (0..parties).filter(|&p| wanted(p)).count() as u64;
        linked.clone().all(|link| link.then.iter().any(holds))
            && (!self.instance.policy.sponsor || bases.iter().any(|base| supports(&base.0)))
            && (silence == Silence::Consents || (0..parties).all(heard))
            && match self.options.rule {
                Rule::Consensus => !(0..parties).any(objects),
                Rule::Unanimity => !(0..parties).any(objects) && (0..parties).all(sided),
                Rule::Objections(most) => count(&objects) <= u64::from(most),
                Rule::Majority { share, quorum, each } => {
                    let reached = |of: &dyn Fn(u32) -> bool| {
                        let sides = count(&|p| of(p) && sided(p));
                        let favour = count(&|p| of(p) && sided(p) && !objects(p));
                        sides > 0
                            && match share {
                                None => 2 * favour > sides,
                                Some(q) => favour * u64::from(q.of) >= sides * u64::from(q.part),
                            }
                    };
                    let quorate = quorum.is_none_or(|q| {
                        count(&heard) * u64::from(q.of) >= u64::from(parties) * u64::from(q.part)
                    });
                    let of =
                        |c: u32| move |p: u32| self.instance.parties[p as usize].constituency == c;
                    // Parties of no constituency count only among all.
                    let constituencies = (0..self.instance.constituencies.len() as u32)
                        .filter(|&c| !self.instance.constituencies[c as usize].is_empty());
                    quorate
                        && reached(&|_| true)
                        && (!each || constituencies.clone().all(|c| reached(&of(c))))
                }
            }
    }

    /// Whether a base, by its place among the statements, is met.
    pub(crate) fn is_base_met(&self, place: u32, package: &BTreeSet<u32>) -> bool {
        let base = self.bases.iter().flatten().find(|base| base.0.place == place);
        base.is_some_and(|base| self.is_met(&base.0, package))
    }

    fn is_met(&self, base: &Base, package: &BTreeSet<u32>) -> bool {
        let all = |of: &[Literal]| of.iter().all(|l| package.contains(&l.alternative) == l.wanted);
        let offered = || base.offers.iter().any(|of| all(of));
        if self.options.lifted.contains(&base.place) {
            return true;
        }
        match base.said {
            None | Some((Some(Stance::Objects), _)) => offered(),
            Some((Some(Stance::ReservesPosition), _)) if self.instance.policy.reserve_blocks => {
                offered()
            }
            Some((_, conditions)) => all(conditions),
        }
    }
}

fn bases<'a>(
    instance: &'a Instance,
    options: &Options,
    alternative: u32,
) -> Vec<(Base<'a>, BTreeSet<u32>)> {
    let at = options.at.unwrap_or(instance.now);
    let mut by: BTreeMap<Speaker, Base<'a>> = BTreeMap::new();
    let mut order: Vec<u32> = (0..instance.statements.len() as u32).collect();
    order.sort_by_key(|&s| instance.statements[s as usize].from);
    for place in order {
        let s = &instance.statements[place as usize];
        let ended = [s.withdrawn, s.expires].into_iter().flatten().any(|end| end <= at);
        if s.alternative != alternative || s.from > at || ended {
            continue;
        }
        let base = by.entry(s.by).or_insert(Base { place, said: None, offers: Vec::new() });
        match &s.said {
            Said::Stance(stance, conditions) => {
                base.place = place;
                base.said = Some((*stance, conditions));
            }
            Said::Offer(conditions) => base.offers.push(conditions),
        }
    }
    by.retain(|_, base| base.said.is_some() || instance.policy.offers_alone);
    let own: BTreeSet<u32> = by
        .keys()
        .filter_map(|by| match by {
            Speaker::Party(party) => Some(*party),
            Speaker::Group(_) => None,
        })
        .collect();
    let chapter = instance.units[instance.alternatives[alternative as usize].unit as usize].chapter;
    let dissociated = |party: u32, group: u32| {
        instance.dissociations.iter().any(|d| {
            d.party == party
                && d.group == group
                && match d.scope {
                    Scope::All => true,
                    Scope::Chapter(of) => of == chapter,
                    Scope::Alternative(of) => of == alternative,
                }
        })
    };
    let binds = |by: Speaker| -> BTreeSet<u32> {
        match by {
            Speaker::Party(party) => [party].into(),
            Speaker::Group(_) if options.groups_silent => BTreeSet::new(),
            Speaker::Group(group) => (0..instance.parties.len() as u32)
                .filter(|&p| {
                    is_member(instance, p, group) && !own.contains(&p) && !dissociated(p, group)
                })
                .collect(),
        }
    };
    by.into_iter().map(|(by, base)| (base, binds(by))).filter(|base| !base.1.is_empty()).collect()
}

fn is_member(instance: &Instance, party: u32, group: u32) -> bool {
    let mut in_groups: BTreeSet<u32> =
        instance.parties[party as usize].groups.iter().copied().collect();
    loop {
        let above =
            in_groups.iter().flat_map(|&g| instance.groups[g as usize].groups.iter().copied());
        let more: BTreeSet<u32> = in_groups.iter().copied().chain(above).collect();
        if more.len() == in_groups.len() {
            return in_groups.contains(&group);
        }
        in_groups = more;
    }
}

/// Every package, acceptable or not.
pub(crate) fn packages(instance: &Instance) -> Vec<BTreeSet<u32>> {
    let mut all: Vec<BTreeSet<u32>> = vec![BTreeSet::new()];
    for unit in &instance.units {
        let with = |package: &BTreeSet<u32>| {
            let package = package.clone();
            unit.alternatives.clone().map(move |a| package.iter().copied().chain([a]).collect())
        };
        let more: Vec<BTreeSet<u32>> = all.iter().flat_map(with).collect();
        all.extend(more);
    }
    all
}

/// What a package weighs.
pub(crate) fn weight(instance: &Instance, package: &BTreeSet<u32>) -> u64 {
    let unit = |&a: &u32| instance.alternatives[a as usize].unit as usize;
    package.iter().map(|a| u64::from(instance.units[unit(a)].weight)).sum()
}
