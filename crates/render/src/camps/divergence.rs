//! How each statement was answered: diverging bars, for to the right, against to the left, passes apart.

use super::figures::{count, percent};
use super::lines::one;
use super::page::{Divergence, Page, Scale, Tally};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{CAMPS_SHOWN, marks, words};

/// Bars in the picture, over all statements.
const BARS_MAX: usize = 48;
/// Statements in the picture.
const STATEMENTS_MAX: usize = 15;
/// Where bars of the two sides meet, and how long a bar of all answers is.
const ZERO: f64 = 258.0;
const LENGTH: f64 = 150.0;
/// Where the bars of passes begin, and how long one of all answers is.
const PASSES: f64 = 452.0;
const PASSES_LENGTH: f64 = 60.0;

impl Tally {
    /// All answers of a scale.
    pub(super) fn n(self, scale: Scale) -> u64 {
        self.0.iter().take(words::levels(scale).len()).fold(0, |n, &level| n.saturating_add(level))
    }

    /// Share of a level; zero where there is no answer.
    fn share(self, scale: Scale, level: usize) -> f64 {
        match self.n(scale) {
            0 => 0.0,
            n => self.0[level] as f64 / n as f64,
        }
    }
}

/// The picture, if there is anything to show.
pub(super) fn picture(page: &Page) -> Option<Picture> {
    let list = &page.divergence;
    if list.shown.is_empty() {
        return None;
    }
    let camps = page.camps.len().min(CAMPS_SHOWN);
    let most = (BARS_MAX / (camps + 1)).clamp(3, STATEMENTS_MAX);
    let mut canvas = Canvas::new("answers");
    canvas.push(&marks::answer_patterns("answers"));
    heads(&mut canvas, page.scale);
    for divergence in list.shown.iter().take(most) {
        statement(&mut canvas, page, divergence);
    }
    let entering = page.camps.iter().filter(|camp| camp.enters).count();
    let title = if entering < 2 {
        "Statements on which answers differ most".to_owned()
    } else if entering == page.camps.len() {
        "Statements on which the camps answer most differently".to_owned()
    } else {
        format!(
            "Statements on which the camps with at least {} of the voices answer most differently",
            percent(page.least_share)
        )
    };
    let [against, pass, favour] = sides(page.scale);
    let description = format!(
        "For each statement a bar for all{}: to the right of the line the share that {favour}, to the left, hatched, the share that {against}, and apart at the right, dotted, the share that {pass}.",
        if camps > 0 { " and one for each camp" } else { "" },
    );
    let mut picture = canvas.finish(title, description, vec![table(page)]);
    picture.left_out = words::left_out("statements", list.shown.len().min(most), list.of);
    Some(picture)
}

/// Words for the three sides: against, passes, for.
fn sides(scale: Scale) -> [&'static str; 3] {
    match scale {
        Scale::Responses => ["disagree", "pass", "agree"],
        Scale::Stances => ["object", "reserve their position", "can accept (striped) or support"],
    }
}

fn heads(canvas: &mut Canvas, scale: Scale) {
    canvas.y = 14.0;
    let y = canvas.y;
    let (left, right) = match scale {
        Scale::Responses => ("disagree", "agree"),
        Scale::Stances => ("object", "can accept · support"),
    };
    canvas.words(ZERO - 8.0, y, "s b soft", Anchor::End, &format!("← {left}"));
    canvas.words(ZERO + 8.0, y, "s b soft", Anchor::Start, &format!("{right} →"));
    canvas.words(PASSES, y, "s b soft", Anchor::Start, words::passes(scale));
    canvas.words(WIDTH - 4.0, y, "s b soft", Anchor::End, "n");
    canvas.y += 2.0;
}

fn statement(canvas: &mut Canvas, page: &Page, divergence: &Divergence) {
    super::statement_block(canvas, &divergence.statement, 3);
    canvas.y += 5.0;
    let top = canvas.y;
    row(canvas, page, None, divergence.all);
    for (camp, tally) in divergence.camps.iter().enumerate().take(page.camps.len().min(CAMPS_SHOWN))
    {
        row(canvas, page, Some(camp), *tally);
    }
    canvas.line("soft", 1.0, (ZERO, top - 1.0), (ZERO, canvas.y - 2.0));
    canvas.y += 4.0;
}

