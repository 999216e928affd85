//! Names of camps over time: a camp keeps its name while it is the same camp.
//!
//! **Method.** Camps found now are paired with the earlier ones so that the number of participants whose camps are paired is
//! the greatest possible (the assignment problem, Kuhn 1955). Only participants of both times are looked at, so that a camp
//! does not change its name because many joined. A camp keeps the name of the one it is paired with if the Jaccard index of
//! their members is at least one half: whoever was or is in it is more often in both than not. Every other camp has the next
//! letter that no camp ever had. A camp of before is told as *split* if two camps or more hold a quarter or more of its
//! remaining members each, and camps of before as *merged* if each sent half or more of its remaining members to the same
//! camp.
//!
//! **What it cannot show.** Whether a camp is of the same mind: people may stay together and change their views. Where few
//! took part both times, names rest on these few; how many is told.

use std::collections::{BTreeMap, BTreeSet};

/// Where there are more camps than this, then or now, none is paired, keeps its name or is told as gone.
const CAMPS_MAX: usize = 200;

/// What became of a camp, or of its name.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A camp has the name it had.
    Kept {
        /// The name.
        name: String,
        /// The Jaccard index of its members, among those of both times.
        jaccard: f64,
    },
    /// A camp has a name no camp had.
    New {
        /// The name.
        name: String,
    },
    /// No camp has this name any more.
    Gone {
        /// The name.
        name: String,
    },
    /// The members of an earlier camp are now in several.
    Split {
        /// The earlier camp.
        from: String,
        /// The camps of now, in their order.
        into: Vec<String>,
    },
    /// Members of several earlier camps are now in one.
    Merged {
        /// The earlier camps, by name.
        from: Vec<String>,
        /// The camp of now.
        into: String,
    },
}

/// Names for the camps of now.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    /// The name of each camp, in the order of the camps.
    pub names: Vec<String>,
    /// How many participants are in a camp both times.
    pub shared: usize,
    /// What changed: kept and new in the order of the camps, then gone, split and merged.
    pub changes: Vec<Change>,
}

/// Names the camps of now.
///
/// `earlier` and `now` pair participants, each once, with their camp: by name then, by number below `camps` now; `None` if in
/// none. `used` are names of camps of any time before. Numbers beyond `camps` count as none.
pub fn names(
    earlier: &[(&str, Option<&str>)],
    used: &BTreeSet<String>,
    now: &[(&str, Option<usize>)],
    camps: usize,
) -> Naming {
    let mut taken = used.clone();
    taken.extend(earlier.iter().filter_map(|(_, name)| *name).map(str::to_owned));
    let before: BTreeSet<&str> = earlier.iter().filter_map(|(_, name)| *name).collect();
    let earlier = if camps.max(before.len()) <= CAMPS_MAX { earlier } else { &[] };
    let table = Overlap::of(earlier, now, camps);
    let paired = assign(&table.counts, table.names.len(), camps.min(CAMPS_MAX));
    let paired = paired.into_iter().chain(std::iter::repeat(None)).take(camps);
    let mut given: Vec<String> = Vec::with_capacity(camps);
    let mut changes = Vec::new();
    for (camp, was) in paired.enumerate() {
        let same = was.map(|w| (w, table.jaccard(w, camp))).filter(|(_, j)| *j >= 0.5);
        let name = match same {
            Some((was, jaccard)) => {
                let name = table.names[was].to_owned();
                changes.push(Change::Kept { name: name.clone(), jaccard });
                name
            }
            None => {
                let name = next_name(&taken);
                taken.insert(name.clone());
                changes.push(Change::New { name: name.clone() });
                name
            }
        };
        given.push(name);
    }
    let gone = table.names.iter().filter(|n| !given.iter().any(|g| g == *n));
    changes.extend(gone.map(|n| Change::Gone { name: (*n).to_owned() }));
    changes.extend(table.splits(&given));
    changes.extend(table.mergers(&given));
    Naming { names: given, shared: table.counts.iter().flatten().sum(), changes }
}

