//! Who answered what: the answered cells alone, both ways round, and an order that depends on nothing but them.

use super::chance::mix;
use rayon::prelude::*;

/// The most levels that an answer can have.
pub const LEVELS_MAX: usize = 4;

/// What an answer can be; levels rise from most against to most in favour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Answers to statements of a consultation: 0 disagree, 1 pass, 2 agree.
    Responses,
    /// Positions: 0 objects, 1 reserves its position, 2 can accept, 3 supports.
    Stances,
}

impl Scale {
    /// How many levels there are.
    pub fn levels(self) -> usize {
        match self {
            Scale::Responses => 3,
            Scale::Stances => 4,
        }
    }
}

/// One answered cell, seen from a row: which column, and which level. Four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer(u32);

impl Answer {
    /// The most columns (or rows) that an answer can name.
    pub const ABOUT_MAX: usize = 1 << 30;

    /// An answer. `about` is below [`Answer::ABOUT_MAX`], `level` below [`LEVELS_MAX`].
    pub fn new(about: usize, level: usize) -> Self {
        debug_assert!(about < Self::ABOUT_MAX && level < LEVELS_MAX);
        Self((about as u32) << 2 | level as u32)
    }

    /// The column it stands in: in a table by participant the statement, in one by statement the participant.
    pub fn about(self) -> usize {
        (self.0 >> 2) as usize
    }

    /// Its level.
    pub fn level(self) -> usize {
        (self.0 & 3) as usize
    }
}

/// Answered cells, row by row; within a row by rising column, each column once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    starts: Vec<usize>,
    answers: Vec<Answer>,
}

impl Table {
    /// How many rows there are, empty ones included.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// The answers of a row.
    pub fn row(&self, row: usize) -> &[Answer] {
        &self.answers[self.starts[row]..self.starts[row + 1]]
    }

    /// How many cells are answered.
    pub fn answered(&self) -> usize {
        self.answers.len()
    }

    /// The same cells, columns as rows.
    fn turned(&self, columns: usize) -> Table {
        let mut starts = vec![0usize; columns + 1];
        for answer in &self.answers {
            starts[answer.about() + 1] += 1;
        }
        for column in 0..columns {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let mut answers = vec![Answer(0); self.answers.len()];
        for row in 0..self.rows() {
            for answer in self.row(row) {
                let place = &mut next[answer.about()];
                answers[*place] = Answer::new(row, answer.level());
                *place += 1;
            }
        }
        Table { starts, answers }
    }
}

/// Why cells are not responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// Row boundaries do not rise from zero to the number of answers.
    Boundaries,
    /// An answer names a column beyond the last.
    Column {
        /// The row.
        row: usize,
        /// The column it names.
        column: usize,
    },
    /// An answer has a level that the scale does not have.
    Level {
        /// The row.
        row: usize,
        /// The level.
        level: usize,
    },
    /// A row answers one column twice.
    Twice {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// More rows or columns than an answer can name.
    TooMany,
}

/// Answers of participants to statements, or positions of parties on things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responses {
    scale: Scale,
    by_participant: Table,
    by_statement: Table,
}

/// An order of rows and columns: `participants[new] = old`, and the same for statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Participants.
    pub participants: Vec<u32>,
    /// Statements.
    pub statements: Vec<u32>,
}

impl Responses {
    /// Responses from rows: row `i` is `answers[starts[i]..starts[i + 1]]`, in any order within the row.
    ///
    /// # Errors
    /// Boundaries, columns or levels that do not fit, or a column answered twice in a row.
    pub fn from_rows(
        scale: Scale,
        statements: usize,
        starts: Vec<usize>,
        mut answers: Vec<Answer>,
    ) -> Result<Self, Unsound> {
        let rises = starts.windows(2).all(|pair| pair[0] <= pair[1]);
        if starts.first() != Some(&0) || starts.last() != Some(&answers.len()) || !rises {
            return Err(Unsound::Boundaries);
        }
        let rows = starts.len() - 1;
        if rows > Answer::ABOUT_MAX || statements > Answer::ABOUT_MAX {
            return Err(Unsound::TooMany);
        }
        for row in 0..rows {
            let cells = &mut answers[starts[row]..starts[row + 1]];
            cells.sort_unstable();
            for answer in cells.iter() {
                if answer.about() >= statements {
                    return Err(Unsound::Column { row, column: answer.about() });
                }
                if answer.level() >= scale.levels() {
                    return Err(Unsound::Level { row, level: answer.level() });
                }
            }
            if let Some(pair) = cells.windows(2).find(|pair| pair[0].about() == pair[1].about()) {
                return Err(Unsound::Twice { row, column: pair[0].about() });
            }
        }
        let by_participant = Table { starts, answers };
        let by_statement = by_participant.turned(statements);
        Ok(Self { scale, by_participant, by_statement })
    }

