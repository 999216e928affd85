//! Near-identical pairs become blocs, each around the answers its members have in common.

use super::likeness::Margins;
use super::{ALARM, STEPS_MAX};
use crate::opinions::{Answer, LEVELS_MAX, Responses};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Members of a bloc and what most of them answered.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) members: Vec<u32>,
    pub(super) ballot: Vec<Answer>,
}

/// Groups from pairs; whoever is in the most pairs leads first, and nobody is in two groups.
pub(super) fn gather(
    responses: &Responses,
    margins: &Margins,
    pairs: Vec<(u32, u32)>,
    least: usize,
) -> Vec<Group> {
    let participants = responses.participants();
    let mut starts = vec![0usize; participants + 1];
    for &(a, b) in &pairs {
        starts[a as usize + 1] += 1;
        starts[b as usize + 1] += 1;
    }
    for i in 0..participants {
        starts[i + 1] += starts[i];
    }
    let mut next = starts.clone();
    let mut near = vec![0u32; 2 * pairs.len()];
    for &(a, b) in &pairs {
        for (from, to) in [(a, b), (b, a)] {
            near[next[from as usize]] = to;
            next[from as usize] += 1;
        }
    }
    let near = |p: u32| &near[starts[p as usize]..starts[p as usize + 1]];
    let mut leaders: Vec<u32> = (0..participants as u32).filter(|&p| !near(p).is_empty()).collect();
    leaders.sort_by_key(|&p| (Reverse(near(p).len()), p));
    let mut taken = vec![false; participants];
    let mut asked = vec![u32::MAX; participants];
    let mut groups = Vec::new();
    for leader in leaders {
        if taken[leader as usize] {
            continue;
        }
        let mut seeds = vec![leader];
        seeds.extend(near(leader).iter().filter(|&&p| !taken[p as usize]));
        if seeds.len() < 2 {
            continue;
        }
        let ballot = commonest(responses, &seeds);
        let mut members = Vec::new();
        let mut queue = seeds;
        for &p in &queue {
            asked[p as usize] = leader;
        }
        while let Some(p) = queue.pop() {
            let row = responses.by_participant().row(p as usize);
            if !margins.compare(row, &ballot).near_ballot() {
                continue;
            }
            members.push(p);
            for &further in near(p) {
                if !taken[further as usize] && asked[further as usize] != leader {
                    asked[further as usize] = leader;
                    queue.push(further);
                }
            }
        }
        if members.len() >= 2 {
            for &p in &members {
                taken[p as usize] = true;
            }
            members.sort_unstable();
            groups.push(members);
        }
    }
    join(responses, margins, &mut groups, &mut taken);
    groups.retain(|members| members.len() >= least);
    groups
        .into_iter()
        .map(|members| Group { ballot: commonest(responses, &members), members })
        .collect()
}

/// Lets those join a group whose ballots lack the bits for a pair among all pairs, but have them for one ballot given; the
/// larger groups first, while the work allowed lasts. Whoever joins sharpens what sets the group apart from everybody else,
/// so it is asked again until nobody joins.
fn join(responses: &Responses, margins: &Margins, groups: &mut [Vec<u32>], taken: &mut [bool]) {
    groups.sort_by_key(|members| (Reverse(members.len()), members[0]));
    let mut steps = STEPS_MAX;
    for members in groups {
        loop {
            let ballot = commonest(responses, members);
            let answers: usize =
                ballot.iter().map(|a| responses.by_statement().row(a.about()).len()).sum();
            let cost = answers + responses.participants() + 8 * responses.statements();
            let Some(left) = steps.checked_sub(cost) else { return };
            steps = left;
            let joined = joining(responses, &margins.without(responses, members), &ballot, taken);
            if joined.is_empty() {
                break;
            }
            for &p in &joined {
                taken[p as usize] = true;
            }
            members.extend(joined);
            members.sort_unstable();
        }
    }
}

/// Who of those not taken is near-identical to a ballot, beyond chance.
fn joining(
    responses: &Responses,
    margins: &Margins,
    ballot: &[Answer],
    taken: &[bool],
) -> Vec<u32> {
    let needed = libm::log2(responses.participants() as f64 / ALARM);
    let mut alike = vec![0u32; responses.participants()];
    for answer in ballot {
        for other in responses.by_statement().row(answer.about()) {
            alike[other.about()] += u32::from(other.level() == answer.level());
        }
    }
    let joins = |p: u32| {
        // Half in common, most of it alike: a third is a cheap lower bound.
        if taken[p as usize] || 3 * (alike[p as usize] as usize) < ballot.len() {
            return false;
        }
        let likeness = margins.compare(responses.by_participant().row(p as usize), ballot);
        likeness.near_ballot() && likeness.bits >= needed
    };
    (0..taken.len() as u32).filter(|&p| joins(p)).collect()
}

/// What more than half of them answered, at the level most of these chose, the lower if two are as common.
fn commonest(responses: &Responses, members: &[u32]) -> Vec<Answer> {
    let mut counts: BTreeMap<usize, [usize; LEVELS_MAX]> = BTreeMap::new();
    for &member in members {
        for answer in responses.by_participant().row(member as usize) {
            counts.entry(answer.about()).or_default()[answer.level()] += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, by_level)| 2 * by_level.iter().sum::<usize>() > members.len())
        .map(|(statement, by_level)| {
            let most = (0..LEVELS_MAX).rev().max_by_key(|&l| by_level[l]).unwrap_or(0);
            Answer::new(statement, most)
        })
        .collect()
}
