//! What is asked of a case, and on which assumptions it is answered.

use super::case::{Case, RuleFrom, listed};
use crate::words;
use analysis::packages::{By, Clauses, Instance, Options, Rule, Silence, Worth};
use record::event::group::Fraction;
use std::time::Duration;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Question {
    /// How statements are read.
    pub(crate) options: Options,
    /// How the rule came to be the one that holds.
    pub(crate) rule: Option<RuleFrom>,
    /// How long may be looked for answers.
    pub(crate) limit: Option<Duration>,
    /// Up to how many lifts are looked for, and of what.
    pub(crate) lifts: (u32, By),
    /// Whether the fairest package of equal weight is looked for.
    pub(crate) fair: bool,
    /// Whether it is asked what each change of one statement would do.
    pub(crate) changes: bool,
    /// How many other packages are told.
    pub(crate) all: usize,
    /// What was on the table before statements were taken differently, if they were, and how it was read.
    pub(crate) before: Option<(Instance, Options)>,
}

/// Reads a rule: `consensus`, `unanimity`, `objections 3`, `majority 2/3 quorum 1/2 each`; a colon, comma or equals sign is
/// read as a space.
pub(crate) fn rule(word: &str) -> Result<Rule, String> {
    let spaced = word.replace([':', ',', '='], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let unread = || {
        format!(
            "`{word}` is not a rule for packages; write `consensus`, `unanimity`, `objections 3`, `majority`, or `majority 2/3 quorum 1/2 each`"
        )
    };
    match words[..] {
        ["consensus" | "un-consensus"] => Ok(Rule::Consensus),
        ["unanimity"] => Ok(Rule::Unanimity),
        ["objections", most] if most.bytes().all(|byte| byte.is_ascii_digit()) => {
            most.parse().map(Rule::Objections).map_err(|_| unread())
        }
        ["majority", ref rest @ ..] => majority(rest).ok_or_else(unread),
        ["rough-consensus" | "iso" | "gnso"] => Err(format!(
            "`{word}` leaves the weighing of objections to the Chair, and no search can do that; say how many objecting parties are tolerated, as `objections 2`"
        )),
        _ => Err(unread()),
    }
}

fn majority(mut words: &[&str]) -> Option<Rule> {
    let (mut share, mut quorum, mut each) = (None, None, false);
    if let [first, rest @ ..] = words
        && let Some(fraction) = Fraction::parse(first)
    {
        share = Some(fraction);
        words = rest;
    }
    if let ["quorum", of, rest @ ..] = words {
        quorum = Some(Fraction::parse(of)?);
        words = rest;
    }
    if let ["each", rest @ ..] | ["in", "each", "constituency", rest @ ..] = words {
        each = true;
        words = rest;
    }
    words.is_empty().then_some(Rule::Majority { share, quorum, each })
}

/// The rule, in words.
fn rule_in_words(rule: Rule) -> String {
    match rule {
        Rule::Consensus => "nobody objects".to_owned(),
        Rule::Unanimity => "everybody has said that it accepts".to_owned(),
        Rule::Objections(0) => "no party objects".to_owned(),
        Rule::Objections(1) => "at most one party objects".to_owned(),
        Rule::Objections(most) => format!("at most {most} parties object"),
        Rule::Majority { share, quorum, each } => {
            let share = share
                .map_or_else(|| "more than half".to_owned(), |share| format!("at least {share}"));
            let each = if each { ", in each constituency too," } else { "" };
            let quorum = quorum
                .map(|quorum| format!(", where at least {quorum} of all parties have spoken"))
                .unwrap_or_default();
            format!("{share} of the parties that take a side{each} do not object{quorum}")
        }
    }
}

/// On what the answer rests that no statement says, a sentence each.
pub(crate) fn assumptions(case: &Case, question: &Question, clauses: &Clauses) -> Vec<String> {
    let Options { rule, silence, groups_silent, .. } = question.options;
    let policy = case.instance.policy;
    let mut told = vec![format!(
        "An alternative can be in where {}{}.",
        rule_in_words(rule),
        from(case, question)
    )];
    if policy.sponsor {
        told.push("It needs somebody who supports it: silence alone adopts nothing.".to_owned());
    }
    let silence = match rule {
        Rule::Unanimity => Silence::Blocks,
        _ => silence.unwrap_or(policy.silence),
    };
    told.push(silence_in_words(case, silence, clauses));
    if case.instance.groups.iter().any(|group| &*group.name != EVERYBODY) {
        told.push(
            match (groups_silent, case.is_record()) {
                (true, _) => "What a coalition says is left out; only what parties say themselves counts.",
                (false, true) => "What a coalition says stands for those that were its members then, but for those that said something themselves or did not align with it.",
                (false, false) => "What a group says stands for its members, but for those that said something themselves or dissociated themselves.",
            }
            .to_owned(),
        );
    }
    told.push(
        match (rule, policy.reserve_blocks) {
            (Rule::Unanimity, _) => "A reservation stands in the way: everybody must have accepted.",
            (Rule::Majority { .. }, _) => {
                "Who reserves its position or takes no side abstains, and is not counted among those that take a side."
            }
            (_, true) => "A reservation stands in the way, as an objection does.",
            (_, false) => "A reservation does not stand in the way; it is listed.",
        }
        .to_owned(),
    );
    told.push(weights(case));
    told
}

/// The group of all, which says what was agreed.
pub(crate) const EVERYBODY: &str = "*";

fn from(case: &Case, question: &Question) -> String {
    match question.rule {
        Some(RuleFrom::Adopted(entry)) => format!(", the group's rule ({entry})"),
        Some(RuleFrom::Judgement(name, entry)) => format!(
            "; the group's rule, {} ({entry}), leaves the weighing of objections to the Chair, and no search can do that",
            words::rule(name)
        ),
        Some(RuleFrom::Unknown) if case.is_record() => {
            "; no decision rule of the group is known".to_owned()
        }
        Some(RuleFrom::Asked) if case.is_record() => ", as asked".to_owned(),
        _ => String::new(),
    }
}

fn silence_in_words(case: &Case, silence: Silence, clauses: &Clauses) -> String {
    if silence == Silence::Blocks {
        return "Silence stands in the way: each party must have said something of an alternative."
            .to_owned();
    }
    let alternatives = 0..case.instance.alternatives.len() as u32;
    let unheard = |&party: &u32| {
        alternatives.clone().all(|alternative| clauses.worth(party, alternative) == Worth::Unheard)
    };
    let silent: Vec<String> = (0..case.instance.parties.len() as u32)
        .filter(unheard)
        .map(|party| case.party(party).to_owned())
        .collect();
    let heard = match silent.len() {
        0 => String::new(),
        1..=6 => format!(" No position or offer that counts here is known of {}.", listed(&silent)),
        of => format!(
            " No position or offer that counts here is known of {of} parties, {} among them.",
            listed(&silent[..3])
        ),
    };
    format!("Silence does not stand in the way, and supports nothing.{heard}")
}

fn weights(case: &Case) -> String {
    let thing = if case.is_record() { "paragraph" } else { "unit" };
    let other: Vec<String> = (0..)
        .zip(&case.instance.units)
        .filter(|(_, unit)| unit.weight != 1)
        .map(|(place, unit)| format!("{} {}", case.unit(place), unit.weight))
        .collect();
    match other.len() {
        0 => format!("Each {thing} counts 1."),
        1..=8 => format!("Each {thing} counts 1, but: {}.", other.join(", ")),
        of => format!(
            "{of} of {} count more or less than 1; what each counts stands beside it.",
            words::counted(case.instance.units.len(), thing, &format!("{thing}s"))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_as_it_is_written_in_certificates() {
        for word in [
            "consensus",
            "unanimity",
            "objections 3",
            "majority",
            "majority 2/3",
            "majority 2/3 quorum 1/2 each",
            "majority quorum 1/3",
            "majority each",
        ] {
            assert_eq!(rule(word).map(|rule| rule.to_string()), Ok(word.to_owned()));
        }
        assert_eq!(rule("objections:3"), Ok(Rule::Objections(3)));
        assert_eq!(rule("un-consensus"), Ok(Rule::Consensus));
    }

    #[test]
    fn what_is_no_rule_is_named() {
        for word in [
            "",
            "objections",
            "objections x",
            "objections -1",
            "objections +1",
            "majority 3/2",
            "majority 2/3 2/3",
            "everybody",
        ] {
            assert!(rule(word).is_err_and(|why| why.contains("is not a rule")), "{word}");
        }
        assert!(rule("rough-consensus").is_err_and(|why| why.contains("leaves the weighing")));
    }
}
