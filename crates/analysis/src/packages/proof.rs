//! Steps of a derivation, as a certificate tells them.

/// What a literal speaks of. Places point into the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// The alternative is in.
    Alternative(u32),
    /// The unit is agreed.
    Unit(u32),
    /// All conditions of the offer hold.
    Offer(u32),
    /// The base is met.
    Met(u32),
    /// Of what is counted at least so many hold.
    Count {
        /// The number of the count, within a part.
        count: u32,
        /// How many.
        at_least: u32,
    },
}

/// A name, or its contrary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// Of what.
    pub name: Name,
    /// Whether it holds.
    pub holds: bool,
}

impl Fact {
    /// The contrary.
    pub fn contrary(self) -> Self {
        Self { holds: !self.holds, ..self }
    }
}

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A literal.
    Fact(Fact),
    /// All that another counts.
    Count(u32),
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One of these holds.
    Lemma(Vec<Fact>),
    /// A count, the number being its place among the counts.
    Count(Vec<Operand>),
    /// At least one of what is counted holds, which costs so much.
    Core {
        /// What it costs.
        weight: u32,
        /// The count.
        count: u32,
    },
}
