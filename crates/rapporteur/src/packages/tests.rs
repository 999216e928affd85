//! Files in `packages/1`: what is read of them, what is told of those that are wrong, and that what is written is read again.

use super::problem::Problems;
use super::problem::{Place, Wrong};
use super::{limits, read, write};
use analysis::packages::{Instance, Kind, Said, Scope, Silence, Speaker};
use proptest::prelude::*;
use record::event::positions::Stance;
use std::fmt::Write as _;
use std::path::PathBuf;
use testkit::packages::{Sizes, instance};

/// A file without fault, as little as there can be of each part.
const SMALL: &str = r#"{
    "format": "packages/1", "name": "small", "now": 9,
    "policy": {"silence": "block", "reserve_blocks": true},
    "parties": [{"id": "N", "constituency": "north", "groups": ["low", "top"]}, {"id": "S"}],
    "groups": [{"id": "top"}, {"id": "low", "groups": ["top"]}],
    "units": [
        {"id": "u", "chapter": "aims", "weight": 0, "title": "Aims", "alternatives": [
            {"id": "u.a", "kind": "compromise", "text": "We \"aim\"."}, {"id": "u.b"}]},
        {"id": "v", "alternatives": []}],
    "statements": [
        {"id": "s1", "by": "top", "alt": "u.a", "stance": "none", "t": -4, "expires": -4},
        {"id": "s2", "by": "S", "alt": "u.b", "offer": true, "if": [], "then": "live", "t": 5},
        {"id": "s3", "by": "N", "alt": "u.b", "stance": "live", "only_if": ["+u.a", "-u.b"], "t": 5, "withdrawn": null}],
    "dissociations": [
        {"party": "N", "group": "low", "scope": "u.b"}, {"party": "N", "group": "low", "scope": "aims"},
        {"party": "N", "group": "low", "scope": "*"}, {"party": "N", "group": "low", "scope": ""}],
    "links": [{"if": "u.a", "then": ["-u.b"], "why": "says so"}, {"if": "u.b", "then": []}],
    "expected": {"anything": [1, 2.5, {"deep": null}]}
}"#;

fn told(file: &str) -> String {
    match read(file.as_bytes()) {
        Ok(_) => "nothing".to_owned(),
        Err(problems) => problems.to_string(),
    }
}

/// What is told of the small file, where words in it are replaced by others.
#[track_caller]
fn check(replaced: &str, by: &str, expected: &str) {
    assert!(SMALL.contains(replaced), "{replaced}");
    assert_eq!(told(&SMALL.replacen(replaced, by, 1)), expected);
}

#[test]
fn a_file_is_read_as_it_stands() {
    let read = read(SMALL.as_bytes()).unwrap();
    assert_eq!((&*read.name, read.now), ("small", 9));
    assert_eq!(read.policy.silence, Silence::Blocks);
    assert!(read.policy.reserve_blocks && !read.policy.sponsor && !read.policy.offers_alone);
    assert_eq!(read.constituencies, ["north".into(), "".into()]);
    assert_eq!((&read.parties[0].groups, read.parties[1].constituency), (&vec![0, 1], 1));
    assert_eq!((&read.groups[0].groups, &read.groups[1].groups), (&vec![], &vec![0]));
    assert_eq!(read.chapters, ["aims".into(), "".into()]);
    assert_eq!((read.units[0].weight, read.units[1].weight), (0, 1));
    assert_eq!((&read.units[0].alternatives, &read.units[1].alternatives), (&(0..2), &(2..2)));
    assert_eq!(read.alternatives[0].text.as_deref(), Some("We \"aim\"."));
    assert_eq!(
        (read.alternatives[0].kind, read.alternatives[1].kind),
        (Kind::Compromise, Kind::Wording)
    );
    let [none, offer, live] = &read.statements[..] else { panic!("{:?}", read.statements) };
    assert_eq!((none.by, &none.said), (Speaker::Group(0), &Said::Stance(None, Vec::new())));
    assert_eq!((none.from, none.expires), (-4, Some(-4)));
    assert_eq!((offer.by, &offer.said), (Speaker::Party(1), &Said::Offer(Vec::new())));
    let Said::Stance(Some(Stance::CanAccept), conditions) = &live.said else { panic!("{live:?}") };
    let literals: Vec<_> = conditions.iter().map(|l| (l.alternative, l.wanted)).collect();
    assert_eq!((literals, live.withdrawn), (vec![(0, true), (1, false)], None));
    let scopes: Vec<Scope> = read.dissociations.iter().map(|apart| apart.scope).collect();
    assert_eq!(scopes, [Scope::All, Scope::Chapter(0), Scope::Chapter(1), Scope::Alternative(1)]);
    assert_eq!((&*read.links[0].why, read.links[1].then.len()), ("says so", 0));
}

