//! The one place that calls the engine: responses go in, plain data comes out.

use super::outcome::{
    Apart, AsCast, Bloc, Bridge, Burst, Camp, Change, Common, Direction, Divisive, Drawn, Hearing,
    Key, Manipulation, Method, Naming, Null, Part, Previous, Share, Stability, Supported, Tried,
    Without,
};
use crate::cli::Exit;
use crate::progress::Bar;
use analysis::opinions::{
    self, CampShare, Fit, Judged, Moment, Plan, Responses, Scale, Stage, Survey, Verdict,
    adjusted_rand, bursts, camp_names,
};
use analysis::plan_of_positions;
use ballots::{Ballots, Names};
use std::collections::BTreeSet;

/// What the engine came to, in the order of the ballots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surveyed {
    pub(crate) part: Part,
    /// The camp of each participant, by its place in the list of camps.
    pub(crate) members: Vec<Option<usize>>,
    /// Places of participants, `part.dimensions` numbers each.
    pub(crate) places: Vec<f64>,
    /// Their covariances, lower triangles by rows.
    pub(crate) spreads: Vec<f64>,
    /// What each statement tells apart, `part.dimensions` numbers each.
    pub(crate) loadings: Vec<f64>,
}

/// A model fitted to responses.
#[derive(Clone, Debug)]
pub(crate) struct Fitted {
    fit: Fit,
    /// Where each participant and statement of the ballots stands in the order of the engine.
    participants: Vec<u32>,
    statements: Vec<u32>,
}

impl Fitted {
    /// How likely disagreeing, passing and agreeing are; `None` is one of whom nothing is known.
    pub(crate) fn chances(&self, participant: Option<usize>, statement: Option<usize>) -> [f64; 3] {
        let place =
            |at: Option<usize>, places: &[u32]| at.map_or(usize::MAX, |at| places[at] as usize);
        let at = (place(participant, &self.participants), place(statement, &self.statements));
        let [disagree, pass, agree, _] = self.fit.chances(at.0, at.1);
        [disagree, pass, agree]
    }
}

/// Fits the model alone.
pub(crate) fn fit(ballots: Ballots, seed: u64) -> Result<Fitted, Exit> {
    let bar = Bar::new("Fitting the model", 1);
    let plan = Plan { seed, ..Plan::default() };
    let (fit, order, _) = opinions::foretell(responses(ballots, Scale::Responses)?, &plan);
    drop(bar);
    Ok(Fitted {
        fit,
        participants: places(&order.participants),
        statements: places(&order.statements),
    })
}

/// Responses as the engine takes them; their memory is handed over.
fn responses(ballots: Ballots, scale: Scale) -> Result<Responses, Exit> {
    let Ballots { statements, starts, cells, .. } = ballots;
    Responses::from_packed(scale, statements.len(), starts, cells)
        .map_err(|unsound| Exit::fault(format!("the responses do not fit together: {unsound:?}")))
}

/// `order[new] = old` turned round.
fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (now, was) in order.iter().enumerate() {
        places[*was as usize] = now as u32;
    }
    places
}

/// What the engine found, with the names of participants and statements.
pub(super) struct Ran {
    pub(super) found: Survey,
    pub(super) participants: Names,
    pub(super) statements: Names,
    first_answered: Option<Vec<Option<u64>>>,
    plan: Plan,
}

/// Runs the engine, under a bar.
pub(super) fn run(mut ballots: Ballots, scale: Scale, seed: u64) -> Result<Ran, Exit> {
    let participants = std::mem::take(&mut ballots.participants);
    let statements = ballots.statements.clone();
    let first_answered = ballots.first_answered.take();
    let responses = responses(ballots, scale)?;
    let bar = Bar::new("Sorting responses", Stage::ALL.len() as u64);
    let progress = |stage: Stage| {
        let done = Stage::ALL.iter().position(|s| *s == stage).unwrap_or(0);
        bar.turn(stage_words(stage), Stage::ALL.len() as u64);
        bar.at(done as u64);
    };
    let plan = match scale {
        Scale::Responses => Plan::default(),
        Scale::Stances => plan_of_positions(),
    };
    let plan = Plan { seed, ..plan };
    let found = opinions::survey(responses, &plan, &progress);
    Ok(Ran { found, participants, statements, first_answered, plan })
}

