//! When something was: dates with their precision, times with their offset.
//!
//! What is known only to the month stays a month. Nothing here reads a clock, and no time zone table is consulted: an
//! offset is part of what was written. Gregorian calendar, years 1 to 9999.

use std::fmt;

/// A moment as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// Known to have been, not known when. Different from an absent moment, which nobody stated.
    Unknown,
    /// Known to the year.
    Year(u16),
    /// Known to the month.
    Month(u16, u8),
    /// Known to the day.
    Day(u16, u8, u8),
    /// Known to the minute or second, with the offset from UTC that was stated.
    Time {
        /// Year, month, day.
        day: (u16, u8, u8),
        /// Hour (0 to 23), minute.
        clock: (u8, u8),
        /// Second (0 to 59) where stated.
        second: Option<u8>,
        /// Minutes east of UTC, -1439 to 1439; `None` for `Z`, kept apart from `+00:00` so that writing is lossless.
        offset: Option<i16>,
    },
}

impl Moment {
    /// Reads `unknown`, `2014`, `2014-02`, `2014-02-25`, `2014-02-25T10:05+01:00`, `2014-02-25T10:05:30Z`.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "unknown" {
            return Some(Moment::Unknown);
        }
        let (date, time) = match word.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (word, None),
        };
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        if year == 0 {
            return None;
        }
        let Some(month) = parts.next() else {
            return time.is_none().then_some(Moment::Year(year));
        };
        let month = u8::try_from(number(month, 2)?).ok().filter(|m| (1..=12).contains(m))?;
        let Some(day) = parts.next() else {
            return time.is_none().then_some(Moment::Month(year, month));
        };
        let day = u8::try_from(number(day, 2)?).ok()?;
        if parts.next().is_some() || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        match time {
            None => Some(Moment::Day(year, month, day)),
            Some(time) => parse_time(time, (year, month, day)),
        }
    }

    /// Seconds from 0001-01-01T00:00Z to the first and the last instant that the moment may mean; `None` if unknown.
    /// Dates without an offset are read as UTC: order between a bare date and a time is exact only to within the offset.
    pub fn range(self) -> Option<(i64, i64)> {
        const DAY: i64 = 86_400;
        let start = |y, m, d| days_before(y, m, d) * DAY;
        Some(match self {
            Moment::Unknown => return None,
            Moment::Year(y) => (start(y, 1, 1), start(y, 12, 31) + DAY - 1),
            Moment::Month(y, m) => (start(y, m, 1), start(y, m, days_in_month(y, m)) + DAY - 1),
            Moment::Day(y, m, d) => (start(y, m, d), start(y, m, d) + DAY - 1),
            Moment::Time { day: (y, m, d), clock: (hour, minute), second, offset } => {
                let at = start(y, m, d) + i64::from(hour) * 3600 + i64::from(minute) * 60
                    - i64::from(offset.unwrap_or(0)) * 60;
                (at + i64::from(second.unwrap_or(0)), at + i64::from(second.unwrap_or(59)))
            }
        })
    }

    /// Whether this moment certainly lies after the other: its first instant follows the other's last.
    pub fn is_after(self, other: Moment) -> bool {
        matches!((self.range(), other.range()), (Some((first, _)), Some((_, last))) if first > last)
    }
}

fn number(digits: &str, width: usize) -> Option<u16> {
    let plain = digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

fn parse_time(time: &str, day: (u16, u8, u8)) -> Option<Moment> {
    let (clock, offset) = match time.strip_suffix('Z') {
        Some(clock) => (clock, None),
        None => {
            let at = time.rfind(['+', '-'])?;
            let (clock, zone) = time.split_at(at);
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let east = i16::try_from(hours * 60 + minutes).ok()?;
            if zone.starts_with('-') && east == 0 {
                return None;
            }
            (clock, Some(if zone.starts_with('-') { -east } else { east }))
        }
    };
    let mut parts = clock.split(':');
    let mut next = |limit: u16| -> Option<Option<u8>> {
        match parts.next() {
            None => Some(None),
            Some(part) => {
                let value = number(part, 2).filter(|v| *v <= limit)?;
                Some(u8::try_from(value).ok())
            }
        }
    };
    let (hour, minute, second) = (next(23)??, next(59)??, next(59)?);
    if parts.next().is_some() {
        return None;
    }
    Some(Moment::Time { day, clock: (hour, minute), second, offset })
}

fn is_leap(year: u16) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn days_before(year: u16, month: u8, day: u8) -> i64 {
    let past = i64::from(year) - 1;
    let years = past * 365 + past / 4 - past / 100 + past / 400;
    let months: i64 = (1..month).map(|m| i64::from(days_in_month(year, m))).sum();
    years + months + i64::from(day) - 1
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Moment::Unknown => f.write_str("unknown"),
            Moment::Year(y) => write!(f, "{y:04}"),
            Moment::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Moment::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
            Moment::Time { day: (y, m, d), clock: (hour, minute), second, offset } => {
                write!(f, "{y:04}-{m:02}-{d:02}T{hour:02}:{minute:02}")?;
                if let Some(second) = second {
                    write!(f, ":{second:02}")?;
                }
                match offset {
                    None => f.write_str("Z"),
                    Some(east) => {
                        let sign = if east < 0 { '-' } else { '+' };
                        write!(f, "{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
                    }
                }
            }
        }
    }
}

impl crate::minutes::Field for Moment {
    const SHAPE: &'static str = "MOMENT";
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
    fn read(cursor: &mut crate::minutes::Cursor<'_>) -> Result<Self, crate::minutes::Problem> {
        cursor.word_as("a date or time such as `2014-02`, `2014-02-25` or `2014-02-25T10:05+01:00`, or `unknown`", Moment::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_is_written_as_it_was_read() {
        for text in [
            "unknown",
            "2014",
            "2014-02",
            "2016-02-29",
            "2014-02-25T10:05+01:00",
            "2014-02-25T10:05:30Z",
            "2014-02-25T23:59-03:30",
        ] {
            assert_eq!(Moment::parse(text).map(|m| m.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        for text in [
            "",
            "14",
            "0000",
            "2014-13",
            "2014-02-29",
            "2014-2-3",
            "2014-02-25T24:00Z",
            "2014-02-25T10:05",
            "2014T10:05Z",
            "2014-02-25T10:05-00:00",
            "2014-02-25T1:05Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_within_a_month_is_not_after_the_month() {
        let [month, day, next] =
            ["2014-02", "2014-02-25", "2014-03-01"].map(|t| Moment::parse(t).expect("valid"));
        assert!(
            !day.is_after(month)
                && next.is_after(month)
                && next.is_after(day)
                && !month.is_after(day)
        );
    }

    #[test]
    fn offsets_order_times_by_the_instant() {
        let [a, b] = ["2014-02-25T10:05+01:00", "2014-02-25T09:30Z"]
            .map(|t| Moment::parse(t).expect("valid"));
        assert!(b.is_after(a));
    }
}