    /// Responses from rows whose answers are packed as [`Answer`] packs them: the column shifted left by two, or'ed with the
    /// level. Takes the memory over.
    ///
    /// # Errors
    /// As [`Responses::from_rows`].
    pub fn from_packed(
        scale: Scale,
        statements: usize,
        starts: Vec<usize>,
        packed: Vec<u32>,
    ) -> Result<Self, Unsound> {
        Self::from_rows(scale, statements, starts, packed.into_iter().map(Answer).collect())
    }

    /// Responses from cells `(participant, statement, level)` in any order.
    ///
    /// # Errors
    /// As [`Responses::from_rows`].
    pub fn from_cells(
        scale: Scale,
        participants: usize,
        statements: usize,
        cells: &[(usize, usize, usize)],
    ) -> Result<Self, Unsound> {
        if participants > Answer::ABOUT_MAX || statements > Answer::ABOUT_MAX {
            return Err(Unsound::TooMany);
        }
        let mut rows: Vec<Vec<Answer>> = vec![Vec::new(); participants];
        for &(row, column, level) in cells {
            if column >= statements {
                return Err(Unsound::Column { row, column });
            }
            if level >= scale.levels() {
                return Err(Unsound::Level { row, level });
            }
            rows.get_mut(row).ok_or(Unsound::Boundaries)?.push(Answer::new(column, level));
        }
        let mut starts = vec![0];
        let mut answers = Vec::with_capacity(cells.len());
        for row in rows {
            answers.extend(row);
            starts.push(answers.len());
        }
        Self::from_rows(scale, statements, starts, answers)
    }

    /// What an answer can be.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// How many participants there are, silent ones included.
    pub fn participants(&self) -> usize {
        self.by_participant.rows()
    }

    /// How many statements there are, unanswered ones included.
    pub fn statements(&self) -> usize {
        self.by_statement.rows()
    }

    /// How many cells are answered.
    pub fn answered(&self) -> usize {
        self.by_participant.answered()
    }

    /// The cells, a row a participant; answers name statements.
    pub fn by_participant(&self) -> &Table {
        &self.by_participant
    }

    /// The cells, a row a statement; answers name participants.
    pub fn by_statement(&self) -> &Table {
        &self.by_statement
    }

    /// The cells for which `keep(participant, statement)` holds; no row or column is dropped.
    pub fn keep(&self, keep: impl Fn(usize, usize) -> bool) -> Responses {
        let table = &self.by_participant;
        let mut starts = vec![0];
        let mut answers = Vec::with_capacity(table.answered());
        for row in 0..table.rows() {
            answers.extend(table.row(row).iter().filter(|a| keep(row, a.about())));
            starts.push(answers.len());
        }
        let by_participant = Table { starts, answers };
        let by_statement = by_participant.turned(self.statements());
        Responses { scale: self.scale, by_participant, by_statement }
    }

    /// Rows chosen by their indices, in that order; all columns stay.
    pub fn rows(&self, chosen: &[u32]) -> Responses {
        let mut starts = vec![0];
        let mut answers = Vec::new();
        for &row in chosen {
            answers.extend_from_slice(self.by_participant.row(row as usize));
            starts.push(answers.len());
        }
        let by_participant = Table { starts, answers };
        let by_statement = by_participant.turned(self.statements());
        Responses { scale: self.scale, by_participant, by_statement }
    }

