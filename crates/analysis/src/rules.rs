//! What a decision rule makes of a provision: one parameterised type with named presets.
//!
//! A rule never invents an act. Where it needs a judgement of the Chair and none is recorded, the answer is "needs a
//! ruling", with the facts. Majorities are counted from a recorded vote; where nobody voted, from recorded positions, and
//! the answer says so: then a coalition's statement is counted for those of its members that took no position
//! themselves, an assumption of the analysis.

use record::event::agreement::Level;
use record::event::group::{CharterItem, Fraction, RuleName, RuleStatus};
use record::event::meetings::{Outcome, RulingEffect, Target};
use record::event::parties::{Constituency, Standing};
use record::event::positions::Stance;
use record::group::{Group, Position, Provision, Voice};
use record::{EntryId, PartyId, RulingId};
use std::collections::{BTreeMap, BTreeSet};

/// A decision rule with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionRule {
    /// Which rule.
    pub name: RuleName,
    /// Majority: the fraction of those voting; more than half where absent.
    pub fraction: Option<Fraction>,
    /// Majority: how many members must take part.
    pub quorum: Option<Fraction>,
    /// Majority: in each constituency.
    pub each: bool,
}

/// The presets, in the order in which they are compared.
pub const RULES: &[RuleName] = &[
    RuleName::UnConsensus,
    RuleName::Unanimity,
    RuleName::RoughConsensus,
    RuleName::Iso,
    RuleName::Majority,
    RuleName::Gnso,
];

impl DecisionRule {
    /// A preset: its name, and for a majority more than half of those voting, without quorum.
    pub fn preset(name: RuleName) -> Self {
        Self { name, fraction: None, quorum: None, each: false }
    }

    /// The rule that the group adopted, if it adopted one by name; else what the record holds of it decides nothing.
    pub fn adopted(group: &Group) -> Option<(Self, EntryId)> {
        let last = group.charter.get(&CharterItem::DecisionRule)?.last()?;
        let rule = &last.said;
        (rule.status == RuleStatus::Adopted).then_some(())?;
        let parameters = Self {
            name: rule.value?,
            fraction: rule.fraction,
            quorum: rule.quorum,
            each: rule.each,
        };
        Some((parameters, last.entry))
    }
}

/// How many were for and against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In favour.
    pub favour: usize,
    /// Against.
    pub against: usize,
    /// Abstaining or reserving.
    pub abstaining: usize,
    /// Members of the group.
    pub members: usize,
    /// Whether it was counted from a vote, or from positions.
    pub voted: bool,
}

/// What the rule makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Agreed at this level.
    Agreed(Level),
    /// Carried by a count.
    Carried(Tally),
    /// Not carried by a count.
    NotCarried(Tally),
    /// A level of the GNSO was designated.
    Designated(RulingEffect),
    /// An objection stands in the way, or support that the rule asks for is missing.
    NotAgreed,
    /// Never put to the group.
    NotPut,
    /// The rule needs a judgement of the Chair, and none is recorded.
    NeedsRuling,
}

impl Verdict {
    /// Whether it may be told as agreed under the rule.
    pub fn is_agreed(&self) -> bool {
        matches!(
            self,
            Verdict::Agreed(_)
                | Verdict::Carried(_)
                | Verdict::Designated(RulingEffect::FullConsensus | RulingEffect::Consensus)
        )
    }
}

/// A verdict with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// Standing objections, in order.
    pub objections: Vec<EntryId>,
    /// The entries without which the verdict would be another, in order; of several objections the first, since one
    /// is enough. The tabling of the provision where there is nothing else.
    pub rests_on: Vec<EntryId>,
}

/// What the rule makes of a provision.
pub fn assess(group: &Group, rule: &DecisionRule, provision: &Provision) -> Assessment {
    let positions = group.positions_now(&provision.id.0);
    let objections: Vec<EntryId> =
        positions.iter().filter(|p| p.stance == Stance::Objects).map(|p| p.entry).collect();
    let mut facts = Vec::new();
    let verdict = match rule.name {
        RuleName::Majority => majority(group, rule, provision, &mut facts),
        RuleName::Unanimity => unanimity(group, provision, &objections, &mut facts),
        RuleName::RoughConsensus => judged(
            group,
            provision,
            &objections,
            &mut facts,
            (RulingEffect::RoughConsensus, RulingEffect::NoConsensus),
        ),
        RuleName::Iso => judged(
            group,
            provision,
            &objections,
            &mut facts,
            (RulingEffect::NoSustainedOpposition, RulingEffect::SustainedOpposition),
        ),
        RuleName::Gnso => designated(group, provision, &mut facts),
        _ => consensus(provision, &objections, &mut facts),
    };
    if facts.is_empty() {
        facts.push(provision.entry);
    }
    facts.sort_unstable();
    facts.dedup();
    Assessment { verdict, objections, rests_on: facts }
}