#[test]
fn what_is_no_json_is_told_with_line_and_column() {
    assert_eq!(told(""), "the file: is empty");
    assert_eq!(told(" \n\u{feff}"), "line 2, column 1: not JSON: expected value");
    assert_eq!(told("\u{feff}\n \n"), "the file: is empty");
    assert_eq!(told("null"), "the file: is empty");
    assert_eq!(told("[{}]"), "the file: is a list, and must be an object");
    assert_eq!(told("id;by\n"), "line 1, column 1: not JSON: expected value");
    assert_eq!(told("{\"name\": \"é\", é}"), "line 1, column 15: not JSON: key must be a string");
    assert_eq!(told("{\n\"now\": 1,\n}"), "line 3, column 1: not JSON: trailing comma");
    assert_eq!(told("{\n\"now\": [[1,"), "line 2, column 12: the file ends before it is complete");
    assert_eq!(told("{} {}"), "line 1, column 4: not JSON: trailing characters");
    assert_eq!(told("{\"now\": 1, \"now\": 2}"), "line 1, column 16: duplicate field `now`");
    assert_eq!(told("{\"now\": 1e999}"), "line 1, column 13: not JSON: number out of range");
}

#[test]
fn what_is_no_utf_8_is_told_with_line_and_column() {
    let problems = read(b"{\n \"\xc3\xa9\xff\"}").unwrap_err();
    assert_eq!(problems.to_string(), "line 2, column 4: the bytes are not UTF-8 text");
    let utf_16: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf_16).unwrap_err().told[0].place, Place::Character { line: 1, column: 2 });
}

#[test]
fn nesting_without_end_needs_no_stack() {
    let deep = |open: &str, close: &str| open.repeat(1_000_000) + &close.repeat(1_000_000);
    check("2.5", &deep("[", "]"), "nothing");
    check("2.5", &deep("{\"a\":", "}").replace(":}", ":1}"), "nothing");
    check("\"S\"", &deep("[", "]"), "parties[1].id: is a list, and must be text");
    assert_eq!(told(&"[".repeat(100)), "line 1, column 101: the file ends before it is complete");
}

#[test]
fn another_format_is_refused_at_once() {
    check(
        "packages/1",
        "packages/2",
        "format: `packages/2` is not read; this program reads `packages/1`",
    );
    check("\"packages/1\"", "1", "format: is a whole number, and must be text");
    assert_eq!(
        told("{}"),
        "the file: has no `format`\nthe file: has no `now`\nthe file: has no `parties`\n\
         the file: has no `units`\nthe file: has no `statements`"
    );
}

