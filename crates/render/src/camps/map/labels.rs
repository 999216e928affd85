//! Where names stand on a map, so that none covers another.

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect(pub(super) [f64; 4]);

impl Rect {
    fn meets(self, other: Rect) -> bool {
        let ([l, t, r, b], [ol, ot, or, ob]) = (self.0, other.0);
        l < or && ol < r && t < ob && ot < b
    }

    fn within(self, other: Rect) -> bool {
        let ([l, t, r, b], [ol, ot, or, ob]) = (self.0, other.0);
        l >= ol && t >= ot && r <= or && b <= ob
    }
}

/// What is taken on a map.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    frame: Rect,
    rects: Vec<Rect>,
    names: Vec<Rect>,
}

/// Where a name begins, its base line, and whether a line leads to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the line ends that leads from the mark to a name that stands off.
    pub(super) leader: Option<(f64, f64)>,
}

/// Height of a name.
const HEIGHT: f64 = 13.0;

impl Taken {
    pub(super) fn new(frame: Rect) -> Self {
        Self { frame, rects: Vec::new(), names: Vec::new() }
    }

    pub(super) fn take(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Takes a place if it is free; whether it was.
    pub(super) fn take_free(&mut self, rect: Rect) -> bool {
        let is_free = !self.is_taken(rect);
        if is_free {
            self.rects.push(rect);
            self.names.push(rect);
        }
        is_free
    }

    fn is_taken(&self, rect: Rect) -> bool {
        self.rects.iter().any(|taken| taken.meets(rect))
    }

    /// Whether a line crosses a name.
    fn crosses(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        along(from, to).any(|at| self.names.iter().any(|name| name.meets(dot(at))))
    }

    /// A free place for a name near a mark, the nearest first; `None` if there is none.
    ///
    /// A line to a name crosses no other name, unless there is no other way.
    pub(super) fn place(&mut self, mark: (f64, f64), width: f64) -> Option<Place> {
        self.find(mark, width, false).or_else(|| self.find(mark, width, true))
    }

    fn find(&mut self, mark: (f64, f64), width: f64, may_cross: bool) -> Option<Place> {
        const DIRECTIONS: [(f64, f64); 12] = [
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.0, -1.0),
            (0.0, 1.0),
            (0.87, -0.5),
            (-0.87, -0.5),
            (0.87, 0.5),
            (-0.87, 0.5),
            (0.5, -0.87),
            (-0.5, -0.87),
            (0.5, 0.87),
            (-0.5, 0.87),
        ];
        for distance in [9.0, 16.0, 26.0, 38.0, 52.0, 68.0, 86.0, 106.0] {
            for (dx, dy) in DIRECTIONS {
                let (x, y) = (mark.0 + dx * distance, mark.1 + dy * distance);
                let left = if dx > 0.1 {
                    x
                } else if dx < -0.1 {
                    x - width
                } else {
                    x - width / 2.0
                };
                let top =
                    y - HEIGHT / 2.0 + dy * HEIGHT / 2.0 * f64::from(u8::from(dx.abs() < 0.6));
                let rect = Rect([left, top, left + width, top + HEIGHT]);
                let near =
                    (mark.0.clamp(left, left + width), mark.1.clamp(top + 1.0, top + HEIGHT - 1.0));
                let leader = (distance > 10.0).then_some(near);
                let is_clear = may_cross || leader.is_none_or(|end| !self.crosses(mark, end));
                if is_clear && rect.within(self.frame) && !self.is_taken(rect) {
                    self.rects.push(rect);
                    self.names.push(rect);
                    if let Some(end) = leader {
                        self.rects.extend(along(mark, end).map(dot));
                    }
                    return Some(Place { x: left, y: top + HEIGHT - 3.0, leader });
                }
            }
        }
        None
    }
}

/// Points along a line, close enough that no name lies between two.
fn along(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    (1..20).map(move |step| {
        let part = f64::from(step) / 20.0;
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
    })
}

fn dot((x, y): (f64, f64)) -> Rect {
    Rect([x - 0.5, y - 0.5, x + 0.5, y + 0.5])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_cover_each_other() {
        let mut taken = Taken::new(Rect([0.0, 0.0, 300.0, 300.0]));
        let placed = (0..60).filter_map(|_| taken.place((150.0, 150.0), 60.0)).count();
        assert!(placed > 15, "{placed}");
        for (index, rect) in taken.names.iter().enumerate() {
            assert!(rect.within(taken.frame));
            assert!(!taken.names[..index].iter().any(|other| other.meets(*rect)));
        }
    }
}
