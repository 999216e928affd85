use super::{Ended, Exit, options};
use crate::files::{self, keep_apart};
use crate::packages::{self, Case, Question, RuleFrom, Worked};
use crate::source::Source;
use crate::words::counted;
use crate::{camps, terminal};
use analysis::packages::{By, Options, Rule, Silence};
use clap::{Args, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Finds what could be agreed together: the best package of alternatives, why none is better, and what stands in the way.
///
/// Reads a record, or what is on the table as `packages/1` JSON. Positions and conditional offers count as they stand; an
/// alternative is in a package only if its conditions hold in it. What is found is a hypothesis: nothing is adopted but by a
/// call. Ctrl-C tells the best package so far, and what none can exceed.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Sub>,

    /// A record, that is a file of minutes or a data directory, or a file in `packages/1`.
    #[arg(required = true)]
    path: Option<PathBuf>,

    /// The moment to look at: of a record the number of an entry or a date, of a file an instant. The last where it is left out.
    #[arg(long, value_name = "ENTRY|DATE", allow_hyphen_values = true)]
    at: Option<String>,

    /// The rule by which an alternative can be in: `consensus`, `unanimity`, `objections 3`, `majority`, or
    /// `majority 2/3 quorum 1/2 each`. Where it is left out, the rule that the group adopted, or consensus.
    #[arg(long, value_name = "R", value_parser = packages::rule)]
    decision_rule: Option<Rule>,

    /// How long may be searched, in seconds; then the best is told with what is known of the rest.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    limit: Option<Duration>,

    /// Looks for the up to N objections or reservations whose lifting opens most, for each number up to N.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    lifts: Option<u32>,

    /// What one lift is: one statement, or all that one party or coalition says.
    #[arg(long, value_name = "WHAT", default_value = "statement", requires = "lifts")]
    lift_by: LiftBy,

    /// Looks for the package that is fairest to camps among those that weigh as much.
    #[arg(long)]
    fair: bool,

    /// Tells up to N packages to which nothing can be added, and different ones that weigh as much as the best.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    all: Option<u16>,

    /// Tells what each change of one statement would do: a statement that ended still standing, an offer that bears the package
    /// withdrawn.
    #[arg(long)]
    changes: bool,

    /// Takes this stance as lifted: the number of its entry, or the identifier of the statement.
    #[arg(long, value_name = "STATEMENT")]
    lift: Vec<String>,

    /// Leaves this statement out, as if it had never been made.
    #[arg(long, value_name = "STATEMENT")]
    without: Vec<String>,

    /// Takes this statement, which was withdrawn or has lapsed, as still standing.
    #[arg(long, value_name = "STATEMENT")]
    reinstate: Vec<String>,

    /// Counts a paragraph or unit as N instead of 1.
    #[arg(long, value_name = "UNIT=N")]
    weight: Vec<String>,

    /// What silence amounts to; it consents where nothing else is said.
    #[arg(long, value_name = "WHAT")]
    silence: Option<SilenceWord>,

    /// Leaves out what coalitions say: then only what parties say themselves counts.
    #[arg(long)]
    coalitions_silent: bool,

    /// Prints the answer as JSON.
    #[arg(long)]
    json: bool,

    /// Says on standard error how long what took.
    #[arg(long)]
    times: bool,

    /// Writes why the answer is right, for `packages verify`.
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,

    /// Writes what is on the table as `packages/1` JSON.
    #[arg(long, value_name = "FILE")]
    instance: Option<PathBuf>,

    /// Writes the answer as a page.
    #[arg(short, value_name = "FILE.html")]
    out: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Sub {
    Verify(Verify),
}

/// Checks a certificate against the instance it was made from, with a checker that knows nothing of the search.
///
/// Prints `verified`, with what is shown: a package, and that none weighs more than a bound. Otherwise `refused`, the line of
/// the certificate and why; then the exit status is 1.
#[derive(Args)]
struct Verify {
    /// The certificate.
    file: PathBuf,

    /// The file in `packages/1`; of a record, the one that `--instance` wrote.
    instance: PathBuf,
}

/// What one lift is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum LiftBy {
    /// One statement.
    Statement,
    /// All that a party or coalition says.
    Speaker,
}

