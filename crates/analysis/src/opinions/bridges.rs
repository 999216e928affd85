//! Who stands between camps: participants or parties that side with one camp on some of what divides it from another, and
//! with the other on the rest.
//!
//! Only what is known to divide a pair of camps is looked at: statements that the majority of one accepts and that of the
//! other rejects, beyond the bounds of common ground. How somebody sides there is a share with Jeffreys' prior, and the
//! smaller side is told by its lower bound, so that few answers make no bridge. A participant stands between two camps if
//! that bound is above one quarter: nearer to siding evenly than to siding with one camp alone.

use super::distributions::Beta;
use super::ground::{CommonGround, Direction};
use super::tallies::{PASS, People};
use rayon::prelude::*;

/// What is fixed beforehand for bridges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BridgeOptions {
    /// The chance that a bound is missed; 0.05 by convention.
    pub tail: f64,
    /// The least chance to belong to the second of two camps: below it, that is ruled out; 0.05 by convention.
    pub least_chance: f64,
    /// The most bridges that are listed with their evidence.
    pub at_most: usize,
}

impl Default for BridgeOptions {
    fn default() -> Self {
        Self { tail: 0.05, least_chance: 0.05, at_most: 20 }
    }
}

/// A statement on which somebody sided with one of two camps that differ on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The statement.
    pub statement: usize,
    /// What the participant did.
    pub direction: Direction,
    /// The camp whose majority did the same.
    pub with: u16,
}

/// A participant between two camps.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// Who.
    pub participant: usize,
    /// The two camps, the lower number first.
    pub camps: (u16, u16),
    /// On how many of the statements that divide them the participant sided with the first, and with the second.
    pub sided: (u32, u32),
    /// On how many of them the participant passed.
    pub passed: u32,
    /// The lower bound of the smaller side's share, at most one half.
    pub lower_bound: f64,
    /// The chances to belong to the two camps, where they are known.
    pub belonging: Option<(f64, f64)>,
    /// The statements, in their order.
    pub evidence: Vec<Evidence>,
}

/// Who stands between camps.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridges {
    /// For each pair of camps that enter, on how many statements their majorities are known to be opposed.
    pub divided: Vec<((u16, u16), usize)>,
    /// How many participants stand between two camps.
    pub standing: usize,
    /// The first of them, by falling bound, then by index.
    pub listed: Vec<Bridge>,
}

/// Finds who stands between camps, from the majorities that common ground has told.
///
/// `belonging`, where it is known, holds each participant's chances to belong to each camp, participant by participant,
/// `people.camps` numbers each: a bridge then stands between its two likeliest camps, and the second is not ruled out.
pub fn bridges(
    people: &People,
    ground: &CommonGround,
    belonging: Option<&[f64]>,
    options: &BridgeOptions,
) -> Bridges {
    let divided = Divided::of(people, ground);
    let view = View { people, divided: &divided, belonging, options };
    let mut standing: Vec<Bridge> = (0..people.responses.participants())
        .into_par_iter()
        .filter_map(|p| view.bridge(p))
        .collect();
    standing.sort_by(|one, two| {
        let bound = two.lower_bound.total_cmp(&one.lower_bound);
        bound.then(one.participant.cmp(&two.participant))
    });
    let count = standing.len();
    standing.truncate(options.at_most);
    for bridge in &mut standing {
        bridge.evidence = view.evidence(bridge);
    }
    let counts = divided.pairs.iter().map(|&pair| (pair, divided.count(pair))).collect();
    Bridges { divided: counts, standing: count, listed: standing }
}

/// The majorities of the camps, and the pairs of camps that enter.
struct Divided {
    pairs: Vec<(u16, u16)>,
    /// By statement, then by camp.
    majorities: Vec<Vec<Option<Direction>>>,
}

impl Divided {
    fn of(people: &People, ground: &CommonGround) -> Self {
        let mut majorities = vec![Vec::new(); people.responses.statements()];
        for told in &ground.statements {
            let majority = told.by_camp.iter().map(|share| {
                if share.lower > 0.5 {
                    Some(Direction::Accept)
                } else if share.upper < 0.5 {
                    Some(Direction::Reject)
                } else {
                    None
                }
            });
            majorities[told.statement] = majority.collect();
        }
        let entering: Vec<u16> = (0..ground.enters.len())
            .filter(|&camp| ground.enters[camp])
            .map(|c| c as u16)
            .collect();
        let mut pairs = Vec::new();
        for (at, &one) in entering.iter().enumerate() {
            pairs.extend(entering[at + 1..].iter().map(|&other| (one, other)));
        }
        Self { pairs, majorities }
    }

    /// What the first and the second of a pair do on a statement, if they are opposed.
    fn opposed(&self, pair: (u16, u16), statement: usize) -> Option<(Direction, Direction)> {
        let of = |camp: u16| self.majorities[statement].get(usize::from(camp)).copied().flatten();
        let (one, other) = (of(pair.0)?, of(pair.1)?);
        (one != other).then_some((one, other))
    }

    fn count(&self, pair: (u16, u16)) -> usize {
        (0..self.majorities.len()).filter(|&s| self.opposed(pair, s).is_some()).count()
    }
}

struct View<'a> {
    people: &'a People<'a>,
    divided: &'a Divided,
    belonging: Option<&'a [f64]>,
    options: &'a BridgeOptions,
}

