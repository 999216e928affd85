//! The map in two dimensions.

use super::density::{self, Bin, Projection};
use super::labels::{Rect, Taken};
use super::{
    MARKED_MAX, Map, NAMED_MAX, axes_table, by_camp, called, camp_name, centres, end, ends_below,
    places_table,
};
use crate::camps::figures::{coordinate as c, count, percent};
use crate::camps::legend::{self, Drawn};
use crate::camps::lines::{one, width};
use crate::camps::page::Page;
use crate::camps::svg::{Anchor, Canvas, Picture, WIDTH};
use crate::camps::table::{Cell, Table};
use crate::camps::{marks, words};

/// Room around the places within the frame.
const MARGIN: f64 = 26.0;
/// Distance of cells in the large map.
const STEP: f64 = 20.0;
/// A region that takes more of the map, either way, is told in words.
const LARGE: f64 = 0.25;
/// Pairs of dimensions drawn small.
const PAIRS_MAX: usize = 6;
/// Radius, in standard deviations, of the region of two dimensions that holds half: the square root of `2 ln 2`.
const HALF: f64 = 1.177_410_022_515_474_7;

/// The first two dimensions.
pub(super) fn picture(page: &Page, map: &Map) -> Picture {
    let mut canvas = Canvas::new("map");
    legend::draw(&mut canvas, page, Drawn::Marks);
    let axes = (map.axes.first(), map.axes.get(1));
    let span = (4.0, WIDTH - 4.0);
    if let Some(axis) = axes.1 {
        end(&mut canvas, page, "↑ Top end", &axis.high, span, false);
    }
    canvas.y += 8.0;
    let is_named = map.count() <= NAMED_MAX;
    let laid_out =
        |with_regions| project(map, (0, 1), (2.0, WIDTH - 2.0), canvas.y, MARGIN, with_regions);
    let (projection, frame) = laid_out(is_named);
    let has_room = is_named && regions_fit(map, projection, frame);
    let (projection, frame) = if has_room { (projection, frame) } else { laid_out(false) };
    outline(&mut canvas, frame);
    let mut tables = vec![axes_table(page, map)];
    let mut left_out = None;
    let how = if is_named {
        left_out = named(&mut canvas, page, map, projection, frame, has_room);
        tables.push(places_table(page, map));
        let people = words::people(page.who, map.count() as u64);
        let has_names = (0..map.count()).any(|who| map.name(who).is_some());
        let each = if has_names {
            format!("Each of {people} by name")
        } else {
            format!("A mark for each of {people}")
        };
        canvas.y = frame.0[3];
        if has_room {
            format!(
                "{each}; the oval around a mark is the region in which it stands with probability one half."
            )
        } else {
            let usual = usual(&mut canvas, map, projection, frame);
            format!(
                "{each}. Where one stands is not known well enough to draw the region of each. {usual}"
            )
        }
    } else if map.count() <= MARKED_MAX {
        marked(&mut canvas, page, map, (0, 1), projection, 3.6);
        labels(&mut canvas, page, map, (0, 1), projection, frame);
        tables.push(places_table(page, map));
        canvas.y = frame.0[3];
        format!("A mark for each. {}", usual(&mut canvas, map, projection, frame))
    } else {
        let bins = density::bins(page, map, (0, 1), projection, STEP);
        density::draw(&mut canvas, page, &bins, STEP);
        labels(&mut canvas, page, map, (0, 1), projection, frame);
        tables.push(bins_table(page, &bins, projection));
        canvas.y = frame.0[3];
        sizes(&mut canvas, page, &bins);
        let usual = usual(&mut canvas, map, projection, frame);
        format!(
            "Marks stand for all who are near them: the larger the area, the more. A mark has the shape and colour of the camp that most of them belong to. {usual}"
        )
    };
    canvas.y = canvas.y.max(frame.0[3]) + 2.0;
    if let Some(axis) = axes.1 {
        end(&mut canvas, page, "↓ Bottom end", &axis.low, span, false);
    }
    ends_below(&mut canvas, page, axes.0);
    let title = if map.dimensions > 2 { "Map: dimensions 1 and 2" } else { "Map" };
    let description = format!("Who answers alike stands near. {how}");
    let mut picture = canvas.finish(title.to_owned(), description, tables);
    picture.left_out = left_out;
    picture
}

