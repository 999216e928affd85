//! The words outside claims: no word of agreement or quantity without a claim, no constituency told as one, no title of
//! a report that was not adopted.

use super::codes::*;
use super::told::{NEGATIONS, Names, tokens};
use crate::narrative::{Narrative, Passage, Predicate};
use record::diagnostic::Place;
use record::event::group::OutcomeKind;
use record::{Diagnostic, Record};

/// Words that only a claim may say.
const AGREEMENT: &[&str] = &[
    "agree",
    "agreed",
    "agrees",
    "agreement",
    "agreements",
    "consensus",
    "adopt",
    "adopted",
    "adoption",
    "adopts",
    "unanimous",
    "unanimously",
    "unanimity",
    "approved",
    "approval",
    "endorsed",
    "accepted",
    "acceptance",
    "concurred",
    "uncontested",
    "undisputed",
    "settled",
    "converged",
    "convergence",
    "majority",
    "minority",
    "overwhelming",
    "consent",
    "consents",
    "consented",
    "accord",
    "acclamation",
    "ratified",
    "approve",
    "approves",
];

/// Words that may stand outside a claim where a claim of their kind is in the sentence.
const FAMILIES: &[(&[&str], &[Predicate])] = &[
    (
        &[
            "object",
            "objects",
            "objected",
            "objection",
            "objections",
            "oppose",
            "opposes",
            "opposed",
            "opposition",
        ],
        &[
            Predicate::Objects,
            Predicate::Position,
            Predicate::Declared,
            Predicate::NoObjection,
            Predicate::Ruled,
            Predicate::Ascribed,
            Predicate::Split,
        ],
    ),
    (
        &["support", "supports", "supported", "favour", "favours", "favoured"],
        &[
            Predicate::Supports,
            Predicate::Position,
            Predicate::Ascribed,
            Predicate::Split,
            Predicate::Camps,
        ],
    ),
    (
        &["accept", "accepts"],
        &[Predicate::CanAccept, Predicate::Position, Predicate::Offered, Predicate::Ascribed],
    ),
    (
        &["reserve", "reserves", "reserved"],
        &[Predicate::Reserves, Predicate::Position, Predicate::Said],
    ),
    (
        &["withdrew", "withdrawn", "withdraws", "withdraw"],
        &[Predicate::OfferWithdrawn, Predicate::Ascribed],
    ),
    (
        &["offer", "offers", "offered"],
        &[Predicate::Offered, Predicate::OfferWithdrawn, Predicate::Ascribed],
    ),
    (&["ruled", "ruling", "rulings"], &[Predicate::Ruled]),
    (&["attended", "present"], &[Predicate::Present]),
    (&["divided", "split", "differed"], &[Predicate::Split]),
    (
        &["camp", "camps", "bloc", "blocs", "faction", "factions"],
        &[Predicate::Camps, Predicate::Camp, Predicate::Apart, Predicate::CommonGround],
    ),
];

/// Words that only a claim of their kind may say one behind the other.
const PAIRS: &[([&str; 2], &[Predicate])] = &[
    (["common", "ground"], &[Predicate::CommonGround]),
    (["one", "mind"], &[Predicate::OneMind, Predicate::Split]),
];

/// Words of quantity that count members.
const QUANTITIES: &[&str] =
    &["all", "every", "most", "many", "several", "some", "few", "half", "no", "each"];
const COUNTED: &[&str] = &[
    "member",
    "members",
    "party",
    "parties",
    "government",
    "governments",
    "delegation",
    "delegations",
    "participant",
    "participants",
    "constituency",
    "constituencies",
    "state",
    "states",
    "side",
    "sides",
];

/// Constituencies as a narrative may name them.
const CONSTITUENCIES: &[&str] = &[
    "civil society",
    "business",
    "the private sector",
    "governments",
    "the technical community",
    "the academic community",
    "academia",
];
const STANCE_VERBS: &[&str] = &[
    "supports",
    "supported",
    "support",
    "opposes",
    "opposed",
    "oppose",
    "objects",
    "objected",
    "object",
    "wants",
    "wanted",
    "want",
    "favours",
    "favoured",
    "favour",
    "accepts",
    "rejects",
    "rejected",
    "reject",
    "believes",
    "holds",
    "held",
    "insisted",
    "sought",
];

