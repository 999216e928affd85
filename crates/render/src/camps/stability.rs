//! What becomes of the camps when the data change a little.

use super::figures::{coordinate as c, count, percent, two_decimals};
use super::lines::one;
use super::page::{Agreement, Page};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{CAMPS_SHOWN, marks, words};

/// Where the axis begins and how long it is.
const ZERO: f64 = 200.0;
const LENGTH: f64 = 240.0;

/// The picture, if there is anything to show.
pub(super) fn picture(page: &Page) -> Option<Picture> {
    let stability = page.stability.as_ref()?;
    let mut canvas = Canvas::new("stability");
    let mut table =
        Table::new("Stability in numbers", &["What", "Value", "Least", "Repeats", "Enough from"]);
    canvas.y = 14.0;
    let resamples = count(stability.resamples);
    let left_out = percent(stability.dropped_share);
    let head = format!(
        "Share of {resamples} trials, each with {left_out} of the answers left out, in which the camp was found again"
    );
    canvas.words(4.0, canvas.y, "s b soft", Anchor::Start, &head);
    canvas.y += 6.0;
    axis(&mut canvas, "0%", "100%");
    for (index, camp) in page.camps.iter().enumerate().take(CAMPS_SHOWN) {
        let label = words::camp(&camp.label);
        let survival = camp.survival.unwrap_or(f64::NAN);
        row(&mut canvas, Some(index), &label, survival, None, &percent(survival));
        table.add(vec![
            Cell::theirs(format!("{label} found again")),
            Cell::number(percent(survival)),
            Cell::number("–"),
            Cell::number(&*resamples),
            Cell::number("–"),
        ]);
    }
    let dropped = format!("{left_out} of the answers left out");
    let agreements =
        [(dropped, stability.dropped), ("Halves of the statements".to_owned(), stability.halves)];
    if agreements.iter().any(|(_, agreement)| agreement.is_some()) {
        canvas.y += 22.0;
        let has_bars =
            agreements.iter().filter_map(|(_, agreement)| *agreement).any(|a| a.repeats > 1);
        let bar = if has_bars { "; bar: least met" } else { "" };
        let head = format!(
            "Agreement of camps: 1 the same, 0 as by chance. Dot: mean{bar}; dashed: enough"
        );
        canvas.words(4.0, canvas.y, "s b soft", Anchor::Start, &head);
        canvas.y += 6.0;
        axis(&mut canvas, "0", "1");
    }
    for (label, agreement) in agreements {
        let Some(agreement) = agreement else { continue };
        let (mean, least) = (two_decimals(agreement.mean), two_decimals(agreement.least));
        let has_least = agreement.repeats > 1;
        let shown = if has_least { format!("{mean}, least {least}") } else { mean.clone() };
        row(&mut canvas, None, &label, agreement.mean, Some(agreement), &shown);
        table.add(vec![
            Cell::ours(label),
            Cell::number(mean),
            Cell::number(if has_least { &*least } else { "–" }),
            Cell::number(count(agreement.repeats)),
            Cell::number(two_decimals(agreement.enough)),
        ]);
    }
    canvas.y += 4.0;
    Some(canvas.finish(
        "Stability of the camps".to_owned(),
        format!(
            "How often each camp was found again with {left_out} of the answers left out, and how far the camps are the same with these left out, and between two halves of the statements, each analysed alone. The first tells whether the same people stay together; the last, whether other statements of the same kind would show the same camps. A camp may pass the one and not the other."
        ),
        vec![table],
    ))
}

fn axis(canvas: &mut Canvas, low: &str, high: &str) {
    canvas.y += 10.0;
    canvas.words(ZERO, canvas.y, "s soft", Anchor::Middle, low);
    canvas.words(ZERO + LENGTH, canvas.y, "s soft", Anchor::Middle, high);
    canvas.y += 2.0;
}

fn row(
    canvas: &mut Canvas,
    camp: Option<usize>,
    label: &str,
    value: f64,
    agreement: Option<Agreement>,
    shown: &str,
) {
    let y = canvas.y + 11.0;
    let place = |value: f64| ZERO + value.clamp(0.0, 1.0) * LENGTH;
    canvas.line("rule", 1.0, (ZERO, y), (ZERO + LENGTH, y));
    if camp.is_some() {
        canvas.push(&marks::mark(camp, 10.0, y, 5.0));
    }
    let left = if camp.is_some() { 22.0 } else { 4.0 };
    canvas.name(left, y + 4.0, "ink", Anchor::Start, &one(label, 12.0, ZERO - left - 14.0));
    if let Some(Agreement { least, enough, repeats, .. }) = agreement {
        if repeats > 1 && least.is_finite() && value.is_finite() {
            canvas.line("ink", 1.4, (place(least), y), (place(value), y));
            canvas.line("ink", 1.4, (place(least), y - 4.0), (place(least), y + 4.0));
        }
        if enough.is_finite() {
            let x = c(place(enough));
            canvas.push(&format!(
                "<path class=\"l-soft\" stroke-width=\"1.2\" stroke-dasharray=\"3 2\" d=\"M{x} {}V{}\"/>",
                c(y - 9.0),
                c(y + 9.0)
            ));
        }
    }
    if value.is_finite() {
        if let Some(camp) = camp {
            let class = marks::camp_class(camp);
            canvas.line(&class, 2.0, (ZERO, y), (place(value), y));
            canvas.push(&marks::mark(Some(camp), place(value), y, 5.0));
        } else {
            canvas.push(&format!(
                "<circle class=\"ink\" cx=\"{}\" cy=\"{}\" r=\"4.5\"/>",
                c(place(value)),
                c(y)
            ));
        }
    }
    canvas.words(WIDTH - 4.0, y + 4.0, "ink", Anchor::End, shown);
    canvas.y += 22.0;
}
