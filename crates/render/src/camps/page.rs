//! What the page shows, as plain data. Nothing here is computed by this crate but percentages of the counts given.
//!
//! Shares, probabilities and indices lie in `0..=1`; a number that is not finite is shown as a dash. Names and texts are
//! data: they may be anything. Whoever fills a page leaves out names that may not be shown.

/// What everything is about: splits, camps and common ground of one set of responses.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What was asked: the title of the consultation or of the text, as people wrote it.
    pub title: String,
    /// Where the responses come from and up to when: a file name, a record and its last entry.
    pub source: Option<String>,
    /// Who answered.
    pub who: Who,
    /// What an answer can be.
    pub scale: Scale,
    /// Which statements were looked at.
    pub about: About,
    /// How many took part, those who answered nothing included.
    pub participants: u64,
    /// How many statements there are, unanswered ones included, moderated ones excluded.
    pub statements: u64,
    /// How many responses count: the last one of each participant to each statement.
    pub responses: u64,
    /// Whether the answers support camps. With [`Finding::Camps`], `camps` holds at least two.
    pub finding: Finding,
    /// The camps, in a fixed order. Empty if none are supported. Everything that counts "by camp" follows this order.
    pub camps: Vec<Camp>,
    /// How many belong to no camp with enough certainty; `None` where nobody was assigned.
    pub unclassified: Option<u64>,
    /// Places of the participants. With no dimension the map has `dimensions == 0` and is a sentence.
    pub map: Option<Map>,
    /// What became of the camps of an earlier result; `None` without one.
    pub over_time: Option<OverTime>,
    /// Matters on which members of one constituency or coalition are on different sides, the most split first; of a
    /// record, and with [`Scale::Stances`].
    pub splits: Option<List<SplitThing>>,
    /// How far camps follow constituencies: 0 not at all, 1 wholly. `None` where nothing can follow.
    pub association: Option<f64>,
    /// Constituencies and coalitions, in the order of the record.
    pub groups: Vec<Group>,
    /// The statements on which the camps answer most differently, most different first. With no camps: those on which
    /// all answers differ most.
    pub divergence: List<Divergence>,
    /// What all camps accept, or all reject, best supported first. `None` where it was not looked for.
    pub ground: Option<List<Ground>>,
    /// What was found about stability. `None` where there are no camps to test.
    pub stability: Option<Stability>,
    /// Who stands between camps, in the order of the record or the files.
    pub between: Option<List<Between>>,
    /// What looks like one hand voting many times. `None` where it was not looked for.
    pub manipulation: Option<Manipulation>,
    /// What was met in the files.
    pub notes: Notes,
    /// How it was computed.
    pub method: Method,
}

/// The first of something, and how many there are in all.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    /// Those given here. The page may show fewer and says so.
    pub shown: Vec<T>,
    /// How many there are in all: at least as many as given.
    pub of: u64,
}

/// Who answered; decides the noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Participants of a consultation.
    Participants,
    /// Parties of a group.
    Parties,
}

/// What an answer can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Levels 0 to 2: disagree, pass, agree.
    Responses,
    /// Levels 0 to 3: objects, reserves its position, can accept, supports.
    Stances,
}

/// Which statements were looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// All of them.
    All,
    /// Those of substance.
    Substance,
    /// Those of procedure.
    Procedure,
}

/// A statement, or a provision on which positions are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its number or label in the files: "12", "para. 4 bis".
    pub id: String,
    /// Its words; empty where the files have none.
    pub text: String,
    /// BCP 47 tag of the words, where known.
    pub language: Option<String>,
}

/// An interval, lower end first. Its level is told by the method, [`Method::interval_level`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A share with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The estimate, `0..=1`.
    pub share: f64,
    /// Its interval, `0..=1`.
    pub interval: Option<Interval>,
    /// Answers it rests on.
    pub n: u64,
}

/// Answers counted by level of the scale, lowest level first. With [`Scale::Responses`] the last is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally(pub [u64; 4]);

/// Whether the answers support camps.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// They do; how many is told by [`Page::camps`].
    Camps {
        /// Why they are to be taken as weak; empty if no test failed.
        weak: Vec<Weakness>,
    },
    /// They do not.
    None {
        /// Why.
        why: WhyNone,
    },
}

/// Why no camps are supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNone {
    /// Too few participants or answers to tell.
    TooFewAnswers,
    /// No dimension predicts held-out answers better than statements and participants by themselves.
    NoDimension,
    /// Places spread without a gap: one camp describes them as well as several.
    OneCamp,
    /// Answers shuffled within each statement give camps as distinct.
    AsByChance,
    /// Camps were found, but not again when answers were drawn anew.
    NotStable,
}

/// A test that camps did not pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Weakness {
    /// A camp is seldom found again; its index in [`Page::camps`].
    Survival(usize),
    /// Leaving out a few answers moves many participants.
    Dropped,
    /// Two halves of the statements give different camps.
    Halves,
    /// Camps as distinct are not rare among shuffled answers.
    NearChance,
}