/// Who of the participants of both times was where and is where.
struct Overlap<'a> {
    names: Vec<&'a str>,
    /// Earlier camp by camp of now.
    counts: Vec<Vec<usize>>,
    /// Members of earlier camps among participants of both times, unclassified now included.
    was: Vec<usize>,
    /// Members of camps of now among participants of both times, unclassified then included.
    is: Vec<usize>,
}

impl<'a> Overlap<'a> {
    fn of(
        earlier: &[(&'a str, Option<&'a str>)],
        now: &[(&str, Option<usize>)],
        camps: usize,
    ) -> Self {
        let names: BTreeSet<&str> = earlier.iter().filter_map(|(_, camp)| *camp).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let then: BTreeMap<&str, Option<&str>> = earlier.iter().copied().collect();
        let mut table = Self {
            counts: vec![vec![0; camps]; names.len()],
            was: vec![0; names.len()],
            is: vec![0; camps],
            names,
        };
        let now: BTreeMap<&str, Option<usize>> = now.iter().copied().collect();
        for (who, camp) in now {
            let Some(was) = then.get(who) else { continue };
            let was = was.and_then(|name| table.names.binary_search(&name).ok());
            let is = camp.filter(|&c| c < camps);
            if let Some(was) = was {
                table.was[was] += 1;
            }
            if let Some(is) = is {
                table.is[is] += 1;
            }
            if let (Some(was), Some(is)) = (was, is) {
                table.counts[was][is] += 1;
            }
        }
        table
    }

    fn jaccard(&self, was: usize, is: usize) -> f64 {
        let both = self.counts[was][is];
        let either = self.was[was] + self.is[is] - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }

    fn splits(&self, given: &[String]) -> Vec<Change> {
        let of = |(was, name): (usize, &&str)| {
            let into: Vec<String> = (0..given.len())
                .filter(|&is| self.counts[was][is] > 0 && 4 * self.counts[was][is] >= self.was[was])
                .map(|is| given[is].clone())
                .collect();
            (into.len() > 1).then(|| Change::Split { from: (*name).to_owned(), into })
        };
        self.names.iter().enumerate().filter_map(of).collect()
    }

    fn mergers(&self, given: &[String]) -> Vec<Change> {
        let of = |(is, name): (usize, &String)| {
            let from: Vec<String> = (0..self.names.len())
                .filter(|&was| self.counts[was][is] > 0)
                .filter(|&was| 2 * self.counts[was][is] >= self.was[was])
                .map(|was| self.names[was].to_owned())
                .collect();
            (from.len() > 1).then(|| Change::Merged { from, into: name.clone() })
        };
        given.iter().enumerate().filter_map(of).collect()
    }
}