    /// The same responses in an order that follows from who answered what alone, and that order.
    ///
    /// Rows and columns are told apart by refining their fingerprints against each other (as colours are refined in tests
    /// of graph isomorphism, Weisfeiler and Leman 1968), four rounds. Rows that no round tells apart keep their mutual
    /// order; they answered alike, so that only which of them is which can follow from the order given.
    pub fn in_own_order(self) -> (Responses, Order) {
        let (rows, columns) = self.fingerprints();
        let sorted = |prints: &[u64]| {
            let mut order: Vec<u32> = (0..prints.len() as u32).collect();
            order.par_sort_by_key(|&i| (prints[i as usize], i));
            order
        };
        let order = Order { participants: sorted(&rows), statements: sorted(&columns) };
        let mut column_now = vec![0u32; columns.len()];
        for (now, &was) in order.statements.iter().enumerate() {
            column_now[was as usize] = now as u32;
        }
        let Responses { scale, by_participant: old, by_statement } = self;
        drop(by_statement);
        let mut starts = Vec::with_capacity(old.rows() + 1);
        starts.push(0);
        let mut answers = Vec::with_capacity(old.answered());
        for &was in &order.participants {
            let from = answers.len();
            answers.extend(
                old.row(was as usize)
                    .iter()
                    .map(|a| Answer::new(column_now[a.about()] as usize, a.level())),
            );
            answers[from..].sort_unstable();
            starts.push(answers.len());
        }
        drop(old);
        let by_participant = Table { starts, answers };
        let by_statement = by_participant.turned(columns.len());
        (Responses { scale, by_participant, by_statement }, order)
    }

    /// A fingerprint of each participant and of each statement that no renumbering changes.
    ///
    /// Where two rows, or two columns, are alike in all rounds and yet not the same, one of them is marked and the rounds are
    /// gone through again, so that which row comes first settles which column does. That is done in small tables; in large
    /// ones chance leaves nothing alike but the same ballots.
    fn fingerprints(&self) -> (Vec<u64>, Vec<u64>) {
        let mut rows = vec![0u64; self.participants()];
        let mut columns = vec![0u64; self.statements()];
        self.refine(&mut rows, &mut columns);
        if self.answered() <= MARKED_ANSWERS {
            for _ in 0..MARKED {
                if let Some(row) = alike(&self.by_participant, &rows) {
                    rows[row] = mix(rows[row]);
                } else if let Some(column) = alike(&self.by_statement, &columns) {
                    columns[column] = mix(columns[column]);
                } else {
                    break;
                }
                self.refine(&mut rows, &mut columns);
            }
        }
        (rows, columns)
    }

    fn refine(&self, rows: &mut Vec<u64>, columns: &mut Vec<u64>) {
        let refined = |table: &Table, own: &[u64], other: &[u64]| -> Vec<u64> {
            let print = |row: usize| {
                let met = |a: &Answer| mix(other[a.about()] ^ (a.level() as u64 + 1));
                let sum = table.row(row).iter().fold(0u64, |sum, a| sum.wrapping_add(met(a)));
                mix(own[row] ^ sum)
            };
            (0..table.rows()).into_par_iter().map(print).collect()
        };
        for _ in 0..4 {
            *columns = refined(&self.by_statement, columns, rows);
            *rows = refined(&self.by_participant, rows, columns);
        }
    }
}

/// In tables up to so many answers, rows that are alike and not the same are told apart, so many at most.
const MARKED_ANSWERS: usize = 50_000;
const MARKED: usize = 64;

/// A row that another one with other answers is not told apart from; of those with the least fingerprint the first.
fn alike(table: &Table, prints: &[u64]) -> Option<usize> {
    let mut order: Vec<usize> = (0..prints.len()).collect();
    order.sort_unstable_by_key(|&row| (prints[row], row));
    order
        .chunk_by(|&a, &b| prints[a] == prints[b])
        .find(|group| group.iter().any(|&row| table.row(row) != table.row(group[0])))
        .map(|group| group[0])
}

/// Places of participants on a map, each with its uncertainty and weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// How many dimensions; may be zero.
    pub dimensions: usize,
    /// Posterior means, participant by participant, `dimensions` numbers each.
    pub means: Vec<f64>,
    /// Posterior covariances, participant by participant: the lower triangle by rows,
    /// `dimensions * (dimensions + 1) / 2` numbers each.
    pub spreads: Vec<f64>,
    /// How much each counts; 1 unless its ballot is counted together with others.
    pub weights: Vec<f64>,
}

