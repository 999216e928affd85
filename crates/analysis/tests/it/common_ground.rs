//! Common ground on a consultation that was held, with the groups that its hosts published; skipped where it is absent.

use analysis::opinions::{
    Direction, Divergence, GroundOptions, Hearing, People, Responses, Scale, common_ground,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

type Cells = Vec<(usize, usize, usize)>;

/// Cells, participants, statements and camps of a set; none where it is not there.
fn read(set: &str) -> Option<(Cells, usize, usize, Vec<Option<u16>>)> {
    let data = std::env::var_os("RAPPORTEUR_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let folder = data.join("opinion").join(set);
    let votes = std::fs::read_to_string(folder.join("votes.csv")).ok()?;
    let groups = std::fs::read_to_string(folder.join("polis-groups.csv")).ok()?;
    // timestamp,datetime,comment-id,voter-id,vote: the last by time counts.
    let mut last: BTreeMap<(u64, u64), (u64, i32)> = BTreeMap::new();
    for line in votes.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |field: usize| fields[field].parse::<u64>().expect("a number");
        let vote = (number(0), fields[4].parse::<i32>().expect("a vote"));
        let cell = last.entry((number(3), number(2))).or_insert(vote);
        *cell = if vote.0 >= cell.0 { vote } else { *cell };
    }
    let mut people: Vec<u64> = last.keys().map(|&(who, _)| who).collect();
    people.dedup();
    let mut statements: Vec<u64> = last.keys().map(|&(_, what)| what).collect();
    statements.sort_unstable();
    statements.dedup();
    let at = |list: &[u64], id: &u64| list.binary_search(id).expect("it is listed");
    let cells = last
        .iter()
        .map(|((who, what), (_, vote))| {
            (at(&people, who), at(&statements, what), (vote + 1) as usize)
        })
        .collect();
    let camp = |line: &str| -> Option<(u64, u16)> {
        let (who, group) = line.split_once(',')?;
        Some((who.parse().ok()?, group.parse::<f64>().ok()? as u16))
    };
    let camps: BTreeMap<u64, u16> = groups.lines().skip(1).filter_map(camp).collect();
    let members = people.iter().map(|who| camps.get(who).copied()).collect();
    Some((cells, people.len(), statements.len(), members))
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn a_block_that_counts_as_one_voice_does_not_take_the_common_ground() {
    let Some((cells, people, statements, members)) = read("vtaiwan.uberx") else {
        eprintln!("skipped: the shared data are not here");
        return;
    };
    let told = |cells: &Cells, members: &[Option<u16>], weights: &[f64]| {
        let responses =
            Responses::from_cells(Scale::Responses, members.len(), statements, cells).unwrap();
        let people = People { responses: &responses, members, camps: 2, weights };
        common_ground(&people, &Divergence::count(&people), None, &GroundOptions::default())
    };
    let before = told(&cells, &members, &[]);
    let first = &before.statements[..20];
    assert!(first.iter().all(|ground| ground.hearing == Hearing::Heard && ground.n >= 20));
    assert!(first[0].lower_bound > 0.9);
    let top: Vec<usize> = first.iter().map(|ground| ground.statement).collect();
    let divisive = before.divisive.iter().map(|told| told.statement).filter(|s| !top.contains(s));

    // 3 % of those in camps: against what is common, for what divides; all of them put into either camp.
    let block = members.iter().flatten().count() * 3 / 100;
    let mut ballot: Vec<(usize, usize)> = first
        .iter()
        .map(|ground| (ground.statement, if ground.direction == Direction::Accept { 0 } else { 2 }))
        .collect();
    ballot.extend(divisive.take(20).map(|statement| (statement, 2)));
    let mut cells = cells;
    for account in people..people + block {
        cells.extend(ballot.iter().map(|&(statement, level)| (account, statement, level)));
    }
    for camp in [0, 1] {
        let mut members = members.clone();
        members.extend(vec![Some(camp); block]);
        let mut weights = vec![1.0; people];
        weights.extend(vec![1.0 / block as f64; block]);
        let after = told(&cells, &members, &weights);
        let kept = after.statements[..20].iter().filter(|g| top.contains(&g.statement)).count();
        assert!(kept >= 17, "{kept} of 20");
    }
}
