//! Groups that are in each other, round about.

use analysis::packages::Group;

/// Circles of groups, each from its lowest place round to it again. No group stands in two of them: what is left when
/// these are broken is found at the next reading.
pub(super) fn circles(groups: &[Group]) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    // Groups that lead into no circle, or into one that was told.
    let mut settled = vec![false; groups.len()];
    for first in 0..groups.len() as u32 {
        let mut path: Vec<(u32, usize)> = Vec::new();
        let mut on_path: Vec<Option<usize>> = vec![None; groups.len()];
        if !settled[first as usize] {
            on_path[first as usize] = Some(0);
            path.push((first, 0));
        }
        while let Some((group, next)) = path.last_mut() {
            let Some(&within) = groups[*group as usize].groups.get(*next) else {
                settled[*group as usize] = true;
                on_path[*group as usize] = None;
                path.pop();
                continue;
            };
            *next += 1;
            if settled[within as usize] {
                continue;
            }
            match on_path[within as usize] {
                None => {
                    on_path[within as usize] = Some(path.len());
                    path.push((within, 0));
                }
                Some(from) => {
                    let circle: Vec<u32> = path[from..].iter().map(|(group, _)| *group).collect();
                    path.iter().for_each(|(group, _)| settled[*group as usize] = true);
                    path.clear();
                    found.push(turned(circle));
                }
            }
        }
    }
    found
}

/// A circle from its lowest place, which is told again at its end.
fn turned(mut circle: Vec<u32>) -> Vec<u32> {
    let lowest = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
    circle.rotate_left(lowest);
    circle.extend(circle.first().copied());
    circle
}

#[cfg(test)]
mod tests {
    use super::circles;
    use analysis::packages::Group;

    #[track_caller]
    fn check(within: &[&[u32]], expected: &[&[u32]]) {
        let group = |groups: &&[u32]| Group { name: "".into(), groups: groups.to_vec() };
        let groups: Vec<Group> = within.iter().map(group).collect();
        assert_eq!(circles(&groups), expected);
    }

    #[test]
    fn groups_within_groups_are_no_circle() {
        check(&[&[1, 2], &[2], &[], &[0, 1, 2]], &[]);
    }

    #[test]
    fn a_group_in_itself_is_a_circle() {
        check(&[&[], &[0, 1]], &[&[1, 1]]);
    }

    #[test]
    fn a_circle_is_told_once_from_its_lowest_place() {
        check(&[&[2], &[3], &[3], &[1]], &[&[1, 3, 1]]);
        check(&[&[2], &[0], &[1]], &[&[0, 2, 1, 0]]);
    }

    #[test]
    fn circles_apart_are_all_told() {
        check(&[&[1], &[0], &[3], &[2], &[4]], &[&[0, 1, 0], &[2, 3, 2], &[4, 4]]);
    }

    #[test]
    fn many_groups_in_one_line_need_no_stack() {
        let within: Vec<Vec<u32>> = (0..1000).map(|at| vec![(at + 1) % 1000]).collect();
        let within: Vec<&[u32]> = within.iter().map(Vec::as_slice).collect();
        let whole: Vec<u32> = (0..1000).chain([0]).collect();
        check(&within, &[&whole]);
    }
}
