//! The longest common subsequence of two sequences of numbers, within a bound of work.
//!
//! Myers' O(ND) search in linear space (Algorithmica 1, 1986), from both ends; in boxes too large for it, first split at
//! elements that stand once on either side (patience: the longest chain of them in order). Own code, and not a library's,
//! because the bound must be a count of steps and not a time, and because what was not searched must be told.

use super::chain::{Link, heaviest};
use super::work::Work;
use std::ops::Range;

/// Boxes with at most this many pairs are searched without anchors: the search alone is exact, and quick at this size.
const EXACT_PAIRS: usize = 1 << 20;

/// What two sequences have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Common {
    /// Pairs of places, rising on both sides.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Boxes that were given up for want of work.
    pub(crate) unsearched: Vec<(Range<usize>, Range<usize>)>,
}

type Box = (Range<usize>, Range<usize>);

pub(crate) fn common(a: &[u32], b: &[u32], work: &mut Work) -> Common {
    let mut found = Common::default();
    let mut search = Search { a, b, forward: Vec::new(), backward: Vec::new() };
    let mut boxes: Vec<Box> = vec![(0..a.len(), 0..b.len())];
    // Boxes are taken from the left, so that pairs come out in order.
    while let Some((mut left, mut right)) = boxes.pop() {
        while !left.is_empty() && !right.is_empty() && a[left.start] == b[right.start] {
            found.pairs.push((left.start, right.start));
            left.start += 1;
            right.start += 1;
        }
        let mut tail = 0;
        while left.len() > tail
            && right.len() > tail
            && a[left.end - 1 - tail] == b[right.end - 1 - tail]
        {
            tail += 1;
        }
        if tail > 0 {
            let (l, r) = (left.end - tail..left.end, right.end - tail..right.end);
            left.end = l.start;
            right.end = r.start;
            boxes.push((l, r));
        }
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let parts = search.split(left.clone(), right.clone(), work);
        if parts.is_empty() {
            found.unsearched.push((left, right));
        }
        boxes.extend(parts.into_iter().rev());
    }
    found
}

struct Search<'a> {
    a: &'a [u32],
    b: &'a [u32],
    forward: Vec<i64>,
    backward: Vec<i64>,
}

impl Search<'_> {
    /// Smaller boxes in order; none if the work ran out.
    fn split(&mut self, left: Range<usize>, right: Range<usize>, work: &mut Work) -> Vec<Box> {
        if left.len().saturating_mul(right.len()) > EXACT_PAIRS {
            if !work.take(left.len() + right.len()) {
                return Vec::new();
            }
            let parts = self.anchors(&left, &right);
            if parts.len() > 1 {
                return parts;
            }
        }
        match self.middle(&left, &right, work) {
            Some((x, y)) => {
                vec![(left.start..x, right.start..y), (x..left.end, y..right.end)]
            }
            None => Vec::new(),
        }
    }

    /// Boxes between elements that stand once on either side.
    fn anchors(&self, left: &Range<usize>, right: &Range<usize>) -> Vec<Box> {
        let (once_a, once_b) = (once(self.a, left), once(self.b, right));
        let (mut i, mut j, mut links) = (0, 0, Vec::new());
        while i < once_a.len() && j < once_b.len() {
            match once_a[i].0.cmp(&once_b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    links.push(Link { a: once_a[i].1, b: once_b[j].1, weight: 1 });
                    i += 1;
                    j += 1;
                }
            }
        }
        links.sort_unstable_by_key(|l| l.a);
        let mut parts = Vec::new();
        let (mut x, mut y) = (left.start, right.start);
        for index in heaviest(&links) {
            let link = links[index];
            parts.push((x..link.a, y..link.b));
            // The next box starts with the pair, and finds it at once.
            (x, y) = (link.a, link.b);
        }
        parts.push((x..left.end, y..right.end));
        parts
    }

    /// A point on a shortest path through the box, neither end of which has elements in common.
    fn middle(
        &mut self,
        left: &Range<usize>,
        right: &Range<usize>,
        work: &mut Work,
    ) -> Option<(usize, usize)> {
        let (n, m) = (left.len() as i64, right.len() as i64);
        let (a, b) = (&self.a[left.clone()], &self.b[right.clone()]);
        // Diagonal d = x - y lies at `zero + d`; one more place on either side for the sentinels.
        let zero = m + 1;
        let at = |d: i64| (zero + d) as usize;
        let room = (n + m + 3) as usize;
        self.forward.clear();
        self.forward.resize(room, -1);
        self.backward.clear();
        self.backward.resize(room, i64::MAX);
        let (fd, bd) = (&mut self.forward, &mut self.backward);
        let (lowest, highest, end) = (-m, n, n - m);
        let is_odd = end & 1 != 0;
        (fd[at(0)], bd[at(end)]) = (0, n);
        let (mut fmin, mut fmax, mut bmin, mut bmax) = (0, 0, end, end);
        loop {
            widen(&mut fmin, &mut fmax, lowest, highest, |d| fd[at(d)] = -1);
            let mut steps = 0;
            let mut d = fmax;
            while d >= fmin {
                let (low, high) = (fd[at(d - 1)], fd[at(d + 1)]);
                let mut x = if low < high { high } else { low + 1 };
                let from = x;
                while x < n && x - d < m && a[x as usize] == b[(x - d) as usize] {
                    x += 1;
                }
                steps += 1 + (x - from) as usize;
                fd[at(d)] = x;
                if is_odd && bmin <= d && d <= bmax && bd[at(d)] <= x {
                    return point(left, right, x, d);
                }
                d -= 2;
            }
            widen(&mut bmin, &mut bmax, lowest, highest, |d| bd[at(d)] = i64::MAX);
            let mut d = bmax;
            while d >= bmin {
                let (low, high) = (bd[at(d - 1)], bd[at(d + 1)]);
                let mut x = if low < high { low } else { high - 1 };
                let from = x;
                while x > 0 && x - d > 0 && a[x as usize - 1] == b[(x - d) as usize - 1] {
                    x -= 1;
                }
                steps += 1 + (from - x) as usize;
                bd[at(d)] = x;
                if !is_odd && fmin <= d && d <= fmax && x <= fd[at(d)] {
                    return point(left, right, x, d);
                }
                d -= 2;
            }
            if !work.take(steps) {
                return None;
            }
        }
    }
}