/// Lays places out within two edges, with one scale for both dimensions; the frame is no higher than wide.
fn project(
    map: &Map,
    dimensions: (usize, usize),
    edges: (f64, f64),
    top: f64,
    margin: f64,
    with_regions: bool,
) -> (Projection, Rect) {
    let range = |dimension: usize| {
        let placed = (0..map.count()).filter(|who| map.at(*who, dimension).is_finite());
        let ends = placed.map(|who| {
            let spread = map.covariance(who, dimension, dimension).filter(|_| with_regions);
            let half = spread.map_or(0.0, |variance| variance.max(0.0).sqrt() * HALF);
            (map.at(who, dimension) - half, map.at(who, dimension) + half)
        });
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| {
            (low.min(end.0), high.max(end.1))
        });
        if low <= high { (low, high) } else { (0.0, 0.0) }
    };
    let (x, y) = (range(dimensions.0), range(dimensions.1));
    let (wide, high) = (x.1 - x.0, y.1 - y.0);
    let room = edges.1 - edges.0 - 2.0 * margin;
    // Places have a second moment of 1; what lies together within a hundredth is drawn in the middle, as one place.
    let scale = (room / wide.max(0.01)).min(room / high.max(0.01));
    let height = (high * scale).max(room * 0.45);
    let frame = Rect([edges.0, top, edges.1, top + height + 2.0 * margin]);
    let origin = (
        edges.0 + margin + (room - wide * scale) / 2.0,
        frame.0[3] - margin - (height - high * scale) / 2.0,
    );
    (Projection { low: (x.0, y.0), scale, origin }, frame)
}

fn outline(canvas: &mut Canvas, frame: Rect) {
    let [left, top, right, bottom] = frame.0;
    canvas.push(&format!(
        "<rect class=\"l-rule\" stroke-width=\"1\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        c(left),
        c(top),
        c(right - left),
        c(bottom - top)
    ));
}

/// Place on paper of one who has a place.
fn on_paper(
    map: &Map,
    who: usize,
    pair: (usize, usize),
    projection: Projection,
) -> Option<(f64, f64)> {
    let (x, y) = (map.at(who, pair.0), map.at(who, pair.1));
    (x.is_finite() && y.is_finite()).then(|| projection.of(x, y))
}

/// Marks, regions and names; what names did not fit.
fn named(
    canvas: &mut Canvas,
    page: &Page,
    map: &Map,
    projection: Projection,
    frame: Rect,
    with_regions: bool,
) -> Option<String> {
    let mut taken = Taken::new(frame);
    let places: Vec<(usize, (f64, f64))> = (0..map.count())
        .filter_map(|who| on_paper(map, who, (0, 1), projection).map(|place| (who, place)))
        .collect();
    for (who, (x, y)) in &places {
        taken.take(Rect([x - 6.0, y - 6.0, x + 6.0, y + 6.0]));
        if let Some(factor) = factor(map, *who).filter(|_| with_regions) {
            let camp = map.camp(*who, page);
            let class = camp.map_or_else(|| "soft".to_owned(), marks::camp_class);
            let factor = factor.map(|x| x * projection.scale * HALF);
            canvas.push(&oval(&class, (*x, *y), factor));
        }
    }
    let mut names = Vec::new();
    let mut fitted = 0;
    for (who, place) in &places {
        let Some(name) = map.name(*who) else { continue };
        let shown = one(name, 11.0, 130.0);
        if let Some(at) = taken.place(*place, width(&shown, 11.0)) {
            if let Some(leader) = at.leader {
                canvas.line("soft", 0.6, *place, leader);
            }
            names.push((at, shown));
            fitted += 1;
        }
    }
    for (who, (x, y)) in &places {
        let camp = map.camp(*who, page);
        canvas.open(&format!("{}: {}", called(map, *who), camp_name(page, camp)));
        canvas.push(&marks::mark(camp, *x, *y, 5.0));
        canvas.close();
    }
    for (at, name) in names {
        canvas.words(at.x, at.y, "s ink halo", Anchor::Start, &name);
    }
    let given = map.names.iter().filter(|name| !name.trim().is_empty()).count();
    words::left_out("names", fitted, given as u64)
}

/// Whether the regions of all, drawn one beside the other, would have room in the frame: else they hide each other.
fn regions_fit(map: &Map, projection: Projection, frame: Rect) -> bool {
    let [left, top, right, bottom] = frame.0;
    let unit = std::f64::consts::PI * (projection.scale * HALF) * (projection.scale * HALF);
    let areas = (0..map.count()).filter_map(|who| factor(map, who)).map(|f| f[0] * f[2] * unit);
    areas.sum::<f64>() <= (right - left) * (bottom - top)
}

/// The Cholesky factor of the covariance of the first two dimensions: its columns span the region.
fn factor(map: &Map, who: usize) -> Option<[f64; 3]> {
    let (xx, xy, yy) =
        (map.covariance(who, 0, 0)?, map.covariance(who, 1, 0)?, map.covariance(who, 1, 1)?);
    if xx <= 0.0 {
        return None;
    }
    let a = xx.sqrt();
    let b = xy / a;
    Some([a, b, (yy - b * b).max(0.0).sqrt()])
}