/// A camp.
#[derive(Clone, Debug, PartialEq)]
pub struct Camp {
    /// Its name, short, kept over time: "A".
    pub label: String,
    /// How many belong to it.
    pub size: u64,
    /// Interval of the size, in participants.
    pub interval: Option<Interval>,
    /// Share of the resamples in which it was found again.
    pub survival: Option<f64>,
    /// Statements that set it apart, found on answers that did not form it, largest effect first.
    pub apart: List<Apart>,
}

/// A statement that sets a camp apart from all others.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The statement.
    pub statement: Statement,
    /// Which answer is the camp's.
    pub answer: Answer,
    /// Share of that answer in the camp, passes counted in `n`.
    pub here: Share,
    /// Share of that answer among all others.
    pub elsewhere: Share,
    /// Difference of the two shares, shrunken as the method tells, `-1..=1`.
    pub effect: f64,
    /// Interval of the difference.
    pub interval: Option<Interval>,
}

/// A side that an answer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Agrees; supports or can accept.
    For,
    /// Disagrees; objects.
    Against,
}

/// Places of participants in the dimensions chosen. The vectors run over participants.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// How many dimensions; may be zero.
    pub dimensions: usize,
    /// Means, `dimensions` numbers for each participant.
    pub places: Vec<f64>,
    /// Covariances, the lower triangle by rows: `dimensions * (dimensions + 1) / 2` numbers for each. May be empty.
    pub spreads: Vec<f64>,
    /// Index of the camp in [`Page::camps`]; `None` is unclassified. May be empty where there are no camps.
    pub camps: Vec<Option<u32>>,
    /// Names, one for each participant, or empty where there are none or none may be shown.
    pub names: Vec<String>,
    /// What the dimensions mean, one for each.
    pub axes: Vec<Axis>,
}

/// What a dimension means: the statements that those at its ends answer differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What those at the low end answer more than others, strongest first.
    pub low: Vec<End>,
    /// What those at the high end answer more than others, strongest first.
    pub high: Vec<End>,
}

/// A statement at an end of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The statement.
    pub statement: Statement,
    /// How those at this end answer it more often than those at the other.
    pub answer: Answer,
}

/// A constituency or coalition: how its members spread over camps, and how far they differ among themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: GroupKind,
    /// How many members took part.
    pub members: u64,
    /// Members by camp, in the order of [`Page::camps`]; empty where there are none.
    pub in_camps: Vec<u64>,
    /// Members in no camp.
    pub unclassified: u64,
    /// The disagreement index of its members over all that they answered: 0 all alike, 1 evenly opposed.
    pub disagreement: Option<f64>,
}

/// What a group of members is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// A constituency: every party has one.
    Constituency,
    /// A coalition: parties that speak together.
    Coalition,
}

/// A matter on which members of one group are on different sides.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitThing {
    /// The matter.
    pub statement: Statement,
    /// All groups of which two or more took a position, the most split first.
    pub groups: Vec<Split>,
}

/// Where the members of one group stand on a matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The name of the group.
    pub name: String,
    /// What it is.
    pub kind: GroupKind,
    /// Members by stance.
    pub tally: Tally,
    /// The disagreement index of these stances.
    pub disagreement: f64,
}

/// What became of the camps of an earlier result.
#[derive(Clone, Debug, PartialEq)]
pub struct OverTime {
    /// How many are in a camp both times.
    pub shared: u64,
    /// What changed.
    pub changes: Vec<Change>,
}

/// What became of a camp.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It has the name it had.
    Kept {
        /// Its name.
        camp: String,
        /// Of those who took part both times and are in it at either, the share that is in it at both.
        alike: f64,
    },
    /// It is none of the earlier ones.
    New {
        /// Its name.
        camp: String,
    },
    /// No camp of now is this one.
    Gone {
        /// Its name.
        camp: String,
    },
    /// Its members are in several.
    Split {
        /// Its name.
        from: String,
        /// Camps of now.
        into: Vec<String>,
    },
    /// Members of several are in one.
    Merged {
        /// Earlier camps.
        from: Vec<String>,
        /// The camp of now.
        into: String,
    },
}

/// How a statement was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Divergence {
    /// The statement.
    pub statement: Statement,
    /// By all.
    pub all: Tally,
    /// By each camp, in the order of [`Page::camps`].
    pub camps: Vec<Tally>,
}

/// A statement on which all camps, or all who answered, are of one mind.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The statement.
    pub statement: Statement,
    /// Whether it is accepted or rejected by all.
    pub answer: Answer,
    /// Lower bound of the least share of that answer over the camps: what orders the list.
    pub lower_bound: f64,
    /// The share of that answer among all.
    pub all: Share,
    /// The share of that answer in each camp, in the order of [`Page::camps`].
    pub camps: Vec<Share>,
    /// Share of passes among all answers, where known.
    pub passes: Option<f64>,
}

