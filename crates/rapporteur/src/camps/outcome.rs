//! What is told of camps, splits and common ground: plain data, as `camps --json` prints it.

use super::splits::SplitThing;
use ballots::{Name, Names};
use serde::ser::{SerializeMap as _, Serializer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of what `camps --json` prints.
pub(crate) const SCHEMA: &str = "rapporteur-camps/1";

/// A statement or a participant as its file names it: a number where it is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub(crate) enum Key {
    Number(u64),
    Text(String),
}

impl From<Name<'_>> for Key {
    fn from(name: Name<'_>) -> Self {
        match name {
            Name::Number(number) => Key::Number(number),
            Name::Text(text) => Key::Text(text.to_owned()),
        }
    }
}

/// A lower and an upper bound.
pub(crate) type Interval = [f64; 2];

/// Everything that `camps` tells.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Outcome {
    pub(crate) schema: &'static str,
    #[serde(flatten)]
    pub(crate) substance: Part,
    /// The same of statements about procedure, apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) procedure: Option<Box<Part>>,
    /// Statements that were rejected and so left out.
    pub(crate) left_out: Vec<Key>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) constituencies: Option<Vec<Constituency>>,
    /// How far camps follow constituencies, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) association: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) coalitions: Option<Vec<Coalition>>,
    pub(crate) files: Vec<FileTold>,
}

/// What is told of one set of statements.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Part {
    pub(crate) participants: usize,
    pub(crate) statements: usize,
    pub(crate) responses: usize,
    pub(crate) dimensions: usize,
    /// Empty or one where the data support no camps.
    pub(crate) camps: Vec<Camp>,
    pub(crate) unclassified: usize,
    /// Why camps are claimed or not.
    pub(crate) verdict: Supported,
    /// Whether camps are claimed that another choice of statements would not show.
    pub(crate) weak: bool,
    pub(crate) stability: Option<Stability>,
    pub(crate) common_ground: Vec<Common>,
    pub(crate) divisive: Vec<Divisive>,
    pub(crate) bridges: Vec<Bridge>,
    pub(crate) manipulation: Manipulation,
    /// What became of the camps of an earlier result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) names: Option<Naming>,
    /// Stances inside constituencies and coalitions, of a record: the most split matter first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) splits: Option<Vec<SplitThing>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assignments: Option<Assignments>,
    pub(crate) method: Method,
}

/// Whether the data support camps, and if not, why not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Supported {
    /// They do.
    Camps,
    /// Fewer than five participants answered anything.
    TooFew,
    /// No dimension predicts responses left out.
    #[default]
    NoDimension,
    /// Votes permuted within each statement show as strong a direction.
    AsPermuted,
    /// Opinions differ, but gather in one place.
    OnePlace,
    /// Camps were seen, but not again with a twentieth of the responses left out.
    Unstable,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Camp {
    pub(crate) id: String,
    pub(crate) size: usize,
    /// Of the size.
    pub(crate) interval: Interval,
    /// The share of resamples in which the camp is found again.
    pub(crate) survival: f64,
    pub(crate) apart: Vec<Apart>,
}

/// A statement that sets a camp apart.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Apart {
    pub(crate) statement: Key,
    pub(crate) direction: Direction,
    pub(crate) share: f64,
    pub(crate) rest: f64,
    pub(crate) effect: f64,
    pub(crate) interval: Interval,
    pub(crate) n: u32,
    pub(crate) rest_n: u32,
    pub(crate) adjusted: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    Agree,
    Disagree,
}

/// Agreement with the camps found, as an adjusted Rand index.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Stability {
    /// After 5 % of the responses are left out.
    pub(crate) dropped: f64,
    /// The least of these.
    pub(crate) dropped_least: f64,
    /// Between halves of the statements.
    pub(crate) halves: Option<f64>,
    /// How many resamples survival was counted in.
    pub(crate) resamples: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Common {
    pub(crate) statement: Key,
    pub(crate) lower_bound: f64,
    pub(crate) direction: Direction,
    pub(crate) n: u32,
    pub(crate) hearing: Hearing,
    pub(crate) by_camp: Vec<Share>,
    pub(crate) overall: Share,
}

/// Whether all camps have been heard on a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Hearing {
    /// They have.
    Heard,
    /// In one of them more pass than take a side.
    MostlyPassed,
    /// In one of them nobody took a side.
    Unheard,
}

