//! The last hours of a working group, before and after an offer is withdrawn.

use super::told;

const SEED: &str = include_str!("seed.json");

const IN_FORCE: &str = "rapporteur-certificate/1
at 90
rule consensus
silence consent
groups speak
# what cannot be
out inst.strong because s2
out inst.none because s7
out div.none because s11
in inst.weak
in div.both
in princ.text
in report.yes
weight 7
bound 7
";

const WITHDRAWN: &str = "rapporteur-certificate/1
at 100
rule consensus
silence consent
groups speak
out inst.strong because s2
out inst.weak because s3
out inst.none because s7
out div.both because s8
out div.none because s11
out report.yes because s15
count 1 -u:inst
core 3 1
count 2 -u:div
core 2 2
count 3 -u:report
core 1 3
in princ.text
weight 1
bound 1
";

#[test]
fn with_the_offer_in_force_everything_is_agreed() {
    assert_eq!(told(IN_FORCE, SEED), "7 of 7: 4 in, 3 steps");
}

#[test]
fn with_the_offer_withdrawn_one_paragraph_is_left() {
    assert_eq!(told(WITHDRAWN, SEED), "1 of 1: 1 in, 12 steps");
}

#[test]
fn what_is_out_may_be_told_in_any_order() {
    let (question, rest) = WITHDRAWN.split_once("out").expect("something is out");
    let (out, rest) = rest.split_once("count").expect("something is counted");
    let mut out: Vec<String> =
        format!("out{out}").lines().map(|line| format!("{line}\n")).collect();
    for _ in 0..out.len() {
        out.rotate_left(1);
        let turned = format!("{question}{}count{rest}", out.concat());
        assert_eq!(told(&turned, SEED), "1 of 1: 1 in, 12 steps");
    }
}

#[test]
fn a_lift_brings_the_rest_back() {
    let lifted = IN_FORCE.replace("at 90", "at 100").replace("speak\n", "speak\nlift s3\n");
    assert_eq!(told(&lifted, SEED), "7 of 7: 4 in, 3 steps");
}

/// Replaces the one occurrence of some words.
fn with(certificate: &str, old: &str, new: &str) -> String {
    assert_eq!(certificate.matches(old).count(), 1, "`{old}` is there once");
    certificate.replace(old, new)
}

#[test]
fn what_is_changed_in_the_question_is_refused() {
    for (old, new, expected) in [
        (
            "rapporteur-certificate/1\n",
            "rapporteur-certificate/2\n",
            "line 1: a line `rapporteur-certificate/1`",
        ),
        (
            "rapporteur-certificate/1\n",
            "# first\nrapporteur-certificate/1\n",
            "line 1: a line `rapporteur-certificate/1`",
        ),
        ("at 100\n", "at 0100\n", "line 2: `0100` is no number"),
        ("at 100\n", "at +100\n", "line 2: `+100` is no number"),
        ("at 100\n", "at 99999999999999999999\n", "line 2: `99999999999999999999` is no number"),
        ("at 100\n", "at 100 \n", "line 2: a line `at`"),
        ("at 100\n", "", "line 2: a line `at`"),
        ("at 100\n", "at 90\n", "line 7: `s3` does not keep it out"),
        ("rule consensus\n", "rule konsensus\n", "line 3: there is no such rule"),
        ("rule consensus\n", "rule objections -1\n", "line 3: `-1` is no number"),
        ("rule consensus\n", "rule objections 2\n", "line 6: `s2` does not keep it out"),
        ("rule consensus\n", "rule majority 3/2\n", "line 3: `3/2` is no share"),
        ("rule consensus\n", "rule majority 0/2\n", "line 3: `0/2` is no share"),
        ("rule consensus\n", "rule majority each quorum 1/2\n", "line 3: `each` is no share"),
        ("silence consent\n", "silence policy\n", "line 4: `silence policy` is not known"),
        ("silence consent\n", "silence block\n", "line 19: `princ.text` is not acceptable"),
        ("groups speak\n", "groups silent\n", "line 6: `s2` does not keep it out"),
        ("groups speak\n", "groups speak\nlift s4\n", "line 6: `s4` is no stance"),
        ("groups speak\n", "groups speak\nlift s99\n", "line 6: `s99` is no stance"),
        ("groups speak\n", "groups speak\nlift s2\n", "line 7: `s2` does not keep it out"),
        ("groups speak\n", "groups speak\nlift s15\n", "line 12: `s15` does not keep it out"),
        ("groups speak\n", "groups speak\nlift s1 s2\n", "line 6: a line `weight`"),
        ("groups speak\n", "groups speak\nlift\n", "line 6: a line `weight`"),
    ] {
        let told = told(&with(WITHDRAWN, old, new), SEED);
        assert!(told.starts_with(expected), "{old:?} -> {new:?}: {told}");
    }
}

