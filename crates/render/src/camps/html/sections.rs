//! The sections of the page, those with nothing to say left out.

use super::{
    CAMPS_SHOWN, Section, apart, count, divergence, figure, ground, groups, map, marks, paragraph,
    small, splits, stability, words,
};
use crate::camps::figures::{four_decimals, percent, two_decimals};
use crate::camps::page::{
    Between, Burst, Finding, List, Manipulation, Map, Method, Notes, Outcome, Page,
};
use crate::camps::table::{Cell, Table, statement_html};
use crate::html::encode::text;
use std::fmt::Write as _;

pub(super) fn of(page: &Page) -> Vec<Section> {
    let sections = [
        ("splits", "Splits", splits_section(page)),
        ("reading", "How to read this", reading(page)),
        ("camps", "Camps", camps(page)),
        ("map-of-views", "Map", map_section(page)),
        ("constituencies", "Constituencies and coalitions", groups_section(page)),
        ("statements", "How statements were answered", divergence_section(page)),
        ("common-ground", "Common ground", ground_section(page)),
        ("what-sets-apart", "What sets each camp apart", apart_section(page)),
        ("how-stable", "Stability", stability_section(page)),
        ("between", "Between camps", between_section(page)),
        ("manipulation", "Ballots that are alike, and bursts", manipulation_section(page)),
        ("notes", "What was met in the files", notes(page)),
        ("method", "Method", method(page)),
    ];
    let sections = sections.map(|(anchor, title, body)| Section { anchor, title, body });
    sections.into_iter().filter(|section| !section.body.is_empty()).collect()
}

fn reading(page: &Page) -> String {
    let mut out = String::new();
    for sentence in words::how_to_read(page) {
        paragraph(&mut out, &sentence);
    }
    out
}

fn camps(page: &Page) -> String {
    let mut out = over_time(page);
    if page.camps.is_empty() {
        return out;
    }
    let mut table = Table::new(
        "The camps and their size",
        &["Camp", "Mark", "Size", "Interval of the size", "Of all"],
    );
    table.header.push(Cell::ours("Found again"));
    let of = |n: f64| if page.participants == 0 { f64::NAN } else { n / page.participants as f64 };
    for (index, camp) in page.camps.iter().enumerate() {
        let interval = camp.interval.map_or_else(
            || "–".to_owned(),
            |interval| format!("{}–{}", whole(interval.low), whole(interval.high)),
        );
        let row = vec![
            Cell::theirs(words::camp(&camp.label)),
            Cell::ours(marks::shape_name(index)),
            Cell::number(count(camp.size)),
            Cell::number(interval),
            Cell::number(percent(of(camp.size as f64))),
            Cell::number(camp.survival.map_or_else(|| "–".to_owned(), percent)),
        ];
        table.add(row);
    }
    if let Some(unclassified) = page.unclassified {
        let row = vec![
            Cell::ours("No camp with enough certainty"),
            Cell::ours("hollow circles"),
            Cell::number(count(unclassified)),
            Cell::number("–"),
            Cell::number(percent(of(unclassified as f64))),
            Cell::number("–"),
        ];
        table.add(row);
    }
    out.push_str(&table.html());
    if let Some(left_out) =
        words::left_out("camps", page.camps.len().min(CAMPS_SHOWN), page.camps.len() as u64)
    {
        small(&mut out, &format!("In pictures and further tables {left_out}"));
    }
    out
}

/// What became of the camps of an earlier result.
fn over_time(page: &Page) -> String {
    let mut out = String::new();
    let Some(over_time) = &page.over_time else { return out };
    out.push_str("<ul class=\"over-time\">\n");
    for change in over_time.changes.iter().take(2 * CAMPS_SHOWN) {
        let _ = writeln!(out, "<li>{}</li>", words::change(change));
    }
    out.push_str("</ul>\n");
    small(&mut out, &words::shared(page.who, over_time.shared));
    out
}

