//! Responses as a file gives them, ready for what is made of them.

use crate::names::Names;
use crate::notes::Notes;

/// An answered cell in four bytes: the statement's place shifted left by two, or'ed with the level.
/// Levels: 0 disagree, 1 pass, 2 agree.
pub type Cell = u32;

/// All responses of a file, each participant's together; the last response to a statement counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    /// Participants, in the order of their names.
    pub participants: Names,
    /// Statements, in the order of their names.
    pub statements: Names,
    /// Participant `p` answered `cells[starts[p]..starts[p + 1]]`; one more than there are participants.
    pub starts: Vec<usize>,
    /// The answers of each participant by rising statement, each statement once.
    pub cells: Vec<Cell>,
    /// When each participant answered first, in seconds since 1970; `None` where the file has no times. Within, `None`
    /// for a participant of whom no time can be read.
    pub first_answered: Option<Vec<Option<u64>>>,
    /// What was met besides.
    pub notes: Notes,
}

impl Ballots {
    /// The answers of a participant: statement and level.
    pub fn row(&self, participant: usize) -> impl Iterator<Item = (usize, usize)> {
        let cells = &self.cells[self.starts[participant]..self.starts[participant + 1]];
        cells.iter().map(|cell| ((cell >> 2) as usize, (cell & 3) as usize))
    }

    /// The same responses without the statements for which `keep` does not hold. Participants stay, and so do the notes.
    pub fn keep_statements(self, keep: impl Fn(usize) -> bool) -> Ballots {
        let kept: Vec<bool> = (0..self.statements.len()).map(keep).collect();
        let mut now = Vec::with_capacity(kept.len());
        let mut count = 0u32;
        for kept in &kept {
            now.push(count);
            count += u32::from(*kept);
        }
        let names = (0..kept.len()).filter(|s| kept[*s]).map(|s| self.statements.get(s)).collect();
        let Ballots { participants, mut starts, mut cells, first_answered, notes, .. } = self;
        let mut written = 0;
        let mut from = 0;
        for start in starts.iter_mut().skip(1) {
            for at in from..*start {
                let (statement, level) = ((cells[at] >> 2) as usize, cells[at] & 3);
                if kept[statement] {
                    cells[written] = now[statement] << 2 | level;
                    written += 1;
                }
            }
            from = *start;
            *start = written;
        }
        cells.truncate(written);
        Ballots { participants, statements: names, starts, cells, first_answered, notes }
    }

    /// How often each statement was disagreed with, passed and agreed with.
    pub fn tallies(&self) -> Vec<[u64; 3]> {
        let mut tallies = vec![[0; 3]; self.statements.len()];
        for cell in &self.cells {
            if let Some(count) = tallies[(cell >> 2) as usize].get_mut((cell & 3) as usize) {
                *count += 1;
            }
        }
        tallies
    }
}
