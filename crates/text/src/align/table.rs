//! The table of candidate pairs, sparse: for each unit of the first draft a few of the second.

/// A unit of the second draft, and how far it is like the row's: in spreads.
pub(crate) type Candidate = (usize, f64);

/// Candidate pairs, by rows, and in each row by columns.
pub(crate) struct Table {
    /// Where each row starts; one more for the end.
    pub(crate) starts: Vec<usize>,
    /// The column of each entry.
    pub(crate) columns: Vec<usize>,
    /// The row of each entry.
    pub(crate) rows: Vec<usize>,
    /// How far each pair's likeness exceeds that of units that do not correspond, in spreads.
    pub(crate) excess: Vec<f64>,
    /// How many columns there are.
    pub(crate) width: usize,
}

impl Table {
    /// From candidates of each row, in any order and repeated.
    pub(crate) fn new(candidates: &mut [Vec<Candidate>], width: usize) -> Self {
        let (mut starts, mut columns, mut rows, mut excess) =
            (vec![0], Vec::new(), Vec::new(), Vec::new());
        for (row, found) in candidates.iter_mut().enumerate() {
            found.sort_by_key(|c| c.0);
            found.dedup_by_key(|c| c.0);
            columns.extend(found.iter().map(|c| c.0));
            excess.extend(found.iter().map(|c| c.1));
            rows.resize(columns.len(), row);
            starts.push(columns.len());
        }
        Table { starts, columns, rows, excess, width }
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn height(&self) -> usize {
        self.starts.len() - 1
    }

    /// The entry of a pair, if it is a candidate.
    pub(crate) fn entry(&self, row: usize, column: usize) -> Option<usize> {
        let range = self.row(row);
        self.columns[range.clone()].binary_search(&column).ok().map(|i| range.start + i)
    }

    pub(crate) fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }
}
