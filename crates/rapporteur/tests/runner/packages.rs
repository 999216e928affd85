//! Packages from a record and from a file: what is told, what a certificate shows, what is refused.

use super::world::{Room, check, rapporteur, run, shipped};
use serde_json::Value;
use std::fmt::Write as _;
use std::process::{Command, Stdio};

fn json(arguments: &[&str]) -> Value {
    let ended = run(arguments);
    assert_eq!(ended.code, 0, "{}", ended.err);
    serde_json::from_str(&ended.out).expect("JSON")
}

fn names(of: &Value) -> Vec<&str> {
    of.as_array().expect("a list").iter().map(|name| name.as_str().expect("a name")).collect()
}

#[test]
fn while_the_offer_stands_four_paragraphs_go_together_and_two_only_at_once() {
    let told = json(&["packages", &shipped("last-hours"), "--at", "45", "--json"]);
    assert_eq!(
        (&told["weight"], &told["bound"], &told["proven"]),
        (&4.into(), &4.into(), &true.into())
    );
    assert_eq!(names(&told["package"]), ["PRINC", "INST-WEAK", "DIV-BOTH", "REPORT"]);
    let deadlocks = told["deadlocks"].as_array().expect("a list");
    assert_eq!(deadlocks.iter().map(names).collect::<Vec<_>>(), [["INST-WEAK", "DIV-BOTH"]]);
    let shares = told["shares"].as_array().expect("a list");
    assert!(
        shares.iter().any(|share| share["of"] == "constituency" && share["per_mille"].is_u64())
    );
    let said = run(&["packages", &shipped("last-hours"), "--at", "45"]).out;
    for words in [
        "¶2 alt and ¶3 wait for each other and can only go in at once",
        "“Works well” objects to ¶2 alt, but accepts it if ¶3 is in (no. 35, no. 40)",
        "nothing is adopted but by a call",
        "What a coalition says stands for those that were its members then",
        "the group's rule (no. 8)",
        "Each paragraph counts 1.",
    ] {
        assert!(
            said.split_whitespace().collect::<Vec<_>>().join(" ").contains(words),
            "{words:?} in\n{said}"
        );
    }
}

#[test]
fn once_it_is_withdrawn_one_lift_opens_what_it_opened() {
    let file = shipped("last-hours");
    let told = json(&["packages", &file, "--lifts", "1", "--json"]);
    assert_eq!((&told["weight"], names(&told["package"])), (&1.into(), vec!["PRINC"]));
    let lift = &told["lifts"][0];
    assert_eq!((&lift["weight"], &lift["gain"], &lift["units"]), (&4.into(), &3.into(), &3.into()));
    assert_eq!((names(&lift["lifted"]), &lift["proven"]), (vec!["35"], &true.into()));
    let again = json(&["packages", &file, "--reinstate", "40", "--json"]);
    assert_eq!((&again["weight"], &again["changed"]["gain"]), (&4.into(), &3.into()));
    let single = json(&["packages", &file, "--changes", "--json"]);
    let first = &single["changes"]["told"][0];
    assert_eq!((&first["change"], &first["gain"]), (&"reinstated".into(), &3.into()));
    assert_eq!(first["line"]["entries"][0], 40);
    let fair = json(&["packages", &file, "--at", "45", "--fair", "--json"]);
    assert_eq!(
        (&fair["fair"]["exact"], fair["fair"]["to"].as_array().map(Vec::len)),
        (&true.into(), Some(2))
    );
    let apart = json(&["packages", &file, "--coalitions-silent", "--json"]);
    assert!(apart["weight"].as_u64() > Some(0), "{apart}");
}

#[test]
fn a_certificate_is_verified_and_a_forged_one_refused() {
    let room = Room::new();
    let (cert, instance) = (room.path("a.cert"), room.path("a.json"));
    let file = shipped("last-hours");
    check(
        &["packages", &file, "--at", "45", "--certificate", &cert, "--instance", &instance],
        0,
        "a.cert",
    );
    check(
        &["packages", "verify", &cert, &instance],
        0,
        "verified\nA package of 4 alternatives with weight 4",
    );
    let text = String::from_utf8(room.read("a.cert")).expect("UTF-8");
    let forged = room
        .write("forged.cert", &text.replace("in DIV-BOTH\n", "").replace("weight 4", "weight 3"));
    check(&["packages", "verify", &forged, &instance], 1, "refused");
    // The file that was written is read, and says the same.
    let (one, other) = (
        json(&["packages", &instance, "--json"]),
        json(&["packages", &file, "--at", "45", "--json"]),
    );
    assert_eq!(one["package"], other["package"]);
}