impl View<'_> {
    /// The pair that a participant stands between, without the evidence.
    fn bridge(&self, participant: usize) -> Option<Bridge> {
        let mut best: Option<Bridge> = None;
        let likeliest = self.belonging.map(|_| self.likeliest(participant));
        for &camps in &self.divided.pairs {
            let belonging = match &likeliest {
                Some(Some((pair, chances))) if *pair == camps => Some(*chances),
                Some(_) => continue,
                None => None,
            };
            let (sided, passed) = self.sided(participant, camps);
            let lower_bound = smaller_side(sided, self.options.tail);
            if lower_bound > 0.25 && best.as_ref().is_none_or(|b| lower_bound > b.lower_bound) {
                let evidence = Vec::new();
                best = Some(Bridge {
                    participant,
                    camps,
                    sided,
                    passed,
                    lower_bound,
                    belonging,
                    evidence,
                });
            }
        }
        best
    }

    /// The two likeliest camps of a participant, the lower number first, if the second is not ruled out.
    fn likeliest(&self, participant: usize) -> Option<((u16, u16), (f64, f64))> {
        let camps = self.people.camps;
        let chances = self.belonging?.get(participant * camps..(participant + 1) * camps)?;
        let mut order: Vec<usize> = (0..camps).collect();
        order.sort_by(|&i, &j| chances[j].total_cmp(&chances[i]).then(i.cmp(&j)));
        let (one, other) = (*order.first()?, *order.get(1)?);
        let (low, high) = (one.min(other), one.max(other));
        let open = chances[other] >= self.options.least_chance && chances[one].is_finite();
        open.then(|| ((low as u16, high as u16), (chances[low], chances[high])))
    }

    /// How often a participant sided with each of a pair where they are opposed, and how often passed.
    fn sided(&self, participant: usize, pair: (u16, u16)) -> ((u32, u32), u32) {
        let (mut sided, mut passed) = ((0, 0), 0);
        for answer in self.people.responses.by_participant().row(participant) {
            let Some((first, _)) = self.divided.opposed(pair, answer.about()) else {
                continue;
            };
            match side(answer.level()) {
                None => passed += 1,
                Some(side) if side == first => sided.0 += 1,
                Some(_) => sided.1 += 1,
            }
        }
        (sided, passed)
    }

    fn evidence(&self, bridge: &Bridge) -> Vec<Evidence> {
        let answers = self.people.responses.by_participant().row(bridge.participant);
        let evidence = answers.iter().filter_map(|answer| {
            let (first, _) = self.divided.opposed(bridge.camps, answer.about())?;
            let direction = side(answer.level())?;
            let with = if direction == first { bridge.camps.0 } else { bridge.camps.1 };
            Some(Evidence { statement: answer.about(), direction, with })
        });
        evidence.collect()
    }
}

/// The side that an answer takes; none if it is a pass.
fn side(level: usize) -> Option<Direction> {
    match level.cmp(&PASS) {
        std::cmp::Ordering::Less => Some(Direction::Reject),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Direction::Accept),
    }
}

/// The lower bound of the smaller of two sides' shares; zero where its mean is too small to matter.
fn smaller_side(sided: (u32, u32), tail: f64) -> f64 {
    let fewer =
        Beta::new(f64::from(sided.0.min(sided.1)) + 0.5, f64::from(sided.0.max(sided.1)) + 0.5);
    if fewer.mean() <= 0.25 { 0.0 } else { fewer.quantile(tail) }
}

#[cfg(test)]
mod tests {
    use super::super::{Divergence, GroundOptions, Responses, Scale, common_ground};
    use super::*;

    /// Two camps of ten that differ on twenty statements, and one who sides with each on half of them, one of few words.
    fn room() -> (Responses, Vec<Option<u16>>) {
        let mut cells = Vec::new();
        for participant in 0..20 {
            cells.extend((0..20).map(|s| (participant, s, if participant < 10 { 2 } else { 0 })));
        }
        cells.extend((0..18).map(|s| (20, s, if s % 2 == 0 { 2 } else { 0 })));
        cells.extend([(20, 18, 1), (21, 0, 2), (21, 1, 0)]);
        let responses = Responses::from_cells(Scale::Responses, 22, 20, &cells).unwrap();
        let members =
            (0..22).map(|p| if p < 20 { Some(u16::from(p >= 10)) } else { None }).collect();
        (responses, members)
    }

    #[test]
    fn who_sides_evenly_is_a_bridge_and_told_with_the_statements() {
        let (responses, members) = room();
        let people = People { responses: &responses, members: &members, camps: 2, weights: &[] };
        let table = Divergence::count(&people);
        let ground = common_ground(&people, &table, None, &GroundOptions::default());
        let found = bridges(&people, &ground, None, &BridgeOptions::default());
        assert_eq!(found.divided, [((0, 1), 20)]);
        assert_eq!(found.standing, 1);
        let bridge = &found.listed[0];
        assert_eq!((bridge.participant, bridge.sided, bridge.passed), (20, (9, 9), 1));
        assert!(bridge.lower_bound > 0.25 && bridge.lower_bound < 0.5);
        assert_eq!(bridge.evidence.len(), 18);
        assert_eq!((bridge.evidence[0].with, bridge.evidence[1].with), (0, 1));
    }

    #[test]
    fn a_camp_that_is_ruled_out_makes_no_bridge() {
        let (responses, members) = room();
        let people = People { responses: &responses, members: &members, camps: 2, weights: &[] };
        let table = Divergence::count(&people);
        let ground = common_ground(&people, &table, None, &GroundOptions::default());
        let mut belonging = vec![0.5; 44];
        let open = bridges(&people, &ground, Some(&belonging), &BridgeOptions::default());
        assert_eq!((open.standing, open.listed[0].belonging), (1, Some((0.5, 0.5))));
        belonging[40..42].copy_from_slice(&[0.99, 0.01]);
        let shut = bridges(&people, &ground, Some(&belonging), &BridgeOptions::default());
        assert_eq!(shut.standing, 0);
    }
}
