//! The heaviest chain of pairs that go up on both sides: what stays in order when the rest is called moved.

/// A pair of places with its weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) weight: u64,
}

/// Indexes of the links of the heaviest chain, in order; of two equally heavy, the one whose last links come first.
/// Links must be sorted by `a`, each `a` and each `b` at most once. Time n log n: prefix maxima in a Fenwick tree.
pub(crate) fn heaviest(links: &[Link]) -> Vec<usize> {
    let mut ranks: Vec<usize> = links.iter().map(|l| l.b).collect();
    ranks.sort_unstable();
    // Each node: the heaviest total that ends at or before it, and the link it ends with.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); ranks.len() + 1];
    let mut before = vec![usize::MAX; links.len()];
    let (mut best, mut last) = (0, usize::MAX);
    for (index, link) in links.iter().enumerate() {
        let rank = ranks.partition_point(|&b| b < link.b);
        let (mut total, mut from) = (0, usize::MAX);
        let mut node = rank;
        while node > 0 {
            if tree[node].0 > total {
                (total, from) = tree[node];
            }
            node &= node - 1;
        }
        total += link.weight;
        before[index] = from;
        if total > best {
            (best, last) = (total, index);
        }
        let mut node = rank + 1;
        while node < tree.len() {
            if total > tree[node].0 {
                tree[node] = (total, index);
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    while last != usize::MAX {
        chain.push(last);
        last = before[last];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::{Link, heaviest};

    fn check(pairs: &[(usize, usize, u64)], expected: &[usize]) {
        let links: Vec<Link> = pairs.iter().map(|&(a, b, weight)| Link { a, b, weight }).collect();
        assert_eq!(heaviest(&links), expected);
    }

    #[test]
    fn the_heavier_of_two_crossing_links_stays() {
        check(&[(0, 5, 1), (1, 2, 9)], &[1]);
        check(&[(0, 5, 9), (1, 2, 1), (2, 3, 1)], &[0]);
    }

    #[test]
    fn links_in_order_all_stay() {
        check(&[(0, 1, 1), (3, 4, 1), (9, 5, 1)], &[0, 1, 2]);
        check(&[], &[]);
    }
}
