//! The building of the arena.

use super::node::{Node, NodeId, NodeKind};
use std::ops::Range;

/// Nodes as they are built; leaves are put down from left to right.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    open: Vec<NodeId>,
    /// Up to where leaves reach.
    pub(super) at: usize,
}

impl Tree {
    pub(super) fn new(capacity: usize) -> Tree {
        Tree { nodes: Vec::with_capacity(capacity), open: Vec::new(), at: 0 }
    }

    pub(super) fn next(&self) -> NodeId {
        NodeId(self.nodes.len())
    }

    /// The innermost node that is open.
    pub(super) fn innermost(&self) -> Option<NodeId> {
        self.open.last().copied()
    }

    pub(super) fn kind(&self, id: NodeId) -> NodeKind {
        self.nodes[id.0].kind
    }

    /// Puts down a leaf up to a byte.
    pub(super) fn leaf(&mut self, kind: NodeKind, end: usize) -> NodeId {
        let id = self.next();
        let parent = self.innermost();
        self.nodes.push(Node::new(id, kind, self.at..end, parent));
        self.at = end;
        id
    }

    /// Puts down words up to a byte, where there are any.
    pub(super) fn text(&mut self, end: usize) {
        if self.at < end {
            self.leaf(NodeKind::Text, end);
        }
    }

    /// Opens an inner node.
    pub(super) fn enter(&mut self, kind: NodeKind) -> NodeId {
        let id = self.next();
        let parent = self.innermost();
        self.nodes.push(Node::new(id, kind, self.at..self.at, parent));
        self.open.push(id);
        id
    }

    /// Closes the innermost node.
    pub(super) fn leave(&mut self) -> Option<NodeId> {
        let id = self.open.pop()?;
        let end = self.next();
        self.nodes[id.0].close(self.at, end);
        Some(id)
    }

    /// Takes back the words put down last, down to a byte within them.
    pub(super) fn cut(&mut self, at: usize) {
        let Some(last) = self.nodes.last_mut() else { return };
        if last.kind != NodeKind::Text || at < last.range.start {
            return;
        }
        self.at = at;
        if at == last.range.start {
            self.nodes.pop();
        } else {
            last.range.end = at;
        }
    }

    /// The words put down last in the innermost node, where nothing else was put down behind them.
    pub(super) fn last_text(&self) -> Option<Range<usize>> {
        let last = self.nodes.last()?;
        let is_here = last.parent() == self.innermost() && last.kind == NodeKind::Text;
        (is_here && last.range.end == self.at).then(|| last.range.clone())
    }
}
