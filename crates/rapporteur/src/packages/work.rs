//! The answers to a question, worked out one after the other, until they are found or somebody wants them now.

use super::case::Case;
use super::question::{EVERYBODY, Question};
use crate::cli::Exit;
use crate::progress::Bar;
use analysis::packages::{
    Answer, Change, Changed, Fair, Lifts, Listing, Maximal, Move, Package, Said, Share, Standing,
    Statement, Stop, WhyOpen, camps, diverse, fair, find, lifts, maximal, moves, share, why_open,
};
use serde::Serialize;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What was worked out.
pub(crate) struct Worked {
    pub(crate) answer: Answer,
    pub(crate) moves: Vec<Move>,
    pub(crate) open: Vec<(u32, WhyOpen)>,
    pub(crate) shares: Vec<Shared>,
    pub(crate) lifts: Vec<Lifts>,
    pub(crate) maximal: Option<Maximal>,
    pub(crate) diverse: Option<Vec<Package>>,
    /// The fairest package of the same weight, and to whom.
    pub(crate) fair: Option<(Vec<(Of, u32)>, Fair)>,
    /// What each change of one statement would do, those aside that do nothing.
    pub(crate) changes: Option<Changes>,
    /// The best package before statements were taken differently, if they were.
    pub(crate) before: Option<Answer>,
    /// Whether something was cut short.
    pub(crate) stopped: bool,
    /// How long what took, for who wants to know; nothing follows from it.
    pub(crate) times: Vec<(&'static str, Duration)>,
}

/// What each change of one statement would do.
pub(crate) struct Changes {
    /// The changes that do something.
    pub(crate) told: Vec<(u32, OneChange, Changed)>,
    /// How many were tried, and how many there are to try.
    pub(crate) tried: usize,
    pub(crate) of: usize,
    /// How long each took, rising.
    pub(crate) times: Vec<Duration>,
}

/// A change of one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OneChange {
    /// A statement that ended still stands.
    Reinstated,
    /// A statement that stands is withdrawn.
    Withdrawn,
}

/// Changes that are tried at most.
const CHANGES: usize = 2_000;

/// Whose share it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Of {
    Constituency,
    Camp,
    Group,
    Party,
}

/// What some parties get, of what they ask for.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) of: Of,
    /// The place of the constituency, group or party.
    pub(crate) place: u32,
    pub(crate) parties: Vec<u32>,
    pub(crate) share: Share,
}

/// How long what takes.
struct Clock {
    bar: Bar,
    times: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn time<T>(&mut self, what: &'static str, work: impl FnOnce() -> T) -> T {
        self.bar.say(what);
        let begin = Instant::now();
        let result = work();
        self.times.push((what, begin.elapsed()));
        result
    }
}

/// Works the answers out.
pub(crate) fn work(case: &Case, question: &Question, stop: &Stop) -> Worked {
    let mut clock = Clock { bar: Bar::turning("searching"), times: Vec::new() };
    let instance = &case.instance;
    let answer = clock.time("searching", || find(instance, &question.options, stop));
    let moves = clock.time("ordering the steps", || moves(&answer.clauses, &answer.package));
    let open = clock.time("finding out why units are open", || why_open(instance, &answer));
    let shares = shares(case, &answer);
    let (most, by) = question.lifts;
    let lifts = match most {
        0 => Vec::new(),
        _ => clock.time("looking for lifts", || {
            lifts(instance, &question.options, &answer, (most, by), stop)
        }),
    };
    let fair = question
        .fair
        .then(|| clock.time("looking for the fairest package", || fairest(case, &answer, stop)));
    let all = question.all;
    let maximal =
        (all > 0).then(|| clock.time("adding up maximal packages", || maximal(&answer, all, stop)));
    let diverse = (all > 0).then(|| clock.time("looking for others", || diverse(&answer, all)));
    let before = question.before.as_ref().map(|(instance, options)| {
        clock.time("searching as it was", || find(instance, options, stop))
    });
    let changes = question.changes.then(|| {
        clock.time("trying changes of one statement", || changes(case, question, &answer, stop))
    });
    let stopped = stop.is_requested();
    let times = clock.times;
    Worked {
        answer,
        moves,
        open,
        shares,
        lifts,
        maximal,
        diverse,
        fair,
        changes,
        before,
        stopped,
        times,
    }
}

/// The fairest package of the same weight: to camps; where there are fewer than two, to constituencies.
fn fairest(case: &Case, answer: &Answer, stop: &Stop) -> (Vec<(Of, u32)>, Fair) {
    let mut of = sets(case);
    let camps = of.iter().filter(|set| set.0 == Of::Camp).count();
    of.retain(|set| set.0 == if camps > 1 { Of::Camp } else { Of::Constituency });
    of.truncate(FAIR_TO);
    let parties: Vec<Vec<u32>> = of.iter().map(|set| set.2.clone()).collect();
    let fair = fair(&case.instance, answer, &parties, Listing::default(), stop);
    (of.into_iter().map(|(of, place, _)| (of, place)).collect(), fair)
}

