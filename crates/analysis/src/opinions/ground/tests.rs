use super::*;
use crate::opinions::{LEVELS_MAX, Responses, Scale};

/// Answers `(agree, pass, disagree)` of camps by statement; participants of a camp answer in turn.
fn answered(
    sizes: &[usize],
    statements: &[&[(usize, usize, usize)]],
) -> (Responses, Vec<Option<u16>>) {
    let mut cells = Vec::new();
    for (statement, camps) in statements.iter().enumerate() {
        let mut first = 0;
        for (size, &(agree, pass, disagree)) in sizes.iter().zip(*camps) {
            assert!(agree + pass + disagree <= *size);
            let levels = [(agree, 2), (pass, 1), (disagree, 0)];
            let levels =
                levels.iter().flat_map(|&(count, level)| std::iter::repeat_n(level, count));
            // Everybody gets to answer something.
            let shift = statement * 7;
            cells.extend(
                levels.enumerate().map(|(i, level)| (first + (i + shift) % size, statement, level)),
            );
            first += size;
        }
    }
    let members = sizes
        .iter()
        .enumerate()
        .flat_map(|(camp, size)| std::iter::repeat_n(Some(camp as u16), *size))
        .collect();
    let participants = sizes.iter().sum();
    let responses = Responses::from_cells(Scale::Responses, participants, statements.len(), &cells);
    (responses.unwrap(), members)
}

fn told(responses: &Responses, members: &[Option<u16>], camps: usize) -> CommonGround {
    let people = People { responses, members, camps, weights: &[] };
    let table = Divergence::count(&people);
    common_ground(&people, &table, None, &GroundOptions::default())
}

fn order(ground: &CommonGround) -> Vec<usize> {
    ground.statements.iter().map(|told| told.statement).collect()
}

#[test]
fn what_all_camps_hold_comes_first_in_either_direction() {
    let (responses, members) = answered(
        &[100, 60],
        &[
            &[(90, 5, 5), (2, 2, 56)],
            &[(95, 0, 5), (55, 2, 3)],
            &[(1, 5, 94), (0, 0, 60)],
            &[(50, 0, 50), (30, 0, 30)],
        ],
    );
    let ground = told(&responses, &members, 2);
    assert_eq!(order(&ground)[..2], [2, 1]);
    assert_eq!(ground.statements[0].direction, Direction::Reject);
    assert_eq!(ground.statements[1].direction, Direction::Accept);
    assert!(ground.statements[1].lower_bound > 0.8);
    assert_eq!(ground.divisive[0].statement, 0);
    assert_eq!(ground.divisive[0].between, Some((1, 0)));
    assert!(ground.divisive[0].lower_bound > 0.7 && ground.divisive[0].gap < 0.95);
    let least = &ground.statements[1].by_camp[1];
    assert!((least.shares.unwrap()[0] - 55.0 / 60.0).abs() < 1e-12);
    assert!(
        ground.statements[1].lower_bound < least.lower.max(ground.statements[1].by_camp[0].lower)
    );
}

#[test]
fn thin_evidence_does_not_win() {
    let (responses, members) = answered(
        &[100, 100],
        &[
            &[(5, 0, 0), (5, 0, 0)],
            &[(90, 5, 5), (92, 3, 5)],
            &[(20, 0, 80), (25, 0, 75)],
            &[(60, 0, 40), (40, 0, 60)],
        ],
    );
    let ground = told(&responses, &members, 2);
    assert_eq!(order(&ground)[0], 1);
    let thin = ground.statements.iter().find(|told| told.statement == 0).unwrap();
    assert!(thin.lower_bound + 0.03 < ground.statements[0].lower_bound && thin.n == 10, "{thin:?}");
}

#[test]
fn a_tiny_camp_has_no_veto_and_is_shown() {
    let statements: &[&[(usize, usize, usize)]] = &[
        &[(95, 0, 5), (93, 0, 7), (0, 0, 9)],
        &[(70, 0, 30), (75, 0, 25), (9, 0, 0)],
        &[(30, 0, 70), (75, 0, 25), (9, 0, 0)],
    ];
    let (responses, members) = answered(&[100, 100, 9], statements);
    let ground = told(&responses, &members, 3);
    assert_eq!(ground.enters, [true, true, false]);
    assert_eq!(order(&ground)[0], 0);
    assert!(ground.statements[0].by_camp[2].upper < 0.4);
    assert!((ground.voices[2] - 9.0).abs() < 1e-12);
    // One of twenty is enough to be heard.
    let (responses, members) = answered(&[100, 71, 9], &[&[(95, 0, 5), (70, 0, 1), (0, 0, 9)]]);
    assert!(told(&responses, &members, 3).enters[2]);
}

