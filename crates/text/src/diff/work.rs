//! Work, counted: what bounds a comparison without a clock, so that the same texts always give the same answer.

/// Units of work left. A unit is one comparison of two tokens or one step of a search; about a nanosecond or a few.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    left: u64,
}

impl Work {
    pub(crate) fn new(units: u64) -> Self {
        Work { left: units }
    }

    /// Takes units; `false` once there are none left.
    pub(crate) fn take(&mut self, units: usize) -> bool {
        self.left = self.left.saturating_sub(units as u64);
        self.left > 0
    }

    /// At most `units` of it, to be given back by `give`.
    pub(crate) fn lend(&mut self, units: u64) -> Work {
        let lent = units.min(self.left);
        self.left -= lent;
        Work { left: lent }
    }

    pub(crate) fn give(&mut self, back: &Work) {
        self.left += back.left;
    }
}