/// UN consensus: a gavel without objection, and no ruling cures an objection.
fn consensus(provision: &Provision, objections: &[EntryId], facts: &mut Vec<EntryId>) -> Verdict {
    match provision.agreement().filter(|a| a.level > Level::ContactGroup) {
        Some(agreement) => {
            facts.push(agreement.entry);
            if agreement.over_objection {
                Verdict::NotAgreed
            } else {
                Verdict::Agreed(agreement.level)
            }
        }
        None => match objections.first() {
            Some(first) => {
                facts.push(*first);
                Verdict::NotAgreed
            }
            None => Verdict::NotPut,
        },
    }
}

/// Every member supports or can accept, itself, the words as they stand, and the gavel fell.
fn unanimity(
    group: &Group,
    provision: &Provision,
    objections: &[EntryId],
    facts: &mut Vec<EntryId>,
) -> Verdict {
    let base = consensus(provision, objections, facts);
    let mut positions = Vec::new();
    let counted = count_positions(group, provision, &mut positions);
    match base {
        Verdict::Agreed(level) if counted.favour == counted.members && counted.members > 0 => {
            facts.extend(positions);
            Verdict::Agreed(level)
        }
        Verdict::NotPut => Verdict::NotPut,
        _ => Verdict::NotAgreed,
    }
}

/// Rules in which the Chair judges objections: RFC 7282 section 3 and ISO/IEC Guide 2.
fn judged(
    group: &Group,
    provision: &Provision,
    objections: &[EntryId],
    facts: &mut Vec<EntryId>,
    (reached, missed): (RulingEffect, RulingEffect),
) -> Verdict {
    let ruling = ruling_on(group, provision, &[reached, missed]);
    if let Some((entry, effect)) = ruling {
        facts.push(entry);
        let level = provision.agreement().map_or(Level::Provisional, |a| a.level);
        return if effect == reached { Verdict::Agreed(level) } else { Verdict::NotAgreed };
    }
    match consensus(provision, objections, facts) {
        Verdict::NotAgreed => Verdict::NeedsRuling,
        other => other,
    }
}

/// GNSO: the Chair designates the level; without a designation there is none.
fn designated(group: &Group, provision: &Provision, facts: &mut Vec<EntryId>) -> Verdict {
    const LEVELS: &[RulingEffect] = &[
        RulingEffect::FullConsensus,
        RulingEffect::Consensus,
        RulingEffect::StrongSupport,
        RulingEffect::Divergence,
        RulingEffect::NoConsensus,
    ];
    match ruling_on(group, provision, LEVELS) {
        Some((entry, effect)) => {
            facts.push(entry);
            Verdict::Designated(effect)
        }
        None => Verdict::NeedsRuling,
    }
}

/// The last ruling with one of the effects, on the provision, on a call that names it or on an objection to it; not
/// overturned, and not followed by agreement without objection. A ruling on a text as a whole says nothing of its parts.
fn ruling_on(
    group: &Group,
    provision: &Provision,
    effects: &[RulingEffect],
) -> Option<(EntryId, RulingEffect)> {
    let concerns = |target: &Target| match target {
        Target::Thing(id) => {
            *id == provision.id.0
                || group.calls.values().any(|c| {
                    c.opened.said.id.0 == *id && c.opened.said.on.contains(&provision.id.0)
                })
        }
        // A ruling on an objection is one on what the objection is to.
        Target::Entry(entry) => {
            group.positions_ever(&provision.id.0).any(|position| position.entry == *entry)
        }
    };
    let agreed =
        provision.agreement().filter(|a| a.level > Level::ContactGroup && !a.over_objection);
    let rulings = group.rulings.iter().filter(|(id, ruling)| {
        effects.contains(&ruling.said.effect)
            && agreed.is_none_or(|agreement| agreement.entry < ruling.entry)
            && concerns(&ruling.said.on)
            && stands(group, id)
    });
    rulings.map(|(_, ruling)| (ruling.entry, ruling.said.effect)).max()
}

fn stands(group: &Group, ruling: &RulingId) -> bool {
    !group.is_overturned(ruling)
}

