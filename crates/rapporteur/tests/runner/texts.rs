//! Commands on negotiating text.

use super::world::{Room, check, run, shipped};
use serde_json::Value;

/// Two paragraphs, of which the second is not balanced; a run, a spaced pair, a link and footnote marks that are none.
const DRAFT: &str = "\
1. Parties [shall][should][may] act [soon] [later], see [the site](https://example.org/a).[^1]

2. [Norland: as appropriate] words - and ] stray [x - Sudland]

**Option 1:** No text

[^1]: [A note.]
";

fn json(arguments: &[&str]) -> Value {
    let ended = run(arguments);
    assert_eq!(ended.code, 0, "{arguments:?}\n{}", ended.err);
    serde_json::from_str(&ended.out).expect("JSON")
}

#[test]
fn text_check_counts_and_gives_places() {
    let room = Room::new();
    let file = room.write("draft.md", DRAFT);
    let found = json(&["text", "check", &file, "--json"]);
    assert_eq!(found["schema"], "rapporteur-text-check/1");
    for (name, count) in [
        ("paragraphs", 4),
        ("opening", 8),
        ("closing", 9),
        ("adjacencies", 2),
        ("undecided_runs", 1),
        ("spaced_adjacencies", 1),
        ("options", 1),
        ("no_text", 1),
    ] {
        assert_eq!(found[name], count, "{name}");
    }
    assert_eq!(found["unbalanced"], serde_json::json!([3]));
    assert_eq!(found["stray"], serde_json::json!([{ "line": 3, "column": 42, "mark": "]" }]));
    assert_eq!(found["unknown_holders"], serde_json::json!([]));
    check(&["text", "check", &file], 0, "3:42");
    let rulings = room.write("rulings.txt", "\"[shall][should][may]\" alternatives\n");
    let ruled = json(&["text", "check", &file, "--json", "--rulings", &rulings]);
    assert_eq!(
        (&ruled["undecided_runs"], &ruled["adjacencies"]),
        (&Value::from(0), &Value::from(2))
    );
}

#[test]
fn names_that_the_table_does_not_know_are_told() {
    let room = Room::new();
    let file = room.write("draft.md", DRAFT);
    let parties = room.write("parties.txt", "NOR = Norland\n");
    let found = json(&["text", "check", &file, "--json", "--parties", &parties]);
    assert_eq!(found["unknown_holders"][0]["name"], "Sudland");
    let wrong = room.write("wrong.txt", "= nobody\n");
    check(&["text", "check", &file, "--parties", &wrong], 0, "line 1");
}

#[test]
fn text_print_gives_the_bytes_back() {
    let room = Room::new();
    for words in [DRAFT, "", "no line end", "\u{feff}a\r\n\r\n[b\r\n"] {
        let file = room.write("draft.md", words);
        assert_eq!(run(&["text", "print", &file]).out, words);
    }
    let file = room.write_bytes("broken.txt", b"a [\xff\xfe] b\n");
    let out = super::world::rapporteur(&["text", "print", &file]).output().expect("runs");
    assert_eq!(out.stdout, b"a [\xff\xfe] b\n");
    assert!(String::from_utf8_lossy(&out.stderr).contains("2 bytes are not UTF-8"));
}

#[test]
fn a_file_that_is_not_there_is_a_misuse() {
    for command in ["check", "print", "outline", "sheet", "read"] {
        check(&["text", command, "/nowhere/at/all.md"], 2, "was not read");
    }
}

#[test]
fn text_outline_shows_what_is_open() {
    let room = Room::new();
    let file = room.write("draft.md", &format!("## Article 1\n\n{DRAFT}"));
    let found = json(&["text", "outline", &file, "--json"]);
    let entries = found["entries"].as_array().expect("a list");
    assert_eq!(entries[0]["kind"], "heading");
    assert_eq!(entries[1]["label"], "1.");
    assert_eq!(entries[1]["open"]["brackets"], 5);
    assert_eq!(entries[1]["open"]["undecided_runs"], 1);
    assert!(entries.iter().any(|e| e["no_text"] == true));
    check(&["text", "outline", &file], 0, "stray");
}

