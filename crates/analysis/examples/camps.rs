//! How long camps take to find: `cargo run --release -p analysis --example camps`.
#![allow(clippy::print_stdout, reason = "a table for people")]

#[path = "../tests/it/clouds.rs"]
mod clouds;

use analysis::opinions::{CampPlan, Chance, find_camps, find_camps_near};
use clouds::{Cloud, cloud, measured, planted};
use std::time::Instant;

fn main() {
    println!(
        "{:>6} {:>2} {:>9} {:>9} {:>9} {:>9} camps",
        "n", "k", "bare ms", "null ms", "near ms", "place ms"
    );
    for count in [40, 200, 1000, 5000] {
        for dimensions in [1, 2, 3, 4, 6, 8] {
            for three in [false, true] {
                let chance = Chance::new(3);
                let centre = |camp: usize| {
                    let along = |d: usize| {
                        if d == camp.min(dimensions - 1) { 5.0 + camp as f64 } else { 0.0 }
                    };
                    (0..dimensions).map(along).collect()
                };
                let centres: Vec<Vec<f64>> = (0..3).map(centre).collect();
                let places = if three {
                    planted(&centres, &[0.5, 0.3, 0.2], 1.0, count, chance).0
                } else {
                    cloud(Cloud::Gaussian, dimensions, count, chance)
                };
                let points = measured(dimensions, places, (0.2, 0.6), chance.purpose(1));
                let plan = CampPlan::default();
                let since = Instant::now();
                let _ = find_camps(&points, chance, &CampPlan { draws: 0, ..plan });
                let bare = since.elapsed();
                let camps = find_camps(&points, chance, &plan);
                let null = since.elapsed() - bare;
                let _ = find_camps_near(&points, &camps.members, &plan);
                let near = since.elapsed() - bare - null;
                let _ = camps.assign(&points);
                let place = since.elapsed() - bare - null - near;
                let ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
                let (bare, null, near, place) = (ms(bare), ms(null), ms(near), ms(place));
                println!(
                    "{count:>6} {dimensions:>2} {bare:>9.2} {null:>9.2} {near:>9.2} {place:>9.2} {}",
                    camps.count
                );
            }
        }
    }
}
