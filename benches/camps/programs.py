"""The programs that are measured: ours, by its command line, and the peers' scripts where they are at hand.

A run gives an `Outcome`, whichever program made it, so that every measurement is the same code for all of them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

import numpy as np

import votes as v

# Runs a command and tells its own user and system time and peak memory. A process of its own, because the peak that the
# kernel tells of a child begins with what its parent held.
_WATCH = """
import os, resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
open(sys.argv[1], 'w').write('%f %f %d %f' % (used.ru_utime, used.ru_stime, used.ru_maxrss, time.perf_counter() - begin))
sys.exit(code)
"""


@dataclass
class Cost:
    """What a whole process used."""

    cpu: float  # seconds of user and system time
    memory: float  # peak resident megabytes (2**20 bytes)
    wall: float  # seconds

    def __str__(self):
        return "%.2f CPU s, %.0f MB, %.2f s" % (self.cpu, self.memory, self.wall)


@dataclass
class Outcome:
    """What a program said of a set of votes."""

    camps: int  # how many are claimed; 0 where none are
    assignments: dict  # participant identifier -> camp, those in none left out
    common_ground: list  # statement identifiers, in order
    cost: Cost = None
    raw: dict = field(default_factory=dict)


def watched(command, output=subprocess.DEVNULL):
    """Runs a command to its end and tells its cost. A command that fails ends the measurement."""
    with tempfile.TemporaryDirectory() as folder:
        told = os.path.join(folder, "cost")
        ran = subprocess.run([sys.executable, "-S", "-c", _WATCH, told] + command, stdout=output, stderr=subprocess.PIPE)
        if ran.returncode != 0:
            raise SystemExit("%s\n%s" % (" ".join(command), ran.stderr.decode(errors="replace")[-3000:]))
        user, system, peak, wall = (float(x) for x in open(told).read().split())
    return Cost(user + system, peak / 1024, wall)


class Ours:
    """`rapporteur`, by its command line."""

    name = "rapporteur"

    def __init__(self, binary, extra=()):
        self.binary, self.extra = os.path.abspath(binary), list(extra)

    def camps(self, votes, order=None):
        """Camps of votes, written to a file in the order given."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "votes.csv")
            v.write(path, votes, order)
            return self.camps_of_file(path)

    def camps_of_file(self, path):
        """Camps of a file of votes."""
        with tempfile.TemporaryFile() as output:
            cost = watched([self.binary, "camps", path, "--json", "--assignments"] + self.extra, output)
            output.seek(0)
            raw = json.load(output)
        assignments = {int(who): camp for who, camp in raw["assignments"].items() if camp is not None}
        ground = [int(entry["statement"]) for entry in raw["common_ground"]]
        claimed = len(raw["camps"])
        return Outcome(claimed if claimed > 1 else 0, assignments if claimed > 1 else {}, ground, cost, raw)

    def predict(self, train, test):
        """Chances of agree, pass and disagree for each cell of `test` (rows in its order), from `train`."""
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("train.csv", "test.csv", "p.csv")]
            v.write(paths[0], train)
            v.write(paths[1], test)
            cost = watched([self.binary, "camps", "--fit", paths[0], "--predict", paths[1], "-o", paths[2]] + self.extra)
            with open(paths[2], encoding="utf-8") as file:
                names = file.readline().strip().split(",")
            wanted = ["comment-id", "voter-id", "p_agree", "p_pass", "p_disagree"]
            table = np.loadtxt(paths[2], delimiter=",", skiprows=1, usecols=[names.index(n) for n in wanted], ndmin=2)
        told = {(int(line[1]), int(line[0])): line[2:] for line in table}
        keys = zip(test.participants[test.row].tolist(), test.statements[test.column].tolist())
        return np.array([told[key] for key in keys]), cost

    def manipulation(self, outcome):
        """Sizes of the blocks of like ballots that the program tells of, largest first."""
        return sorted((bloc["size"] for bloc in outcome.raw["manipulation"]["blocs"]), reverse=True)


class PolisReference:
    """The method of Polis as a script of the data folder reimplements it (`polis_ref.py`), cold start."""

    name = "Polis method"

    def __init__(self, folder):
        sys.path.insert(0, folder)
        import polis_ref
        self.method = polis_ref

    def camps(self, votes, order=None):
        """Camps of votes; participants stand in the order of their identifiers."""
        begin, cpu = time.perf_counter(), time.process_time()
        seen, row = np.unique(votes.row, return_inverse=True)
        kept, column = np.unique(votes.column, return_inverse=True)
        table = self.method.dense(len(seen), len(kept), row, column, votes.vote.astype(float))
        _, _, _, places, mask = self.method.pca_fill(table)
        index, label, count, *_ = self.method.cluster(table, places, mask)
        agrees, _, answers = self.method.stats(table, index, label)
        product = np.prod((agrees + 1) / (answers + 2), axis=0)
        enough = mask.sum(0) >= 50
        product = np.where(enough, product, -1.0) if enough.sum() >= 20 else product
        who = votes.participants[seen[index]].tolist()
        ground = votes.statements[kept[np.argsort(-product, kind="stable")]].tolist()
        cost = Cost(time.process_time() - cpu, float("nan"), time.perf_counter() - begin)
        return Outcome(int(count), dict(zip(who, label.tolist())), ground, cost)

    def manipulation(self, outcome):
        """It tells of none."""
        return []


def add_arguments(parser):
    """The arguments that all measurements share."""
    parser.add_argument("data", help="folder with a folder for each set, a votes.csv in each")
    parser.add_argument("--binary", help="path of the built rapporteur")
    parser.add_argument("--peers", help="folder with the peers' scripts (polis_ref.py, bench_heldout.py, ...)")
    parser.add_argument("--sets", help="names of sets, separated by commas; all where left out")
    parser.add_argument("--json", help="file to which one line of JSON is appended for each row")


def chosen(arguments):
    """The programs at hand."""
    found = [Ours(arguments.binary)] if arguments.binary else []
    if arguments.peers:
        try:
            found.append(PolisReference(arguments.peers))
        except ImportError as error:
            print("Polis method: not at hand (%s)" % error)
    if not found:
        raise SystemExit("neither --binary nor --peers was given")
    return found


def tell(arguments, row):
    """Appends a row to the file of JSON lines, if one was asked for."""
    if arguments.json:
        with open(arguments.json, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def table(heads, rows):
    """A table in Markdown."""
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)] + ["| " + " | ".join(map(str, row)) + " |" for row in rows])
