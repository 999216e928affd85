//! Camps against constituencies: who is where, counted, and how far one follows the other.

use std::collections::BTreeMap;

/// A table of labels by camps.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossTable<L> {
    /// How many camps there are: the columns.
    pub camps: usize,
    /// A row a label, in the order of labels.
    pub rows: Vec<CrossRow<L>>,
    /// How far camps follow labels: 0 not at all, 1 wholly. `None` where nothing can follow: fewer than two labels or
    /// camps have anybody, or too few are in camps for the correction.
    ///
    /// Cramér's V with the correction for bias of W. Bergsma, A bias-correction for Cramér's V and Tschuprow's T, Journal
    /// of the Korean Statistical Society 42, 2013, 323-328: without it small tables look associated by chance alone.
    pub association: Option<f64>,
}

/// Those of one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossRow<L> {
    /// The label.
    pub label: L,
    /// How many are in each camp.
    pub counts: Vec<usize>,
    /// How many are in none.
    pub unclassified: usize,
}

/// Counts participants by label and camp: `members` and `labels` are in the same order, one of each a participant; what
/// stands beyond the shorter of the two is not counted.
pub fn cross_table<L: Ord + Clone>(members: &[Option<u16>], labels: &[L]) -> CrossTable<L> {
    let camps = members.iter().flatten().max().map_or(0, |camp| usize::from(*camp) + 1);
    let mut rows: BTreeMap<&L, CrossRow<L>> = BTreeMap::new();
    for (member, label) in members.iter().zip(labels) {
        let row = rows.entry(label).or_insert_with(|| CrossRow {
            label: label.clone(),
            counts: vec![0; camps],
            unclassified: 0,
        });
        match member {
            Some(camp) => row.counts[usize::from(*camp)] += 1,
            None => row.unclassified += 1,
        }
    }
    let rows: Vec<CrossRow<L>> = rows.into_values().collect();
    let counts: Vec<&[usize]> = rows.iter().map(|row| row.counts.as_slice()).collect();
    let association = association(&counts, camps);
    CrossTable { camps, rows, association }
}

/// Bergsma's V of a table of counts; rows and columns without anybody say nothing.
fn association(counts: &[&[usize]], columns: usize) -> Option<f64> {
    let of_rows: Vec<usize> = counts.iter().map(|row| row.iter().sum()).collect();
    let of_columns: Vec<usize> =
        (0..columns).map(|column| counts.iter().map(|row| row[column]).sum()).collect();
    let total: usize = of_rows.iter().sum();
    let filled = |sums: &[usize]| sums.iter().filter(|sum| **sum > 0).count() as f64;
    let (r, k) = (filled(&of_rows), filled(&of_columns));
    if r < 2.0 || k < 2.0 {
        return None;
    }
    let n = total as f64;
    let mut squares = 0.0;
    for (row, of_row) in counts.iter().zip(&of_rows) {
        for (count, of_column) in row.iter().zip(&of_columns) {
            if *of_row > 0 && *of_column > 0 {
                let expected = *of_row as f64 * *of_column as f64 / n;
                let off = *count as f64 - expected;
                squares += off * off / expected;
            }
        }
    }
    let chance = (r - 1.0) * (k - 1.0) / (n - 1.0);
    let corrected = |levels: f64| levels - (levels - 1.0) * (levels - 1.0) / (n - 1.0);
    let most = corrected(r).min(corrected(k)) - 1.0;
    if most <= 0.0 {
        return None;
    }
    let phi = (squares / n - chance).max(0.0);
    Some((phi / most).sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(counts: &[&[usize]]) -> CrossTable<usize> {
        let (mut members, mut labels) = (Vec::new(), Vec::new());
        for (label, row) in counts.iter().enumerate() {
            for (camp, count) in row.iter().enumerate() {
                members.extend(std::iter::repeat_n(Some(camp as u16), *count));
                labels.extend(std::iter::repeat_n(label, *count));
            }
        }
        cross_table(&members, &labels)
    }

    #[test]
    fn everybody_is_counted_once_and_those_in_no_camp_apart() {
        let members = [Some(0), Some(1), None, Some(1), Some(0)];
        let found = cross_table(&members, &["b", "a", "a", "a", "b"]);
        assert_eq!(found.camps, 2);
        let a = CrossRow { label: "a", counts: vec![0, 2], unclassified: 1 };
        let b = CrossRow { label: "b", counts: vec![2, 0], unclassified: 0 };
        assert_eq!(found.rows, [a, b]);
    }

    #[test]
    fn camps_that_are_the_constituencies_follow_them_wholly() {
        let found = table(&[&[10, 0], &[0, 10]]).association.expect("an association");
        assert!((found - 1.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn camps_that_cut_through_every_constituency_alike_follow_none() {
        assert_eq!(table(&[&[5, 5], &[5, 5]]).association, Some(0.0));
        assert_eq!(table(&[&[1, 2], &[2, 2], &[2, 1]]).association, Some(0.0));
    }

    #[test]
    fn the_correction_is_as_published() {
        // By hand: chi-squared 20/3 of 60, phi-squared 1/9 less 1/59, over 2 less 1/59 less 1.
        let found = table(&[&[20, 10], &[10, 20]]).association.expect("an association");
        let by_hand = f64::sqrt((1.0 / 9.0 - 1.0 / 59.0) / (1.0 - 1.0 / 59.0));
        assert!((found - by_hand).abs() < 1e-12, "{found} {by_hand}");
    }

    #[test]
    fn with_one_camp_or_one_constituency_nothing_can_follow() {
        assert_eq!(table(&[&[5], &[5]]).association, None);
        assert_eq!(table(&[&[5, 5]]).association, None);
        assert_eq!(table(&[&[1, 0], &[0, 1]]).association, None);
        assert_eq!(cross_table::<u8>(&[], &[]).association, None);
        assert_eq!(cross_table(&[None, None], &[1, 2]).camps, 0);
    }
}
