//! Files that are broken, wrong or meant to do harm.

use crate::{read, read_within};
use ballots::{Limits, Reading, read_participants, read_statements, read_votes};
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn check(file: impl AsRef<[u8]>, expected: Expect) {
    expected.assert_eq(&read(file));
}

#[test]
fn each_bad_row_is_named_with_its_line_and_the_others_are_read() {
    check(
        b"comment-id,voter-id,vote\n1,1,1\n1,2\n1,3,2\n1,,1\n,4,1\n1,5,\n1,\xff\xfe,1\n\n1,6,-1,extra\n".as_slice(),
        expect![[r"
            1 agrees on 1
            6 disagrees on 1
            1 too-few-fields
              line 3: 2 fields: “1,2”
            1 no-participant
              line 5: “1,,1”
            1 no-statement
              line 6: “,4,1”
            1 no-response
              line 7: “1,5,”
            1 unknown-response
              line 4: “2”
            1 name-not-utf-8
              line 8: “��”
        "]],
    );
}

#[test]
fn only_the_first_ten_of_a_kind_are_named_and_all_are_counted() {
    let mut file = String::from("comment-id,voter-id,vote\n1,1,1\n");
    for voter in 0..500 {
        file.push_str(&format!("1,{voter},maybe\n"));
    }
    let told = read(&file);
    assert!(told.contains("500 unknown-response\n"), "{told}");
    assert_eq!(told.matches("  line ").count(), 10, "{told}");
    assert!(told.contains("  line 3: “maybe”"), "{told}");
}

#[test]
fn a_quotation_mark_that_is_not_closed_costs_its_line_alone() {
    check(
        "comment-id,voter-id,vote\n1,1,1\n1,\"2,1\n1,3,1\n1,4,-1\n",
        expect![[r#"
            1 agrees on 1
            3 agrees on 1
            4 disagrees on 1
            1 open-quotation-mark
              line 3: “1,"2,1”
        "#]],
    );
    check(
        "comment-id,voter-id,vote\n1,1,1\n1,\"2,1\n1,3,1\n1,4\",-1\n\"1\",\"5\",\"0\"\n",
        expect![[r#"
            1 agrees on 1
            3 agrees on 1
            5 passes on 1
            1 open-quotation-mark
              line 5: “1,4",-1”
            1 name-of-several-lines
              line 3: “2,1�1,3,1�1,4”
        "#]],
    );
}

#[test]
fn a_row_that_is_too_long_is_passed_over() {
    let limits = Limits { row_bytes: 64, columns: 5, name_bytes: 8, ..Limits::default() };
    let long = "x".repeat(1000);
    let file = format!(
        "comment-id,voter-id,vote\n1,{long},1\n1,2,1\n1,3,1,,,,,,\n1,123456789,1\n1,\"{}\n1,4,0\n",
        "\n".repeat(70)
    );
    expect![[r"
        2 agrees on 1
        4 passes on 1
        123456789 agrees on 1
        1 too-many-fields
          line 4: a row begins here
        2 row-too-long
          line 2: a row begins here
          line 6: a row begins here
    "]]
    .assert_eq(&read_within(&file, limits));
}

#[test]
fn limits_refuse_and_never_cut() {
    let file = "comment-id,voter-id,vote\n1,1,1\n2,1,1\n2,2,1\n";
    let check = |limits: Limits, expected: &str| {
        assert_eq!(read_within(file, limits), format!("refused: {expected}\n"));
    };
    let limits = Limits::default();
    check(
        Limits { participants: 1, ..limits },
        "has more than 1 participants, the most that is read",
    );
    check(Limits { statements: 1, ..limits }, "has more than 1 statements, the most that is read");
    check(Limits { rows: 3, ..limits }, "has more than 3 rows, the most that is read");
    read_votes(
        file.as_bytes(),
        Reading { limits: Limits { rows: 4, ..limits }, ..Reading::default() },
    )
    .unwrap();
}

#[test]
fn what_is_no_file_of_responses_is_refused_with_a_reason() {
    check(
        "",
        expect![[r"
        refused: is empty
    "]],
    );
    check(
        "\n \n\n",
        expect![[r"
        refused: has no column `comment-id` or `voter-id` or `vote`, as a table with a response a row has them, and does not begin with `participant` or `id`, as one with a participant a row does; its columns are: “”
    "]],
    );
    check(
        "comment-id,voter-id,vote\n",
        expect![[r"
            refused: has no row that can be read: there is none below its head
        "]],
    );
    check(
        "comment-id,voter-id,vote\n1,1,5\n",
        expect![[r"
            refused: has no row that can be read: 1 response is none of those known; it was passed over (line 2: “5”)
        "]],
    );
    check(
        "timestamp,comment-id,moderated,comment-body\n1,1,1,hello\n",
        expect![[r"
            refused: holds statements, not responses; give it as `--comments`, and the file of votes first
        "]],
    );
    check(
        "voter-id,vote,x\n1,1,1\n",
        expect![[r"
            refused: has no column `comment-id`; its columns are: “voter-id”, “vote”, “x”
        "]],
    );
    check(
        b"\x1f\x8b\x08\x00\x00".as_slice(),
        expect![[r"
        refused: is compressed (gzip); unpack it first
    "]],
    );
    check(
        b"PK\x03\x04\x14\x00".as_slice(),
        expect![[r"
        refused: is a zip archive or a spreadsheet; unpack it, or save the sheet as CSV
    "]],
    );
    check(
        b"\xff\xfec\x00o\x00m\x00".as_slice(),
        expect![[r"
        refused: is text in UTF-16; save it as UTF-8
    "]],
    );
    check(
        "<html><body>502</body></html>",
        expect![[r"
        refused: is a page of HTML or XML, not a table; was an error page downloaded?
    "]],
    );
    check(
        b"\x00\x01\x02\x03".as_slice(),
        expect![[r"
        refused: is not text
    "]],
    );
}

#[test]
fn responses_given_as_statements_are_refused() {
    let refused =
        read_statements(b"comment-id,voter-id,vote\n1,1,1\n".as_slice(), Reading::default());
    assert_eq!(refused.unwrap_err().to_string(), "holds responses, not statements");
}

#[test]
fn a_wide_table_with_gaps_doubles_and_strangers_is_read_as_far_as_it_goes() {
    check(
        "participant,1,1,,y\na,1,-1,1,0\nb,1\nc,7,1,,\na,,,,1\n",
        expect![[r"
            a disagrees on 1
            a agrees on y
            c agrees on 1
            1 too-few-fields
              line 3: 2 fields
            1 unknown-response
              line 4: “7” in column “1”
            1 column-without-name
              line 1: column 4: “”
            1 column-twice
              line 1: “1”
            2 superseded
              participant “a” on statement “1”: agree, then disagree
              participant “a” on statement “y”: pass, then agree
        "]],
    );
}

#[test]
fn a_stray_mark_on_each_line_does_not_cost_the_square_of_the_file() {
    let mut file = String::from("comment-id,voter-id,vote\n");
    for _ in 0..200_000 {
        file.push_str("x\",\"\n");
    }
    let told = read(&file);
    assert!(told.starts_with("refused: has no row that can be read"), "{told}");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_votes(bytes.as_slice(), Reading::default()).ok();
        read_statements(bytes.as_slice(), Reading::default()).ok();
        read_participants(bytes.as_slice(), Reading::default()).ok();
    }

    #[test]
    fn any_rows_below_a_head_are_each_counted(lines in proptest::collection::vec("[0-2,\"a\r-]{0,9}", 0..30)) {
        let file = format!("comment-id,voter-id,vote\n{}", lines.join("\n"));
        let limits = Limits { row_bytes: 40, ..Limits::default() };
        let reading = Reading { limits, ..Reading::default() };
        if let Ok(ballots) = read_votes(file.as_bytes(), reading) {
            let merged: u64 = ballots.notes.iter().filter(|(k, _)| !k.loses()).map(|(_, n)| n.count).sum();
            let kept = ballots.cells.len() as u64;
            prop_assert_eq!(kept + merged + ballots.notes.lost(), ballots.notes.rows);
            prop_assert_eq!(*ballots.starts.last().unwrap(), ballots.cells.len());
        }
    }
}
