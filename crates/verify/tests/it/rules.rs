//! Each rule, whom a base binds, and what meets it: one unit, read off what is accepted.

use super::{told, under};

/// An instance with one unit of weight 1 and the alternatives `x` and `y`, and another with `z`.
fn instance(policy: &str, statements: &[&str]) -> String {
    let statements = statements.join(",\n");
    format!(
        r#"{{"format":"packages/1","now":100,"policy":{{{policy}}},
        "parties":[{{"id":"A","constituency":"north","groups":["g"]}},{{"id":"B","constituency":"north","groups":["g"]}},
                   {{"id":"C","constituency":"south","groups":["h"]}},{{"id":"D"}}],
        "groups":[{{"id":"g","groups":["all"]}},{{"id":"h","groups":["all"]}},{{"id":"all"}}],
        "units":[{{"id":"u","chapter":"one","alternatives":[{{"id":"x"}},{{"id":"y"}}]}},
                 {{"id":"v","chapter":"two","alternatives":[{{"id":"z"}}]}}],
        "statements":[{statements}],
        "dissociations":[{{"party":"B","group":"all","scope":"two"}},{{"party":"A","group":"g","scope":"y"}},
                         {{"party":"C","group":"h","scope":"*"}}],
        "links":[{{"if":"y","then":["+z","-x"],"why":"said twice"}},{{"if":"z","then":["+y"],"why":"named in it"}}]}}"#
    )
}

