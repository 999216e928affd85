//! The rows of a Parquet file, put together from those of its columns that are read.

use super::footer::{Chunk, Field, Kept, Leaf, Meaning};
use super::pages::{Pages, Shared};
use crate::columns::{Column, Columns};
use crate::refusal::{Damage, Refusal, What};
use crate::rows::{Progress, Reading};
use crate::table::{Next, Place, Table};
use ::parquet::basic::{Repetition, Type as Physical};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use ::parquet::data_type::{ByteArray, DataType, Int96};
use ::parquet::errors::ParquetError;
use ::parquet::schema::types::{ColumnDescriptor, ColumnPath, Type};
use std::io::{Read, Seek, Write as _};
use std::ops::Range;
use std::sync::Arc;

/// Rows that are decoded at a time.
const BATCH: usize = 1 << 10;
/// A byte of a file holds at most so many rows. Two bits say which of four levels a response has; a file in which a row takes
/// less than half a bit says nothing new with most of its rows.
const ROWS_A_BYTE: u64 = 16;
/// Rows that are read of the smallest file.
const ROWS_FREE: u64 = 1 << 20;

/// The rows of a Parquet file.
pub(crate) struct Sheet<'a, R> {
    file: Arc<Shared<R>>,
    reading: Reading<'a>,
    columns: usize,
    wanted: Vec<Wanted>,
    /// For each group of rows the places of the columns that are wanted, the last group first.
    groups: Vec<Chunk>,
    rows_most: u64,
    row: u64,
    /// Rows decoded, and how many of them were given.
    decoded: usize,
    given: usize,
    /// Rows decoded of the group at hand.
    in_group: u64,
    /// The fields of the row at hand that are read, with commas between them.
    text: Vec<u8>,
}

/// A column that is read.
struct Wanted {
    /// Its place among all columns at the top.
    at: usize,
    leaf: Leaf,
    reader: Option<Values>,
    /// How many rows the group at hand has, by its footer.
    declared: u64,
    levels: Vec<i16>,
    /// Values that were given.
    given: usize,
    /// Where the field stands in the row at hand.
    field: Range<usize>,
    /// The time in the field, where the column holds times.
    time: Option<i64>,
}

/// Values of a column that are decoded, and what decodes the others.
enum Values {
    Int32(ColumnReaderImpl<::parquet::data_type::Int32Type>, Vec<i32>),
    Int64(ColumnReaderImpl<::parquet::data_type::Int64Type>, Vec<i64>),
    Int96(ColumnReaderImpl<::parquet::data_type::Int96Type>, Vec<Int96>),
    Float(ColumnReaderImpl<::parquet::data_type::FloatType>, Vec<f32>),
    Double(ColumnReaderImpl<::parquet::data_type::DoubleType>, Vec<f64>),
    Bytes(ColumnReaderImpl<::parquet::data_type::ByteArrayType>, Vec<ByteArray>),
}

impl<'a, R: Read + Seek + Send + 'static> Sheet<'a, R> {
    /// Opens a Parquet file to read some of its columns: each where it is there.
    pub(crate) fn open(
        file: R,
        reading: Reading<'a>,
        size: u64,
        read: &[Column],
    ) -> Result<(Self, Columns), Refusal> {
        let file = Arc::new(Shared::new(file));
        let (footer, end_of_pages) = super::footer_bytes(&file, size)?;
        let fields = super::footer::schema(&footer, reading.limits.columns)?;
        let columns = Columns::new(fields.iter().map(|field| field.name.as_slice()));
        let mut wanted = Vec::new();
        for column in read {
            if let Some(at) = columns.find(*column) {
                wanted.push(Wanted::new(at, leaf(&fields[at], *column)?));
            }
        }
        // A row is shown as it stands in the file.
        wanted.sort_by_key(|wanted| wanted.at);
        let leaves: Vec<Leaf> = wanted.iter().map(|wanted| wanted.leaf).collect();
        let mut groups = super::footer::groups(&footer, &leaves, end_of_pages)?;
        groups.reverse();
        let sheet = Sheet {
            file,
            columns: columns.len(),
            wanted,
            groups,
            rows_most: size.saturating_mul(ROWS_A_BYTE).saturating_add(ROWS_FREE),
            row: 0,
            decoded: 0,
            given: 0,
            in_group: 0,
            text: Vec::new(),
            reading,
        };
        Ok((sheet, columns))
    }

    /// Decodes the next rows. Whether there are any.
    fn decode(&mut self) -> Result<bool, Refusal> {
        (self.decoded, self.given) = (0, 0);
        if self.wanted.is_empty() {
            return Ok(false);
        }
        while self.decoded == 0 {
            if self.wanted.iter().any(|wanted| wanted.reader.is_none()) && !self.next_group() {
                return Ok(false);
            }
            let mut counts = Vec::new();
            for wanted in &mut self.wanted {
                counts.push(wanted.decode()?);
            }
            self.decoded = counts.first().copied().unwrap_or(0);
            if counts.iter().any(|count| *count != self.decoded) {
                return Err(Refusal::Damaged(Damage::Uneven));
            }
            self.in_group += self.decoded as u64;
            if self.decoded == 0 {
                self.end_group()?;
            }
        }
        if let Some(watch) = &mut self.reading.watch
            && watch(Progress { bytes: self.file.read_so_far() }).is_break()
        {
            return Err(Refusal::Cancelled);
        }
        Ok(true)
    }

    /// All that is declared of a group was met, and nothing else.
    fn end_group(&mut self) -> Result<(), Refusal> {
        let count = std::mem::take(&mut self.in_group);
        for wanted in &mut self.wanted {
            wanted.reader = None;
            if wanted.declared != count {
                return Err(Refusal::Damaged(Damage::Uneven));
            }
        }
        Ok(())
    }

    fn next_group(&mut self) -> bool {
        if self.groups.is_empty() {
            return false;
        }
        // The last group first, and so its last column.
        for wanted in &mut self.wanted {
            let Some(chunk) = self.groups.pop() else { return false };
            wanted.declared = chunk.values;
            wanted.reader =
                Values::new(Pages::new(Arc::clone(&self.file), chunk, wanted.leaf), wanted.leaf);
        }
        true
    }
}

