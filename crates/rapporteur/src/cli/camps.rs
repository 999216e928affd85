use super::{Ended, Exit};
use crate::camps::{self, Files};
use crate::files::keep_apart;
use crate::source::Source;
use crate::terminal;
use ballots::Codes;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Finds camps, common ground and splits among responses, or says that the data support no camps.
///
/// Reads a file of responses: `votes.csv` or `participants-votes.csv` as Polis exports them, or a table like one of these;
/// the columns of `votes.csv` are also read from Apache Parquet, whatever the name of the file.
/// What was not understood in it is counted, and the first of each kind named with their lines. The same responses give the
/// same result, whatever the order of rows and the number of threads. Of a record, the positions are read that count now and
/// may be told with the names of their holders; objecting is told as disagreeing, reserving as passing. With `--responses`
/// it is the consultation on the record that is surveyed, from the files of responses that stand beside the record.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of responses, or a record: a file of minutes or a data directory.
    #[arg(required_unless_present = "fit", conflicts_with = "fit")]
    path: Option<PathBuf>,

    /// The files of all batches of responses to a consultation of the record. Each must have the hash that the record holds of
    /// it; statements, and which of them were left out, come from the record.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "fit")]
    responses: Vec<PathBuf>,

    /// What the statements say and how they were moderated, as in Polis' `comments.csv`. Rejected statements are left out;
    /// those about procedure are looked at apart.
    #[arg(long, value_name = "C.csv")]
    comments: Option<PathBuf>,

    /// Which constituency each participant belongs to: columns `participant` and `constituency`.
    #[arg(long, value_name = "P.csv")]
    participants: Option<PathBuf>,

    /// An earlier result, made with `--json --assignments`: camps that are the same camps keep their names.
    #[arg(long, value_name = "OLD.json")]
    previous: Option<PathBuf>,

    /// Keeps statements that moderation rejected.
    #[arg(long)]
    with_moderated: bool,

    /// Takes -1 for agreeing and 1 for disagreeing, as in Polis' database; its exports have it the other way.
    #[arg(long)]
    minus_one_agrees: bool,

    /// The title of the page; the name of the file where it is left out.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,

    /// Directory to write the result into: camps.html and its pictures, camps.json, polis.json, participants-votes.csv. With
    /// --predict the file to write.
    #[arg(short, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,

    /// Says in the JSON who is in which camp.
    #[arg(long)]
    assignments: bool,

    /// How many threads work; all that there are where it is left out. Changes nothing in the result.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// The seed of resamples and of other draws.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    /// Says which statement to show this participant next, and why, instead of the result. Who is not in the file is new.
    #[arg(long, value_name = "PARTICIPANT", conflicts_with_all = ["out", "fit", "previous", "assignments"])]
    ask: Option<String>,

    /// Fits the model to these responses only, to predict others.
    #[arg(long, value_name = "TRAIN.csv", requires = "predict", requires = "out")]
    fit: Option<PathBuf>,

    /// Predicts the responses of these rows.
    #[arg(long, value_name = "TEST.csv", requires = "fit")]
    predict: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let Some(threads) = arguments.threads else { return work(arguments) };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads))
        .build()
        .map_err(|error| Exit::fault(format!("{threads} threads cannot be had: {error}")))?;
    pool.install(|| work(arguments))
}

