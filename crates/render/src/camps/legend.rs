//! The legend of camps: shape or pattern, and name.

use super::figures::count;
use super::lines::{one, width};
use super::page::Page;
use super::svg::{Anchor, Canvas, WIDTH};
use super::{CAMPS_SHOWN, marks, words};

/// How a camp is drawn in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// As marks of its shape.
    Marks,
    /// As bars of its pattern.
    Bars,
}

/// Draws the legend from `canvas.y` down; nothing without camps.
pub(super) fn draw(canvas: &mut Canvas, page: &Page, drawn: Drawn) {
    if page.camps.is_empty() {
        return;
    }
    let camps = page.camps.iter().enumerate().take(CAMPS_SHOWN);
    let mut entries: Vec<(Option<usize>, String)> = camps
        .map(|(index, camp)| {
            let label = one(&words::camp(&camp.label), 12.0, 150.0);
            (Some(index), format!("{label} · {}", count(camp.size)))
        })
        .collect();
    let unclassified = page.unclassified.unwrap_or(0);
    if unclassified > 0 {
        entries.push((None, format!("no camp · {}", count(unclassified))));
    }
    canvas.y += 15.0;
    let mut x = 4.0;
    for (camp, words) in entries {
        let room = width(&words, 12.0) + 34.0;
        if x > 4.0 && x + room > WIDTH {
            x = 4.0;
            canvas.y += 19.0;
        }
        let y = canvas.y;
        match (drawn, camp) {
            (Drawn::Marks, camp) => canvas.push(&marks::mark(camp, x + 7.0, y - 4.0, 5.0)),
            (Drawn::Bars, Some(camp)) => {
                canvas.bar(Some(&format!("camp{camp}")), x, y - 10.0, 16.0, 12.0);
            }
            (Drawn::Bars, None) => canvas.bar(None, x, y - 10.0, 16.0, 12.0),
        }
        canvas.words(x + 21.0, y, "ink", Anchor::Start, &words);
        x += room;
    }
    canvas.y += 6.0;
}