/// The column of values, where it can hold what is looked for in it.
fn leaf(field: &Field, column: Column) -> Result<Leaf, Refusal> {
    let refused = |holds: &'static str| {
        Err(Refusal::Column { name: crate::notes::shown(&field.name), holds })
    };
    let Some(leaf) = field.leaf else { return refused("lists or further columns") };
    match (leaf.kept, leaf.meaning, column) {
        (Kept::Other(holds), ..) | (_, Meaning::Other(holds), _) => refused(holds),
        (Kept::Int96, _, Column::Time) | (Kept::Int64, Meaning::Time { .. }, Column::Time) => {
            Ok(leaf)
        }
        (Kept::Int96, ..) | (_, Meaning::Time { .. }, _) => refused("times"),
        (Kept::Float | Kept::Double, _, Column::Statement | Column::Participant) => {
            refused("numbers with a point")
        }
        _ => Ok(leaf),
    }
}

impl Wanted {
    fn new(at: usize, leaf: Leaf) -> Self {
        Self {
            at,
            leaf,
            reader: None,
            declared: 0,
            levels: Vec::new(),
            given: 0,
            field: 0..0,
            time: None,
        }
    }

    fn decode(&mut self) -> Result<usize, Refusal> {
        self.levels.clear();
        self.given = 0;
        let Some(reader) = &mut self.reader else { return Ok(0) };
        match reader {
            Values::Int32(reader, values) => decode(reader, &mut self.levels, values),
            Values::Int64(reader, values) => decode(reader, &mut self.levels, values),
            Values::Int96(reader, values) => decode(reader, &mut self.levels, values),
            Values::Float(reader, values) => decode(reader, &mut self.levels, values),
            Values::Double(reader, values) => decode(reader, &mut self.levels, values),
            Values::Bytes(reader, values) => decode(reader, &mut self.levels, values),
        }
    }

    /// Writes the field of a row; nothing where no value stands there.
    fn write(&mut self, row: usize, text: &mut Vec<u8>) -> Result<(), Refusal> {
        let from = text.len();
        self.time = None;
        let missing = self.leaf.optional && self.levels.get(row).is_none_or(|level| *level == 0);
        if !missing {
            let at = self.given;
            self.given += 1;
            let uneven = || Refusal::Damaged(Damage::Uneven);
            let unsigned = self.leaf.meaning == Meaning::Unsigned;
            let written = match self.reader.as_ref().ok_or_else(uneven)? {
                Values::Int32(_, values) => {
                    let value = *values.get(at).ok_or_else(uneven)?;
                    if unsigned {
                        write!(text, "{}", value.cast_unsigned())
                    } else {
                        write!(text, "{value}")
                    }
                }
                Values::Int64(_, values) => {
                    let value = *values.get(at).ok_or_else(uneven)?;
                    if let Meaning::Time { a_second } = self.leaf.meaning {
                        self.time = Some(value.div_euclid(a_second / 1000));
                    }
                    if unsigned {
                        write!(text, "{}", value.cast_unsigned())
                    } else {
                        write!(text, "{value}")
                    }
                }
                Values::Int96(_, values) => {
                    let value = values.get(at).ok_or_else(uneven)?;
                    self.time = milliseconds(value.data());
                    write!(text, "{:?}", value.data())
                }
                Values::Float(_, values) => write!(text, "{}", values.get(at).ok_or_else(uneven)?),
                Values::Double(_, values) => write!(text, "{}", values.get(at).ok_or_else(uneven)?),
                Values::Bytes(_, values) => {
                    text.write_all(values.get(at).ok_or_else(uneven)?.data())
                }
            };
            written?;
        }
        self.field = from..text.len();
        Ok(())
    }
}