#[test]
fn what_is_changed_in_the_steps_is_refused() {
    for (old, new, expected) in [
        ("out inst.strong", "out inst.stronger", "line 6: `a:inst.stronger` is not known"),
        ("because s2\n", "because\n", "line 6: `` does not keep it out"),
        ("because s2\n", "because s1\n", "line 6: `s1` does not keep it out"),
        ("because s2\n", "because s3\n", "line 6: `s3` does not keep it out"),
        ("because s2\n", "because s99\n", "line 6: `s99` does not keep it out"),
        ("because s2\n", "because  s2\n", "line 6: ` s2` does not keep it out"),
        ("because s2\n", "because link 1\n", "line 6: `link 1` does not keep it out"),
        ("because s2\n", "because link 0\n", "line 6: `link 0` does not keep it out"),
        ("because s2\n", "because unsupported\n", "line 6: `unsupported` does not"),
        ("because s2\n", "because quorum\n", "line 6: `quorum` does not keep it out"),
        ("because s2\n", "because silent T1\n", "line 6: `silent T1` does not keep it out"),
        ("count 1 -u:inst", "count 1", "line 12: a line `weight`"),
        ("count 1 -u:inst", "count 01 -u:inst", "line 12: `01` is no number"),
        ("count 1 -u:inst", "count 1 c:1", "line 12: `c:1` is no count"),
        ("count 1 -u:inst", "count 1 +c:1:1", "line 12: `c:1:1` is not known"),
        ("count 1 -u:inst", "count 1 *u:inst", "line 12: `*u:inst` is no literal"),
        ("count 1 -u:inst", "count 1 -x:inst", "line 12: `x:inst` is not known"),
        ("count 1 -u:inst", "count 1 -a:inst.weak", "line 13: what is counted is no credit"),
        ("count 1 -u:inst", "count 1 +u:inst", "line 13: that one fails does not follow"),
        ("count 1 -u:inst", "count 1 -u:inst -u:inst", "line 13: a credit has not so much left"),
        ("count 1 -u:inst", "count 1 -u:princ", "line 13: that one fails does not follow"),
        ("count 2 -u:div", "count 1 -u:div", "line 14: `c:1:1` is there twice"),
        ("core 3 1", "core 0 1", "line 13: a core costs something"),
        ("core 3 1", "core 4 1", "line 13: a credit has not so much left"),
        ("core 3 1", "core 2 1", "line 20: the bound that is shown is 2"),
        ("core 3 1", "core 3 2", "line 13: `c:2` is no count"),
        ("core 3 1", "core 3 1\ncore 1 1", "line 14: a credit has not so much left"),
        ("core 3 1", "core 18446744073709551616 1", "line 13: `18446744073709551616` is no"),
        (
            "core 2 2\n",
            "core 2 2\ncount 9 -u:princ\ncore 1 9\n",
            "line 17: that one fails does not",
        ),
        ("core 2 2\n", "core 2 2\nlemma -a:princ.text\n", "line 16: this does not follow"),
        ("core 2 2\n", "core 2 2\nlemma\n", "line 16: a line `weight`"),
    ] {
        let told = told(&with(WITHDRAWN, old, new), SEED);
        assert!(told.starts_with(expected), "{old:?} -> {new:?}: {told}");
    }
}

#[test]
fn what_is_changed_in_the_answer_is_refused() {
    for (old, new, expected) in [
        ("in princ.text\n", "in princ\n", "line 18: `a:princ` is not known"),
        (
            "in princ.text\n",
            "in princ.text\nin princ.text\n",
            "line 19: `princ.text` is in already",
        ),
        (
            "in princ.text\n",
            "in princ.text\nin div.both\n",
            "line 20: `div.both` is not acceptable",
        ),
        ("in princ.text\n", "", "line 18: the package weighs 0"),
        ("in princ.text\n", "in princ.text\nlemma -a:div.both\n", "line 19: a line `weight`"),
        ("weight 1\n", "weight 01\n", "line 19: `01` is no number"),
        ("weight 1\n", "weight 2\n", "line 19: the package weighs 1"),
        ("weight 1\n", "", "line 19: a line `weight`"),
        ("bound 1\n", "bound 0\n", "line 20: the bound that is shown is 1"),
        ("bound 1\n", "bound 2\n", "line 20: the bound that is shown is 1"),
        ("bound 1\n", "", "a line `bound` must stand here"),
        ("bound 1\n", "bound 1\nbound 1\n", "line 21: a line stands after the bound"),
    ] {
        let told = told(&with(WITHDRAWN, old, new), SEED);
        assert!(told.starts_with(expected), "{old:?} -> {new:?}: {told}");
    }
    let both = with(IN_FORCE, "in inst.weak\n", "in inst.weak\nin inst.strong\n");
    assert!(
        told(&both, SEED).starts_with("line 15: `inst.strong` is not acceptable"),
        "{}",
        told(&both, SEED)
    );
    let half = with(&with(IN_FORCE, "in inst.weak\n", ""), "weight 7", "weight 4");
    assert!(told(&half, SEED).starts_with("line 13: `div.both` is not"));
    let open = with(&with(IN_FORCE, "in report.yes\n", ""), "weight 7", "weight 6");
    assert_eq!(told(&open, SEED), "6 of 7: 3 in, 3 steps");
}

#[test]
fn comments_and_empty_lines_are_for_the_reader() {
    let spaced = WITHDRAWN.replace('\n', "\n\n# and so on\n");
    assert_eq!(told(&spaced, SEED), "1 of 1: 1 in, 12 steps");
}
