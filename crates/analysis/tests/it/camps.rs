//! Camps where there are some, none where there are none.

use super::clouds::{Cloud, cloud, measured, planted};
use analysis::opinions::{
    CampPlan, Camps, Chance, Points, adjusted_rand, find_camps, find_camps_near,
};

fn found(points: &Points) -> Camps {
    find_camps(points, Chance::new(1), &CampPlan::default(), None)
}

/// Runs 20 groups of a kind; how many show camps.
fn mistaken(kind: Cloud, dimensions: usize, count: usize, errors: (f64, f64)) -> usize {
    let one = |seed: u64| {
        let chance = Chance::new(seed);
        let places = cloud(kind, dimensions, count, chance);
        found(&measured(dimensions, places, errors, chance.purpose(1))).count
    };
    (0..20).filter(|&seed| one(seed) > 1).count()
}

#[test]
fn one_cloud_of_whatever_shape_is_one_camp() {
    let kinds = [Cloud::Gaussian, Cloud::Ball, Cloud::Ellipse, Cloud::Skewed, Cloud::LongTailed];
    let (mut all, mut groups) = (0, 0);
    for kind in kinds {
        for dimensions in [1, 3] {
            for (count, errors) in
                [(20, (0.2, 0.2)), (40, (0.2, 2.0)), (200, (0.2, 1.0)), (800, (0.3, 2.0))]
            {
                let claimed = mistaken(kind, dimensions, count, errors);
                // One in twenty is what the test allows; three of twenty happen by chance in one case of thirteen.
                assert!(claimed <= 3, "{kind:?} {dimensions} {count}: {claimed}");
                all += claimed;
                groups += 20;
            }
        }
    }
    assert!(all * 20 <= groups, "{all} of {groups}");
}

fn four() -> (Vec<Vec<f64>>, Vec<f64>) {
    let centres =
        vec![vec![1.5, 0.0, 0.0], vec![-1.5, 0.3, 0.0], vec![0.0, 1.8, 0.5], vec![0.3, -1.6, 1.4]];
    (centres, vec![0.45, 0.30, 0.17, 0.08])
}

#[test]
fn four_planted_camps_are_found_among_thousands() {
    let (centres, shares) = four();
    for seed in 0..3 {
        let chance = Chance::new(seed);
        let (places, truth) = planted(&centres, &shares, 0.55, 5000, chance);
        let camps = found(&measured(3, places, (0.1, 0.4), chance.purpose(1)));
        assert_eq!(camps.count, 4, "{seed}");
        let index = adjusted_rand(&camps.members, &truth);
        assert!(index >= 0.9, "{seed}: {index}");
        assert!(camps.shares.windows(2).all(|pair| pair[0] > pair[1]), "numbered by size");
    }
}

#[test]
fn separated_camps_are_found_in_any_number_and_in_any_dimensions() {
    for (dimensions, camps) in [(1, 2), (1, 3), (2, 2), (2, 3), (3, 3), (4, 2), (4, 5)] {
        // Five camps of forty people each are too few to be told from stretches.
        for count in if camps > 3 { vec![1000] } else { vec![200, 1000] } {
            let centre = |camp: usize| {
                let along = |d: usize| {
                    if dimensions == 1 {
                        7.0 * camp as f64
                    } else if camp == d {
                        5.0
                    } else {
                        0.0
                    }
                };
                (0..dimensions).map(along).collect()
            };
            let centres: Vec<Vec<f64>> = (0..camps).map(centre).collect();
            let shares = vec![1.0 / camps as f64; camps];
            let right = (0..5).filter(|&seed| {
                let chance = Chance::new(seed).purpose(count as u64);
                let (places, truth) = planted(&centres, &shares, 1.0, count, chance);
                let found = found(&measured(dimensions, places, (0.1, 0.3), chance.purpose(1)));
                found.count == camps && adjusted_rand(&found.members, &truth) >= 0.9
            });
            let right = right.count();
            assert!(right >= 4, "{dimensions} {camps} {count}: {right} of 5");
        }
    }
}

