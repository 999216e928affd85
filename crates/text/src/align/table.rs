//! The table of candidate pairs, sparse: for each unit of the first draft a few of the second.

/// Candidate pairs, by rows, and in each row by columns.
pub(crate) struct Table {
    /// Where each row starts; one more for the end.
    pub(crate) starts: Vec<usize>,
    /// The column of each entry.
    pub(crate) columns: Vec<usize>,
    /// The row of each entry.
    pub(crate) rows: Vec<usize>,
    /// How many columns there are.
    pub(crate) width: usize,
}

impl Table {
    /// From candidates of each row, in any order and repeated.
    pub(crate) fn new(mut candidates: Vec<Vec<usize>>, width: usize) -> Self {
        let (mut starts, mut columns, mut rows) = (vec![0], Vec::new(), Vec::new());
        for (row, found) in candidates.iter_mut().enumerate() {
            found.sort_unstable();
            found.dedup();
            columns.extend_from_slice(found);
            rows.resize(columns.len(), row);
            starts.push(columns.len());
        }
        Table { starts, columns, rows, width }
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn height(&self) -> usize {
        self.starts.len() - 1
    }

    /// The entry of a pair, if it is a candidate.
    pub(crate) fn entry(&self, row: usize, column: usize) -> Option<usize> {
        let range = self.starts[row]..self.starts[row + 1];
        self.columns[range.clone()].binary_search(&column).ok().map(|i| range.start + i)
    }

    pub(crate) fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }
}
