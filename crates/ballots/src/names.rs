//! Names of participants and statements: whole numbers, kept as numbers, and any other text.

use std::collections::HashMap;
use std::fmt;

/// A name as a file gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name<'a> {
    /// A whole number written plainly: no sign, no leading zero, below 2^63.
    Number(u64),
    /// Anything else.
    Text(&'a str),
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Number(number) => write!(f, "{number}"),
            Name::Text(text) => f.write_str(text),
        }
    }
}

impl<'a> Name<'a> {
    /// The name that a text is.
    pub fn of(text: &'a str) -> Self {
        plain_number(text.as_bytes()).map_or(Name::Text(text), Name::Number)
    }
}

/// Names in their order: numbers by value, then texts by their bytes. Each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    numbers: Vec<u64>,
    texts: Vec<Box<str>>,
}

impl Names {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.numbers.len() + self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name at a place.
    ///
    /// # Panics
    /// Where there are fewer names.
    pub fn get(&self, place: usize) -> Name<'_> {
        match self.numbers.get(place) {
            Some(number) => Name::Number(*number),
            None => Name::Text(&self.texts[place - self.numbers.len()]),
        }
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = Name<'_>> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// Where a name stands.
    pub fn find(&self, name: Name<'_>) -> Option<usize> {
        match name {
            Name::Number(number) => self.numbers.binary_search(&number).ok(),
            Name::Text(text) => {
                let place = self.texts.binary_search_by(|t| t.as_ref().cmp(text)).ok()?;
                Some(self.numbers.len() + place)
            }
        }
    }
}

impl<'a> FromIterator<Name<'a>> for Names {
    fn from_iter<I: IntoIterator<Item = Name<'a>>>(names: I) -> Self {
        let mut made = Names::default();
        for name in names {
            match name {
                Name::Number(number) => made.numbers.push(number),
                Name::Text(text) => made.texts.push(text.into()),
            }
        }
        made.numbers.sort_unstable();
        made.numbers.dedup();
        made.texts.sort_unstable();
        made.texts.dedup();
        made
    }
}

/// A number as [`Name::Number`] has it.
pub(crate) fn plain_number(bytes: &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first()?;
    if !first.is_ascii_digit() || (*first == b'0' && !rest.is_empty()) || rest.len() > 18 {
        return None;
    }
    let mut number = u64::from(first - b'0');
    for byte in rest {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u64::from(byte - b'0');
    }
    (number < 1 << 63).then_some(number)
}

/// Numbers up to here are looked up in a table, above it in a map.
const TABLED: u64 = 1 << 22;
/// What stands in the table where there is no name.
const NONE: u32 = u32::MAX;

/// Names as they are met, each with the place at which it was met first.
#[derive(Debug, Default)]
pub(crate) struct Index {
    tabled: Vec<u32>,
    numbers: HashMap<u64, u32>,
    texts: HashMap<Box<str>, u32>,
    met: u32,
}

impl Index {
    /// How many names were met.
    pub(crate) fn len(&self) -> usize {
        self.met as usize
    }

    /// The place of a name, met now or before.
    pub(crate) fn place(&mut self, name: Name<'_>) -> u32 {
        let slot = match name {
            Name::Number(number) if number < TABLED => {
                let at = number as usize;
                if at >= self.tabled.len() {
                    self.tabled.resize((at + 1).next_power_of_two(), NONE);
                }
                &mut self.tabled[at]
            }
            Name::Number(number) => self.numbers.entry(number).or_insert(NONE),
            Name::Text(text) => {
                if let Some(place) = self.texts.get(text) {
                    return *place;
                }
                self.texts.entry(text.into()).or_insert(NONE)
            }
        };
        if *slot == NONE {
            *slot = self.met;
            self.met += 1;
        }
        *slot
    }

    /// The names in order, and for each place as met the place in that order.
    pub(crate) fn settle(self) -> (Names, Vec<u32>) {
        let tabled = (0u64..).zip(self.tabled).filter(|(_, met)| *met != NONE);
        let mut above: Vec<(u64, u32)> = self.numbers.into_iter().collect();
        above.sort_unstable();
        let mut texts: Vec<(Box<str>, u32)> = self.texts.into_iter().collect();
        texts.sort_unstable();
        let mut ranks = vec![0; self.met as usize];
        let mut names = Names::default();
        for (number, met) in tabled.chain(above) {
            ranks[met as usize] = names.numbers.len() as u32;
            names.numbers.push(number);
        }
        for (text, met) in texts {
            ranks[met as usize] = names.len() as u32;
            names.texts.push(text);
        }
        (names, ranks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_a_plain_number_is_text() {
        for text in
            ["", "-1", "+1", "01", "1.0", "9223372036854775808", "99999999999999999999", "1 "]
        {
            assert_eq!(Name::of(text), Name::Text(text));
        }
        assert_eq!(Name::of("0"), Name::Number(0));
        assert_eq!(Name::of("9223372036854775807"), Name::Number((1 << 63) - 1));
    }

    #[test]
    fn names_come_in_one_order_whatever_the_order_they_were_met_in() {
        let met = ["b", "10", "5000000", "9", "a", "10"];
        let mut index = Index::default();
        let places: Vec<u32> = met.iter().map(|name| index.place(Name::of(name))).collect();
        assert_eq!(places, [0, 1, 2, 3, 4, 1]);
        let (names, ranks) = index.settle();
        let shown: Vec<String> = names.iter().map(|n| n.to_string()).collect();
        assert_eq!(shown, ["9", "10", "5000000", "a", "b"]);
        assert_eq!(ranks, [4, 1, 2, 0, 3]);
        for (place, name) in names.iter().enumerate() {
            assert_eq!(names.find(name), Some(place));
        }
        assert_eq!(names.find(Name::Text("c")), None);
    }
}