/// A time of twelve bytes: nanoseconds of the day in eight, the Julian day in four.
fn milliseconds(words: &[u32]) -> Option<i64> {
    /// The Julian day that began at noon before 1970.
    const DAY_OF_1970: i64 = 2_440_588;
    let [low, high, day] = words else { return None };
    let nanoseconds = i64::try_from(u64::from(*high) << 32 | u64::from(*low)).ok()?;
    Some((i64::from(*day) - DAY_OF_1970) * 86_400_000 + nanoseconds / 1_000_000)
}

fn decode<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    levels: &mut Vec<i16>,
    values: &mut Vec<T::T>,
) -> Result<usize, Refusal> {
    values.clear();
    let (rows, ..) = reader.read_records(BATCH, Some(levels), None, values).map_err(refusal)?;
    Ok(rows)
}

/// What the decoders say of bytes is not for those who gave us the file; what we said before is.
fn refusal(error: ParquetError) -> Refusal {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => Refusal::Io(*error),
            Err(error) => {
                Refusal::Damaged(error.downcast::<Damage>().map_or(Damage::Page, |damage| *damage))
            }
        },
        _ => Refusal::Damaged(Damage::Page),
    }
}

impl Values {
    /// `None` for a column that is never read.
    fn new<R: Read + Seek + Send + 'static>(pages: Pages<R>, leaf: Leaf) -> Option<Self> {
        let physical = match leaf.kept {
            Kept::Int32 => Physical::INT32,
            Kept::Int64 => Physical::INT64,
            Kept::Int96 => Physical::INT96,
            Kept::Float => Physical::FLOAT,
            Kept::Double => Physical::DOUBLE,
            Kept::Bytes => Physical::BYTE_ARRAY,
            Kept::Other(_) => return None,
        };
        let repetition = if leaf.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let is = Type::primitive_type_builder("values", physical).with_repetition(repetition);
        let path = ColumnPath::new(vec!["values".to_owned()]);
        let column =
            ColumnDescriptor::new(Arc::new(is.build().ok()?), i16::from(leaf.optional), 0, path);
        Some(match get_column_reader(Arc::new(column), Box::new(pages)) {
            ColumnReader::Int32ColumnReader(reader) => Values::Int32(reader, Vec::new()),
            ColumnReader::Int64ColumnReader(reader) => Values::Int64(reader, Vec::new()),
            ColumnReader::Int96ColumnReader(reader) => Values::Int96(reader, Vec::new()),
            ColumnReader::FloatColumnReader(reader) => Values::Float(reader, Vec::new()),
            ColumnReader::DoubleColumnReader(reader) => Values::Double(reader, Vec::new()),
            ColumnReader::ByteArrayColumnReader(reader) => Values::Bytes(reader, Vec::new()),
            ColumnReader::BoolColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                return None;
            }
        })
    }
}

impl<R: Read + Seek + Send + 'static> Table for Sheet<'_, R> {
    fn next(&mut self) -> Result<Next, Refusal> {
        if self.given == self.decoded && !self.decode()? {
            return Ok(Next::End);
        }
        self.row += 1;
        // The head of a table of text is a row, too.
        let most = self.reading.limits.rows;
        if self.row >= most {
            return Err(Refusal::TooMany { what: What::Rows, most });
        }
        if self.row > self.rows_most {
            return Err(Refusal::Damaged(Damage::Swollen));
        }
        self.text.clear();
        for (nth, wanted) in self.wanted.iter_mut().enumerate() {
            if nth > 0 {
                self.text.push(b',');
            }
            wanted.write(self.given, &mut self.text)?;
        }
        self.given += 1;
        let long = self.text.len() > self.reading.limits.row_bytes;
        Ok(if long { Next::TooLong } else { Next::Row })
    }

    fn place(&self) -> Place {
        Place::Row(self.row)
    }

    fn len(&self) -> usize {
        self.columns
    }

    fn field(&self, at: usize) -> Option<&[u8]> {
        let wanted = self.wanted.iter().find(|wanted| wanted.at == at)?;
        self.text.get(wanted.field.clone())
    }

    fn time(&self, at: usize) -> Option<i64> {
        let wanted = self.wanted.iter().find(|wanted| wanted.at == at)?;
        match wanted.leaf.meaning {
            Meaning::Time { .. } => wanted.time,
            _ if wanted.leaf.kept == Kept::Int96 => wanted.time,
            _ => crate::votes::time(self.field(at)?),
        }
    }

    fn raw(&self) -> &[u8] {
        &self.text
    }
}