impl Points {
    /// How many points there are.
    pub fn count(&self) -> usize {
        self.weights.len()
    }

    /// The mean of a point.
    pub fn mean(&self, point: usize) -> &[f64] {
        &self.means[point * self.dimensions..(point + 1) * self.dimensions]
    }

    /// Some of the points, in the order given.
    pub fn chosen(&self, chosen: &[u32]) -> Points {
        let points = chosen.iter().map(|&p| p as usize);
        Points {
            dimensions: self.dimensions,
            means: points.clone().flat_map(|p| self.mean(p)).copied().collect(),
            spreads: points.clone().flat_map(|p| self.spread(p)).copied().collect(),
            weights: points.map(|p| self.weights[p]).collect(),
        }
    }

    /// So many points, or all: those with the least total variance, the earlier first of equals; in their order.
    pub fn best_known(&self, most: usize) -> Vec<u32> {
        let total = |point: usize| -> f64 {
            (0..self.dimensions).map(|d| self.spread(point)[d * (d + 3) / 2]).sum()
        };
        let mut order: Vec<(f64, u32)> =
            (0..self.count()).map(|point| (total(point), point as u32)).collect();
        if most < order.len() {
            order.select_nth_unstable_by(most, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            order.truncate(most);
        }
        let mut chosen: Vec<u32> = order.iter().map(|&(_, point)| point).collect();
        chosen.sort_unstable();
        chosen
    }

    /// The covariance of a point: the lower triangle by rows.
    pub fn spread(&self, point: usize) -> &[f64] {
        let size = self.dimensions * (self.dimensions + 1) / 2;
        &self.spreads[point * size..(point + 1) * size]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: &[(usize, usize, usize)] =
        &[(0, 0, 2), (0, 1, 0), (1, 1, 2), (2, 0, 1), (2, 2, 2), (3, 0, 2), (3, 1, 2)];

    #[test]
    fn both_ways_round_hold_the_same_cells() {
        let responses = Responses::from_cells(Scale::Responses, 5, 3, CELLS).unwrap();
        assert_eq!(responses.answered(), 7);
        let back: Vec<(usize, usize, usize)> = (0..3)
            .flat_map(|s| {
                let row = responses.by_statement().row(s);
                row.iter().map(move |a| (a.about(), s, a.level())).collect::<Vec<_>>()
            })
            .collect();
        let mut sorted = back.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, CELLS);
        assert!(responses.by_participant().row(4).is_empty());
    }

    #[test]
    fn packed_answers_are_the_same_answers() {
        let cells = [(0, 1, 0), (0, 0, 2), (1, 1, 1)];
        let packed = vec![1 << 2, 2, 1 << 2 | 1];
        assert_eq!(
            Responses::from_packed(Scale::Responses, 2, vec![0, 2, 3], packed),
            Responses::from_cells(Scale::Responses, 2, 2, &cells)
        );
    }

    #[test]
    fn cells_that_do_not_fit_are_refused() {
        let check = |cells: &[(usize, usize, usize)], refused: Unsound| {
            assert_eq!(Responses::from_cells(Scale::Responses, 2, 2, cells), Err(refused));
        };
        check(&[(0, 2, 0)], Unsound::Column { row: 0, column: 2 });
        check(&[(0, 0, 3)], Unsound::Level { row: 0, level: 3 });
        check(&[(0, 0, 1), (0, 0, 2)], Unsound::Twice { row: 0, column: 0 });
        check(&[(2, 0, 1)], Unsound::Boundaries);
    }

    #[test]
    fn renumbered_responses_come_to_the_same_order() {
        let responses = Responses::from_cells(Scale::Responses, 4, 3, CELLS).unwrap();
        let renumbered: Vec<_> =
            CELLS.iter().map(|&(p, s, l)| ((p + 3) % 4, (s + 1) % 3, l)).collect();
        let other = Responses::from_cells(Scale::Responses, 4, 3, &renumbered).unwrap();
        let (one, order) = responses.in_own_order();
        let (two, moved) = other.in_own_order();
        assert_eq!(one, two);
        for (a, b) in order.participants.iter().zip(&moved.participants) {
            assert_eq!((a + 3) % 4, *b);
        }
    }
}
