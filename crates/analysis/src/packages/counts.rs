//! Counting what fails, in clauses that are written as far as they are needed.
//!
//! A totaliser (Bailleux and Boufkhad 2003), built further as the number grows (Martins and others 2014). Each node is a
//! count of its own in the certificate, so that every clause here follows there by unit propagation.

use super::encode::Names;
use super::proof::{Name, Operand, Step};
use rustsat::types::{Clause, Lit};

/// A node: what it counts lies in its children.
#[derive(Debug)]
struct Node {
    count: u32,
    size: u32,
    children: Option<(Side, Side)>,
    /// `outputs[k]`: at least `k + 1` hold.
    outputs: Vec<Lit>,
}

/// One of two things that are counted together.
#[derive(Clone, Copy, Debug)]
enum Side {
    Leaf(Lit),
    Node(u32),
}

/// Counts, each with a number.
#[derive(Debug, Default)]
pub(super) struct Counts {
    nodes: Vec<Node>,
}

impl Counts {
    /// A count of literals: its number. What a certificate needs is added to `steps`.
    pub(super) fn count(&mut self, of: &[Lit], names: &Names, steps: &mut Vec<Step>) -> u32 {
        match self.tree(of, names, steps) {
            Side::Node(node) => node,
            Side::Leaf(only) => {
                steps.push(Step::Count(vec![Operand::Fact(names.credit(only))]));
                self.push(1, None)
            }
        }
    }

    fn push(&mut self, size: u32, children: Option<(Side, Side)>) -> u32 {
        let count = self.nodes.len() as u32;
        self.nodes.push(Node { count, size, children, outputs: Vec::new() });
        count
    }

    fn tree(&mut self, of: &[Lit], names: &Names, steps: &mut Vec<Step>) -> Side {
        if let [only] = of {
            return Side::Leaf(*only);
        }
        let (left, right) = of.split_at(of.len() / 2);
        let sides = (self.tree(left, names, steps), self.tree(right, names, steps));
        let operand = |side: Side| match side {
            Side::Leaf(leaf) => Operand::Fact(names.credit(leaf)),
            Side::Node(node) => Operand::Count(node),
        };
        steps.push(Step::Count(vec![operand(sides.0), operand(sides.1)]));
        Side::Node(self.push(of.len() as u32, Some(sides)))
    }

    /// How many things are counted.
    pub(super) fn size(&self, count: u32) -> u32 {
        self.nodes[count as usize].size
    }

    /// The literal that at least so many hold, with the clauses that make it follow; nothing if fewer are counted.
    pub(super) fn at_least(
        &mut self,
        count: u32,
        at_least: u32,
        names: &mut Names,
        clauses: &mut Vec<Clause>,
    ) -> Option<Lit> {
        if at_least > self.nodes[count as usize].size {
            return None;
        }
        self.extend(count, at_least, names, clauses);
        self.nodes[count as usize].outputs.get(at_least as usize - 1).copied()
    }

    /// Outputs up to a number.
    fn extend(&mut self, node: u32, upto: u32, names: &mut Names, clauses: &mut Vec<Clause>) {
        let Node { count, size, children, ref outputs } = self.nodes[node as usize];
        let known = outputs.len() as u32;
        let upto = upto.min(size);
        let Some(sides) = children else { return };
        if upto <= known {
            return;
        }
        for side in [sides.0, sides.1] {
            if let Side::Node(child) = side {
                self.extend(child, upto, names, clauses);
            }
        }
        for at_least in known + 1..=upto {
            let output = names.fresh(Name::Count { count, at_least }).pos_lit();
            self.nodes[node as usize].outputs.push(output);
        }
        let outputs = &self.nodes[node as usize].outputs;
        let of = |side: Side, k: u32| match side {
            _ if k == 0 => None,
            Side::Leaf(leaf) => Some(leaf),
            Side::Node(child) => Some(self.nodes[child as usize].outputs[k as usize - 1]),
        };
        let most = |side: Side| match side {
            Side::Leaf(_) => 1,
            Side::Node(child) => self.nodes[child as usize].size,
        };
        for sum in known + 1..=upto {
            for left in sum.saturating_sub(most(sides.1))..=sum.min(most(sides.0)) {
                let parts = [of(sides.0, left), of(sides.1, sum - left)];
                let absent = parts.into_iter().flatten().map(|lit| !lit);
                clauses.push(absent.chain([outputs[sum as usize - 1]]).collect());
            }
        }
    }
}
