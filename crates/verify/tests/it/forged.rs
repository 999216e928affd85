//! What a forger may try, in the certificate and in the instance.

use super::{told, under};

/// Three units of weight 5 of which two exclude each other; more is not known.
const TABLE: &str = r#"{"format":"packages/1","parties":[{"id":"A","groups":["g"]}],"groups":[{"id":"g"}],
"units":[{"id":"u","weight":5,"alternatives":[{"id":"x"}]},{"id":"v","weight":5,"alternatives":[{"id":"y"}]},
         {"id":"w","weight":5,"alternatives":[{"id":"z"}]}],
"statements":[{"id":"1","by":"A","alt":"x","stance":"object","t":1},
              {"id":"2","by":"A","alt":"x","offer":true,"if":["-y"],"t":1},
              {"id":"3","by":"A","alt":"z","offer":true,"if":["+x"],"t":1}],
"dissociations":[],"links":[]}"#;

fn steps(lines: &str) -> String {
    told(&under("consensus", &format!("{}\nin x\nin z\nweight 10\nbound 10", lines.trim())), TABLE)
}

fn refused(lines: &str, expected: &str) {
    let told = steps(lines);
    assert!(told.ends_with(expected), "{lines:?}: {told}");
}

#[test]
fn an_honest_core_is_accepted() {
    assert_eq!(steps("count 1 -u:u -u:v\ncore 5 1"), "10 of 10: 2 in, 2 steps");
    assert_eq!(
        steps("count 1 -u:u\ncount 2 c:1 -u:v\ncore 2 2\ncore 3 2"),
        "10 of 10: 2 in, 4 steps"
    );
    assert_eq!(steps("count 1 -u:u\ncount 2 c:1 -u:v -u:w\ncore 5 2"), "10 of 10: 2 in, 3 steps");
}

#[test]
fn what_remains_of_a_core_is_a_credit_and_no_more() {
    let core = "count 1 -u:u -u:v\ncore 5 1";
    refused(&format!("{core}\ncount 2 +c:1:2\ncore 5 2"), "that one fails does not follow");
    refused(&format!("{core}\ncount 2 +c:1:1\ncore 5 2"), "what is counted is no credit");
    refused(&format!("{core}\ncount 2 -c:1:2\ncore 5 2"), "that one fails does not follow");
    refused(&format!("{core}\ncount 2 +c:1:3\ncore 5 2"), "`c:1:3` is not known");
    refused(&format!("{core}\ncount 2 -c:1:0\ncore 5 2"), "`c:1:0` is not known");
    refused(&format!("{core}\ncore 5 1"), "a credit has not so much left");
}

#[test]
fn a_credit_that_is_counted_twice_pays_twice() {
    let short = "a credit has not so much left";
    refused("count 1 -u:u -u:v -u:u\ncore 3 1", short);
    refused("count 1 -u:u -u:v\ncount 2 c:1 -u:u\ncore 3 2", short);
    refused("count 1 -u:u -u:v\ncount 2 c:1 c:1\ncore 3 2", short);
    refused("count 1 -u:u\ncount 2 c:1 -u:v\ncount 3 c:1 c:2\ncore 3 3", short);
    // Two of four fail at least, and 4 of the 10 that cannot be had are lost; 1 is left of each of the units.
    let twice = "count 1 -u:u -u:v\ncount 2 c:1 c:1\ncore 2 2\ncount 3 +c:2:2\ncore 2 3";
    refused(twice, "the bound that is shown is 11");
    assert_eq!(steps(&format!("{twice}\ncore 1 1")), "10 of 10: 2 in, 6 steps");
    refused(&format!("{twice}\ncore 2 1"), short);
    refused(&format!("{twice}\ncount 4 +c:2:3\ncore 2 4"), "that one fails does not follow");
}

