//! What all camps accept, or all reject: a dot and an interval for each camp, and the lower bound that orders the list.

use super::figures::{count, percent, percent_at_least, percents};
use super::lines::one;
use super::page::{Ground, Page, Scale, Share, Standing};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{CAMPS_SHOWN, marks, words};

/// Rows in the picture, over all statements.
const ROWS_MAX: usize = 36;
/// Statements in the picture.
const STATEMENTS_MAX: usize = 15;
/// Where the axis begins and how long it is.
const ZERO: f64 = 96.0;
const LENGTH: f64 = 240.0;

/// The picture, if there is anything to show.
pub(super) fn picture(page: &Page) -> Option<Picture> {
    let list = page.ground.as_ref().filter(|list| !list.shown.is_empty())?;
    let camps = page.camps.len().min(CAMPS_SHOWN);
    let most = (ROWS_MAX / (camps + 1)).clamp(3, STATEMENTS_MAX);
    let mut canvas = Canvas::new("ground");
    for ground in list.shown.iter().take(most) {
        statement(&mut canvas, page, ground);
    }
    let title = "Common ground".to_owned();
    let description = format!(
        "For each statement the share, of those who take a side, that gives the answer named, from 0 to 100 per cent, as a dot with its interval: of all{}. It is an estimate for everybody, also those who did not answer; beside it stands how many gave the answer, of how many who answered, and how many of these passed. A vertical line marks the lower bound{}; statements stand in its order.",
        if camps > 0 { " and of each camp" } else { "" },
        if camps > 0 {
            format!(" of the least share in {}", words::every_camp(page))
        } else {
            String::new()
        },
    );
    let mut picture = canvas.finish(title, description, vec![table(page)]);
    picture.left_out = words::left_out("statements", list.shown.len().min(most), list.of);
    Some(picture)
}

fn statement(canvas: &mut Canvas, page: &Page, ground: &Ground) {
    super::statement_block(canvas, &ground.statement, 3);
    canvas.y += 14.0;
    let line = words::common_answer(page.scale, ground.answer);
    canvas.words(4.0, canvas.y, "s b ink", Anchor::Start, &line);
    let bound = ground.lower_bound.clamp(0.0, 1.0);
    let at = ZERO + bound * LENGTH;
    canvas.y += 14.0;
    let (anchor, x) = if bound > 0.5 { (Anchor::End, at + 3.0) } else { (Anchor::Start, at - 3.0) };
    let told = format!("at least {}", percent_at_least(ground.lower_bound));
    canvas.words(x, canvas.y, "s soft", anchor, &told);
    // Where the words on the bound leave room.
    for (end, edge, share) in [(ZERO, Anchor::Start, 0.0), (ZERO + LENGTH, Anchor::End, 1.0)] {
        if (bound - share).abs() > 0.3 {
            canvas.words(end, canvas.y, "s soft", edge, &percent(share));
        }
    }
    canvas.y += 3.0;
    let top = canvas.y;
    row(canvas, page.scale, "All", None, &ground.all);
    let camps = || ground.camps.iter().zip(&page.camps).enumerate().take(CAMPS_SHOWN);
    for (index, (standing, camp)) in camps().filter(|(_, (_, camp))| camp.enters) {
        row(canvas, page.scale, &words::camp(&camp.label), Some(index), standing);
    }
    if ground.lower_bound.is_finite() {
        canvas.line("ink", 1.4, (at, top), (at, canvas.y - 1.0));
    }
    // Below the bound, which says nothing of them.
    for (index, (standing, camp)) in camps().filter(|(_, (_, camp))| !camp.enters) {
        row(canvas, page.scale, &words::camp(&camp.label), Some(index), standing);
    }
    canvas.y += 6.0;
}

fn row(canvas: &mut Canvas, scale: Scale, who: &str, camp: Option<usize>, standing: &Standing) {
    let y = canvas.y + 7.0;
    let share = &standing.share;
    canvas.open(&format!("{who}: {}", told(scale, standing)));
    canvas.line("rule", 1.0, (ZERO, y), (ZERO + LENGTH, y));
    if camp.is_some() {
        canvas.push(&marks::mark(camp, 8.0, y, 4.5));
    }
    canvas.name(18.0, y + 4.0, "s ink", Anchor::Start, &one(who, 11.0, 70.0));
    let place = |share: f64| ZERO + share.clamp(0.0, 1.0) * LENGTH;
    let class = camp.map_or_else(|| "ink".to_owned(), marks::camp_class);
    if let Some(interval) = share.interval
        && interval.low.is_finite()
        && interval.high.is_finite()
    {
        canvas.line(&class, 2.0, (place(interval.low), y), (place(interval.high), y));
    }
    if share.share.is_finite() && share.n > 0 {
        let dot = match camp {
            Some(camp) => marks::mark(Some(camp), place(share.share), y, 4.5),
            None => format!(
                "<rect class=\"ink\" x=\"{}\" y=\"{}\" width=\"3\" height=\"10\"/>",
                super::figures::coordinate(place(share.share) - 1.5),
                super::figures::coordinate(y - 5.0)
            ),
        };
        canvas.push(&dot);
    }
    canvas.words(ZERO + LENGTH + 10.0, y + 4.0, "s ink", Anchor::Start, &shown(share));
    let given = given(scale, standing);
    canvas.words(WIDTH - 4.0, y + 4.0, "s soft", Anchor::End, &given);
    canvas.close();
    canvas.y += 15.0;
}

/// "60% (52–68%)".
pub(super) fn shown(share: &Share) -> String {
    if share.n == 0 {
        return "no side taken".to_owned();
    }
    match share.interval {
        Some(interval) => match (percent(share.share), percents(interval.low, interval.high)) {
            (share, interval) if share == interval => share,
            (share, interval) => format!("{share} ({interval})"),
        },
        None => percent(share.share),
    }
}

/// "77 of 128, 22 pass".
fn given(scale: Scale, standing: &Standing) -> String {
    let Standing { given, passed, answered, .. } = standing;
    let passed = match passed {
        0 => String::new(),
        passed => format!(", {} {}", count(*passed), words::passes(scale)),
    };
    format!("{} of {}{passed}", count(*given), count(*answered))
}

fn told(scale: Scale, standing: &Standing) -> String {
    format!("{}; {}", shown(&standing.share), given(scale, standing))
}

fn table(page: &Page) -> Table {
    let mut table =
        Table::new("Common ground in numbers", &["Statement", "Common answer", "At least", "All"]);
    let camps = page.camps.iter().take(CAMPS_SHOWN);
    table.header.extend(camps.map(|camp| Cell::theirs(words::camp_or_small(camp))));
    let Some(list) = &page.ground else { return table };
    for ground in &list.shown {
        let mut row = vec![
            Cell::Statement(ground.statement.clone()),
            Cell::ours(words::answer(page.scale, ground.answer)),
            Cell::number(percent_at_least(ground.lower_bound)),
            Cell::number(told(page.scale, &ground.all)),
        ];
        let camps = ground.camps.iter().take(page.camps.len().min(CAMPS_SHOWN));
        row.extend(camps.map(|standing| Cell::number(told(page.scale, standing))));
        if !table.add(row) {
            break;
        }
    }
    table.left_out = words::left_out("statements", table.rows.len(), list.of);
    table
}
