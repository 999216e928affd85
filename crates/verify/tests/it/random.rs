//! Tiny instances by chance: what is accepted is true, and what is true can be shown.

use super::told;
use super::world::{Chance, World};
use std::fmt::Write as _;
use verify::verify;

fn worlds(seed: u64, many: usize) -> impl Iterator<Item = (World, Chance)> {
    let mut chance = Chance(seed);
    (0..many).map(move |_| {
        let world = World::by_chance(&mut chance);
        let next = Chance(1 + chance.below(1 << 40) as u64);
        (world, next)
    })
}

fn answer(world: &World, package: &[usize], bound: u64) -> String {
    let lines: String = package.iter().map(|a| format!("in a:{a}\n")).collect();
    format!("{lines}weight {}\nbound {bound}\n", world.weighs(package))
}

#[test]
fn a_package_is_accepted_exactly_where_it_is_acceptable() {
    let (mut good, mut bad) = (0, 0);
    for (world, _) in worlds(1, 400) {
        let (question, json) = (world.question(), world.json());
        let all = world.weights.iter().sum();
        for package in world.packages() {
            let certificate = question.clone() + &answer(&world, &package, all);
            let accepted = verify(&certificate, json.as_bytes());
            let expected = world.accepts(&package);
            assert_eq!(accepted.is_ok(), expected, "{certificate}\n{json}\n{accepted:?}");
            if expected { good += 1 } else { bad += 1 }
        }
    }
    assert!(good > 1000 && bad > 1000, "{good} {bad}");
}

/// Lemmas, the last of which says that these credits do not all hold: a case for each set of alternatives.
fn cases(
    world: &World,
    credits: &str,
    decided: &mut String,
    alternative: usize,
    lines: &mut String,
) {
    if alternative < world.units.len() {
        for sign in ["-", "+"] {
            let before = decided.len();
            write!(decided, " {sign}a:a:{alternative}").expect("a string takes all");
            cases(world, credits, decided, alternative + 1, lines);
            decided.truncate(before);
        }
    }
    writeln!(lines, "lemma{credits}{decided}").expect("a string takes all");
}

/// Cores over all credits there are, each shown by cases, until so much is lost.
fn cores(world: &World, lost: u64) -> String {
    let weights = world.weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
    let mut credits: Vec<(String, u64)> =
        weights.map(|(unit, weight)| (format!("u:u{unit}"), *weight)).collect();
    // By credit, the sign of its contrary: of a unit that it is not agreed, of a count that it reaches so many.
    let contrary =
        |name: &str| if name.starts_with('u') { format!(" -{name}") } else { format!(" +{name}") };
    let (mut lines, mut left, mut number) = (String::new(), lost, 0);
    while left > 0 && !credits.is_empty() {
        number += 1;
        let cost = credits.iter().map(|credit| credit.1).min().unwrap_or(0).min(left);
        let all: String = credits.iter().map(|credit| contrary(&credit.0)).collect();
        cases(world, &all, &mut String::new(), 0, &mut lines);
        writeln!(lines, "count {number}{all}\ncore {cost} {number}").expect("a string takes all");
        let more = (2..=credits.len())
            .map(|least| (format!("c:{number}:{least}"), cost))
            .collect::<Vec<_>>();
        credits.iter_mut().for_each(|credit| credit.1 -= cost);
        credits.extend(more);
        credits.retain(|credit| credit.1 > 0);
        left -= cost;
    }
    lines
}

#[test]
fn the_best_package_can_be_shown_to_be_best_and_nothing_better() {
    let mut shown = 0;
    for (world, _) in worlds(2, 1500) {
        let (question, json) = (world.question(), world.json());
        let packages = world.packages();
        let acceptable = packages.iter().filter(|package| world.accepts(package));
        let best = acceptable.max_by_key(|package| world.weighs(package)).expect("none is one");
        let (all, most) = (world.weights.iter().sum::<u64>(), world.weighs(best));
        // Few are neither all to be had nor empty; those alone need a proof.
        if most == all || most == 0 {
            continue;
        }
        let steps = cores(&world, all - most);
        let certificate = format!("{question}{steps}{}", answer(&world, best, most));
        let told = told(&certificate, &json);
        let expected = format!("{most} of {most}: {} in,", best.len());
        assert!(told.starts_with(&expected), "{told}\n{question}\n{json}");
        shown += 1;
        let forged =
            format!("{question}{steps}{}", answer(&world, best, most).replace("bound ", "bound 1"));
        assert!(verify(&forged, json.as_bytes()).is_err());
        let steps = cores(&world, all - most + 1);
        let forged = format!("{question}{steps}{}", answer(&world, &[], most - 1));
        assert!(verify(&forged, json.as_bytes()).is_err(), "{forged}\n{json}");
    }
    assert!(shown > 20, "{shown}");
}

