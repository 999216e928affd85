//! Who stands between camps: participants or parties that side with one camp on some of what divides it from another, and
//! with the other on the rest.
//!
//! Only what is known to divide a pair of camps is looked at: statements that the majority of one accepts and that of the
//! other rejects, beyond the bounds of common ground. How often somebody sides there with the first camp is compared with how
//! often members of either camp do, on the same statements: 0 is a typical member of the second camp, 1 one of the first.
//! The distance to the nearer of the two is told by its lower bound (score interval, Wilson 1927), so that few answers make
//! no bridge. A participant stands between two camps if that bound is above one quarter: nearer to the middle than to a camp.

use super::distributions::{normal_exceeded, wilson};
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
    /// The lower bound of the distance to the nearer camp's typical member, that of the two from each other being 1; at most
    /// one half.
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
    let z = normal_exceeded(options.tail);
    let view = View { people, divided: &divided, belonging, options, z };
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
    /// By statement, then by camp: the majority, where it is known, and the share of acceptance.
    majorities: Vec<Vec<(Option<Direction>, f64)>>,
}

/// How somebody sided on what divides two camps.
#[derive(Clone, Copy, Debug, Default)]
struct Sided {
    /// With the first, and with the second.
    with: (u32, u32),
    passed: u32,
    /// How often members of the first, and of the second, would have sided with the first.
    expected: (f64, f64),
}

impl Divided {
    fn of(people: &People, ground: &CommonGround) -> Self {
        let mut majorities = vec![Vec::new(); people.responses.statements()];
        for told in &ground.statements {
            let majority = told.by_camp.iter().map(|share| {
                let side = if share.lower > 0.5 {
                    Some(Direction::Accept)
                } else if share.upper < 0.5 {
                    Some(Direction::Reject)
                } else {
                    None
                };
                (side, share.agreement)
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

    /// What the first of a pair does on a statement if the two are opposed, and how often members of the first and of the
    /// second do that.
    fn opposed(&self, pair: (u16, u16), statement: usize) -> Option<(Direction, (f64, f64))> {
        let of = |camp: u16| self.majorities[statement].get(usize::from(camp)).copied();
        let ((one, accept), (other, other_accept)) = (of(pair.0)?, of(pair.1)?);
        match (one?, other?) {
            (Direction::Accept, Direction::Reject) => {
                Some((Direction::Accept, (accept, other_accept)))
            }
            (Direction::Reject, Direction::Accept) => {
                Some((Direction::Reject, (1.0 - accept, 1.0 - other_accept)))
            }
            _ => None,
        }
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
    /// The normal value of a bound.
    z: f64,
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
            let sided = self.sided(participant, camps);
            let lower_bound = sided.between(self.z);
            if lower_bound > 0.25 && best.as_ref().is_none_or(|b| lower_bound > b.lower_bound) {
                let (Sided { with: sided, passed, .. }, evidence) = (sided, Vec::new());
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

    /// How a participant sided where a pair is opposed.
    fn sided(&self, participant: usize, pair: (u16, u16)) -> Sided {
        let mut sided = Sided::default();
        for answer in self.people.responses.by_participant().row(participant) {
            let Some((first, expected)) = self.divided.opposed(pair, answer.about()) else {
                continue;
            };
            match side(answer.level()) {
                None => {
                    sided.passed += 1;
                    continue;
                }
                Some(side) if side == first => sided.with.0 += 1,
                Some(_) => sided.with.1 += 1,
            }
            sided.expected.0 += expected.0;
            sided.expected.1 += expected.1;
        }
        sided
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

impl Sided {
    /// The lower bound of the distance to the nearer camp, the distance of the two being 1; `z` is the normal value of the
    /// bound. Nothing or less where that is not known.
    fn between(self, z: f64) -> f64 {
        let n = f64::from(self.with.0) + f64::from(self.with.1);
        let length = self.expected.0 - self.expected.1;
        if n <= 0.0 || length <= 0.0 {
            return 0.0;
        }
        let (low, high) = wilson(f64::from(self.with.0) / n, n, z);
        let from_second = n * low - self.expected.1;
        let from_first = self.expected.0 - n * high;
        from_second.min(from_first) / length
    }
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

    #[test]
    fn who_answers_as_a_divided_camp_does_is_no_bridge() {
        // Camps of sixty to forty: a typical member sides with the other camp on two statements of five.
        let chance = crate::opinions::Chance::new(4);
        let mut cells = Vec::new();
        for participant in 0..400 {
            for statement in 0..60 {
                let first = chance.share(participant, statement) < 0.6;
                let agrees = first == (participant < 200);
                cells.push((participant, statement, if agrees { 2 } else { 0 }));
            }
        }
        let responses = Responses::from_cells(Scale::Responses, 400, 60, &cells).unwrap();
        let members: Vec<_> = (0..400).map(|p| Some(u16::from(p >= 200))).collect();
        let people = People { responses: &responses, members: &members, camps: 2, weights: &[] };
        let table = Divergence::count(&people);
        let ground = common_ground(&people, &table, None, &GroundOptions::default());
        let found = bridges(&people, &ground, None, &BridgeOptions::default());
        assert!(found.divided[0].1 > 20);
        assert_eq!(found.standing, 0);
    }
}
