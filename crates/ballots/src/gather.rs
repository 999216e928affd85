//! Responses in the order of a file become responses by participant, in bounded memory.

use crate::ballots::Ballots;
use crate::limits::Limits;
use crate::names::{Index, Name, Names};
use crate::notes::{Kind, Notes};
use crate::refusal::{Refusal, What};

/// Responses in a chunk: no list is ever grown by copying it.
const CHUNK: usize = 1 << 16;
/// Stands for a time that is not known; it is before every other.
pub(crate) const NO_TIME: i64 = i64::MIN;

/// Responses as they are met.
#[derive(Debug)]
pub(crate) struct Gather {
    limits: Limits,
    pub(crate) participants: Index,
    pub(crate) statements: Index,
    /// Participant, and statement and level in one, by their places as met.
    chunks: Vec<Vec<[u32; 2]>>,
    /// Beside each response its time in milliseconds, where the file has times.
    times: Option<Vec<Vec<i64>>>,
    answered: Vec<u32>,
    pub(crate) notes: Notes,
}

impl Gather {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            participants: Index::default(),
            statements: Index::default(),
            chunks: Vec::new(),
            times: None,
            answered: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// From here on responses have times; those before have none that is known.
    pub(crate) fn keep_times(&mut self) {
        let none = |chunk: &Vec<[u32; 2]>| {
            let mut times = Vec::with_capacity(CHUNK);
            times.resize(chunk.len(), NO_TIME);
            times
        };
        self.times.get_or_insert_with(|| self.chunks.iter().map(none).collect());
    }

    /// How many responses were taken.
    pub(crate) fn count(&self) -> usize {
        self.answered.iter().map(|n| *n as usize).sum()
    }

    /// The place of a participant.
    pub(crate) fn participant(&mut self, name: Name<'_>) -> Result<u32, Refusal> {
        let place = self.participants.place(name);
        if self.participants.len() > self.answered.len() {
            self.answered.push(0);
            let most = self.limits.participants;
            if self.answered.len() > most {
                return Err(Refusal::TooMany { what: What::Participants, most: most as u64 });
            }
        }
        Ok(place)
    }

    /// The place of a statement.
    pub(crate) fn statement(&mut self, name: Name<'_>) -> Result<u32, Refusal> {
        let place = self.statements.place(name);
        let most = self.limits.statements;
        if self.statements.len() > most {
            return Err(Refusal::TooMany { what: What::Statements, most: most as u64 });
        }
        Ok(place)
    }

    /// Takes a response.
    pub(crate) fn push(&mut self, participant: u32, statement: u32, level: u32, time: i64) {
        if self.chunks.last().is_none_or(|chunk| chunk.len() == CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
            if let Some(times) = &mut self.times {
                times.push(Vec::with_capacity(CHUNK));
            }
        }
        self.answered[participant as usize] += 1;
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.push([participant, statement << 2 | level]);
        }
        if let Some(chunk) = self.times.as_mut().and_then(|times| times.last_mut()) {
            chunk.push(time);
        }
    }

    /// Sorts all responses by participant (a counting sort, so that those of one keep the order of the file), and keeps
    /// the last of each participant and statement.
    pub(crate) fn settle(self) -> Result<Ballots, Refusal> {
        let Gather { participants, statements, chunks, times, answered, mut notes, .. } = self;
        if chunks.is_empty() {
            return Err(Refusal::Nothing(Box::new(notes)));
        }
        let (participants, participant_rank) = participants.settle();
        let (statements, statement_rank) = statements.settle();
        let mut starts = vec![0usize; participants.len() + 1];
        for (met, rank) in participant_rank.iter().enumerate() {
            starts[*rank as usize + 1] = answered[met] as usize;
        }
        drop(answered);
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let count = starts.last().copied().unwrap_or(0);
        let mut cells = vec![0u32; count];
        let mut cell_times = vec![0i64; if times.is_some() { count } else { 0 }];
        let mut next = starts.clone();
        let mut times = times.unwrap_or_default().into_iter();
        // Each chunk is given back as soon as it is read.
        for chunk in chunks {
            let times = times.next().unwrap_or_default();
            for (at, [participant, cell]) in chunk.into_iter().enumerate() {
                let place = &mut next[participant_rank[participant as usize] as usize];
                cells[*place] = statement_rank[(cell >> 2) as usize] << 2 | (cell & 3);
                if let Some(time) = times.get(at) {
                    cell_times[*place] = *time;
                }
                *place += 1;
            }
        }
        drop(next);
        let first_answered = (!cell_times.is_empty()).then(|| first_of_each(&starts, &cell_times));
        let names = Both { participants: &participants, statements: &statements };
        let kept = keep_last(&mut starts, &mut cells, &mut cell_times, &names, &mut notes);
        cells.truncate(kept);
        for row in 0..starts.len() - 1 {
            cells[starts[row]..starts[row + 1]].sort_unstable();
        }
        cells.shrink_to_fit();
        Ok(Ballots { participants, statements, starts, cells, first_answered, notes })
    }
}