#[test]
fn passes_are_neither_support_nor_opposition() {
    let (responses, members) = answered(
        &[200],
        &[&[(90, 0, 10)], &[(90, 80, 10)], &[(60, 100, 0)], &[(50, 0, 50)], &[(1, 3, 0)]],
    );
    let ground = told(&responses, &members, 1);
    let of = |statement: usize| {
        ground.statements.iter().find(|told| told.statement == statement).unwrap()
    };
    assert!((of(0).lower_bound - of(1).lower_bound).abs() < 1e-12);
    assert!((of(1).overall.shares.unwrap()[1] - 80.0 / 180.0).abs() < 1e-12);
    assert!(
        of(2).hearing == Hearing::MostlyPassed
            && of(4).hearing == Hearing::Heard
            && of(1).hearing == Hearing::Heard
    );
    assert_eq!(order(&ground).last(), Some(&2));
    // With one camp, what divides is an even split.
    assert_eq!((ground.divisive[0].statement, ground.divisive[0].between), (3, None));
}

#[test]
fn statements_nobody_answered_are_not_ranked_and_alike_ones_keep_their_order() {
    let (responses, members) = answered(
        &[50, 50],
        &[&[(40, 0, 5), (45, 0, 5)], &[(0, 0, 0), (0, 0, 0)], &[(40, 0, 5), (45, 0, 5)]],
    );
    assert_eq!(order(&told(&responses, &members, 2)), [0, 2]);
}

#[test]
fn bounds_hold_as_often_as_they_say() {
    // Camp shares drawn as the three stages say; the least share is below its bound in about 5 of 100 statements.
    use crate::opinions::Chance;
    let (mut missed, mut all) = (0, 0);
    for run in 0..10 {
        let chance = Chance::new(run);
        let sizes = [80usize, 40, 30];
        let mut truth = Vec::new();
        let mut cells = Vec::new();
        for statement in 0..200 {
            let mean = chance.share(0, statement);
            let mut least: [f64; 2] = [1.0, 1.0];
            let mut first = 0;
            for (camp, &size) in sizes.iter().enumerate() {
                let share = Beta::new(6.0 * mean, 6.0 * (1.0 - mean))
                    .quantile(chance.share(1 + camp, statement));
                least = [least[0].min(share), least[1].min(1.0 - share)];
                for who in first..first + size {
                    if chance.share(1_000 + who, statement) < 0.3 {
                        let agrees = chance.share(2_000 + who, statement) < share;
                        cells.push((who, statement, if agrees { 2 } else { 0 }));
                    }
                }
                first += size;
            }
            truth.push(least);
        }
        let members: Vec<_> = (0..150)
            .map(|p| {
                Some(if p < 80 {
                    0
                } else if p < 120 {
                    1
                } else {
                    2
                })
            })
            .collect();
        let responses = Responses::from_cells(Scale::Responses, 150, 200, &cells).unwrap();
        for ground in &told(&responses, &members, 3).statements {
            let least = truth[ground.statement];
            let held = if ground.direction == Direction::Accept { least[0] } else { least[1] };
            missed += usize::from(held < ground.lower_bound);
            all += 1;
        }
    }
    let share = f64::from(missed as u32) / f64::from(all as u32);
    assert!((0.01..0.08).contains(&share), "{share}");
}

