//! What a person says of brackets and runs, against or beyond the rules.

use crate::paragraphs::byte_order_mark;
use crate::place::{Place, Places};
use std::collections::BTreeMap;

/// What a ruling is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The `[` at a place; for a run, its first.
    Place(Place),
    /// Every bracket or run with exactly these words, marks included.
    Words(String),
}

/// What a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The bracket is negotiating: words that are not agreed.
    Negotiating,
    /// The bracket is editorial: a remark, no words of the text.
    Editorial,
    /// The run is alternatives, of which one is to stand.
    Alternatives,
    /// The run is additions, which may stand together.
    Additions,
}

/// A ruling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What it is about.
    pub at: At,
    /// What it says.
    pub says: Says,
}

/// Rulings given to a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulings {
    /// In the order given; of two about the same, the later holds.
    pub all: Vec<Ruling>,
}

/// A line of a file of rulings that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingDiagnostic {
    /// Line of the file, from 1.
    pub line: usize,
}

impl std::fmt::Display for RulingDiagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "line {}: not a ruling; write `LINE:COLUMN` or the exact words in quotes, then `negotiating`, `editorial`, \
             `alternatives` or `additions`",
            self.line
        )
    }
}

impl Rulings {
    /// Reads a file of rulings, one a line: `12:4 negotiating` or `"[shall][should]" alternatives`. Empty lines and those
    /// that begin with `#` are left out, and a byte order mark that begins the file.
    pub fn parse(file: &str) -> (Rulings, Vec<RulingDiagnostic>) {
        let (mut rulings, mut wrong) = (Rulings::default(), Vec::new());
        for (index, line) in file[byte_order_mark(file)..].lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match ruling(line) {
                Some(ruling) => rulings.all.push(ruling),
                None => wrong.push(RulingDiagnostic { line: index + 1 }),
            }
        }
        (rulings, wrong)
    }

    /// Rulings of a source, found by byte and by words.
    pub(crate) fn placed<'r>(&'r self, source: &str) -> Placed<'r> {
        let mut placed = Placed::default();
        let mut places: Vec<(Place, usize)> = Vec::new();
        for (index, ruling) in self.all.iter().enumerate() {
            match &ruling.at {
                At::Place(place) => places.push((*place, index)),
                At::Words(words) => {
                    let about = (words.as_str(), ruling.says.is_about_runs());
                    placed.words.insert(about, index);
                }
            }
        }
        places.sort_unstable();
        if places.is_empty() {
            return placed;
        }
        let mut seen = Places::new(source);
        let marks = memchr::memchr_iter(b'[', source.as_bytes()).map(|at| (at, seen.of(at)));
        let mut places = places.into_iter().peekable();
        for (at, place) in marks {
            while places.next_if(|(p, _)| *p < place).is_some() {}
            while let Some((_, index)) = places.next_if(|(p, _)| *p == place) {
                placed.bytes.insert((at, self.all[index].says.is_about_runs()), index);
            }
        }
        placed
    }
}

impl Says {
    fn is_about_runs(self) -> bool {
        matches!(self, Says::Alternatives | Says::Additions)
    }
}

fn ruling(line: &str) -> Option<Ruling> {
    let (at, says) = line.rsplit_once([' ', '\t'])?;
    let says = match says {
        "negotiating" => Says::Negotiating,
        "editorial" => Says::Editorial,
        "alternatives" => Says::Alternatives,
        "additions" => Says::Additions,
        _ => return None,
    };
    let at = at.trim();
    if let Some(words) = at.strip_prefix('"').and_then(|w| w.strip_suffix('"')) {
        return Some(Ruling { at: At::Words(words.to_owned()), says });
    }
    let (line, column) = at.split_once(':')?;
    let place = Place { line: line.parse().ok()?, column: column.parse().ok()? };
    Some(Ruling { at: At::Place(place), says })
}

/// Rulings found by byte and by words; `true` for those about runs.
#[derive(Debug, Default)]
pub(crate) struct Placed<'r> {
    bytes: BTreeMap<(usize, bool), usize>,
    words: BTreeMap<(&'r str, bool), usize>,
}

impl Placed<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty() && self.words.is_empty()
    }

    /// The ruling about a bracket or run; that by place before that by words.
    pub(crate) fn find(&self, at: usize, words: &str, is_run: bool) -> Option<usize> {
        self.bytes.get(&(at, is_run)).or_else(|| self.words.get(&(words, is_run))).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Rulings, Says};
    use crate::place::Place;

    #[test]
    fn a_file_of_rulings_is_read_line_by_line() {
        let (rulings, wrong) =
            Rulings::parse("# ours\n3:14 editorial\n\"[a][b]\" additions\n3:x editorial\nno\n");
        let found: Vec<_> = rulings.all.iter().map(|r| (&r.at, r.says)).collect();
        let place = At::Place(Place { line: 3, column: 14 });
        let words = At::Words("[a][b]".to_owned());
        assert_eq!(found, [(&place, Says::Editorial), (&words, Says::Additions)]);
        assert_eq!(wrong.iter().map(|w| w.line).collect::<Vec<_>>(), [4, 5]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_ruling() {
        let (rulings, wrong) = Rulings::parse("\u{feff}3:14 editorial");
        assert_eq!((rulings.all.len(), wrong.len()), (1, 0));
    }
}
