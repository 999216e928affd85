//! Commands that need no report: check, draft, show, log, import, export, explain, and how they refuse.

use super::world::{FAULTY, Room, TINY, check, run, shipped};

#[test]
fn check_is_silent_on_a_sound_record_and_exits_with_0() {
    for name in ["wgec", "headwaters", "last-hours"] {
        check(&["check", &shipped(name)], 0, "nothing to remark");
    }
}

#[test]
fn check_shows_the_line_and_exits_with_1() {
    let room = Room::new();
    let file = room.write("faulty.minutes", FAULTY);
    let ended = check(&["check", &file], 1, "2 errors");
    for words in ["error[M0101]", "faulty.minutes:4:13", "ARD objects P4", "error[M0201]"] {
        assert!(ended.err.contains(words), "{words} is not in\n{}", ended.err);
    }
}

#[test]
fn check_as_json_has_the_documented_shape() {
    let room = Room::new();
    let file = room.write("faulty.minutes", FAULTY);
    let ended = run(&["check", &file, "--json"]);
    assert_eq!(ended.code, 1);
    let json: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(json["schema"], "rapporteur-check/1");
    let diagnostics = json["diagnostics"].as_array().expect("a list");
    assert_eq!(diagnostics.len(), 2);
    for diagnostic in diagnostics {
        let fields: Vec<&str> =
            diagnostic.as_object().expect("an object").keys().map(String::as_str).collect();
        let expected = ["code", "severity", "file", "line", "column", "message", "help", "entries"];
        assert!(expected.iter().all(|f| fields.contains(f)), "{fields:?}");
        assert!(diagnostic["line"].is_u64() && diagnostic["entries"].is_array());
    }
    let sound: serde_json::Value =
        serde_json::from_str(&run(&["check", &shipped("wgec"), "--json"]).out).expect("JSON");
    assert_eq!(sound["diagnostics"], serde_json::json!([]));
}

#[test]
fn check_finds_that_a_file_does_more_than_add() {
    let room = Room::new();
    let old = room.write("old.minutes", TINY);
    let longer = room.write("new.minutes", &format!("{TINY}ARD says \"And still here.\"\n"));
    let changed = room.write("changed.minutes", &TINY.replace("We are here", "We left"));
    check(&["check", &longer, "--extends", &old], 0, "nothing to remark");
    check(&["check", &changed, "--extends", &old], 1, "M0301");
    check(&["check", &old, "--extends", &longer], 1, "M0301");
}

#[test]
fn a_body_erased_since_must_be_the_one_that_stood_there() {
    let room = Room::new();
    let salt = "a".repeat(64);
    let salted = TINY.replace("on TINY\n", &format!("on TINY {{salt {salt}}}\n"));
    let old = room.write("old.minutes", &salted);
    let stored = room.path("data");
    check(&["import", &old, "--into", &stored], 0, "3 added");
    // What the store leaves of it is what the file must leave of it.
    let hash = hash_of_the_third_body(&salted);
    let erased = |hash: &str| {
        salted.replace(
            &format!("ARD says \"We are here.\", on TINY {{salt {salt}}}\n"),
            &format!("3 ARD erased {hash}\n"),
        )
    };
    let right = room.write("right.minutes", &erased(&hash));
    let wrong = room.write("wrong.minutes", &erased(&"0".repeat(64)));
    check(&["check", &right, "--extends", &old], 0, "3 entries");
    check(&["check", &wrong, "--extends", &old], 1, "M0301");
}

fn hash_of_the_third_body(minutes: &str) -> String {
    let parsed = record::minutes::parse(minutes.as_bytes());
    let parts = record::minutes::canonical_line(&parsed.entries[2]);
    let salt = parts.salt.map(|salt| salt.0);
    store::merkle::body_hash(salt.as_ref(), &parts.body.expect("a body")).to_string()
}

#[test]
fn a_first_draft_is_sound_and_an_overclaim_is_found() {
    let room = Room::new();
    let draft = room.path("note.md");
    check(&["draft", &shipped("headwaters"), "-o", &draft], 0, "note.md");
    check(&["check", &shipped("headwaters"), "--narrative", &draft], 0, "");
    let wrong = room.write("wrong.md", "Paragraph 3 [was adopted](claim:agreed/P3).\n");
    check(&["check", &shipped("headwaters"), "--narrative", &wrong], 1, "wrong.md:1:");
}

#[test]
fn show_tells_outcome_rules_paragraphs_and_issues() {
    let ended = check(&["show", &shipped("headwaters")], 0, "Decision rule");
    for words in ["root ", "contested", "objects (no. ", "Issues", "made without prejudice"] {
        assert!(ended.out.contains(words), "{words} is not in\n{}", ended.out);
    }
    check(&["show", &shipped("wgec")], 0, "without an agreed recommendation");
    check(&["show", "no-such-file"], 2, "was not read");
}

