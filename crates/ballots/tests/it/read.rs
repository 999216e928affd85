//! Files as people and programs write them.

use crate::{read, shown, told};
use ballots::{
    Batches, Codes, Limits, Moderation, Name, Reading, read_participants, read_statements,
    read_votes,
};
use expect_test::{Expect, expect};
use std::ops::ControlFlow;

fn check(file: &str, expected: Expect) {
    expected.assert_eq(&read(file));
}

const PLAIN: &str = "comment-id,voter-id,vote\n10,2,1\n9,2,-1\n9,a,0\n";

#[test]
fn votes_are_read_whatever_the_order_case_and_number_of_columns() {
    let expected = read(PLAIN);
    assert_eq!(expected, "2 disagrees on 9\n2 agrees on 10\na passes on 9\n");
    for other in [
        "Vote;Voter_ID;note;COMMENT ID\r\n1;2;x;10\r\n-1;2;;9\r\n0;a;\"y; z\";9\r\n",
        "\u{feff}voter-id\tvote\tcomment-id\n2\t1\t10\n2\t-1.0\t9\na\tpass\t9",
        "sep=;\ncomment-id;voter-id;vote\n10;2;1\n9;2;-1\n9;a;0\n",
        "\n\n\"comment-id\",\"voter-id\",\"vote\"\n\n\"9\",\"a\",\"0\"\n 10 , 2 , 1 \n9,2,-1\n\n",
        "comment-id,voter-id,vote\r10,2,1\r9,2,-1\r9,a,0\r",
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,9,10\n2,0,1,2,1,1,-1,1\na,,0,1,0,0,0,\n",
        ";10;9\n2;1.0;-1\na;;0\n",
    ] {
        assert_eq!(read(other), expected, "{other:?}");
    }
}

