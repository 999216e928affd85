//! The table of those who may hold words: each with its code and the other names it goes by.
//!
//! A name resolves if it is one of these, exact but for white space and the size of letters. Nothing is guessed.

use crate::paragraphs::byte_order_mark;
use std::collections::BTreeMap;

/// A party that may hold words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its code, as written.
    pub code: String,
    /// Its other names, in the order given.
    pub names: Vec<String>,
}

/// Parties and what each is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    parties: Vec<Party>,
    pieces_max: usize,
    index: BTreeMap<String, usize>,
}

/// What is wrong in a line of a file of parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartyFault {
    /// The line has no code before `=`.
    NoCode,
    /// The line has several words and no `=`: where the code ends is not known, and nothing was taken from it.
    NoNames {
        /// The words.
        words: String,
    },
    /// The code has a line already; the names of this one were added to it.
    Twice {
        /// The code.
        code: String,
        /// The line that has it.
        line: usize,
    },
    /// A name stands for another party already.
    Taken {
        /// The name.
        name: String,
        /// The code of the party that has it.
        by: String,
    },
}

/// A fault with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyDiagnostic {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: PartyFault,
}

impl std::fmt::Display for PartyDiagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.fault {
            PartyFault::NoCode => {
                write!(f, "line {}: no code before `=`; write `CODE = name, name`", self.line)
            }
            PartyFault::NoNames { words } => {
                write!(f, "line {}: `{words}` has no `=`; write `CODE = name, name`", self.line)
            }
            PartyFault::Twice { code, line } => write!(
                f,
                "line {}: `{code}` stands in line {line} already, and has these names too; write all in one line",
                self.line
            ),
            PartyFault::Taken { name, by } => {
                write!(f, "line {}: `{name}` stands for `{by}` already; give it to one", self.line)
            }
        }
    }
}

/// Names up to this length, in bytes, are compared without memory of their own.
const SHORT_BYTES: usize = 64;

/// The same as `normal` for short names of ASCII characters.
fn short_normal<'b>(name: &str, buffer: &'b mut [u8; SHORT_BYTES]) -> Option<&'b str> {
    // The vertical tab is white space for one of the two ways to split, and not for the other.
    if name.len() > SHORT_BYTES || !name.is_ascii() || name.contains('\x0B') {
        return None;
    }
    let mut length = 0;
    for word in name.split_ascii_whitespace() {
        if length > 0 {
            buffer[length] = b' ';
            length += 1;
        }
        let end = length + word.len();
        buffer[length..end].copy_from_slice(word.as_bytes());
        buffer[length..end].make_ascii_lowercase();
        length = end;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// White space as one space and letters small: what names are compared by.
fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

impl Parties {
    /// An empty table.
    pub fn new() -> Parties {
        Parties::default()
    }

    /// Adds a party. Names that stand for another party already are left with that one, and given back.
    pub fn add(&mut self, code: &str, names: &[&str]) -> Vec<PartyFault> {
        let code = code.trim().to_owned();
        let index = match self.find(&code) {
            Some(index) if self.parties[index].code == code => index,
            Some(other) => {
                return vec![PartyFault::Taken {
                    name: code,
                    by: self.parties[other].code.clone(),
                }];
            }
            None => {
                self.know(&code, self.parties.len());
                self.parties.push(Party { code, names: Vec::new() });
                self.parties.len() - 1
            }
        };
        let mut faults = Vec::new();
        for name in names.iter().map(|n| n.trim()).filter(|n| !n.is_empty()) {
            match self.find(name) {
                Some(other) if other != index => {
                    let by = self.parties[other].code.clone();
                    faults.push(PartyFault::Taken { name: name.to_owned(), by });
                }
                Some(_) => {}
                None => {
                    self.know(name, index);
                    self.parties[index].names.push(name.to_owned());
                }
            }
        }
        faults
    }

    fn know(&mut self, name: &str, party: usize) {
        let parting = [" and ", " & ", " with ", " supported "];
        let words: usize = parting.iter().map(|word| name.matches(word).count()).sum();
        let pieces = 1 + name.matches([',', '/', ';']).count() + words;
        self.pieces_max = self.pieces_max.max(pieces);
        self.index.insert(normal(name), party);
    }

    /// Reads a file of parties, one a line: `G77 = Group of 77 and China, G-77`. A name that holds a comma stands in
    /// quotes; a line without `=` is a code of one word. Empty lines, what follows `#` and a byte order mark that begins the file are left out. Never fails: what is wrong is told with its line.
    ///
    /// ```
    /// let (parties, wrong) = text::parties::Parties::parse("G77 = Group of 77 and China, G-77 # a group\nEU");
    /// assert!(wrong.is_empty());
    /// assert_eq!(parties.find("group of 77  and China"), Some(0));
    /// assert_eq!(parties.find("EU"), Some(1));
    /// ```
    pub fn parse(file: &str) -> (Parties, Vec<PartyDiagnostic>) {
        let mut parties = Parties::new();
        let mut wrong = Vec::new();
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, line) in file[byte_order_mark(file)..].lines().enumerate() {
            let words = line.split('#').next().unwrap_or_default().trim();
            if words.is_empty() {
                continue;
            }
            let (code, names) = words.split_once('=').unwrap_or((words, ""));
            let code = code.trim();
            let faults = if code.is_empty() {
                vec![PartyFault::NoCode]
            } else if !words.contains('=') && words.contains(char::is_whitespace) {
                vec![PartyFault::NoNames { words: words.to_owned() }]
            } else {
                let first = *lines.entry(code).or_insert(index + 1);
                let twice = PartyFault::Twice { code: code.to_owned(), line: first };
                let is_known = parties.find(code).is_some_and(|at| parties.code(at) == Some(code));
                let twice = (first <= index && is_known).then_some(twice);
                twice.into_iter().chain(parties.add(code, &split(names))).collect()
            };
            wrong
                .extend(faults.into_iter().map(|fault| PartyDiagnostic { line: index + 1, fault }));
        }
        (parties, wrong)
    }

    /// The index of the party with a name or code.
    pub fn find(&self, name: &str) -> Option<usize> {
        let mut short = [0; SHORT_BYTES];
        if let Some(name) = short_normal(name, &mut short) {
            return self.index.get(name).copied();
        }
        self.index.get(&normal(name)).copied()
    }

    /// Of how many pieces between commas, slashes and `and` the longest name consists.
    pub(crate) fn pieces_max(&self) -> usize {
        self.pieces_max.max(1)
    }

    /// The parties in the order given.
    pub fn all(&self) -> &[Party] {
        &self.parties
    }

    /// The code of a party.
    pub fn code(&self, index: usize) -> Option<&str> {
        self.parties.get(index).map(|p| p.code.as_str())
    }
}

