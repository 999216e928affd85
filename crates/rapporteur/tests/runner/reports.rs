//! Reports as files: what is written, and what stands in it.

use super::world::{FAULTY, Room, check, run, shipped};
use serde_json::Value;

const TEXTS: &str = "html,md,json";

#[test]
fn a_report_is_written_in_every_format() {
    let room = Room::new();
    let out = room.path("out");
    let ended = check(&["report", &shipped("last-hours"), "-o", &out], 0, "report.pdf");
    for name in ["report.html", "report.md", "report.json"] {
        assert!(ended.out.contains(name), "{}", ended.out);
    }
    assert!(room.read("out/report.pdf").starts_with(b"%PDF-"));
    let left: Vec<_> = std::fs::read_dir(&out).expect("listed").collect();
    assert_eq!(left.len(), 4, "nothing but the reports is left: {left:?}");
}

#[test]
fn a_report_is_written_whatever_the_record_says() {
    let room = Room::new();
    let file = room.write("faulty.minutes", FAULTY);
    let out = room.path("out");
    let ended = check(&["report", &file, "--format", TEXTS, "-o", &out], 0, "report.html");
    assert!(ended.err.contains("error[M0101]"), "{}", ended.err);
    let empty = room.write("empty.minutes", "minutes/1\n");
    check(&["report", &empty, "-o", &out], 2, "no entry");
}

#[test]
fn every_sentence_of_the_json_names_its_evidence() {
    for name in ["wgec", "headwaters", "last-hours"] {
        let room = Room::new();
        check(&["report", &shipped(name), "--format", "json", "-o", &room.path("")], 0, "json");
        let report: Value = serde_json::from_slice(&room.read("report.json")).expect("JSON");
        let sentences = report["sentences"].as_array().expect("sentences");
        assert!(sentences.len() > 20, "{name} has {} sentences", sentences.len());
        for sentence in sentences {
            let evidence = sentence["evidence"].as_array().expect("a list");
            assert!(!evidence.is_empty(), "{sentence}");
            assert!(evidence.iter().all(Value::is_u64), "{sentence}");
            for field in ["text", "kind", "basis"] {
                assert!(sentence[field].as_str().is_some_and(|t| !t.is_empty()), "{sentence}");
            }
        }
    }
}

#[test]
fn an_unattributed_report_names_no_party() {
    let room = Room::new();
    let file = shipped("headwaters");
    let arguments = ["report", &file, "--unattributed", "--format", TEXTS, "-o", &room.path("")];
    check(&arguments, 0, "report.html");
    let source = std::fs::read(&file).expect("read");
    let group = record::Record::replay(record::minutes::parse(&source));
    let names: Vec<String> =
        group.group().parties.values().map(|p| p.admitted.said.name.to_string()).collect();
    assert_eq!(names.len(), 21);
    for name in ["report.html", "report.md", "report.json"] {
        let text = String::from_utf8(room.read(name)).expect("UTF-8");
        // The list of participants names everybody, in every report; who held what is what may not be told.
        let told: Vec<&String> = names.iter().filter(|n| held_by(&text, n)).collect();
        assert!(told.is_empty(), "{name} names {told:?}");
    }
}

fn held_by(text: &str, name: &str) -> bool {
    text.contains(name)
}

#[test]
fn the_record_is_compiled_as_it_stood() {
    let room = Room::new();
    let file = shipped("headwaters");
    let at = |moment: &str| {
        let out = room.path(moment);
        check(&["report", &file, "--at", moment, "--format", "json", "-o", &out], 0, "json");
        let report: Value =
            serde_json::from_slice(&room.read(&format!("{moment}/report.json"))).expect("JSON");
        let numbers = report["evidence"].as_array().expect("a list").iter();
        numbers.filter_map(|e| e["number"].as_u64()).max().expect("some")
    };
    assert!(at("100") <= 100);
    assert!(at("2025-11-30") < 470);
}

#[test]
fn a_study_is_marked_and_written_beside_its_reports() {
    let room = Room::new();
    let file = shipped("last-hours");
    let ended = check(&["compare-rules", &file, "-o", &room.path("")], 0, "Study, no status");
    assert!(ended.out.contains("agreed-text-only"), "{}", ended.out);
    let page = String::from_utf8(room.read("comparison.html")).expect("UTF-8");
    assert!(page.contains("Study, no status") && !page.contains("<script"));
    assert!(
        page.contains("href=\"iso") || page.contains("href=\"agreed-text-only/iso/report.html")
    );
    room.read("agreed-text-only/iso/report.html");
    check(&["compare-rules", "no-such-file"], 2, "was not read");
}

#[test]
fn a_report_takes_up_a_narrative_with_its_claims_checked() {
    let room = Room::new();
    let note = room.write("note.md", "Paragraph 3 [was adopted](claim:agreed/P3).\n");
    let file = shipped("headwaters");
    let arguments =
        ["report", &file, "--narrative", &note, "--format", "md", "-o", &room.path("out")];
    let ended = check(&arguments, 0, "note.md:1:");
    assert!(ended.err.contains("error[R"), "{}", ended.err);
    let text = String::from_utf8(room.read("out/report.md")).expect("UTF-8");
    assert!(text.contains("was adopted"), "the narrative stands in the report");
}

#[test]
fn a_font_that_is_missing_leaves_the_other_formats() {
    // Arabic needs fonts of the machine; where they are there, print is written, and the test says nothing.
    let room = Room::new();
    let file = room.write(
        "a.minutes",
        "minutes/1\ngroup A \"مجموعة\"\nparty ARD \"Ardenia\" government member\n",
    );
    let out = room.path("out");
    let ended = run(&["report", &file, "-o", &out]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    room.read("out/report.html");
    if !ended.out.contains("report.pdf") {
        assert!(ended.err.contains("fonts-noto-core"), "{}", ended.err);
        check(&["report", &file, "--format", "pdf", "-o", &out], 3, "fonts-noto-core");
    }
}

#[test]
fn the_demo_writes_a_folder_for_each_record() {
    let room = Room::new();
    let out = room.path("demo");
    check(&["demo", "--out", &out, "--no-serve"], 0, "wgec");
    for name in ["wgec", "headwaters", "last-hours"] {
        for format in ["html", "pdf", "md", "json"] {
            let path = format!("{out}/{name}/report.{format}");
            // Headwaters holds words in Arabic and Chinese, for which the machine may have no font.
            assert!(format == "pdf" || std::fs::metadata(&path).is_ok(), "{path}");
        }
    }
    check(&["demo", "--out", &room.write("taken", ""), "--no-serve"], 3, "was not made");
}