/// Looks for camps, common ground and what else there is to tell. Camps are named after those of an earlier result.
pub(crate) fn survey(
    ballots: Ballots,
    scale: Scale,
    previous: Option<&Previous>,
    seed: u64,
) -> Result<Surveyed, Exit> {
    let Ran { found, participants, statements, first_answered, plan } = run(ballots, scale, seed)?;
    let told = Telling { found: &found, participants: &participants, statements: &statements };
    let members = told.members();
    let naming = told.naming(&members, previous);
    let mut part = told.part(&naming.names, first_answered.as_deref(), seed);
    let without = opinions::without_blocs(&found, &plan);
    for (bloc, without) in part.manipulation.blocs.iter_mut().zip(&without) {
        bloc.without = Some(told.without(without));
    }
    part.names = previous.map(|_| Naming {
        shared: naming.shared,
        changes: naming.changes.into_iter().map(change).collect(),
    });
    let [places, spreads, loadings] = told.map();
    Ok(Surveyed { part, members, places, spreads, loadings })
}

fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Order => "Sorting responses",
        Stage::Ballots => "Comparing ballots",
        Stage::Dimensions => "Choosing dimensions",
        Stage::Fit => "Fitting the model",
        Stage::Camps => "Looking for camps",
        Stage::Stability => "Finding camps anew",
        Stage::Statements => "Telling statements apart",
    }
}

/// A survey with the names of what its numbers stand for.
#[derive(Clone, Copy)]
struct Telling<'a> {
    found: &'a Survey,
    participants: &'a Names,
    statements: &'a Names,
}

