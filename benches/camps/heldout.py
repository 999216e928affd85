#!/usr/bin/env python3
"""Held-out votes: how well is it said who would agree with what?

A tenth of the votes of each set is hidden by a hash of seed, participant and statement. What is left is given to
`rapporteur camps --fit TRAIN --predict TEST`. Scored is agree against disagree on the hidden votes that are not passes:
log-loss in nats, area under the curve within statements; and the log-loss of all three answers on all hidden votes.
Beside it stand the peers' rows on the same split, from `bench_heldout.py` in the folder given by --peers; what they
predict for each vote is kept in --cache, so that differences are paired vote by vote and later runs need no peers.

    heldout.py DATA --binary target/release/rapporteur --peers DATA --cache peers-cache
"""

import argparse
import os
import sys

import numpy as np

import programs
import votes as v


class Split:
    """One set with a tenth hidden."""

    def __init__(self, votes, seed):
        away = v.hidden(votes, seed)
        self.seed, self.train, self.test = seed, votes.where(~away), votes.where(away)
        self.sided = self.test.vote != 0  # agree or disagree
        self.truth = self.test.vote[self.sided] == 1
        self.column = self.test.column[self.sided]


def pass_rates(split):
    """Share of passes of each hidden cell's statement among the votes left, with half a vote of each kind added."""
    size = len(split.test.statements)
    all_votes = np.bincount(split.train.column, minlength=size)
    passes = np.bincount(split.train.column[split.train.vote == 0], minlength=size)
    return ((passes + 0.5) / (all_votes + 1.5))[split.test.column]


def rows_of_peers(bench, cells):
    """The rows that `bench_heldout.py` compares, by name: functions that fit."""
    n, m, r, c, vote, vi, ci = cells
    away = bench.hidden(0, vi[r], ci[c])
    inner = bench.hidden(1000, vi[r], ci[c]) & ~away
    rest, sided = ~away & ~inner, inner & (vote != 0)
    best = None
    for precision in (1.0, 3.0, 6.0, 10.0):
        score = bench.logistic_mf(2, precision)(n, m, r[rest], c[rest], vote[rest])
        loss = v.losses(vote[sided] > 0, bench.sig(score(r[sided], c[sided]))).mean()
        best = min(best or (loss, precision), (loss, precision))
    rows = {
        "statement rate": bench.base_rate,
        "polis groups": bench.polis_groups,
        "polis PCA k=1": bench.polis_pca(1),
        "polis PCA k=2": bench.polis_pca(2),
        "polis PCA k=2 scaled": bench.polis_pca(2, True),
        "polis PCA k=5": bench.polis_pca(5),
        "polis PCA k=10": bench.polis_pca(10),
        "community-notes k=1": bench.community_notes(),
    }
    for k in (0, 1, 2, 4, 8):
        rows["logistic MF k=%d" % k] = bench.logistic_mf(k, best[1])
    return rows


def predictions_of_peers(folder, path, seed, votes):
    """What each row of the peers says of each hidden vote that is not a pass, in the order of `Split.test`."""
    sys.path.insert(0, folder)
    import bench_heldout as bench
    vi, ci, r, c, vote, _, _ = bench.P.load(path)
    n, m = len(vi), len(ci)
    away = bench.hidden(seed, vi[r], ci[c])
    inner = bench.hidden(seed + 1000, vi[r], ci[c]) & ~away
    rest, left = ~away & ~inner, ~away
    learnt, asked = inner & (vote != 0), away & (vote != 0)
    order = np.lexsort((c[asked], r[asked]))
    told = {}
    for name, fit in rows_of_peers(bench, (n, m, r, c, vote, vi, ci)).items():
        score = fit(n, m, r[rest], c[rest], vote[rest])
        calibrated = bench.platt(score(r[learnt], c[learnt]), (vote[learnt] > 0).astype(float))
        score = fit(n, m, r[left], c[left], vote[left])
        told[name] = calibrated(score(r[asked], c[asked]))[order]
    split = Split(votes, seed)
    assert np.array_equal(vote[asked][order] > 0, split.truth), "the peers' split is another"
    return told


def peers_of(arguments, name, path, seed, votes):
    """The peers' predictions, from the cache or by running them; empty where they are not at hand."""
    kept = os.path.join(arguments.cache, "%s.%d.npz" % (name, seed)) if arguments.cache else None
    if kept and os.path.exists(kept):
        with np.load(kept) as file:
            return dict(file)
    if not arguments.peers:
        return {}
    try:
        told = predictions_of_peers(arguments.peers, path, seed, votes)
    except ImportError as error:
        print("peers: not at hand (%s)" % error)
        return {}
    if kept:
        os.makedirs(arguments.cache, exist_ok=True)
        np.savez_compressed(kept, **told)
    return told


def score(split, p):
    """Loss of each vote, and the two summaries of a row."""
    loss = v.losses(split.truth, p)
    return loss, float(loss.mean()), v.auc_within(split.truth, p, split.column)


