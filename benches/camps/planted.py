#!/usr/bin/env python3
"""Planted camps: are they found, and could anybody have found them?

Participants of K camps stand around their camp's centre in D dimensions (normal, one spread for all); a statement has a
loading and an ease; who answers it agrees with chance 1 / (1 + exp(-(ease + loading . place))), or passes, whatever the
place. An oracle that knows every one of these numbers, but not who is in which camp, says for each participant which camp
is the most probable, the place integrated out by quadrature. What it cannot tell, nobody can: the structure counts as
recoverable where the oracle's own agreement (ARI) with the truth is high, and beside each figure stands the oracle's.

    planted.py --binary target/release/rapporteur                      a grid of planted structures
    planted.py --binary ... --synthetic make_synth.py --size 10000x500x500000
"""

import argparse
import itertools
import os
import sys
import tempfile
from dataclasses import asdict, dataclass

import numpy as np

import programs
import votes as v


@dataclass
class Plan:
    """What is planted."""

    camps: int = 3
    participants: int = 1000
    statements: int = 100
    per_participant: float = 50.0  # answers, on average
    dimensions: int = 2
    distance: float = 3.0  # between the nearest centres, in units of `spread`
    spread: float = 0.6  # standard deviation around a centre, in each dimension
    shares: str = "even"  # even, or falling (each camp half of the one before, as far as 4 %)
    passes: float = 0.15
    tail: float = 1.0  # standard deviation of the logarithm of how many statements somebody answers
    loading: float = 1.0  # standard deviation of the loadings of statements that divide
    neutral: float = 0.3  # share of statements that hardly divide
    shape: str = "normal"  # around a centre; one camp alone may also be heavy (Student t, 3), skewed or flat: no camps
    seed: int = 0


@dataclass
class Truth:
    """Everything that the oracle knows, and the camps that it does not."""

    shares: np.ndarray  # K
    centres: np.ndarray  # K x D
    spread: float
    loadings: np.ndarray  # M x D
    ease: np.ndarray  # M
    camp: np.ndarray  # N


def shares_of(plan):
    """How large the camps are."""
    weights = np.ones(plan.camps) if plan.shares == "even" else np.maximum(0.5 ** np.arange(plan.camps), 0.04)
    return weights / weights.sum()


def centres_of(plan, draw):
    """Centres around their common middle: on a line in one dimension, else at random, the two nearest at the distance."""
    if plan.camps == 1:
        return np.zeros((1, plan.dimensions))
    if plan.dimensions == 1:
        places = np.arange(plan.camps, dtype=float)[:, None]
    else:
        # Of many random layouts the one in which the nearest two are the farthest apart for its size.
        layouts = [draw.normal(size=(plan.camps, plan.dimensions)) for _ in range(200)]
        places = max(layouts, key=lambda p: nearest(p) / np.sqrt(((p - p.mean(0)) ** 2).sum()))
    places = places - places.mean(0)
    return places * (plan.distance * plan.spread / nearest(places))


def nearest(places):
    """Distance of the two nearest."""
    return min(np.linalg.norm(a - b) for a, b in itertools.combinations(places, 2))


def plant(plan):
    """The numbers of a plan, camps and all."""
    draw = np.random.default_rng([plan.seed, plan.camps, plan.dimensions])
    shares, centres = shares_of(plan), centres_of(plan, draw)
    size = np.where(draw.random(plan.statements) < plan.neutral, 0.1, 1.0)
    loadings = draw.normal(0, plan.loading, (plan.statements, plan.dimensions)) * size[:, None]
    ease = draw.normal(0.3, 1.0, plan.statements)
    camp = draw.choice(plan.camps, plan.participants, p=shares)
    return Truth(shares, centres, plan.spread, loadings, ease, camp)


def around(plan, draw, size):
    """Deviations from a centre, of variance one. The oracle knows the normal ones alone."""
    if plan.shape == "heavy":
        return draw.standard_t(3, size) / np.sqrt(3)
    if plan.shape == "skewed":
        return draw.exponential(1, size) - 1
    if plan.shape == "flat":
        return draw.uniform(-np.sqrt(3), np.sqrt(3), size)
    return draw.normal(0, 1, size)


