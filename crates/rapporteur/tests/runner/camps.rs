//! Camps from files: what is printed, what is written, what is refused.

use super::world::{Room, TINY, check, run, shipped};
use serde_json::Value;
use std::fmt::Write as _;

/// Two halves of forty participants who answer against each other on all of twenty statements but the last four, on which
/// all agree.
fn divided() -> String {
    let mut file = String::from("comment-id,voter-id,vote\n");
    for voter in 0..40 {
        for statement in 0..20 {
            let side = if statement >= 16 || voter % 2 == statement % 2 { 1 } else { -1 };
            // One answer in ten is another's.
            let vote = if (voter * 7 + statement * 3) % 10 == 0 { -side } else { side };
            writeln!(file, "{statement},p{voter},{vote}").expect("a string takes all");
        }
    }
    file
}

fn json(arguments: &[&str]) -> Value {
    let ended = run(arguments);
    assert_eq!(ended.code, 0, "{}", ended.err);
    serde_json::from_str(&ended.out).expect("JSON")
}

#[test]
fn camps_as_json_has_the_documented_shape() {
    let room = Room::new();
    let votes = room.write("votes.csv", &divided());
    let told = json(&["camps", &votes, "--json", "--assignments"]);
    assert_eq!(told["schema"], "rapporteur-camps/1");
    assert_eq!((&told["participants"], &told["statements"]), (&40.into(), &20.into()));
    assert_eq!(told["responses"], 800);
    for key in ["dimensions", "unclassified"] {
        assert!(told[key].is_u64(), "{key}: {told}");
    }
    for camp in told["camps"].as_array().expect("a list") {
        assert!(camp["size"].is_u64() && camp["survival"].is_number() && !camp["id"].is_null());
        assert_eq!(camp["interval"].as_array().map(Vec::len), Some(2));
    }
    let ground = told["common_ground"].as_array().expect("a list");
    for ground in ground {
        assert!(ground["statement"].is_u64() && ground["n"].is_u64());
        assert!(ground["lower_bound"].is_number() && ground["direction"].is_string());
    }
    assert_eq!(told["assignments"].as_object().map(serde_json::Map::len), Some(40));
    let method = &told["method"];
    assert!(method["model"].is_string() && method["seed"].is_u64());
    assert!(method["dimensions_tried"].is_array() && method["sample_sizes"].is_object());
}

/// The rows of a table of text, its columns in the same order, as Parquet; fields that are no numbers are missing.
#[cfg(feature = "parquet")]
fn parquet(file: &str) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use std::sync::Arc;

    let rows: Vec<Vec<&str>> = file.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let schema = "message votes { optional int64 comment_id; optional binary voter_id (UTF8); optional int64 vote; }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).expect("a schema"));
    let mut out = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut out, schema, Arc::default()).expect("a writer of Parquet");
    let mut group = writer.next_row_group().expect("a group");
    for column in 0..3 {
        let mut writer = group.next_column().expect("written").expect("a column");
        let fields = || rows.iter().map(|row| row[column]);
        if column == 1 {
            let names: Vec<ByteArray> = fields().map(ByteArray::from).collect();
            let levels = vec![1; names.len()];
            writer.typed::<ByteArrayType>().write_batch(&names, Some(&levels), None)
        } else {
            let numbers: Vec<Option<i64>> = fields().map(|field| field.parse().ok()).collect();
            let levels: Vec<i16> =
                numbers.iter().map(|number| i16::from(number.is_some())).collect();
            let numbers: Vec<i64> = numbers.into_iter().flatten().collect();
            writer.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None)
        }
        .expect("written");
        writer.close().expect("closed");
    }
    group.close().expect("closed");
    writer.close().expect("closed");
    out
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_gives_what_the_same_rows_give_as_text_whatever_its_name() {
    let room = Room::new();
    let file = divided();
    let text = room.write("votes.csv", &file);
    let packed = room.write_bytes("votes.bin", &parquet(&format!("{file}x,p1,1\n3,p1,7\n")));
    let mut told = json(&["camps", &text, "--json", "--assignments"]);
    let ended = check(&["camps", &packed, "--json", "--assignments"], 0, "row 801: “,p1,1”");
    assert!(ended.err.contains("row 802: “7”"), "{}", ended.err);
    let mut met: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(met["files"][0]["told"][0]["first"][0]["row"], 801);
    (met["files"], told["files"]) = (Value::Null, Value::Null);
    assert_eq!(met, told);
    let cut = parquet(&file);
    let cut = room.write_bytes("cut.parquet", &cut[..cut.len() / 2]);
    check(&["camps", &cut], 2, "the last bytes of Apache Parquet are missing");
    let comments = room.write_bytes("comments.parquet", &parquet(&file));
    check(
        &["camps", &text, "--comments", &comments],
        2,
        "is Apache Parquet, which is not read here",
    );
}