#[test]
fn show_names_nobody_whose_position_is_not_disclosed() {
    // RTC's objection to P23 may only be counted.
    let out = run(&["show", &shipped("headwaters")]).out;
    assert!(!out.contains("A commission that includes all decides for all"), "{out}");
    assert!(out.contains("not named: objects"), "{out}");
}

#[test]
fn the_log_marks_what_was_not_admitted_or_not_read() {
    let room = Room::new();
    let file = room.write("faulty.minutes", FAULTY);
    let ended = check(&["log", &file], 0, "? 3 ARD objects P4");
    assert!(ended.out.contains("! 4 ZZZ says"), "{}", ended.out);
    assert!(ended.out.contains("  1 group TINY"), "{}", ended.out);
    check(&["log", "no-such-file"], 2, "was not read");
}

#[test]
fn words_of_the_record_cannot_command_the_terminal() {
    let room = Room::new();
    let file = room.write("a.minutes", &TINY.replace("We are", "We\u{1b}[31m are"));
    let ended = run(&["log", &file]);
    assert!(!ended.out.contains('\u{1b}'), "{}", ended.out);
}

#[test]
fn import_takes_what_is_new_and_export_gives_the_same_bytes() {
    let room = Room::new();
    let data = room.path("data");
    check(&["import", &shipped("headwaters"), "--into", &data], 0, "496 added");
    check(&["import", &shipped("headwaters"), "--into", &data], 0, "0 added");
    check(&["export", &data, "-o", &room.path("a.minutes")], 0, "a.minutes");
    check(&["export", &shipped("headwaters"), "-o", &room.path("b.minutes")], 0, "b.minutes");
    assert!(room.read("a.minutes") == room.read("b.minutes"));
    check(&["check", &data, "--extends", &room.path("a.minutes")], 0, "nothing to remark");
    check(&["show", &data], 0, "496 entries");
    let again = room.path("again");
    check(&["import", &room.path("a.minutes"), "--into", &again], 0, "496 added");
    check(&["export", &again, "-o", &room.path("c.minutes")], 0, "c.minutes");
    assert!(room.read("a.minutes") == room.read("c.minutes"));
}

#[test]
fn import_refuses_errors_and_what_does_more_than_add() {
    let room = Room::new();
    let data = room.path("data");
    let faulty = room.write("faulty.minutes", FAULTY);
    check(&["import", &faulty, "--into", &data], 1, "nothing was imported");
    check(&["show", &data], 2, "was not read");
    let first = room.write("a.minutes", TINY);
    check(&["import", &first, "--into", &data], 0, "3 added");
    let other = room.write("b.minutes", &TINY.replace("We are", "We were"));
    check(&["import", &other, "--into", &data], 1, "M0301");
    check(&["show", &data], 0, "3 entries");
}

#[test]
fn a_directory_without_a_record_is_a_misuse_and_a_damaged_one_a_fault() {
    let room = Room::new();
    check(&["show", &room.path("")], 2, "there is no record in");
    let data = room.path("data");
    check(&["import", &room.write("a.minutes", TINY), "--into", &data], 0, "3 added");
    std::fs::write(format!("{data}/record.sqlite"), "not a database").expect("written");
    check(&["show", &data], 3, "damaged");
}

#[test]
fn export_refuses_a_file_with_lines_that_cannot_be_read() {
    let room = Room::new();
    let faulty = room.write("faulty.minutes", FAULTY);
    check(&["export", &faulty, "-o", &room.path("o.minutes")], 1, "nothing was written");
    check(&["export", &faulty], 2, "required");
}

#[test]
fn a_code_is_explained_and_an_unknown_one_is_a_misuse() {
    check(&["explain", "M0201"], 0, "rules of procedure");
    check(&["explain", "r0101"], 0, "R0101");
    check(&["explain", "list"], 0, "M0001");
    check(&["explain", "X0000"], 2, "no code");
}

#[test]
fn misuse_is_told_and_exits_with_2() {
    check(&["report", &shipped("wgec")], 2, "-o <DIR>");
    check(&["frobnicate"], 2, "unrecognized subcommand");
    let room = Room::new();
    let out = room.path("out");
    check(&["report", &shipped("wgec"), "--report-rule", "best", "-o", &out], 2, "best");
    check(&["report", &shipped("wgec"), "--language", "xx", "-o", &out], 2, "xx");
    check(&["report", &shipped("wgec"), "--at", "soon", "-o", &out], 2, "soon");
    check(&["report", &shipped("wgec"), "--at", "99999", "-o", &out], 2, "no. 99999");
}

#[test]
fn every_diagnostic_of_the_report_is_explained() {
    for code in report::CODES {
        check(&["explain", code.code.0], 0, code.title);
    }
}
