//! A table of text as a stream of rows, within bounds, each with the line on which it begins.

use crate::codes::Codes;
use crate::limits::Limits;
use crate::opening::{BOM, delimiter, looks};
use crate::refusal::Refusal;
use crate::table::{Next, Place, Table};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far.
    pub bytes: u64,
}

/// How a file is read.
#[derive(Default)]
pub struct Reading<'a> {
    /// What is read at most.
    pub limits: Limits,
    /// Which word is which response.
    pub codes: Codes,
    /// Is told how far the reading is, each quarter of a megabyte, and may end it.
    pub watch: Option<&'a mut dyn FnMut(Progress) -> ControlFlow<()>>,
}

impl<'a> Reading<'a> {
    /// Within the usual limits, watched.
    pub fn watched(codes: Codes, watch: &'a mut dyn FnMut(Progress) -> ControlFlow<()>) -> Self {
        Self { limits: Limits::default(), codes, watch: Some(watch) }
    }
}

/// How much is read at a time.
const PIECE: usize = 256 << 10;

/// The rows of a table of text.
///
/// A row that does not make sense and spans several lines may do so because of a stray quotation mark. Then only its first
/// line is bad: [`Table::distrust`] has its other lines read again, each as a row of its own, quotation marks as letters.
/// No byte is split more than twice.
pub(crate) struct Rows<'a, R> {
    source: R,
    watch: Option<&'a mut dyn FnMut(Progress) -> ControlFlow<()>>,
    limits: Limits,
    /// `buffer[at..end]` is not yet split; `buffer[start..at]` is the row at hand.
    buffer: Vec<u8>,
    start: usize,
    at: usize,
    end: usize,
    /// Bytes of the file before the buffer.
    before: u64,
    ended: bool,
    /// The line of `buffer[start]`, from 1, and of `buffer[at]`.
    line: u64,
    next_line: u64,
    /// Whether what was split last ended in a carriage return, which a line feed may follow.
    after_return: bool,
    quoting: Reader,
    plain: Reader,
    /// Up to here in the file, lines are rows.
    plain_until: u64,
    /// How many rows were met.
    rows: u64,
    fields: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl<'a, R: Read> Rows<'a, R> {
    /// Opens a table of text.
    pub(crate) fn open(source: R, reading: Reading<'a>) -> Result<Self, Refusal> {
        let limits = reading.limits;
        let mut rows = Rows {
            source,
            watch: reading.watch,
            limits,
            buffer: vec![0; limits.row_bytes + 2 * PIECE],
            start: 0,
            at: 0,
            end: 0,
            before: 0,
            ended: false,
            line: 1,
            next_line: 1,
            after_return: false,
            quoting: Reader::new(),
            plain: Reader::new(),
            plain_until: 0,
            rows: 0,
            fields: vec![0; limits.row_bytes],
            ends: vec![0; limits.columns + 1],
            count: 0,
        };
        while rows.end < PIECE && !rows.ended {
            rows.fill()?;
        }
        let head = &rows.buffer[..rows.end];
        if let Some(looks) = looks(head) {
            return Err(Refusal::Looks(looks));
        }
        rows.at = if head.starts_with(BOM) { BOM.len() } else { 0 };
        let (delimiter, passed) = delimiter(&rows.buffer[rows.at..rows.end]);
        rows.at += passed;
        let reader = |quoting| ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        rows.quoting = reader(true);
        rows.plain = reader(false);
        Ok(rows)
    }

    /// Splits the row that begins at `start`.
    fn split(&mut self) -> Result<Next, Refusal> {
        let plain = self.in_plain();
        let (mut written, mut fields) = (0, 0);
        loop {
            if self.at == self.end && !self.ended {
                if self.at - self.start > self.limits.row_bytes {
                    return Ok(Next::TooLong);
                }
                self.fill()?;
                continue;
            }
            let reader = if plain { &mut self.plain } else { &mut self.quoting };
            let input = &self.buffer[self.at..self.end];
            let (result, read, wrote, ends) =
                reader.read_record(input, &mut self.fields[written..], &mut self.ends[fields..]);
            self.at += read;
            written += wrote;
            fields += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => return Ok(Next::TooLong),
                ReadRecordResult::OutputEndsFull => return Ok(Next::TooManyFields),
                ReadRecordResult::Record if fields > self.limits.columns => {
                    return Ok(Next::TooManyFields);
                }
                ReadRecordResult::Record => {
                    self.count = fields;
                    return Ok(Next::Row);
                }
                ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    /// Whether the row at hand, the last of the file, spans lines and holds a quotation mark without its other half.
    fn is_open(&self) -> bool {
        let row = &self.buffer[self.start..self.at];
        let marks = row.iter().filter(|byte| **byte == b'"').count();
        !self.in_plain() && marks % 2 == 1 && line_ends(row.trim_ascii_end()) > 0
    }

    /// Passes over the line that begins at `start`; what was split after it is read again, line by line.
    fn pass_line(&mut self) -> Result<(), Refusal> {
        self.quoting.reset();
        self.plain.reset();
        self.plain_until = self.plain_until.max(self.before + self.at as u64);
        self.at = self.start;
        self.after_return = false;
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.buffer[self.at..self.end]) {
                self.at += end + 1;
                self.next_line = self.line + 1;
                break;
            }
            self.at = self.end;
            if self.ended {
                self.next_line = self.line;
                break;
            }
            self.start = self.at;
            self.fill()?;
        }
        Ok(())
    }

    fn pass_line_ends(&mut self) -> Result<(), Refusal> {
        self.start = self.at;
        loop {
            while self.at < self.end {
                match self.buffer[self.at] {
                    b'\n' => self.next_line += u64::from(!self.after_return),
                    b'\r' => self.next_line += 1,
                    _ => return Ok(()),
                }
                self.after_return = self.buffer[self.at] == b'\r';
                self.at += 1;
            }
            if self.ended {
                return Ok(());
            }
            self.start = self.at;
            self.fill()?;
        }
    }

    /// Reads on. What stands before `start` is no longer needed.
    fn fill(&mut self) -> Result<(), Refusal> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.before += self.start as u64;
        self.at -= self.start;
        self.end -= self.start;
        self.start = 0;
        if let Some(watch) = &mut self.watch {
            let bytes = self.before + self.end as u64;
            if watch(Progress { bytes }).is_break() {
                return Err(Refusal::Cancelled);
            }
        }
        let room = self.end + PIECE;
        let read = loop {
            match self.source.read(&mut self.buffer[self.end..room]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += read;
        self.ended = read == 0;
        Ok(())
    }
}

impl<R: Read> Table for Rows<'_, R> {
    fn place(&self) -> Place {
        Place::Line(self.line)
    }

    fn len(&self) -> usize {
        self.count
    }

    fn field(&self, at: usize) -> Option<&[u8]> {
        if at >= self.count {
            return None;
        }
        let from = if at == 0 { 0 } else { self.ends[at - 1] };
        let field = &self.fields[from..self.ends[at]];
        // In lines of their own, quotation marks are letters; those around a field mean nothing there either.
        match field {
            [b'"', inner @ .., b'"'] if self.in_plain() => Some(inner),
            field => Some(field),
        }
    }

    fn raw(&self) -> &[u8] {
        let row = &self.buffer[self.start..self.at];
        let end = memchr::memchr2(b'\n', b'\r', row).unwrap_or(row.len());
        &row[..end]
    }

    fn in_plain(&self) -> bool {
        self.before + (self.start as u64) < self.plain_until
    }

    fn distrust(&mut self) {
        let row = &self.buffer[self.start..self.at];
        let Some(first) = memchr::memchr(b'\n', row) else { return };
        if first + 1 >= row.len() {
            return;
        }
        self.plain_until = self.before + self.at as u64;
        self.at = self.start + first + 1;
        self.next_line = self.line + 1;
        self.after_return = false;
        self.quoting.reset();
    }

    fn next(&mut self) -> Result<Next, Refusal> {
        self.pass_line_ends()?;
        self.start = self.at;
        self.line = self.next_line;
        if self.at == self.end {
            return Ok(Next::End);
        }
        self.rows += 1;
        if self.rows > self.limits.rows {
            let most = self.limits.rows;
            return Err(Refusal::TooMany { what: crate::refusal::What::Rows, most });
        }
        let next = self.split()?;
        let row = &self.buffer[self.start..self.at];
        self.after_return = row.last() == Some(&b'\r');
        self.next_line = self.line + line_ends(row) + u64::from(self.after_return);
        match next {
            Next::Row if self.ended && self.at == self.end && self.is_open() => {
                self.distrust();
                Ok(Next::OpenQuote)
            }
            Next::TooLong | Next::TooManyFields => {
                self.pass_line()?;
                Ok(next)
            }
            next => Ok(next),
        }
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