impl Telling<'_> {
    fn participant(&self, at: usize) -> Key {
        self.participants.get(self.found.order.participants[at] as usize).into()
    }

    fn statement(&self, at: usize) -> Key {
        self.statements.get(self.found.order.statements[at] as usize).into()
    }

    fn claimed(&self) -> bool {
        self.found.result.verdict == Verdict::Camps
    }

    /// Camps in the order of the ballots; nobody is in one where none are supported.
    fn members(&self) -> Vec<Option<usize>> {
        let mut members = vec![None; self.participants.len()];
        if self.claimed() {
            for (at, camp) in self.found.result.members.iter().enumerate() {
                let was = self.found.order.participants[at] as usize;
                members[was] = camp.map(usize::from);
            }
        }
        members
    }

    /// What the camps are called: as before where they are the same camps.
    fn naming(&self, members: &[Option<usize>], previous: Option<&Previous>) -> opinions::Naming {
        let camps = if self.claimed() { self.found.result.camps } else { 0 };
        let Some(before) = previous.and_then(|previous| previous.assignments.as_ref()) else {
            return camp_names(&[], &BTreeSet::new(), &[], camps);
        };
        let names: Vec<String> = self.participants.iter().map(|name| name.to_string()).collect();
        let now: Vec<(&str, Option<usize>)> =
            names.iter().map(String::as_str).zip(members.iter().copied()).collect();
        let earlier: Vec<(&str, Option<&str>)> =
            before.iter().map(|(who, camp)| (who.as_str(), camp.as_deref())).collect();
        camp_names(&earlier, &BTreeSet::new(), &now, camps)
    }

    fn without(&self, found: &opinions::Influence) -> Without {
        let keys = |statements: &[u32]| -> Vec<Key> {
            statements.iter().map(|statement| self.statement(*statement as usize)).collect()
        };
        Without {
            common_ground_lost: keys(&found.lost),
            common_ground_gained: keys(&found.gained),
            camps: if self.claimed() { found.camps } else { 0 },
            moved: found.moved,
            agreement: found.agreement,
        }
    }

    fn part(&self, ids: &[String], first: Option<&[Option<u64>]>, seed: u64) -> Part {
        let found = self.found;
        let result = &found.result;
        let claimed = self.claimed();
        Part {
            participants: self.participants.len(),
            statements: self.statements.len(),
            responses: found.responses.answered(),
            dimensions: result.points.dimensions,
            camps: self.camps(ids),
            unclassified: if claimed {
                result.members.iter().filter(|camp| camp.is_none()).count()
            } else {
                self.participants.len()
            },
            verdict: supported(result.verdict),
            weak: claimed && found.stability.is_weak(),
            stability: (!found.stability.dropped.is_empty()).then(|| Stability {
                dropped: found.stability.agreement(),
                dropped_least: found.stability.dropped.iter().copied().fold(1.0, f64::min),
                halves: found.stability.halves,
                resamples: found.stability.dropped.len(),
            }),
            common_ground: self.common_ground(),
            divisive: self.divisive(ids),
            bridges: self.bridges(ids),
            manipulation: self.manipulation(first),
            names: None,
            splits: None,
            assignments: None,
            method: self.method(seed),
        }
    }

    fn camps(&self, ids: &[String]) -> Vec<Camp> {
        let found = self.found;
        let classified = found.result.members.iter().flatten().count() as f64;
        let camp = |(at, id): (usize, &String)| {
            let size = found.sizes[at];
            let apart = found.apart.found.iter().filter(|f| usize::from(f.camp) == at);
            Camp {
                id: id.clone(),
                size: size.members,
                interval: [size.interval.0 * classified, size.interval.1 * classified],
                survival: found.stability.survival.get(at).copied().unwrap_or(1.0),
                apart: apart
                    .map(|f| Apart {
                        statement: self.statement(f.statement),
                        direction: direction(f.direction),
                        share: f.share,
                        rest: f.rest,
                        effect: f.effect,
                        interval: [f.lower, f.upper],
                        n: f.n,
                        rest_n: f.rest_n,
                        adjusted: f.adjusted,
                    })
                    .collect(),
            }
        };
        ids.iter().enumerate().map(camp).collect()
    }

    fn common_ground(&self) -> Vec<Common> {
        let common = |ground: &opinions::Ground| Common {
            statement: self.statement(ground.statement),
            lower_bound: ground.lower_bound,
            direction: direction(ground.direction),
            n: ground.n,
            hearing: hearing(ground.hearing),
            by_camp: if self.claimed() {
                ground.by_camp.iter().map(share).collect()
            } else {
                Vec::new()
            },
            overall: share(&ground.overall),
        };
        self.found.result.ground.statements.iter().map(common).collect()
    }

    fn divisive(&self, ids: &[String]) -> Vec<Divisive> {
        let id = |camp: u16| ids.get(usize::from(camp)).cloned();
        let divisive = |d: &opinions::Divisive| Divisive {
            statement: self.statement(d.statement),
            between: d.between.and_then(|(one, other)| Some([id(one)?, id(other)?])),
            gap: d.gap,
            lower_bound: d.lower_bound,
        };
        self.found.result.ground.divisive.iter().map(divisive).collect()
    }

    fn bridges(&self, ids: &[String]) -> Vec<Bridge> {
        let bridge = |b: &opinions::Bridge| {
            let id = |camp: u16| ids.get(usize::from(camp)).cloned();
            Some(Bridge {
                participant: self.participant(b.participant),
                camps: [id(b.camps.0)?, id(b.camps.1)?],
                sided: [b.sided.0, b.sided.1],
                passed: b.passed,
                belonging: b.belonging.map(|(one, other)| [one, other]),
            })
        };
        self.found.bridges.listed.iter().filter_map(bridge).collect()
    }

    fn manipulation(&self, first: Option<&[Option<u64>]>) -> Manipulation {
        let found = self.found;
        let bloc = |bloc: &opinions::Bloc| Bloc {
            size: bloc.members.len(),
            members: bloc.members.iter().map(|m| self.participant(*m as usize)).collect(),
            shared: bloc.shared,
            alike: bloc.alike,
            counted_once: bloc.counted_once(),
            why: judged_words(&bloc.judged),
            without: None,
        };
        Manipulation {
            blocs: found.blocs.iter().map(bloc).collect(),
            bursts: first.map(|first| self.bursts(first)).unwrap_or_default(),
            as_cast: found.as_cast.as_ref().map(|as_cast| self.as_cast(as_cast)),
        }
    }

    fn bursts(&self, first: &[Option<u64>]) -> Vec<Burst> {
        let moment = |(at, was): (usize, &u32)| {
            let seconds = i64::try_from(first[*was as usize]?).ok()?;
            Some(Moment { at: seconds, participant: at as u32 })
        };
        let order = self.found.order.participants.iter().enumerate();
        let moments: Vec<Moment> = order.filter_map(moment).collect();
        bursts(&moments, &self.found.responses)
            .into_iter()
            .map(|burst| Burst {
                from: burst.from,
                until: burst.until,
                participants: burst.participants.len(),
                expected: burst.expected,
                likeness: burst.likeness.map(|likeness| likeness.burst),
                likeness_of_others: burst.likeness.and_then(|likeness| likeness.others),
            })
            .collect()
    }

    /// The result with every ballot counted in full, against the one told.
    fn as_cast(&self, as_cast: &opinions::Findings) -> AsCast {
        const TOP: usize = opinions::COMMON_GROUND_TOP;
        let top = |result: &opinions::Findings| -> Vec<usize> {
            result.ground.statements.iter().take(TOP).map(|ground| ground.statement).collect()
        };
        let (told, cast) = (top(&self.found.result), top(as_cast));
        let apart = |these: &[usize], those: &[usize]| -> Vec<Key> {
            these.iter().filter(|s| !those.contains(s)).map(|s| self.statement(*s)).collect()
        };
        AsCast {
            dimensions: as_cast.points.dimensions,
            camps: camp_sizes(as_cast),
            agreement: adjusted_rand(&self.found.result.members, &as_cast.members),
            common_ground_only_once: apart(&told, &cast),
            common_ground_only_as_cast: apart(&cast, &told),
            common_ground: as_cast
                .ground
                .statements
                .iter()
                .take(TOP)
                .map(|ground| (self.statement(ground.statement), direction(ground.direction)))
                .collect(),
        }
    }

    fn method(&self, seed: u64) -> Method {
        let found = self.found;
        let sizes = [
            ("fit_participants", found.responses.participants()),
            ("fit_responses", found.responses.answered()),
            ("sample_participants", found.sample.participants),
            ("sample_responses", found.sample.answers),
            ("core_participants", found.core.participants),
            ("core_responses", found.core.answers),
            ("held_out_responses", found.dimensions.held_out),
            ("permuted_responses", found.permuted.answers),
            ("resamples", found.stability.dropped.len()),
        ];
        Method {
            model: "ordered logit with a low-rank term, variational posterior".to_owned(),
            dimensions_tried: found
                .dimensions
                .tried
                .iter()
                .map(|t| Tried { dimensions: t.dimensions, loss: t.loss, error: t.error })
                .collect(),
            sample_sizes: sizes.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect(),
            null: Null {
                permuted: Drawn {
                    drawn: found.permuted.drawn.len(),
                    as_strong: found.permuted.as_strong(),
                    observed: found.permuted.strength,
                    greatest: found.permuted.drawn.iter().copied().reduce(f64::max),
                },
                camps: found.result.seen.null.as_ref().map(|null| Drawn {
                    drawn: null.drawn,
                    as_strong: null.as_separated,
                    observed: null.gain,
                    greatest: None,
                }),
            },
            tests: found.apart.tests,
            seed,
        }
    }

    /// Places of participants, their covariances, and loadings of statements, in the order of the ballots.
    fn map(&self) -> [Vec<f64>; 3] {
        let points = &self.found.result.points;
        let k = points.dimensions;
        let (people, statements) = (self.participants.len(), self.statements.len());
        let order = &self.found.order;
        [
            spread_out(&order.participants, people, k, |at| points.mean(at).to_vec()),
            spread_out(&order.participants, people, k * (k + 1) / 2, |at| {
                points.spread(at).to_vec()
            }),
            spread_out(&order.statements, statements, k, |at| self.found.result.fit.loading(at)),
        ]
    }
}

