//! How each camp answered each statement: counted once, read by common ground, divergence, contrasts and bridges.

use super::responses::{Answer, LEVELS_MAX, Responses};
use rayon::prelude::*;

/// The level below which an answer is against; [`PASS`] is neither, what is above is in favour, on either scale.
pub(super) const PASS: usize = 1;

/// Who answered, and in which camp they are.
///
/// `members[participant]` is their camp, below `camps`; a number beyond is read as none. `weights[participant]` is how much
/// each counts: 1, or less where near-identical ballots are counted as one voice; negative or not a number counts nothing.
/// Where either list is too short, the rest is in no camp, or counts one. With no camp or one, everybody is in the one.
#[derive(Clone, Copy, Debug)]
pub struct People<'a> {
    /// What was answered.
    pub responses: &'a Responses,
    /// Each participant's camp.
    pub members: &'a [Option<u16>],
    /// How many camps there are.
    pub camps: usize,
    /// How much each participant counts.
    pub weights: &'a [f64],
}

impl People<'_> {
    /// How many camps are told apart; at least one.
    pub(super) fn camps(&self) -> usize {
        self.camps.max(1)
    }

    /// The column of a participant: their camp, or [`People::camps`] for none.
    pub(super) fn column(&self, participant: usize) -> usize {
        if self.camps <= 1 {
            return 0;
        }
        match self.members.get(participant) {
            Some(Some(camp)) if usize::from(*camp) < self.camps => usize::from(*camp),
            _ => self.camps,
        }
    }

    /// How much a participant counts.
    pub(super) fn weight(&self, participant: usize) -> f64 {
        match self.weights.get(participant) {
            Some(&weight) if weight >= 0.0 && weight.is_finite() => weight,
            Some(_) => 0.0,
            None => 1.0,
        }
    }
}

/// How a number of participants answered one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many participants gave each level, from most against to most in favour.
    pub answers: [u32; LEVELS_MAX],
    /// The same with each counted by its weight.
    pub voices: [f64; LEVELS_MAX],
}

impl Tally {
    /// How many participants answered, those who passed included.
    pub fn n(&self) -> u32 {
        self.answers.iter().sum()
    }

    /// How many participants are in favour.
    pub fn in_favour(&self) -> u32 {
        self.answers[PASS + 1..].iter().sum()
    }

    /// How many participants took a side.
    pub fn took_a_side(&self) -> u32 {
        self.in_favour() + self.answers[..PASS].iter().sum::<u32>()
    }

    /// Voices of those who answered, by weight.
    pub fn total(&self) -> f64 {
        self.accept() + self.pass() + self.reject()
    }

    /// Voices in favour: agree; supports or can accept.
    pub fn accept(&self) -> f64 {
        self.voices[PASS + 1..].iter().sum()
    }

    /// Voices neither for nor against: pass; reserves its position.
    pub fn pass(&self) -> f64 {
        self.voices[PASS]
    }

    /// Voices against: disagree; objects.
    pub fn reject(&self) -> f64 {
        self.voices[..PASS].iter().sum()
    }

    /// Voices that took a side.
    pub fn sides(&self) -> f64 {
        self.accept() + self.reject()
    }

    /// Shares of accept, pass and reject among those who answered; none if nobody did.
    pub fn shares(&self) -> Option<[f64; 3]> {
        let total = self.total();
        (total > 0.0).then(|| [self.accept() / total, self.pass() / total, self.reject() / total])
    }

    fn count(&mut self, level: usize, weight: f64) {
        self.answers[level] += 1;
        self.voices[level] += weight;
    }

    fn join(&mut self, other: &Tally) {
        for level in 0..LEVELS_MAX {
            self.answers[level] += other.answers[level];
            self.voices[level] += other.voices[level];
        }
    }
}

/// How each camp answered each statement: the table behind divergence bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Divergence {
    camps: usize,
    tallies: Vec<Tally>,
}

impl Divergence {
    /// Counts all answers once; linear in their number.
    pub fn count(people: &People) -> Self {
        Self::count_of(people, |_| true)
    }

