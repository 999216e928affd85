#!/usr/bin/env python3
"""Writes docs/benchmarks/camps.md from what the measurements kept: nothing stands there that was not measured.

    page.py RESULTS > docs/benchmarks/camps.md

RESULTS is the folder that all.sh fills. Of several rows of the same kind the last counts.
"""

import json
import os
import sys

import numpy as np

import programs
import stability

OURS = "rapporteur"

HEAD = """\
# Camps and common ground, beside the peers

Real sets of votes (conversations held with Polis, and the roll calls of the United Nations General Assembly from 2010 to
2019), and planted ones. Peers are the method of Polis as an independent reimplementation runs it (cold start), one factor as
Community Notes fits it, logistic factor models with the same number of factors for all sets, and red-dwarf 0.4.0. Every
figure stands beside the peer's on the same votes, measured by the same code. This page is written by
`benches/camps/page.py` from what was measured; a dash stands where nothing was.

## How to run it

`benches/camps/all.sh DATA BINARY RESULTS` measures everything, and `page.py RESULTS` writes this page. DATA is a folder with a
folder for each set, a `votes.csv` in each, and the peers' scripts; Python 3 with numpy is needed, and for the peers what
their `requirements.txt` names. What is not at hand is left out.

| | |
|---|---|
| `heldout.py` | a tenth of the votes hidden by a hash of seed, participant and statement; differences are paired vote by vote |
| `stability.py` | votes permuted within statements, rows and columns re-ordered, 5 % dropped, halves of the statements |
| `manipulation.py` | identical ballots against the common ground, four kinds |
| `planted.py` | planted camps beside an oracle |
| `scale.py` | time and memory of whole processes |
| `check.py` | the arithmetic of these measurements |
"""


def kept(folder, name, key):
    """Rows of a file of JSON lines, the last of each key, in the order in which the keys were first met."""
    rows, path = {}, os.path.join(folder, name + ".jsonl")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                rows[tuple(row.get(part) for part in key)] = row
    return rows


GRID = """\
Planted here: 1,000 participants, 200 statements; even or falling shares, the distance of the two nearest centres in standard
deviations around a centre, the number of dimensions, and answers on average."""


def number(value, digits=2):
    """A number, or a dash where there is none."""
    return "–" if value is None or value != value else "%.*f" % (digits, value)


def ari(values):
    """Mean and least agreement."""
    values = [x for x in values if x == x]
    return "%.2f (%.2f)" % (np.mean(values), min(values)) if values else "–"


def held_out(folder):
    """Held-out votes: all rows by set, then ours against the best of each."""
    rows = kept(folder, "heldout", ("set", "row"))
    sets, names = list(dict.fromkeys(k[0] for k in rows)), list(dict.fromkeys(k[1] for k in rows))
    yield """
## Held-out votes

Log-loss in nats of agree against disagree on the hidden votes that are not passes, mean over the seeds. The chances of the
peers are calibrated on an inner tenth. ± is the standard error over test votes. The best peer of a set is chosen after the
fact, which favours the peers, the more so the fewer the votes.
"""
    if not rows:
        yield "Not measured."
        return
    body = [[name] + [number(rows[s, name]["loss"], 4) if (s, name) in rows else "–" for s in sets] for name in names]
    yield programs.table(["log-loss"] + sets, body)
    peers = {s: min((rows[k] for k in rows if k[0] == s and k[1] != OURS), key=lambda r: r["loss"], default=None) for s in sets}
    body = []
    for s in sets:
        ours, peer = rows.get((s, OURS)), peers[s]
        line = [s, rows[s, names[0]]["votes"], rows[s, names[0]]["seeds"]]
        line += ["%s: %.4f ± %.4f" % (peer["row"], peer["loss"], peer["error"]) if peer else "–"]
        line += ["%.4f ± %.4f" % (ours["loss"], ours["error"]) if ours else "–"]
        line += ["%+.4f ± %.4f" % (ours["difference"], ours["difference_error"]) if ours and "difference" in ours else "–"]
        line += [number(peer and peer["auc_within"], 3), number(ours and ours["auc_within"], 3)]
        line += ["%.4f, %.4f" % (ours["three"], ours["three_by_rates"]) if ours else "–"]
        body.append(line)
    yield ""
    yield programs.table(["set", "test votes", "seeds", "best peer", OURS, "difference, paired",
                          "AUC within statements: peer", OURS, "three answers: ours, statement rates"], body)
    whole = [name for name in names if all((s, name) in rows for s in sets)]
    means = sorted((np.mean([rows[s, name]["loss"] for s in sets]), name) for name in whole)
    yield "\nMean over the sets, of the rows that were measured on all: " + ", ".join("%s %.4f" % (n, m) for m, n in means) + "."


