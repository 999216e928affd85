//! How far two partitions agree, and what resamples say of a camp.

/// The adjusted Rand index of two partitions, over those whom both classify (Hubert and Arabie 1985).
///
/// It is 1 if they are the same, about 0 if they have nothing in common. With nobody classified in both, or both of one class, it is 1.
///
/// # Panics
/// If the partitions are of different people.
pub fn adjusted_rand(one: &[Option<u16>], other: &[Option<u16>]) -> f64 {
    let table = table(one, other);
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let rows = table.iter().map(|row| row.iter().sum::<f64>());
    let columns =
        (0..table.first().map_or(0, Vec::len)).map(|c| table.iter().map(|row| row[c]).sum::<f64>());
    let within: f64 = table.iter().flatten().map(|&n| pairs(n)).sum();
    let (a, b): (f64, f64) = (rows.clone().map(pairs).sum(), columns.map(pairs).sum());
    let all = pairs(rows.sum());
    if all <= 0.0 {
        return 1.0;
    }
    let expected = a * b / all;
    let most = 0.5 * (a + b);
    if most - expected <= 0.0 { 1.0 } else { (within - expected) / (most - expected) }
}

/// How many are in each class of the one and each of the other.
fn table(one: &[Option<u16>], other: &[Option<u16>]) -> Vec<Vec<f64>> {
    assert_eq!(one.len(), other.len(), "partitions of the same people");
    let classes =
        |of: &[Option<u16>]| of.iter().flatten().max().map_or(0, |&most| usize::from(most) + 1);
    let mut table = vec![vec![0.0; classes(other)]; classes(one)];
    for (a, b) in one.iter().zip(other) {
        if let (Some(a), Some(b)) = (a, b) {
            table[usize::from(*a)][usize::from(*b)] += 1.0;
        }
    }
    table
}

/// A camp of one partition and its counterpart in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampMatch {
    /// The camp of the other partition; each is counterpart of one camp at most.
    pub camp: Option<u16>,
    /// Jaccard similarity of the two, over those whom both partitions classify; 0 without counterpart.
    pub similarity: f64,
}

/// For each of the first `camps` classes of `one` its counterpart in `other`, so that the sum of similarities is largest.
///
/// Those whom either partition leaves unclassified are not counted: a resample in which somebody is less sure of a place
/// is not one in which the camp has changed.
///
/// # Panics
/// If the partitions are of different people.
pub fn jaccard_matches(one: &[Option<u16>], other: &[Option<u16>], camps: usize) -> Vec<CampMatch> {
    let mut table = table(one, other);
    let columns = table.first().map_or(0, Vec::len);
    table.resize(camps, vec![0.0; columns]);
    let row_sums: Vec<f64> = table.iter().map(|row| row.iter().sum()).collect();
    let column_sums: Vec<f64> =
        (0..columns).map(|c| table.iter().map(|row| row[c]).sum()).collect();
    let similarity = |a: usize, b: usize| {
        let union = row_sums[a] + column_sums[b] - table[a][b];
        if union > 0.0 { table[a][b] / union } else { 0.0 }
    };
    let chosen = assignment(camps, columns, similarity);
    let matched = chosen.iter().enumerate().map(|(a, b)| match b {
        Some(b) if similarity(a, *b) > 0.0 => {
            CampMatch { camp: Some(*b as u16), similarity: similarity(a, *b) }
        }
        _ => CampMatch { camp: None, similarity: 0.0 },
    });
    matched.collect()
}

