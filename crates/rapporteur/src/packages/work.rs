//! The answers to a question, worked out one after the other, until they are found or somebody wants them now.

use super::case::Case;
use super::question::{EVERYBODY, Question};
use crate::cli::Exit;
use crate::progress::Bar;
use analysis::packages::{
    Answer, Lifts, Maximal, Move, Package, Share, Stop, WhyOpen, camps, diverse, find, lifts,
    maximal, moves, share, why_open,
};
use serde::Serialize;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// What was worked out.
pub(crate) struct Worked {
    pub(crate) answer: Answer,
    pub(crate) moves: Vec<Move>,
    pub(crate) open: Vec<(u32, WhyOpen)>,
    pub(crate) shares: Vec<Shared>,
    pub(crate) lifts: Vec<Lifts>,
    pub(crate) maximal: Option<Maximal>,
    pub(crate) diverse: Option<Vec<Package>>,
    /// The best package before statements were taken differently, if they were.
    pub(crate) before: Option<Answer>,
    /// Whether something was cut short.
    pub(crate) stopped: bool,
}

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

/// Works the answers out.
pub(crate) fn work(case: &Case, question: &Question, stop: &Stop) -> Worked {
    let bar = Bar::turning("packages: searching");
    let instance = &case.instance;
    let answer = find(instance, &question.options, stop);
    bar.say("packages: why, and in which order");
    let moves = moves(&answer.clauses, &answer.package);
    let open = why_open(instance, &answer);
    let shares = shares(case, &answer);
    let mut found = Vec::new();
    if question.lifts.0 > 0 {
        bar.say("packages: what lifting opens");
        found = lifts(instance, &question.options, &answer, question.lifts, stop);
    }
    let (mut all, mut others) = (None, None);
    if question.all > 0 {
        bar.say("packages: others");
        all = Some(maximal(&answer, question.all, stop));
        others = Some(diverse(&answer, question.all));
    }
    let before = question.before.as_ref().map(|(instance, options)| find(instance, options, stop));
    let stopped = stop.is_requested();
    Worked {
        answer,
        moves,
        open,
        shares,
        lifts: found,
        maximal: all,
        diverse: others,
        before,
        stopped,
    }
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
    sets.extend(camps(instance).into_iter().map(|(group, of)| (Of::Camp, group, of)));
    for ((place, group), members) in (0..).zip(&instance.groups).zip(instance.members()) {
        if &*group.name != EVERYBODY && !members.is_empty() {
            sets.push((Of::Group, place, members));
        }
    }
    sets.extend(parties().map(|(place, _)| (Of::Party, place, vec![place])));
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