#[test]
fn accounts_that_answer_everything_count_by_their_heads() {
    // Camp of 300; each statement is answered by 30 of them, nine in ten in favour. Ten accounts disagree with the first.
    let mut cells = Vec::new();
    for statement in 0..20 {
        for i in 0..30 {
            let agrees = if statement < 10 { i % 10 != 0 } else { i % 10 < 7 };
            cells.push(((statement * 30 + i * 7) % 290, statement, if agrees { 2 } else { 0 }));
        }
    }
    for account in 290..300 {
        cells.extend((0..10).map(|statement| (account, statement, 0)));
    }
    let responses = Responses::from_cells(Scale::Responses, 300, 20, &cells).unwrap();
    let people = People { responses: &responses, members: &[], camps: 1, weights: &[] };
    let table = Divergence::count(&people);
    let chances = |_: usize, statement: usize| -> [f64; LEVELS_MAX] {
        let agree = if statement < 10 { 0.88 } else { 0.7 };
        [1.0 - agree, 0.0, agree, 0.0]
    };
    let options = GroundOptions::default();
    let first = |ground: &CommonGround| {
        ground.statements[..10].iter().filter(|told| told.statement < 10).count()
    };
    assert!(first(&common_ground(&people, &table, None, &options)) < 10);
    let modelled = common_ground(&people, &table, Some(&chances), &options);
    assert_eq!(first(&modelled), 10);
    let shares = modelled.statements[0].overall.shares.unwrap();
    assert!((shares[0] - (27.0 + 260.0 * 0.88) / 300.0).abs() < 1e-9, "{shares:?}");
    // Or they are known to be a bloc, and counted as one voice.
    let weights: Vec<f64> = (0..300).map(|p| if p < 290 { 1.0 } else { 0.1 }).collect();
    let weighed = People { weights: &weights, ..people };
    let table = Divergence::count(&weighed);
    assert_eq!(first(&common_ground(&weighed, &table, None, &options)), 10);
    // A model that gives no numbers is not listened to.
    let broken = |_: usize, _: usize| [f64::NAN; LEVELS_MAX];
    let plain = common_ground(&people, &Divergence::count(&people), None, &options);
    assert_eq!(common_ground(&people, &Divergence::count(&people), Some(&broken), &options), plain);
}

#[test]
fn what_a_camp_was_not_heard_on_comes_last() {
    let (responses, members) = answered(
        &[100, 60],
        &[&[(50, 0, 50), (2, 2, 56)], &[(95, 0, 5), (0, 3, 0)], &[(90, 5, 5), (55, 0, 5)]],
    );
    let ground = told(&responses, &members, 2);
    assert_eq!(order(&ground), [2, 0, 1]);
    assert_eq!(ground.statements[2].hearing, Hearing::Unheard);
}

#[test]
fn nothing_that_most_answered_against_is_shared_whatever_is_to_be_expected_of_the_silent() {
    // Of a camp of forty two answered, both against; the model expects the silent to agree.
    let cells: Vec<(usize, usize, usize)> = (0..40)
        .flat_map(|p| (1..6).map(move |s| (p, s, if p % 10 == 0 { 0 } else { 2 })))
        .chain([(0, 0, 0), (1, 0, 0)])
        .collect();
    let responses = Responses::from_cells(Scale::Responses, 40, 6, &cells).unwrap();
    let people = People { responses: &responses, members: &[], camps: 1, weights: &[] };
    let table = Divergence::count(&people);
    let chances = |_: usize, _: usize| [0.05, 0.0, 0.95, 0.0];
    let ground = common_ground(&people, &table, Some(&chances), &GroundOptions::default());
    let against = ground.statements.iter().find(|told| told.statement == 0).unwrap();
    assert!(against.direction == Direction::Accept && against.lower_bound > 0.5, "{against:?}");
    assert!(!against.shared);
    assert_eq!(ground.shared().map(|told| told.statement).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn what_is_shared_has_a_majority_in_every_camp_that_enters_and_five_who_took_a_side() {
    let (responses, members) = answered(
        &[100, 60, 5],
        &[
            &[(95, 0, 5), (56, 2, 2), (0, 0, 5)],
            &[(95, 0, 5), (29, 2, 29), (5, 0, 0)],
            &[(2, 0, 0), (2, 0, 0), (0, 0, 0)],
            &[(4, 2, 94), (2, 2, 56), (5, 0, 0)],
        ],
    );
    let ground = told(&responses, &members, 3);
    let shared: Vec<(usize, Direction)> =
        ground.shared().map(|told| (told.statement, told.direction)).collect();
    // The third camp has too few voices to enter.
    assert_eq!(shared, [(3, Direction::Reject), (0, Direction::Accept)]);
}