def answers(plan, truth, rows=20000):
    """Blocks of (participants, statements, votes), block by block, so that millions of participants fit in memory."""
    popular = 1 / np.arange(1, plan.statements + 1) ** 0.35
    popular = np.random.default_rng([plan.seed, 1]).permutation(popular / popular.mean()).astype(np.float32)
    for number, first in enumerate(range(0, plan.participants, rows)):
        draw = np.random.default_rng([plan.seed, 2, number])
        camp = truth.camp[first:first + rows]
        places = truth.centres[camp] + truth.spread * around(plan, draw, (len(camp), plan.dimensions))
        eager = np.exp(draw.normal(-plan.tail**2 / 2, plan.tail, len(camp))) * plan.per_participant / plan.statements
        seen = draw.random((len(camp), plan.statements), dtype=np.float32) < np.outer(eager, popular).astype(np.float32)
        seen[np.arange(len(camp)), draw.integers(0, plan.statements, len(camp))] = True  # everybody answers something
        row, column = np.nonzero(seen)
        value = truth.ease[column] + np.einsum("ij,ij->i", truth.loadings[column], places[row])
        agree = draw.random(len(row)) < 1 / (1 + np.exp(-value))
        vote = np.where(draw.random(len(row)) < plan.passes, 0, np.where(agree, 1, -1))
        yield row + first, column, vote


def write(plan, truth, path):
    """Writes the votes of a plan and tells how many there are. A hundred million take a minute or two."""
    told = 0
    cell = ["%d,\0,%d\n" % (s, vote) for s in range(plan.statements) for vote in (-1, 0, 1)]
    with open(path, "w", encoding="ascii") as file:
        file.write("comment-id,voter-id,vote\n")
        for row, column, vote in answers(plan, truth):
            code = (column * 3 + vote + 1).tolist()
            ends = (np.flatnonzero(np.diff(row)) + 1).tolist()
            lines = []
            for begin, end in zip([0] + ends, ends + [len(code)]):
                text = "".join(map(cell.__getitem__, code[begin:end]))
                lines.append(text.replace("\0", str(row[begin])))
            file.write("".join(lines))
            told += len(code)
    return told


