//! The solver: what it is asked, what it learns on the way, and when it gives up.

use super::encode::Names;
use super::proof::Step;
use super::stop::Stop;
use batsat::{ClauseKind, SolverInterface as _};
use rustsat::solvers::{Solve as _, SolveIncremental as _, SolverResult};
use rustsat::types::{Clause, Lit, TernaryVal};

/// Listens to the solver.
#[derive(Debug, Default)]
struct Watch {
    stop: Stop,
    /// What was learnt and not yet told, one after the other: so much of it is let go at once.
    learnt: Vec<Lit>,
    /// Where each ends.
    ends: Vec<usize>,
    conflicts: u64,
    limit: u64,
}

impl batsat::Callbacks for Watch {
    fn on_new_clause(&mut self, clause: &[batsat::Lit], kind: ClauseKind) {
        if kind == ClauseKind::Learnt {
            self.conflicts += 1;
            let lit = |l: &batsat::Lit| Lit::new(l.var().idx(), !l.sign());
            self.learnt.extend(clause.iter().map(lit));
            self.ends.push(self.learnt.len());
        }
    }

    fn stop(&self) -> bool {
        self.conflicts > self.limit || self.stop.is_requested()
    }
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// It can be: the first alternatives that hold.
    Yes(Vec<u32>),
    /// It cannot: these of the assumptions cannot all hold.
    No(Vec<Lit>),
    /// It was not found out within the limit.
    Unknown,
}

/// A solver that can be asked again and again.
pub(super) struct Solver {
    solver: rustsat_batsat::Solver<Watch>,
    alternatives: u32,
}

impl Solver {
    /// A solver that answers about the first so many variables.
    pub(super) fn new(alternatives: usize, stop: &Stop) -> Self {
        let mut solver = rustsat_batsat::Solver::<Watch>::default();
        solver.batsat_mut().cb_mut().stop = stop.clone();
        // What no clause speaks of has a value as well.
        while (solver.batsat_ref().num_vars() as usize) < alternatives {
            solver.batsat_mut().new_var_default();
        }
        Self { solver, alternatives: alternatives as u32 }
    }

    /// Adds what must hold.
    pub(super) fn add(&mut self, clauses: impl IntoIterator<Item = Clause>) {
        self.solver.extend(clauses);
    }

    /// What is known of a literal, whatever is assumed.
    pub(super) fn fixed(&self, lit: Lit) -> Option<bool> {
        let var = batsat::Var::unsafe_from_idx(lit.vidx32());
        let value = self.solver.batsat_ref().value_lvl_0(batsat::Lit::new(var, lit.is_pos()));
        (value != batsat::lbool::UNDEF).then(|| value == batsat::lbool::TRUE)
    }

    /// Conflicts met so far.
    pub(super) fn conflicts(&self) -> u64 {
        self.solver.batsat_ref().cb().conflicts
    }

    /// What was learnt since it was last asked, as lemmas; nothing, and not all of them, once it is asked to stop.
    pub(super) fn lemmas(&mut self, names: &Names, steps: &mut Vec<Step>) -> Option<()> {
        let watch = self.solver.batsat_mut().cb_mut();
        let mut from = 0;
        for (place, end) in std::mem::take(&mut watch.ends).into_iter().enumerate() {
            if place % 1024 == 0 && watch.stop.is_requested() {
                return None;
            }
            let facts = watch.learnt[from..end].iter().map(|&lit| names.fact(lit));
            steps.push(Step::Lemma(facts.collect()));
            from = end;
        }
        watch.learnt.clear();
        Some(())
    }

    /// Whether the assumptions can hold together, within so many conflicts.
    pub(super) fn ask(&mut self, assumptions: &[Lit], conflicts: u64) -> Reply {
        let watch = self.solver.batsat_mut().cb_mut();
        watch.limit = watch.conflicts.saturating_add(conflicts);
        match self.solver.solve_assumps(assumptions) {
            Ok(SolverResult::Sat) => {
                let holds = |&a: &u32| {
                    matches!(self.solver.lit_val(Lit::positive(a)), Ok(TernaryVal::True))
                };
                Reply::Yes((0..self.alternatives).filter(holds).collect())
            }
            Ok(SolverResult::Unsat) => match self.solver.core() {
                Ok(core) => Reply::No(core.into_iter().map(|lit| !lit).collect()),
                Err(_) => Reply::Unknown,
            },
            Ok(SolverResult::Interrupted) | Err(_) => Reply::Unknown,
        }
    }
}
