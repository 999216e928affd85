//! Lines and columns of bytes.

/// Where a byte stands for a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Character (Unicode scalar value) of the line, from 1.
    pub column: usize,
}

/// Places of bytes that are asked for in order; goes through the source once, however many are asked for.
#[derive(Clone, Debug)]
pub struct Places<'s> {
    source: &'s str,
    at: usize,
    place: Place,
}

impl<'s> Places<'s> {
    /// Places of a source.
    pub fn new(source: &'s str) -> Places<'s> {
        Places { source, at: 0, place: Place { line: 1, column: 1 } }
    }

    /// The place of a byte. Quick where no earlier byte than the last one is asked for; correct in any order.
    pub fn of(&mut self, byte: usize) -> Place {
        if byte < self.at {
            *self = Places::new(self.source);
        }
        let bytes = &self.source.as_bytes()[self.at..byte.min(self.source.len())];
        let lines = memchr::memchr_iter(b'\n', bytes);
        let (count, last) = lines.fold((0, None), |(count, _), at| (count + 1, Some(at)));
        let line = last.map_or(bytes, |at| &bytes[at + 1..]);
        if last.is_some() {
            self.place = Place { line: self.place.line + count, column: 1 };
        }
        self.place.column += line.iter().filter(|b| !(0x80..0xC0).contains(*b)).count();
        self.at += bytes.len();
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Places};

    #[test]
    fn columns_are_characters() {
        let mut places = Places::new("aé[\nü]");
        let place = |line, column| Place { line, column };
        assert_eq!(places.of(3), place(1, 3));
        assert_eq!(places.of(7), place(2, 2));
        assert_eq!(places.of(0), place(1, 1));
        assert_eq!(places.of(100), place(2, 3));
    }
}