#[test]
fn what_is_missing_is_told_with_its_place() {
    check("\"id\": \"s1\", ", "", "statements[0]: has no `id`");
    check("\"by\": \"top\", ", "", "statements[0] (s1): has no `by`");
    check("\"alt\": \"u.a\", ", "", "statements[0] (s1): has no `alt`");
    check("\"stance\": \"none\", ", "", "statements[0] (s1): has no `stance`");
    check("\"t\": -4, ", "", "statements[0] (s1): has no `t`");
    check("\"if\": [], ", "", "statements[1] (s2): has no `if`");
    check("\"then\": \"live\", ", "", "statements[1] (s2): has no `then`");
    check(", \"alternatives\": []", "", "units[1] (v): has no `alternatives`");
    check("{\"id\": \"u.b\"}", "{}", "units[0].alternatives[1] (u): has no `id`");
    check("\"group\": \"low\", ", "", "dissociations[0]: has no `group`");
    check(", \"then\": [\"-u.b\"]", "", "links[0]: has no `then`");
}

#[test]
fn what_is_of_another_kind_is_told_with_its_place() {
    check("\"now\": 9", "\"now\": \"9\"", "now: is text, and must be a whole number");
    let fraction =
        "is a number with a point, an exponent or more than 18 digits, and must be a whole number";
    for number in ["5.5", "5.0", "5e0", "9223372036854775808", "100000000000000000000"] {
        check(
            "\"t\": 5}",
            &format!("\"t\": {number}}}"),
            &format!("statements[1].t (s2): {fraction}"),
        );
    }
    check("{\"id\": \"S\"}", "\"S\"", "parties[1]: is text, and must be an object");
    check("{\"id\": \"S\"}", "null", "parties[1]: is `null`, and must be an object");
    check("[\"low\", \"top\"]", "\"low\"", "parties[0].groups (N): is text, and must be a list");
    check(
        "[\"low\", \"top\"]",
        "[[1], \"low\"]",
        "parties[0].groups[0] (N): is a list, and must be text",
    );
    check(
        "[\"+u.a\", \"-u.b\"]",
        "[\"+u.a\", {}]",
        "statements[2].only_if[1] (s3): is an object, and must be text",
    );
    check(
        "\"reserve_blocks\": true",
        "\"reserve_blocks\": 1",
        "policy.reserve_blocks: is a whole number, and must be `true` or `false`",
    );
    check(
        "\"title\": \"Aims\"",
        "\"title\": false",
        "units[0].title (u): is `true` or `false`, and must be text",
    );
    check(
        "\"offer\": true",
        "\"offer\": \"yes\"",
        "statements[1].offer (s2): is text, and must be `true` or `false`\n\
         statements[1] (s2): `if` belongs to an offer; write `\"offer\": true`, or `only_if` with a stance\n\
         statements[1] (s2): `then` belongs to an offer; write `\"offer\": true`, or `only_if` with a stance\n\
         statements[1] (s2): has no `stance`",
    );
}

#[test]
fn a_name_that_is_taken_is_told() {
    check(
        "\"id\": \"S\"",
        "\"id\": \"N\"",
        "parties[1].id: `N` is already the name of a party\n\
         statements[1].by (s2): there is no party or group `S`; perhaps `N`",
    );
    check(
        "\"id\": \"S\"",
        "\"id\": \"top\"",
        "parties[1].id: `top` is already the name of a group\n\
         statements[1].by (s2): there is no party or group `S`; perhaps `N`",
    );
    check("\"id\": \"v\"", "\"id\": \"u\"", "units[1].id: `u` is already the name of a unit");
    check(
        "{\"id\": \"u.b\"}",
        "{\"id\": \"u.b\"}, {\"id\": \"u.a\"}",
        "units[0].alternatives[2].id (u): `u.a` is already the name of an alternative",
    );
    check(
        "\"id\": \"s2\"",
        "\"id\": \"s1\"",
        "statements[1].id: `s1` is already the name of a statement",
    );
    // Units, alternatives, statements and speakers do not share their names.
    check("\"id\": \"s2\"", "\"id\": \"u.a\"", "nothing");
    check("\"id\": \"v\"", "\"id\": \"u.a\"", "nothing");
}