/// How a camp answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Share {
    /// By level of the scale, lowest first.
    #[serde(skip)]
    pub(crate) levels: [u32; 4],
    pub(crate) disagree: u32,
    pub(crate) pass: u32,
    pub(crate) agree: u32,
    /// Of those who take a side.
    pub(crate) agreement: f64,
    pub(crate) interval: Interval,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Divisive {
    pub(crate) statement: Key,
    pub(crate) between: Option<[String; 2]>,
    pub(crate) gap: f64,
    pub(crate) lower_bound: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Bridge {
    pub(crate) participant: Key,
    pub(crate) camps: [String; 2],
    pub(crate) sided: [u32; 2],
    pub(crate) passed: u32,
    /// The chances to belong to the two camps.
    pub(crate) belonging: Option<[f64; 2]>,
}

/// What looks like ballots cast together, and what the result would be without them.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Manipulation {
    pub(crate) blocs: Vec<Bloc>,
    pub(crate) bursts: Vec<Burst>,
    /// The result with every ballot counted in full, where a bloc was counted once.
    pub(crate) as_cast: Option<AsCast>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct AsCast {
    pub(crate) dimensions: usize,
    /// Sizes of the camps, largest first; empty if none are supported.
    pub(crate) camps: Vec<usize>,
    /// Of the camps with those told, as an adjusted Rand index.
    pub(crate) agreement: f64,
    /// Of the first twenty statements of common ground, those that stand there only while blocs count once.
    pub(crate) common_ground_only_once: Vec<Key>,
    /// Those that stand there only with every ballot counted in full.
    pub(crate) common_ground_only_as_cast: Vec<Key>,
    /// The first twenty with every ballot counted in full.
    pub(crate) common_ground: Vec<(Key, Direction)>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Bloc {
    pub(crate) size: usize,
    /// The first of them.
    pub(crate) members: Vec<Key>,
    pub(crate) shared: f64,
    pub(crate) alike: f64,
    /// Whether results are told with its members counted as one voice.
    pub(crate) counted_once: bool,
    pub(crate) why: String,
    /// What changes without it; `None` where that was not looked at.
    pub(crate) without: Option<Without>,
}

/// What changes without a bloc.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Without {
    /// Of the first twenty statements of common ground, those that are not among the first without it.
    pub(crate) common_ground_lost: Vec<Key>,
    /// Those that only then are.
    pub(crate) common_ground_gained: Vec<Key>,
    /// How many camps are left.
    pub(crate) camps: usize,
    /// How many others are in another camp, or come into one or leave it.
    pub(crate) moved: usize,
    /// Of the camps of the others with those told, as an adjusted Rand index.
    pub(crate) agreement: f64,
}

impl Without {
    /// How many of the first statements of common ground change.
    pub(crate) fn changed(&self) -> usize {
        self.common_ground_lost.len().max(self.common_ground_gained.len())
    }
}

/// What became of the camps of an earlier result.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Naming {
    /// How many participants are in a camp both times.
    pub(crate) shared: usize,
    pub(crate) changes: Vec<Change>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub(crate) enum Change {
    /// `alike` is the Jaccard index of the members, among participants of both times.
    Kept {
        camp: String,
        alike: f64,
    },
    New {
        camp: String,
    },
    Gone {
        camp: String,
    },
    Split {
        from: String,
        into: Vec<String>,
    },
    Merged {
        from: Vec<String>,
        into: String,
    },
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Burst {
    /// Its first second, since 1970.
    pub(crate) from: i64,
    /// The second after its last.
    pub(crate) until: i64,
    /// How many answered for the first time in it.
    pub(crate) participants: usize,
    /// How many the time around it leads to expect.
    pub(crate) expected: f64,
    /// Of pairs of answers in it to the same statement, the share that is the same answer.
    pub(crate) likeness: Option<f64>,
    /// The same outside it.
    pub(crate) likeness_of_others: Option<f64>,
}

/// A constituency by camp.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Constituency {
    pub(crate) constituency: String,
    #[serde(flatten)]
    pub(crate) members: Members,
}

/// A coalition by camp.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Coalition {
    pub(crate) coalition: String,
    #[serde(flatten)]
    pub(crate) members: Members,
}

/// Those of a constituency or coalition who took part.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Members {
    pub(crate) participants: usize,
    /// In the order of camps.
    pub(crate) by_camp: Vec<usize>,
    pub(crate) unclassified: usize,
    /// How far they disagree, and over what; of a record.
    #[serde(flatten)]
    pub(crate) mind: Option<OneMind>,
}

/// Over all matters of substance on which two or more took a position.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct OneMind {
    pub(crate) matters: usize,
    /// Those on which they are on different sides.
    pub(crate) divided: usize,
    /// The mean index of disagreement.
    pub(crate) disagreement: f64,
}

/// How the result came about.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Method {
    pub(crate) model: String,
    pub(crate) dimensions_tried: Vec<Tried>,
    /// By name, how many participants or responses a step was given.
    pub(crate) sample_sizes: BTreeMap<String, usize>,
    pub(crate) null: Null,
    /// How many tests were made for what sets camps apart.
    pub(crate) tests: usize,
    pub(crate) seed: u64,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Tried {
    pub(crate) dimensions: usize,
    /// Held-out loss, nats a response.
    pub(crate) loss: f64,
    /// Its standard error.
    pub(crate) error: f64,
}

/// What was held against data without what is claimed.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Null {
    /// The leading direction, against votes permuted within each statement.
    pub(crate) permuted: Drawn,
    /// Two neighbouring camps, against groups in which they are one.
    pub(crate) camps: Option<Drawn>,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Drawn {
    pub(crate) drawn: usize,
    pub(crate) as_strong: usize,
    /// What was measured: the strength of a direction, the log-likelihood gained by two camps over one.
    pub(crate) observed: f64,
    /// Its greatest value among those drawn, where it was kept.
    pub(crate) greatest: Option<f64>,
}

/// The camp of each participant, or none.
#[derive(Clone, Debug)]
pub(crate) struct Assignments {
    pub(crate) participants: Names,
    pub(crate) camps: Vec<Option<String>>,
}

impl Serialize for Assignments {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.camps.len()))?;
        for (name, camp) in self.participants.iter().zip(&self.camps) {
            map.serialize_entry(&name.to_string(), camp)?;
        }
        map.end()
    }
}

/// What is told of a file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileTold {
    pub(crate) file: String,
    pub(crate) rows: u64,
    pub(crate) passed_over: u64,
    pub(crate) told: Vec<Told>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    pub(crate) kind: &'static str,
    pub(crate) count: u64,
    pub(crate) meaning: &'static str,
    /// Whether rows, or responses of wide rows, were passed over.
    pub(crate) passed_over: bool,
    pub(crate) first: Vec<Place>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    /// In a file without lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) row: Option<u64>,
    pub(crate) what: String,
}

/// What is read of an earlier result: who was in which camp.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Previous {
    pub(crate) assignments: Option<BTreeMap<String, Option<String>>>,
}