#[test]
fn text_align_gives_pairs_by_first_lines() {
    let room = Room::new();
    let a = room.write("a.md", "1. Each Party shall report every two years on its measures.\n\n2. The secretariat keeps a public register of reports.\n");
    let b = room.write("b.md", "1. The secretariat keeps a register of reports.\n\n2. A new paragraph about nothing else here.\n\n3. Each Party [shall][should] report every two years on its measures.\n");
    let found = json(&["text", "align", &a, &b, "--json"]);
    let pairs: Vec<(u64, u64)> = found["pairs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| (p["a"].as_u64().expect("a line"), p["b"].as_u64().expect("a line")))
        .collect();
    assert_eq!(pairs, [(1, 5), (3, 1)]);
    assert_eq!(found["only_b"], serde_json::json!([3]));
    assert!(found["pairs"][0]["score"].as_f64().is_some_and(|s| (0.0..=1.0).contains(&s)));
    check(&["text", "align", &a, &b], 0, "Renumbered: 2");
    check(&["text", "align", &a, &b, "--least", "7"], 2, "from 0 to 1");
}

#[test]
fn text_compare_shows_words_that_came_and_went() {
    let room = Room::new();
    let a = room.write("a.md", "One [shall] stay.\n\nTwo goes.\n");
    let b = room.write("b.md", "One should stay.\n\nThree comes.\n");
    let ended = check(&["text", "compare", &a, &b], 0, "line 1 → 1, changed");
    assert!(ended.out.contains("One {-[shall]-}{+should+} stay."), "{}", ended.out);
    for ending in ["html", "md", "docx"] {
        let out = room.path(&format!("c.{ending}"));
        check(&["text", "compare", &a, &b, "-o", &out], 0, "");
        let side = room.path(&format!("s.{ending}"));
        check(&["text", "compare", &a, &b, "--side-by-side", "-o", &side], 0, "");
        assert!(std::fs::metadata(&out).expect("written").len() > 0);
    }
    check(&["text", "compare", &a, &b, "-o", &room.path("c.xyz")], 2, "does not say a format");
}

#[test]
fn a_record_is_a_text_too() {
    let headwaters = shipped("headwaters");
    check(&["text", "check", &headwaters], 0, "Undecided");
    check(&["text", "print", &headwaters, "--text", "ELEM"], 0, "E1.");
    check(&["text", "print", &headwaters, "--text", "NONE"], 2, "`ELEM`");
    check(&["text", "compare", &headwaters, &headwaters, "--from", "150"], 0, "changed");
    for show in ["marked", "clean", "outside-brackets", "by-party", "matrix", "proposals", "topics"]
    {
        check(&["text", "sheet", &headwaters, "--show", show], 0, "# ");
    }
    let room = Room::new();
    let file = room.write("draft.md", DRAFT);
    check(&["text", "sheet", &file, "--show", "topics"], 2, "is no record");
}

#[test]
fn a_word_file_of_ours_is_read_back() {
    let room = Room::new();
    let file = room.write("draft.md", DRAFT);
    let word = room.path("draft.docx");
    check(&["text", "sheet", &file, "-o", &word], 0, "");
    let found = json(&["text", "check", &word, "--json"]);
    assert_eq!((&found["opening"], &found["closing"]), (&Value::from(8), &Value::from(9)));
    check(&["text", "read", &word], 0, "change");
    let broken = room.write("broken.docx", "PK\u{3}\u{4} and nothing");
    check(&["text", "check", &broken], 1, "was not read");
    check(&["text", "read", &file], 1, "plain text");
    for (name, bytes, why) in [
        ("empty.docx", "", "empty"),
        ("words.docx", "only words", "plain text"),
        ("paper.md", "%PDF-1.7", "a PDF file"),
    ] {
        check(&["text", "check", &room.write(name, bytes)], 1, why);
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let room = Room::new();
    let a = room.write("a.md", "One.\n");
    let b = room.write("b.md", "Two.\n");
    check(&["text", "sheet", &a, "-o", &a], 2, "is what is read");
    check(&["text", "compare", &a, &b, "-o", &b], 2, "is what is read");
    let word = room.path("a.docx");
    check(&["text", "sheet", &a, "-o", &word], 0, "");
    check(&["text", "read", &word, "-o", &word], 2, "is what is read");
    let out = room.path("out.md");
    check(&["text", "read", &word, "-o", &out, "--before", &out], 2, "twice");
}

#[test]
fn a_comparison_in_word_gives_both_versions_back() {
    let room = Room::new();
    let (first, second) = (
        "Alpha paragraph about water in the river.\n\nBeta paragraph about fish and forests.\n\nEach Party reports once a year to the others.\n\n",
        "Each Party reports once in two years to the others.\n\nAlpha paragraph about [the] water in the river.\n\nBeta paragraph about fish and forests.\n\n",
    );
    let (a, b) = (room.write("a.md", first), room.write("b.md", second));
    let (word, before, after) = (room.path("c.docx"), room.path("was.md"), room.path("is.md"));
    check(&["text", "compare", &a, &b, "-o", &word], 0, "");
    check(&["text", "read", &word, "--before", &before, "-o", &after], 0, "moved");
    let read = |path: &str| std::fs::read_to_string(path).expect("written");
    assert_eq!((read(&before).as_str(), read(&after).as_str()), (first, second));
}

#[test]
fn what_is_left_out_of_a_clean_text_leaves_the_rest_as_it_reads() {
    let room = Room::new();
    let file =
        room.write("a.md", "[lakes - EU / rivers - G77] and [shall] (EU) (G77: delete) act\n");
    let parties = room.write("p.txt", "\u{feff}EU = European Union\nG77 = Group of 77\n");
    let clean = ["text", "sheet", &file, "--parties", &parties, "--show", "clean"];
    check(&clean, 0, "[lakes / rivers] and [shall] act");
    let other = room.write("b.md", "[x](EU) *Recalling* it (EU: delete), and so on\n");
    let ended = check(
        &["text", "sheet", &other, "--parties", &parties, "--show", "clean"],
        0,
        "Recalling it, and",
    );
    assert!(!ended.out.contains("*Recalling"), "emphasis is form: {}", ended.out);
    let outside = ["text", "sheet", &file, "--parties", &parties, "--show", "outside-brackets"];
    check(&outside, 0, "[…] and […] act");
}