fn said(id: &str, by: &str, alternative: &str, rest: &str) -> String {
    format!(r#"{{"id":"{id}","by":"{by}","alt":"{alternative}","t":5,{rest}}}"#)
}

/// Whether a package is accepted under a rule.
fn holds(instance: &str, rule: &str, package: &[&str]) -> bool {
    let package: Vec<String> = package.iter().map(|id| format!("in {id}\n")).collect();
    let lines = format!("{}weight {}\nbound 2", package.concat(), package.len());
    let told = told(&under(rule, &lines), instance);
    assert!(told.contains(" of 2: ") || told.contains("is not acceptable"), "{told}");
    told.contains(" of 2: ")
}

fn under_each(instance: &str, expected: &[(&str, bool)]) {
    for (rule, expected) in expected {
        assert_eq!(holds(instance, rule, &["x"]), *expected, "{rule}");
    }
}

#[test]
fn silence_stands_in_nobodys_way_but_under_unanimity_and_majorities() {
    under_each(
        &instance("", &[]),
        &[
            ("consensus", true),
            ("objections 1", true),
            ("unanimity", false),
            ("majority", false),
            ("majority 1/2", false),
        ],
    );
}

#[test]
fn objections_are_counted_by_party_whatever_binds_it() {
    let group = said("1", "all", "x", r#""stance":"object""#);
    let other = said("2", "g", "x", r#""stance":"object""#);
    let own = said("3", "A", "x", r#""stance":"support""#);
    under_each(
        &instance("", &[&group, &other, &own]),
        &[
            ("consensus", false),
            ("objections 1", false),
            ("objections 2", true),
            ("unanimity", false),
            ("majority", false),
            ("majority 1/3", true),
            ("majority 1/3 quorum 3/4", true),
            ("majority 1/3 quorum 4/5", false),
            ("majority 1/3 each", false),
        ],
    );
}

#[test]
fn more_than_half_is_more_than_a_half() {
    let support = said("1", "g", "x", r#""stance":"support""#);
    let object = said("2", "C", "x", r#""stance":"object""#);
    let object_too = said("3", "D", "x", r#""stance":"object""#);
    let reserve = said("4", "D", "x", r#""stance":"reserve""#);
    let tie = instance("", &[&support, &object, &object_too]);
    under_each(&tie, &[("majority", false), ("majority 1/2", true), ("majority 1/2 each", false)]);
    let abstention = instance("", &[&support, &object, &reserve]);
    under_each(
        &abstention,
        &[
            ("majority", true),
            ("majority 2/3", true),
            ("majority 3/4", false),
            ("majority each", false),
        ],
    );
}

#[test]
fn who_reserves_abstains_under_a_majority_and_stands_in_the_way_of_unanimity() {
    let all = ["A", "B", "C", "D"];
    let live: Vec<String> =
        all.iter().map(|by| said(&format!("{by}1"), by, "x", r#""stance":"live""#)).collect();
    let mut lines: Vec<&str> = live.iter().map(String::as_str).collect();
    under_each(
        &instance("", &lines),
        &[("unanimity", true), ("majority 1/1 quorum 1/1 each", true)],
    );
    let later = said("later", "C", "x", r#""stance":"reserve""#);
    lines.push(&later);
    let one = instance("", &lines);
    under_each(&one, &[("unanimity", false), ("consensus", true), ("majority 1/1", true)]);
    under_each(&one, &[("majority quorum 1/1", true), ("majority each", false)]);
    let blocks = instance(r#""reserve_blocks":true"#, &lines);
    under_each(&blocks, &[("consensus", false), ("objections 1", true), ("majority 1/1", true)]);
}

#[test]
fn a_group_does_not_bind_those_with_a_base_of_their_own_or_who_dissociated_themselves() {
    let on = |alternative: &str, by: &str| {
        let line = said("1", by, alternative, r#""stance":"object""#);
        let instance = instance("", &[&line]);
        let package: &[&str] = if alternative == "z" { &["y", "z"] } else { &[alternative] };
        (0..5).find(|most| holds(&instance, &format!("objections {most}"), package))
    };
    // All of A, B and C; on the chapter of z not B; what g says of y does not bind A; what h says never binds C.
    assert_eq!(on("x", "all"), Some(3));
    assert_eq!(on("z", "all"), Some(2));
    assert_eq!(on("x", "g"), Some(2));
    assert_eq!(on("y", "g"), Some(1));
    assert_eq!(on("x", "h"), Some(0));
    assert_eq!(on("x", "D"), Some(1));
}

#[test]
fn what_meets_an_objection_is_an_offer_and_a_condition_is_no_offer() {
    let object = said("1", "D", "y", r#""stance":"object""#);
    let offer = said("2", "D", "y", r#""offer":true,"if":["+z"],"then":"live""#);
    let elsewhere = said("3", "D", "y", r#""offer":true,"if":["-x","-z"],"withdrawn":100"#);
    let another = said("4", "A", "y", r#""offer":true,"if":[]"#);
    let table = instance("", &[&object, &offer, &elsewhere, &another]);
    assert!(!holds(&table, "consensus", &["y"]));
    assert!(holds(&table, "consensus", &["y", "z"]));
    let condition = said("1", "D", "y", r#""stance":"support","only_if":["+z"]"#);
    let table = instance("", &[&condition, &said("2", "D", "y", r#""offer":true,"if":["-z"]"#)]);
    assert!(!holds(&table, "consensus", &["y"]));
    assert!(holds(&table, "consensus", &["y", "z"]));
}

#[test]
fn offers_alone_are_a_base_only_where_the_policy_says_so() {
    let offer = said("1", "D", "y", r#""offer":true,"if":["+z"]"#);
    assert!(holds(&instance("", &[&offer]), "consensus", &["y"]));
    let alone = instance(r#""offers_alone":true"#, &[&offer]);
    assert!(!holds(&alone, "consensus", &["y"]));
    assert!(holds(&alone, "consensus", &["y", "z"]));
    let lines = "lemma -a:y +t:1\nlemma -t:1 +a:z\nlemma +t:1 -s:1\nweight 0\nbound 2";
    assert_eq!(told(&under("consensus", lines), &alone), "0 of 2: 0 in, 3 steps");
}

#[test]
fn links_support_and_silence_are_heeded() {
    let table = instance("", &[]);
    assert!(!holds(&table, "consensus", &["z"]));
    assert!(holds(&table, "consensus", &["z", "y"]));
    let support = said("1", "A", "x", r#""stance":"support","only_if":["-y"]"#);
    let table = instance(r#""sponsor":true"#, &[&support]);
    assert!(holds(&table, "consensus", &["x"]));
    assert!(!holds(&table, "consensus", &["y"]));
    let lines = "out y because unsupported\nout z because link 2\nin x\nweight 1\nbound 2";
    assert_eq!(told(&under("consensus", lines), &table), "1 of 2: 1 in, 2 steps");
    let blocks = |lines| under("consensus", lines).replace("silence consent", "silence block");
    let lines = "out y because silent A\nout x because silent D\nweight 0\nbound 2";
    assert_eq!(told(&blocks(lines), &table), "0 of 2: 0 in, 2 steps");
    let refused = told(&blocks("out x because silent A\nweight 0\nbound 2"), &table);
    assert_eq!(refused, "line 6: `silent A` does not keep it out");
}

#[test]
fn an_identifier_may_hold_anything() {
    let table = instance("", &[])
        .replace("\"x\"", "\"50% of x\\n\\u00e9\"")
        .replace("\"-x\"", "\"-50% of x\\n\\u00e9\"");
    let lines = "in 50%25%20of%20x%0Aé\nweight 1\nbound 2";
    assert_eq!(told(&under("consensus", lines), &table), "1 of 2: 1 in, 0 steps");
    for wrong in ["50%", "50%2", "50%+5", "50%2g", "%ff", "50% of", "50%25%20of%20x%0aé"] {
        let lines = format!("in {wrong}\nweight 1\nbound 2");
        assert!(told(&under("consensus", &lines), &table).starts_with("line 6: "), "{wrong}");
    }
}