def three_way(split, p_agree, p_pass, p_disagree):
    """Mean log-loss of all three answers on all hidden votes."""
    chance = np.choose(split.test.vote + 1, [p_disagree, p_pass, p_agree])
    return float(-np.log(np.clip(chance, 1e-6, 1)).mean())


def measure_set(arguments, name, path):
    """All rows of one set: name -> seed -> what was measured."""
    votes, rows, spread = v.read(path), {}, {}
    for seed in (int(s) for s in arguments.seeds.split(",")):
        split = Split(votes, seed)
        passing = pass_rates(split)
        told = peers_of(arguments, name, path, seed, votes)
        for row, p in told.items():
            loss, mean, within = score(split, p)
            rows.setdefault(row, {})[seed] = dict(loss=loss, mean=mean, within=within)
        if arguments.binary:
            chances, cost = programs.Ours(arguments.binary).predict(split.train, split.test)
            sides = chances[split.sided]
            loss, mean, within = score(split, sides[:, 0] / (sides[:, 0] + sides[:, 2]))
            three = three_way(split, *chances.T)
            rows.setdefault("rapporteur", {})[seed] = dict(loss=loss, mean=mean, within=within, three=three, cost=cost)
        # A peer that says nothing of passes, given each statement's own rate of passes.
        rate = np.bincount(split.train.column[split.train.vote == 1], minlength=len(votes.statements)) + 1
        against = np.bincount(split.train.column[split.train.vote == -1], minlength=len(votes.statements)) + 1
        agree = (rate / (rate + against))[split.test.column] * (1 - passing)
        spread[seed] = three_way(split, agree, passing, 1 - passing - agree)
    return rows, spread


def over_seeds(results):
    """Mean over seeds of the mean loss, with its standard error over test votes."""
    means = [r["mean"] for r in results.values()]
    errors = [v.mean_and_error(r["loss"])[1] for r in results.values()]
    return float(np.mean(means)), float(np.sqrt(np.sum(np.square(errors))) / len(errors))


def paired(ours, peer):
    """Mean difference ours - peer over the seeds that both have, with the standard error over test votes."""
    both = sorted(set(ours) & set(peer))
    parts = [v.mean_and_error(ours[s]["loss"] - peer[s]["loss"]) for s in both]
    if not parts:
        return float("nan"), float("nan"), 0
    return float(np.mean([p[0] for p in parts])), float(np.sqrt(np.sum(np.square([p[1] for p in parts]))) / len(parts)), len(both)


def told_of(name, row, results, best, called):
    """A row as it is printed and kept."""
    loss, error = over_seeds(results)
    line = dict(set=name, row=row, seeds=",".join(map(str, results)), loss=loss, error=error)
    line["auc_within"] = float(np.mean([r["within"] for r in results.values()]))
    line["by_seed"] = {seed: r["mean"] for seed, r in results.items()}
    line["votes"] = int(np.mean([len(r["loss"]) for r in results.values()]))
    if row == "rapporteur":
        line["three"] = float(np.mean([r["three"] for r in results.values()]))
        line["cost"] = "; ".join(str(r["cost"]) for r in results.values())
    if best:
        line["best"] = called
        line["difference"], line["difference_error"], _ = paired(results, best)
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    programs.add_arguments(parser)
    parser.add_argument("--seeds", default="0,1,2")
    parser.add_argument("--cache", help="folder in which the peers' predictions are kept")
    arguments = parser.parse_args()
    summary = []
    for name, path in v.data_sets(arguments.data, arguments.sets):
        rows, spread = measure_set(arguments, name, path)
        peers = {row: results for row, results in rows.items() if row != "rapporteur"}
        best = min(peers, key=lambda row: over_seeds(peers[row])[0]) if peers else None
        told = [told_of(name, row, results, peers.get(best), best) for row, results in rows.items()]
        for line in told:
            if line["row"] == "rapporteur":
                line["three_by_rates"] = float(np.mean(list(spread.values())))
            programs.tell(arguments, line)
        print("\n## %s\n" % name)
        print(programs.table(["row", "seeds", "log-loss", "± (test votes)", "AUC within"], [
            [line["row"] + (" (best peer)" if line["row"] == best else ""), line["seeds"], "%.4f" % line["loss"],
             "%.4f" % line["error"], "%.3f" % line["auc_within"]] for line in told
        ]))
        for line in told:
            if line["row"] == "rapporteur":
                print("\nthree answers: %.4f; statement rates: %.4f" % (line["three"], line["three_by_rates"]))
                print("cost of fit and predict: %s" % line["cost"])
                if best:
                    print("ours - %s: %+.4f ± %.4f" % (best, line["difference"], line["difference_error"]))
                    summary.append([name, "%.4f" % line["loss"], best, "%.4f" % over_seeds(peers[best])[0],
                                    "%+.4f ± %.4f" % (line["difference"], line["difference_error"])])
    if summary:
        print("\n## In short\n")
        print(programs.table(["set", "rapporteur", "best peer", "its log-loss", "difference, paired"], summary))


if __name__ == "__main__":
    main()