/// For each row a column of its own, so that the sum of worths is largest (Kuhn 1955, Munkres 1957, by shortest
/// augmenting paths).
fn assignment(
    rows: usize,
    columns: usize,
    worth: impl Fn(usize, usize) -> f64,
) -> Vec<Option<usize>> {
    let size = rows.max(columns);
    let cost = |row: usize, column: usize| {
        if row < rows && column < columns { 1.0 - worth(row, column) } else { 1.0 }
    };
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    // Column `size` is where the row that is being placed stands at first.
    let mut row_in: Vec<Option<usize>> = vec![None; size + 1];
    for row in 0..size {
        row_in[size] = Some(row);
        let mut least = vec![f64::INFINITY; size];
        let mut way = vec![size; size];
        let mut seen = vec![false; size + 1];
        let mut at = size;
        while let Some(here) = row_in[at] {
            seen[at] = true;
            let (mut step, mut to) = (f64::INFINITY, size);
            for column in 0..size {
                if seen[column] {
                    continue;
                }
                let reduced = cost(here, column) - of_row[here] - of_column[column];
                if reduced < least[column] {
                    (least[column], way[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, to) = (least[column], column);
                }
            }
            for column in 0..=size {
                if seen[column] {
                    if let Some(row) = row_in[column] {
                        of_row[row] += step;
                    }
                    of_column[column] -= step;
                } else if column < size {
                    least[column] -= step;
                }
            }
            at = to;
        }
        while at != size {
            let before = way[at];
            row_in[at] = row_in[before];
            at = before;
        }
    }
    let mut chosen = vec![None; rows];
    for (column, row) in row_in[..columns].iter().enumerate() {
        if let Some(row) = row.filter(|row| *row < rows) {
            chosen[row] = Some(column);
        }
    }
    chosen
}

/// For each of `camps` classes the share of resamples in which it has a counterpart with a Jaccard similarity of at least
/// 0.75, the convention of Hennig (2007). With no resamples 0.
///
/// # Panics
/// If a resample is of different people.
pub fn survival(members: &[Option<u16>], camps: usize, resamples: &[Vec<Option<u16>>]) -> Vec<f64> {
    let mut survived = vec![0u32; camps];
    for resample in resamples {
        for (count, found) in survived.iter_mut().zip(jaccard_matches(members, resample, camps)) {
            *count += u32::from(found.similarity >= 0.75);
        }
    }
    survived.iter().map(|&count| f64::from(count) / resamples.len().max(1) as f64).collect()
}

/// For each participant the share of resamples in which it is counted in the counterpart of its own camp, of those in which
/// it is counted at all; none for those who are in no camp or in no resample.
///
/// # Panics
/// If a resample is of different people.
pub fn co_assigned(
    members: &[Option<u16>],
    camps: usize,
    resamples: &[Vec<Option<u16>>],
) -> Vec<Option<f64>> {
    let mut counted = vec![(0u32, 0u32); members.len()];
    for resample in resamples {
        let matches = jaccard_matches(members, resample, camps);
        for ((count, own), other) in counted.iter_mut().zip(members).zip(resample) {
            let (Some(own), Some(_)) = (own, other) else { continue };
            count.1 += 1;
            count.0 += u32::from(matches[usize::from(*own)].camp == *other);
        }
    }
    counted.iter().map(|&(same, all)| (all > 0).then(|| f64::from(same) / f64::from(all))).collect()
}

/// The 95 % score interval of a share (Wilson 1927): `(low, high)`; the whole range if nobody is counted.
pub fn wilson(part: f64, all: f64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    if all <= 0.0 {
        return (0.0, 1.0);
    }
    let share = (part / all).clamp(0.0, 1.0);
    let centre = share + Z * Z / (2.0 * all);
    let half = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    let scale = 1.0 + Z * Z / all;
    (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
}

/// A 95 % interval for the share of a camp: from the 2.5th to the 97.5th percentile of its shares in resamples, and never
/// narrower than what Wilson's interval gives for the number of people alone.
///
/// `part` of `all` people are in the camp; `resampled` are its shares in resamples in which it was found.
pub fn size_interval(part: f64, all: f64, resampled: &[f64]) -> (f64, f64) {
    let (low, high) = wilson(part, all);
    let mut shares: Vec<f64> = resampled.iter().copied().filter(|s| s.is_finite()).collect();
    shares.sort_by(f64::total_cmp);
    let Some(last) = shares.len().checked_sub(1) else { return (low, high) };
    let percentile = |p: f64| {
        let place = p * last as f64;
        let below = (place as usize).min(last);
        let above = (below + 1).min(last);
        shares[below] + (shares[above] - shares[below]) * (place - below as f64)
    };
    (low.min(percentile(0.025)).max(0.0), high.max(percentile(0.975)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partition(text: &str) -> Vec<Option<u16>> {
        text.bytes().map(|b| b.is_ascii_digit().then(|| u16::from(b - b'0'))).collect()
    }

    #[test]
    fn agreement_is_one_for_renamed_classes_and_adjusted_for_chance() {
        let check = |one: &str, other: &str, expected: f64| {
            let index = adjusted_rand(&partition(one), &partition(other));
            assert!((index - expected).abs() < 1e-12, "{one} {other}: {index}");
        };
        check("000111", "111000", 1.0);
        check("0001..", "1110.0", 1.0);
        // Hubert and Arabie's formula by hand: 2 pairs together in both, 6 and 6 in each, 28 in all, hence
        // (4 - 144/28 ...) for two halves that cross evenly.
        check("00001111", "00110011", (4.0 - 36.0 * 4.0 / 28.0) / (12.0 - 36.0 * 4.0 / 28.0));
        check("....", "0011", 1.0);
        check("0000", "0000", 1.0);
    }

    #[test]
    fn each_camp_has_one_counterpart_at_most() {
        let found = jaccard_matches(&partition("0000112"), &partition("1111000"), 3);
        assert_eq!(found[0], CampMatch { camp: Some(1), similarity: 1.0 });
        assert_eq!(found[1], CampMatch { camp: Some(0), similarity: 2.0 / 3.0 });
        assert_eq!(found[2], CampMatch { camp: None, similarity: 0.0 });
        let more = jaccard_matches(&partition("000011"), &partition("001122"), 2);
        assert_eq!(more.iter().map(|m| m.similarity).collect::<Vec<_>>(), [0.5, 1.0]);
        assert_eq!(jaccard_matches(&partition(".."), &partition("00"), 1).len(), 1);
    }

    #[test]
    fn the_best_assignment_is_found_where_the_greedy_one_is_not() {
        let worth = [[0.9, 0.8, 0.0], [0.8, 0.1, 0.0], [0.0, 0.3, 0.2]];
        let chosen = assignment(3, 3, |a, b| worth[a][b]);
        assert_eq!(chosen, [Some(1), Some(0), Some(2)]);
    }

    #[test]
    fn survival_counts_resamples_with_a_close_counterpart() {
        let members = partition("00001111");
        let resamples = [partition("11110000"), partition("00011111"), partition("01010101")];
        assert_eq!(survival(&members, 2, &resamples), [2.0 / 3.0, 2.0 / 3.0]);
        let together = co_assigned(&members, 2, &resamples[..1]);
        assert!(together.iter().all(|share| *share == Some(1.0)));
        assert_eq!(survival(&members, 2, &[]), [0.0, 0.0]);
    }

    #[test]
    fn intervals_hold_the_share_and_are_never_narrower_than_wilsons() {
        let (low, high) = wilson(8.0, 40.0);
        assert!((low - 0.104_999).abs() < 1e-4 && (high - 0.347_586).abs() < 1e-4, "{low} {high}");
        assert_eq!(wilson(0.0, 0.0), (0.0, 1.0));
        assert_eq!(size_interval(8.0, 40.0, &[0.2; 30]), (low, high));
        let wide = size_interval(8.0, 40.0, &[0.05, 0.2, 0.5]);
        assert!(wide.0 < low && wide.1 > high);
    }
}
