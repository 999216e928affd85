//! What is computed from positions: camps, what sets them apart, what they share.

use super::people::*;
use crate::document::Span;
use crate::manuscript::{ComputedFrom, NoCampsFor, Topic, Who};
use crate::wording::letters;
use crate::wording::phrase::{list, phrase};
use analysis::{NotInTable, Sides};
use record::Text;
use record::event::group::IssueKind;

/// The split inside a constituency.
pub(super) struct Inside {
    pub(super) positions: usize,
    pub(super) things: usize,
    pub(super) divided: usize,
    pub(super) disagreement: Option<usize>,
}

pub(super) fn found(
    method: &Text,
    from: &ComputedFrom,
    camps: usize,
    agreement: usize,
    halves: Option<usize>,
    weak: bool,
) -> Vec<Span> {
    let halves = match halves {
        Some(agreement) => {
            format!("; camps found in either half of the matters agree to {}", decimal(agreement))
        }
        None => "; camps in halves of the matters cannot be compared".to_owned(),
    };
    phrase![
        computed(method, from),
        " support ",
        count(camps, "camp", "camps"),
        "; camps found when a twentieth of the positions is left out agree with these to ",
        decimal(agreement),
        " (1: they are the same)",
        halves,
        weak.then_some(", so that the camps are weak"),
        left_out(from)
    ]
}

pub(super) fn none(method: &Text, from: &ComputedFrom, why: NoCampsFor) -> Vec<Span> {
    let why = match why {
        NoCampsFor::Few(least) => {
            format!("camps are not looked for among fewer than {} parties", number(least))
        }
        NoCampsFor::NoDimension => "beyond the matter and how readily each party accepts, nothing foretells a position that is left out".to_owned(),
        NoCampsFor::AsPermuted => "the main direction in which positions differ is no stronger than when the positions on each matter are dealt out among the parties by chance".to_owned(),
        NoCampsFor::OnePlace => "positions differ, and parties do not gather in separate places".to_owned(),
        NoCampsFor::Unstable => "what was seen was not seen again when a twentieth of the positions was left out".to_owned(),
    };
    let support = if from.positions == 1 { " supports no camps: " } else { " support no camps: " };
    phrase![computed(method, from), support, why, left_out(from)]
}

fn computed(method: &Text, from: &ComputedFrom) -> Vec<Span> {
    let of = |n: usize, what: &str| (n > 0).then(|| format!("{what}: {}", number(n)));
    let asides = [
        of(from.stale, "on words that have changed since"),
        of(from.second_hand, "reported or inferred by others"),
    ];
    let asides: Vec<String> = asides.into_iter().flatten().collect();
    let asides = (!asides.is_empty()).then(|| format!(" ({})", asides.join("; ")));
    phrase![
        "as computed from the positions on the record by the method of ",
        method,
        ", ",
        count(from.positions, "position", "positions"),
        " of ",
        count(from.parties, "party", "parties"),
        " on ",
        count(from.things, "matter", "matters"),
        " of ",
        from.kind.word(),
        asides
    ]
}

/// Positions that did not enter, by reason.
fn left_out(from: &ComputedFrom) -> Option<Vec<Span>> {
    let reason = |(why, positions): &(NotInTable, usize)| {
        let why = match why {
            NotInTable::Removed => "on paragraphs that are no longer in the text",
            NotInTable::Copy => "on the copy of a contact group",
            NotInTable::Withheld => "not to be told with the name of the holder",
            NotInTable::NotOneStance => "of parts of a party that differ",
            NotInTable::OfCoalition => "of a coalition as such",
        };
        phrase![why, ", ", number(*positions)]
    };
    let reasons = from.left_out.iter().map(reason).collect();
    (!from.left_out.is_empty())
        .then(|| phrase!["; positions that did not enter: ", list(reasons, "; ", "; ")])
}

fn camp(index: usize) -> String {
    format!("camp {}", letters(index + 1))
}

pub(super) fn members(kind: IssueKind, index: usize, who: &Who, positions: usize) -> Vec<Span> {
    phrase![
        "computed as ",
        camp(index),
        " on matters of ",
        kind.word(),
        ", from ",
        count(positions, "position", "positions"),
        ": ",
        counted(who, "party", "parties")
    ]
}

pub(super) fn in_none(kind: IssueKind, who: &Who, positions: usize) -> Vec<Span> {
    phrase![
        "computed as clearly in no camp on matters of ",
        kind.word(),
        ", from ",
        count(positions, "position", "positions"),
        ": ",
        counted(who, "party", "parties")
    ]
}