class Oracle:
    """Says which camp is the most probable for each participant, knowing all but that."""

    def __init__(self, truth, nodes=None):
        self.truth = truth
        dimensions = truth.centres.shape[1]
        nodes = nodes or {1: 21, 2: 9, 3: 5, 4: 3}.get(dimensions, 3)
        one, weight = np.polynomial.hermite_e.hermegauss(nodes)
        grid = np.array(list(itertools.product(range(nodes), repeat=dimensions)))
        self.nodes = one[grid]
        # Against the normal density that the nodes stand for: the integral of f is sum of weight * f(z) * exp(z.z / 2).
        self.log_weight = np.log(weight[grid]).sum(1) + (self.nodes**2).sum(1) / 2

    def posterior(self, row, column, vote, participants, block=500_000):
        """Chances of each camp, a row a participant. `row` must not fall; passes tell nothing."""
        sided = vote != 0
        row, column, agree = row[sided], column[sided], vote[sided] > 0
        out = np.tile(np.log(self.truth.shares), (participants, 1))
        cuts = [0]
        while cuts[-1] < len(row):
            last = min(cuts[-1] + block, len(row))
            cuts.append(len(row) if last == len(row) else int(np.searchsorted(row, row[last], "left")))
            if cuts[-1] == cuts[-2]:
                cuts[-1] = int(np.searchsorted(row, row[last], "right"))
        for begin, end in zip(cuts, cuts[1:]):
            who, starts = np.unique(row[begin:end], return_index=True)
            length = np.diff(np.append(starts, end - begin))
            for k in range(len(self.truth.shares)):
                out[who, k] += self._evidence(k, starts, length, column[begin:end], agree[begin:end])
        out -= out.max(1, keepdims=True)
        chance = np.exp(out)
        return chance / chance.sum(1, keepdims=True)

    def _evidence(self, k, starts, length, column, agree):
        """Logarithm of the chance of each one's answers in camp k: Gauss-Hermite quadrature around the mode, scaled by
        the curvature there (Naylor and Smith 1982)."""
        truth = self.truth
        centre, precision = truth.centres[k], 1 / truth.spread**2
        dimensions = len(centre)
        loading, ease = truth.loadings[column], truth.ease[column]
        place = np.tile(centre, (len(starts), 1))
        outer = np.einsum("ij,ik->ijk", loading, loading).reshape(len(column), -1)
        for _ in range(50):
            value = ease + np.einsum("ij,ij->i", loading, np.repeat(place, length, 0))
            p = 1 / (1 + np.exp(-value))
            slope = np.add.reduceat((agree - p)[:, None] * loading, starts) - precision * (place - centre)
            bend = np.add.reduceat((p * (1 - p))[:, None] * outer, starts).reshape(-1, dimensions, dimensions)
            bend += precision * np.eye(dimensions)
            step = np.linalg.solve(bend, slope[:, :, None])[:, :, 0]
            size = np.sqrt((step**2).sum(1, keepdims=True))
            place = place + step * np.minimum(1, 2 * truth.spread / np.maximum(size, 1e-300))
            if size.max() < 1e-6:
                break
        # place = mode + L^-T z, with L L^T the curvature
        root = np.linalg.cholesky(bend)
        half = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(1)
        back = np.linalg.inv(root).transpose(0, 2, 1)
        sign = np.where(agree, -1.0, 1.0)
        logs = np.empty((len(starts), len(self.nodes)))
        for q, z in enumerate(self.nodes):
            here = place + back @ z
            value = ease + np.einsum("ij,ij->i", loading, np.repeat(here, length, 0))
            fit = -np.add.reduceat(np.logaddexp(0, sign * value), starts)
            prior = -precision / 2 * ((here - centre) ** 2).sum(1)
            logs[:, q] = fit + prior + self.log_weight[q]
        top = logs.max(1)
        total = top + np.log(np.exp(logs - top[:, None]).sum(1))
        return total - half + dimensions * np.log(1 / truth.spread) - dimensions / 2 * np.log(2 * np.pi)


def judged(posterior, camp, sure=0.8):
    """ARI of the oracle over all, over those it is sure of, the share of these, and the smallest share of a camp that it
    gives its own camp."""
    best = posterior.argmax(1)
    certain = posterior.max(1) >= sure
    recall = min(float((best[camp == k] == k).mean()) for k in np.unique(camp))
    return dict(
        oracle=v.adjusted_rand(camp, best),
        oracle_sure=v.adjusted_rand(camp[certain], best[certain]) if certain.any() else float("nan"),
        sure=float(certain.mean()),
        recall=recall,
    )


def found(outcome, camp, posterior, sure=0.8):
    """What a program found, beside the truth: camps, ARI over those it places, ARI where the oracle too is sure."""
    who = np.array(sorted(outcome.assignments), dtype=int)
    said = np.array([str(outcome.assignments[i]) for i in who.tolist()])
    told = dict(camps=outcome.camps, placed=len(who) / len(camp), ari=float("nan"), ari_sure=float("nan"), oracle_there=float("nan"))
    if len(who):
        told["ari"] = v.adjusted_rand(camp[who], said)
        told["oracle_there"] = v.adjusted_rand(camp[who], posterior[who].argmax(1))
        certain = posterior[who].max(1) >= sure
        told["ari_sure"] = v.adjusted_rand(camp[who][certain], said[certain])
    return told


# One camp of every shape, wide and narrow: here none should be claimed.
ALONE = [
    Plan(camps=1, shape=shape, spread=spread, dimensions=dimensions, statements=200, per_participant=100)
    for shape in ("normal", "heavy", "skewed", "flat")
    for spread, dimensions in ((0.6, 2), (1.5, 1), (1.5, 2))
]
GRID = ALONE + [
    Plan(camps=k, distance=distance, dimensions=max(1, min(k - 1, 3)), statements=200, per_participant=answered, shares=shares)
    for k in (2, 3, 4, 5, 6)
    for distance in (4.0, 8.0)
    for answered in (30.0, 100.0)
    for shares in ("even", "falling")
]


