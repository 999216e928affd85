//! Constituencies and coalitions: how their members spread over camps, and how far members differ among themselves.

use super::figures::{count, percent, two_decimals};
use super::legend::{self, Drawn};
use super::lines::{broken, one, width};
use super::page::{Group, GroupKind, Page};
use super::svg::{Anchor, Canvas, Picture, WIDTH};
use super::table::{Cell, Table};
use super::{CAMPS_SHOWN, marks, words};

/// Groups in the picture.
const GROUPS_MAX: usize = 40;
/// How long the bar of a whole group is.
const LENGTH: f64 = 390.0;
/// Where the axis of disagreement begins and how long it is.
const INDEX: f64 = 440.0;
const INDEX_LENGTH: f64 = 100.0;

/// The picture, if there is anything to show.
pub(super) fn picture(page: &Page) -> Option<Picture> {
    if page.groups.is_empty() {
        return None;
    }
    let has_camps = !page.camps.is_empty();
    let has_index = page.groups.iter().any(|group| group.disagreement.is_some());
    if !has_camps && !has_index {
        return None;
    }
    let mut canvas = Canvas::new("groups");
    canvas.push(&marks::camp_patterns("groups", page.camps.len().min(CAMPS_SHOWN)));
    legend::draw(&mut canvas, page, Drawn::Bars);
    for (kind, head) in
        [(GroupKind::Constituency, "Constituencies"), (GroupKind::Coalition, "Coalitions")]
    {
        let mut groups = page.groups.iter().take(GROUPS_MAX).filter(|group| group.kind == kind);
        let Some(first) = groups.next() else { continue };
        canvas.y += 22.0;
        let y = canvas.y;
        canvas.words(4.0, y, "b ink", Anchor::Start, head);
        if has_index {
            canvas.words(INDEX, y, "s soft", Anchor::Start, "disagreement within: 0 to 1");
        }
        for group in std::iter::once(first).chain(groups) {
            row(&mut canvas, page, group, has_index);
        }
    }
    let title = if has_camps {
        "Constituencies and coalitions by camp"
    } else {
        "Disagreement within constituencies and coalitions"
    };
    let description = format!(
        "{}{}",
        if has_camps { "For each a bar of its members, one part for each camp. " } else { "" },
        if has_index {
            "At the right of each the disagreement index of its members over all that they answered: 0 where all answer alike, 1 where they are evenly opposed."
        } else {
            ""
        },
    );
    let mut picture = canvas.finish(title.to_owned(), description, vec![cross(page)]);
    let shown = page.groups.len().min(GROUPS_MAX);
    picture.left_out = words::left_out("groups", shown, page.groups.len() as u64);
    Some(picture)
}

fn row(canvas: &mut Canvas, page: &Page, group: &Group, has_index: bool) {
    let head = format!("{} · {}", group.name, words::people(page.who, group.members));
    canvas.y += 6.0;
    canvas.block(4.0, 4.0 + LENGTH, "ink", 14.0, &broken(&head, 12.0, LENGTH, 2));
    canvas.y += 4.0;
    let y = canvas.y;
    canvas.open(&head);
    let classified = group.in_camps.iter().fold(0u64, |sum, n| sum.saturating_add(*n));
    let total = classified.saturating_add(group.unclassified);
    if total > 0 && !page.camps.is_empty() {
        let camps = group.in_camps.iter().zip(&page.camps).take(CAMPS_SHOWN).enumerate();
        let parts = camps.map(|(camp, (n, of))| (Some((format!("camp{camp}"), &*of.label)), *n));
        let mut x = 4.0;
        for (camp, n) in parts.chain([(None, group.unclassified)]) {
            if n == 0 {
                continue;
            }
            let length = n as f64 / total as f64 * LENGTH;
            canvas.bar(camp.as_ref().map(|(pattern, _)| &**pattern), x, y, length, 17.0);
            // With the camp's letter where there is room, else the number alone, else neither.
            let number = count(n);
            let lettered = camp.map(|(_, label)| format!("{} {number}", one(label, 11.0, 60.0)));
            let fits = |told: &String| width(told, 11.0) + 10.0 < length;
            if let Some(told) = lettered.into_iter().chain([number]).find(fits) {
                canvas.chip(x + length / 2.0, y + 12.5, width(&told, 11.0) + 6.0, "s ink", &told);
            }
            x += length;
        }
    }
    // Without camps there is no bar, and the index stands beside the name.
    let (middle, below) = if page.camps.is_empty() { (y - 8.0, 2.0) } else { (y + 8.5, 19.0) };
    if has_index {
        index(canvas, group, middle);
    }
    canvas.close();
    canvas.y += below;
}

/// The disagreement index on its axis.
fn index(canvas: &mut Canvas, group: &Group, middle: f64) {
    canvas.line("rule", 1.0, (INDEX, middle), (INDEX + INDEX_LENGTH, middle));
    for end in [INDEX, INDEX + INDEX_LENGTH] {
        canvas.line("soft", 1.0, (end, middle - 4.0), (end, middle + 4.0));
    }
    if let Some(index) = group.disagreement.filter(|index| index.is_finite()) {
        let x = INDEX + index.clamp(0.0, 1.0) * INDEX_LENGTH;
        canvas.line("ink", 3.0, (INDEX, middle), (x, middle));
        canvas.line("ink", 2.0, (x, middle - 6.0), (x, middle + 6.0));
    }
    let index = group.disagreement.map_or_else(|| "–".to_owned(), two_decimals);
    canvas.words(WIDTH - 4.0, middle + 4.0, "ink", Anchor::End, &index);
}

fn cross(page: &Page) -> Table {
    let has_index = page.groups.iter().any(|group| group.disagreement.is_some());
    let caption = match (page.camps.is_empty(), has_index) {
        (false, true) => "Members by camp, and disagreement within",
        (false, false) => "Members by camp",
        (true, _) => "Disagreement within",
    };
    let mut table = Table::new(caption, &["Group", "What", "Members"]);
    let camps = page.camps.iter().take(CAMPS_SHOWN);
    table.header.extend(camps.map(|camp| Cell::theirs(words::camp(&camp.label))));
    if !page.camps.is_empty() {
        table.header.push(Cell::ours("No camp"));
    }
    if has_index {
        table.header.push(Cell::ours("Disagreement (0 to 1)"));
    }
    for group in &page.groups {
        let mut row = vec![
            Cell::theirs(&*group.name),
            Cell::ours(words::group_kind(group.kind)),
            Cell::number(count(group.members)),
        ];
        let share = |n: u64| match group.members {
            0 => count(n),
            members => format!("{} ({})", count(n), percent(n as f64 / members as f64)),
        };
        if !page.camps.is_empty() {
            let camps = page.camps.iter().take(CAMPS_SHOWN).enumerate();
            row.extend(camps.map(|(camp, _)| {
                Cell::number(share(group.in_camps.get(camp).copied().unwrap_or(0)))
            }));
            row.push(Cell::number(share(group.unclassified)));
        }
        if has_index {
            row.push(Cell::number(group.disagreement.map_or_else(|| "–".to_owned(), two_decimals)));
        }
        if !table.add(row) {
            break;
        }
    }
    table.left_out = words::left_out("groups", table.rows.len(), page.groups.len() as u64);
    table
}