#[test]
fn a_name_of_nothing_is_told_with_what_it_is_or_is_like() {
    check(
        "\"by\": \"top\"",
        "\"by\": \"Tops\"",
        "statements[0].by (s1): there is no party or group `Tops`; perhaps `top`",
    );
    check(
        "\"by\": \"top\"",
        "\"by\": \"u\"",
        "statements[0].by (s1): there is no party or group `u`, but a unit of this name",
    );
    check(
        "\"alt\": \"u.a\"",
        "\"alt\": \"u.c\"",
        "statements[0].alt (s1): there is no alternative `u.c`; perhaps `u.a`",
    );
    check(
        "\"alt\": \"u.a\"",
        "\"alt\": \"v\"",
        "statements[0].alt (s1): there is no alternative `v`, but a unit of this name",
    );
    check(
        "\"+u.a\"",
        "\"+far away\"",
        "statements[2].only_if[0] (s3): there is no alternative `far away`",
    );
    check(
        "\"+u.a\"",
        "\"u.a\"",
        "statements[2].only_if[0] (s3): `u.a` has no sign; write `+u.a` where it is to be in, `-u.a` where not",
    );
    check(
        "[\"-u.b\"]",
        "[\"- u.b\"]",
        "links[0].then[0]: there is no alternative ` u.b`; perhaps `u.b`",
    );
    check(
        "\"if\": \"u.a\"",
        "\"if\": \"+u.a\"",
        "links[0].if: there is no alternative `+u.a`; perhaps `u.a`",
    );
    check(
        "[\"low\", \"top\"]",
        "[\"lo\", \"S\"]",
        "parties[0].groups[0] (N): there is no group `lo`; perhaps `low`\n\
         parties[0].groups[1] (N): there is no group `S`, but a party of this name",
    );
    check(
        "\"party\": \"N\"",
        "\"party\": \"low\"",
        "dissociations[0].party: there is no party `low`, but a group of this name",
    );
    check(
        "\"scope\": \"aims\"",
        "\"scope\": \"aim\"",
        "dissociations[1].scope: there is no chapter or alternative `aim`; perhaps `aims`",
    );
    check(
        "\"stance\": \"live\"",
        "\"stance\": \"Life\"",
        "statements[2].stance (s3): `Life` is none of `support`, `live`, `reserve`, `object` and `none`; perhaps `live`",
    );
    check(
        "\"compromise\"",
        "\"middle\"",
        "units[0].alternatives[0].kind (u.a): `middle` is none of `wording`, `compromise`, `earlier` and `delete`",
    );
    check(
        "\"block\"",
        "\"blocks\"",
        "policy.silence: `blocks` is none of `consent` and `block`; perhaps `block`",
    );
    check(
        "\"then\": \"live\"",
        "\"then\": \"support\"",
        "statements[1].then (s2): `support` is none of `live`",
    );
}

#[test]
fn a_scope_that_could_be_two_things_is_refused() {
    check(
        "\"chapter\": \"aims\"",
        "\"chapter\": \"u.b\"",
        "dissociations[0].scope: `u.b` is both a chapter and an alternative; rename one\n\
         dissociations[1].scope: there is no chapter or alternative `aims`",
    );
}

#[test]
fn nothing_is_unknown_where_the_list_was_not_understood() {
    check(
        "\"units\": [",
        "\"units\": 3, \"was\": [",
        "units: is a whole number, and must be a list",
    );
    check("\"parties\": [", "\"was\": [", "the file: has no `parties`");
}

#[test]
fn identifiers_have_letters_and_fit_on_a_line() {
    check("\"id\": \"v\"", "\"id\": \"\"", "units[1].id: is empty");
    check(
        "\"id\": \"v\"",
        "\"id\": \"v\\nw\"",
        "units[1].id: holds a line break or another control character",
    );
    let long = "v".repeat(201);
    check(
        "\"id\": \"v\"",
        &format!("\"id\": \"{long}\""),
        "units[1].id: has 201 bytes; at most 200 are read",
    );
    check("\"id\": \"v\"", &format!("\"id\": \"{}\"", "é".repeat(100)), "nothing");
    check(
        "\"north\"",
        "\"a\\u0007\"",
        "parties[0].constituency (N): holds a line break or another control character",
    );
}

