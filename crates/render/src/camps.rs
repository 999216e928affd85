//! Splits, camps and common ground as one accessible HTML page, and its pictures as SVG files of their own.
//!
//! A page is filled in from outside as plain data ([`Page`]); [`html`] sets it and [`pictures`] gives the pictures alone.
//! The words stand in `words`, in whole sentences; they say what was counted and how sure it is, and judge nothing.
//! A picture has at most some two thousand marks, a table at most 500 rows, whatever it is given; what is left out is said.
//!
//! **Invariant:** every piece of text passes `encode::text`, so nothing that people wrote can become markup; no meaning is
//! carried by colour alone; each picture's numbers stand in a table beside it.

mod apart;
mod divergence;
mod figures;
mod ground;
mod groups;
mod html;
mod legend;
mod lines;
mod map;
mod marks;
mod page;
mod splits;
mod stability;
mod svg;
mod table;
mod words;

pub use html::render as html;
pub use page::*;
pub use svg::Picture;
pub use table::{Cell, Table};

/// Camps that pictures and tables show; the page says so where there are more.
const CAMPS_SHOWN: usize = 24;

/// All pictures of a page, in its order; those with nothing to show are absent. Names are unique.
pub fn pictures(page: &Page) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = splits::picture(page).into_iter().collect();
    pictures.extend(map::pictures(page));
    pictures.extend(groups::picture(page));
    pictures.extend(divergence::picture(page));
    pictures.extend(ground::picture(page));
    pictures.extend(apart::picture(page));
    pictures.extend(stability::picture(page));
    pictures
}

/// A statement above its row: number and words, in at most so many lines.
fn statement_block(canvas: &mut svg::Canvas, statement: &Statement, most: usize) {
    let Statement { id, text, .. } = statement;
    canvas.y += 8.0;
    let room = svg::WIDTH - 8.0;
    // The direction is that of the words, not of their number.
    let words = if text.trim().is_empty() {
        id.clone()
    } else if lines::is_turned(text) {
        format!("\u{200f}{id} · {text}")
    } else {
        format!("{id} · {text}")
    };
    let lines = lines::broken(&words, 12.0, room, most);
    canvas.open(&format!("{id} · {text}"));
    canvas.block(4.0, svg::WIDTH - 4.0, "ink", 15.0, &lines);
    canvas.close();
}