#[test]
fn the_last_response_counts_by_time_and_else_by_place() {
    check(
        "timestamp,comment-id,voter-id,vote\n1700000009,1,1,1\n1700000005,1,1,-1\n1700000009000,1,2,0\n1700000009,1,2,0\n",
        expect![[r"
            1 agrees on 1
            2 passes on 1
            1 superseded
              participant “1” on statement “1”: disagree, then agree
            1 duplicate
              participant “2” on statement “1”: pass again
        "]],
    );
    check(
        "comment-id,voter-id,vote\n1,1,1\n1,1,-1\n1,1,-1\n",
        expect![[r"
            1 disagrees on 1
            1 superseded
              participant “1” on statement “1”: agree, then disagree
            1 duplicate
              participant “1” on statement “1”: disagree again
        "]],
    );
}

#[test]
fn a_time_that_cannot_be_read_is_told_and_is_before_every_other() {
    check(
        "timestamp,comment-id,voter-id,vote\n1700000000,1,1,1\nyesterday,1,1,-1\n",
        expect![[r"
            1 agrees on 1
            1 time-not-read
              line 3: “yesterday”
            1 superseded
              participant “1” on statement “1”: disagree, then agree
        "]],
    );
}

#[test]
fn the_first_answer_of_each_participant_is_known_where_there_are_times() {
    let file =
        "timestamp,comment-id,voter-id,vote\n1700000009123,1,1,1\n1700000005,2,1,-1\nx,1,2,0\n";
    let ballots = read_votes(file.as_bytes(), Reading::default()).unwrap();
    assert_eq!(ballots.first_answered, Some(vec![Some(1_700_000_005), None]));
    assert_eq!(read_votes(PLAIN.as_bytes(), Reading::default()).unwrap().first_answered, None);
}

#[test]
fn where_minus_one_agrees_votes_are_turned() {
    let reading = Reading { codes: Codes::AgreeIsMinusOne, ..Reading::default() };
    let turned = shown(read_votes(PLAIN.as_bytes(), reading));
    assert_eq!(turned, "2 agrees on 9\n2 disagrees on 10\na passes on 9\n");
}

#[test]
fn rows_in_another_order_give_the_same_ballots() {
    let turned = "comment-id,voter-id,vote\n9,a,0\n9,2,-1\n10,2,1\n";
    let read = |file: &str| read_votes(file.as_bytes(), Reading::default()).unwrap();
    assert_eq!(read(PLAIN), read(turned));
}

#[test]
fn statements_may_leave_out() {
    let ballots = read_votes(PLAIN.as_bytes(), Reading::default()).unwrap();
    assert_eq!(ballots.tallies(), [[1, 1, 0], [0, 0, 1]]);
    let ballots = ballots.keep_statements(|statement| statement == 1);
    assert_eq!(shown(Ok(ballots.clone())), "2 agrees on 10\n");
    assert_eq!(ballots.starts, [0, 1, 1]);
}

#[test]
fn statements_hold_quotation_marks_lines_and_what_was_decided_of_them() {
    let file = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,is-meta,comment-body\r\n\
        1542406176584,\"Sat, 05:09\",53,6172,1,0,-1,false,\"He said \"\"no\"\",\r\nand left\"\r\n\
        1403067224,x,b,,38,18,1,true,plain\r\n";
    let statements = read_statements(file.as_bytes(), Reading::default()).unwrap();
    let first = statements.get(Name::Number(53)).unwrap();
    assert_eq!(first.text, "He said \"no\",\r\nand left");
    assert_eq!(first.moderation, Moderation::Rejected);
    assert_eq!((first.agrees, first.disagrees), (Some(1), Some(0)));
    assert_eq!(first.time, Some(1_542_406_176_584));
    let second = statements.get(Name::Text("b")).unwrap();
    assert!(second.meta && second.author.is_none());
    assert_eq!(second.time, Some(1_403_067_224_000));
    assert_eq!(told(&statements.notes), "");
}

#[test]
fn what_is_doubtful_in_statements_is_told() {
    let file = b"comment-id,moderated,comment-body\n1,2,a\n1,0,b\xff\n,1,c\n";
    let statements = read_statements(file.as_slice(), Reading::default()).unwrap();
    assert_eq!(statements.statements[0].text, "b\u{fffd}");
    expect![[r"
        1 no-statement
          line 4: “,1,c”
        1 text-not-utf-8
          line 3: “b�”
        1 unknown-moderation
          line 2: “2”
        1 statement-twice
          line 3: “1,0,b�”
    "]]
    .assert_eq(&told(&statements.notes));
}

#[test]
fn participants_have_names_and_places() {
    let file = "voter-id,country,iso2\n0,Afghanistan,AF\n1,,AL\n";
    let read = read_participants(file.as_bytes(), Reading::default()).unwrap();
    assert_eq!(read.labels, [Some("Afghanistan".to_owned()), None]);
    assert!(read.groups.is_empty());
    let file = "participant,group-id\n0,0.0\nx,\n";
    let read = read_participants(file.as_bytes(), Reading::default()).unwrap();
    assert_eq!(read.groups, [Some("0.0".to_owned()), None]);
    assert!(read.labels.is_empty());
}

#[test]
fn a_reading_can_be_watched_and_ended() {
    let mut met = Vec::new();
    let mut watch = |progress: ballots::Progress| {
        met.push(progress.bytes);
        ControlFlow::Continue(())
    };
    let reading = Reading { watch: Some(&mut watch), ..Reading::default() };
    read_votes(PLAIN.as_bytes(), reading).unwrap();
    assert_eq!(met.last(), Some(&(PLAIN.len() as u64)));
    let mut watch = |_| ControlFlow::Break(());
    let reading = Reading { watch: Some(&mut watch), ..Reading::default() };
    let ended = shown(read_votes(PLAIN.as_bytes(), reading));
    assert_eq!(ended, "refused: was not read to its end, as asked\n");
}

#[test]
fn several_files_are_read_as_one_and_the_last_response_of_all_counts() {
    let one = "timestamp,comment-id,voter-id,vote\n1700000009,1,1,1\n1700000009,2,1,0\n";
    let two = "timestamp,comment-id,voter-id,vote\n1700000005,1,1,-1\n1700000010,2,1,1\nx\n";
    let three = "comment-id,voter-id,vote\n3,2,1\n";
    let mut batches = Batches::new(Limits::default());
    let mut read = |file: &'static str| {
        let notes = batches.read(std::io::Cursor::new(file), Reading::default());
        notes.map(|notes| (notes.rows, notes.lost()))
    };
    assert_eq!(read(one).ok(), Some((2, 0)));
    assert_eq!(read(two).ok(), Some((3, 1)));
    assert_eq!(read(three).ok(), Some((1, 0)));
    assert!(read("comment-id,voter-id,vote\n1,1,9\n").is_err());
    let all = batches.settle().expect("responses");
    assert_eq!(
        shown(Ok(all.clone())).lines().take(3).collect::<Vec<_>>().join("|"),
        "1 agrees on 1|1 agrees on 2|2 agrees on 3"
    );
    assert_eq!(all.first_answered, Some(vec![Some(1_700_000_005), None]));
    assert_eq!(told(&all.notes).lines().next(), Some("2 superseded"));
}