#[test]
fn rows_in_another_order_and_other_numbers_of_threads_give_the_same_bytes() {
    let room = Room::new();
    let file = divided();
    let mut rows: Vec<&str> = file.lines().skip(1).collect();
    rows.reverse();
    let votes = room.write("votes.csv", &file);
    std::fs::create_dir(room.path("turned")).expect("made");
    let turned =
        room.write("turned/votes.csv", &format!("comment-id,voter-id,vote\n{}\n", rows.join("\n")));
    let printed = |votes: &str, threads: &str| {
        let mut told = json(&["camps", votes, "--json", "--assignments", "--threads", threads]);
        told["files"] = Value::Null;
        told
    };
    let one = printed(&votes, "1");
    assert_eq!(one, printed(&votes, "3"));
    assert_eq!(one, printed(&turned, "2"));
}

#[test]
fn bad_rows_are_told_and_the_rest_is_used() {
    let room = Room::new();
    let votes = room.write("votes.csv", &format!("{}x\n3,p1,7\n", divided()));
    let ended = check(&["camps", &votes, "--json"], 0, "line 802: 1 field: “x”");
    assert!(ended.err.contains("line 803: “7”"), "{}", ended.err);
    let told: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(told["files"][0]["passed_over"], 2);
    assert_eq!(told["files"][0]["told"][0]["kind"], "too-few-fields");
    assert_eq!(told["files"][0]["told"][0]["first"][0]["line"], 802);
}

#[test]
fn rejected_statements_are_left_out_and_procedure_stands_apart() {
    let room = Room::new();
    let votes = room.write("votes.csv", &divided());
    let comments = room.write(
        "comments.csv",
        "comment-id,moderated,is-meta,comment-body\n0,-1,false,no\n1,1,true,how\n2,1,true,who\n",
    );
    let told = json(&["camps", &votes, "--comments", &comments, "--json"]);
    assert_eq!(told["left_out"], serde_json::json!([0]));
    assert_eq!(told["statements"], 17);
    assert_eq!(told["procedure"]["statements"], 2);
    let told = json(&["camps", &votes, "--comments", &comments, "--with-moderated", "--json"]);
    assert_eq!((&told["left_out"], &told["statements"]), (&serde_json::json!([]), &18.into()));
}

#[test]
fn a_directory_of_results_is_written_and_its_table_is_read_back() {
    let room = Room::new();
    let votes = room.write("votes.csv", &divided());
    let people =
        room.write("people.csv", "participant,constituency\np0,North\np1,South\np2,North\n");
    let out = room.path("out");
    let ended = check(&["camps", &votes, "--participants", &people, "-o", &out], 0, "polis.json");
    assert!(ended.out.contains("North"), "{}", ended.out);
    let polis: Value = serde_json::from_slice(&room.read("out/polis.json")).expect("JSON");
    for key in
        ["group-clusters", "base-clusters", "group-votes", "votes-base", "repness", "pca", "tids"]
    {
        assert!(!polis[key].is_null(), "{key}");
    }
    assert_eq!((&polis["n"], &polis["n-cmts"]), (&40.into(), &20.into()));
    let counted =
        |base: &Value| base["count"].as_array().map(|c| c.iter().filter_map(Value::as_u64).sum());
    assert_eq!(counted(&polis["base-clusters"]), Some(40));
    let table = format!("{out}/participants-votes.csv");
    let mut again = json(&["camps", &table, "--json"]);
    let mut first: Value = serde_json::from_slice(&room.read("out/camps.json")).expect("JSON");
    for told in [&mut again, &mut first] {
        told["files"] = Value::Null;
        told["constituencies"] = Value::Null;
        told["association"] = Value::Null;
    }
    assert_eq!(again, first);
}

