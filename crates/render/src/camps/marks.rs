//! Colours, shapes and patterns. Whatever a colour says, a shape, a pattern or a word says too.

use super::figures::coordinate as c;
use std::fmt::Write as _;

/// A colour of a mark: its class, its value on white paper and on a dark screen.
///
/// Each has a contrast of 3 or more with what is behind it (WCAG 2.2, 1.4.11); ink and soft ink, in which all words are
/// set, 4.5 or more (1.4.3).
const COLOURS: &[(&str, &str, &str)] = &[
    ("ink", "#1c1b19", "#e7e3da"),
    ("soft", "#5b5750", "#b5b0a5"),
    ("rule", "#cfc9be", "#44474b"),
    ("paper", "#ffffff", "#16181b"),
    // Sides of an answer have no colour, so that none is taken for that of a camp.
    ("for", "#5b5750", "#b5b0a5"),
    ("against", "#1c1b19", "#e7e3da"),
    ("pass", "#6f6b64", "#a09b91"),
    ("camp0", "#1f66ad", "#66aeeb"),
    ("camp1", "#b8501a", "#f29a5c"),
    ("camp2", "#0b7a5b", "#45c7a0"),
    ("camp3", "#9c3f86", "#e490cf"),
    ("camp4", "#7a5c00", "#d9bb4a"),
    ("camp5", "#4b4f9e", "#a6a9f0"),
    ("camp6", "#7d2f2f", "#e38a8a"),
];

/// How many colours of camps there are.
const CAMP_COLOURS: usize = 7;
/// How many shapes there are.
const SHAPES: usize = 8;

/// The style sheet of pictures, for a file of its own and for the page alike.
///
/// Without custom properties, which many programs that read SVG files do not know; paper is always white.
pub(super) fn style() -> String {
    let mut style = String::from(
        ".pic { font-family: \"Noto Sans\", system-ui, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans Arabic\", \"Noto Sans CJK SC\", sans-serif; font-size: 12px; }\n\
         .pic text { font-variant-numeric: tabular-nums; }\n\
         .pic .halo { stroke: #ffffff; stroke-width: 3; stroke-linejoin: round; paint-order: stroke; }\n\
         .pic .b { font-weight: 700; }\n\
         .pic .s { font-size: 11px; }\n\
         .pic .hollow { fill: #ffffff; stroke: #5b5750; stroke-width: 1.4; }\n\
         .pic .bar { stroke: #ffffff; stroke-width: 1; } .pic .edge { stroke: #6f6b64; stroke-width: 1; }\n",
    );
    for (class, light, _) in COLOURS {
        let _ = writeln!(
            style,
            ".pic .{class} {{ fill: {light}; }} .pic .l-{class} {{ fill: none; stroke: {light}; }}"
        );
    }
    style.push_str("@media screen and (prefers-color-scheme: dark) {\n.pic .hollow { fill: #16181b; stroke: #b5b0a5; }\n.pic .halo, .pic .bar { stroke: #16181b; }\n.pic .edge { stroke: #a09b91; }\n");
    for (class, _, dark) in COLOURS {
        let _ = writeln!(
            style,
            ".pic .{class} {{ fill: {dark}; }} .pic .l-{class} {{ fill: none; stroke: {dark}; }}"
        );
    }
    style.push_str("}\n");
    style
}

/// Class of a camp's colour.
pub(super) fn camp_class(camp: usize) -> String {
    format!("camp{}", camp % CAMP_COLOURS)
}

/// Name of a camp's shape, for legends read aloud.
pub(super) fn shape_name(camp: usize) -> &'static str {
    [
        "circles",
        "squares",
        "triangles",
        "diamonds",
        "triangles pointing down",
        "crosses",
        "pentagons",
        "stars",
    ][camp % SHAPES]
}

/// A mark of a camp at a place; `None` is no camp and hollow. `r` is the radius of a circle of its size.
pub(super) fn mark(camp: Option<usize>, x: f64, y: f64, r: f64) -> String {
    let Some(camp) = camp else {
        return format!(
            "<circle class=\"hollow\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            c(x),
            c(y),
            c(r)
        );
    };
    let class = camp_class(camp);
    let outline: &[(f64, f64)] = match camp % SHAPES {
        0 => {
            return format!(
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                c(x),
                c(y),
                c(r)
            );
        }
        1 => &[(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)],
        2 => &[(0.0, -1.35), (1.17, 0.68), (-1.17, 0.68)],
        3 => &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        4 => &[(0.0, 1.35), (1.17, -0.68), (-1.17, -0.68)],
        5 => &[
            (-0.4, -1.2),
            (0.4, -1.2),
            (0.4, -0.4),
            (1.2, -0.4),
            (1.2, 0.4),
            (0.4, 0.4),
            (0.4, 1.2),
            (-0.4, 1.2),
            (-0.4, 0.4),
            (-1.2, 0.4),
            (-1.2, -0.4),
            (-0.4, -0.4),
        ],
        6 => &[(0.0, -1.15), (1.09, -0.36), (0.68, 0.93), (-0.68, 0.93), (-1.09, -0.36)],
        _ => &[
            (0.0, -1.5),
            (0.38, -0.52),
            (1.43, -0.46),
            (0.61, 0.2),
            (0.88, 1.21),
            (0.0, 0.64),
            (-0.88, 1.21),
            (-0.61, 0.2),
            (-1.43, -0.46),
            (-0.38, -0.52),
        ],
    };
    let mut path = format!("<path class=\"{class}\" d=\"");
    for (index, (dx, dy)) in outline.iter().enumerate() {
        let _ = write!(
            path,
            "{}{} {}",
            if index == 0 { 'M' } else { 'L' },
            c(x + dx * r),
            c(y + dy * r)
        );
    }
    path.push_str("Z\"/>");
    path
}