#[test]
fn what_is_no_credit_costs_nothing() {
    refused("count 1 -a:x -a:y\ncore 5 1", "what is counted is no credit");
    refused("count 1 -u:u -u:v -s:2\ncore 5 1", "what is counted is no credit");
    refused("count 1 +u:u -u:u\ncore 5 1", "what is counted is no credit");
    refused("count 1 -t:1 +a:y\ncore 5 1", "that one fails does not follow");
    refused("count 1 -u:w\ncore 5 1", "that one fails does not follow");
}

#[test]
fn a_count_counts_what_was_there_before() {
    refused("count 1 c:1", "`c:1` is no count");
    refused("count 1 -u:u +c:1:1", "`c:1:1` is not known");
    refused("count 2 c:1\ncount 1 -u:u", "`c:1` is no count");
    refused("count 1 -u:u\ncount 1 -u:v", "`c:1:1` is there twice");
    refused("count 1 +c:1", "`c:1` is not known");
    refused("count 1 c:01", "`c:01` is no count");
    refused("count 01 -u:u", "`01` is no number that can stand here");
    refused("count -1 -u:u", "`-1` is no number that can stand here");
    refused("count 1 -u:u \ncore 1 1", "`` is no literal");
    refused(
        "count 18446744073709551616 -u:u",
        "`18446744073709551616` is no number that can stand here",
    );
}

#[test]
fn counts_of_counts_do_not_grow_without_bound() {
    let doubled: String = (1..64).map(|n| format!("count {} c:{n} c:{n}\n", n + 1)).collect();
    refused(&format!("count 1 -u:u\n{doubled}"), "too much is counted");
}

#[test]
fn lemmas_are_weighed_against_what_is_known_and_nothing_else() {
    assert_eq!(steps("lemma -a:x -a:y\ncount 1 -u:u -u:v\ncore 5 1"), "10 of 10: 2 in, 3 steps");
    assert_eq!(
        steps("lemma -u:u +s:2\nlemma -a:x +t:1\ncount 1 -u:u -u:v\ncore 5 1"),
        "10 of 10: 2 in, 4 steps"
    );
    refused("lemma -a:x", "this does not follow");
    refused("lemma +a:y +a:x", "this does not follow");
    // An offer without a base is only an offer.
    refused("lemma -a:z +s:3", "this does not follow");
    refused("lemma -a:z +t:3", "`t:3` is not known");
    refused("lemma", "a line `weight` must stand here");
    refused("lemma +p:A", "`p:A` is not known");
}

#[test]
fn the_bound_is_what_was_shown() {
    refused("", "the bound that is shown is 15");
    refused("count 1 -u:u -u:v\ncore 4 1", "the bound that is shown is 11");
    refused("count 1 -u:u -u:v\ncore 6 1", "a credit has not so much left");
    refused("count 1 -u:u -u:v\ncore 16 1", "a credit has not so much left");
    refused("count 1 -u:u -u:v\ncore -5 1", "`-5` is no number that can stand here");
}

#[test]
fn an_alternative_is_not_out_because_something_is_the_contrary() {
    let out = "out x because 1";
    refused(out, "`1` does not keep it out");
    refused("lemma -a:x -a:y\nout y because 1", "`1` does not keep it out");
    refused("out z because 3", "`3` does not keep it out");
    refused("out x because link 1", "`link 1` does not keep it out");
    refused("out x because silent g", "`silent g` does not keep it out");
    refused("out x because", "`` does not keep it out");
    refused("out x", "a line `weight` must stand here");
}

