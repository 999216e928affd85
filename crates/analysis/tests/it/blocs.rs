//! Near-identical ballots in real consultations and roll calls, and with copies added to them.

#![expect(clippy::print_stderr, reason = "says which sets are not at hand, and what was found")]
#![expect(clippy::unwrap_used, reason = "what a set does not hold fails the test")]

use analysis::opinions::{Bloc, BlocOptions, Chance, Responses, Scale, blocs};
use std::collections::BTreeMap;
use std::path::PathBuf;

type Cell = (usize, usize, usize);

const CONSULTATIONS: &[&str] = &[
    "london.youth.policing",
    "15-per-hour-seattle",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
    "american-assembly.bowling-green",
];
const ROLL_CALLS: &str = "unga-2010-2019";

/// The answers of a set as they stood at last, or nothing where the sets are not at hand.
fn read(name: &str) -> Option<Vec<Cell>> {
    let near = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("RAPPORTEUR_DATA").map_or(near, PathBuf::from);
    let Ok(text) = std::fs::read_to_string(data.join("opinion").join(name).join("votes.csv"))
    else {
        eprintln!("skipped: {name} is not at hand");
        return None;
    };
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next()?.split(',').collect();
    let at = |name: &str| head.iter().position(|h| *h == name);
    let (who, what, vote) = (at("voter-id")?, at("comment-id")?, at("vote")?);
    let when = at("timestamp");
    let mut cells: BTreeMap<(i64, i64), (i64, usize)> = BTreeMap::new();
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |i: usize| fields[i].trim().parse::<f64>().unwrap() as i64;
        let (time, level) = (when.map_or(0, number), (number(vote) + 1) as usize);
        let cell = cells.entry((number(who), number(what))).or_insert((time, level));
        if time >= cell.0 {
            *cell = (time, level);
        }
    }
    let mut people: Vec<i64> = cells.keys().map(|k| k.0).collect();
    people.dedup();
    let mut statements: Vec<i64> = cells.keys().map(|k| k.1).collect();
    statements.sort_unstable();
    statements.dedup();
    let place = |list: &[i64], x: i64| list.binary_search(&x).unwrap();
    Some(cells.iter().map(|(k, v)| (place(&people, k.0), place(&statements, k.1), v.1)).collect())
}

fn count(cells: &[Cell]) -> (usize, usize) {
    let most = |of: fn(&Cell) -> usize| cells.iter().map(of).max().unwrap() + 1;
    (most(|c| c.0), most(|c| c.1))
}

fn found(cells: &[Cell]) -> Vec<Bloc> {
    let (n, m) = count(cells);
    let responses = Responses::from_cells(Scale::Responses, n, m, cells).unwrap();
    blocs(&responses, BlocOptions::default(), Chance::new(1))
}

/// One ballot against what most agree to and for what divides them, 20 statements each where these differ.
fn script(cells: &[Cell]) -> Vec<(usize, usize)> {
    let (n, m) = count(cells);
    let mut counts = vec![[0.0f64; 3]; m];
    for &(_, s, level) in cells {
        counts[s][level] += 1.0;
    }
    let votes = |s: usize| counts[s].iter().sum::<f64>();
    let agree = |s: usize| (counts[s][2] + 1.0) / (votes(s) + 2.0);
    let both = |s: usize| agree(s).min((counts[s][0] + 1.0) / (votes(s) + 2.0));
    let mut known: Vec<usize> = (0..m).filter(|&s| votes(s) >= 50f64.min(0.2 * n as f64)).collect();
    let mut ballot = BTreeMap::new();
    known.sort_by(|a, b| agree(*b).total_cmp(&agree(*a)));
    ballot.extend(known.iter().take(20).map(|&s| (s, 0)));
    known.sort_by(|a, b| both(*b).total_cmp(&both(*a)));
    ballot.extend(known.iter().take(20).map(|&s| (s, 2)));
    ballot.into_iter().collect()
}

/// The cells with copies of the script, each answer changed and left out at these rates.
fn with_copies(cells: &[Cell], copies: usize, changed: f64, left_out: f64) -> Vec<Cell> {
    let (n, _) = count(cells);
    let chance = Chance::new(5);
    let mut all = cells.to_vec();
    for i in 0..copies {
        for (s, level) in script(cells) {
            if chance.purpose(1).share(i, s) < left_out {
                continue;
            }
            let other = (level + 1 + chance.purpose(3).below(i, s, 2)) % 3;
            let change = chance.purpose(2).share(i, s) < changed;
            all.push((n + i, s, if change { other } else { level }));
        }
    }
    all
}

/// Copies in blocs that count once, and everybody else in these.
fn counted_once(cells: &[Cell], real: usize) -> (usize, usize) {
    let blocs = found(cells);
    let members = blocs.iter().filter(|b| b.counted_once()).flat_map(|b| &b.members);
    let (copies, others): (Vec<u32>, Vec<u32>) = members.partition(|&&p| p as usize >= real);
    (copies.len(), others.len())
}

#[test]
fn nobody_real_counts_once_in_six_sets() {
    for name in CONSULTATIONS.iter().chain([&ROLL_CALLS]) {
        let Some(cells) = read(name) else { continue };
        let blocs = found(&cells);
        let members: usize = blocs.iter().map(|b| b.members.len()).sum();
        eprintln!("{name}: {} blocs of {members} participants are near-identical", blocs.len());
        let once: Vec<&Bloc> = blocs.iter().filter(|b| b.counted_once()).collect();
        assert!(once.is_empty(), "{name}: {once:?}");
    }
}

#[test]
fn copies_count_once_at_one_three_five_and_ten_in_a_hundred() {
    for name in CONSULTATIONS.iter().chain([&ROLL_CALLS]) {
        let Some(cells) = read(name) else { continue };
        let (n, _) = count(&cells);
        let percents: &[usize] = if cells.len() < 40_000 { &[1, 3, 5, 10] } else { &[3] };
        for (changed, left_out) in [(0.0, 0.0), (0.05, 0.0), (0.0, 0.2), (0.05, 0.2)] {
            for &percent in percents {
                let copies = n * percent / 100;
                let all = with_copies(&cells, copies, changed, left_out);
                let (caught, others) = counted_once(&all, n);
                eprintln!("{name}: changed {changed}, left out {left_out}: {caught} of {copies}");
                assert_eq!(others, 0, "{name}");
                // Two copies among thirty participants are too few to say; where all answered the same thirty statements,
                // copies with a fifth left out chose as everybody did.
                let plain = name == &ROLL_CALLS || CONSULTATIONS[2..].contains(name);
                let dense = *name == CONSULTATIONS[1] && left_out < 0.1;
                if copies > 2 && (plain || dense) {
                    assert!(10 * caught >= 9 * copies, "{name} {changed} {left_out} {percent}");
                }
            }
        }
    }
}