/// The image of a circle under a lower triangle `[a, b, c]`, as four curves.
fn oval(class: &str, centre: (f64, f64), factor: [f64; 3]) -> String {
    // How far handles stand off for a curve to follow a quarter of a circle.
    const HANDLE: f64 = 0.552_284_749_830_793_4;
    let [a, b, d] = factor;
    let at = |u: f64, v: f64| format!("{} {}", c(centre.0 + a * u), c(centre.1 - b * u - d * v));
    let quarter = |(u, v): (f64, f64), (s, t): (f64, f64)| {
        format!(
            "C{} {} {}",
            at(u + s * HANDLE, v + t * HANDLE),
            at(s + u * HANDLE, t + v * HANDLE),
            at(s, t)
        )
    };
    let corners = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
    let curves: String = corners.windows(2).map(|pair| quarter(pair[0], pair[1])).collect();
    format!(
        "<path class=\"l-{class}\" stroke-width=\"0.7\" stroke-opacity=\"0.55\" d=\"M{}{curves}Z\"/>",
        at(1.0, 0.0)
    )
}

fn marked(
    canvas: &mut Canvas,
    page: &Page,
    map: &Map,
    pair: (usize, usize),
    projection: Projection,
    r: f64,
) {
    for who in 0..map.count() {
        let Some((x, y)) = on_paper(map, who, pair, projection) else { continue };
        let camp = map.camp(who, page);
        canvas.open(&format!("{}: {}", called(map, who), camp_name(page, camp)));
        canvas.push(&marks::mark(camp, x, y, r));
        canvas.close();
    }
}

/// The letter of each camp, at the middle of its members.
fn labels(
    canvas: &mut Canvas,
    page: &Page,
    map: &Map,
    pair: (usize, usize),
    projection: Projection,
    frame: Rect,
) {
    let centres = centres(page, map, &[pair.0, pair.1]);
    let mut taken = Taken::new(frame);
    let mut letters = Vec::new();
    for (camp, centre) in page.camps.iter().zip(centres) {
        let Some(centre) = centre else { continue };
        let (x, y) = projection.of(centre[0], centre[1]);
        let label = one(&camp.label, 12.0, 60.0);
        let wide = width(&label, 12.0) + 8.0;
        let own = Rect([x - wide / 2.0, y - 6.5, x + wide / 2.0, y + 6.5]);
        // A letter whose place is taken by another's stands beside it, with a line to its own.
        let (x, y) = if taken.take_free(own) {
            (x, y)
        } else if let Some(place) = taken.place((x, y), wide) {
            let middle = (place.x + wide / 2.0, place.y - 3.5);
            canvas.line("ink", 1.0, (x, y), middle);
            middle
        } else {
            (x, y)
        };
        letters.push((x, y + 4.5, wide, label));
    }
    // Over the lines.
    for (x, y, wide, label) in letters {
        canvas.chip(x, y, wide, "b ink", &label);
    }
}

/// The middle region over all, at the left below what is drawn, or its size in words where it is as large as the map; what
/// is said of it.
fn usual(canvas: &mut Canvas, map: &Map, projection: Projection, frame: Rect) -> &'static str {
    let mut sizes: Vec<(f64, [f64; 3])> = (0..map.count())
        .filter_map(|who| factor(map, who))
        .map(|factor| (factor[0] * factor[2], factor))
        .collect();
    if sizes.is_empty() {
        return "";
    }
    let middle = sizes.len() / 2;
    let (_, (_, factor), _) = sizes.select_nth_unstable_by(middle, |a, b| {
        a.0.total_cmp(&b.0)
            .then_with(|| a.1[0].total_cmp(&b.1[0]))
            .then_with(|| a.1[1].total_cmp(&b.1[1]))
    });
    let factor = factor.map(|x| x * projection.scale * HALF);
    let high = (factor[1] * factor[1] + factor[2] * factor[2]).sqrt();
    let told = "the usual region in which one stands with probability one half";
    let [left, top, right, bottom] = frame.0;
    let of = (2.0 * factor[0] / (right - left), 2.0 * high / (bottom - top));
    if of.0.max(of.1) > LARGE {
        canvas.y += 16.0;
        let size = format!(
            "{told}: {} of the width of the map, {} of its height",
            percent(of.0),
            percent(of.1)
        );
        canvas.words(4.0, canvas.y, "s ink", Anchor::Start, &size);
        return "How large the usual region is in which one stands with probability one half is told below.";
    }
    let centre = (8.0 + factor[0], canvas.y + 8.0 + high);
    canvas.open(told);
    canvas.push(&oval("ink", centre, factor).replace("0.55", "1"));
    canvas.close();
    let x = (centre.0 + factor[0] + 10.0).min(WIDTH - width(told, 11.0));
    canvas.words(x, centre.1 + 4.0, "s ink", Anchor::Start, told);
    canvas.y = centre.1 + high.max(6.0) + 4.0;
    "The oval below is the usual region in which one stands with probability one half."
}