#[test]
fn rows_are_predicted_in_their_order_known_or_not() {
    let room = Room::new();
    let train = room.write("train.csv", &divided());
    let test = room.write("test.csv", "voter-id,comment-id\np1,1\n\"a,b\",99\np0,1\np0,\np1,1\n");
    let out = room.path("p.csv");
    let ended = check(&["camps", "--fit", &train, "--predict", &test, "-o", &out], 0, "p.csv");
    assert!(ended.err.contains("line 5"), "{}", ended.err);
    let written = String::from_utf8(room.read("p.csv")).expect("UTF-8");
    let rows: Vec<&str> = written.lines().collect();
    assert_eq!(rows[0], "comment-id,voter-id,p_agree,p_pass,p_disagree");
    let starts = ["1,p1,", "99,\"a,b\",", "1,p0,", "1,p1,"];
    assert_eq!(rows.len(), starts.len() + 1);
    for (row, start) in rows[1..].iter().zip(starts) {
        let chances =
            row.strip_prefix(start).unwrap_or_else(|| panic!("{row} begins with {start}"));
        let sum: f64 = chances.split(',').map(|p| p.parse::<f64>().expect("a number")).sum();
        assert!((sum - 1.0).abs() < 1e-6, "{row}");
    }
    let agree = |row: &str| row.split(',').nth(2).and_then(|p| p.parse::<f64>().ok());
    assert!(agree(rows[1]) > agree(rows[3]), "{written}");
}

#[test]
fn what_is_no_file_of_responses_is_refused() {
    let room = Room::new();
    let votes = room.write("votes.csv", "comment-id,voter-id,vote\n1,1,1\n");
    let comments = room.write("comments.csv", "comment-id,comment-body\n1,a\n");
    let empty = room.write("empty.csv", "");
    let packed = room.write_bytes("votes.csv.gz", b"\x1f\x8b\x08\x00");
    check(&["camps", &comments], 2, "holds statements, not responses");
    check(&["camps", &empty], 2, "is empty");
    check(&["camps", &packed], 2, "is compressed (gzip)");
    check(&["camps", &room.path("nowhere.csv")], 2, "was not read");
    check(&["camps"], 2, "required");
    check(&["camps", &votes, "--comments", &votes], 2, "holds responses, not statements");
    check(&["camps", "--fit", &votes, "--predict", &votes, "-o", &votes], 2, "is what is read");
    check(&["camps", "--fit", &votes], 2, "--predict");
    let old = room.write("old.json", "{\"camps\": []}");
    check(&["camps", &votes, "--previous", &old], 2, "--assignments");
    check(&["camps", &shipped("wgec"), "--comments", &comments], 2, "is a record");
    check(&["camps", &room.write("tiny.minutes", TINY)], 2, "holds no position");
}

#[test]
fn positions_of_a_record_are_read_like_responses() {
    let room = Room::new();
    let out = room.path("out");
    for name in ["headwaters", "wgec", "last-hours"] {
        let record = shipped(name);
        let told = json(&["camps", &record, "--json", "--assignments"]);
        assert_eq!(told["schema"], "rapporteur-camps/1");
        assert!(told["responses"].as_u64() > Some(0) && told["camps"].is_array(), "{name}");
        assert!(!told["constituencies"].as_array().expect("a list").is_empty(), "{name}");
        let ended = check(&["camps", &record, "-o", &out], 0, "camps.html");
        assert!(!ended.out.contains("polis.json"), "{}", ended.out);
    }
}

