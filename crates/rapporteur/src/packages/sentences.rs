//! What stands in the way, and what opens it, in sentences with the statements they rest on.

use super::case::{Case, listed};
use analysis::packages::{Answer, Clause, Clauses, Move, Reason, Said, Speaker, Way, Why, WhyOpen};
use record::event::positions::Stance;
use serde::Serialize;
use std::collections::BTreeMap;

/// Names that one sentence shows; the others are counted.
const NAMES: usize = 4;
/// Ties between units that are told of one conflict.
const TIES: usize = 6;

/// A sentence, and the statements it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    /// The sentence, without its full stop.
    pub(crate) words: String,
    /// The statements, by their identifiers.
    pub(crate) statements: Vec<String>,
    /// Of a record, the entries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) entries: Vec<u32>,
}

impl Line {
    pub(crate) fn new(case: &Case, words: String, statements: &[u32]) -> Self {
        let entries = statements.iter().filter_map(|&of| case.entry(of)).map(|entry| entry.0);
        let mut entries: Vec<u32> = entries.collect();
        entries.dedup();
        let statements = statements.iter().map(|&of| case.statement(of).to_owned()).collect();
        Self { words, statements, entries }
    }

    /// What it rests on, in brackets: `(no. 7, no. 12)`, or the identifiers of statements.
    pub(crate) fn cites(&self) -> String {
        let mut of: Vec<String> = match self.entries.is_empty() {
            true => self.statements.clone(),
            false => self.entries.iter().map(|entry| format!("no. {entry}")).collect(),
        };
        let others = of.len().saturating_sub(NAMES);
        of.truncate(NAMES);
        match (of.is_empty(), others) {
            (true, _) => String::new(),
            (_, 0) => format!(" ({})", of.join(", ")),
            (_, others) => format!(" ({} and {others} more)", of.join(", ")),
        }
    }
}

/// The words of a case, for what stands in the way at an instant.
#[derive(Clone, Copy)]
pub(crate) struct Sentences<'a> {
    pub(crate) case: &'a Case,
    pub(crate) clauses: &'a Clauses,
}