/// What silence amounts to.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SilenceWord {
    /// It stands in nobody's way.
    Consents,
    /// An alternative needs a word from every party.
    Blocks,
}

fn seconds(word: &str) -> Result<Duration, String> {
    let seconds = word.parse().ok().filter(|of: &f64| *of > 0.0 && *of <= 1e6);
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| format!("`{word}` is not a number of seconds above 0 and up to a million"))
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    if let Some(Sub::Verify(verify)) = &arguments.command {
        return check(verify);
    }
    let Some(path) = &arguments.path else { return Err(Exit::misuse("no file is named")) };
    let outputs = [&arguments.certificate, &arguments.instance, &arguments.out];
    let outputs: Vec<&Path> = outputs.into_iter().flatten().map(PathBuf::as_path).collect();
    keep_apart(&[path], &outputs)?;
    if let Some(page) = arguments.out.as_ref().filter(|page| !is_html(page)) {
        return Err(Exit::misuse(format!(
            "the page is HTML, and {} is no name for that; write to a file that ends in .html",
            page.display()
        )));
    }
    let begin = Instant::now();
    let (mut case, at) = open(path, arguments.at.as_deref())?;
    let reading = begin.elapsed();
    let question = question(arguments, &mut case, at)?;
    if let Some(file) = &arguments.instance {
        files::write(file, packages::write(&case.instance).as_bytes())?;
    }
    let worked =
        packages::until_stopped(question.limit, |stop| packages::work(&case, &question, stop))?;
    if arguments.times {
        terminal::complain_as_is(&times(reading, &worked));
    }
    if let Some(file) = &arguments.certificate {
        let text =
            analysis::packages::certificate(&case.instance, &question.options, &worked.answer);
        files::write(file, text.as_bytes())?;
    }
    let outcome = packages::Outcome::of(&case, &question, &worked);
    if let Some(file) = &arguments.out {
        files::write(file, packages::page(&outcome).as_bytes())?;
    }
    let written: String = outputs.iter().map(|file| format!("{}\n", file.display())).collect();
    if arguments.json {
        terminal::complain_as_is(&written);
        terminal::print(&outcome.json())?;
    } else {
        let between = if written.is_empty() { "" } else { "\n" };
        terminal::print(&format!("{}{between}{written}", packages::text(&outcome)))?;
    }
    Ok(Exit::Good)
}

/// Whether a file is named as a page.
fn is_html(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| ending == "html" || ending == "htm")
}

/// How long what took, a line each.
fn times(reading: Duration, worked: &Worked) -> String {
    let mut all = vec![("reading".to_owned(), reading)];
    all.extend(worked.times.iter().map(|(what, time)| ((*what).to_owned(), *time)));
    if let Some(changes) = worked.changes.as_ref().filter(|changes| !changes.times.is_empty()) {
        let at = |part: usize| changes.times[(changes.times.len() - 1) * part / 100];
        all.push((format!("one change, median of {}", changes.times.len()), at(50)));
        all.push(("one change, 95th percentile".to_owned(), at(95)));
    }
    all.iter().map(|(what, time)| format!("{:.4} s {what}\n", time.as_secs_f64())).collect()
}

/// What is on the table, and the instant to look at where the file does not say it.
fn open(path: &Path, at: Option<&str>) -> Result<(Case, Option<i64>), Exit> {
    if camps::is_record(path)? {
        let source = Source::open(path)?;
        terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
        return Ok((Case::of_record(&options::at(&source, at)?), None));
    }
    let instant = |word: &str| {
        word.parse().map_err(|_| {
            Exit::misuse(format!(
                "`{word}` is not an instant of {}: write a whole number",
                path.display()
            ))
        })
    };
    let at = at.map(instant).transpose()?;
    Ok((Case::of_file(path)?, at))
}

