//! Blocs of near-identical ballots: who answered alike beyond what chance explains, and which of them count as one voice.
//!
//! **Near-identical.** Two ballots are near-identical if (a) they answer more statements in common than not (Jaccard index
//! of the statements answered at least one half), (b) their answers differ in no more of these than two copies would in 99
//! of 100 cases if one answer in twenty of either were changed, and (c) the likeness is beyond chance: the evidence of the
//! shared answers in bits (see `likeness`) exceeds `log2(pairs / 0.05)`, Bonferroni's correction of 0.05 for all pairs of
//! participants. A bloc is what gathers around one ballot: every member is near-identical to the bloc's commonest answers,
//! and beyond chance so, `log2(n / 0.05)` bits against the margins of everybody else.
//! Where all pairs are too many, pairs are proposed by hashing (see `candidates`); whatever is proposed is verified.
//!
//! **Counted once.** People of one mind answer alike for good reasons: states of one group vote alike in 99 of 100 roll
//! calls. That two answered alike is therefore never enough. Independent people do not show two things at once: the same
//! answers, *and* a choice of statements that only those share who also share the answers. A bloc is counted once if
//!
//! 1. *answers*: the bits between its most typical ballot and its other members, against the margins of everybody else,
//!    exceed what it costs to name that ballot
//!    and those members among all participants, `log2(n C(n - 1, m - 1) / 0.05)`. A straight line (every answer at one
//!    level) is one choice, not many: its answers are worth at most `-log2 f` bits a member, where `f` is the share of
//!    straight lines at that level among the other ballots of half its length or more;
//! 2. *choice of statements*: seen from the typical ballot, the members lie nearer in the statements they chose than
//!    everybody else does, whatever those answered, by more than the others' own spacing explains. Distance is `1 - J` with
//!    `J` the Jaccard index of the statements answered. The nearest `k = sqrt(n)` others give the tail: `-ln` of a
//!    distance beyond the `k + 1`th is exponential (Hill 1975; for distances this is the dimension estimate of Levina and
//!    Bickel 2004), and the chance that `j` further people lie as near is `C(k + j, j) (1 + j t / (k s))^-k` with `t` the
//!    excess and `s` the mean excess of the others, its uncertainty included. This, over all `n` typical ballots and
//!    `m - 1` choices of `j`, must be at most 0.05;
//! 3. *minority*: at least half of all participants are outside it, else there is nobody to compare with.
//!
//! Where everybody answers everything (roll calls, a group's positions) the second test cannot succeed and nothing is
//! counted once: discipline and copying cannot be told apart there. Results are told both ways, as cast and with each such
//! bloc counted once; nothing is removed.
//!
//! **What it cannot show.** Who is behind a bloc: one person, a campaign's voting guide, a family at one screen. Copies
//! that answer statements drawn for them by a server at random share no choice; copies accompanied by decoys that
//! choose the same statements and answer otherwise may pass as a crowd; so do slow, varied copies. Such
//! blocs may be reported, and leaving them out shows what hangs on them, but they are not counted once.

mod candidates;
mod gather;
mod judge;
mod likeness;

use super::{Answer, Chance, Responses};
use likeness::Margins;
use rayon::prelude::*;

/// The rate of false alarms held to, over a whole run: the customary 0.05.
const ALARM: f64 = 0.05;
/// Answers looked at, at most, to find further members of blocs, and again to compare choices of statements: the larger
/// blocs first.
const STEPS_MAX: usize = 1 << 30;

/// Which blocs are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlocOptions {
    /// The smallest bloc that is told; at least 2.
    pub members_min: usize,
}

impl Default for BlocOptions {
    fn default() -> Self {
        Self { members_min: 2 }
    }
}