/// Numbers in the order of the engine, so many each, in the order of the ballots.
fn spread_out(
    order: &[u32],
    count: usize,
    each: usize,
    of: impl Fn(usize) -> Vec<f64>,
) -> Vec<f64> {
    let mut out = vec![0.0; count * each];
    for (at, was) in order.iter().enumerate() {
        let from = *was as usize * each;
        out[from..from + each].copy_from_slice(&of(at));
    }
    out
}

fn change(change: opinions::Change) -> Change {
    match change {
        opinions::Change::Kept { name: camp, jaccard: alike } => Change::Kept { camp, alike },
        opinions::Change::New { name: camp } => Change::New { camp },
        opinions::Change::Gone { name: camp } => Change::Gone { camp },
        opinions::Change::Split { from, into } => Change::Split { from, into },
        opinions::Change::Merged { from, into } => Change::Merged { from, into },
    }
}

fn direction(direction: opinions::Direction) -> Direction {
    match direction {
        opinions::Direction::Accept => Direction::Agree,
        opinions::Direction::Reject => Direction::Disagree,
    }
}

fn hearing(hearing: opinions::Hearing) -> Hearing {
    match hearing {
        opinions::Hearing::Heard => Hearing::Heard,
        opinions::Hearing::MostlyPassed => Hearing::MostlyPassed,
        opinions::Hearing::Unheard => Hearing::Unheard,
    }
}

