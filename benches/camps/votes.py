"""Vote files as arrays, and the arithmetic of scores: the parts that every measurement here shares.

Needs numpy alone. Votes are 1 agree, 0 pass, -1 disagree; a cell that is not there was not answered.
"""

import os
from dataclasses import dataclass

import numpy as np


@dataclass
class Votes:
    """Answered cells, each once, sorted by participant and then by statement."""

    participants: np.ndarray  # identifiers, rising
    statements: np.ndarray  # identifiers, rising
    row: np.ndarray  # index into participants
    column: np.ndarray  # index into statements
    vote: np.ndarray  # 1, 0 or -1

    def __len__(self):
        return len(self.vote)

    def where(self, keep):
        """The cells for which `keep` holds; identifiers and indices stay as they were."""
        return Votes(self.participants, self.statements, self.row[keep], self.column[keep], self.vote[keep])

    def with_votes(self, vote):
        """The same cells with other votes in them."""
        return Votes(self.participants, self.statements, self.row, self.column, vote)


def cells(participant, statement, vote):
    """Votes from identifiers in the order of the file; of several for one cell the last counts."""
    participants, row = np.unique(participant, return_inverse=True)
    statements, column = np.unique(statement, return_inverse=True)
    order = np.lexsort((np.arange(len(row)), column, row))
    row, column, vote = row[order], column[order], vote[order]
    last = np.ones(len(row), bool)
    last[:-1] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    return Votes(participants, statements, row[last], column[last], vote[last].astype(np.int8))


def read(path):
    """Votes of a file with at least the columns comment-id, voter-id and vote, ordered by timestamp where it has one."""
    with open(path, encoding="utf-8-sig") as file:
        names = [name.strip().strip('"') for name in file.readline().split(",")]
    wanted = ["comment-id", "voter-id", "vote"] + (["timestamp"] if "timestamp" in names else [])
    table = np.loadtxt(
        path, delimiter=",", skiprows=1, usecols=[names.index(name) for name in wanted],
        dtype=np.int64, quotechar='"', comments=None, ndmin=2, encoding="utf-8",
    )
    if "timestamp" in names:
        table = table[np.argsort(table[:, 3], kind="stable")]
    return cells(table[:, 1], table[:, 0], table[:, 2])


def write(path, votes, order=None):
    """Writes comment-id, voter-id and vote, rows in the order given."""
    order = np.arange(len(votes)) if order is None else order
    table = np.column_stack([
        votes.statements[votes.column[order]], votes.participants[votes.row[order]], votes.vote[order],
    ])
    with open(path, "w", encoding="utf-8") as file:
        file.write("comment-id,voter-id,vote\n")
        file.writelines("%d,%d,%d\n" % tuple(line) for line in table.tolist())


def data_sets(folder, chosen=None):
    """Names and vote files of the sets in a folder: every folder in it that holds a votes.csv."""
    names = chosen.split(",") if chosen else sorted(os.listdir(folder))
    paths = [(name, os.path.join(folder, name, "votes.csv")) for name in names]
    found = [(name, path) for name, path in paths if os.path.exists(path)]
    if chosen and len(found) < len(names):
        raise SystemExit("not in %s: %s" % (folder, ", ".join(sorted(set(names) - {name for name, _ in found}))))
    return found


def splitmix64(x):
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014) on numbers of 64 bits."""
    x = np.asarray(x, np.uint64)
    with np.errstate(over="ignore"):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def hidden(votes, seed):
    """Which cells are held out: a tenth, by a hash of seed, participant and statement alone."""
    voter = votes.participants[votes.row].astype(np.uint64)
    statement = votes.statements[votes.column].astype(np.uint64)
    return splitmix64(np.uint64(seed * 1000003) ^ (voter << np.uint64(32)) ^ statement) % np.uint64(10) == 0


def adjusted_rand(a, b):
    """Adjusted Rand index of two labellings (Hubert and Arabie 1985); 1 where both are the same single class."""
    a, b = np.unique(a, return_inverse=True)[1], np.unique(b, return_inverse=True)[1]
    if len(a) == 0:
        return float("nan")
    both = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(both, (a, b), 1)
    pairs = lambda counts: float((counts * (counts - 1) / 2).sum())
    together, left, right, all_pairs = pairs(both), pairs(both.sum(1)), pairs(both.sum(0)), len(a) * (len(a) - 1) / 2
    if all_pairs == 0:
        return 1.0
    expected, most = left * right / all_pairs, (left + right) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def auc(truth, score):
    """Area under the ROC curve, ties counted half; None where one of the classes is empty."""
    ones = int(truth.sum())
    if ones in (0, len(truth)):
        return None
    _, place, count = np.unique(score, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2
    return float((middle[place][truth].sum() - ones * (ones + 1) / 2) / (ones * (len(truth) - ones)))


def auc_within(truth, score, column):
    """AUC within statements, weighted by pairs: what is known beyond how popular each statement is."""
    total = weight = 0.0
    order = np.argsort(column, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(column[order])) + 1):
        area = auc(truth[part], score[part])
        if area is not None:
            pairs = int(truth[part].sum()) * int((~truth[part]).sum())
            total, weight = total + pairs * area, weight + pairs
    return total / weight if weight else float("nan")


def losses(truth, p):
    """Log-loss of each vote, in nats; probabilities are kept a millionth away from 0 and 1."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return -np.where(truth, np.log(p), np.log1p(-p))


def mean_and_error(values):
    """The mean and its standard error."""
    return float(np.mean(values)), float(np.std(values, ddof=1) / np.sqrt(len(values))) if len(values) > 1 else float("nan")
