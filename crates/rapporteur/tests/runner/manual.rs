//! Help, man page, completions and the reference come from one source.

use super::world::{check, rapporteur, run};
use std::fmt::Write as _;

/// The reference in the documentation: the help of every command, in full.
#[test]
fn the_reference_of_commands_is_up_to_date() {
    let mut page = String::from(
        "# Commands\n\nWhat `rapporteur --help` and `rapporteur COMMAND --help` print. This page is written by a test; `UPDATE_EXPECT=1 cargo test\n-p rapporteur` rewrites it.\n",
    );
    let all = help(&[]);
    let _ = write!(page, "\n## rapporteur\n\n```text\n{all}```\n");
    for command in commands(&all) {
        let own = help(&[command]);
        let _ = write!(page, "\n## rapporteur {command}\n\n```text\n{own}```\n");
        for sub in commands(&own) {
            let said = help(&[command, sub]);
            let _ = write!(page, "\n### rapporteur {command} {sub}\n\n```text\n{said}```\n");
        }
    }
    expect_test::expect_file!["../../../../docs/reference/cli.md"].assert_eq(&page);
}

fn help(command: &[&str]) -> String {
    let output = rapporteur(command).arg("--help").env("COLUMNS", "100").output().expect("runs");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The commands that the help lists.
fn commands(help: &str) -> Vec<&str> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty());
    // Lines that go on stand further in.
    let names = names.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).collect()
}

#[test]
fn every_command_of_the_synopsis_is_there() {
    let help = help(&[]);
    let expected = [
        "report",
        "check",
        "draft",
        "show",
        "text",
        "log",
        "camps",
        "packages",
        "compare-rules",
        "import",
        "export",
        "verify",
        "serve",
        "explain",
        "demo",
        "manual",
        "completions",
    ];
    assert_eq!(commands(&help), expected);
}

#[test]
fn the_man_page_and_completions_name_every_command() {
    let page = check(&["manual"], 0, ".TH rapporteur").out;
    let script = check(&["completions", "bash"], 0, "_rapporteur").out;
    for command in commands(&help(&[])) {
        assert!(page.contains(&command.replace('-', "\\-")), "{command} in the man page");
        assert!(script.contains(command), "{command} in the completions");
    }
    check(&["completions", "abacus"], 2, "abacus");
    check(&["manual", "twice"], 2, "unexpected");
}

#[test]
fn help_and_version_exit_with_0() {
    assert_eq!(run(&["--help"]).code, 0);
    let version = run(&["--version"]);
    assert_eq!((version.code, version.out.starts_with("rapporteur ")), (0, true));
}