fn share(share: &CampShare) -> Share {
    let levels = share.tally.answers;
    let [disagree, pass, agree, supports] = levels;
    let agree = agree + supports;
    Share {
        levels,
        disagree,
        pass,
        agree,
        agreement: share.agreement,
        interval: [share.lower, share.upper],
    }
}

/// Sizes of the camps, largest first; none if none are supported.
fn camp_sizes(result: &opinions::Findings) -> Vec<usize> {
    if result.verdict != Verdict::Camps {
        return Vec::new();
    }
    let mut sizes = vec![0; result.camps];
    for camp in result.members.iter().flatten() {
        sizes[usize::from(*camp)] += 1;
    }
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes
}

fn supported(verdict: Verdict) -> Supported {
    match verdict {
        Verdict::TooFew => Supported::TooFew,
        Verdict::NoDimension => Supported::NoDimension,
        Verdict::AsPermuted => Supported::AsPermuted,
        Verdict::OnePlace => Supported::OnePlace,
        Verdict::Unstable => Supported::Unstable,
        Verdict::Camps => Supported::Camps,
    }
}

fn judged_words(judged: &Judged) -> String {
    match judged {
        Judged::CountedOnce { chance } => format!(
            "the same answers and the same choice of statements, which independent people come near with a chance of {chance:.1e}"
        ),
        Judged::AnswersExplained => "people of one mind may answer so".to_owned(),
        Judged::ChoiceShared { .. } => {
            "others chose the same statements and answered otherwise, or nearly everything was answered".to_owned()
        }
        Judged::Majority => "more than half of all are in it, so that nobody is left to compare with".to_owned(),
        Judged::NotExamined => "not examined; larger ones were".to_owned(),
    }
}