fn work(arguments: &Arguments) -> Ended {
    let codes = if arguments.minus_one_agrees { Codes::AgreeIsMinusOne } else { Codes::AgreeIsOne };
    if let (Some(train), Some(test), Some(out)) =
        (&arguments.fit, &arguments.predict, &arguments.out)
    {
        keep_apart(&[train, test], &[out])?;
        camps::predict(train, test, out, codes, arguments.seed)?;
        terminal::print(&format!("{}\n", out.display()))?;
        return Ok(Exit::Good);
    }
    let Some(path) = &arguments.path else { return Err(Exit::misuse("no file is named")) };
    let files = files(arguments, path, codes);
    let inputs: Vec<&Path> = [Some(path), files.comments.as_ref(), files.participants.as_ref()]
        .into_iter()
        .chain([files.previous.as_ref()])
        .flatten()
        .chain(&arguments.responses)
        .map(PathBuf::as_path)
        .collect();
    let outputs: Vec<PathBuf> = arguments
        .out
        .iter()
        .flat_map(|directory| camps::OUTPUTS.iter().map(|name| directory.join(name)))
        .collect();
    keep_apart(&inputs, &outputs.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let source = name.unwrap_or_else(|| path.display().to_string());
    let record = camps::is_record(path)?;
    if !record && !arguments.responses.is_empty() {
        return Err(Exit::misuse(format!(
            "--responses goes with a record, and {} is a file of responses",
            path.display()
        )));
    }
    let (material, title) = match (record, arguments.responses.is_empty()) {
        (true, false) => of_consultation(path, arguments, codes)?,
        (true, true) => (of_record(path, arguments)?, source.clone()),
        (false, _) => (camps::gather(&files)?, source.clone()),
    };
    if let Some(participant) = &arguments.ask {
        let next = camps::ask(material, participant, arguments.seed)?;
        let printed = if arguments.json { next.json()? } else { next.text().to_owned() };
        terminal::print(&printed)?;
        return Ok(Exit::Good);
    }
    let asked = camps::Asked {
        title: arguments.title.clone().unwrap_or(title),
        source,
        seed: arguments.seed,
        assignments: arguments.assignments,
        write: arguments.out.is_some(),
    };
    let results = camps::survey(material, asked)?;
    let mut said = String::new();
    if let Some(directory) = &arguments.out {
        for path in results.write(directory)? {
            let _ = writeln!(said, "{}", path.display());
        }
    }
    if arguments.json {
        terminal::complain_as_is(&said);
        terminal::print(&results.json()?)?;
    } else {
        terminal::print(&format!(
            "{}{}{said}",
            results.text(),
            if said.is_empty() { "" } else { "\n" }
        ))?;
    }
    Ok(Exit::Good)
}

/// A consultation of a record, with its title; what the record tells is not read from elsewhere.
fn of_consultation(
    path: &Path,
    arguments: &Arguments,
    codes: Codes,
) -> Result<(camps::Material, String), Exit> {
    for (given, option) in [
        (arguments.comments.is_some(), "--comments"),
        (arguments.with_moderated, "--with-moderated"),
    ] {
        if given {
            return Err(Exit::misuse(format!(
                "{option} does not go with --responses: statements and their moderation are those of the record"
            )));
        }
    }
    let source = Source::open(path)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    let given = camps::Given {
        responses: &arguments.responses,
        participants: arguments.participants.as_deref(),
        codes,
        together: arguments.ask.is_some(),
    };
    let (mut material, title) = camps::gather_batches(&source, given)?;
    material.previous = arguments.previous.as_deref().map(camps::read_previous).transpose()?;
    Ok((material, title))
}

/// The positions of a record; what only a file of responses can have is a misuse.
fn of_record(path: &Path, arguments: &Arguments) -> Result<camps::Material, Exit> {
    for (given, option) in [
        (arguments.comments.is_some(), "--comments"),
        (arguments.participants.is_some(), "--participants"),
        (arguments.with_moderated, "--with-moderated"),
        (arguments.minus_one_agrees, "--minus-one-agrees"),
        (arguments.ask.is_some(), "--ask"),
    ] {
        if given {
            return Err(Exit::misuse(format!(
                "{option} goes with a file of responses, and {} is a record",
                path.display()
            )));
        }
    }
    let source = Source::open(path)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    let mut material = camps::gather_record(&source)?;
    material.previous = arguments.previous.as_deref().map(camps::read_previous).transpose()?;
    Ok(material)
}

fn files(arguments: &Arguments, votes: &Path, codes: Codes) -> Files {
    Files {
        votes: votes.to_owned(),
        comments: arguments.comments.clone(),
        participants: arguments.participants.clone(),
        previous: arguments.previous.clone(),
        with_moderated: arguments.with_moderated,
        together: arguments.ask.is_some(),
        codes,
    }
}
