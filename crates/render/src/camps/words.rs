//! The words of the page, in English: whole sentences about what was counted, without judgement.

use super::CAMPS_SHOWN;
use super::figures::{count, percent, two_decimals};
use super::page::{
    About, Answer, Change, Finding, GroupKind, Null, Page, Scale, Weakness, Who, WhyNone,
};
use crate::html::encode::text;

/// "1 participant", "40 parties".
pub(super) fn people(who: Who, n: u64) -> String {
    let noun = match (who, n) {
        (Who::Participants, 1) => "participant",
        (Who::Participants, _) => "participants",
        (Who::Parties, 1) => "party",
        (Who::Parties, _) => "parties",
    };
    format!("{} {noun}", count(n))
}

/// The noun alone, for many.
pub(super) fn noun(who: Who) -> &'static str {
    match who {
        Who::Participants => "participants",
        Who::Parties => "parties",
    }
}

/// "1 statement", "200 statements".
pub(super) fn statements(n: u64) -> String {
    format!("{} {}", count(n), if n == 1 { "statement" } else { "statements" })
}

/// "1 response", "positions" on the scale of positions.
pub(super) fn responses(scale: Scale, n: u64) -> String {
    let noun = match (scale, n) {
        (Scale::Responses, 1) => "response",
        (Scale::Responses, _) => "responses",
        (Scale::Stances, 1) => "position",
        (Scale::Stances, _) => "positions",
    };
    format!("{} {noun}", count(n))
}

/// Names of the levels, lowest first.
pub(super) fn levels(scale: Scale) -> &'static [&'static str] {
    match scale {
        Scale::Responses => &["disagree", "pass", "agree"],
        Scale::Stances => &["object", "reserve their position", "can accept", "support"],
    }
}

/// What those who answer so do.
pub(super) fn answer(scale: Scale, answer: Answer) -> &'static str {
    match (scale, answer) {
        (Scale::Responses, Answer::For) => "agree",
        (Scale::Responses, Answer::Against) => "disagree",
        (Scale::Stances, Answer::For) => "support or can accept",
        (Scale::Stances, Answer::Against) => "object",
    }
}

/// What the passes of a scale are called.
pub(super) fn passes(scale: Scale) -> &'static str {
    match scale {
        Scale::Responses => "pass",
        Scale::Stances => "reserve",
    }
}

/// Which statements were looked at, where not all.
pub(super) fn about(about: About) -> Option<&'static str> {
    match about {
        About::All => None,
        About::Substance => Some("Statements of substance only."),
        About::Procedure => Some("Statements of procedure only."),
    }
}

/// The result in one sentence.
pub(super) fn result(page: &Page) -> String {
    match &page.finding {
        Finding::Camps { weak } => {
            let weakly = if weak.is_empty() { "" } else { ", but weakly" };
            format!("The answers support {} camps{weakly}.", page.camps.len())
        }
        Finding::None { why } => format!("The answers support no camps: {}", why_none(*why)),
    }
}

fn why_none(why: WhyNone) -> &'static str {
    match why {
        WhyNone::TooFewAnswers => "there are too few of them to tell.",
        WhyNone::NoDimension => {
            "how somebody answered one statement does not help to predict how they answered another."
        }
        WhyNone::OneCamp => {
            "views differ, but by degrees; one camp describes them as well as several."
        }
        WhyNone::AsByChance => {
            "answers shuffled at random within each statement show as strong a direction."
        }
        WhyNone::NotStable => {
            "groups that appear in them do not appear again when answers are drawn anew."
        }
    }
}

/// How sure the result is: whole sentences.
pub(super) fn how_sure(page: &Page) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(null) = &page.method.null {
        told.push(null_result(null));
    }
    if let Finding::Camps { weak } = &page.finding {
        if weak.is_empty() {
            told.push("The camps passed the tests of stability that were made.".to_owned());
        }
        told.extend(weak.iter().map(|weakness| weak_because(page, weakness)));
    }
    told
}

fn weak_because(page: &Page, weakness: &Weakness) -> String {
    let stability = page.stability.as_ref();
    match weakness {
        Weakness::Survival(camp) => match page.camps.get(*camp) {
            Some(camp) => format!(
                "Camp {} is weak: {}.",
                camp.label,
                camp.survival.map_or_else(
                    || "it is seldom found again when answers are drawn anew".to_owned(),
                    |survival| format!(
                        "it was found again in {} of the resamples",
                        percent(survival)
                    )
                )
            ),
            None => "A camp is weak: it is seldom found again.".to_owned(),
        },
        Weakness::Dropped => with_measure(
            "The camps are weak: leaving out a few answers moves many from camp to camp",
            stability.and_then(|stability| stability.dropped).map(|agreement| agreement.mean),
        ),
        Weakness::Halves => with_measure(
            "The camps are weak: two halves of the statements give different camps",
            stability.and_then(|stability| stability.halves).map(|agreement| agreement.mean),
        ),
        Weakness::NearChance => {
            "The camps are weak: shuffled answers give camps nearly as distinct.".to_owned()
        }
    }
}

