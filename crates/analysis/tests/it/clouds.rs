//! Groups whose opinions are drawn, measured with errors, and given as places.

use analysis::opinions::{Chance, Points};

/// How opinion is spread.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cloud {
    Gaussian,
    /// Evenly in a ball.
    Ball,
    /// Four times as long as wide.
    Ellipse,
    /// Exponential in one direction.
    Skewed,
    /// Student's t with five degrees of freedom.
    LongTailed,
}

fn normal(chance: Chance, a: usize, b: usize) -> f64 {
    let radius = (-2.0 * libm::log(1.0 - chance.share(a, 2 * b))).sqrt();
    radius * libm::cos(std::f64::consts::TAU * chance.share(a, 2 * b + 1))
}

/// Latent places, `dimensions` numbers each.
pub(crate) fn cloud(cloud: Cloud, dimensions: usize, count: usize, chance: Chance) -> Vec<f64> {
    let place = |i: usize| {
        let plain: Vec<f64> = (0..dimensions).map(|d| normal(chance, i, d)).collect();
        let even = chance.share(i, 1_000);
        match cloud {
            Cloud::Gaussian => plain,
            Cloud::Ball => {
                let length = plain.iter().map(|x| x * x).sum::<f64>().sqrt();
                let radius = libm::pow(even, 1.0 / dimensions as f64);
                plain.iter().map(|x| x / length * radius).collect()
            }
            Cloud::Ellipse => {
                let long = |(d, x): (usize, &f64)| if d == 0 { 4.0 * x } else { *x };
                plain.iter().enumerate().map(long).collect()
            }
            Cloud::Skewed => {
                let skewed =
                    |(d, x): (usize, &f64)| if d == 0 { -libm::log(1.0 - even) } else { *x };
                plain.iter().enumerate().map(skewed).collect()
            }
            Cloud::LongTailed => {
                let square = |d| normal(chance, i, d) * normal(chance, i, d);
                let scale = ((50..55).map(square).sum::<f64>() / 5.0).sqrt();
                plain.iter().map(|x| x / scale).collect()
            }
        }
    };
    (0..count).flat_map(place).collect()
}

/// Latent places in camps with centres and shares, and who is in which.
pub(crate) fn planted(
    centres: &[Vec<f64>],
    shares: &[f64],
    within: f64,
    count: usize,
    chance: Chance,
) -> (Vec<f64>, Vec<Option<u16>>) {
    let mut places = Vec::new();
    let mut truth = Vec::new();
    for i in 0..count {
        let mut left = chance.share(i, 900);
        let camp = shares.iter().position(|share| {
            left -= share;
            left < 0.0
        });
        let camp = camp.unwrap_or(shares.len() - 1);
        let centre = centres[camp].iter().enumerate();
        places.extend(centre.map(|(d, c)| c + within * normal(chance, i, d)));
        truth.push(Some(camp as u16));
    }
    (places, truth)
}

/// Places brought to mean 0 and variance 1 in each direction, and measured: each participant with an error between two
/// standard deviations, the same in all directions.
pub(crate) fn measured(
    dimensions: usize,
    mut places: Vec<f64>,
    errors: (f64, f64),
    chance: Chance,
) -> Points {
    let count = places.len() / dimensions;
    for d in 0..dimensions {
        let column = || (0..count).map(|i| i * dimensions + d);
        let mean = column().map(|x| places[x]).sum::<f64>() / count as f64;
        let square = |x: usize| (places[x] - mean) * (places[x] - mean);
        let scale = (column().map(square).sum::<f64>() / count as f64).sqrt();
        column()
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|x| places[x] = (places[x] - mean) / scale);
    }
    let mut points =
        Points { dimensions, means: vec![], spreads: vec![], weights: vec![1.0; count] };
    for i in 0..count {
        let error = errors.0 + (errors.1 - errors.0) * chance.share(i, 901);
        let shrink = 1.0 / (1.0 + error * error);
        for d in 0..dimensions {
            let seen = places[i * dimensions + d] + error * normal(chance, i, 100 + d);
            points.means.push(shrink * seen);
            let row = (0..=d).map(|e| if e == d { shrink * error * error } else { 0.0 });
            points.spreads.extend(row);
        }
    }
    points
}
