#!/usr/bin/env python3
"""Fake ballots against the common ground.

To each set identical ballots are added, 1, 3, 5 and 10 % as many as there are participants: against the first 20
statements of the program's own common ground, and for the 20 most divisive ones (with at least 50 votes, where there are
so many). Counted is how many of the 20 are still among the first 20, and whether the program tells of a block of that size.

    flat      disagrees with all 20, whichever way the group leans
    opposed   agrees with those of the 20 that the group rejects, disagrees with the others
    noisy     as flat, each ballot with a tenth of its votes left out and a tenth dealt by chance
    padded    as flat, and each ballot votes by chance on 20 more statements of its own

    manipulation.py DATA --binary target/release/rapporteur --peers DATA
"""

import argparse

import numpy as np

import programs
import votes as v

KINDS = ("flat", "opposed", "noisy", "padded")


def tallies(votes):
    """Agreeing and disagreeing votes and all votes of each statement."""
    size = len(votes.statements)
    count = lambda keep: np.bincount(votes.column[keep], minlength=size)
    return count(votes.vote == 1), count(votes.vote == -1), count(np.ones(len(votes), bool))


def ballot(votes, targets, kind, draw):
    """One fake ballot: columns and votes."""
    agree, disagree, total = tallies(votes)
    split = np.minimum((agree + 1) / (total + 2), (disagree + 1) / (total + 2))
    others = np.setdiff1d(np.flatnonzero(total), targets)
    enough = others[total[others] >= 50]
    others = enough if len(enough) >= 20 else others
    divisive = others[np.argsort(-split[others], kind="stable")][:20]
    against = np.where(disagree[targets] > agree[targets], 1, -1) if kind == "opposed" else np.full(len(targets), -1)
    column, vote = np.append(targets, divisive), np.append(against, np.ones(len(divisive), int))
    if kind == "noisy":
        chance = draw.random(len(column))
        vote = np.where(chance < 0.1, draw.integers(-1, 2, len(column)), vote)
        column, vote = column[chance < 0.9], vote[chance < 0.9]
    if kind == "padded":
        left = np.setdiff1d(np.flatnonzero(total), column)
        more = draw.choice(left, min(20, len(left)), replace=False)
        column, vote = np.append(column, more), np.append(vote, draw.integers(-1, 2, len(more)))
    return column, vote


def attacked(votes, targets, bots, kind, seed):
    """The votes and the fake ballots."""
    row, column, vote = [votes.row], [votes.column], [votes.vote]
    for bot in range(bots):
        columns, cast = ballot(votes, targets, kind, np.random.default_rng([seed, bot]))
        row.append(np.full(len(columns), len(votes.participants) + bot))
        column.append(columns)
        vote.append(cast)
    first = int(votes.participants.max()) + 1
    participants = np.append(votes.participants, np.arange(first, first + bots))
    return v.Votes(participants, votes.statements, np.concatenate(row), np.concatenate(column),
                   np.concatenate(vote).astype(np.int8))


def measure(program, votes, kinds, shares, seed):
    """Rows of one program on one set."""
    before = program.camps(votes)
    top = before.common_ground[:20]
    targets = np.searchsorted(votes.statements, top)
    told_before = program.manipulation(before)
    for kind in kinds:
        for share in shares:
            bots = max(1, round(share * len(votes.participants)))
            after = program.camps(attacked(votes, targets, bots, kind, seed))
            blocks = program.manipulation(after)
            fakes = [who for who in after.assignments if who > votes.participants.max()]
            yield dict(
                kind=kind, share=share, bots=bots, of=len(top), kept=len(set(top) & set(after.common_ground[:20])),
                camps_before=before.camps, camps_after=after.camps, fakes_placed=len(fakes),
                told_before=told_before[:5], told=blocks[:5],
                reported=any(0.9 * bots <= size <= 1.1 * bots + 1 for size in blocks),
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    programs.add_arguments(parser)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--shares", default="0.01,0.03,0.05,0.10")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    shares = [float(x) for x in arguments.shares.split(",")]
    measured, printed = programs.chosen(arguments), []
    for name, path in v.data_sets(arguments.data, arguments.sets):
        votes = v.read(path)
        for program in measured:
            for row in measure(program, votes, arguments.kinds.split(","), shares, arguments.seed):
                programs.tell(arguments, dict(row, set=name, program=program.name))
                printed.append([
                    name, program.name, row["kind"], "%g %% (%d)" % (100 * row["share"], row["bots"]),
                    "%d of %d" % (row["kept"], row["of"]), "%s, %s" % (row["camps_before"] or "none", row["camps_after"] or "none"),
                    "yes" if row["reported"] else "no",
                ])
    heads = ["set", "program", "kind", "fake ballots", "kept", "camps before, after", "block told"]
    print(programs.table(heads, printed))


if __name__ == "__main__":
    main()