fn splits_section(page: &Page) -> String {
    let Some(list) = &page.splits else { return String::new() };
    let mut out = String::new();
    match splits::picture(page) {
        Some(picture) => {
            paragraph(&mut out, &words::splits(list.of));
            figure(&mut out, &picture);
        }
        None => paragraph(&mut out, words::no_splits()),
    }
    out
}

/// An end of an interval of people: a whole number.
fn whole(n: f64) -> String {
    if n.is_finite() { count(n.clamp(0.0, 1e15).round() as u64) } else { "–".to_owned() }
}

fn map_section(page: &Page) -> String {
    let mut out = String::new();
    match &page.map {
        None => {}
        Some(Map { dimensions: 0, .. }) => {
            paragraph(&mut out, words::no_map());
        }
        Some(map) => {
            paragraph(&mut out, &words::dimensions(page.who, map.dimensions));
            for picture in map::pictures(page) {
                figure(&mut out, &picture);
            }
        }
    }
    out
}

fn groups_section(page: &Page) -> String {
    let mut out = one(groups::picture(page));
    if let Some(association) = page.association.filter(|_| !out.is_empty()) {
        paragraph(&mut out, &words::association(association));
    }
    out
}

fn divergence_section(page: &Page) -> String {
    one(divergence::picture(page))
}

fn apart_section(page: &Page) -> String {
    let mut out = one(apart::picture(page));
    if out.is_empty() && !page.camps.is_empty() {
        paragraph(&mut out, words::nothing_apart());
    }
    out
}

fn one(picture: Option<crate::camps::Picture>) -> String {
    let mut out = String::new();
    if let Some(picture) = picture {
        figure(&mut out, &picture);
    }
    out
}

fn ground_section(page: &Page) -> String {
    let mut out = String::new();
    if page.ground.is_none() {
        return out;
    }
    match ground::picture(page) {
        Some(picture) => {
            paragraph(&mut out, words::ground(page));
            figure(&mut out, &picture);
        }
        None => paragraph(&mut out, words::no_ground()),
    }
    out
}

fn stability_section(page: &Page) -> String {
    let mut out = String::new();
    let Some(picture) = stability::picture(page) else { return out };
    if let Finding::Camps { weak } = &page.finding
        && !weak.is_empty()
    {
        for sentence in words::weaknesses(page) {
            paragraph(&mut out, &sentence);
        }
    }
    figure(&mut out, &picture);
    out
}

fn between_section(page: &Page) -> String {
    let mut out = String::new();
    let Some(List { shown, of }) = &page.between else { return out };
    if shown.is_empty() {
        paragraph(&mut out, words::nobody_between());
        return out;
    }
    paragraph(&mut out, words::between());
    let mut table = Table::new("Who stands between camps", &["Who"]);
    let camps = page.camps.iter().take(CAMPS_SHOWN);
    table.header.extend(camps.map(|camp| Cell::theirs(words::camp(&camp.label))));
    table.header.push(Cell::ours("Statements answered"));
    for Between { name, camps, answers } in shown {
        let mut row = vec![Cell::theirs(&**name)];
        row.extend(
            page.camps.iter().take(CAMPS_SHOWN).enumerate().map(|(camp, _)| {
                Cell::number(percent(camps.get(camp).copied().unwrap_or(f64::NAN)))
            }),
        );
        row.push(Cell::number(count(*answers)));
        if !table.add(row) {
            break;
        }
    }
    table.left_out = words::left_out(words::noun(page.who), table.rows.len(), *of);
    out.push_str(&table.html());
    out
}

fn manipulation_section(page: &Page) -> String {
    let mut out = String::new();
    let Some(manipulation) = &page.manipulation else { return out };
    paragraph(&mut out, words::manipulation());
    blocs(&mut out, page, manipulation);
    if let Some(bursts) = &manipulation.bursts {
        bursts_table(&mut out, page, bursts);
    }
    if let Some(once) = &manipulation.counted_once {
        side_by_side(&mut out, page, &manipulation.as_cast, once);
    }
    out
}