struct Both<'a> {
    participants: &'a Names,
    statements: &'a Names,
}

fn first_of_each(starts: &[usize], times: &[i64]) -> Vec<Option<u64>> {
    let first = |pair: &[usize]| {
        let known = times[pair[0]..pair[1]].iter().filter(|time| **time != NO_TIME);
        known.min().and_then(|time| u64::try_from(time / 1000).ok())
    };
    starts.windows(2).map(first).collect()
}

/// Of several responses of a participant to a statement, the last by time counts; by place in the file where times are
/// alike or missing. How many count.
fn keep_last(
    starts: &mut [usize],
    cells: &mut [u32],
    times: &mut [i64],
    names: &Both<'_>,
    notes: &mut Notes,
) -> usize {
    // Where the participant at hand answered each statement, and which participant that was.
    let mut seen = vec![(u32::MAX, 0usize); names.statements.len()];
    let mut written = 0;
    let mut from = starts[0];
    for row in 0..starts.len() - 1 {
        let until = starts[row + 1];
        for at in from..until {
            let cell = cells[at];
            let seen = &mut seen[(cell >> 2) as usize];
            if seen.0 != row as u32 {
                *seen = (row as u32, written);
                cells[written] = cell;
                if let Some(time) = times.get(at).copied() {
                    times[written] = time;
                }
                written += 1;
                continue;
            }
            let before = seen.1;
            tell(notes, names, row, (cells[before], times.get(before)), (cell, times.get(at)));
            if times.get(at) >= times.get(before) {
                cells[before] = cell;
                if let Some(time) = times.get(at).copied() {
                    times[before] = time;
                }
            }
        }
        from = until;
        starts[row + 1] = written;
    }
    written
}

fn tell(
    notes: &mut Notes,
    names: &Both<'_>,
    participant: usize,
    before: (u32, Option<&i64>),
    after: (u32, Option<&i64>),
) {
    let kind = if before == after { Kind::Duplicate } else { Kind::Superseded };
    notes.add(kind, None, || {
        let level = |cell: u32| ["disagree", "pass", "agree"][(cell & 3).min(2) as usize];
        let statement = names.statements.get((before.0 >> 2) as usize);
        let participant = names.participants.get(participant);
        let (one, two) = (level(before.0), level(after.0));
        let (earlier, later) = if after.1 >= before.1 { (one, two) } else { (two, one) };
        let to = if kind == Kind::Duplicate || earlier == later {
            format!("{later} again")
        } else {
            format!("{earlier}, then {later}")
        };
        let shown = |name: Name<'_>| crate::notes::shown(name.to_string().as_bytes());
        format!("participant {} on statement {}: {to}", shown(participant), shown(statement))
    });
}
