//! What is written is read back the same.

use ballots::{
    Ballots, Extras, Reading, read_statements, read_votes, write_participants_votes,
    write_statements, write_votes,
};
use proptest::prelude::*;

fn same(one: &Ballots, other: &Ballots) {
    let parts = |b: &Ballots| {
        (b.participants.clone(), b.statements.clone(), b.starts.clone(), b.cells.clone())
    };
    assert_eq!(parts(one), parts(other));
}

#[test]
fn statements_are_written_and_read_back() {
    let file = "comment-id,author-id,moderated,is-meta,comment-body,timestamp,agrees\n\
        1,7,-1,false,\"a \"\"b\"\"\n; c\",1700000000123,4\nx,,0,true,,,\n";
    let read = |file: &[u8]| read_statements(file, Reading::default()).unwrap();
    let statements = read(file.as_bytes());
    let mut written = Vec::new();
    write_statements(&statements, &mut written).unwrap();
    let again = read(&written);
    assert_eq!(statements.names, again.names);
    assert_eq!(statements.statements, again.statements);
}

#[test]
fn the_wide_table_has_the_columns_of_polis() {
    let file = "comment-id,voter-id,vote\n1,1,1\n2,1,1\n3,1,-1\n3,2,1\n";
    let ballots = read_votes(file.as_bytes(), Reading::default()).unwrap();
    let mut written = Vec::new();
    let extras = Extras { groups: &[Some(1), None], made: &[2] };
    write_participants_votes(&ballots, extras, &mut written).unwrap();
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,2,3\n1,1,2,3,2,1,1,1,-1\n2,,0,1,1,0,,,1\n"
    );
}

proptest! {
    #[test]
    fn responses_are_written_and_read_back_both_ways(
        rows in proptest::collection::vec(("[a-c0-9\",;\n ]{1,4}", "[a-c0-9\",;\n ]{1,4}", -1i8..2), 1..40)
    ) {
        let mark = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let mut file = String::from("comment-id,voter-id,vote\n");
        for (statement, participant, vote) in &rows {
            file.push_str(&format!("{},{},{vote}\n", mark(statement), mark(participant)));
        }
        let Ok(ballots) = read_votes(file.as_bytes(), Reading::default()) else { return Ok(()) };
        let mut long = Vec::new();
        write_votes(&ballots, &mut long).unwrap();
        same(&ballots, &read_votes(long.as_slice(), Reading::default()).unwrap());
        let mut wide = Vec::new();
        write_participants_votes(&ballots, Extras::default(), &mut wide).unwrap();
        same(&ballots, &read_votes(wide.as_slice(), Reading::default()).unwrap());
    }
}
