//! What one changed statement does: what the best package would be, and what comes in and goes out.
//!
//! A statement speaks of one alternative, so that only what stands in the way of that alternative is read anew. What can
//! never be in, and what belongs together, is worked out again, which is little work; the parts that are as they were keep
//! what was found in them, and the others are searched. Since what is found depends on the part alone, the answer is the
//! one that [`find`] gives of the changed instance, in every detail.

use super::clauses::{Options, Reading, Spoken};
use super::find::{Answer, answer, find};
use super::instance::{Instance, Statement};
use super::stop::Stop;

/// One statement that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// One more is made; it stands behind all others.
    Made(Statement),
    /// The statement with this place ends at the instant that is looked at.
    Withdrawn(u32),
    /// The statement with this place is another: another stance, other conditions, other dates.
    Replaced(u32, Statement),
}

impl Change {
    /// The place of the statement, and what it is then.
    fn statement(self, instance: &Instance, at: i64) -> (u32, Statement) {
        match self {
            Change::Made(statement) => (instance.statements.len() as u32, statement),
            Change::Withdrawn(place) => {
                let mut statement = instance.statements[place as usize].clone();
                let end = at.max(statement.from);
                statement.withdrawn = Some(statement.withdrawn.map_or(end, |known| known.min(end)));
                (place, statement)
            }
            Change::Replaced(place, statement) => (place, statement),
        }
    }
}

/// What a change does to the best package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What the best package weighs then.
    pub weight: u64,
    /// No acceptable package weighs more then.
    pub bound: u64,
    /// The alternatives that come in, rising.
    pub come: Vec<u32>,
    /// Those that go out.
    pub go: Vec<u32>,
    /// The units that are agreed then and were open, rising.
    pub gained: Vec<u32>,
    /// Those that are open then and were agreed.
    pub lost: Vec<u32>,
    /// How many parts were not as they were, and had to be searched.
    pub searched: usize,
}

impl Changed {
    /// Whether it is shown that none is better.
    pub fn is_proven(&self) -> bool {
        self.weight == self.bound
    }

    fn new(instance: &Instance, before: &Answer, after: &Answer, searched: usize) -> Self {
        let unit = |&a: &u32| instance.alternatives[a as usize].unit;
        let units = |package: &[u32]| package.iter().map(unit).collect::<Vec<u32>>();
        let (agreed, agreed_then) = (units(&before.package), units(&after.package));
        Self {
            weight: after.weight,
            bound: after.bound,
            come: beyond(&after.package, &before.package),
            go: beyond(&before.package, &after.package),
            gained: beyond(&agreed_then, &agreed),
            lost: beyond(&agreed, &agreed_then),
            searched,
        }
    }
}

/// What the one list has and the other has not, both rising.
fn beyond(one: &[u32], other: &[u32]) -> Vec<u32> {
    one.iter().copied().filter(|of| other.binary_search(of).is_err()).collect()
}

/// An instance with its best package, of which it can be asked what a changed statement does.
pub struct Standing {
    instance: Instance,
    options: Options,
    spoken: Spoken,
    answer: Answer,
}

impl Standing {
    /// An instance, read in one way, with the best package; looked for until it is found, or until it is asked to stop.
    pub fn new(instance: Instance, options: Options, stop: &Stop) -> Self {
        let answer = find(&instance, &options, stop);
        Self::of(instance, options, answer)
    }

    /// The same where the answer is known: what [`find`] says of this instance and these options.
    pub fn of(instance: Instance, options: Options, answer: Answer) -> Self {
        let spoken = Spoken::new(&instance, answer.clauses.at);
        Self { instance, options, spoken, answer }
    }

    /// The instance, with the changes that were kept.
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// How it is read.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Its best package, and why none is better.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// What a change would do, the instance staying as it is.
    ///
    /// Like places in an instance, those in the change must exist.
    pub fn with(&self, change: Change, stop: &Stop) -> Changed {
        let (place, statement) = change.statement(&self.instance, self.answer.clauses.at);
        let (after, searched) = self.after(place, &statement, stop);
        Changed::new(&self.instance, &self.answer, &after, searched)
    }

    /// What a change does, which is kept: what is asked next is asked of the changed instance.
    pub fn keep(&mut self, change: Change, stop: &Stop) -> Changed {
        let (place, statement) = change.statement(&self.instance, self.answer.clauses.at);
        let (after, searched) = self.after(place, &statement, stop);
        let changed = Changed::new(&self.instance, &self.answer, &after, searched);
        for alternative in self.touched(place, &statement) {
            let spoken = self.spoken_with(alternative, place, &statement);
            self.spoken.put(alternative, spoken);
        }
        match self.instance.statements.get_mut(place as usize) {
            Some(known) => *known = statement,
            None => self.instance.statements.push(statement),
        }
        self.answer = after;
        changed
    }

    /// The alternatives of which the statement with a place speaks, or did.
    fn touched(&self, place: u32, statement: &Statement) -> Vec<u32> {
        let before = self.instance.statements.get(place as usize).map(|known| known.alternative);
        let mut touched: Vec<u32> = before.into_iter().chain([statement.alternative]).collect();
        touched.dedup();
        touched
    }

    /// What is in force on an alternative where one statement is another.
    fn spoken_with(&self, alternative: u32, place: u32, statement: &Statement) -> Vec<u32> {
        let mut spoken = self.spoken.on(alternative).to_vec();
        spoken.retain(|&known| known != place);
        if statement.alternative == alternative && statement.is_in_force(self.answer.clauses.at) {
            spoken.insert(spoken.partition_point(|&known| known < place), place);
        }
        spoken
    }

    /// The answer where one statement is another, and how many parts were searched for it.
    fn after(&self, place: u32, statement: &Statement, stop: &Stop) -> (Answer, usize) {
        let mut clauses = self.answer.clauses.clone();
        for alternative in self.touched(place, statement) {
            let spoken = self.spoken_with(alternative, place, statement);
            let reading = Reading::new(&self.instance, &self.options).with(place, statement);
            clauses.put(alternative, reading.alone(alternative, &spoken));
        }
        answer(&self.instance.units, clauses, Some(&self.answer), stop)
    }
}