fn blocs(out: &mut String, page: &Page, manipulation: &Manipulation) {
    let List { shown, of } = &manipulation.blocs;
    if shown.is_empty() {
        paragraph(out, words::no_blocs());
        return;
    }
    let mut table = Table::new(
        "Blocs of near-identical ballots",
        &["Bloc", "Ballots", "Statements all answered", "Alike"],
    );
    let tried = shown.iter().filter(|bloc| bloc.ground_changed.is_some()).count();
    if tried > 0 {
        table
            .header
            .push(Cell::ours("Without it: of the first 20 of common ground, how many change"));
        if !page.camps.is_empty() {
            table.header.push(Cell::ours("Without it: others in another camp"));
        }
    }
    table.header.push(Cell::ours("Who"));
    for (index, bloc) in shown.iter().enumerate() {
        let names = bloc.members.shown.iter().take(12);
        let mut who = names.map(String::as_str).collect::<Vec<_>>().join(", ");
        let named = bloc.members.shown.len().min(12) as u64;
        if bloc.members.of > named {
            let _ = write!(who, " … ({})", count(bloc.members.of));
        }
        let known = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), count);
        let mut row = vec![
            Cell::number((index + 1).to_string()),
            Cell::number(count(bloc.ballots)),
            Cell::number(count(bloc.statements)),
            Cell::number(percent(bloc.likeness)),
        ];
        if tried > 0 {
            row.push(Cell::number(known(bloc.ground_changed)));
            if !page.camps.is_empty() {
                row.push(Cell::number(known(bloc.camp_changed)));
            }
        }
        row.push(Cell::theirs(who));
        if !table.add(row) {
            break;
        }
    }
    table.left_out = words::left_out("blocs", table.rows.len(), *of);
    out.push_str(&table.html());
    small(out, &words::without(tried as u64, *of));
}

fn bursts_table(out: &mut String, page: &Page, bursts: &List<Burst>) {
    if bursts.shown.is_empty() {
        paragraph(out, words::no_bursts());
        return;
    }
    let people = words::noun(page.who);
    let mut table = Table::new(
        "Times with far more responses than usual",
        &["From", "To", "Responses", "Usual in that time", people],
    );
    for burst in &bursts.shown {
        let row = vec![
            Cell::theirs(&*burst.from),
            Cell::theirs(&*burst.to),
            Cell::number(count(burst.responses)),
            Cell::number(whole(burst.usual)),
            Cell::number(count(burst.participants)),
        ];
        if !table.add(row) {
            break;
        }
    }
    table.left_out = words::left_out("bursts", table.rows.len(), bursts.of);
    out.push_str(&table.html());
}

/// What a cell tells of a result.
type Told<'a> = &'a dyn Fn(&Outcome) -> String;