impl Sentences<'_> {
    fn line(&self, words: String, statements: &[u32]) -> Line {
        Line::new(self.case, words, statements)
    }

    /// Several names, the first few and how many more.
    fn some(&self, of: Vec<String>, noun: &str) -> String {
        match of.len().saturating_sub(NAMES) {
            0 | 1 => listed(&of),
            more => format!("{} and {more} more {noun}", of[..NAMES].join(", ")),
        }
    }

    fn alternatives(&self, of: &[u32]) -> String {
        let names = of.iter().map(|&a| self.case.alternative(a).to_owned()).collect();
        self.some(names, "alternatives")
    }

    fn ways(&self, ways: &[Way]) -> String {
        let ways: Vec<String> = ways.iter().map(|way| self.case.condition(&way.literals)).collect();
        ways.join(", or ")
    }

    /// What a clause says, as a sentence.
    pub(crate) fn clause(&self, clause: &Clause) -> Line {
        let on = self.case.alternative(clause.alternative);
        match clause.why {
            Why::Statement { by, base, .. } => {
                let who = self.case.speaker(by);
                let offers = clause.ways.iter().filter_map(|way| way.offer);
                let mut of: Vec<u32> = std::iter::once(base).chain(offers).collect();
                of.sort_unstable();
                of.dedup();
                let ways = self.ways(&clause.ways);
                let words =
                    match (&self.case.instance.statements[base as usize].said, ways.is_empty()) {
                        (Said::Stance(stance, _), true) => format!("{who} {} {on}", verb(*stance)),
                        (Said::Stance(stance, conditions), false) if conditions.is_empty() => {
                            format!("{who} {} {on}, but accepts it {ways}", verb(*stance))
                        }
                        (Said::Stance(stance, _), false) => {
                            format!("{who} {} {on} only {ways}", verb(*stance))
                        }
                        (Said::Offer(_), _) => format!("{who} accepts {on} {ways}"),
                    };
                self.line(words, &of)
            }
            Why::Link(link) => {
                let link = &self.case.instance.links[link as usize];
                let then: Vec<String> = link
                    .then
                    .iter()
                    .map(|l| self.case.condition(std::slice::from_ref(l)))
                    .map(|words| words.trim_start_matches("if ").to_owned())
                    .collect();
                let why = match link.why.is_empty() {
                    true => String::new(),
                    false => format!(": {}", link.why),
                };
                let words = match then.is_empty() {
                    true => format!("{on} cannot be in{why}"),
                    false => format!("{on} can be in only if {}{why}", then.join(" or ")),
                };
                self.line(words, &[])
            }
            Why::NoSupport => self.line(format!("nobody supports {on}"), &[]),
            Why::Silent(party) => {
                let party = self.case.party(party);
                self.line(format!("{party} has not said that it accepts {on}"), &[])
            }
            Why::Quorum => {
                self.line(format!("so few took a side on {on} that there is no majority"), &[])
            }
        }
    }

    /// The steps towards a package, each with what opens it.
    pub(crate) fn step(&self, step: &Move, before: &[u32], package: &[u32]) -> Vec<Line> {
        let names = self.alternatives(&step.alternatives);
        let opened = self.opened(step, before, package);
        let several = step.alternatives.len() > 1;
        let mut lines = Vec::new();
        if step.together {
            lines.push(
                self.line(format!("{names} wait for each other and can only go in at once"), &[]),
            );
            lines.extend(opened);
        } else if opened.is_empty() {
            let stand = if several { "can go in as they stand" } else { "can go in as it stands" };
            lines.push(self.line(format!("{names} {stand}"), &[]));
        } else {
            lines.push(self.line(format!("{names} can go in then"), &[]));
            lines.extend(opened);
        }
        lines
    }

    /// What of the conditions on a step's alternatives is met only by what went before or goes with them.
    fn opened(&self, step: &Move, before: &[u32], package: &[u32]) -> Vec<Line> {
        let of = |place: u32| self.clauses.all[place as usize].alternative;
        let mut places: Vec<u32> = Vec::new();
        for &alternative in &step.alternatives {
            let from = self.clauses.all.partition_point(|c| c.alternative < alternative) as u32;
            places.extend(
                (from..self.clauses.all.len() as u32).take_while(|&p| of(p) == alternative),
            );
        }
        // Where nothing is in before, what goes in alone waits for nothing, or is tolerated.
        if before.is_empty() && !step.together {
            return Vec::new();
        }
        let clauses = places.iter().map(|&place| &self.clauses.all[place as usize]);
        // "Out" is read on the package as a whole.
        let out = |a: u32| package.binary_search(&a).is_err();
        let waits = |clause: &&Clause| {
            let free = |way: &Way| way.literals.iter().all(|l| !l.wanted && out(l.alternative));
            !clause.ways.is_empty() && !clause.ways.iter().any(free)
        };
        let met = |way: &&Way| {
            way.literals.iter().all(|l| {
                let is_in = before.binary_search(&l.alternative).is_ok()
                    || step.alternatives.binary_search(&l.alternative).is_ok();
                if l.wanted { is_in } else { out(l.alternative) }
            })
        };
        let shown = |clause: &Clause| {
            let way = clause.ways.iter().find(met)?.clone();
            Some(self.clause(&Clause { ways: vec![way], ..clause.clone() }))
        };
        clauses.filter(waits).filter_map(shown).collect()
    }

    /// Why a unit is open.
    pub(crate) fn open(&self, why: &WhyOpen, unit: u32) -> Vec<Line> {
        match why {
            WhyOpen::Blocked(reasons) if !reasons.is_empty() => {
                reasons.iter().map(|reason| self.reason(reason)).collect()
            }
            WhyOpen::Conflicts { with, ties } => {
                let names = with.iter().map(|&unit| self.case.unit(unit).to_owned()).collect();
                let own = self.case.unit(unit);
                let mut lines = vec![self.line(
                    format!(
                        "{own} could be agreed, but not together with {}",
                        self.some(names, "units")
                    ),
                    &[],
                )];
                let all = ties.iter().map(|&tie| &self.clauses.all[tie as usize]);
                lines.extend(all.take(TIES).map(|clause| self.clause(clause)));
                if ties.len() > TIES {
                    lines.push(
                        self.line(format!("and {} more such conditions", ties.len() - TIES), &[]),
                    );
                }
                lines
            }
            WhyOpen::Contradicts(clauses) => {
                let own = self.case.unit(unit);
                let words = format!(
                    "{own} cannot be agreed, whatever else is: its conditions contradict each other"
                );
                let mut lines = vec![self.line(words, &[])];
                let all = clauses.iter().map(|&clause| &self.clauses.all[clause as usize]);
                lines.extend(all.map(|clause| self.clause(clause)));
                lines
            }
            WhyOpen::Blocked(_) => {
                vec![self.line(
                    format!("{} has no alternative that could be in", self.case.unit(unit)),
                    &[],
                )]
            }
            WhyOpen::Undecided => vec![
                self.line(
                    "whether it could be added was not settled before the search was stopped"
                        .to_owned(),
                    &[],
                ),
            ],
        }
    }

    /// Why an alternative can never be in: all who object outright, or what a condition waits for.
    fn reason(&self, reason: &Reason) -> Line {
        let on = self.case.alternative(reason.alternative);
        if let [only] = reason.clauses[..]
            && !reason.waits.is_empty()
        {
            let line = self.clause(&self.clauses.all[only as usize]);
            let waits = self.alternatives(&reason.waits);
            let cannot =
                if reason.waits.len() == 1 { "cannot be in" } else { "cannot be in either" };
            return Line { words: format!("{}, and {waits} {cannot}", line.words), ..line };
        }
        let from = self.clauses.all.partition_point(|c| c.alternative < reason.alternative);
        let all =
            self.clauses.all[from..].iter().take_while(|c| c.alternative == reason.alternative);
        let outright: Vec<&Clause> = all.filter(|clause| clause.ways.is_empty()).collect();
        let objectors: Vec<(Speaker, u32)> = outright
            .iter()
            .filter_map(|clause| match clause.why {
                Why::Statement { by, base, .. } => Some((by, base)),
                _ => None,
            })
            .collect();
        match (objectors.is_empty(), outright.first()) {
            (false, _) => {
                let names = objectors.iter().map(|(by, _)| self.case.speaker(*by).to_owned());
                let statements: Vec<u32> = objectors.iter().map(|(_, base)| *base).collect();
                let count = match (objectors.len(), self.against(reason)) {
                    (_, Some((against, bound))) => {
                        format!("{against} parties object where {bound} may")
                    }
                    (1, None) => "one objection stands".to_owned(),
                    (of, None) => format!("{of} objections stand"),
                };
                let names = self.some(names.collect(), "");
                self.line(format!("{on}: {count}, of {}", names.trim_end()), &statements)
            }
            (true, Some(clause)) => self.clause(clause),
            (true, None) => match reason.clauses.first() {
                Some(&clause) => self.clause(&self.clauses.all[clause as usize]),
                None => self.line(format!("{on} cannot be in"), &[]),
            },
        }
    }

    /// Under a rule that counts, how many parties object, and how many may.
    fn against(&self, reason: &Reason) -> Option<(u32, u32)> {
        let of = self.clauses.limits.iter().filter(|l| l.alternative == reason.alternative);
        let mut counted = of.map(|limit| {
            let objects = |terms: &[u32]| {
                terms.iter().any(|term| {
                    reason.clauses.contains(term)
                        || self.clauses.all[*term as usize].ways.is_empty()
                })
            };
            let blocks = limit.blocks.iter().filter(|block| objects(&block.terms));
            (blocks.map(|block| block.parties).sum::<u32>(), limit.bound)
        });
        counted.find(|(against, bound)| against > bound)
    }

    /// Objections that stand against what is in, where the rule tolerates them.
    pub(crate) fn objections(&self, answer: &Answer) -> Vec<Line> {
        let is_in = |a: u32| answer.package.binary_search(&a).is_ok();
        let met = |way: &Way| way.literals.iter().all(|l| is_in(l.alternative) == l.wanted);
        let stands = |clause: &&Clause| {
            !clause.hard && is_in(clause.alternative) && !clause.ways.iter().any(met)
        };
        self.clauses.all.iter().filter(stands).map(|clause| self.clause(clause)).collect()
    }

    /// Reservations on what is in, which do not stand in the way.
    pub(crate) fn reservations(&self, answer: &Answer) -> Vec<Line> {
        let mut last: BTreeMap<(u32, Speaker), u32> = BTreeMap::new();
        let statements = &self.case.instance.statements;
        for (place, statement) in (0..).zip(statements) {
            let counts = statement.is_in_force(answer.clauses.at)
                && matches!(statement.said, Said::Stance(..))
                && answer.package.binary_search(&statement.alternative).is_ok();
            if counts {
                let known = last.entry((statement.alternative, statement.by)).or_insert(place);
                if statements[*known as usize].from <= statement.from {
                    *known = place;
                }
            }
        }
        let reserved = |(&(on, by), &place): (&(u32, Speaker), &u32)| {
            let said = &statements[place as usize].said;
            let reserves = matches!(said, Said::Stance(Some(Stance::ReservesPosition), _));
            let words = || {
                format!(
                    "{} reserves its position on {}",
                    self.case.speaker(by),
                    self.case.alternative(on)
                )
            };
            reserves.then(|| self.line(words(), &[place]))
        };
        last.iter().filter_map(reserved).collect()
    }
}

/// What a stance says, before the alternative.
fn verb(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Supports) => "supports",
        Some(Stance::CanAccept) => "can accept",
        Some(Stance::ReservesPosition) => "reserves its position on",
        Some(Stance::Objects) => "objects to",
        None => "takes no side on",
    }
}