/// For each column the row it is paired with, so that the sum of paired counts is the greatest possible; pairs without any
/// count are none. Shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987).
fn assign(counts: &[Vec<usize>], rows: usize, columns: usize) -> Vec<Option<usize>> {
    let size = rows.max(columns);
    let cost = |row: usize, column: usize| -> i64 {
        counts.get(row).and_then(|r| r.get(column)).map_or(0, |&n| -(n as i64))
    };
    let (mut of_row, mut of_column) = (vec![0i64; size + 1], vec![0i64; size + 1]);
    // `holder[column]` is the row paired with it, both counted from 1; 0 is nobody.
    let mut holder = vec![0usize; size + 1];
    for row in 1..=size {
        holder[0] = row;
        let mut column = 0;
        let mut least = vec![i64::MAX; size + 1];
        let mut way = vec![0usize; size + 1];
        let mut done = vec![false; size + 1];
        while holder[column] != 0 {
            done[column] = true;
            let from = holder[column];
            let (mut step, mut next) = (i64::MAX, 0);
            for to in (1..=size).filter(|&to| !done[to]) {
                let reduced = cost(from - 1, to - 1) - of_row[from] - of_column[to];
                if reduced < least[to] {
                    least[to] = reduced;
                    way[to] = column;
                }
                if least[to] < step {
                    step = least[to];
                    next = to;
                }
            }
            for to in 0..=size {
                if done[to] {
                    of_row[holder[to]] += step;
                    of_column[to] -= step;
                } else if to > 0 {
                    least[to] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            holder[column] = holder[way[column]];
            column = way[column];
        }
    }
    (0..columns)
        .map(|c| Some(holder[c + 1] - 1).filter(|&r| r < rows && counts[r][c] > 0))
        .collect()
}

/// The first of A, B, ..., Z, AA, AB, ... that is not taken.
fn next_name(taken: &BTreeSet<String>) -> String {
    let mut number = 0usize;
    loop {
        let mut name = Vec::new();
        let mut rest = number + 1;
        while rest > 0 {
            name.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        let name: String = name.into_iter().rev().collect();
        if !taken.contains(&name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Participants p0, p1, ... by camp: `"AAB-"` then, `"001-"` now; a blank if not there.
    fn check(earlier: &str, now: &str, used: &str, expected: &str) {
        let keys: Vec<String> =
            (0..earlier.len().max(now.len())).map(|i| format!("p{i}")).collect();
        let letters: Vec<String> = earlier.chars().map(String::from).collect();
        let then: Vec<(&str, Option<&str>)> = letters
            .iter()
            .enumerate()
            .filter(|(_, c)| *c != " ")
            .map(|(i, c)| (keys[i].as_str(), Some(c.as_str()).filter(|c| *c != "-")))
            .collect();
        let is: Vec<(&str, Option<usize>)> = now
            .chars()
            .enumerate()
            .filter(|(_, c)| *c != ' ')
            .map(|(i, c)| (keys[i].as_str(), c.to_digit(10).map(|d| d as usize)))
            .collect();
        let camps: usize = is.iter().filter_map(|(_, c)| *c).max().map_or(0, |c| c + 1);
        let used = used.chars().map(String::from).collect();
        let naming = names(&then, &used, &is, camps);
        let told: Vec<String> = naming
            .changes
            .iter()
            .filter_map(|c| match c {
                Change::Kept { .. } | Change::New { .. } => None,
                Change::Gone { name } => Some(format!("-{name}")),
                Change::Split { from, into } => Some(format!("{from}>{}", into.join("+"))),
                Change::Merged { from, into } => Some(format!("{}>{into}", from.join("+"))),
            })
            .collect();
        let told = format!("{} {}", naming.names.join(""), told.join(" "));
        assert_eq!(told.trim(), expected, "{earlier} {now}");
    }

    #[test]
    fn a_camp_keeps_its_name_while_it_is_the_same_camp() {
        check("", "0011", "", "AB");
        check("AAABBB", "111000", "", "BA");
        // Many joined: only those of both times count.
        check("AAABBB", "1110001111111", "", "BA");
        check("AAAAABBBB-", "000011111-", "", "AB");
    }

    #[test]
    fn what_is_less_than_half_the_same_has_a_new_name_and_no_name_comes_back() {
        check("AAAABBBB", "01230123", "", "CDEF -A -B A>C+D+E+F B>C+D+E+F");
        check("AAAA", "    00", "B", "C -A");
    }

    #[test]
    fn splits_and_mergers_are_told() {
        check("AAAAAABBB", "000011222", "", "ACB A>A+C");
        check("AAAAABB", "0000000", "", "A -B A+B>A");
        check("AABB", "----", "", "-A -B");
    }

    #[test]
    fn the_pairing_is_the_best_of_all() {
        // Taking the greatest overlap first would give 5 + 0; the best is 4 + 4.
        let counts = vec![vec![5, 4], vec![4, 0]];
        assert_eq!(assign(&counts, 2, 2), [Some(1), Some(0)]);
        assert_eq!(assign(&[vec![1, 0, 2]], 1, 3), [None, None, Some(0)]);
        assert_eq!(assign(&[], 0, 2), [None, None]);
    }

    #[test]
    fn a_thousand_camps_are_named_and_not_paired() {
        let naming = names(&[("p", Some("A"))], &BTreeSet::new(), &[("p", Some(0))], 1000);
        assert_eq!((naming.names.len(), naming.names[0].as_str()), (1000, "B"));
    }

    #[test]
    fn after_z_comes_aa() {
        let taken: BTreeSet<String> = ('A'..='Z').map(String::from).collect();
        assert_eq!(next_name(&taken), "AA");
    }
}