#[test]
fn fields_of_stances_and_offers_do_not_mix() {
    check(
        "\"stance\": \"none\"",
        "\"stance\": \"none\", \"if\": []",
        "statements[0] (s1): `if` belongs to an offer; write `\"offer\": true`, or `only_if` with a stance",
    );
    let says =
        "belongs to a stance; an offer has its conditions in `if` and says `\"then\": \"live\"`";
    check(
        "\"offer\": true",
        "\"offer\": true, \"only_if\": []",
        &format!("statements[1] (s2): `only_if` {says}"),
    );
    check(
        "\"offer\": true",
        "\"offer\": true, \"stance\": \"live\"",
        &format!("statements[1] (s2): `stance` {says}"),
    );
    check(
        "\"stance\": \"live\"",
        "\"stance\": \"object\"",
        "statements[2] (s3): `only_if` says when a stance accepts, and `object` never does; what would lift an objection is an offer beside it",
    );
    check("\"stance\": \"none\"", "\"stance\": \"none\", \"offer\": false", "nothing");
}

#[test]
fn weights_are_whole_and_not_too_much() {
    let says = "is no weight; write a whole number from 0 to 1,000,000";
    check("\"weight\": 0", "\"weight\": -1", &format!("units[0].weight (u): -1 {says}"));
    check("\"weight\": 0", "\"weight\": 1000001", &format!("units[0].weight (u): 1000001 {says}"));
    check("\"weight\": 0", "\"weight\": 1000000", "nothing");
    check(
        "\"weight\": 0",
        "\"weight\": 0.5",
        "units[0].weight (u): is a number with a point, an exponent or more than 18 digits, and must be a whole number",
    );
}

#[test]
fn a_statement_does_not_end_before_it_counts() {
    check(
        "\"expires\": -4",
        "\"expires\": -5",
        "statements[0] (s1): `expires` is -5, before `t`, which is -4",
    );
    check(
        "\"withdrawn\": null",
        "\"withdrawn\": 4",
        "statements[2] (s3): `withdrawn` is 4, before `t`, which is 5",
    );
    check("\"withdrawn\": null", "\"withdrawn\": 5", "nothing");
}

#[test]
fn groups_round_about_are_told_with_the_whole_circle() {
    check(
        "{\"id\": \"top\"}",
        "{\"id\": \"top\", \"groups\": [\"high\"]}, {\"id\": \"high\", \"groups\": [\"low\"]}",
        "groups[0]: `top` is in `high`, which is in `low`, which is in `top`; no group is in itself",
    );
    check(
        "{\"id\": \"top\"}",
        "{\"id\": \"top\", \"groups\": [\"top\"]}",
        "groups[0]: `top` is in `top`; no group is in itself",
    );
    check(
        "[\"low\", \"top\"]",
        "[\"low\", \"top\", \"low\"]",
        "parties[0].groups[2] (N): `low` is named twice",
    );
}

#[test]
fn of_many_problems_the_first_are_told_and_the_others_counted() {
    let statements: Vec<String> = (0..50)
        .map(|at| {
            format!(
                "{{\"id\": \"{at}\", \"by\": \"S\", \"alt\": \"u.a\", \"stance\": \"?\", \"t\": 1}}"
            )
        })
        .collect();
    let file = SMALL.replacen(
        "\"statements\": [",
        &format!("\"statements\": [{},", statements.join(",")),
        1,
    );
    let problems = read(file.as_bytes()).unwrap_err();
    assert_eq!((problems.told.len(), problems.others), (limits::TOLD, 30));
    assert!(problems.to_string().ends_with("\nand 30 more"), "{problems}");
}