fn with_measure(sentence: &str, agreement: Option<f64>) -> String {
    match agreement {
        Some(mean) => format!("{sentence} (agreement {}).", two_decimals(mean)),
        None => format!("{sentence}."),
    }
}

/// The comparison with shuffled answers.
pub(super) fn null_result(null: &Null) -> String {
    let times = if null.draws == 1 { "once" } else { "times" };
    let draws = if null.draws == 1 { String::new() } else { format!("{} ", count(null.draws)) };
    if null.as_distinct == 0 {
        return format!(
            "Answers shuffled within each statement, {draws}{times}, never showed a direction as strong as the answers themselves."
        );
    }
    format!(
        "Answers were shuffled within each statement {draws}{times}; {} of these showed a direction as strong as the answers themselves.",
        count(null.as_distinct)
    )
}

/// How to read the page.
pub(super) fn how_to_read(page: &Page) -> Vec<String> {
    let mut told = Vec::new();
    let people = noun(page.who);
    if page.camps.is_empty() {
        told.push(format!("A camp would be a set of {people} whose answers are alike and differ from those of others. None are supported, so none are shown; what follows tells how all answered."));
    } else {
        told.push(format!("A camp is a set of {people} whose answers are alike and differ from those of others. It is found in the answers alone: nobody joins a camp, and the letters say nothing but which is which. Camps have a letter, a shape and a colour; hollow marks stand for those who belong to no camp with enough certainty."));
    }
    told.push(format!("A share with an interval, 60% (52–68%), is an estimate and its {} interval; n is the number of answers it rests on. Where few answered, the interval is wide.", percent(page.method.interval_level)));
    told.push(
        "Each picture is followed by its numbers as a table, with the statements in full."
            .to_owned(),
    );
    told
}

/// "camp A", or "no camp".
pub(super) fn camp(label: &str) -> String {
    format!("Camp {label}")
}

/// What became of a camp, as HTML: its name is theirs.
pub(super) fn change(change: &Change) -> String {
    let camp = |label: &str| format!("<bdi>{}</bdi>", text(&camp(label)));
    let all = |labels: &[String]| {
        labels.iter().take(CAMPS_SHOWN).map(|label| camp(label)).collect::<Vec<_>>().join(" and ")
    };
    match change {
        Change::Kept { camp: label, alike } => format!(
            "{} is the camp that had this name before: of those who took part both times and are in it at either, {} are in it at both.",
            camp(label),
            percent(*alike)
        ),
        Change::New { camp: label } => format!("{} is new.", camp(label)),
        Change::Gone { camp: label } => format!("No camp is {} any more.", camp(label)),
        Change::Split { from, into } => {
            format!("Those who were in {} are now in {}.", camp(from), all(into))
        }
        Change::Merged { from, into } => {
            format!("Those who were in {} are now together in {}.", all(from), camp(into))
        }
    }
}

/// On how many the names rest.
pub(super) fn shared(who: Who, n: u64) -> String {
    let verb = if n == 1 { "was" } else { "were" };
    format!("Names follow {} who {verb} in a camp both times.", people(who, n))
}

/// What splits are.
pub(super) fn splits(n: u64) -> String {
    let matters = if n == 1 { "one matter".to_owned() } else { format!("{} matters", count(n)) };
    format!(
        "On {matters} members of one constituency or coalition are on different sides. These are positions as they stand on the record, counted; silence is no position, and what a coalition said is counted for none of its members."
    )
}

/// What is said where nobody is divided.
pub(super) fn no_splits() -> &'static str {
    "On no matter are members of one constituency or coalition on different sides."
}

/// How far camps follow constituencies.
pub(super) fn association(association: f64) -> String {
    format!(
        "How far camps follow constituencies: {}, from 0, where every constituency is spread over the camps alike, to 1, where each is in a camp of its own (Cramér’s V, corrected for small tables).",
        two_decimals(association)
    )
}