#[test]
fn an_instance_that_is_wrong_is_refused() {
    let certificate = under("consensus", "weight 0\nbound 15");
    assert_eq!(told(&certificate, TABLE), "0 of 15: 0 in, 0 steps");
    for (old, new, expected) in [
        ("packages/1", "packages/2", "the instance is not `packages/1`"),
        ("\"units\":[", "\"unit\":[", "missing field `units` at line 7"),
        ("\"links\":[]", "\"links\":[],\"links\":[]", "duplicate field `links`"),
        ("{\"id\":\"g\"}", "{\"id\":\"A\"}", "`A` is there twice"),
        ("{\"id\":\"g\"}", "{\"id\":\"h\"}", "`g` is no group"),
        ("\"groups\":[\"g\"]", "\"groups\":[\"A\"]", "`A` is no group"),
        ("{\"id\":\"y\"}", "{\"id\":\"x\"}", "`a:x` is there twice"),
        ("{\"id\":\"v\"", "{\"id\":\"u\"", "`u:u` is there twice"),
        ("{\"id\":\"2\"", "{\"id\":\"1\"", "`1` is there twice"),
        (
            "{\"id\":\"2\",\"by\":\"A\"",
            "{\"id\":\"2\",\"by\":\"B\"",
            "`B` is named, and is not there",
        ),
        ("[\"-y\"]", "[\"-q\"]", "`a:q` is not known"),
        ("[\"-y\"]", "[\"y\"]", "`y` is no literal"),
        ("[\"-y\"]", "[\"\"]", "`` is no literal"),
        ("\"stance\":\"object\"", "\"offer\":false", "`1` is neither a stance nor an offer"),
        (
            "\"stance\":\"object\"",
            "\"stance\":\"object\",\"offer\":true",
            "`1` is neither a stance nor an offer",
        ),
        (
            "\"offer\":true,\"if\":[\"-y\"]",
            "\"offer\":true",
            "`2` is neither a stance nor an offer",
        ),
        (
            "\"stance\":\"object\"",
            "\"stance\":\"object\",\"only_if\":[\"+y\"]",
            "`1` is neither a stance nor an offer",
        ),
        (
            "\"stance\":\"object\"",
            "\"stance\":\"object\",\"if\":[\"+y\"]",
            "`1` is neither a stance nor an offer",
        ),
        (
            "\"if\":[\"-y\"]",
            "\"if\":[\"-y\"],\"only_if\":[\"-y\"]",
            "`2` is neither a stance nor an offer",
        ),
        ("\"stance\":\"object\"", "\"stance\":\"dislike\"", "unknown variant `dislike`"),
        (
            "\"weight\":5,\"alternatives\":[{\"id\":\"x\"}]",
            "\"weight\":-5,\"alternatives\":[{\"id\":\"x\"}]",
            "invalid value: integer `-5`",
        ),
        (
            "\"weight\":5,\"alternatives\":[{\"id\":\"x\"}]",
            "\"weight\":18446744073709551615,\"alternatives\":[{\"id\":\"x\"}]",
            "invalid value: integer `18446744073709551615`",
        ),
        (
            "\"dissociations\":[]",
            "\"dissociations\":[{\"party\":\"g\",\"group\":\"g\",\"scope\":\"*\"}]",
            "a group cannot dissociate itself",
        ),
        (
            "\"dissociations\":[]",
            "\"dissociations\":[{\"party\":\"A\",\"group\":\"A\",\"scope\":\"*\"}]",
            "`A` is no group",
        ),
        (
            "\"dissociations\":[]",
            "\"dissociations\":[{\"party\":\"A\",\"group\":\"g\",\"scope\":\"u\"}]",
            "`u` is no scope",
        ),
    ] {
        assert_eq!(TABLE.matches(old).count(), 1, "{old}");
        let told = told(&certificate, &TABLE.replace(old, new));
        assert!(told.contains(expected), "{old} -> {new}: {told}");
        assert!(!told.starts_with("line "), "the instance is at fault: {told}");
    }
    assert!(told(&certificate, "").starts_with("EOF while parsing"));
    assert!(told(&certificate, &"[".repeat(100_000)).starts_with("invalid type"));
    assert_eq!(told("", TABLE), "line 1: a line `rapporteur-certificate/1` must stand here");
}

#[test]
fn a_group_is_never_round_about_in_itself() {
    let round = TABLE.replace(
        "{\"id\":\"g\"}",
        "{\"id\":\"g\",\"groups\":[\"h\"]},{\"id\":\"h\",\"groups\":[\"g\"]}",
    );
    let told = told(&under("consensus", "weight 0\nbound 15"), &round);
    assert_eq!(told, "a group is, round about, in itself");
}