/// One bar, of all or of a camp.
fn row(canvas: &mut Canvas, page: &Page, camp: Option<usize>, tally: Tally) {
    const HEIGHT: f64 = 12.0;
    let scale = page.scale;
    let n = tally.n(scale);
    let y = canvas.y;
    let base = y + 10.0;
    let who = camp.map_or_else(|| "All".to_owned(), |camp| words::camp(&page.camps[camp].label));
    canvas.open(&format!("{who}: {}", told(scale, tally)));
    if let Some(camp) = camp {
        canvas.push(&marks::mark(Some(camp), 8.0, y + 6.0, 4.5));
    }
    canvas.name(18.0, base, "s ink", Anchor::Start, &one(&who, 11.0, 66.0));
    canvas.words(WIDTH - 4.0, base, "s ink", Anchor::End, &count(n));
    if n == 0 {
        canvas.words(ZERO + 8.0, base, "s soft", Anchor::Start, "no answers");
    } else {
        let against = tally.share(scale, 0);
        canvas.bar(Some("against"), ZERO - against * LENGTH, y, against * LENGTH, HEIGHT);
        let end = ZERO - against * LENGTH - 4.0;
        canvas.words(end, base, "s ink", Anchor::End, &percent(against));
        let mut x = ZERO;
        let levels: &[(usize, &str)] = match scale {
            Scale::Responses => &[(2, "for")],
            Scale::Stances => &[(3, "for"), (2, "mild")],
        };
        let mut favour = 0.0;
        for (level, pattern) in levels {
            let share = tally.share(scale, *level);
            canvas.bar(Some(pattern), x, y, share * LENGTH, HEIGHT);
            x += share * LENGTH;
            favour += share;
        }
        canvas.words(x + 4.0, base, "s ink", Anchor::Start, &percent(favour));
        let passes = tally.share(scale, 1);
        canvas.bar(Some("pass"), PASSES, y, passes * PASSES_LENGTH, HEIGHT);
        let end = PASSES + passes * PASSES_LENGTH + 4.0;
        canvas.words(end, base, "s ink", Anchor::Start, &percent(passes));
    }
    canvas.close();
    canvas.y += 15.0;
}

/// "agree 60%, disagree 30%, pass 10%; n 20".
fn told(scale: Scale, tally: Tally) -> String {
    let shares: Vec<String> = words::levels(scale)
        .iter()
        .enumerate()
        .rev()
        .map(|(level, name)| format!("{name} {}", percent(tally.share(scale, level))))
        .collect();
    format!("{}; n {}", shares.join(", "), count(tally.n(scale)))
}

/// A tally as it stands in a table: the counts of each level.
pub(super) fn counts(scale: Scale, tally: Tally) -> Vec<Cell> {
    let levels = words::levels(scale).len();
    (0..levels).rev().map(|level| Cell::number(count(tally.0[level]))).collect()
}

fn table(page: &Page) -> Table {
    let mut header = vec!["Statement", "Who"];
    header.extend(words::levels(page.scale).iter().rev());
    header.push("n");
    let mut table = Table::new("How each statement was answered, in numbers", &header);
    let mut shown = 0;
    for divergence in &page.divergence.shown {
        let camps = divergence.camps.iter().zip(&page.camps).take(CAMPS_SHOWN);
        let camps = camps.map(|(tally, camp)| (words::camp(&camp.label), *tally));
        let rows = std::iter::once(("All".to_owned(), divergence.all)).chain(camps);
        let mut has_room = true;
        for (index, (who, tally)) in rows.enumerate() {
            // The words once, then the number alone.
            let statement = match index {
                0 => Cell::Statement(divergence.statement.clone()),
                _ => Cell::theirs(&*divergence.statement.id),
            };
            let mut row = vec![statement, Cell::theirs(who)];
            row.extend(counts(page.scale, tally));
            row.push(Cell::number(count(tally.n(page.scale))));
            has_room &= table.add(row);
        }
        if !has_room {
            break;
        }
        shown += 1;
    }
    table.left_out = words::left_out("statements", shown, page.divergence.of);
    table
}
