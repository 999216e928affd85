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
        answer(&self.instance, clauses, Some(&self.answer), stop)
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Changed, Standing};
    use crate::packages::clauses::tests::instance;
    use crate::packages::{Options, Policy, Statement, Stop};

    /// A trade of two units, and a third that has nothing to do with it.
    const TRADE: &str = "
        party ARD
        party BOR
        unit a
        unit b
        unit c d
        ARD a object 1
        ARD a offer 2 +b
        BOR b live 3 +a
        BOR c object 4
    ";

    fn standing(story: &str) -> Standing {
        Standing::new(instance(Policy::default(), story), Options::default(), &Stop::default())
    }

    /// The statement that a line tells.
    fn said(standing: &Standing, line: &str) -> Statement {
        let mut instance = standing.instance().clone();
        instance.add(&line.split(' ').collect::<Vec<_>>());
        instance.statements.pop().unwrap()
    }

    fn made(standing: &Standing, line: &str) -> Change {
        Change::Made(said(standing, line))
    }

    fn nothing(standing: &Standing) -> Changed {
        Changed {
            weight: standing.answer().weight,
            bound: standing.answer().bound,
            come: Vec::new(),
            go: Vec::new(),
            gained: Vec::new(),
            lost: Vec::new(),
            searched: 0,
        }
    }

    #[test]
    fn where_an_offer_is_withdrawn_what_was_traded_for_it_is_lost_as_well() {
        let standing = standing(TRADE);
        assert_eq!(standing.answer().package, [0, 1, 3]);
        let changed = standing.with(Change::Withdrawn(1), &Stop::default());
        assert_eq!((changed.weight, changed.bound), (1, 1));
        assert_eq!((&changed.go[..], &changed.lost[..]), (&[0, 1][..], &[0, 1][..]));
        assert!(changed.come.is_empty() && changed.gained.is_empty() && changed.is_proven());
    }

    #[test]
    fn what_has_nothing_to_do_with_a_change_is_not_searched() {
        let standing = standing(TRADE);
        let change = Change::Replaced(3, said(&standing, "BOR d object 4"));
        let changed = standing.with(change, &Stop::default());
        assert_eq!((changed.come, changed.go, changed.searched), (vec![2], vec![3], 1));
        assert!(changed.gained.is_empty() && changed.lost.is_empty());
    }

    #[test]
    fn a_question_changes_nothing() {
        let standing = standing(TRADE);
        let (instance, answer) = (standing.instance().clone(), standing.answer().clone());
        let change = made(&standing, "BOR a object 9");
        assert_eq!(standing.with(change, &Stop::default()).lost, [0, 1]);
        assert_eq!((standing.instance(), standing.answer()), (&instance, &answer));
    }

    #[test]
    fn what_is_asked_after_a_change_that_is_kept_is_asked_of_the_changed_instance() {
        let mut standing = standing(TRADE);
        let lost = standing.keep(Change::Withdrawn(1), &Stop::default());
        let change = made(&standing, "ARD a live 9");
        let back = standing.with(change, &Stop::default());
        assert_eq!((back.gained, back.weight), (lost.lost, 3));
    }

    #[test]
    fn the_stance_before_counts_again_where_the_last_is_withdrawn() {
        let mut standing = standing("party ARD\nunit a\nARD a live 1\nARD a object 2");
        assert_eq!(standing.keep(Change::Withdrawn(1), &Stop::default()).come, [0]);
        let again = made(&standing, "ARD a object 3");
        assert_eq!(standing.keep(again, &Stop::default()).go, [0]);
        assert_eq!(standing.with(Change::Withdrawn(2), &Stop::default()).come, [0]);
    }

    #[test]
    fn what_is_said_later_or_once_more_makes_no_difference() {
        let standing = standing(TRADE);
        for line in ["ARD b object 101", "BOR b live 5 +a", "BOR c object 5", "ARD d support 5"] {
            let changed = standing.with(made(&standing, line), &Stop::default());
            let but_searched = Changed { searched: 0, ..changed };
            assert_eq!(but_searched, nothing(&standing), "{line}");
        }
    }

    #[test]
    fn what_never_began_is_withdrawn_before_it_begins() {
        let mut standing = standing("party ARD\nunit a\nARD a object 200");
        let changed = standing.keep(Change::Withdrawn(0), &Stop::default());
        assert_eq!(changed, nothing(&standing));
        assert_eq!(standing.instance().statements[0].withdrawn, Some(200));
    }

    #[test]
    fn a_search_that_was_cut_off_is_taken_up_again() {
        let stop = Stop::default();
        stop.request();
        // That of two units only one can be agreed, only a search shows.
        let story = "party ARD\nunit a\nunit b\nunit c\nlink a -b";
        let options = Options::default();
        let cut = Standing::new(instance(Policy::default(), story), options, &stop);
        assert!(!cut.answer().is_proven());
        let changed = cut.with(made(&cut, "ARD c live 1"), &Stop::default());
        assert_eq!((changed.weight, changed.bound, changed.searched), (2, 2, 1));
    }
}
