//! A picture: an SVG image with a title, a description and its numbers as tables.

use super::figures::coordinate as c;
use super::lines::{Lines, isolated};
use super::marks;
use super::table::Table;
use crate::html::encode::text;
use std::fmt::Write as _;

/// Width of every picture, in its own units; type of 12 units is meant to be read at 12 to 16 pixels.
pub(super) const WIDTH: f64 = 600.0;

/// One picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// A short name for its file and its ids: letters, digits and hyphens.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// What is to be seen in it, in sentences.
    pub description: String,
    /// The same numbers.
    pub tables: Vec<Table>,
    /// What it leaves out, in a sentence.
    pub left_out: Option<String>,
    height: f64,
    body: String,
}

impl Picture {
    /// The picture as an SVG file.
    pub fn standalone(&self) -> String {
        self.svg(
            " xmlns=\"http://www.w3.org/2000/svg\"",
            &format!(
                "<style>\n{}</style>\n<rect class=\"paper\" width=\"{}\" height=\"{}\"/>\n",
                marks::style(),
                c(WIDTH),
                c(self.height)
            ),
        )
    }

    /// The picture for a page that has the style sheet.
    pub(super) fn inline(&self) -> String {
        self.svg("", "")
    }

    fn svg(&self, namespace: &str, before: &str) -> String {
        let Picture { name, title, description, body, .. } = self;
        let (width, height) = (c(WIDTH), c(self.height));
        format!(
            "<svg{namespace} class=\"pic\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
             <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-desc\">{}</desc>\n{before}{body}</svg>\n",
            text(title),
            text(description),
        )
    }
}

/// Where words hang on their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// They begin there.
    Start,
    /// Their middle is there.
    Middle,
    /// They end there.
    End,
}

/// A picture being drawn, from the top down.
#[derive(Debug)]
pub(super) struct Canvas {
    name: String,
    body: String,
    /// How far down it is drawn.
    pub(super) y: f64,
}

impl Canvas {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), body: String::new(), y: 0.0 }
    }

    /// Ends the drawing.
    pub(super) fn finish(self, title: String, description: String, tables: Vec<Table>) -> Picture {
        let Self { name, body, y } = self;
        Picture { name, title, description, tables, left_out: None, height: y + 6.0, body }
    }

    /// Adds markup that holds no words of people.
    pub(super) fn push(&mut self, markup: &str) {
        self.body.push_str(markup);
        self.body.push('\n');
    }

    /// Begins a group with words to be shown where the pointer rests.
    pub(super) fn open(&mut self, told: &str) {
        let _ = writeln!(self.body, "<g><title>{}</title>", text(told));
    }

    pub(super) fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// A line of words.
    pub(super) fn words(&mut self, x: f64, y: f64, class: &str, anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = writeln!(
            self.body,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            c(x),
            c(y),
            text(words)
        );
    }

    /// A name or label that people gave, kept to its own direction.
    pub(super) fn name(&mut self, x: f64, y: f64, class: &str, anchor: Anchor, name: &str) {
        let isolated = isolated(name, super::lines::is_turned(name));
        self.words(x, y, class, anchor, &isolated);
    }

    /// Lines of words from `self.y` down, between two edges; those written from right to left stand at the right.
    pub(super) fn block(&mut self, left: f64, right: f64, class: &str, step: f64, lines: &Lines) {
        for line in &lines.lines {
            self.y += step;
            let (x, anchor) =
                if lines.is_turned { (right, Anchor::End) } else { (left, Anchor::Start) };
            self.words(x, self.y, class, anchor, line);
        }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, stroke: f64, from: (f64, f64), to: (f64, f64)) {
        let _ = writeln!(
            self.body,
            "<path class=\"l-{class}\" stroke-width=\"{}\" d=\"M{} {}L{} {}\"/>",
            c(stroke),
            c(from.0),
            c(from.1),
            c(to.0),
            c(to.1)
        );
    }

    /// A rectangle filled with a pattern of this picture, or hollow without one.
    pub(super) fn bar(&mut self, pattern: Option<&str>, x: f64, y: f64, width: f64, height: f64) {
        let fill = match pattern {
            Some("pass") => format!("class=\"edge\" fill=\"url(#{}-pass)\"", self.name),
            Some(pattern) => format!("class=\"bar\" fill=\"url(#{}-{pattern})\"", self.name),
            None => "class=\"hollow\"".to_owned(),
        };
        let _ = writeln!(
            self.body,
            "<rect {fill} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            c(x),
            c(y),
            c(width),
            c(height)
        );
    }

    /// A number on a ground of paper, for places where a pattern is behind it.
    pub(super) fn chip(&mut self, x: f64, y: f64, width: f64, class: &str, words: &str) {
        let _ = writeln!(
            self.body,
            "<rect class=\"paper\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"13\" rx=\"2\"/>",
            c(x - width / 2.0),
            c(y - 10.5),
            c(width)
        );
        self.name(x, y, class, Anchor::Middle, words);
    }
}