/// What becomes of the camps when the data change a little.
#[derive(Clone, Debug, PartialEq)]
pub struct Stability {
    /// How many resamples the survival of the camps rests on.
    pub resamples: u64,
    /// Agreement with the camps shown when a few answers are left out at random.
    pub dropped: Option<Agreement>,
    /// Which share of the answers was left out: 0.05.
    pub dropped_share: f64,
    /// Agreement of the camps that two halves of the statements give.
    pub halves: Option<Agreement>,
}

/// Agreement of partitions as adjusted Rand index: 1 the same, 0 as by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Its mean.
    pub mean: f64,
    /// Its least.
    pub least: f64,
    /// Over how many repeats.
    pub repeats: u64,
    /// From where on the method takes it as enough.
    pub enough: f64,
}

/// Somebody between camps.
#[derive(Clone, Debug, PartialEq)]
pub struct Between {
    /// The name or number.
    pub name: String,
    /// Probability of each camp, in the order of [`Page::camps`].
    pub camps: Vec<f64>,
    /// How many statements were answered.
    pub answers: u64,
}

/// Ballots that are nearly alike, bursts, and what the result would be without them. Shown, never removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Manipulation {
    /// Blocs of near-identical ballots, largest first.
    pub blocs: List<Bloc>,
    /// Times with far more responses than usual, in order of time. `None` where the files have no times.
    pub bursts: Option<List<Burst>>,
    /// The result as cast.
    pub as_cast: Outcome,
    /// The result with each bloc counted once. `None` where there is no bloc.
    pub counted_once: Option<Outcome>,
}

/// A bloc of near-identical ballots.
#[derive(Clone, Debug, PartialEq)]
pub struct Bloc {
    /// How many ballots.
    pub ballots: u64,
    /// On how many statements they all answered.
    pub statements: u64,
    /// The mean share of like answers where two ballots both answered.
    pub likeness: f64,
    /// Names or numbers of participants, the first few.
    pub members: List<String>,
    /// How many of the first twenty statements of common ground change without the bloc; `None` where it was not looked at.
    pub ground_changed: Option<u64>,
    /// How many others are in another camp without the bloc; `None` where it was not looked at.
    pub camp_changed: Option<u64>,
}

/// A time with far more responses than usual.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    /// When it begins, written out.
    pub from: String,
    /// When it ends, written out.
    pub to: String,
    /// Responses in it.
    pub responses: u64,
    /// Participants who gave them.
    pub participants: u64,
    /// Responses that as long a time usually has.
    pub usual: f64,
}

/// A result in brief, to be set beside another.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How many ballots count.
    pub ballots: u64,
    /// How many dimensions.
    pub dimensions: u64,
    /// Camps: label and size.
    pub camps: Vec<(String, u64)>,
    /// The first statements of common ground and the answer that all give.
    pub ground: Vec<(Statement, Answer)>,
}

/// What was met in the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// Rows that could not be read: how many.
    pub bad_rows: u64,
    /// The first of them: file and line, and what is wrong.
    pub first_bad: Vec<BadRow>,
    /// Earlier responses that later ones of the same participant to the same statement supersede.
    pub superseded: u64,
    /// Statements left out by moderation, each with the reason given. `of` counts them all.
    pub moderated: Option<List<Moderated>>,
    /// Anything else that a reader must know, as whole sentences.
    pub others: Vec<String>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The file, where there are several.
    pub file: Option<String>,
    /// Line, or row where a file has no lines, from 1.
    pub line: u64,
    /// What is wrong, in a sentence.
    pub what: String,
}

/// A statement left out by moderation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderated {
    /// The statement.
    pub statement: Statement,
    /// The reason given; `None` where the files give none.
    pub reason: Option<String>,
}

/// How it was computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The model, in a sentence or two.
    pub model: String,
    /// Numbers of dimensions tried.
    pub tried: Vec<Tried>,
    /// What was done on a sample.
    pub samples: Vec<Sample>,
    /// The comparison with shuffled answers.
    pub null: Option<Null>,
    /// Level of all intervals: 0.95.
    pub interval_level: f64,
    /// The seed of all draws.
    pub seed: u64,
    /// Name and version of the program.
    pub version: String,
    /// Anything else: what, and its value.
    pub others: Vec<(String, String)>,
}

/// A number of dimensions and how well it predicts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried {
    /// The number, zero included.
    pub dimensions: u64,
    /// Mean held-out loss in nats an answer: less is better.
    pub loss: f64,
    /// Standard error of the loss.
    pub error: Option<f64>,
    /// Whether it was taken.
    pub chosen: bool,
}

/// What was computed on part of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What for: "held-out prediction".
    pub what: String,
    /// How many of what were taken: "20,000 participants".
    pub taken: String,
    /// Of how many.
    pub of: String,
}

/// Comparison with answers shuffled within each statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Null {
    /// How many times they were shuffled.
    pub draws: u64,
    /// How many of these gave camps at least as distinct.
    pub as_distinct: u64,
    /// The measure of distinctness, in a few words.
    pub measure: String,
    /// Its value for the answers as cast.
    pub observed: f64,
    /// Its largest value among the shuffled ones.
    pub largest: f64,
}
