//! Which blocs independent people do not show.

use super::gather::Group;
use super::likeness::Margins;
use super::{ALARM, Bloc, Judged, STEPS_MAX};
use crate::opinions::{Answer, Responses};
use std::cmp::Reverse;

/// Blocs from groups, each judged; the larger first.
pub(super) fn judge(responses: &Responses, margins: &Margins, mut groups: Vec<Group>) -> Vec<Bloc> {
    groups.sort_by_key(|group| (Reverse(group.members.len()), group.members[0]));
    let mut steps = STEPS_MAX;
    groups.into_iter().map(|group| judged(responses, margins, group, &mut steps)).collect()
}

fn judged(responses: &Responses, margins: &Margins, group: Group, steps: &mut usize) -> Bloc {
    let table = responses.by_participant();
    let row = |p: u32| table.row(p as usize);
    let (mut shared, mut alike) = (0.0, 0.0);
    let mut typical = (f64::NEG_INFINITY, group.members[0]);
    for &member in &group.members {
        let likeness = margins.compare(row(member), &group.ballot);
        shared += f64::from(likeness.shared);
        alike += f64::from(likeness.alike);
        if likeness.bits > typical.0 {
            typical = (likeness.bits, member);
        }
    }
    let others = (group.members.len() - 1) as f64;
    let typical = typical.1;
    let cells: usize = group.members.iter().map(|&p| row(p).len()).sum();
    let examined = spend(steps, cells + 8 * responses.statements());
    let others_margins = examined.then(|| margins.without(responses, &group.members));
    let margins = others_margins.as_ref().unwrap_or(margins);
    let compared = group.members.iter().filter(|&&p| p != typical);
    let bits: f64 = compared.map(|&p| margins.compare(row(p), row(typical)).bits).sum();
    let level = group.ballot.first().map(|a| a.level());
    let straight_line = level.filter(|&l| group.ballot.iter().all(|a| a.level() == l));
    let mut bloc = Bloc {
        shared: shared / (others + 1.0),
        alike: alike / shared.max(1.0),
        bits: bits / others,
        straight_line,
        judged: Judged::NotExamined,
        members: group.members,
        ballot: group.ballot,
    };
    if examined {
        bloc.judged = verdict(responses, &bloc, typical, steps);
    }
    bloc
}

/// Takes from the work allowed, if enough is left.
fn spend(steps: &mut usize, cost: usize) -> bool {
    let left = steps.checked_sub(cost);
    *steps = left.unwrap_or(*steps);
    left.is_some()
}

fn verdict(responses: &Responses, bloc: &Bloc, typical: u32, steps: &mut usize) -> Judged {
    let participants = responses.participants();
    let others = bloc.members.len() - 1;
    if 2 * bloc.members.len() > participants {
        return Judged::Majority;
    }
    let each = match bloc.straight_line {
        Some(level) => bloc.bits.min(line_bits(responses, bloc, level)),
        None => bloc.bits,
    };
    let naming = ln_choose(participants - 1, others) + libm::log(participants as f64 / ALARM);
    if each * others as f64 * std::f64::consts::LN_2 < naming {
        return Judged::AnswersExplained;
    }
    let ballot = responses.by_participant().row(typical as usize);
    let cost: usize = ballot.iter().map(|a| responses.by_statement().row(a.about()).len()).sum();
    if !spend(steps, cost + participants) {
        return Judged::NotExamined;
    }
    let chance = choice(responses, bloc, typical);
    if chance <= ALARM { Judged::CountedOnce { chance } } else { Judged::ChoiceShared { chance } }
}

/// The most bits that a straight line is worth: how rare such lines are among the others' ballots.
fn line_bits(responses: &Responses, bloc: &Bloc, level: usize) -> f64 {
    let table = responses.by_participant();
    let (mut lines, mut ballots) = (1.0, 2.0);
    for p in 0..table.rows() {
        let row = table.row(p);
        if 2 * row.len() >= bloc.ballot.len() && bloc.members.binary_search(&(p as u32)).is_err() {
            ballots += 1.0;
            lines += f64::from(u8::from(row.iter().all(|a| a.level() == level)));
        }
    }
    libm::log2(ballots / lines)
}

/// The corrected chance that independent people come as near to the typical ballot in their choice of statements.
fn choice(responses: &Responses, bloc: &Bloc, typical: u32) -> f64 {
    let participants = responses.participants();
    let nearness = nearness(responses, typical as usize);
    let (mut members, mut others) = (Vec::new(), Vec::with_capacity(participants));
    for (p, &near) in nearness.iter().enumerate() {
        if bloc.members.binary_search(&(p as u32)).is_err() {
            others.push(near);
        } else if p != typical as usize {
            members.push(near);
        }
    }
    let falling = |a: &f64, b: &f64| b.total_cmp(a);
    let tail = (libm::sqrt(others.len() as f64) as usize).min(others.len().saturating_sub(1));
    if tail == 0 {
        return 1.0;
    }
    others.select_nth_unstable_by(tail, falling);
    members.sort_unstable_by(falling);
    let threshold = others[tail];
    let length = responses.by_participant().row(typical as usize).len() as f64;
    // A spacing finer than one statement cannot be seen.
    others[..tail].sort_unstable_by(falling);
    let excess = others[..tail].iter().map(|x| x - threshold).sum::<f64>();
    let sum = excess.max(tail as f64 / (2.0 * length));
    let least = members
        .iter()
        .enumerate()
        .map(|(i, x)| {
            let j = (i + 1) as f64;
            let tail_ln = -(tail as f64) * libm::log1p(j * (x - threshold).max(0.0) / sum);
            ln_choose(tail + i + 1, i + 1) + tail_ln
        })
        .fold(0.0, f64::min);
    libm::exp(least + libm::log(participants as f64 * members.len() as f64)).min(1.0)
}

/// For every participant `-ln(1 - J)` of the statements answered, at most as if half a statement differed.
fn nearness(responses: &Responses, typical: usize) -> Vec<f64> {
    let table = responses.by_participant();
    let ballot: &[Answer] = table.row(typical);
    let mut shared = vec![0u32; table.rows()];
    for answer in ballot {
        for other in responses.by_statement().row(answer.about()) {
            shared[other.about()] += 1;
        }
    }
    let near = |p: usize| {
        let both = f64::from(shared[p]);
        let either = (ballot.len() + table.row(p).len()) as f64 - both;
        if both > 0.0 { -libm::log(((either - both) / either).max(0.5 / either)) } else { 0.0 }
    };
    (0..table.rows()).map(near).collect()
}

/// The natural logarithm of the binomial coefficient.
fn ln_choose(of: usize, chosen: usize) -> f64 {
    let ln_factorial = |x: usize| libm::lgamma(x as f64 + 1.0);
    ln_factorial(of) - ln_factorial(chosen) - ln_factorial(of - chosen)
}
