//! The life of a wording, the sources of a text, amendments in each other's way.

use super::world::{Room, check, run, shipped};
use serde_json::Value;

/// Two paragraphs and amendments to them; one wording, one objection, one amendment and one document for members only.
const SMALL: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n\
    officer VER \"Ms. Verrell\" chair, of ARD\n\
    text T \"Text\" rolling-text\nprovision P1 \"1\" en \"The Parties shall notify one another in good time.\" in T, by ARD\n\
    provision P2 \"2\" en \"The Parties reply.\" in T\n";

fn json(arguments: &[&str]) -> Value {
    let ended = run(arguments);
    assert_eq!(ended.code, 0, "{arguments:?}\n{}", ended.err);
    serde_json::from_str(&ended.out).expect("JSON")
}

fn small(room: &Room, lines: &str) -> String {
    room.write("small.minutes", &format!("{SMALL}{lines}"))
}

#[test]
fn a_paragraph_s_life_is_told_step_by_step_with_consent() {
    let headwaters = shipped("headwaters");
    let biography = ["text", "biography", &headwaters];
    let with = |what: &[&str], words: &str| {
        check(&[&biography[..], what].concat(), 0, words);
    };
    with(&["P26"], "splits paragraph 26 (P26)");
    with(&["P26B"], "Who takes part is a question of its own");
    with(&["P24"], "decides that these brackets are alternatives");
    with(&["P23"], "merges paragraph E2 (EL2), into paragraph 23 (P23)");
    with(&["PP7"], "places it, after paragraph PP2 (PP2)");
    with(&["PP6alt"], "Consent: without that of Hydropower");
    with(&["14"], "proposed by Basin Hydrometric Institute");
    with(&["P17"], "Consent: not recorded");
    with(&["\"legitimate interest\""], "in brackets");
    with(&["The Parties", "--in", "P8"], "“The Parties”, in paragraph 8 (P8)");
    with(&["E2", "--text", "ELEM"], "paragraph E2 (EL2)");
    let found = json(&["text", "biography", &headwaters, "P24", "--json"]);
    assert_eq!(found["schema"], "rapporteur-text-biography/1");
    let steps = found["steps"].as_array().expect("a list");
    let resolved = steps.iter().find(|s| s["kind"] == "resolved").expect("it was resolved");
    assert_eq!(resolved["consent"]["with"][0]["id"], "HW");
    assert_eq!(
        found["now"][0]["words"],
        "The Meridian Basin Fund is invited to support measures under these recommendations."
    );
}

#[test]
fn a_wording_that_is_not_there_or_in_several_places_is_a_misuse() {
    let headwaters = shipped("headwaters");
    let refused = |what: &[&str], words: &str| {
        check(&[&["text", "biography", &headwaters][..], what].concat(), 2, words);
    };
    refused(&["no such words"], "is no paragraph of");
    refused(&["The Parties"], "add `--in P1`");
    refused(&["words", "--in", "NOPE"], "holds no paragraph `NOPE`");
    refused(&["sovereign right", "--in", "P1"], "never stood in");
    refused(&["P1", "--text", "NOPE"], "does not hold");
    let room = Room::new();
    let file = room.write("draft.md", "1. Words.\n");
    for command in ["sources", "collisions"] {
        check(&["text", command, &file], 2, "does not hold");
        check(&["text", command, &headwaters, "--text", "NOPE"], 2, "`DRAFT`");
        check(&["text", command, &headwaters, "--at", "99999"], 2, "no entry");
    }
}

#[test]
fn steps_that_are_not_disclosed_are_counted_and_give_no_words_or_names() {
    let room = Room::new();
    let file = small(
        &room,
        "BOR objects to P2, reason \"Secret reason\" {level members}\n\
         ARD supports P2, words \"Open words\" {level unattributed}\n\
         ARD can-accept P2\n\
         revises P2 in-writing en \"Hidden words reply.\" {level members}\n\
         revises P2 in-writing en \"The Parties reply.\"\n",
    );
    let told = check(&["text", "biography", &file, "P2"], 0, "2 steps not disclosed").out;
    assert!(!told.contains("Secret") && !told.contains("Hidden"), "{told}");
    assert!(told.contains("A party, not named, supports"), "{told}");
    // The number of what took its place would name who held it.
    assert!(told.contains("(a later position took its place)"), "{told}");
    check(&["text", "biography", &file, "Hidden words"], 2, "is no paragraph of");
    check(&["text", "biography", &file, "Hidden words", "--in", "P2"], 2, "never stood in");
    let found = json(&["text", "biography", &file, "Parties reply", "--json"]);
    assert_eq!(found["not_disclosed"], 2);
}

#[test]
fn a_source_table_names_who_contributed_and_is_written_in_every_format() {
    let headwaters = shipped("headwaters");
    let table = check(&["text", "sources", &headwaters], 0, "Both are on who pays").out;
    assert!(table.contains("Ardenia: proposed paragraph E2 (EL2), HWG/1/CRP.1"), "{table}");
    assert!(table.contains("not recorded"));
    let found = json(&["text", "sources", &headwaters, "--json"]);
    assert_eq!(found["schema"], "rapporteur-text-sources/1");
    let rows = found["paragraphs"].as_array().expect("a list");
    let row = rows.iter().find(|r| r["provision"] == "P26A").expect("a part of what was split");
    assert_eq!(row["originals"][0]["label"], "26");
    assert_eq!(row["made"][1]["approach"], "split");
    let room = Room::new();
    for ending in ["html", "docx", "md"] {
        let out = room.path(&format!("sources.{ending}"));
        check(&["text", "sources", &headwaters, "-o", &out], 0, "");
        assert!(!room.read(&format!("sources.{ending}")).is_empty());
    }
    check(&["text", "sources", &headwaters, "-o", &room.path("s.xyz")], 2, "does not say a format");
}

#[test]
fn what_the_sources_may_not_tell_is_counted() {
    let room = Room::new();
    let file = small(
        &room,
        "BOR amends P1 as A1 replace \"good time\" with \"time\", reason \"Secret reason\" {level members}\n\
         revises P1 by-amendment en \"The Parties shall notify one another in time.\", amendment A1\n",
    );
    let table = check(&["text", "sources", &file], 0, "1 contribution or act not disclosed").out;
    assert!(!table.contains("Secret") && !table.contains("Boreland"), "{table}");
}

#[test]
fn amendments_that_collide_are_listed_with_their_words() {
    let room = Room::new();
    let lines = "ARD amends P1 as A1 replace \"shall notify\" with \"notify\"\n\
        BOR amends P1 as A2 delete \"notify one another\"\n\
        BOR amends P2 as A3 delete \"in writing\"\n";
    let file = small(&room, lines);
    check(&["text", "collisions", &file], 0, "A2 by Boreland");
    let found = json(&["text", "collisions", &file, "--json"]);
    assert_eq!(found["schema"], "rapporteur-text-collisions/1");
    assert_eq!(found["collisions"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["collisions"][0]["kind"], "overlap");
    check(&["text", "collisions", &shipped("headwaters")], 0, "No open amendments");
    let file = small(&room, &lines.replace("another\"", "another\" {level members}"));
    let hidden = check(&["text", "collisions", &file], 0, "1 collision not disclosed").out;
    assert!(!hidden.contains("A2"), "{hidden}");
}