pub(super) fn veiled(kind: IssueKind, positions: usize) -> Vec<Span> {
    phrase![
        "neither names nor numbers of those computed as in a camp on matters of ",
        kind.word(),
        " (",
        count(positions, "position", "positions"),
        " in all) are told here, as a number would disclose a name"
    ]
}

pub(super) fn apart(on: &Topic, apart: &[usize], camps: &[Sides], none: Sides) -> Vec<Span> {
    let apart: Vec<Vec<Span>> = apart.iter().map(|index| phrase![camp(*index)]).collect();
    let verb = if apart.len() == 1 { " apart from the others: " } else { " apart: " };
    phrase![
        "computed as setting ",
        list(apart, ", ", " and "),
        verb,
        matter(on),
        by_camp(camps, none)
    ]
}

pub(super) fn common_ground(
    on: &Topic,
    accept: bool,
    bound: usize,
    (camps, none): (&[Sides], Sides),
    small: &[usize],
) -> Vec<Span> {
    let side = if accept { "in favour" } else { "against" };
    let among = if camps.len() > 1 { "those in each camp" } else { "those" };
    phrase![
        "computed as common ground: ",
        matter(on),
        "; of ",
        among,
        but(small, ","),
        " that take a side, a share of at least ",
        decimal(bound),
        " is ",
        side,
        " (a lower bound that holds in 95 of 100 cases)",
        by_camp(camps, none)
    ]
}

pub(super) fn no_common_ground(
    kind: IssueKind,
    positions: usize,
    camps: bool,
    small: &[usize],
) -> Vec<Span> {
    phrase![
        "computed as common ground on matters of ",
        kind.word(),
        ", from ",
        count(positions, "position", "positions"),
        ": none; no matter is sure to have a majority",
        camps.then_some(" in every camp"),
        but(small, "")
    ]
}

/// Camps that do not enter: " but camp C, which has fewer than one in twenty of the voices".
fn but(small: &[usize], end: &str) -> Option<Vec<Span>> {
    let have = if small.len() == 1 { "has" } else { "have" };
    let of = small.iter().map(|index| phrase![camp(*index)]).collect();
    (!small.is_empty()).then(|| {
        phrase![
            " but ",
            list(of, ", ", " and "),
            ", which ",
            have,
            " fewer than one in twenty of the voices",
            end
        ]
    })
}

/// Positions by side, camp by camp.
fn by_camp(camps: &[Sides], none: Sides) -> Vec<Span> {
    let mut parts: Vec<Vec<Span>> = Vec::new();
    for (index, sides) in camps.iter().enumerate() {
        let lead = if camps.len() > 1 { format!("{}: ", camp(index)) } else { String::new() };
        parts.push(phrase![lead, by_side(*sides)]);
    }
    if none != [0; 3] {
        parts.push(phrase!["in no camp: ", by_side(none)]);
    }
    phrase!["; positions recorded, ", list(parts, "; ", "; ")]
}

fn by_side([favour, reserved, against]: Sides) -> String {
    let n = |n: usize| if n == 0 { "none".to_owned() } else { number(n) };
    format!("in favour, {}, reserved, {}, against, {}", n(favour), n(reserved), n(against))
}

pub(super) fn across(
    kind: IssueKind,
    constituency: Vec<Span>,
    camps: &[usize],
    none: usize,
    inside: Inside,
) -> Vec<Span> {
    let n = |n: usize| if n == 0 { "none".to_owned() } else { number(n) };
    let parts = camps.iter().enumerate().map(|(index, size)| phrase![camp(index), ", ", n(*size)]);
    let split = match inside.disagreement {
        Some(index) => phrase![
            "; inside it, positions (",
            number(inside.positions),
            " in all) are on different sides on ",
            number(inside.divided),
            " of ",
            count(inside.things, "matter", "matters"),
            " with two or more of them; mean index of disagreement, ",
            decimal(index)
        ],
        None => phrase![
            "; inside it, no matter has two or more positions (",
            number(inside.positions),
            " in all)"
        ],
    };
    phrase![
        "parties from ",
        constituency,
        " across the camps computed on matters of ",
        kind.word(),
        ": ",
        list(parts.collect(), "; ", "; "),
        "; in no camp, ",
        n(none),
        split
    ]
}