    /// Counts the answers to the statements that are wanted; the others stand empty.
    pub(super) fn count_of(people: &People, wanted: impl Fn(usize) -> bool + Sync) -> Self {
        let camps = people.camps();
        let columns: Vec<u32> =
            (0..people.responses.participants()).map(|p| people.column(p) as u32).collect();
        let weights: Vec<f64> =
            (0..people.responses.participants()).map(|p| people.weight(p)).collect();
        let table = people.responses.by_statement();
        let row = |statement: usize| {
            let mut tallies = vec![Tally::default(); camps + 1];
            let answers = if wanted(statement) { table.row(statement) } else { &[] };
            for answer in answers {
                let who = Answer::about(*answer);
                tallies[columns[who] as usize].count(answer.level(), weights[who]);
            }
            tallies
        };
        let tallies = (0..table.rows()).into_par_iter().flat_map_iter(row).collect();
        Self { camps, tallies }
    }

    /// How many camps are told apart; at least one.
    pub fn camps(&self) -> usize {
        self.camps
    }

    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.tallies.len() / (self.camps + 1)
    }

    /// How each camp answered a statement.
    pub fn by_camp(&self, statement: usize) -> &[Tally] {
        let from = statement * (self.camps + 1);
        &self.tallies[from..from + self.camps]
    }

    /// How those in no camp answered it.
    pub fn unclassified(&self, statement: usize) -> &Tally {
        &self.tallies[(statement + 1) * (self.camps + 1) - 1]
    }

    /// How everybody answered it.
    pub fn overall(&self, statement: usize) -> Tally {
        let mut all = *self.unclassified(statement);
        self.by_camp(statement).iter().for_each(|tally| all.join(tally));
        all
    }

    /// How everybody but one camp answered it, those in no camp included.
    pub fn rest(&self, statement: usize, camp: usize) -> Tally {
        let mut rest = *self.unclassified(statement);
        for (other, tally) in self.by_camp(statement).iter().enumerate() {
            if other != camp {
                rest.join(tally);
            }
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinions::Scale;

    #[test]
    fn each_answer_is_counted_in_one_column() {
        let cells = [(0, 0, 2), (1, 0, 0), (2, 0, 1), (3, 0, 2), (0, 1, 1)];
        let responses = Responses::from_cells(Scale::Responses, 4, 3, &cells).unwrap();
        let members = [Some(0), Some(1), Some(9), None];
        let weights = [1.0, 0.5, 1.0, f64::NAN];
        let people =
            People { responses: &responses, members: &members, camps: 2, weights: &weights };
        let table = Divergence::count(&people);
        assert_eq!((table.camps(), table.statements()), (2, 3));
        assert_eq!(table.by_camp(0)[0].shares(), Some([1.0, 0.0, 0.0]));
        assert_eq!(table.by_camp(0)[1].shares(), Some([0.0, 0.0, 1.0]));
        // A camp that does not exist is none, and a weight that is no number counts nothing.
        assert_eq!((table.unclassified(0).n(), table.unclassified(0).total()), (2, 1.0));
        assert_eq!((table.overall(0).n(), table.rest(0, 0).n()), (4, 3));
        assert_eq!(table.by_camp(2)[0].shares(), None);
        let one = Divergence::count(&People { camps: 1, ..people });
        assert_eq!((one.by_camp(0)[0].n(), one.unclassified(0).n()), (4, 0));
    }

    #[test]
    fn a_party_that_can_accept_is_in_favour() {
        let cells = [(0, 0, 3), (1, 0, 2), (2, 0, 1), (3, 0, 0)];
        let responses = Responses::from_cells(Scale::Stances, 4, 1, &cells).unwrap();
        let people = People { responses: &responses, members: &[], camps: 0, weights: &[] };
        let tally = Divergence::count(&people).overall(0);
        assert_eq!(tally.shares(), Some([0.5, 0.25, 0.25]));
    }
}