/// A file beside the records that ship.
fn beside(name: &str) -> String {
    shipped("headwaters").replace("headwaters.minutes", name)
}

#[test]
fn a_consultation_of_a_record_is_surveyed_from_the_files_whose_hashes_it_holds() {
    let room = Room::new();
    let record = shipped("headwaters");
    let files = [beside("headwaters-responses-1.csv"), beside("headwaters-responses-2.csv")];
    let out = room.path("out");
    let told = json(&["camps", &record, "--responses", &files[0], &files[1], "--json"]);
    let turned = json(&["camps", &record, "--responses", &files[1], &files[0], "--json"]);
    assert_eq!(told, turned);
    assert_eq!((&told["participants"], &told["statements"]), (&98.into(), &7.into()));
    assert_eq!(told["left_out"], serde_json::json!([6]));
    assert_eq!(told["procedure"]["statements"], 2);
    assert_eq!(told["files"][1]["told"][0]["kind"], "late");
    check(
        &["camps", &record, "-o", &out, "--responses", &files[0], &files[1]],
        0,
        "“Whoever stores water should publish when it is released.”",
    );
    let page = String::from_utf8(room.read("out/camps.html")).expect("UTF-8");
    assert!(page.contains("The river and its flows"), "the title of the consultation");
    assert!(page.contains("Accuses a person who can be recognized of an offence"));
    assert!(!page.contains("opens it for friends"), "words for members only");
}

#[test]
fn files_that_are_not_the_responses_on_the_record_are_told_and_nothing_is_made_of_them() {
    let room = Room::new();
    let record = shipped("headwaters");
    let files = [beside("headwaters-responses-1.csv"), beside("headwaters-responses-2.csv")];
    let refused = |files: &[&str], words: &str| {
        let mut arguments = vec!["camps", &record, "--json", "--responses"];
        arguments.extend(files);
        let ended = check(&arguments, 2, words);
        assert!(ended.out.is_empty(), "{}", ended.out);
        ended.err
    };
    refused(&[&files[0]], "the batch “headwaters-responses-2.csv” (no. 496) is on the record");
    let whole = std::fs::read_to_string(&files[1]).expect("read");
    let altered = room.write("headwaters-responses-2.csv", &whole.replacen(",1\n", ",-1\n", 1));
    let said = refused(&[&files[0], &altered], "is not as it was received: no. 496 holds");
    assert!(!said.contains("is not named"), "{said}");
    let other = room.write("other.csv", &divided());
    let said = refused(&[&other, &files[0], &files[1]], "is no batch of responses on the record");
    assert!(said.lines().count() == 2, "{said}");
    refused(&[&files[0], &files[1], &files[0]], "has the same bytes as");
    check(&["camps", &shipped("wgec"), "--responses", &other], 2, "holds no batch of responses");
    check(&["camps", &other, "--responses", &other], 2, "goes with a record");
    let comments = ["--comments", &other, "--responses", &files[0], &files[1]];
    check(&[&["camps", &record][..], &comments].concat(), 2, "does not go with --responses");
}

#[test]
fn of_a_record_the_splits_come_first() {
    let room = Room::new();
    let told = json(&["camps", &shipped("headwaters"), "--json"]);
    let first = &told["splits"][0];
    let group = &first["groups"][0];
    assert_eq!((&first["statement"], &group["divided"]), (&"P9".into(), &true.into()));
    assert_eq!(group["kind"], "coalition");
    assert_eq!((&group["objects"], &group["can_accept"]), (&1.into(), &1.into()));
    let index = |thing: &Value| thing["groups"][0]["disagreement"].as_f64().expect("a number");
    let indices: Vec<f64> = told["splits"].as_array().expect("a list").iter().map(index).collect();
    assert!(indices.is_sorted_by(|one, other| one >= other), "{indices:?}");
    assert!(told["coalitions"][0]["disagreement"].is_number(), "{}", told["coalitions"]);
    assert!(told["procedure"]["splits"].is_array());
    check(&["camps", &shipped("headwaters"), "-o", &room.path("out")], 0, "splits.svg");
    let page = String::from_utf8(room.read("out/camps.html")).expect("UTF-8");
    let at = |anchor: &str| page.find(&format!("<h2 id=\"{anchor}\"")).expect(anchor);
    assert!(at("splits") < at("reading"));
}