/// The result as cast and with each bloc counted once.
fn side_by_side(out: &mut String, page: &Page, as_cast: &Outcome, once: &Outcome) {
    out.push_str("<h3>As cast, and with each bloc counted once</h3>\n<div class=\"table\">\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"As cast, and with each bloc counted once\">\n<table>\n<thead>\n<tr><th scope=\"col\"></th><th scope=\"col\" class=\"words\">As cast</th><th scope=\"col\" class=\"words\">Each bloc counted once</th></tr>\n</thead>\n<tbody>\n");
    let rows: [(&str, Told<'_>); 4] = [
        ("Ballots", &|outcome| count(outcome.ballots)),
        ("Dimensions", &|outcome| count(outcome.dimensions)),
        ("Camps", &outcome_camps),
        ("Common ground, first statements", &|outcome| outcome_ground(page, outcome)),
    ];
    for (head, cell) in rows {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{head}</th><td>{}</td><td>{}</td></tr>",
            cell(as_cast),
            cell(once)
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n</div>\n");
}

fn outcome_camps(outcome: &Outcome) -> String {
    if outcome.camps.is_empty() {
        return "none supported".to_owned();
    }
    let camps = outcome.camps.iter().take(CAMPS_SHOWN);
    let camps: Vec<String> = camps
        .map(|(label, size)| format!("<bdi>{}</bdi> · {}", text(&words::camp(label)), count(*size)))
        .collect();
    camps.join("<br>")
}

fn outcome_ground(page: &Page, outcome: &Outcome) -> String {
    let ground = outcome.ground.iter().take(10);
    let lines: Vec<String> = ground
        .map(|(statement, answer)| {
            let all = words::answer(page.scale, *answer);
            format!("{} (all {all})", statement_html(statement))
        })
        .collect();
    if lines.is_empty() { "none".to_owned() } else { lines.join("<br>") }
}

fn notes(page: &Page) -> String {
    let Notes { bad_rows, first_bad, superseded, moderated, others } = &page.notes;
    let mut out = String::new();
    if *superseded > 0 {
        paragraph(&mut out, &words::superseded(page.scale, *superseded));
    }
    for other in others {
        let _ = writeln!(out, "<p><bdi dir=\"auto\">{}</bdi></p>", text(other));
    }
    if *bad_rows > 0 {
        paragraph(&mut out, &words::bad_rows(*bad_rows));
        let mut table =
            Table::new("The first of these rows", &["File", "Line or row", "What is wrong"]);
        for row in first_bad {
            let cells = vec![
                Cell::theirs(row.file.as_deref().unwrap_or("–")),
                Cell::number(row.line.to_string()),
                Cell::theirs(&*row.what),
            ];
            if !table.add(cells) {
                break;
            }
        }
        table.left_out = words::left_out("rows", table.rows.len(), *bad_rows);
        if !table.rows.is_empty() {
            out.push_str(&table.html());
        }
    }
    if let Some(List { shown, of }) = moderated
        && *of > 0
    {
        let mut table =
            Table::new("Statements left out by moderation", &["Statement", "Reason given"]);
        for moderated in shown {
            let cells = vec![
                Cell::Statement(moderated.statement.clone()),
                Cell::theirs(moderated.reason.as_deref().unwrap_or("none given")),
            ];
            if !table.add(cells) {
                break;
            }
        }
        table.left_out = words::left_out("statements", table.rows.len(), *of);
        out.push_str(&table.html());
    }
    out
}

fn method(page: &Page) -> String {
    let Method { model, tried, samples, null, interval_level, seed, version, others } =
        &page.method;
    let mut out = String::new();
    paragraph(&mut out, model);
    if !tried.is_empty() {
        let mut table = Table::new(
            "Numbers of dimensions tried: mean loss on answers held out, in nats; less is better",
            &["Dimensions", "Loss", "Standard error", ""],
        );
        for tried in tried {
            table.add(vec![
                Cell::number(count(tried.dimensions)),
                Cell::number(four_decimals(tried.loss)),
                Cell::number(tried.error.map_or_else(|| "–".to_owned(), four_decimals)),
                Cell::ours(if tried.chosen { "taken" } else { "" }),
            ]);
        }
        out.push_str(&table.html());
    }
    out.push_str("<dl>\n");
    let mut line = |head: &str, words: &str| {
        let _ = writeln!(
            out,
            "<div><dt><bdi>{}</bdi></dt><dd><bdi>{}</bdi></dd></div>",
            text(head),
            text(words)
        );
    };
    for sample in samples {
        line(&sample.what, &format!("{} of {}", sample.taken, sample.of));
    }
    if let Some(null) = null {
        line("Shuffled answers", &words::null_result(null));
        let values = format!(
            "{} as cast, at most {} shuffled ({})",
            two_decimals(null.observed),
            two_decimals(null.largest),
            null.measure
        );
        line("Leading direction", &values);
    }
    line("Level of intervals", &percent(*interval_level));
    line("Seed", &seed.to_string());
    line("Program", version);
    for (head, words) in others {
        line(head, words);
    }
    out.push_str("</dl>\n");
    out
}