/// Participants with near-identical ballots.
#[derive(Clone, Debug, PartialEq)]
pub struct Bloc {
    /// Who, rising.
    pub members: Vec<u32>,
    /// The commonest answers: what more than half of the members answered, at the level most of them chose.
    pub ballot: Vec<Answer>,
    /// The mean number of statements that a member shares with the ballot.
    pub shared: f64,
    /// The share of these answered as the ballot does, in `[0, 1]`.
    pub alike: f64,
    /// Evidence of the answers, in bits: the mean over the other members of how much likelier their likeness to the most
    /// typical member is among copies than among independent answers.
    pub bits: f64,
    /// The level, if every answer of the ballot is at one level.
    pub straight_line: Option<usize>,
    /// Whether independent people show such likeness.
    pub judged: Judged,
}

impl Bloc {
    /// Whether the bloc is to count as one voice where results are told both ways.
    pub fn counted_once(&self) -> bool {
        matches!(self.judged, Judged::CountedOnce { .. })
    }
}

/// Why a bloc counts as one voice, or does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Judged {
    /// Same answers and a choice of statements that nobody else shares.
    CountedOnce {
        /// The chance, corrected for all comparisons, that independent people come as near in their choice of statements.
        chance: f64,
    },
    /// People of one mind may answer so: the bits do not outweigh the number of groupings that could have been found.
    AnswersExplained,
    /// Others chose the same statements and answered otherwise, or everybody answered nearly everything.
    ChoiceShared {
        /// The chance as above; above 0.05.
        chance: f64,
    },
    /// More than half of all participants: nobody is left to compare with.
    Majority,
    /// The work allowed was spent on larger blocs.
    NotExamined,
}

/// Blocs of near-identical ballots, the larger first, then by their first member.
///
/// Deterministic: `chance` only decides which pairs hashing proposes where all pairs would be too many.
pub fn blocs(responses: &Responses, options: BlocOptions, chance: Chance) -> Vec<Bloc> {
    let participants = responses.participants();
    if participants < 2 {
        return Vec::new();
    }
    let margins = Margins::of(responses);
    let pairs = participants as f64 * (participants - 1) as f64 / 2.0;
    let needed = libm::log2(pairs / ALARM);
    let proposed = candidates::propose(responses, &margins, needed, chance);
    let table = responses.by_participant();
    let near: Vec<(u32, u32)> = proposed
        .into_par_iter()
        .filter(|&(a, b)| margins.near(table.row(a as usize), table.row(b as usize), needed))
        .collect();
    let groups = gather::gather(responses, &margins, near, options.members_min.max(2));
    judge::judge(responses, &margins, groups)
}