fn majority(
    group: &Group,
    rule: &DecisionRule,
    provision: &Provision,
    facts: &mut Vec<EntryId>,
) -> Verdict {
    let fraction = rule.fraction;
    if let Some(vote) = group.vote_on(&provision.id.0) {
        facts.push(vote.entry);
        let said = &vote.said;
        let count =
            |names: &[PartyId], number: Option<u32>| number.map_or(names.len(), |n| n as usize);
        let tally = Tally {
            favour: count(&said.favour, said.favour_count),
            against: count(&said.against, said.against_count),
            abstaining: count(&said.abstaining, said.abstaining_count),
            members: group.members().len(),
            voted: true,
        };
        let each = !rule.each || in_each(group, fraction, &said.favour, &said.against);
        let carried =
            each && is_carried(&tally, fraction, rule.quorum) && said.result == Outcome::Carried;
        return if carried { Verdict::Carried(tally) } else { Verdict::NotCarried(tally) };
    }
    let (favour, against, abstaining) = sides(group, provision, facts);
    if favour.is_empty() && against.is_empty() && abstaining.is_empty() {
        return Verdict::NotPut;
    }
    let tally = Tally {
        favour: favour.len(),
        against: against.len(),
        abstaining: abstaining.len(),
        members: group.members().len(),
        voted: false,
    };
    let lists = |side: &BTreeSet<PartyId>| side.iter().cloned().collect::<Vec<_>>();
    let each = !rule.each || in_each(group, fraction, &lists(&favour), &lists(&against));
    if each && is_carried(&tally, fraction, rule.quorum) {
        Verdict::Carried(tally)
    } else {
        Verdict::NotCarried(tally)
    }
}

fn is_carried(tally: &Tally, fraction: Option<Fraction>, quorum: Option<Fraction>) -> bool {
    let taking_part = tally.favour + tally.against + tally.abstaining;
    let quorate = quorum.is_none_or(|q| q.is_reached(taking_part, tally.members));
    quorate && reaches(tally.favour, tally.favour + tally.against, fraction)
}

/// The fraction of those voting; more than half where none is set. Nobody voting reaches nothing.
fn reaches(favour: usize, voting: usize, fraction: Option<Fraction>) -> bool {
    voting > 0 && fraction.map_or(favour * 2 > voting, |f| f.is_reached(favour, voting))
}

fn in_each(
    group: &Group,
    fraction: Option<Fraction>,
    favour: &[PartyId],
    against: &[PartyId],
) -> bool {
    let constituency =
        |party: &PartyId| group.parties.get(party).map(|p| p.admitted.said.constituency.clone());
    let mut counts: BTreeMap<Constituency, (usize, usize)> = BTreeMap::new();
    for member in group.members() {
        counts.entry(member.admitted.said.constituency.clone()).or_default();
    }
    for (parties, is_for) in [(favour, true), (against, false)] {
        for count in parties.iter().filter_map(constituency) {
            let count = counts.entry(count).or_default();
            if is_for { count.0 += 1 } else { count.1 += 1 }
        }
    }
    counts.values().all(|(favour, against)| reaches(*favour, favour + against, fraction))
}

fn count_positions(group: &Group, provision: &Provision, facts: &mut Vec<EntryId>) -> Tally {
    let (favour, against, abstaining) = sides(group, provision, facts);
    Tally {
        favour: favour.len(),
        against: against.len(),
        abstaining: abstaining.len(),
        members: group.members().len(),
        voted: false,
    }
}

type Sides = (BTreeSet<PartyId>, BTreeSet<PartyId>, BTreeSet<PartyId>);

/// Members by side: their own position, else their coalition's. A party that is split stands with its objection.
fn sides(group: &Group, provision: &Provision, facts: &mut Vec<EntryId>) -> Sides {
    let positions = group.positions_now(&provision.id.0);
    let mut stances: BTreeMap<PartyId, Stance> = BTreeMap::new();
    let mut own: BTreeSet<PartyId> = BTreeSet::new();
    for position in positions.iter().filter(|p| matches!(p.voice, Voice::Party(_))) {
        if let Voice::Party(party) = &position.voice {
            own.insert(party.clone());
            let stance = stances.entry(party.clone()).or_insert(position.stance);
            *stance = (*stance).max(position.stance);
        }
    }
    for position in positions.iter().filter(|p| matches!(p.voice, Voice::Coalition(_))) {
        for party in group.parties_of(&position.voice, position.entry).difference(&own) {
            let stance = stances.entry(party.clone()).or_insert(position.stance);
            *stance = (*stance).max(position.stance);
        }
    }
    let is_member =
        |party: &PartyId| group.parties.get(party).is_some_and(|p| p.standing == Standing::Member);
    // The tally rests on the positions that put a member on a side.
    let decides = |party: &PartyId, stance: Stance| {
        is_member(party)
            && stance != Stance::ReservesPosition
            && stances.get(party) == Some(&stance)
    };
    let counts = |position: &Position| match &position.voice {
        Voice::Party(party) => decides(party, position.stance),
        Voice::Coalition(_) => {
            let members = group.parties_of(&position.voice, position.entry);
            members.difference(&own).any(|party| decides(party, position.stance))
        }
        Voice::Officer(_) => false,
    };
    facts.extend(positions.iter().filter(|p| counts(p)).map(|p| p.entry));
    let side = |wanted: &[Stance]| {
        stances
            .iter()
            .filter(|(p, s)| is_member(p) && wanted.contains(s))
            .map(|(p, _)| p.clone())
            .collect()
    };
    (
        side(&[Stance::Supports, Stance::CanAccept]),
        side(&[Stance::Objects]),
        side(&[Stance::ReservesPosition]),
    )
}