/// A pattern by its number: lines of paper over a ground of colour, so that it stays visible without colours.
fn pattern(id: &str, class: &str, number: usize) -> String {
    let lines = match number % 7 {
        0 => {
            return format!(
                "<pattern id=\"{id}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"{class}\" width=\"8\" height=\"8\"/></pattern>"
            );
        }
        1 => {
            "<path class=\"l-paper\" stroke-width=\"1.6\" d=\"M-2 6L2 10M-2 -2L10 10M6 -2L10 2\"/>"
        }
        2 => {
            "<circle class=\"paper\" cx=\"2\" cy=\"2\" r=\"1.2\"/><circle class=\"paper\" cx=\"6\" cy=\"6\" r=\"1.2\"/>"
        }
        3 => {
            "<path class=\"l-paper\" stroke-width=\"1.6\" d=\"M-2 2L2 -2M-2 10L10 -2M6 10L10 6\"/>"
        }
        4 => "<path class=\"l-paper\" stroke-width=\"1.6\" d=\"M0 4H8\"/>",
        5 => "<path class=\"l-paper\" stroke-width=\"1.6\" d=\"M4 0V8\"/>",
        _ => "<path class=\"l-paper\" stroke-width=\"1.3\" d=\"M4 0V8M0 4H8\"/>",
    };
    format!(
        "<pattern id=\"{id}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"{class}\" width=\"8\" height=\"8\"/>{lines}</pattern>"
    )
}

/// Patterns of the first camps, under ids that begin with the picture's name.
pub(super) fn camp_patterns(picture: &str, camps: usize) -> String {
    let patterns: String = (0..camps)
        .map(|camp| {
            // A turn of the colours later each colour has another pattern.
            let number = camp + camp / CAMP_COLOURS;
            pattern(&format!("{picture}-camp{camp}"), &camp_class(camp), number)
        })
        .collect();
    format!("<defs>{patterns}</defs>\n")
}

/// Patterns of the sides of an answer: for, weakly for, passes, against.
pub(super) fn answer_patterns(picture: &str) -> String {
    let dots = "<circle class=\"pass\" cx=\"2\" cy=\"2\" r=\"1.1\"/><circle class=\"pass\" cx=\"6\" cy=\"6\" r=\"1.1\"/>";
    format!(
        "<defs>{}{}{}<pattern id=\"{picture}-pass\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"paper\" width=\"8\" height=\"8\"/>{dots}</pattern></defs>\n",
        pattern(&format!("{picture}-for"), "for", 0),
        pattern(&format!("{picture}-mild"), "for", 4),
        pattern(&format!("{picture}-against"), "against", 1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_and_marks_stand_out_on_light_and_on_dark() {
        for (class, light, dark) in COLOURS {
            let least = match *class {
                "ink" | "soft" => 4.5,
                "rule" | "paper" => continue,
                _ => 3.0,
            };
            assert!(contrast(light, "#ffffff") >= least, "{class} {}", contrast(light, "#ffffff"));
            assert!(contrast(dark, "#16181b") >= least, "{class} {}", contrast(dark, "#16181b"));
        }
    }

    #[test]
    fn no_side_of_an_answer_has_the_colour_of_a_camp() {
        let (camps, others): (Vec<_>, Vec<_>) =
            COLOURS.iter().partition(|(class, _, _)| class.starts_with("camp"));
        for &(class, light, dark) in others {
            assert_eq!(
                camps.iter().find(|camp| camp.1 == light || camp.2 == dark),
                None,
                "{class}"
            );
        }
    }

    #[test]
    fn no_two_of_many_camps_share_shape_or_pattern_and_colour() {
        let marks: std::collections::BTreeSet<String> =
            (0..50).map(|camp| mark(Some(camp), 0.0, 0.0, 5.0)).collect();
        assert_eq!(marks.len(), 50);
        let patterns = camp_patterns("", 49).replace("-camp", "");
        let patterns: std::collections::BTreeSet<&str> = patterns
            .split("<pattern id=\"")
            .filter_map(|pattern| pattern.split_once('"'))
            .map(|(_, pattern)| pattern)
            .collect();
        assert_eq!(patterns.len(), 49);
    }
}