/// For how many blocs it was looked what changes without them.
pub(super) fn without(tried: u64, of: u64) -> String {
    match tried {
        0 => "What would change without a bloc was not computed: there are too many ballots to do so for each.".to_owned(),
        tried if tried < of => format!(
            "What would change without a bloc was computed for the first {}, each left out alone.",
            count(tried)
        ),
        _ => "Each bloc was left out alone, and the result computed anew without it.".to_owned(),
    }
}

/// What a group is.
pub(super) fn group_kind(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Constituency => "constituency",
        GroupKind::Coalition => "coalition",
    }
}

/// What is not shown of a list: `None` where all is.
pub(super) fn left_out(what: &str, shown: usize, of: u64) -> Option<String> {
    let of = of.max(shown as u64);
    (of > shown as u64)
        .then(|| format!("{} of {} {what} are shown.", count(shown as u64), count(of)))
}

/// How those at an end of a dimension answer a statement: "agree more often: 12".
pub(super) fn end(scale: Scale, side: Answer, id: &str) -> String {
    format!("{} more often: {id}", answer(scale, side))
}

/// What is said where no map can be drawn.
pub(super) fn no_map() -> &'static str {
    "There is no map: no dimension predicts answers held out better than none does."
}

/// How many dimensions there are, and that their sides mean nothing by themselves.
pub(super) fn dimensions(who: Who, n: usize) -> String {
    let people = noun(who);
    let dimensions = if n == 1 { "1 dimension".to_owned() } else { format!("{n} dimensions") };
    format!(
        "The answers support {dimensions}. Left, right, top and bottom have no meaning by themselves: each end is named by the statements that {people} there answer differently."
    )
}

/// What is said where nothing sets a camp apart.
pub(super) fn nothing_apart() -> &'static str {
    "No statement sets a camp apart with enough certainty on answers that did not form the camps."
}

/// What common ground is.
pub(super) fn ground(page: &Page) -> &'static str {
    match (page.camps.is_empty(), page.scale) {
        (true, Scale::Responses) => {
            "Statements to which nearly all who answered give the same answer, ordered by the lower bound of that share. Agreement to reject counts as well as agreement to accept. Passes are neither, and count among the answers."
        }
        (false, Scale::Responses) => {
            "Statements to which every camp gives the same answer, ordered by the lower bound of the least share over the camps. Agreement to reject counts as well as agreement to accept. Passes are neither, and count among the answers."
        }
        (true, Scale::Stances) => {
            "What nearly all who took a position accept, or object to, ordered by the lower bound of that share."
        }
        (false, Scale::Stances) => {
            "What every camp accepts, or objects to, ordered by the lower bound of the least share over the camps."
        }
    }
}

/// The answer on which there is common ground: "Common ground to reject: disagree".
pub(super) fn common_answer(scale: Scale, side: Answer) -> String {
    let to = match side {
        Answer::For => "accept",
        Answer::Against => "reject",
    };
    format!("Common ground to {to}: {}", answer(scale, side))
}

/// What is said where there is no common ground.
pub(super) fn no_ground() -> &'static str {
    "No statement has the same answer from all with enough certainty."
}

/// Why the camps are weak, a sentence each.
pub(super) fn weaknesses(page: &Page) -> Vec<String> {
    match &page.finding {
        Finding::Camps { weak } => weak.iter().map(|weak| weak_because(page, weak)).collect(),
        Finding::None { .. } => Vec::new(),
    }
}

/// What standing between camps is.
pub(super) fn between() -> &'static str {
    "Those whose answers go with more than one camp: the probability of each camp."
}

/// What is said where nobody stands between camps.
pub(super) fn nobody_between() -> &'static str {
    "Nobody stands between camps with enough certainty."
}

/// What the report on like ballots is, and is not.
pub(super) fn manipulation() -> &'static str {
    "Ballots that are alike may come from one hand, or from people who agreed beforehand how to answer. Both are shown here; nothing was removed."
}

/// What is said where no ballots are too alike.
pub(super) fn no_blocs() -> &'static str {
    "No ballots are more alike than chance and the views they share explain."
}

/// What is said where responses came evenly.
pub(super) fn no_bursts() -> &'static str {
    "At no time did far more responses come than usual."
}

/// How many earlier answers do not count.
pub(super) fn superseded(scale: Scale, n: u64) -> String {
    let answers = responses(scale, n);
    let verb = if n == 1 { "was" } else { "were" };
    format!(
        "{answers} {verb} superseded by a later one of the same hand to the same statement; the last counts."
    )
}

/// How many rows were not read.
pub(super) fn bad_rows(n: u64) -> String {
    if n == 1 {
        "1 row could not be read and does not count.".to_owned()
    } else {
        format!("{} rows could not be read and do not count.", count(n))
    }
}
