//! Which statements are in force on each alternative.

use crate::packages::instance::{Instance, Statement};

/// The statements in force on each alternative, by their places, rising.
pub(in crate::packages) struct Spoken {
    /// For each alternative where its own begin, and at the end how many there are.
    first: Vec<u32>,
    places: Vec<u32>,
}

impl Spoken {
    /// What is in force at an instant.
    pub(in crate::packages) fn new(instance: &Instance, at: i64) -> Self {
        let in_force = |(_, statement): &(u32, &Statement)| statement.is_in_force(at);
        let spoken: Vec<(u32, u32)> = (0..)
            .zip(&instance.statements)
            .filter(in_force)
            .map(|(place, statement)| (statement.alternative, place))
            .collect();
        let mut first = vec![0; instance.alternatives.len() + 1];
        spoken.iter().for_each(|&(alternative, _)| first[alternative as usize + 1] += 1);
        for alternative in 1..first.len() {
            first[alternative] += first[alternative - 1];
        }
        let mut next = first.clone();
        let mut places = vec![0; spoken.len()];
        for (alternative, place) in spoken {
            let next = &mut next[alternative as usize];
            places[*next as usize] = place;
            *next += 1;
        }
        Self { first, places }
    }

    /// Those on an alternative.
    pub(in crate::packages) fn on(&self, alternative: u32) -> &[u32] {
        let alternative = alternative as usize;
        &self.places[self.first[alternative] as usize..self.first[alternative + 1] as usize]
    }

    /// The same but for one alternative, on which these are in force instead.
    pub(in crate::packages) fn put(&mut self, alternative: u32, places: Vec<u32>) {
        let range = self.first[alternative as usize]..self.first[alternative as usize + 1];
        let (less, more) = (range.end - range.start, places.len() as u32);
        self.places.splice(range.start as usize..range.end as usize, places);
        for first in &mut self.first[alternative as usize + 1..] {
            *first = *first - less + more;
        }
    }
}