#[test]
fn too_much_is_refused_without_being_held() {
    let many = |name: &str, count: usize| {
        let mut list = String::new();
        for at in 0..count {
            let before = if at == 0 { "" } else { ", " };
            write!(list, "{before}{{\"id\": \"{name}{at}\"}}").unwrap();
        }
        list
    };
    let groups = many("g", limits::GROUPS);
    check(
        "{\"id\": \"top\"}",
        &format!("{groups}, {{\"id\": \"top\"}}"),
        "groups: more than 1,000 groups, the most that are read",
    );
    let parties = many("p", limits::PARTIES);
    check(
        "{\"id\": \"S\"}",
        &format!("{{\"id\": \"S\"}}, {parties}"),
        "parties: more than 10,000 parties, the most that are read",
    );
    let alternatives = many("a", limits::ALTERNATIVES - 1);
    check(
        "{\"id\": \"u.b\"}",
        &format!("{{\"id\": \"u.b\"}}, {alternatives}"),
        "units: more than 100,000 alternatives, the most that are read\n\
         units[0].alternatives (u): more than 100,000 alternatives, the most that are read",
    );
    let alternatives = many("a", limits::ALTERNATIVES - 2);
    check(
        "{\"id\": \"u.b\"}",
        &format!("{{\"id\": \"u.b\"}}, {alternatives}"),
        "units: more than 100,000 alternatives, the most that are read",
    );
    let alternatives = many("a", limits::ALTERNATIVES - 10);
    let parties = many("p", 999);
    let both = SMALL
        .replacen("{\"id\": \"u.b\"}", &format!("{{\"id\": \"u.b\"}}, {alternatives}"), 1)
        .replacen("{\"id\": \"S\"}", &format!("{{\"id\": \"S\"}}, {parties}"), 1);
    assert_eq!(
        told(&both),
        "the file: parties times alternatives are 100,091,992; at most 100,000,000 are read"
    );
    let literals = vec!["\"+u.a\""; limits::CONDITIONS + 1].join(",");
    check(
        "\"+u.a\"",
        &literals,
        "statements[2].only_if (s3): more than 1,000 conditions, the most that are read",
    );
}

#[test]
fn groups_that_say_much_for_many_are_refused() {
    let mut parties = String::new();
    for at in 2..limits::PARTIES {
        write!(parties, ", {{\"id\": \"p{at}\", \"groups\": [\"low\"]}}").unwrap();
    }
    let mut statements = String::new();
    for at in 0..limits::SPOKEN_FOR / limits::PARTIES + 10 {
        let said = "\"by\": \"top\", \"alt\": \"u.a\", \"stance\": \"live\", \"t\": 1";
        write!(statements, "{{\"id\": \"m{at}\", {said}}}, ").unwrap();
    }
    let file = SMALL
        .replacen("{\"id\": \"S\"}", &format!("{{\"id\": \"S\"}}{parties}"), 1)
        .replacen("\"statements\": [", &format!("\"statements\": [{statements}"), 1);
    assert_eq!(
        told(&file),
        "statements: the statements of groups speak for 200,089,989 members in all; at most 200,000,000 are read"
    );
}

#[test]
fn what_is_written_is_read_again() {
    let once = read(SMALL.as_bytes()).unwrap();
    assert_eq!(read(write(&once).as_bytes()), Ok(once));
    for seed in 0..300 {
        let made = instance(seed, &Sizes::default());
        let written = write(&made);
        assert_eq!(read(written.as_bytes()), Ok(made), "seed {seed}");
    }
}

#[test]
fn a_statement_is_written_on_one_line() {
    let written = write(&read(SMALL.as_bytes()).unwrap());
    let line = "{\"id\": \"s3\", \"by\": \"N\", \"alt\": \"u.b\", \"stance\": \"live\", \"only_if\": [\"+u.a\", \"-u.b\"], \"t\": 5}";
    assert!(written.lines().any(|found| found == line), "{written}");
}

