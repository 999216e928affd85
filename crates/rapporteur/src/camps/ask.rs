//! Which statement to show a participant next.

use super::engine::{Ran, run};
use super::input::Material;
use super::outcome::Key;
use super::summary::said;
use crate::cli::Exit;
use crate::terminal::{COLUMNS, safe, wrapped};
use analysis::opinions::{
    Asked, Chance, Choice, Reason, RoutingOptions, RoutingState, Verdict, next_statement,
};
use ballots::{Moderation, Name, Names, Statements};
use record::Hash;
use serde::Serialize;
use std::fmt::Write as _;

/// The version of what `camps --ask --json` prints.
const SCHEMA: &str = "rapporteur-ask/1";

/// What is shown to a participant next, and why.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Next {
    schema: &'static str,
    participant: Key,
    /// Whether the participant has answered something.
    known: bool,
    /// How many statements the participant has not answered.
    left: usize,
    /// `None` where nothing is left.
    show: Option<Show>,
    seed: u64,
    #[serde(skip)]
    words: String,
}

#[derive(Clone, Debug, Serialize)]
struct Show {
    statement: Key,
    reason: &'static str,
    /// What an answer is expected to tell, in bits.
    gain: f64,
    /// How many have answered it.
    answered: u32,
    /// The chance with which it was to be drawn.
    odds: f64,
}

/// Chooses the statement; nothing in the choice depends on when it is made.
pub(crate) fn ask(material: Material, participant: &str, seed: u64) -> Result<Next, Exit> {
    let name = Name::of(participant.trim());
    let texts = material.statements;
    let ran = run(material.substance, material.scale, seed)?;
    let room = Room::new(&ran, texts.as_ref(), name);
    let state = RoutingState {
        dimensions: ran.found.result.points.dimensions,
        loadings: &room.loadings,
        curvatures: &room.curvatures,
        camps: room.camps,
        answers: &room.answers,
        open: &vec![true; room.names.len()],
        options: RoutingOptions::default(),
    };
    let asked = Asked {
        number: number(name),
        covariance: &room.covariance,
        camp: room.camp,
        answered: &room.answered,
    };
    let choice = next_statement(&state, &asked, Chance::new(seed));
    let key = Key::from(name);
    let left = room.names.len() - room.answered.len();
    let show = choice.as_ref().map(|choice| Show {
        statement: room.names.get(choice.statement).into(),
        reason: match choice.reason {
            Reason::New => "new",
            Reason::Even => "even",
            Reason::Informative => "informative",
        },
        gain: choice.gain,
        answered: room.heard(choice.statement),
        odds: choice.odds,
    });
    let words = words(&key, show.as_ref().zip(choice.as_ref()), texts.as_ref());
    let known = !room.answered.is_empty();
    Ok(Next { schema: SCHEMA, participant: key, known, left, show, seed, words })
}

impl Next {
    /// As JSON.
    pub(crate) fn json(&self) -> Result<String, Exit> {
        serde_json::to_string_pretty(self)
            .map(|json| json + "\n")
            .map_err(|error| Exit::fault(format!("the result was not written: {error}")))
    }

    /// In words.
    pub(crate) fn text(&self) -> &str {
        &self.words
    }
}

/// A number that follows from a participant's name alone, so that nobody's draws change as others join.
fn number(name: Name<'_>) -> usize {
    let Hash(bytes) = Hash::of(name.to_string().as_bytes());
    bytes[..8].iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// What is known of statements, those nobody answered included, and of the participant.
struct Room {
    names: Names,
    camps: usize,
    loadings: Vec<f64>,
    curvatures: Vec<f64>,
    /// By statement, `camps` numbers and those in none.
    answers: Vec<u32>,
    answered: Vec<u32>,
    covariance: Vec<f64>,
    camp: Option<usize>,
}

impl Room {
    fn new(ran: &Ran, texts: Option<&Statements>, participant: Name<'_>) -> Self {
        let result = &ran.found.result;
        let k = result.points.dimensions;
        let claimed = result.verdict == Verdict::Camps;
        let camps = if claimed { result.camps } else { 1 };
        // Those that the file knows and nobody has answered yet may be shown, too.
        let open = texts.into_iter().flat_map(|texts| texts.names.iter().zip(&texts.statements));
        let open = open.filter(|(_, statement)| statement.moderation != Moderation::Rejected);
        let names: Names = ran.statements.iter().chain(open.map(|(name, _)| name)).collect();
        let place = |order: &[u32], was: usize| order.iter().position(|at| *at as usize == was);
        let at = ran.participants.find(participant);
        let at = at.and_then(|was| place(&ran.found.order.participants, was));
        let count = names.len();
        let mut room = Self {
            camps,
            loadings: vec![0.0; count * k],
            curvatures: vec![0.0; count],
            answers: vec![0; count * (camps + 1)],
            answered: Vec::new(),
            covariance: at.map_or_else(|| even(k), |at| result.points.spread(at).to_vec()),
            camp: match at {
                Some(at) => result.members[at].map(usize::from),
                // A newcomer is in the only camp, or in none that is known.
                None => (camps == 1).then_some(0),
            },
            names,
        };
        for (now, was) in ran.found.order.statements.iter().enumerate() {
            let Some(s) = room.names.find(ran.statements.get(*was as usize)) else { continue };
            room.loadings[s * k..(s + 1) * k].copy_from_slice(&result.fit.loading(now));
            room.curvatures[s] = result.fit.information(at.unwrap_or(usize::MAX), now);
            for answer in ran.found.responses.by_statement().row(now) {
                let camp = result.members[answer.about()].map_or(camps, usize::from);
                room.answers[s * (camps + 1) + camp] += 1;
                if Some(answer.about()) == at {
                    room.answered.push(s as u32);
                }
            }
        }
        room
    }

    fn heard(&self, statement: usize) -> u32 {
        let each = self.camps + 1;
        self.answers[statement * each..(statement + 1) * each].iter().sum()
    }
}

/// The covariance of somebody of whom nothing is known: places have mean 0 and second moment 1.
fn even(dimensions: usize) -> Vec<f64> {
    (0..dimensions).flat_map(|r| (0..=r).map(move |c| f64::from(u8::from(r == c)))).collect()
}

fn words(who: &Key, chosen: Option<(&Show, &Choice)>, texts: Option<&Statements>) -> String {
    let name = match who {
        Key::Number(number) => number.to_string(),
        Key::Text(text) => safe(text).into_owned(),
    };
    let Some((show, choice)) = chosen else {
        return format!("Participant {name} has answered every statement.\n");
    };
    let why = match choice.reason {
        Reason::New => "it is new, and owed its share of turns",
        Reason::Even => "drawn evenly from all, so that none is shut out",
        Reason::Informative => "an answer to it is expected to tell about as much as any could",
    };
    let times = match show.answered {
        0 => "nobody has answered it".to_owned(),
        1 => "one participant has answered it".to_owned(),
        n => format!("{n} have answered it"),
    };
    let line = format!("Show participant {name}: {}", said(&show.statement, texts));
    let mut out = wrapped(&line, 2, COLUMNS);
    let why = format!(
        "Why: {why}; an answer is worth {:.2} bits, {times}, and it was to be drawn with a chance of {:.1} %",
        show.gain,
        show.odds * 100.0
    );
    let _ = write!(out, "\n{}\n", wrapped(&why, 2, COLUMNS));
    out
}