/// To how many sets of parties a package can be fair.
const FAIR_TO: usize = 5;

/// What each change of one statement would do: those that ended reinstated, and those withdrawn that bear the package.
fn changes(case: &Case, question: &Question, answer: &Answer, stop: &Stop) -> Changes {
    let instance = &case.instance;
    let at = answer.clauses.at;
    let changed = |(place, statement): (u32, &Statement)| {
        if statement.is_in_force(at) {
            let bears = answer.package.binary_search(&statement.alternative).is_ok();
            let conditional = matches!(&statement.said, Said::Offer(_));
            (bears && conditional).then_some((place, OneChange::Withdrawn))
        } else {
            (statement.from <= at).then_some((place, OneChange::Reinstated))
        }
    };
    let all: Vec<(u32, OneChange)> = (0..).zip(&instance.statements).filter_map(changed).collect();
    let standing = Standing::of(instance.clone(), question.options.clone(), answer.clone());
    let (mut told, mut times) = (Vec::new(), Vec::new());
    for &(place, change) in all.iter().take(CHANGES) {
        if stop.is_requested() {
            break;
        }
        let begin = Instant::now();
        let asked = match change {
            OneChange::Withdrawn => Change::Withdrawn(place),
            OneChange::Reinstated => {
                let statement = instance.statements[place as usize].clone();
                Change::Replaced(place, Statement { withdrawn: None, expires: None, ..statement })
            }
        };
        let changed = standing.with(asked, stop);
        times.push(begin.elapsed());
        if changed.weight != answer.weight {
            told.push((place, change, changed));
        }
    }
    let gain = |changed: &Changed| i64::try_from(changed.weight).unwrap_or(i64::MAX);
    told.sort_by_key(|(place, _, changed)| (std::cmp::Reverse(gain(changed)), *place));
    let (tried, of) = (times.len(), all.len());
    times.sort_unstable();
    Changes { told, tried, of, times }
}

/// Sets of parties, and what each gets from a package.
pub(crate) fn shares(case: &Case, answer: &Answer) -> Vec<Shared> {
    sets(case)
        .into_iter()
        .map(|(of, place, parties)| {
            let share = share(&case.instance, &answer.clauses, &parties, &answer.package);
            Shared { of, place, parties, share }
        })
        .collect()
}

/// Constituencies, camps, groups and parties.
fn sets(case: &Case) -> Vec<(Of, u32, Vec<u32>)> {
    let instance = &case.instance;
    let mut sets = Vec::new();
    let parties = || (0..).zip(&instance.parties);
    for (place, name) in (0..).zip(&instance.constituencies) {
        let of = parties().filter(|(_, party)| party.constituency == place).map(|of| of.0);
        let of: Vec<u32> = of.collect();
        if !name.is_empty() && !of.is_empty() {
            sets.push((Of::Constituency, place, of));
        }
    }
    let stays = |group: u32, mut of: Vec<u32>| {
        of.retain(|&party| !case.left.contains(&(party, group)));
        of
    };
    sets.extend(camps(instance).into_iter().map(|(group, of)| (Of::Camp, group, stays(group, of))));
    for ((place, group), members) in (0..).zip(&instance.groups).zip(instance.members()) {
        if &*group.name != EVERYBODY && !members.is_empty() {
            sets.push((Of::Group, place, stays(place, members)));
        }
    }
    sets.extend(parties().map(|(place, _)| (Of::Party, place, vec![place])));
    sets.retain(|set| !set.2.is_empty());
    sets
}

/// Does something that asks for a wish to stop, which comes with Ctrl-C or when the time is up. A second Ctrl-C ends the
/// program.
pub(crate) fn until_stopped<T>(
    limit: Option<Duration>,
    work: impl FnOnce(&Stop) -> T,
) -> Result<T, Exit> {
    let stop = Stop::default();
    interrupts(stop.clone())?;
    Ok(within(limit, &stop, work))
}

/// The same, where the wish comes when the time is up.
pub(crate) fn within<T>(limit: Option<Duration>, stop: &Stop, work: impl FnOnce(&Stop) -> T) -> T {
    let (done, over) = channel::<()>();
    let timer = limit.map(|limit| {
        let stop = stop.clone();
        std::thread::spawn(move || {
            if over.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                stop.request();
            }
        })
    });
    let result = work(stop);
    drop(done);
    if let Some(timer) = timer {
        // It only waits; that it panicked would change nothing that was found.
        timer.join().ok();
    }
    result
}

/// Turns the first Ctrl-C into a wish to stop.
fn interrupts(stop: Stop) -> Result<(), Exit> {
    let fault =
        |error: std::io::Error| Exit::fault(format!("Ctrl-C cannot be waited for: {error}"));
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(fault)?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.request();
                if tokio::signal::ctrl_c().await.is_ok() {
                    std::process::exit(130);
                }
            }
        });
    });
    Ok(())
}
