//! How all members of a camp would answer, of whom only some did.
//!
//! Who answers a statement is chosen by routing, by themselves, or by somebody with many accounts. What a camp holds is
//! therefore told of its members, not of its answers: who answered counts by the answer, who did not by the model's chances.
//! A block of accounts that answers everything then counts by its heads, and not by its share of a statement's answers.

use crate::opinions::responses::LEVELS_MAX;
use crate::opinions::tallies::{Divergence, PASS, People, Tally};

/// The chances of each level, from most against to most in favour, for a participant and a statement.
pub type Chances<'a> = &'a (dyn Fn(usize, usize) -> [f64; LEVELS_MAX] + Sync);

/// The members whose chances stand for those of all, and how many voices there are.
pub(super) struct Members {
    /// By rising participant: who, and their column.
    asked: Vec<(u32, u32, f64)>,
    /// Voices of each column, silent ones included; the last column is that of no camp.
    pub(super) voices: Vec<f64>,
}

impl Members {
    /// Chooses at most `most` members of each column, evenly along the order of participants.
    pub(super) fn choose(people: &People, most: usize) -> Self {
        let camps = people.camps();
        let participants = people.responses.participants();
        let mut counts = vec![0usize; camps + 1];
        let mut voices = vec![0.0; camps + 1];
        for participant in 0..participants {
            let column = people.column(participant);
            counts[column] += 1;
            voices[column] += people.weight(participant);
        }
        let mut seen = vec![0usize; camps + 1];
        let mut asked = Vec::new();
        for participant in 0..participants {
            let column = people.column(participant);
            // Whether the running share of `most` reaches a new whole number with this member.
            let (at, all) = (seen[column] as u128, counts[column] as u128);
            let wanted = most.min(counts[column]) as u128;
            if (at + 1) * wanted / all > at * wanted / all {
                asked.push((participant as u32, column as u32, people.weight(participant)));
            }
            seen[column] += 1;
        }
        Self { asked, voices }
    }

    /// Voices `[accept, pass, reject]` of each column on a statement, over all its members.
    ///
    /// Without chances, or where chances are no numbers, those are the voices that answered.
    pub(super) fn expected(
        &self,
        people: &People,
        table: &Divergence,
        statement: usize,
        chances: Option<Chances>,
    ) -> Vec<[f64; 3]> {
        let observed = |tally: &Tally| [tally.accept(), tally.pass(), tally.reject()];
        let mut voices: Vec<[f64; 3]> = table.by_camp(statement).iter().map(observed).collect();
        voices.push(observed(table.unclassified(statement)));
        let Some(chances) = chances else {
            return voices;
        };
        let silent = self.silent(people, statement, chances);
        for (column, (sum, weight)) in silent.into_iter().enumerate() {
            let answered: f64 = voices[column].iter().sum();
            let missing = (self.voices[column] - answered).max(0.0);
            let sound = weight > 0.0 && sum.iter().all(|share| share.is_finite());
            if sound && sum.iter().sum::<f64>() > 0.0 {
                let scale = missing / sum.iter().sum::<f64>();
                (0..3).for_each(|part| voices[column][part] += sum[part] * scale);
            }
        }
        voices
    }

    /// By column the summed chances of the chosen members who did not answer, and their weight.
    fn silent(&self, people: &People, statement: usize, chances: Chances) -> Vec<([f64; 3], f64)> {
        let mut sums = vec![([0.0; 3], 0.0); self.voices.len()];
        let mut answers = people.responses.by_statement().row(statement).iter().peekable();
        for &(participant, column, weight) in &self.asked {
            let who = participant as usize;
            while answers.next_if(|answer| answer.about() < who).is_some() {}
            if answers.peek().is_some_and(|answer| answer.about() == who) {
                continue;
            }
            let levels = chances(who, statement);
            let (sum, total) = &mut sums[column as usize];
            sum[0] += weight * levels[PASS + 1..].iter().sum::<f64>();
            sum[1] += weight * levels[PASS];
            sum[2] += weight * levels[..PASS].iter().sum::<f64>();
            *total += weight;
        }
        sums
    }
}