#[test]
fn camps_keep_their_names_and_what_became_of_them_is_told() {
    let room = Room::new();
    let votes = room.write("votes.csv", &divided());
    let first = check(&["camps", &votes, "--json", "--assignments"], 0, "").out;
    let old = room.write("old.json", &first);
    let told = json(&["camps", &votes, "--previous", &old, "--json"]);
    let camps = told["camps"].as_array().expect("a list");
    let changes = told["names"]["changes"].as_array().expect("a list");
    assert_eq!(camps.len(), changes.len());
    for (camp, change) in camps.iter().zip(changes) {
        assert_eq!((&change["change"], &change["camp"]), (&"kept".into(), &camp["id"]));
    }
    let turned = first.replace("\": \"A\"", "\": \"X\"").replace("\": \"B\"", "\": \"X\"");
    let old = room.write("turned.json", &turned);
    let ended = check(&["camps", &votes, "--previous", &old], 0, "Since the earlier result");
    assert!(camps.is_empty() || ended.out.contains("those of camp X are now in"), "{}", ended.out);
}

#[test]
fn what_a_bloc_changes_and_how_far_camps_follow_constituencies_is_told() {
    let room = Room::new();
    let mut file = divided();
    let mut people = String::from("participant,constituency\n");
    for voter in 0..40 {
        writeln!(people, "p{voter},{}", ["East", "West"][voter % 2]).expect("a string takes all");
    }
    for copy in 0..6 {
        for statement in [0, 1, 2, 3, 5, 8, 9, 12, 14] {
            writeln!(file, "{statement},copy{copy},-1").expect("a string takes all");
        }
    }
    let votes = room.write("votes.csv", &file);
    let people = room.write("people.csv", &people);
    let told = json(&["camps", &votes, "--participants", &people, "--json"]);
    let blocs = told["manipulation"]["blocs"].as_array().expect("a list");
    assert!(!blocs.is_empty(), "{told}");
    for bloc in blocs.iter().take(5) {
        assert!(bloc["without"]["moved"].is_u64() && bloc["without"]["agreement"].is_number());
        assert!(bloc["without"]["common_ground_lost"].is_array(), "{bloc}");
    }
    let camps = told["camps"].as_array().map_or(0, Vec::len);
    assert_eq!(told["association"].is_number(), camps > 1, "{told}");
    check(&["camps", &votes], 0, "without it:");
}

#[test]
fn who_is_asked_next_what_follows_from_the_seed_and_the_name() {
    let room = Room::new();
    let votes = room.write("votes.csv", &divided());
    let comments = room.write(
        "comments.csv",
        "comment-id,moderated,comment-body\n0,-1,no\n1,1,yes\n77,1,nobody was asked this\n78,-1,nor this\n",
    );
    // Everybody has answered everything but what nobody was asked.
    let ask = |who: &str| json(&["camps", &votes, "--comments", &comments, "--ask", who, "--json"]);
    let known = ask("p1");
    assert_eq!(known["schema"], "rapporteur-ask/1");
    assert_eq!((&known["known"], &known["left"]), (&true.into(), &1.into()));
    assert_eq!((&known["show"]["statement"], &known["show"]["answered"]), (&77.into(), &0.into()));
    let new = ask("somebody else");
    assert_eq!((&new["known"], &new["left"]), (&false.into(), &20.into()));
    assert!(new["show"]["gain"].as_f64() > Some(0.0) && new["show"]["reason"].is_string());
    assert_eq!(new, ask("somebody else"));
    check(&["camps", &votes, "--ask", "p1"], 0, "has answered every statement");
    check(&["camps", &votes, "--comments", &comments, "--ask", "p1"], 0, "“nobody was asked this”");
    check(&["camps", &shipped("headwaters"), "--ask", "p1"], 2, "--ask goes with a file");
}
