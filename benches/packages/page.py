#!/usr/bin/env python3
"""Writes docs/benchmarks/packages.md of what measure.py kept.

    page.py results.jsonl > docs/benchmarks/packages.md

Of a run that was measured again the last counts.
"""

import json
import statistics
import sys

HEAD = """# Packages, beside three solvers

Generated instances, five seeds each, medians. Ours is the **whole process**: it reads the JSON, works out what stands in the way,
eliminates, searches, explains every unit, and writes answer and certificate. The peers, PySAT's RC2, CP-SAT of OR-tools and HiGHS, each on one
thread, are given the problem after elimination, and charged with the processor time of their search alone. Being ahead of them in search is not
the point; the whole answer with its proof is. Optima that were proven agree in every run, or the measurement stops. Searches were
given 60 seconds, in the stress families 15. Machines are shared and noisy: ratios within a row count. This page is written by `benches/packages/page.py` from what was measured; a dash stands
where nothing was.

`benches/packages/measure.py DATA --binary target/release/rapporteur --json results.jsonl --peers` measures; DATA is a folder with
generators and the peers' scripts, and Python needs `ortools`, `highspy` and `python-sat`. With `--questions` it asks for the fairest package,
lifts and single changes as well. Of the families, *huge* has 200 parties, 2,000 units and some 107,000 statements; in *trade*, *out* and *swap* a quarter of
the objections are conditional, in *swap* rings of exchanges are planted; *stress* is an adversarial family, independent sets of random
graphs.
"""


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def told(value, form="%.3f"):
    return "–" if value is None else form % value


def table(head, rows):
    print("\n| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def main():
    rows = {}
    for line in open(sys.argv[1]):
        row = json.loads(line)
        rows[(row["family"], row["seed"], row["program"])] = row
    families = list(dict.fromkeys(key[0] for key in rows))

    def of(family, program):
        return [row for key, row in rows.items() if key[0] == family and key[2] == program]

    print(HEAD, end="")
    print("\n## The best package, with its proof")
    out = []
    for family in families:
        mine = of(family, "rapporteur")
        if not mine:
            continue
        search = [row["times"].get("searching") for row in mine]
        line = [family, "%d of %d" % (sum(row["proven"] for row in mine), len(mine)), told(median(r["cpu"] for r in mine)),
                told(median(search)), told(median(r["memory"] for r in mine), "%.0f"),
                told(median(r["certificate"] / 1024 for r in mine), "%.0f"), told(median(r["verify"] for r in mine))]
        for peer in ("RC2", "CP-SAT", "HiGHS"):
            runs = of(family, peer)
            proven = sum(row["proven"] for row in runs)
            mark = "" if proven == len(runs) else " (%d of %d)" % (proven, len(runs))
            line.append(told(median(r["cpu"] for r in runs)) + mark)
        out.append(line)
    table(["", "proven", "whole process, CPU s", "of which elimination and search, s", "MB", "certificate, KB", "checker, CPU s",
           "RC2: search", "CP-SAT: search", "HiGHS: search"], out)
    print("\nBehind a peer's time, in brackets, in how many runs it proved its answer.")
    open_runs = [row for row in rows.values() if not row["proven"] and row["program"] in ("rapporteur", "RC2", "CP-SAT", "HiGHS")]
    if open_runs:
        print("\nNot proven within the limit:")
        table(["", "seed", "program", "weight", "bound", "CPU s"],
              [[r["family"], str(r["seed"]), r["program"], str(r["weight"]), str(r["bound"]), told(r["cpu"], "%.1f")]
               for r in sorted(open_runs, key=lambda r: (r["family"], r["seed"], r["program"]))])

    print("\n## Explanations")
    out = []
    for family in families:
        lines = sorted(n for row in of(family, "rapporteur") for n in row["lines"])
        if lines:
            out.append([family, str(len(lines)), told(median(lines), "%g"), str(lines[int(0.95 * (len(lines) - 1))]), str(lines[-1])])
    print("\nLines for a unit that stays open, or for alternatives that can only go in at once.")
    table(["", "explanations", "median", "95th percentile", "most"], out)

    fair = [(family, row) for family in families for row in of(family, "fair")]
    if fair:
        print("\n## The fairest package\n\nLeximin over the camps at unchanged weight. The gap is the largest over the camps, in thousandths of what is asked.")
        out = []
        for family in dict.fromkeys(f for f, _ in fair):
            runs = [r for f, r in fair if f == family]
            gaps = [r["answer"]["fair"]["gap"] / 1000 for r in runs]
            least = [[min(to[key] or 0 for to in r["answer"]["fair"]["to"]) for key in ("best_per_mille", "fair_per_mille")] for r in runs]
            out.append([family, told(median(len(r["answer"]["fair"]["to"]) for r in runs), "%g"), told(median(l[0] for l in least), "%g"),
                        told(median(l[1] for l in least), "%g"), told(median(gaps), "%.2f"), told(max(gaps), "%.2f"),
                        told(median(r["times"].get("looking for the fairest package") for r in runs), "%.2f")])
        table(["", "camps", "least share, best package", "least share, fairest", "gap, median", "gap, most", "s"], out)
    lifts = [(f, name, row) for f in families for name in ("lifts by statement", "lifts by speaker") for row in of(f, name)]
    if lifts:
        print("\n## Lifts\n\nWhat one, two and three lifts open; how often it is proven that no choice opens more, and what is open where not.")
        out = []
        for family, name in dict.fromkeys((f, n) for f, n, _ in lifts):
            runs = [r for f, n, r in lifts if (f, n) == (family, name)]
            line = [family, name[6:]]
            for number in range(3):
                of_number = [r["answer"]["lifts"][number] for r in runs if len(r["answer"]["lifts"]) > number]
                proven = sum(l["proven"] for l in of_number)
                rest = max((l["bound"] - l["weight"] for l in of_number), default=0)
                line.append("+%g, %d of %d%s" % (median(l["gain"] for l in of_number) or 0, proven, len(of_number), ", open %d" % rest if rest else ""))
            line.append(told(median(r["times"].get("looking for lifts") for r in runs), "%.2f"))
            out.append(line)
        table(["", "by", "one", "two", "three", "s"], out)
    changes = [(f, row) for f in families for row in of(f, "changes")]
    if changes:
        print("\n## One changed statement\n\nStatements that ended, reinstated, and offers that bear the package, withdrawn, one at a time: until the new optimum is there.")
        out = []
        for family in dict.fromkeys(f for f, _ in changes):
            runs = [r for f, r in changes if f == family]
            at = lambda what: median(v * 1000 for r in runs for k, v in r["times"].items() if what in k)
            out.append([family, told(median(r["answer"]["changes"]["tried"] for r in runs), "%g"), told(at("one change, median"), "%.1f"), told(at("95th"), "%.1f")])
        table(["", "changes", "median, ms", "95th percentile, ms"], out)


main()