def standing(folder):
    """Stability."""
    rows = kept(folder, "stability", ("set", "program"))
    yield """
## Stability

Adjusted Rand index (ARI), mean (least), over the participants that both runs place, where both claim camps; in the last two
columns also with those in no camp as a class of their own. `none x20` says that no camps were claimed in twenty runs.
"""
    if not rows:
        yield "Not measured."
        return
    body = [[
        r["set"], r["program"], "%s, %.0f %%" % (r["camps"] or "none", 100 * r["placed"]), stability.counts(r["permuted"]),
        "%d of %d" % (sum(r["reordered"]), len(r["reordered"])), ari(r["reordered_ari"]) if r["camps"] else "–",
        stability.counts(r["dropped_camps"]), ari(r["dropped"]), stability.counts(r["halves_camps"]), ari(r["halves"]),
        ari(r["dropped_all"]), ari(r["halves_all"]),
    ] for r in rows.values()]
    yield programs.table(["set", "program", "camps, placed", "permuted: camps", "re-ordered: identical", "ARI",
                          "5 % dropped: camps", "ARI", "halves: camps", "ARI", "dropped, all: ARI", "halves, all: ARI"], body)


def fakes(folder):
    """Fake ballots."""
    rows = kept(folder, "manipulation", ("set", "program", "kind", "share"))
    yield """
## Fake ballots

Identical ballots, a share of the number of participants, against the first 20 statements of the program's own common ground
and for the 20 most divisive ones. How many of the 20 are still among the first 20, and whether a block of that size is
told. `opposed` goes against each statement in the direction in which the group leans, `noisy` leaves out a tenth of the
votes and deals a tenth by chance, `padded` adds 20 votes by chance. Where at least 20 statements have 50 votes,
those with fewer are no common ground of the Polis method here.
"""
    if not rows:
        yield "Not measured."
        return
    shares = sorted({k[3] for k in rows})
    body = []
    for who in dict.fromkeys(k[:3] for k in rows):
        line, before, false = list(who), None, []
        for share in shares:
            r = rows.get(who + (share,))
            line.append("%d%s" % (r["kept"], ", told" if r["reported"] else "") if r else "–")
            before, false = (r["camps_before"], r["told_before"]) if r else (before, false)
        body.append(line + [", ".join(str(rows[who + (s,)]["camps_after"] or "none") for s in shares if who + (s,) in rows), before or "none", ", ".join(map(str, false)) or "none"])
    yield programs.table(["set", "program", "kind"] + ["%g %%" % (100 * s) for s in shares] + ["camps with them", "without", "blocks told without them"], body)


def judged(row, program):
    """What a program found of a planted structure."""
    told = row.get(program)
    if not told:
        return ["–"] * 4
    return [told["camps"] or "none", "%.2f" % told["placed"], number(told["ari"]), number(told["oracle_there"])]


def plants(folder):
    """Planted camps."""
    yield """
## Planted camps

What can be found at all is told by an oracle: it knows the ease and the loadings of every statement, the centres, spread and
shares of the camps, and says for each participant which camp is the most probable, the participant's place integrated out
(adaptive Gauss-Hermite quadrature). It does not know who is in which camp. `sure` are those of whom it is at least 0.8
sure. A program's ARI is over those it places; `oracle there` is the oracle's over the same people.
"""
    for name, lead in (("synthetic", "Files of `make_synth.py`: four camps of 45, 30, 17 and 8 %."), ("planted", GRID)):
        rows = list(kept(folder, name, ("label", "seed")).values())
        seen = [p for p in (OURS, "Polis method") if any(p in r for r in rows)]
        alone, several = [r for r in rows if r["planted"] == 1], [r for r in rows if r["planted"] > 1]
        if lead:
            yield lead + ("" if rows else " Not measured.") + "\n"
        if several:
            heads = ["planted", "oracle: ARI", "where sure", "share sure", "least recall of a camp"]
            for program in seen:
                heads += [program + ": camps", "placed", "ARI", "oracle there"]
            yield programs.table(heads, [
                [r["label"], number(r["oracle"]), number(r["oracle_sure"]), number(r["sure"]), number(r["recall"])]
                + [cell for program in seen for cell in judged(r, program)] for r in several
            ]) + "\n"
        if alone:
            yield "One camp of every shape, and so none to be told: how many are claimed.\n"
            yield programs.table(["planted"] + seen, [
                [r["label"]] + [(r[p]["camps"] or "none") if p in r else "–" for p in seen] for r in alone
            ]) + "\n"


def costs(folder):
    """Time and memory."""
    rows = kept(folder, "scale", ("file", "program"))
    yield """
## Time and memory

Whole processes: user and system time, peak resident memory, and time by the clock, on two virtual cores of x86-64 that
others used too. A file of `make_synth.py` has four camps; the others are planted as above.
"""
    if not rows:
        yield "Not measured."
        return
    yield programs.table(["responses", "program", "CPU s", "MB", "wall s"], [
        [r["file"], r["program"], number(r["cpu"]), "%.0f" % r["memory"], number(r["wall"])] for r in rows.values()
    ])


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    print(HEAD.rstrip())
    for section in (held_out, standing, fakes, plants, costs):
        print("\n".join(section(sys.argv[1])).rstrip())


if __name__ == "__main__":
    main()
