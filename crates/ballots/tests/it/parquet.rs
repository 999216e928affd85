//! Files in Apache Parquet, written by another's writer: what is read, and what is refused.

use crate::{shown, told};
use ::parquet::basic::{Compression, Encoding};
use ::parquet::data_type::{
    ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use ::parquet::file::properties::{WriterProperties, WriterVersion};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use ballots::{Codes, Limits, Reading, read_responses_file, read_votes, read_votes_file};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::io::Cursor;
use std::sync::Arc;

/// Values of a column; `None` where one is missing.
enum Column<'a> {
    Int32(&'a [Option<i32>]),
    Int64(&'a [Option<i64>]),
    Int96(&'a [Option<[u32; 3]>]),
    Float(&'a [Option<f32>]),
    Double(&'a [Option<f64>]),
    Text(&'a [Option<&'a str>]),
    Bytes(&'a [Option<&'a [u8]>]),
}

/// A file of these columns in groups of rows; columns marked `required` in the schema have no missing values.
fn write(schema: &str, properties: WriterProperties, groups: &[&[Column<'_>]]) -> Vec<u8> {
    let schema =
        Arc::new(parse_message_type(&format!("message m {{ {schema} }}")).expect("written"));
    let mut out = Vec::new();
    let mut file = SerializedFileWriter::new(&mut out, Arc::clone(&schema), Arc::new(properties))
        .expect("written");
    for columns in groups {
        let mut group = file.next_row_group().expect("written");
        for (at, column) in columns.iter().enumerate() {
            let mut writer = group.next_column().expect("written").expect("written");
            let optional = schema.get_fields()[at].is_optional();
            macro_rules! put {
                ($kind:ty, $values:expr, $of:expr) => {{
                    let levels: Vec<i16> = $values.iter().map(|v| i16::from(v.is_some())).collect();
                    let values: Vec<_> = $values.iter().flatten().map($of).collect();
                    let levels = optional.then_some(levels.as_slice());
                    writer.typed::<$kind>().write_batch(&values, levels, None).expect("written");
                }};
            }
            match column {
                Column::Int32(values) => put!(Int32Type, values, |v| *v),
                Column::Int64(values) => put!(Int64Type, values, |v| *v),
                Column::Float(values) => put!(FloatType, values, |v| *v),
                Column::Double(values) => put!(DoubleType, values, |v| *v),
                Column::Text(values) => put!(ByteArrayType, values, |v| ByteArray::from(*v)),
                Column::Bytes(values) => {
                    put!(ByteArrayType, values, |v| ByteArray::from(v.to_vec()));
                }
                Column::Int96(values) => put!(Int96Type, values, |v| Int96::from(v.to_vec())),
            }
            writer.close().expect("written");
        }
        group.close().expect("written");
    }
    file.close().expect("written");
    out
}

fn read(file: Vec<u8>) -> String {
    shown(read_votes_file(Cursor::new(file), Reading::default()))
}

fn plain() -> WriterProperties {
    WriterProperties::builder().build()
}

const IDS: &str = "required int64 comment_id; required int64 voter_id; required int32 vote;";

/// Three responses, in whole numbers.
fn three(properties: WriterProperties) -> Vec<u8> {
    let columns = [
        Column::Int64(&[Some(10), Some(9), Some(9)]),
        Column::Int64(&[Some(2), Some(2), Some(3)]),
        Column::Int32(&[Some(1), Some(-1), Some(0)]),
    ];
    write(IDS, properties, &[&columns])
}

const THREE: &str = "2 disagrees on 9\n2 agrees on 10\n3 passes on 9\n";

#[test]
fn responses_are_read_however_they_are_packed_and_written() {
    let builder = WriterProperties::builder;
    for properties in [
        builder(),
        builder().set_dictionary_enabled(false),
        builder().set_compression(Compression::SNAPPY),
        builder().set_compression(Compression::GZIP(Default::default())),
        builder().set_writer_version(WriterVersion::PARQUET_2_0),
        builder()
            .set_writer_version(WriterVersion::PARQUET_2_0)
            .set_compression(Compression::SNAPPY),
        builder().set_writer_version(WriterVersion::PARQUET_2_0).set_dictionary_enabled(false),
        builder().set_dictionary_enabled(false).set_encoding(Encoding::DELTA_BINARY_PACKED),
    ] {
        assert_eq!(read(three(properties.build())), THREE);
    }
}

#[test]
fn ids_and_responses_may_be_texts_and_numbers_of_any_width() {
    let texts = "optional binary voter-id (UTF8); optional binary tid (UTF8);\
        optional binary vote (UTF8);";
    let columns = [
        Column::Text(&[Some("2"), Some(" 2 "), Some("3")]),
        Column::Text(&[Some("10"), Some("9"), Some("9")]),
        Column::Text(&[Some("agree"), Some("-1.0"), Some("Pass")]),
    ];
    let builder = WriterProperties::builder;
    for properties in [builder(), builder().set_dictionary_enabled(false)] {
        assert_eq!(read(write(texts, properties.build(), &[&columns])), THREE);
    }
    let widths = "required int32 VOTER_ID (INTEGER(16,false)); optional int32 tid (INTEGER(8,true));\
        required double Vote;";
    let columns = [
        Column::Int32(&[Some(2), Some(2), Some(3)]),
        Column::Int32(&[Some(10), Some(9), Some(9)]),
        Column::Double(&[Some(1.0), Some(-1.0), Some(-0.0)]),
    ];
    assert_eq!(read(write(widths, plain(), &[&columns])), THREE);
    let unsigned = "required int64 tid (INTEGER(64,false)); required int32 pid (INTEGER(32,false));\
        optional float vote;";
    let columns =
        [Column::Int64(&[Some(-1)]), Column::Int32(&[Some(-1)]), Column::Float(&[Some(1.0)])];
    assert_eq!(
        read(write(unsigned, plain(), &[&columns])),
        "4294967295 agrees on 18446744073709551615\n"
    );
}

#[test]
fn a_bad_row_is_named_with_its_number_and_the_others_are_read() {
    let schema = "optional binary other; optional int64 voter_id; optional binary comment_id;\
        optional double vote;";
    let first = [
        Column::Bytes(&[Some(b"x"), None, None]),
        Column::Int64(&[Some(1), None, Some(-7)]),
        Column::Bytes(&[Some(b"1"), Some(b"1"), Some(b"1")]),
        Column::Double(&[Some(1.0), Some(1.0), Some(f64::NAN)]),
    ];
    let second = [
        Column::Bytes(&[None, None, None, None]),
        Column::Int64(&[Some(2), Some(3), Some(4), Some(5)]),
        Column::Bytes(&[None, Some(b"a\nb"), Some(b"\xff\xfe"), Some(b"1")]),
        Column::Double(&[Some(1.0), Some(1.0), None, Some(0.5)]),
    ];
    expect![[r"
        1 agrees on 1
        1 no-participant
          row 2: “,1,1”
        1 no-statement
          row 4: “2,,1”
        1 no-response
          row 3: “-7,1,NaN”
        1 unknown-response
          row 7: “0.5”
        1 name-not-utf-8
          row 6: “��”
        1 name-of-several-lines
          row 5: “a�b”
    "]]
    .assert_eq(&read(write(schema, plain(), &[&first, &second])));
}

#[test]
fn the_same_rows_give_what_they_give_as_text() {
    let mut state = 7u32;
    let mut draw = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let mut file = String::from("timestamp,comment-id,voter-id,vote\n");
    let (mut times, mut statements, mut voters, mut votes) = (vec![], vec![], vec![], vec![]);
    for _ in 0..5_000 {
        let row = (1_700_000_000 + i64::from(draw(99)), draw(40), draw(90), draw(4) as i32 - 1);
        file.push_str(&format!("{},{},{},{}\n", row.0, row.1, row.2, row.3));
        times.push(Some(row.0));
        statements.push(Some(i64::from(row.1)));
        voters.push(Some(i64::from(row.2)));
        votes.push(Some(row.3));
    }
    let text = read_votes(file.as_bytes(), Reading::default()).unwrap();
    let columns = |from: usize, to: usize| {
        [
            Column::Int64(&times[from..to]),
            Column::Int64(&statements[from..to]),
            Column::Int64(&voters[from..to]),
            Column::Int32(&votes[from..to]),
        ]
    };
    let schema = format!("required int64 timestamp; {IDS}");
    let small =
        WriterProperties::builder().set_data_page_row_count_limit(700).set_write_batch_size(64);
    let groups = [columns(0, 2_999), columns(2_999, 2_999), columns(2_999, 5_000)];
    let groups: Vec<&[Column<'_>]> = groups.iter().map(<[Column<'_>; 4]>::as_slice).collect();
    let bytes = write(&schema, small.build(), &groups);
    let mut met = read_votes_file(Cursor::new(bytes), Reading::default()).unwrap();
    let lines = told(&text.notes).replace("line ", "row ");
    assert_eq!(
        told(&met.notes).lines().filter(|l| !l.contains("row ")).collect::<Vec<_>>(),
        lines.lines().filter(|l| !l.contains("row ")).collect::<Vec<_>>()
    );
    met.notes = text.notes.clone();
    assert_eq!(met, text);
}

#[test]
fn times_are_numbers_or_stamps_of_any_unit() {
    let ids = "required int64 tid; required int64 pid; required int32 vote;";
    let stamps: &[(&str, Column<'_>)] = &[
        ("optional int64 timestamp", Column::Int64(&[Some(1_700_000_009), Some(1_700_000_005)])),
        (
            "optional double timestamp",
            Column::Double(&[Some(1_700_000_009.0), Some(1_700_000_005.0)]),
        ),
        (
            "optional int64 timestamp (TIMESTAMP(MILLIS,true))",
            Column::Int64(&[Some(1_700_000_009_123), Some(1_700_000_005_000)]),
        ),
        (
            "optional int64 timestamp (TIMESTAMP(MICROS,false))",
            Column::Int64(&[Some(1_700_000_009_123_456), Some(1_700_000_005_000_000)]),
        ),
        (
            "optional int64 timestamp (TIMESTAMP(NANOS,true))",
            Column::Int64(&[Some(1_700_000_009_123_456_789), Some(1_700_000_005_000_000_000)]),
        ),
        (
            "optional int96 timestamp",
            // 14 November 2023, 22:13:29 and 22:13:25.
            Column::Int96(&[Some(int96(80_009)), Some(int96(80_005))]),
        ),
    ];
    for (schema, times) in stamps {
        let schema = format!("{ids} {schema};");
        let times = match times {
            Column::Int64(values) => Column::Int64(values),
            Column::Double(values) => Column::Double(values),
            Column::Int96(values) => Column::Int96(values),
            _ => unreachable!("times are numbers"),
        };
        let [tid, pid] = [Column::Int64(&[Some(1), Some(1)]), Column::Int64(&[Some(1), Some(1)])];
        let votes = Column::Int32(&[Some(1), Some(-1)]);
        let file = write(&schema, plain(), &[&[tid, pid, votes, times]]);
        let ballots = read_votes_file(Cursor::new(file), Reading::default()).unwrap();
        assert_eq!(ballots.first_answered, Some(vec![Some(1_700_000_005)]), "{schema}");
        assert!(shown(Ok(ballots)).starts_with("1 agrees on 1\n1 superseded"), "{schema}");
    }
}

fn int96(second: u64) -> [u32; 3] {
    let nanoseconds = second * 1_000_000_000;
    [nanoseconds as u32, (nanoseconds >> 32) as u32, 2_440_588 + 19_675]
}

#[test]
fn rows_to_predict_need_no_responses() {
    let schema = "required int64 tid; required int64 pid;";
    let columns = [Column::Int64(&[Some(4), Some(5)]), Column::Int64(&[Some(1), Some(2)])];
    let file = write(schema, plain(), &[&columns]);
    let mut met = Vec::new();
    read_responses_file(Cursor::new(file), Reading::default(), |statement, participant, level| {
        met.push(format!("{participant} {statement} {level:?}"));
    })
    .unwrap();
    assert_eq!(met, ["1 4 None", "2 5 None"]);
}

#[test]
fn where_minus_one_agrees_and_where_limits_stand_it_is_as_with_text() {
    let reading = Reading { codes: Codes::AgreeIsMinusOne, ..Reading::default() };
    let turned = shown(read_votes_file(Cursor::new(three(plain())), reading));
    assert_eq!(turned, "2 agrees on 9\n2 disagrees on 10\n3 passes on 9\n");
    let within = |limits: Limits| {
        let reading = Reading { limits, ..Reading::default() };
        shown(read_votes_file(Cursor::new(three(plain())), reading))
    };
    let limits = Limits::default();
    for (limits, what) in [
        (Limits { participants: 1, ..limits }, "1 participants"),
        (Limits { statements: 1, ..limits }, "1 statements"),
        (Limits { rows: 3, ..limits }, "3 rows"),
    ] {
        let expected = format!("refused: has more than {what}, the most that is read\n");
        assert_eq!(within(limits), expected);
    }
    assert_eq!(within(Limits { rows: 4, ..limits }), THREE);
}

#[test]
fn text_is_read_as_before() {
    assert_eq!(read(b"comment-id,voter-id,vote\n10,2,1\n9,2,-1\n9,3,0\n".to_vec()), THREE);
    assert_eq!(read(b"".to_vec()), "refused: is empty\n");
}

fn refused(file: Vec<u8>, expected: Expect) {
    expected.assert_eq(&read(file));
}

#[test]
fn columns_that_hold_something_else_are_refused_by_name() {
    let one = |schema: &str, column: Column<'_>| {
        let schema = format!("{schema}; required int64 voter_id; required int32 vote;");
        let columns = [column, Column::Int64(&[Some(1)]), Column::Int32(&[Some(1)])];
        write(&schema, plain(), &[&columns])
    };
    refused(
        one("required double comment_id", Column::Double(&[Some(1.0)])),
        expect![[r"
            refused: has a column “comment_id” that holds numbers with a point; write whole numbers or text
        "]],
    );
    refused(
        one("required int32 comment_id (DATE)", Column::Int32(&[Some(1)])),
        expect![[r"
            refused: has a column “comment_id” that holds dates; write whole numbers or text
        "]],
    );
    refused(
        one("required int64 comment_id (TIMESTAMP(MILLIS,true))", Column::Int64(&[Some(1)])),
        expect![[r"
            refused: has a column “comment_id” that holds times; write whole numbers or text
        "]],
    );
    refused(
        one("required int32 comment_id (DECIMAL(5,2))", Column::Int32(&[Some(1)])),
        expect![[r"
            refused: has a column “comment_id” that holds decimal numbers; write whole numbers or text
        "]],
    );
    refused(
        one("required int64 commentary", Column::Int64(&[Some(1)])),
        expect![[r"
            refused: has no column `comment-id`; its columns are: “commentary”, “voter_id”, “vote”
        "]],
    );
    let nested = "required group comment_id { required int64 a; required int64 b; }\
        required int64 voter_id; required int32 vote;";
    refused(
        write(nested, plain(), &[]),
        expect![[r"
            refused: has a column “comment_id” that holds lists or further columns; write whole numbers or text
        "]],
    );
    refused(
        write(
            "repeated int64 comment_id; required int64 voter_id; required int32 vote;",
            plain(),
            &[],
        ),
        expect![[r"
            refused: has a column “comment_id” that holds lists or further columns; write whole numbers or text
        "]],
    );
    refused(
        write(IDS, plain(), &[]),
        expect![[r"
            refused: has no row that can be read: there is none below its head
        "]],
    );
}

/// A footer by itself, after the first four bytes of the file.
fn footer_only(footer: &[u8]) -> Vec<u8> {
    let length = u32::try_from(footer.len()).expect("short").to_le_bytes();
    [b"PAR1", footer, &length, b"PAR1"].concat()
}

#[test]
fn hostile_footers_are_refused() {
    refused(
        b"PAR1".to_vec(),
        expect![[r"
        refused: ends too early: the last bytes of Apache Parquet are missing
    "]],
    );
    refused(
        [b"PAR1".as_slice(), b"\xff\xff\xff\xffPAR1"].concat(),
        expect![[r"
        refused: is Apache Parquet with a damaged footer
    "]],
    );
    refused(
        [b"PAR1".as_slice(), &[0; 60], b"\x10\0\0\0PARE"].concat(),
        expect![[r"
        refused: is Apache Parquet that is encrypted; decrypt it first
    "]],
    );
    // A list of 2^31 - 1 columns.
    refused(
        footer_only(b"\x15\x02\x19\xfc\xff\xff\xff\xff\x07"),
        expect![[r"
        refused: is Apache Parquet with a damaged footer
    "]],
    );
    // Groups in groups, a hundred thousand deep: each a name and one child.
    let mut deep = b"\x15\x02\x19\xfc\xa0\x8d\x06".to_vec();
    for _ in 0..100_000 {
        deep.extend_from_slice(b"\x48\x01g\x15\x02\x00");
    }
    deep.push(0);
    refused(
        footer_only(&deep),
        expect![[r"
        refused: is Apache Parquet with a damaged footer
    "]],
    );
    // The algorithm of encrypted columns stands in the footer.
    refused(
        footer_only(b"\x8c\x00\x00"),
        expect![[r"
        refused: is Apache Parquet that is encrypted; decrypt it first
    "]],
    );
}

#[test]
fn more_rows_than_bytes_can_hold_are_refused() {
    let many = 1_400_000;
    let ids = vec![Some(1); many];
    let votes = vec![Some(1); many];
    let file =
        write(IDS, plain(), &[&[Column::Int64(&ids), Column::Int64(&ids), Column::Int32(&votes)]]);
    assert!(file.len() < 1 << 14, "{}", file.len());
    refused(
        file,
        expect![[r"
        refused: is Apache Parquet that unpacks to more than 16 rows a byte; responses do not pack that small
    "]],
    );
}

/// Small files of every way of writing that is read.
fn samples() -> Vec<Vec<u8>> {
    let builder = WriterProperties::builder;
    let texts = "optional binary voter_id (UTF8); optional binary comment_id; optional int64 vote;\
        optional int64 timestamp (TIMESTAMP(MILLIS,true));";
    let columns = [
        Column::Text(&[Some("ann"), None, Some("bob")]),
        Column::Text(&[Some("10"), Some("9"), Some("9")]),
        Column::Int64(&[Some(1), None, Some(0)]),
        Column::Int64(&[Some(5), None, Some(6)]),
    ];
    let two = || builder().set_writer_version(WriterVersion::PARQUET_2_0);
    let plain = || builder().set_dictionary_enabled(false);
    let mut samples = vec![
        three(builder().set_compression(Compression::GZIP(Default::default())).build()),
        three(plain().set_encoding(Encoding::DELTA_BINARY_PACKED).build()),
    ];
    for properties in [builder(), two(), plain(), builder().set_compression(Compression::SNAPPY)] {
        samples.push(write(texts, properties.build(), &[&columns, &columns]));
    }
    let ids = "required binary tid; required binary pid; required float vote;";
    let columns = [
        Column::Text(&[Some("ann"), Some("bob")]),
        Column::Text(&[Some("10"), Some("9")]),
        Column::Float(&[Some(1.0), Some(0.0)]),
    ];
    samples.push(write(ids, plain().build(), &[&columns]));
    samples
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    for file in samples() {
        assert!(!read(file.clone()).starts_with("refused"), "{}", read(file));
        for length in 0..file.len() {
            let told = read(file[..length].to_vec());
            assert!(told.starts_with("refused"), "{length} of {}: {told}", file.len());
        }
    }
}

#[test]
fn a_file_with_any_byte_changed_is_read_or_refused() {
    for file in samples() {
        for at in 0..file.len() {
            for with in [0x01, 0x80, 0xff, file[at], file[at] ^ 0x0f] {
                let mut changed = file.clone();
                changed[at] ^= with;
                read(changed);
            }
        }
    }
}

proptest! {
    #[test]
    fn a_file_with_several_bytes_changed_is_read_or_refused(
        which in 0usize..7,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut file = samples().swap_remove(which);
        for (at, with) in changes {
            let at = at.index(file.len());
            file[at] = with;
        }
        read(file);
    }
}