def known_parameters(script, participants, statements, responses, seed=7):
    """The numbers behind a file of `make_synth.py`: its own lines, run as far as the first that writes."""
    lines = open(script, encoding="utf-8").read().split("\n")
    until = next(i for i, line in enumerate(lines) if line.startswith("f=open("))
    before, sys.argv = sys.argv, ["", str(participants), str(statements), str(responses), "", str(seed)]
    names = {}
    try:
        exec("\n".join(lines[:until]), names)
    finally:
        sys.argv = before
    spread = 0.55
    assert "g.normal(0,.55,(n,D))" in "".join(lines), "another spread than the one known here"
    return Truth(np.array([0.45, 0.30, 0.17, 0.08]), names["C"], spread, names["V"], names["b"], names["camp"])


def row_of(plan, truth, path, measured, sure=0.8):
    """One row: oracle and programs on a file of votes."""
    cells = v.read(path)
    who = cells.participants[cells.row]
    posterior = Oracle(truth).posterior(who, cells.statements[cells.column], cells.vote, len(truth.camp))
    row = dict(plan, responses=len(cells), planted=int(len(np.unique(truth.camp))), **judged(posterior, truth.camp))
    for program in measured:
        outcome = program.camps_of_file(path) if isinstance(program, programs.Ours) else program.camps(cells)
        row[program.name] = dict(found(outcome, truth.camp, posterior), cost=asdict(outcome.cost))
    return row


def printed(row, measured):
    """A row of the table."""
    number = lambda x: "–" if x != x else "%.2f" % x
    cells = [row["label"], row["planted"], number(row["oracle"]), "%s (%s)" % (number(row["oracle_sure"]), number(row["sure"])), number(row["recall"])]
    for program in measured:
        told = row[program.name]
        cells += [told["camps"] or "none", "%.2f" % told["placed"], number(told["ari"]), number(told["oracle_there"]), number(told["ari_sure"])]
    return cells


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", help="path of the built rapporteur")
    parser.add_argument("--peers", help="folder with polis_ref.py")
    parser.add_argument("--synthetic", help="path of make_synth.py: measure its files in place of the grid")
    parser.add_argument("--size", default="10000x500x500000", help="participants x statements x responses, for --synthetic")
    parser.add_argument("--seeds", default="0", help="seeds of the grid; for --synthetic 7 unless told")
    parser.add_argument("--json", help="file to which one line of JSON is appended for each row")
    arguments = parser.parse_args()
    measured = programs.chosen(arguments) if arguments.binary or arguments.peers else []
    heads = ["planted", "camps", "oracle ARI", "where sure (share)", "least recall"]
    for program in measured:
        heads += [program.name + ": camps", "placed", "ARI placed", "oracle there", "ARI where oracle sure"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "votes.csv")
        if arguments.synthetic:
            size = [int(x) for x in arguments.size.split("x")]
            for seed in (int(s) for s in (arguments.seeds if arguments.seeds != "0" else "7").split(",")):
                programs.watched([sys.executable, arguments.synthetic] + [str(x) for x in size] + [path, str(seed)])
                truth = known_parameters(arguments.synthetic, *size, seed)
                rows.append(row_of(dict(label="%s, seed %d" % (arguments.size, seed)), truth, path, measured))
                programs.tell(arguments, rows[-1])
        else:
            for plan in (Plan(**{**asdict(p), "seed": int(s)}) for p in GRID for s in arguments.seeds.split(",")):
                truth = plant(plan)
                write(plan, truth, path)
                how = "%s, distance %g" % (plan.shares, plan.distance) if plan.camps > 1 else "%s, spread %g" % (plan.shape, plan.spread)
                label = "%d, %s, %dD, %g answers" % (plan.camps, how, plan.dimensions, plan.per_participant)
                rows.append(row_of(dict(asdict(plan), label=label), truth, path, measured))
                programs.tell(arguments, rows[-1])
    print(programs.table(heads, [printed(row, measured) for row in rows]))


if __name__ == "__main__":
    main()