/// One more diagonal on either side, or one less where the box ends; a new neighbour gets its sentinel.
fn widen(min: &mut i64, max: &mut i64, lowest: i64, highest: i64, mut bar: impl FnMut(i64)) {
    if *min > lowest {
        *min -= 1;
        bar(*min - 1);
    } else {
        *min += 1;
    }
    if *max < highest {
        *max += 1;
        bar(*max + 1);
    } else {
        *max -= 1;
    }
}

fn point(left: &Range<usize>, right: &Range<usize>, x: i64, d: i64) -> Option<(usize, usize)> {
    Some((left.start + x as usize, right.start + (x - d) as usize))
}

/// Elements that stand once in a range, with their places; sorted by element.
fn once(all: &[u32], range: &Range<usize>) -> Vec<(u32, usize)> {
    let mut sorted: Vec<(u32, usize)> = range.clone().map(|i| (all[i], i)).collect();
    sorted.sort_unstable();
    let is_twin = |i: usize, j: usize| sorted.get(j).is_some_and(|s| s.0 == sorted[i].0);
    (0..sorted.len())
        .filter(|&i| !(is_twin(i, i + 1) || i > 0 && is_twin(i, i - 1)))
        .map(|i| sorted[i])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Work, common};
    use proptest::prelude::*;

    /// Length of a longest common subsequence, by the table.
    fn length(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn what_is_found_is_common_rising_and_longest(
            a in prop::collection::vec(0_u32..6, 0..40),
            b in prop::collection::vec(0_u32..6, 0..40),
        ) {
            let found = common(&a, &b, &mut Work::new(1 << 30));
            prop_assert!(found.unsearched.is_empty());
            prop_assert!(found.pairs.iter().all(|&(i, j)| a[i] == b[j]));
            prop_assert!(found.pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert_eq!(found.pairs.len(), length(&a, &b));
        }
    }

    #[test]
    fn without_work_the_box_is_given_up_and_told() {
        let found = common(&[1, 2, 3, 9], &[1, 4, 5, 9], &mut Work::new(0));
        assert_eq!(found.pairs, [(0, 0), (3, 3)]);
        assert_eq!(found.unsearched, [(1..3, 1..3)]);
    }

    #[test]
    fn large_sequences_are_split_at_what_stands_once() {
        let a: Vec<u32> = (0..5_000).collect();
        let b: Vec<u32> = (2_500..5_000).chain(0..2_500).collect();
        let found = common(&a, &b, &mut Work::new(1 << 20));
        assert_eq!((found.pairs.len(), found.unsearched.len()), (2_500, 0));
    }
}
