//! Certificates of what the search finds: each is accepted, and none that was changed so that it is false.

use crate::brute::{Reading, packages, weight};
use crate::search::options;
use analysis::packages::{
    Answer, Instance, Literal, Options, Rule, Said, Scope, Silence, Speaker, Stop, certificate,
    find,
};
use record::event::positions::Stance;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use testkit::packages::{Sizes, instance};
use verify::verify;

type Package = BTreeSet<u32>;

/// An instance in `packages/1`.
fn written(instance: &Instance) -> Vec<u8> {
    let alternative = |a: u32| &instance.alternatives[a as usize].name;
    let literals = |of: &[Literal]| -> Value {
        let sign = |l: &Literal| if l.wanted { '+' } else { '-' };
        of.iter().map(|l| format!("{}{}", sign(l), alternative(l.alternative))).collect()
    };
    let names = |of: &[u32]| -> Value {
        of.iter().map(|&g| instance.groups[g as usize].name.to_string()).collect()
    };
    let parties = instance.parties.iter().map(|party| {
        let constituency = &instance.constituencies[party.constituency as usize];
        let constituency = (!constituency.is_empty()).then_some(constituency);
        json!({"id": party.name, "constituency": constituency, "groups": names(&party.groups)})
    });
    let groups = instance.groups.iter();
    let groups = groups.map(|group| json!({"id": group.name, "groups": names(&group.groups)}));
    let units = instance.units.iter().map(|unit| {
        let of =
            unit.alternatives.clone().map(|a| json!({"id": alternative(a), "kind": "wording"}));
        json!({"id": unit.name, "chapter": instance.chapters[unit.chapter as usize],
            "weight": unit.weight, "alternatives": of.collect::<Value>()})
    });
    let statements = instance.statements.iter().map(|s| {
        let by = match s.by {
            Speaker::Party(party) => &instance.parties[party as usize].name,
            Speaker::Group(group) => &instance.groups[group as usize].name,
        };
        let mut line = json!({"id": s.name, "by": by, "alt": alternative(s.alternative),
            "t": s.from, "withdrawn": s.withdrawn, "expires": s.expires});
        match &s.said {
            Said::Offer(conditions) => {
                line["offer"] = true.into();
                line["if"] = literals(conditions);
                line["then"] = "live".into();
            }
            Said::Stance(stance, conditions) => {
                line["stance"] = match stance {
                    Some(Stance::Supports) => "support",
                    Some(Stance::CanAccept) => "live",
                    Some(Stance::ReservesPosition) => "reserve",
                    Some(Stance::Objects) => "object",
                    None => "none",
                }
                .into();
                if !conditions.is_empty() {
                    line["only_if"] = literals(conditions);
                }
            }
        }
        line
    });
    let apart = instance.dissociations.iter().map(|d| {
        let scope = match d.scope {
            Scope::All => "*",
            Scope::Chapter(chapter) => &instance.chapters[chapter as usize],
            Scope::Alternative(of) => alternative(of),
        };
        json!({"party": instance.parties[d.party as usize].name,
            "group": instance.groups[d.group as usize].name, "scope": scope})
    });
    let links = instance.links.iter();
    let links = links
        .map(|link| json!({"if": alternative(link.alternative), "then": literals(&link.then)}));
    let policy = &instance.policy;
    let whole = json!({
        "format": "packages/1", "now": instance.now,
        "policy": {"silence": "consent", "reserve_blocks": policy.reserve_blocks,
            "sponsor": policy.sponsor, "offers_alone": policy.offers_alone},
        "parties": parties.collect::<Value>(), "groups": groups.collect::<Value>(),
        "units": units.collect::<Value>(), "statements": statements.collect::<Value>(),
        "dissociations": apart.collect::<Value>(), "links": links.collect::<Value>(),
    });
    whole.to_string().into_bytes()
}