/// Instances beside the repository; nothing where there are none.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn shared() -> Vec<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("RAPPORTEUR_DATA").map_or_else(beside, PathBuf::from);
    let mut found = vec![data.join("packages/seed_example.json")];
    for entry in std::fs::read_dir(data.join("packages/inst")).into_iter().flatten().flatten() {
        found.push(entry.path());
    }
    found.retain(|path| path.exists());
    found.sort();
    if found.is_empty() {
        eprintln!("skipped: there are no instances in {}", data.display());
    }
    found
}

#[test]
fn instances_of_others_are_read_and_written_again() {
    for path in shared() {
        let bytes = std::fs::read(&path).unwrap();
        let once = read(&bytes).unwrap_or_else(|problems| panic!("{}: {problems}", path.display()));
        assert_eq!(read(write(&once).as_bytes()), Ok(once), "{}", path.display());
    }
}

fn damaged(bytes: &mut Vec<u8>, hits: &[(prop::sample::Index, Damage)]) {
    for (place, damage) in hits {
        if bytes.is_empty() {
            return;
        }
        let at = place.index(bytes.len());
        match damage {
            Damage::Byte(byte) => bytes[at] = *byte,
            Damage::Word(word) => drop(bytes.splice(at..at, word.bytes())),
            Damage::Gone(length) => {
                let end = bytes.len().min(at + length);
                bytes.drain(at..end);
            }
            Damage::End => bytes.truncate(at),
        }
    }
}

#[derive(Clone, Debug)]
enum Damage {
    Byte(u8),
    Word(&'static str),
    Gone(usize),
    End,
}

fn damage() -> impl Strategy<Value = Damage> {
    let words = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "true",
        "-1",
        "1e9",
        "\"id\":",
        "\"groups\":[\"g1\"],",
        "\u{0}",
    ];
    prop_oneof![
        4 => any::<u8>().prop_map(Damage::Byte),
        4 => prop::sample::select(words).prop_map(Damage::Word),
        3 => (1..40_usize).prop_map(Damage::Gone),
        1 => Just(Damage::End),
    ]
}

/// Whatever is read can be written and read again; whatever is not is told with at least one problem.
fn survives(bytes: &[u8]) {
    match read(bytes) {
        Ok(instance) => assert_eq!(read(write(&instance).as_bytes()), Ok(instance)),
        Err(Problems { told, .. }) => {
            assert!(!told.is_empty());
            assert!(told.iter().all(|problem| !problem.to_string().contains('\n')));
        }
    }
}

proptest! {
    #[test]
    fn damaged_files_are_told_and_nothing_falls_over(
        seed in 0..1_000_u64,
        hits in prop::collection::vec((any::<prop::sample::Index>(), damage()), 1..4),
    ) {
        let small = Sizes { parties: 3, units: 3, ..Sizes::default() };
        let mut bytes = write(&instance(seed, &small)).into_bytes();
        damaged(&mut bytes, &hits);
        survives(&bytes);
    }

    #[test]
    fn bytes_as_they_come_are_told(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn names_and_words_of_all_kinds_are_written_and_read_again(
        id in "[^\\p{Cc}]{1,40}",
        words in any::<String>(),
        other in "[a-z\"\\\\+*-]{1,8}",
    ) {
        let mut made: Instance = instance(3, &Sizes::default());
        prop_assume!(id != other && !made.parties.iter().any(|p| *p.name == *id));
        made.name = words.clone().into();
        made.units[0].title = Some(words.clone().into());
        made.alternatives[0].text = Some(words.into());
        made.alternatives[0].name = other.into();
        made.parties[0].name = id.into();
        made.dissociations.clear();
        prop_assert_eq!(read(write(&made).as_bytes()), Ok(made));
    }
}

#[test]
fn a_problem_can_be_taken_apart() {
    let problems =
        read(br#"{"format": "packages/1", "now": 1, "parties": [], "units": []}"#).unwrap_err();
    assert_eq!(problems.told.len(), 1);
    assert_eq!(problems.told[0].wrong, Wrong::Missing("statements"));
}
