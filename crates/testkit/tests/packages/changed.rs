//! What a changed statement does, against a search of the changed instance from nothing.

use crate::search::options;
use analysis::packages::{
    Answer, Change, Instance, Literal, Said, Speaker, Standing, Statement, Stop, find,
};
use record::event::positions::Stance;
use std::collections::BTreeSet;
use testkit::packages::{NOW, Sizes, instance};
use testkit::world::Dice;

/// A change of any sort.
fn change(instance: &Instance, dice: &mut Dice) -> Change {
    let place = dice.below(instance.statements.len());
    let mut statement = instance.statements[place].clone();
    if dice.percent(30) {
        return Change::Withdrawn(place as u32);
    }
    for _ in 0..1 + dice.below(2) {
        vary(&mut statement, instance, dice);
    }
    if dice.percent(50) {
        return Change::Replaced(place as u32, statement);
    }
    statement.name = format!("s{}", instance.statements.len() + 1).into();
    Change::Made(statement)
}

/// Says something else, or speaks for somebody else, of something else, or at another time.
fn vary(statement: &mut Statement, instance: &Instance, dice: &mut Dice) {
    let alternative = |dice: &mut Dice| dice.below(instance.alternatives.len()) as u32;
    let literals = |least: usize, dice: &mut Dice| -> Vec<Literal> {
        let count = least + dice.below(3);
        (0..count)
            .map(|_| Literal { alternative: alternative(dice), wanted: dice.percent(65) })
            .collect()
    };
    match dice.below(8) {
        0 => statement.said = Said::Stance(Some(Stance::Objects), Vec::new()),
        1 => statement.said = Said::Stance(Some(Stance::Supports), Vec::new()),
        2 => statement.said = Said::Stance(Some(Stance::CanAccept), literals(1, dice)),
        3 => statement.said = Said::Stance(None, Vec::new()),
        4 => statement.said = Said::Offer(literals(0, dice)),
        5 => statement.by = Speaker::Party(dice.below(instance.parties.len()) as u32),
        6 => statement.alternative = alternative(dice),
        _ => {
            statement.from = dice.below(10) as i64;
            statement.withdrawn = None;
            statement.expires = dice.percent(30).then_some(statement.from + 2);
        }
    }
}

/// The instance with a change, told without the analysis.
fn changed(instance: &Instance, change: &Change, at: i64) -> Instance {
    let mut instance = instance.clone();
    match change.clone() {
        Change::Made(statement) => instance.statements.push(statement),
        Change::Replaced(place, statement) => instance.statements[place as usize] = statement,
        Change::Withdrawn(place) => {
            let statement = &mut instance.statements[place as usize];
            let ended = statement.withdrawn.is_some_and(|end| end <= at.max(statement.from));
            if !ended {
                statement.withdrawn = Some(at.max(statement.from));
            }
        }
    }
    instance
}

fn units(instance: &Instance, answer: &Answer) -> BTreeSet<u32> {
    answer.package.iter().map(|&a| instance.alternatives[a as usize].unit).collect()
}

fn beyond(one: &BTreeSet<u32>, other: &BTreeSet<u32>) -> Vec<u32> {
    one.difference(other).copied().collect()
}

#[test]
fn after_each_change_the_answer_is_that_of_a_search_from_nothing() {
    let (mut moved, mut reused) = (0, 0);
    for seed in 0..2_000 {
        let made = instance(seed, &Sizes::default());
        if made.statements.is_empty() {
            continue;
        }
        let options = options(seed, &made);
        let stop = Stop::default();
        let mut standing = Standing::new(made, options.clone(), &stop);
        let mut dice = Dice::new(seed);
        for step in 0..6 {
            let change = change(standing.instance(), &mut dice);
            let at = options.at.unwrap_or(NOW);
            let then = changed(standing.instance(), &change, at);
            let from_nothing = find(&then, &options, &stop);
            let told = standing.with(change.clone(), &stop);
            let before = standing.answer().clone();
            assert_eq!(standing.keep(change.clone(), &stop), told, "seed {seed} {step}");
            assert_eq!(*standing.instance(), then, "seed {seed} {step}");
            assert_eq!(*standing.answer(), from_nothing, "seed {seed} {step}: {change:?}");
            let answer = standing.answer();
            assert_eq!((told.weight, told.bound), (answer.weight, answer.bound));
            let set = |answer: &Answer| answer.package.iter().copied().collect();
            assert_eq!(told.come, beyond(&set(answer), &set(&before)));
            assert_eq!(told.go, beyond(&set(&before), &set(answer)));
            let agreed = |answer: &Answer| units(&then, answer);
            assert_eq!(told.gained, beyond(&agreed(answer), &agreed(&before)));
            assert_eq!(told.lost, beyond(&agreed(&before), &agreed(answer)));
            moved += usize::from(told.come != told.go);
            reused += usize::from(told.searched < answer.parts.len());
        }
    }
    assert!(moved > 300 && reused > 1_000, "changes are too easy: {moved} {reused}");
}