/// The lines of a question.
fn question(instance: &Instance, options: &Options) -> Vec<String> {
    let silence = options.silence.unwrap_or(instance.policy.silence) == Silence::Blocks;
    let mut lines = vec![
        "rapporteur-certificate/1".to_owned(),
        format!("at {}", options.at.unwrap_or(instance.now)),
        format!("rule {}", options.rule),
        format!("silence {}", if silence { "block" } else { "consent" }),
        format!("groups {}", if options.groups_silent { "silent" } else { "speak" }),
    ];
    let lifted = options.lifted.iter().map(|&s| &instance.statements[s as usize].name);
    lines.extend(lifted.map(|name| format!("lift {name}")));
    lines
}

/// As for the search, but that no offer is lifted.
fn asked(seed: u64, instance: &Instance) -> Options {
    let mut options = options(seed, instance);
    let is_stance = |&s: &u32| matches!(instance.statements[s as usize].said, Said::Stance(..));
    options.lifted.retain(is_stance);
    options
}

#[test]
fn every_certificate_is_accepted() {
    let (mut lemmas, mut cores) = (0, 0);
    for seed in 0..4_000 {
        let instance = instance(seed, &Sizes::default());
        let options = asked(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let text = certificate(&instance, &options, &answer);
        let verified = verify(&text, &written(&instance));
        let verified = verified.unwrap_or_else(|e| panic!("seed {seed}: {e:?}\n{text}"));
        assert_eq!((verified.weight, verified.bound), (answer.weight, answer.bound), "seed {seed}");
        assert_eq!(verified.alternatives, answer.package.len(), "seed {seed}");
        lemmas += text.lines().filter(|line| line.starts_with("lemma")).count();
        cores += text.lines().filter(|line| line.starts_with("core")).count();
    }
    assert!(lemmas > 300 && cores > 3_000, "certificates are too easy: {lemmas} {cores}");
}

/// A certificate, and all that is true of its instance.
struct Case {
    seed: u64,
    instance: Instance,
    options: Options,
    answer: Answer,
    lines: Vec<String>,
    acceptable: Vec<Package>,
}

impl Case {
    fn new(seed: u64) -> Self {
        let instance = instance(seed, &Sizes { packages: 500, ..Sizes::default() });
        let options = asked(seed, &instance);
        let answer = find(&instance, &options, &Stop::default());
        let text = certificate(&instance, &options, &answer);
        let reading = Reading::new(&instance, &options);
        let all = packages(&instance).into_iter();
        let acceptable = all.filter(|package| reading.is_acceptable(package)).collect();
        let lines = text.lines().map(str::to_owned).collect();
        Self { seed, instance, options, answer, lines, acceptable }
    }

    fn places(&self, keyword: &str) -> Vec<usize> {
        let begins = |&place: &usize| self.lines[place].split(' ').next() == Some(keyword);
        (0..self.lines.len()).filter(begins).collect()
    }

    /// The lines with others in the place of some.
    fn with(&self, places: std::ops::Range<usize>, lines: &[String]) -> Vec<String> {
        let mut changed = self.lines.clone();
        changed.splice(places, lines.iter().cloned());
        changed
    }

    /// Whether a literal holds in a package, from the words of the contract.
    fn holds(&self, reading: &Reading<'_>, word: &str, package: &Package) -> bool {
        let (kind, id) = word[1..].split_once(':').expect("a literal has a kind");
        let instance = &self.instance;
        let statement = || {
            let place = instance.statements.iter().position(|s| *s.name == *id);
            place.expect("a statement is there")
        };
        let known = match kind {
            "a" => package.iter().any(|&a| *instance.alternatives[a as usize].name == *id),
            "u" => {
                let unit = instance.units.iter().find(|unit| *unit.name == *id);
                unit.expect("a unit is there").alternatives.clone().any(|a| package.contains(&a))
            }
            "s" => match &instance.statements[statement()].said {
                Said::Offer(of) => of.iter().all(|l| package.contains(&l.alternative) == l.wanted),
                Said::Stance(..) => panic!("{word} is no offer"),
            },
            "t" => reading.is_base_met(statement() as u32, package),
            _ => {
                let (count, least) = id.split_once(':').expect("a count has a number");
                self.count(reading, count, package) >= least.parse().expect("a number")
            }
        };
        known == word.starts_with('+')
    }

    /// How much of what is counted holds.
    fn count(&self, reading: &Reading<'_>, name: &str, package: &Package) -> usize {
        let begin = format!("count {name} ");
        let line = self.lines.iter().find_map(|line| line.strip_prefix(&begin));
        let operands = line.expect("the count is there").split(' ');
        let each = operands.map(|operand| match operand.strip_prefix("c:") {
            Some(count) => self.count(reading, count, package),
            None => usize::from(self.holds(reading, operand, package)),
        });
        each.sum()
    }
}

/// A better answer than there is.
fn better(case: &Case, changed: &mut Vec<Vec<String>>) {
    let (weight, bound) = (case.answer.weight, case.answer.bound);
    let last = case.lines.len();
    changed.push(case.with(last - 2..last - 1, &[format!("weight {}", weight + 1)]));
    let both = [format!("weight {}", weight + 1), format!("bound {}", bound + 1)];
    changed.push(case.with(last - 2..last, &both));
    if bound > 0 {
        changed.push(case.with(last - 1..last, &[format!("bound {}", bound - 1)]));
    }
}

/// A package that is not acceptable, with its true weight.
fn package(case: &Case, changed: &mut Vec<Vec<String>>) {
    let reading = Reading::new(&case.instance, &case.options);
    let found: Package = case.answer.package.iter().copied().collect();
    let ins = case.places("in");
    let from = ins.first().copied().unwrap_or(case.lines.len() - 2);
    for alternative in 0..case.instance.alternatives.len() as u32 {
        for left_out in found.iter().copied().map(Some).chain([None]) {
            let mut other = found.clone();
            other.extend([alternative]);
            left_out.iter().for_each(|a| assert!(other.remove(a)));
            let units = case.instance.units.iter();
            let single = units
                .map(|unit| unit.alternatives.clone().filter(|a| other.contains(a)).count())
                .all(|count| count < 2);
            if !reading.is_acceptable(&other) {
                let name = |&a: &u32| format!("in {}", case.instance.alternatives[a as usize].name);
                let mut lines: Vec<String> = other.iter().map(name).collect();
                let agreed = weight(&case.instance, &other);
                // Of a unit that is agreed twice the weight counts once.
                lines.push(format!("weight {}", if single { agreed } else { case.answer.weight }));
                changed.push(case.with(from..case.lines.len() - 1, &lines));
            }
        }
    }
}

/// A lemma that fails in an acceptable package.
fn lemma(case: &Case, changed: &mut Vec<Vec<String>>) {
    let reading = Reading::new(&case.instance, &case.options);
    for place in case.places("lemma") {
        let words: Vec<&str> = case.lines[place].split(' ').skip(1).collect();
        for at in 0..words.len() {
            let flip = if words[at].starts_with('+') { "-" } else { "+" };
            let flipped = format!("{flip}{}", &words[at][1..]);
            for new in [None, Some(&*flipped)] {
                let mut of = words.clone();
                of.splice(at..=at, new);
                let fails =
                    |package: &&Package| !of.iter().any(|word| case.holds(&reading, word, package));
                if case.acceptable.iter().any(|package| fails(&package)) {
                    let line = format!("lemma {}", of.join(" "));
                    changed.push(case.with(place..place + 1, &[line]));
                }
            }
        }
    }
}

/// A core that costs more than there is to lose: the bound is below the best package.
fn core(case: &Case, changed: &mut Vec<Vec<String>>) {
    let last = case.lines.len() - 1;
    for place in case.places("core") {
        let words: Vec<&str> = case.lines[place].split(' ').collect();
        let paid: u64 = words[1].parse().expect("a number");
        for more in (1..4).filter(|more| *more <= case.answer.bound) {
            let bound = format!("bound {}", case.answer.bound - more);
            let mut dearer = case.with(last..last + 1, &[bound]);
            dearer[place] = format!("core {} {}", paid + more, words[2]);
            changed.push(dearer.clone());
            dearer[place] = case.lines[place].clone();
            dearer.insert(place + 1, format!("core {more} {}", words[2]));
            changed.push(dearer);
        }
    }
}

/// That something is out that is in an acceptable package, for every reason there is.
fn out(case: &Case, changed: &mut Vec<Vec<String>>) {
    let from = question(&case.instance, &case.options).len();
    let possible: Package = case.acceptable.iter().flatten().copied().collect();
    for alternative in possible {
        let name = &case.instance.alternatives[alternative as usize].name;
        let on = case.instance.statements.iter().filter(|s| s.alternative == alternative);
        let mut reasons: Vec<String> = on.map(|s| s.name.to_string()).collect();
        reasons.push(reasons.join(" "));
        reasons.extend((0..case.instance.links.len()).map(|link| format!("link {}", link + 1)));
        reasons.extend(["unsupported".to_owned(), "quorum".to_owned()]);
        reasons.extend(case.instance.parties.iter().map(|p| format!("silent {}", p.name)));
        for reason in reasons {
            changed.push(case.with(from..from, &[format!("out {name} because {reason}")]));
        }
    }
}

/// Another question, of which the answer is false.
fn other(case: &Case, changed: &mut Vec<Vec<String>>) {
    let options = &case.options;
    let silence = options.silence.unwrap_or(case.instance.policy.silence);
    let turned = if silence == Silence::Blocks { Silence::Consents } else { Silence::Blocks };
    let rules = (0..9).map(|rule| asked(rule, &case.instance).rule);
    let rules = rules.chain([Rule::Objections(0)]).filter(|rule| *rule != options.rule);
    let mut others: Vec<Options> = rules.map(|rule| Options { rule, ..options.clone() }).collect();
    others.extend((0..11).map(|at| Options { at: Some(at), ..options.clone() }));
    others.push(Options { silence: Some(turned), ..options.clone() });
    others.push(Options { groups_silent: !options.groups_silent, ..options.clone() });
    for at in 0..options.lifted.len() {
        let mut fewer = options.clone();
        fewer.lifted.remove(at);
        others.push(fewer);
    }
    let head = question(&case.instance, options).len();
    let found: Package = case.answer.package.iter().copied().collect();
    for other in others {
        let reading = Reading::new(&case.instance, &other);
        let better = |package: &Package| {
            weight(&case.instance, package) > case.answer.bound && reading.is_acceptable(package)
        };
        if !reading.is_acceptable(&found) || packages(&case.instance).iter().any(better) {
            changed.push(case.with(0..head, &question(&case.instance, &other)));
        }
    }
}

#[test]
fn no_certificate_that_was_made_false_is_accepted() {
    type Change = fn(&Case, &mut Vec<Vec<String>>);
    let kinds: [(&str, Change); 6] = [
        ("better", better),
        ("package", package),
        ("lemma", lemma),
        ("core", core),
        ("out", out),
        ("other", other),
    ];
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 10_000..11_000 {
        let case = Case::new(seed);
        let json = written(&case.instance);
        let head = question(&case.instance, &case.options);
        assert_eq!(case.lines[..head.len()], head, "seed {seed}");
        for (kind, change) in kinds {
            let mut changed = Vec::new();
            change(&case, &mut changed);
            // Some of each, spread over what there is.
            let step = changed.len().div_ceil(6).max(1);
            for lines in changed.iter().step_by(step) {
                let text = lines.join("\n") + "\n";
                let verified = verify(&text, &json);
                assert!(verified.is_err(), "seed {}: {kind}\n{text}", case.seed);
                *tried.entry(kind).or_default() += 1;
            }
        }
    }
    let all: usize = tried.values().sum();
    assert!(all >= 1_000 && kinds.iter().all(|kind| tried[kind.0] >= 100), "{tried:?}");
}