#[cfg(test)]
mod tests {
    use super::{DecisionRule, Verdict, assess};
    use record::event::group::{Fraction, RuleName};
    use record::minutes::parse;
    use record::{ProvisionId, Record};

    const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" business member\n\
        party COR \"Corvia\" business member\nofficer LUND \"Ms. Lund\" chair\ntext T \"Text\" rolling-text\nprovision P1 \"1\" en \"Words.\" in T\n";

    /// What each rule makes of paragraph 1 after these lines.
    fn check(lines: &str, expected: &[(RuleName, &str)]) {
        let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
        assert_eq!(record.refused(), &[], "{lines}");
        let provision = &record.group().provisions[&ProvisionId::new("P1").expect("an identity")];
        for (rule, expected) in expected {
            let verdict = assess(record.group(), &DecisionRule::preset(*rule), provision).verdict;
            let told = match verdict {
                Verdict::Agreed(_) => "agreed",
                Verdict::Carried(_) => "carried",
                Verdict::NotCarried(_) => "not carried",
                Verdict::Designated(_) => "designated",
                Verdict::NotAgreed => "not agreed",
                Verdict::NotPut => "not put",
                Verdict::NeedsRuling => "needs a ruling",
            };
            assert_eq!(told, *expected, "{rule:?} of {lines}");
        }
    }

    #[test]
    fn a_gavel_without_objection_is_agreement_under_consensus_and_not_unanimity() {
        check(
            "ARD supports P1\ncalls C1 provisional, on P1\ngavels C1 no-objection\n",
            &[
                (RuleName::UnConsensus, "agreed"),
                (RuleName::Unanimity, "not agreed"),
                (RuleName::RoughConsensus, "agreed"),
                (RuleName::Iso, "agreed"),
                (RuleName::Majority, "carried"),
                (RuleName::Gnso, "needs a ruling"),
            ],
        );
    }

    #[test]
    fn an_objection_needs_a_judgement_where_the_chair_judges_and_none_is_invented() {
        check(
            "ARD supports P1\nBOR objects to P1\n",
            &[
                (RuleName::UnConsensus, "not agreed"),
                (RuleName::RoughConsensus, "needs a ruling"),
                (RuleName::Iso, "needs a ruling"),
                (RuleName::Majority, "not carried"),
            ],
        );
    }

    #[test]
    fn no_ruling_cures_an_objection_under_consensus() {
        check(
            "BOR objects to P1\nLUND rules R1 on P1 rough-consensus\nLUND rules R2 on P1 no-sustained-opposition\n",
            &[
                (RuleName::UnConsensus, "not agreed"),
                (RuleName::RoughConsensus, "agreed"),
                (RuleName::Iso, "agreed"),
                (RuleName::Gnso, "needs a ruling"),
            ],
        );
    }

    #[test]
    fn a_ruling_on_the_whole_text_says_nothing_of_its_paragraphs() {
        check(
            "calls C1 adopted, on T\nLUND rules R1 on C1 no-consensus\n",
            &[(RuleName::RoughConsensus, "not put"), (RuleName::Gnso, "needs a ruling")],
        );
    }

    #[test]
    fn an_overturned_ruling_decides_nothing() {
        check(
            "BOR objects to P1\nLUND rules R1 on P1 rough-consensus\nBOR appeals AP1 against R1\n\
             vote on AP1 carried, for BOR, COR, against ARD\n",
            &[(RuleName::RoughConsensus, "needs a ruling")],
        );
    }

    #[test]
    fn fraction_quorum_and_constituencies_are_conditions_of_a_majority() {
        let lines = "vote on P1 carried, for ARD, BOR, against COR\n";
        let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
        let provision = &record.group().provisions[&ProvisionId::new("P1").expect("an identity")];
        let carried = |fraction: &str, quorum: &str, each: bool| {
            let rule = DecisionRule {
                name: RuleName::Majority,
                fraction: Fraction::parse(fraction),
                quorum: Fraction::parse(quorum),
                each,
            };
            matches!(assess(record.group(), &rule, provision).verdict, Verdict::Carried(_))
        };
        assert!(carried("2/3", "1/1", false), "two of three reach two thirds, exactly");
        assert!(!carried("3/4", "", false));
        assert!(!carried("", "", true), "business is one against one");
        assert!(carried("1/2", "", true), "one of two is a half");
    }

    #[test]
    fn a_vote_is_counted_by_those_in_favour_and_against() {
        check(
            "vote on P1 carried, for ARD, BOR, against COR\n",
            &[(RuleName::Majority, "carried"), (RuleName::UnConsensus, "not put")],
        );
    }
}
