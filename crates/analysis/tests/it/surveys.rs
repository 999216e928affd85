//! Whole surveys of planted answers: what is claimed, and what changes nothing.

use analysis::opinions::{Chance, Plan, Responses, Scale, Survey, Verdict, adjusted_rand, survey};

type Cells = Vec<(usize, usize, usize)>;

const PEOPLE: usize = 240;
const STATEMENTS: usize = 60;

/// Two sides, of 60 and 40 in a hundred, on statements most of which divide them; half of the cells are answered.
fn two_sides(people: usize) -> (Cells, Vec<Option<u16>>) {
    let (who, what, draw) = (Chance::new(11), Chance::new(12), Chance::new(13));
    let side = |p: usize| u16::from(who.share(p, 0) < 0.4);
    let mut cells = Cells::new();
    for p in 0..people {
        for s in 0..STATEMENTS {
            if who.share(p, s + 1) < 0.5 {
                continue;
            }
            let turned = if what.share(s, 0) < 0.5 { 1.0 } else { -1.0 };
            let stands = if side(p) == 0 { 1.0 } else { -1.0 };
            let agrees = 0.5 + 0.35 * turned * stands * what.share(s, 1).sqrt();
            let drawn = draw.share(p, s);
            let level = if drawn < 0.1 { 1 } else { 2 * usize::from(drawn < 0.1 + 0.9 * agrees) };
            cells.push((p, s, level));
        }
    }
    (cells, (0..people).map(|p| Some(side(p))).collect())
}

fn surveyed(people: usize, cells: &Cells, plan: &Plan) -> Survey {
    let responses =
        Responses::from_cells(Scale::Responses, people, STATEMENTS, cells).expect("the cells fit");
    survey(responses, plan, &|_| ())
}

/// Camps in the order given.
fn members(found: &Survey) -> Vec<Option<u16>> {
    let mut members = vec![None; found.result.members.len()];
    for (at, camp) in found.result.members.iter().enumerate() {
        members[found.order.participants[at] as usize] = *camp;
    }
    members
}

#[test]
fn two_sides_are_two_camps_whatever_the_order_and_the_threads() {
    let (cells, truth) = two_sides(PEOPLE);
    let found = surveyed(PEOPLE, &cells, &Plan::default());
    assert_eq!((found.result.verdict, found.result.camps), (Verdict::Camps, 2));
    assert!(adjusted_rand(&members(&found), &truth) > 0.95);
    assert!(!found.stability.is_weak());

    let turned: Cells =
        cells.iter().rev().map(|&(p, s, l)| (PEOPLE - 1 - p, (s * 7) % STATEMENTS, l)).collect();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = alone.install(|| surveyed(PEOPLE, &turned, &Plan::default()));
    let mut there = members(&again);
    there.reverse();
    assert_eq!(there, members(&found));
    assert_eq!(again.result.belonging, found.result.belonging);
    assert_eq!(again.dimensions, found.dimensions);
    assert_eq!(again.stability, found.stability);
}

#[test]
fn votes_permuted_within_statements_show_no_camps() {
    let (cells, _) = two_sides(PEOPLE);
    for seed in 0..5 {
        let chance = Chance::new(seed);
        let mut permuted = cells.clone();
        for s in 0..STATEMENTS {
            let places: Vec<usize> = (0..cells.len()).filter(|&i| cells[i].1 == s).collect();
            let mut order = places.clone();
            order.sort_by_key(|&i| chance.bits(i, s));
            for (to, from) in places.iter().zip(&order) {
                permuted[*to].2 = cells[*from].2;
            }
        }
        let found = surveyed(PEOPLE, &permuted, &Plan::default());
        assert_eq!(found.result.camps, 1, "{seed}: {:?}", found.result.verdict);
    }
}

#[test]
fn a_sample_and_a_core_show_the_same_camps() {
    let (cells, truth) = two_sides(PEOPLE);
    // Everybody is in the core but not in the sample; then neither is whole.
    for core in [PEOPLE, 150] {
        let plan = Plan {
            whole: 1_000,
            sample_participants: 100,
            sample_answers: 2_000,
            core,
            ..Plan::default()
        };
        let found = surveyed(PEOPLE, &cells, &plan);
        assert!(found.sample.participants < PEOPLE && found.core.participants == core);
        assert_eq!(found.result.camps, 2, "{core}: {:?}", found.result.verdict);
        assert!(adjusted_rand(&members(&found), &truth) > 0.95);
    }
}

#[test]
fn identical_ballots_take_little_of_the_common_ground_and_are_told() {
    let (mut cells, _) = two_sides(PEOPLE);
    let before = surveyed(PEOPLE, &cells, &Plan::default());
    let top = |found: &Survey| -> Vec<u32> {
        let best = found.result.ground.statements.iter().take(20);
        best.map(|g| found.order.statements[g.statement]).collect()
    };
    let (best, fakes) = (top(&before), 8);
    for fake in 0..fakes {
        for &statement in &best {
            let statement = statement as usize;
            let accepted = before
                .result
                .ground
                .statements
                .iter()
                .find(|g| before.order.statements[g.statement] as usize == statement);
            let against = match accepted.unwrap().direction {
                analysis::opinions::Direction::Accept => 0,
                analysis::opinions::Direction::Reject => 2,
            };
            cells.push((PEOPLE + fake, statement, against));
        }
    }
    let after = surveyed(PEOPLE + fakes, &cells, &Plan::default());
    let bloc = after.blocs.iter().find(|bloc| bloc.members.len() == fakes);
    assert!(bloc.is_some_and(analysis::opinions::Bloc::counted_once));
    assert!(after.as_cast.is_some(), "the result with every ballot in full stands beside it");
    let kept = top(&after).iter().filter(|s| best.contains(s)).count();
    assert!(kept >= 17, "{kept} of 20");
}

#[test]
fn nothing_and_next_to_nothing_are_surveyed() {
    for cells in [vec![], vec![(0, 0, 2)], vec![(0, 0, 2), (1, 0, 0), (1, 1, 1)]] {
        let found = surveyed(3, &cells, &Plan::default());
        assert_eq!(found.result.camps, 1, "{:?} {:?}", found.dimensions, found.permuted);
        assert_eq!((found.result.verdict, found.dimensions.chosen), (Verdict::TooFew, 0));
    }
    assert_eq!(surveyed(0, &vec![], &Plan::default()).result.members, vec![]);
}

/// One even spread of opinion; whoever passes does so wherever they stand.
#[test]
fn passes_that_say_nothing_of_the_place_make_no_camps() {
    let (who, what, draw) = (Chance::new(21), Chance::new(22), Chance::new(23));
    let people = 1_000;
    let mut cells = Cells::new();
    for p in 0..people {
        let stands = 4.0 * (who.share(p, 0) - 0.5);
        for s in 0..STATEMENTS {
            let z = 0.5 - what.share(s, 1) + 3.0 * (what.share(s, 0) - 0.5) * stands;
            let level = if draw.purpose(1).share(p, s) < 0.15 {
                1
            } else {
                2 * usize::from(draw.share(p, s) < 1.0 / (1.0 + libm::exp(-z)))
            };
            cells.push((p, s, level));
        }
    }
    let found = surveyed(people, &cells, &Plan::default());
    assert_eq!(found.dimensions.chosen, 1);
    assert_eq!(found.result.camps, 1, "{:?}", found.result.seen.null);
}
