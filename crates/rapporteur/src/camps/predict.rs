//! How likely each answer is, for rows whose answers the model has not seen.

use super::engine;
use super::input::{read, tell};
use crate::cli::Exit;
use crate::files;
use ballots::{Codes, Name, Notes, Reading, read_responses_file, read_votes_file};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// Fits the model to one file of responses and writes, for each row of another, how likely each answer is, in the order of
/// that file.
///
/// Participants and statements that the first file does not know are taken as ones of whom nothing is known. A row that
/// names no participant or statement has no line in what is written, and is told.
pub(crate) fn predict(
    train: &Path,
    test: &Path,
    out: &Path,
    codes: Codes,
    seed: u64,
) -> Result<(), Exit> {
    let mut ballots = read(Some(train), "Reading responses", |file, watch| {
        read_votes_file(file, Reading::watched(codes, watch))
    })?
    .ok_or_else(|| Exit::misuse("no file of responses is named"))?;
    tell(&train.display().to_string(), &std::mem::take(&mut ballots.notes));
    let names = (ballots.participants.clone(), ballots.statements.clone());
    let fitted = engine::fit(ballots, seed)?;
    let mut told = Notes::default();
    let mut unknown = [0u64; 2];
    let mut failed = None;
    files::write_with(out, |out| {
        out.write_all(b"comment-id,voter-id,p_agree,p_pass,p_disagree\n")?;
        let mut line = String::new();
        let mut broken = None;
        let told_of = read(Some(test), "Predicting", |file, watch| {
            let reading = Reading::watched(codes, watch);
            read_responses_file(file, reading, |statement: Name<'_>, participant: Name<'_>, _| {
                let at = (names.0.find(participant), names.1.find(statement));
                unknown[0] += u64::from(at.0.is_none());
                unknown[1] += u64::from(at.1.is_none());
                let [disagree, pass, agree] = fitted.chances(at.0, at.1);
                line.clear();
                field(&mut line, statement);
                line.push(',');
                field(&mut line, participant);
                // Eight digits hold what a model can know, whatever the size of the number.
                let _ = writeln!(line, ",{},{},{}", agree as f32, pass as f32, disagree as f32);
                if broken.is_none() {
                    broken = out.write_all(line.as_bytes()).err();
                }
            })
        });
        match told_of {
            Ok(notes) => told = notes.unwrap_or_default(),
            Err(exit) => {
                failed = Some(exit);
                return Err(std::io::Error::other("the rows were not read"));
            }
        }
        broken.map_or(Ok(()), Err)
    })
    .map_err(|exit| failed.take().unwrap_or(exit))?;
    tell(&test.display().to_string(), &told);
    for (count, what) in unknown.iter().zip(["participants", "statements"]) {
        if *count > 0 {
            crate::terminal::complain(&format!(
                "{count} rows of {} name {what} that {} does not know; they are predicted as for one of whom nothing is known",
                test.display(),
                train.display()
            ));
        }
    }
    Ok(())
}

/// A name as a field of a table.
fn field(line: &mut String, name: Name<'_>) {
    match name {
        Name::Number(number) => {
            let _ = write!(line, "{number}");
        }
        Name::Text(text) if text.contains([',', '"', ';', '\t']) => {
            let _ = write!(line, "\"{}\"", text.replace('"', "\"\""));
        }
        Name::Text(text) => line.push_str(text),
    }
}
