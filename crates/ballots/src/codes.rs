//! Which word of a file is which response.

/// What agreeing is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Codes {
    /// 1 agrees, -1 disagrees: as Polis exports votes.
    #[default]
    AgreeIsOne,
    /// -1 agrees, 1 disagrees: as Polis keeps votes in its database and works with them.
    AgreeIsMinusOne,
}

/// What stands in a field that should hold a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vote {
    /// 0 disagree, 1 pass, 2 agree.
    Level(u32),
    /// Nothing, or what programs write for nothing.
    Missing,
    /// Anything else.
    Unknown,
}

impl Codes {
    /// What a field says.
    pub(crate) fn read(self, field: &[u8]) -> Vote {
        match field {
            b"1" => self.number(1),
            b"-1" => self.number(-1),
            b"0" => Vote::Level(1),
            other => self.read_long(other.trim_ascii()),
        }
    }

    /// A whole number as a response; 0 passes under either reading.
    pub(crate) fn number(self, number: i64) -> Vote {
        let agrees = if self == Codes::AgreeIsOne { 1 } else { -1 };
        match number {
            0 => Vote::Level(1),
            n if n == agrees => Vote::Level(2),
            n if n == -agrees => Vote::Level(0),
            _ => Vote::Unknown,
        }
    }

    /// A whole number may be written `+1` or `1.0`, and a response in a word of English.
    fn read_long(self, field: &[u8]) -> Vote {
        let is =
            |words: &[&str]| words.iter().any(|word| field.eq_ignore_ascii_case(word.as_bytes()));
        if field.is_empty() || is(&["nan", "na", "null", "none"]) {
            return Vote::Missing;
        }
        if is(&["agree", "agrees", "yes"]) {
            return Vote::Level(2);
        }
        if is(&["pass", "passes", "abstain"]) {
            return Vote::Level(1);
        }
        if is(&["disagree", "disagrees", "no"]) {
            return Vote::Level(0);
        }
        let (negative, digits) = match field {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            rest => (false, rest),
        };
        let whole = match digits.iter().position(|byte| *byte == b'.') {
            Some(dot) if dot + 1 < digits.len() && digits[dot + 1..].iter().all(|d| *d == b'0') => {
                &digits[..dot]
            }
            Some(_) => return Vote::Unknown,
            None => digits,
        };
        match whole {
            b"0" => Vote::Level(1),
            b"1" => self.number(if negative { -1 } else { 1 }),
            _ => Vote::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_is_a_number_or_a_word_and_nothing_else() {
        let check = |field: &str, vote: Vote| {
            assert_eq!(Codes::AgreeIsOne.read(field.as_bytes()), vote, "{field:?}");
        };
        for agree in ["1", "+1", "1.0", " 1 ", "Agree", "YES"] {
            check(agree, Vote::Level(2));
        }
        for pass in ["0", "0.0", "-0", "pass", "Abstain"] {
            check(pass, Vote::Level(1));
        }
        for disagree in ["-1", "-1.00", "no"] {
            check(disagree, Vote::Level(0));
        }
        for missing in ["", "  ", "NaN", "null", "NA"] {
            check(missing, Vote::Missing);
        }
        for unknown in ["2", "-2", "1.5", "1.", ".", "-", "--1", "01", "1e0", "agreed?", "\u{661}"]
        {
            check(unknown, Vote::Unknown);
        }
    }

    #[test]
    fn where_minus_one_agrees_only_the_numbers_turn() {
        assert_eq!(Codes::AgreeIsMinusOne.read(b"-1"), Vote::Level(2));
        assert_eq!(Codes::AgreeIsMinusOne.read(b"1.0"), Vote::Level(0));
        assert_eq!(Codes::AgreeIsMinusOne.read(b"0"), Vote::Level(1));
        assert_eq!(Codes::AgreeIsMinusOne.read(b"agree"), Vote::Level(2));
    }
}