/// Diagnostics on the words outside claims of a passage.
pub(super) fn check(
    record: &Record,
    _names: &Names,
    narrative: &Narrative,
    passage: &Passage,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if passage.heading {
        found.extend(title(record, passage));
    }
    for sentence in passage.sentences() {
        let predicates: Vec<Predicate> = sentence
            .claims
            .iter()
            .filter_map(|index| narrative.claims[*index].as_ref().ok())
            .map(|claim| claim.predicate)
            .collect();
        for (words, place, before) in &sentence.free {
            found.extend(free_words(words, *place, *before, &predicates));
        }
        if sentence.claims.is_empty() && !passage.heading {
            let place = sentence.free.first().map(|(words, place, before)| Place {
                column: place.column + before,
                length: words.trim_end().chars().count().max(1),
                ..*place
            });
            let note = Diagnostic::note(NOT_VERIFIED, "a sentence without a claim is not verified");
            found.push(match place {
                Some(place) => note.at(place, "the report marks it as not verified"),
                None => note,
            });
        }
    }
    found
}

/// A word of the text with where it stands: characters from the beginning of the run.
fn positioned(words: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut word = String::new();
    let mut start = 0;
    for (at, c) in words.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') {
            if word.is_empty() {
                start = at;
            }
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            found.push((std::mem::take(&mut word), start));
        }
    }
    found
}

fn free_words(
    words: &str,
    place: Place,
    before: usize,
    predicates: &[Predicate],
) -> Vec<Diagnostic> {
    let tokens = positioned(words);
    let mut found = Vec::new();
    let at = |start: usize, word: &str| Place {
        column: place.column + before + start,
        length: word.chars().count(),
        ..place
    };
    for (index, (word, start)) in tokens.iter().enumerate() {
        let stem: &str = word.as_str();
        if AGREEMENT.contains(&stem) {
            found.push(outside(at(*start, word), word));
        } else if let Some((_, allowed)) =
            FAMILIES.iter().find(|(family, _)| family.contains(&stem))
        {
            let denied = tokens[index.saturating_sub(3)..index]
                .iter()
                .any(|(t, _)| NEGATIONS.contains(&t.as_str()));
            let claimed = predicates.iter().any(|p| allowed.contains(p));
            if !claimed || denied {
                found.push(outside(at(*start, word), word));
            }
        } else if let Some((pair, allowed)) = PAIRS.iter().find(|(pair, _)| {
            pair[0] == stem && tokens.get(index + 1).is_some_and(|(next, _)| next == pair[1])
        }) {
            if !predicates.iter().any(|p| allowed.contains(p)) {
                found.push(outside(at(*start, word), &pair.join(" ")));
            }
        } else if QUANTITIES.contains(&stem) {
            let counted =
                tokens[index + 1..].iter().take(3).any(|(t, _)| COUNTED.contains(&t.as_str()));
            if counted {
                found.push(outside(at(*start, word), word));
            }
        } else if let Some(length) = constituency(&tokens[index..]) {
            let verb = tokens[index + length..]
                .iter()
                .take(4)
                .any(|(t, _)| STANCE_VERBS.contains(&t.as_str()));
            let told = [Predicate::Split, Predicate::OneMind];
            if verb && !predicates.iter().any(|p| told.contains(p)) {
                found.push(
                    Diagnostic::error(
                        CONSTITUENCY_AS_ONE,
                        "a constituency is told as if it were of one mind",
                    )
                    .at(at(*start, word), "a constituency")
                    .help("name or count the parties, or tell the split with `claim:split/…`"),
                );
            }
        }
    }
    found
}

fn outside(place: Place, word: &str) -> Diagnostic {
    Diagnostic::error(WORDS_OUTSIDE, "words of agreement or quantity outside a claim")
        .at(place, format!("`{word}`"))
        .help("make it the words of a claim, or leave it out")
}

/// How many tokens the name of a constituency takes that stands first.
fn constituency(rest: &[(String, usize)]) -> Option<usize> {
    CONSTITUENCIES.iter().map(|name| tokens(name)).find_map(|name| {
        let fits = rest.len() >= name.len() && name.iter().zip(rest).all(|(a, (b, _))| a == b);
        fits.then_some(name.len())
    })
}

/// A heading that calls it a report, where the group adopted none.
fn title(record: &Record, passage: &Passage) -> Option<Diagnostic> {
    let adopted = matches!(
        record.group().outcomes.last().map(|o| o.said.outcome),
        Some(
            OutcomeKind::ReportAdopted
                | OutcomeKind::ReportAdoptedInPart
                | OutcomeKind::ReportAdoptedWithReservations
        )
    );
    let text: String = passage.pieces.iter().map(|p| p.text.as_str()).collect();
    let claims = super::says(
        &text,
        &["report of the", "report by the", "final report", "the group's report"],
    );
    (claims && !adopted).then(|| {
        let place =
            passage.pieces.first().map_or(Place { line: 1, column: 1, length: 1 }, |p| p.place);
        Diagnostic::error(WRONG_TITLE, "titled as a report, and the group adopted none")
            .at(place, "the title")
            .help("call it `Factual note on the work of …`")
    })
}
