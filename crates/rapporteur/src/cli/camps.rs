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
/// may be told with the names of their holders; objecting is told as disagreeing, reserving as passing.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of responses, or a record: a file of minutes or a data directory.
    #[arg(required_unless_present = "fit", conflicts_with = "fit")]
    path: Option<PathBuf>,

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
    let asked = camps::Asked {
        title: arguments.title.clone().unwrap_or_else(|| source.clone()),
        source,
        seed: arguments.seed,
        assignments: arguments.assignments,
        write: arguments.out.is_some(),
    };
    let material =
        if camps::is_record(path)? { of_record(path, arguments)? } else { camps::gather(&files)? };
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

/// The positions of a record; what only a file of responses can have is a misuse.
fn of_record(path: &Path, arguments: &Arguments) -> Result<camps::Material, Exit> {
    for (given, option) in [
        (arguments.comments.is_some(), "--comments"),
        (arguments.participants.is_some(), "--participants"),
        (arguments.with_moderated, "--with-moderated"),
        (arguments.minus_one_agrees, "--minus-one-agrees"),
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
        codes,
    }
}