/// Names parted by commas; those in quotes may hold commas.
fn split(names: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = names.trim_start();
    while !rest.is_empty() {
        let (name, behind) = match rest.strip_prefix('"').and_then(|r| r.split_once('"')) {
            Some((name, behind)) => (name, behind.split_once(',').map_or("", |b| b.1)),
            None => rest.split_once(',').unwrap_or((rest, "")),
        };
        found.push(name.trim());
        rest = behind.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Parties;

    /// Codes found for names, and diagnostics.
    fn check(file: &str, names: &[&str], expected: &str) {
        let (parties, wrong) = Parties::parse(file);
        let mut shown: Vec<String> = names
            .iter()
            .map(|n| parties.find(n).and_then(|i| parties.code(i)).unwrap_or("-").to_owned())
            .collect();
        shown.extend(wrong.iter().map(ToString::to_string));
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn a_name_is_found_whatever_its_spaces_and_letters() {
        check("NOR = Norland, North  Land", &["nor", " NORTH land ", "Nor land"], "NOR\nNOR\n-");
    }

    #[test]
    fn a_name_in_quotes_may_hold_a_comma() {
        check("KOR = \"Kora, Republic of\", Kora", &["Kora, Republic of", "kora"], "KOR\nKOR");
    }

    #[test]
    fn a_name_stands_for_one_party() {
        check(
            "# parties\n\nA = Alfa\nB = Alfa, Bravo\n= x\na = y",
            &["Alfa", "Bravo", "y"],
            "A\nB\n-\nline 4: `Alfa` stands for `A` already; give it to one\n\
             line 5: no code before `=`; write `CODE = name, name`\n\
             line 6: `a` stands for `A` already; give it to one",
        );
    }

    #[test]
    fn a_line_without_names_is_one_word() {
        check(
            "G77\nEU European Union",
            &["G77", "EU", "EU European Union"],
            "G77\n-\n-\nline 2: `EU European Union` has no `=`; write `CODE = name, name`",
        );
    }

    #[test]
    fn a_code_has_one_line() {
        check(
            "A = Alfa\nB\nA = Able\nB",
            &["Alfa", "Able"],
            "A\nA\nline 3: `A` stands in line 1 already, and has these names too; write all in one line\n\
             line 4: `B` stands in line 2 already, and has these names too; write all in one line",
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_code() {
        check("\u{feff}A = Alfa", &["A", "Alfa"], "A\nA");
    }
}
