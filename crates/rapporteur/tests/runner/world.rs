//! What the tests share: the program, a directory of their own, the records that ship.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program as built, without the machine's settings.
pub(crate) fn rapporteur(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.args(arguments).env_remove("NO_COLOR");
    command
}

/// What a command ended with: exit code, standard output, standard error.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run(arguments: &[&str]) -> Ended {
    let Output { status, stdout, stderr } =
        rapporteur(arguments).output().expect("the program runs");
    Ended {
        code: status.code().expect("it exits and is not killed"),
        out: String::from_utf8(stdout).expect("UTF-8"),
        err: String::from_utf8(stderr).expect("UTF-8"),
    }
}

/// Runs and expects an exit code and words on one of the two outputs.
pub(crate) fn check(arguments: &[&str], code: i32, words: &str) -> Ended {
    let ended = run(arguments);
    let said = format!("{}{}", ended.out, ended.err);
    assert_eq!(ended.code, code, "{arguments:?}\n{said}");
    assert!(said.contains(words), "{arguments:?} does not say {words:?}:\n{said}");
    ended
}

/// A minutes file that ships.
pub(crate) fn shipped(name: &str) -> String {
    text(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../minutes")
            .join(format!("{name}.minutes")),
    )
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_str().expect("paths of tests are UTF-8").to_owned()
}

/// A directory that goes with the test.
pub(crate) struct Room(tempfile::TempDir);

impl Room {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory for the test"))
    }

    pub(crate) fn path(&self, name: &str) -> String {
        text(&self.0.path().join(name))
    }

    pub(crate) fn write(&self, name: &str, contents: &str) -> String {
        self.write_bytes(name, contents.as_bytes())
    }

    pub(crate) fn write_bytes(&self, name: &str, contents: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, contents).expect("written");
        path
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(PathBuf::from(self.path(name))).expect("read")
    }
}

/// Minutes of which two lines are wrong.
pub(crate) const FAULTY: &str = "minutes/1\ngroup TINY \"Tiny Group\"\nparty ARD \"Ardenia\" government member\nARD objects P4\nZZZ says \"hello\"\n";

/// Minutes in which nothing is wrong.
pub(crate) const TINY: &str = "minutes/1\ngroup TINY \"Tiny Group\"\nparty ARD \"Ardenia\" government member\nARD says \"We are here.\", on TINY\n";