#[test]
fn what_is_wrong_with_a_file_is_named_with_its_place() {
    let room = Room::new();
    let instance = r#"{"format": "packages/1", "now": 1, "parties": [{"id": "A", "groups": ["G"]}],
        "groups": [{"id": "G", "groups": ["H"]}, {"id": "H", "groups": ["G"]}],
        "units": [{"id": "u", "alternatives": [{"id": "u.a"}]}],
        "statements": [{"id": "s1", "by": "B", "alt": "u.a", "stance": "support", "t": 1},
                       {"id": "s2", "by": "A", "alt": "u.a", "offer": true, "if": ["+u.b"], "then": "live", "t": 1}]}"#;
    let ended = check(&["packages", &room.write("bad.json", instance)], 2, "is not read");
    for words in [
        "`G` is in `H`, which is in `G`; no group is in itself",
        "there is no party or group `B`",
        "there is no alternative `u.b`",
        "statements[1].if[0]",
    ] {
        assert!(ended.err.contains(words), "{words:?} in\n{}", ended.err);
    }
    check(
        &["packages", &room.write("cut.json", &instance[..100])],
        2,
        "ends before it is complete",
    );
    check(&["packages", &room.path("none.json")], 2, "was not read");
    check(
        &["packages", &shipped("last-hours"), "--decision-rule", "iso"],
        2,
        "leaves the weighing of objections to the Chair",
    );
    check(&["packages", &shipped("last-hours"), "--lift", "40"], 2, "is an offer");
    check(&["packages", &shipped("last-hours"), "--at", "99"], 2, "there is no entry no. 99");
}

#[test]
fn a_page_shows_the_packages_side_by_side() {
    let room = Room::new();
    let page = room.path("page.html");
    check(
        &["packages", &shipped("last-hours"), "--lifts", "1", "--all", "2", "-o", &page],
        0,
        "page.html",
    );
    let html = String::from_utf8(room.read("page.html")).expect("UTF-8");
    for words in [
        "<table class=\"packages-matrix\">",
        "With 1 lifted (4)",
        "A hypothesis",
        "<details",
        "On these assumptions",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("<script"));
}

/// Single wordings, each of which its party accepts only if some others are out: the search for most of them is long.
fn hard(units: usize) -> String {
    let mut state = 7_u64;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut of = vec![String::new(); 2];
    for unit in 0..units {
        let comma = if unit == 0 { "" } else { ",\n" };
        let not: Vec<String> =
            (0..4).map(|_| format!("\"-u{}.a\"", (unit + 1 + draw(units - 1)) % units)).collect();
        write!(
            of[0],
            "{comma}{{\"id\": \"u{unit}\", \"alternatives\": [{{\"id\": \"u{unit}.a\"}}]}}"
        )
        .expect("a string");
        write!(of[1], "{comma}{{\"id\": \"s{unit}\", \"by\": \"A\", \"alt\": \"u{unit}.a\", \"stance\": \"support\", \"only_if\": [{}], \"t\": 1}}", not.join(", ")).expect("a string");
    }
    format!(
        "{{\"format\": \"packages/1\", \"now\": 1, \"policy\": {{}}, \"parties\": [{{\"id\": \"A\"}}], \"units\": [{}], \"statements\": [{}]}}",
        of[0], of[1]
    )
}

#[test]
fn the_answer_is_the_same_on_every_run_and_any_number_of_threads() {
    let room = Room::new();
    let file = room.write("hard.json", &hard(60));
    let answer = |threads: &str| {
        let cert = room.path("hard.cert");
        let arguments =
            ["packages", &file, "--json", "--all", "3", "--lifts", "2", "--fair", "--changes"];
        let output = rapporteur(&[&arguments[..], &["--certificate", &cert]].concat())
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(0));
        (output.stdout, room.read("hard.cert"))
    };
    let first = answer("1");
    for threads in ["1", "2", "2", "3"] {
        assert_eq!(answer(threads), first, "{threads} threads");
    }
}

#[test]
fn a_search_that_is_stopped_tells_the_best_and_what_none_exceeds() {
    let room = Room::new();
    let file = room.write("hard.json", &hard(220));
    let cert = room.path("hard.cert");
    let told = json(&["packages", &file, "--limit", "0.05", "--json", "--certificate", &cert]);
    let (weight, bound) = (told["weight"].as_u64(), told["bound"].as_u64());
    assert!(weight > Some(20) && bound > weight && bound <= Some(220), "{weight:?} {bound:?}");
    assert_eq!((&told["proven"], &told["stopped"]), (&false.into(), &true.into()));
    check(&["packages", "verify", &cert, &file], 0, "none weighs more than");
}

#[test]
fn an_interrupt_tells_the_best_so_far() {
    let room = Room::new();
    let file = room.write("hard.json", &hard(220));
    let child = rapporteur(&["packages", &file, "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    // It has until now to listen to signals.
    std::thread::sleep(std::time::Duration::from_millis(700));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(told["weight"].as_u64() > Some(20) && told["stopped"] == true);
}