/// Three sizes of marks with what they stand for.
fn sizes(canvas: &mut Canvas, page: &Page, bins: &[Bin]) {
    let most = bins.iter().map(Bin::total).max().unwrap_or(1);
    let mut shown: Vec<u64> = vec![1, most.div_ceil(4), most];
    shown.dedup();
    canvas.y += 20.0;
    let mut x = 8.0;
    for n in shown {
        let r = density::radius(n, most, STEP).max(0.9);
        let y = c(canvas.y - 4.0);
        canvas.push(&format!(
            "<circle class=\"soft\" cx=\"{}\" cy=\"{y}\" r=\"{}\"/>",
            c(x + 6.0),
            c(r)
        ));
        let told = words::people(page.who, n);
        canvas.words(x + 24.0, canvas.y, "s ink", Anchor::Start, &told);
        x += width(&told, 11.0) + 40.0;
    }
}

fn bins_table(page: &Page, bins: &[Bin], projection: Projection) -> Table {
    let mut table = Table::new(
        "Cells of the map: where their middle is, and who stands there; the fullest first",
        &["Dimension 1", "Dimension 2", "How many", "Of which"],
    );
    let mut order: Vec<&Bin> = bins.iter().collect();
    order.sort_by_key(|bin| std::cmp::Reverse(bin.total()));
    for bin in order.iter().take(200) {
        let x = (bin.centre.0 - projection.origin.0) / projection.scale + projection.low.0;
        let y = (projection.origin.1 - bin.centre.1) / projection.scale + projection.low.1;
        table.add(vec![
            Cell::number(super::two_decimals(x)),
            Cell::number(super::two_decimals(y)),
            Cell::number(count(bin.total())),
            Cell::theirs(by_camp(page, &bin.counts)),
        ]);
    }
    table.left_out = words::left_out("cells", table.rows.len(), bins.len() as u64);
    table
}

/// Further pairs of dimensions, small.
pub(super) fn further(page: &Page, map: &Map) -> Picture {
    let all = (2..map.dimensions).flat_map(|second| (0..second).map(move |first| (first, second)));
    let pairs: Vec<(usize, usize)> = all.take(PAIRS_MAX).collect();
    let mut canvas = Canvas::new("map-further");
    legend::draw(&mut canvas, page, Drawn::Marks);
    const ROOM: f64 = 292.0;
    const SMALL_STEP: f64 = 18.0;
    let has_marks = map.count() <= MARKED_MAX;
    for row in pairs.chunks(2) {
        canvas.y += 18.0;
        let top = canvas.y + 6.0;
        let mut lower = top;
        for (column, pair) in row.iter().enumerate() {
            let left = 2.0 + column as f64 * (ROOM + 12.0);
            let head = format!("→ dimension {}, ↑ dimension {}", pair.0 + 1, pair.1 + 1);
            canvas.words(left, canvas.y, "s b ink", Anchor::Start, &head);
            let (projection, frame) = project(map, *pair, (left, left + ROOM), top, 22.0, false);
            outline(&mut canvas, frame);
            if has_marks {
                marked(&mut canvas, page, map, *pair, projection, 3.0);
            } else {
                let bins = density::bins(page, map, *pair, projection, SMALL_STEP);
                density::draw(&mut canvas, page, &bins, SMALL_STEP);
            }
            labels(&mut canvas, page, map, *pair, projection, frame);
            lower = lower.max(frame.0[3]);
        }
        canvas.y = lower + 4.0;
    }
    let of = map.dimensions * (map.dimensions - 1) / 2 - 1;
    let mut picture = canvas.finish(
        "Map: further dimensions".to_owned(),
        format!(
            "Pairs of the other dimensions. {} What the dimensions mean is told in the table.",
            if has_marks {
                "A mark for each."
            } else {
                "Marks stand for all who are near them: the larger the area, the more."
            }
        ),
        vec![axes_table(page, map), centres_table(page, map)],
    );
    picture.left_out = words::left_out("further pairs", pairs.len(), of as u64);
    picture
}

/// Where the middle of each camp is.
fn centres_table(page: &Page, map: &Map) -> Table {
    let mut table = Table::new("Middle of each camp", &["Camp"]);
    let dimensions: Vec<usize> = (0..map.dimensions.min(8)).collect();
    table.header.extend(dimensions.iter().map(|d| Cell::ours(format!("Dimension {}", d + 1))));
    for (camp, centre) in page.camps.iter().zip(centres(page, map, &dimensions)) {
        let mut row = vec![Cell::theirs(words::camp(&camp.label))];
        let middle = centre.unwrap_or_else(|| vec![f64::NAN; dimensions.len()]);
        row.extend(middle.iter().map(|x| Cell::number(super::two_decimals(*x))));
        table.add(row);
    }
    table
}