#[test]
fn an_alternative_that_is_told_to_be_out_is_in_no_acceptable_package() {
    let mut accepted = 0;
    for (world, mut chance) in worlds(3, 500) {
        let (question, json) = (world.question(), world.json());
        let all: u64 = world.weights.iter().sum();
        let packages = world.packages();
        let possible: Vec<bool> = (0..world.units.len())
            .map(|a| packages.iter().any(|package| package.contains(&a) && world.accepts(package)))
            .collect();
        let mut lines = String::new();
        for _ in 0..60 {
            let alternative = chance.below(world.units.len());
            let statement =
                |chance: &mut Chance| format!("sé{}", chance.below(world.statements.len()));
            let reason = match chance.below(7) {
                0 => "unsupported".to_owned(),
                1 => "quorum".to_owned(),
                2 => format!("silent p%20{}", chance.below(4)),
                3 => format!("link {}", chance.below(3)),
                4 => format!("{} {}", statement(&mut chance), statement(&mut chance)),
                _ => statement(&mut chance),
            };
            let line = format!("out a:{alternative} because {reason}\n");
            let certificate = format!("{question}{lines}{line}{}", answer(&world, &[], all));
            if verify(&certificate, json.as_bytes()).is_ok() {
                assert!(!possible[alternative], "{certificate}\n{json}");
                lines += &line;
                accepted += 1;
            }
        }
    }
    assert!(accepted > 1000, "{accepted}");
}

#[test]
fn a_lemma_that_is_accepted_holds_in_every_acceptable_package() {
    let (mut accepted, mut refused) = (0, 0);
    for (world, mut chance) in worlds(4, 300) {
        let (question, json) = (world.question(), world.json());
        let all: u64 = world.weights.iter().sum();
        let packages = world.packages();
        let packages: Vec<&Vec<usize>> =
            packages.iter().filter(|package| world.accepts(package)).collect();
        let agreed =
            |unit: usize, package: &[usize]| package.iter().any(|&a| world.units[a] == unit);
        let counts = "count 7 -u:u0 +u:u1 +a:a:0\ncount 8 c:7 -a:a:1 c:7\n";
        let seven = |package: &[usize]| {
            usize::from(!agreed(0, package))
                + usize::from(agreed(1, package))
                + usize::from(package.contains(&0))
        };
        let mut lines = counts.to_owned();
        for _ in 0..40 {
            let mut clause = vec![];
            for _ in 0..1 + chance.below(3) {
                let of = chance.below(world.statements.len());
                let (kind, number) = (chance.below(6), chance.below(8));
                let name = match kind {
                    0 | 1 => format!("a:a:{}", number % world.units.len()),
                    2 => format!("u:u{}", number % world.weights.len()),
                    3 => format!("s:sé{of}"),
                    4 => format!("t:sé{of}"),
                    _ if number % 2 == 0 => format!("c:7:{}", 1 + number % 3),
                    _ => format!("c:8:{}", 1 + number % 7),
                };
                let holds = |package: &[usize]| match kind {
                    0 | 1 => package.contains(&(number % world.units.len())),
                    2 => agreed(number % world.weights.len(), package),
                    3 => world.hold(&world.statements[of].wishes, package),
                    4 => world.is_met(of, package),
                    _ if number % 2 == 0 => seven(package) > number % 3,
                    _ => 2 * seven(package) + usize::from(!package.contains(&1)) > number % 7,
                };
                let wanted = chance.one_in(2);
                let holds: Vec<bool> =
                    packages.iter().map(|package| holds(package) == wanted).collect();
                clause.push((format!("{}{name}", if wanted { '+' } else { '-' }), holds));
            }
            let words: Vec<&str> = clause.iter().map(|(word, _)| word.as_str()).collect();
            let line = format!("lemma {}\n", words.join(" "));
            let certificate = format!("{question}{lines}{line}{}", answer(&world, &[], all));
            if verify(&certificate, json.as_bytes()).is_ok() {
                let holds = (0..packages.len()).all(|p| clause.iter().any(|(_, holds)| holds[p]));
                assert!(holds, "{certificate}\n{json}");
                lines += &line;
                accepted += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(accepted > 1000 && refused > 1000, "{accepted} {refused}");
}