/// How much each participant counts if each bloc that is [`Bloc::counted_once`] counts as one voice: its members share one
/// evenly, everybody else has 1.
pub fn weights(blocs: &[Bloc], participants: usize) -> Vec<f64> {
    let mut weights = vec![1.0; participants];
    for bloc in blocs.iter().filter(|b| b.counted_once()) {
        for &member in &bloc.members {
            if let Some(weight) = weights.get_mut(member as usize) {
                *weight = 1.0 / bloc.members.len() as f64;
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::super::Scale;
    use super::*;

    /// 300 participants who each answer 30 of 100 statements as one of two camps leans, and then some more.
    fn consultation(further: &[Vec<(usize, usize)>]) -> Responses {
        let chance = Chance::new(7);
        let mut cells = Vec::new();
        for p in 0..300 {
            for s in 0..100 {
                if chance.purpose(1).share(p, s) < 0.3 {
                    let agrees = chance.purpose(2).share(p % 2, s);
                    let draw = chance.purpose(3).share(p, s);
                    let level = if draw < 0.15 { 1 } else { 2 * usize::from(draw < agrees) };
                    cells.push((p, s, level));
                }
            }
        }
        for (i, ballot) in further.iter().enumerate() {
            cells.extend(ballot.iter().map(|&(s, level)| (300 + i, s, level)));
        }
        Responses::from_cells(Scale::Responses, 300 + further.len(), 100, &cells).unwrap()
    }

    fn found(further: &[Vec<(usize, usize)>]) -> Vec<Bloc> {
        blocs(&consultation(further), BlocOptions::default(), Chance::new(1))
    }

    fn script() -> Vec<(usize, usize)> {
        (0..40).map(|i| (2 * i, 2 * (i % 2))).collect()
    }

    #[test]
    fn people_of_one_camp_are_no_bloc() {
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn copies_count_once_though_some_answers_differ_or_are_left_out() {
        let chance = Chance::new(3);
        let copies: Vec<Vec<(usize, usize)>> = (0..9)
            .map(|i| {
                let kept = script().into_iter().filter(|&(s, _)| chance.share(i, s) < 0.8);
                let change = |s| chance.purpose(1).share(i, s) < 0.05;
                kept.map(|(s, level)| (s, if change(s) { 1 } else { level })).collect()
            })
            .collect();
        let blocs = found(&copies);
        assert_eq!(blocs.len(), 1);
        assert_eq!(blocs[0].members, (300..309).collect::<Vec<u32>>());
        assert!((38..=40).contains(&blocs[0].ballot.len()));
        assert!(blocs[0].counted_once() && blocs[0].alike < 1.0, "{blocs:?}");
        let weights = weights(&blocs, 309);
        assert!((weights.iter().sum::<f64>() - 301.0).abs() < 1e-9);
        assert!((weights[299] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn copies_among_people_who_chose_the_same_statements_are_told_and_not_counted_once() {
        let chance = Chance::new(4);
        let mut further = vec![script(); 5];
        further.extend((0..40).map(|i| {
            let level = |s| chance.below(i, s, 3);
            script().into_iter().map(|(s, _)| (s, level(s))).collect::<Vec<_>>()
        }));
        let blocs = found(&further);
        assert_eq!(blocs.len(), 1);
        assert_eq!(blocs[0].members, (300..305).collect::<Vec<u32>>());
        assert!(matches!(blocs[0].judged, Judged::ChoiceShared { .. }), "{blocs:?}");
        assert!(weights(&blocs, 345).iter().all(|w| (w - 1.0).abs() < 1e-12));
    }

    #[test]
    fn straight_lines_are_one_choice() {
        let passes = |from: usize| (from..from + 20).map(|s| (s, 1)).collect::<Vec<_>>();
        let blocs = found(&[passes(0), passes(0), passes(30), passes(60)]);
        assert_eq!(blocs.len(), 1);
        assert_eq!(blocs[0].straight_line, Some(1));
        assert_eq!(blocs[0].judged, Judged::AnswersExplained);
        let few = |level| (0..5).map(|s| (s, level)).collect::<Vec<_>>();
        assert_eq!(found(&[few(2), few(2), few(2), few(1), few(1)]), []);
    }

    /// Nobody of these counts once: answers of `participants` to `statements`, none where `answer` gives none.
    fn check_nobody_counts_once(
        participants: usize,
        statements: usize,
        answer: impl Fn(usize, usize) -> Option<usize>,
    ) -> usize {
        let cells: Vec<(usize, usize, usize)> = (0..participants)
            .flat_map(|p| (0..statements).map(move |s| (p, s)))
            .filter_map(|(p, s)| answer(p, s).map(|level| (p, s, level)))
            .collect();
        let responses =
            Responses::from_cells(Scale::Responses, participants, statements, &cells).unwrap();
        let blocs = blocs(&responses, BlocOptions::default(), Chance::new(1));
        assert!(blocs.iter().all(|bloc| !bloc.counted_once()), "{blocs:?}");
        blocs.len()
    }

    #[test]
    fn discipline_in_roll_calls_never_counts_once() {
        for seed in 0..10 {
            let chance = Chance::new(seed);
            // Two parties that hold the line in 98 of 100 votes, few absent.
            let found = check_nobody_counts_once(100, 150, |p, s| {
                let line = 2 * chance.purpose(1).below(p % 2, s, 2);
                let strays = chance.purpose(2).share(p, s) < 0.02;
                let absent = chance.purpose(3).share(p, s) < 0.05;
                (!absent).then_some(if strays { 2 - line } else { line })
            });
            assert!(found > 0);
            // One party that holds the line among members who do not.
            check_nobody_counts_once(100, 150, |p, s| {
                let line = 2 * chance.purpose(1).below(0, s, 2);
                let free = 2 * chance.purpose(2).below(p, s, 2);
                let absent = chance.purpose(3).share(p, s) < 0.05;
                (!absent).then_some(if p < 20 { line } else { free })
            });
        }
    }

    #[test]
    fn who_comes_early_answers_what_there_is_and_does_not_count_once() {
        for seed in 0..10 {
            let chance = Chance::new(seed);
            // Statements come in over time; everybody answers those that stand, some leave early; two camps of strong views.
            check_nobody_counts_once(400, 120, |p, s| {
                let there = s < 10 + p * 110 / 400;
                let stays = chance.purpose(1).share(p, 0) < 0.5 || s < chance.below(p, 1, 60);
                let agrees = if chance.purpose(2).share(p % 2, s) < 0.5 { 0.05 } else { 0.95 };
                let level = 2 * usize::from(chance.purpose(3).share(p, s) < agrees);
                (there && stays).then_some(level)
            });
        }
    }

    #[test]
    fn who_comes_in_waves_does_not_count_once() {
        for seed in 0..10 {
            let chance = Chance::new(seed);
            // Each of eight waves of fifty is shown fifteen statements of its own; two camps of strong views.
            check_nobody_counts_once(400, 120, |p, s| {
                let agrees = if chance.purpose(2).share(p % 2, s) < 0.5 { 0.05 } else { 0.95 };
                let level = 2 * usize::from(chance.purpose(3).share(p, s) < agrees);
                (s / 15 == p / 50).then_some(level)
            });
        }
    }

    #[test]
    fn a_majority_is_no_bloc_that_counts_once() {
        let level = |p, s| if p < 30 { s % 3 } else { Chance::new(2).below(p, s, 3) };
        let cells: Vec<(usize, usize, usize)> =
            (0..40).flat_map(|p| (0..60).map(move |s| (p, s, level(p, s)))).collect();
        let responses = Responses::from_cells(Scale::Responses, 40, 60, &cells).unwrap();
        let blocs = blocs(&responses, BlocOptions::default(), Chance::new(1));
        assert_eq!(blocs[0].members.len(), 30);
        assert!(blocs.iter().all(|bloc| !bloc.counted_once()), "{blocs:?}");
        let none = Responses::from_cells(Scale::Responses, 0, 0, &[]).unwrap();
        assert_eq!(super::blocs(&none, BlocOptions::default(), Chance::new(1)), []);
    }

    #[test]
    fn among_many_hashing_finds_what_all_pairs_would() {
        let chance = Chance::new(11);
        let mut starts = vec![0];
        let mut answers = Vec::new();
        for p in 0..6000 {
            for s in 0..200 {
                let drawn = chance.share(p, s) < 0.2;
                // Every 200th holds one ballot; the rest lean as one of two camps.
                if p % 200 == 3 && s % 5 == 0 {
                    answers.push(Answer::new(s, s % 3));
                } else if p % 200 != 3 && drawn {
                    let agrees = chance.purpose(1).share(p % 2, s);
                    let level = 2 * usize::from(chance.purpose(2).share(p, s) < agrees);
                    answers.push(Answer::new(s, level));
                }
            }
            starts.push(answers.len());
        }
        let responses = Responses::from_rows(Scale::Responses, 200, starts, answers).unwrap();
        let blocs = blocs(&responses, BlocOptions::default(), Chance::new(1));
        assert_eq!(blocs.len(), 1);
        assert_eq!(blocs[0].members, (0..30).map(|i| 200 * i + 3).collect::<Vec<u32>>());
        assert!(blocs[0].counted_once());
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let again = || super::blocs(&responses, BlocOptions::default(), Chance::new(1));
        assert_eq!(alone.install(again), blocs);
    }
}