fn question(arguments: &Arguments, case: &mut Case, at: Option<i64>) -> Result<Question, Exit> {
    for word in &arguments.weight {
        case.weigh(word)?;
    }
    let taken_differently = [&arguments.lift, &arguments.without, &arguments.reinstate];
    let changes = taken_differently.iter().any(|of| !of.is_empty());
    let before = changes.then(|| case.instance.clone());
    for word in &arguments.without {
        case.leave_out(word)?;
    }
    for word in &arguments.reinstate {
        case.reinstate(word)?;
    }
    let mut lifted = Vec::new();
    for word in &arguments.lift {
        lifted.extend(case.stances(word)?);
    }
    lifted.sort_unstable();
    lifted.dedup();
    let (rule, from) = match arguments.decision_rule {
        Some(rule) => (rule, RuleFrom::Asked),
        None => case.rule,
    };
    let silence = arguments.silence.map(|word| match word {
        SilenceWord::Consents => Silence::Consents,
        SilenceWord::Blocks => Silence::Blocks,
    });
    let by = match arguments.lift_by {
        LiftBy::Statement => By::Statement,
        LiftBy::Speaker => By::Speaker,
    };
    let groups_silent = arguments.coalitions_silent;
    let options = Options { at, rule, lifted, silence, groups_silent };
    let before =
        before.map(|instance| (instance, Options { lifted: Vec::new(), ..options.clone() }));
    Ok(Question {
        options,
        before,
        rule: Some(from),
        limit: arguments.limit,
        lifts: (arguments.lifts.unwrap_or(0), by),
        fair: arguments.fair,
        changes: arguments.changes,
        all: usize::from(arguments.all.unwrap_or(0)),
    })
}

/// Most bytes of a certificate that are read.
const CERTIFICATE_BYTES: u64 = 256 << 20;

fn check(asked: &Verify) -> Ended {
    let name = asked.file.display();
    let certificate = String::from_utf8(files::read(&asked.file, CERTIFICATE_BYTES)?)
        .map_err(|_| Exit::misuse(format!("{name} is not UTF-8 text")))?;
    let instance = files::read(&asked.instance, packages::BYTES)?;
    if camps::is_record(&asked.instance)? {
        return Err(Exit::misuse(format!(
            "{} is a record; a certificate is checked against what is on the table, which `packages {} --instance FILE` writes",
            asked.instance.display(),
            asked.instance.display()
        )));
    }
    match verify::verify(&certificate, &instance) {
        Ok(shown) => {
            let best = if shown.weight == shown.bound {
                "and none weighs more".to_owned()
            } else {
                format!("and none weighs more than {}", shown.bound)
            };
            terminal::print(&format!(
                "verified\nA package of {} with weight {} is acceptable, {best}; shown in {}.\n{}\n",
                counted(shown.alternatives, "alternative", "alternatives"),
                shown.weight,
                counted(shown.steps, "step", "steps"),
                asked_in(&certificate)
            ))?;
            Ok(Exit::Good)
        }
        Err(refused) => {
            let place = match refused.line {
                Some(line) => format!("{name}, line {line}"),
                None => name.to_string(),
            };
            terminal::print(&format!("refused\n{place}: {}\n", terminal::safe(&refused.why)))?;
            Ok(Exit::Found)
        }
    }
}

/// The question that the certificate answers: its first lines.
fn asked_in(certificate: &str) -> String {
    let lines = certificate.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let asked = lines.skip(1).take_while(|line| {
        ["at ", "rule ", "silence ", "groups ", "lift "].iter().any(|word| line.starts_with(word))
    });
    let asked: Vec<&str> = asked.take(24).collect();
    format!("The question was: {}", terminal::safe(&asked.join("; ")))
}