#[test]
fn camps_stay_when_measurements_are_disturbed() {
    let centres = vec![vec![0.0, 0.0], vec![6.5, 0.0], vec![3.2, 5.6]];
    let (mut same, mut near) = (0, 0);
    for seed in 0..20 {
        let chance = Chance::new(seed);
        let (places, _) = planted(&centres, &[0.5, 0.3, 0.2], 1.0, 600, chance);
        let points = measured(2, places, (0.1, 0.5), chance.purpose(1));
        let camps = found(&points);
        let mut disturbed = points.clone();
        for (i, mean) in disturbed.means.iter_mut().enumerate() {
            // Uniform noise with 5 % of the variance of the places.
            *mean += (chance.purpose(2).share(i, 0) - 0.5) * (12.0f64 * 0.05).sqrt();
        }
        let again = found(&disturbed);
        let agree = adjusted_rand(&camps.members, &again.members) >= 0.95;
        same += usize::from(camps.count == 3 && again.count == 3 && agree);
        let warm = find_camps_near(&disturbed, &camps.members, &CampPlan::default());
        let agree = adjusted_rand(&camps.members, &warm.members) >= 0.95;
        near += usize::from(warm.count == camps.count && agree);
    }
    assert!(same >= 19 && near >= 19, "{same} {near}");
}

#[test]
fn a_block_of_identical_places_does_not_break_the_rest() {
    let centres = vec![vec![0.0, 0.0], vec![6.0, 0.0]];
    let chance = Chance::new(3);
    let (mut places, mut truth) = planted(&centres, &[0.6, 0.4], 1.0, 500, chance);
    for _ in 0..15 {
        places.extend([3.0, 6.0]);
        truth.push(Some(2));
    }
    let mut points = measured(2, places, (0.1, 0.4), chance.purpose(1));
    for i in 501..515 {
        points.means.copy_within(1000..1002, 2 * i);
        points.spreads.copy_within(1500..1503, 3 * i);
    }
    let camps = found(&points);
    assert!((2..=3).contains(&camps.count), "{}", camps.count);
    assert!(adjusted_rand(&camps.members[..500], &truth[..500]) >= 0.9);
}

#[test]
fn threads_change_nothing() {
    let (centres, shares) = four();
    let chance = Chance::new(9);
    let (places, _) = planted(&centres, &shares, 0.45, 400, chance);
    let points = measured(3, places, (0.1, 0.4), chance.purpose(1));
    let within = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| found(&points))
    };
    assert_eq!(within(1), within(3));
}

#[test]
fn those_who_said_nothing_are_in_no_camp_and_broken_places_count_as_silent() {
    let centres = vec![vec![0.0, 0.0], vec![7.0, 0.0]];
    let chance = Chance::new(5);
    let (places, _) = planted(&centres, &[0.9, 0.1], 1.0, 400, chance);
    let mut points = measured(2, places, (0.1, 0.3), chance.purpose(1));
    // The prior itself, a place that is no number, a spread that is none.
    points.means.extend([0.0, 0.0, f64::NAN, 1.0, 0.5, 0.5]);
    points.spreads.extend([1.0, 0.0, 1.0, 1.0, 0.0, 1.0, -1.0, 0.0, 0.0]);
    points.weights.extend([1.0, 1.0, f64::NAN]);
    let camps = found(&points);
    assert_eq!(camps.count, 2);
    assert_eq!(&camps.members[400..], [None, None, None]);
    assert_eq!(camps.assign(&points), camps.members);
    assert!(camps.chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
}

#[test]
fn without_dimensions_or_people_there_is_one_camp() {
    let mut points =
        Points { dimensions: 0, means: vec![], spreads: vec![], weights: vec![1.0; 7] };
    let camps = found(&points);
    assert_eq!((camps.count, camps.members.len()), (1, 7));
    assert_eq!(camps.assign(&points), vec![Some(0); 7]);
    points.weights.clear();
    assert_eq!(found(&points).count, 1);
    for count in [1, 2, 3] {
        let places = cloud(Cloud::Gaussian, 8, count + 1, Chance::new(1));
        assert_eq!(found(&measured(8, places, (0.2, 0.5), Chance::new(2))).count, 1);
    }
}
