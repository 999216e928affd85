#!/usr/bin/env python3
"""Do the camps stand when what should not matter is changed?

Permuted: the votes of each statement are dealt anew among those who voted on it, which keeps how popular each statement is
and who answered what, and destroys whatever camps there are; none should be claimed. Re-ordered: rows of the file are
shuffled and participants and statements numbered anew; nobody should move. Dropped: 5 % of the votes are left out. Halves:
the statements are dealt into two halves, and camps found in each alone. Agreement is the adjusted Rand index over the
participants that both runs place, and again with those in no camp as a class of their own.

    stability.py DATA --binary target/release/rapporteur --peers DATA
"""

import argparse

import numpy as np

import programs
import votes as v


def permuted(votes, draw):
    """The votes of each statement dealt anew among those who voted on it."""
    there = np.lexsort((draw.random(len(votes)), votes.column))
    here = np.lexsort((draw.random(len(votes)), votes.column))
    vote = votes.vote.copy()
    vote[there] = votes.vote[here]
    return votes.with_votes(vote)


def renumbered(votes, draw):
    """Other numbers for everybody and everything; and the new number of each participant."""
    people, things = draw.permutation(len(votes.participants)), draw.permutation(len(votes.statements))
    moved = v.Votes(np.arange(len(people)), np.arange(len(things)), people[votes.row], things[votes.column], votes.vote)
    return moved, dict(zip(votes.participants.tolist(), people.tolist()))


def agreement(one, other):
    """ARI over those whom both place."""
    both = sorted(set(one.assignments) & set(other.assignments))
    return v.adjusted_rand(*(np.array([str(run.assignments[who]) for who in both]) for run in (one, other)))


def agreement_of_all(one, other, everybody):
    """ARI over everybody, those in no camp as a class of their own."""
    return v.adjusted_rand(*(np.array([str(run.assignments.get(who)) for who in everybody]) for run in (one, other)))


def same(one, other, moved):
    """Whether everybody is where they were: the same people in no camp, the others parted the same way."""
    there = {moved[who]: camp for who, camp in one.assignments.items()}
    if one.camps != other.camps or set(there) != set(other.assignments):
        return False
    pairs = {(there[who], other.assignments[who]) for who in there}
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})


def counts(numbers):
    """How often each number of camps was seen, as words."""
    return ", ".join("%s x%d" % (number or "none", times) for number, times in zip(*np.unique(numbers, return_counts=True)))


def spread(values):
    """Mean and least of the agreements."""
    values = [x for x in values if x == x]
    return "%.2f (%.2f), %d" % (np.mean(values), min(values), len(values)) if values else "–"


def measure(program, votes, repeats, seed):
    """One row: what a program does under each change."""
    everybody = votes.participants[np.unique(votes.row)].tolist()
    full = program.camps(votes)
    row = dict(camps=full.camps, placed=len(full.assignments) / len(everybody), cpu=full.cost.cpu)
    draws = lambda kind: [np.random.default_rng([seed, kind, i]) for i in range(repeats)]
    row["permuted"] = [program.camps(permuted(votes, draw)).camps for draw in draws(1) + draws(11)]
    row["reordered"], row["reordered_ari"] = [], []
    for draw in draws(2):
        moved, numbers = renumbered(votes, draw)
        other = program.camps(moved, draw.permutation(len(moved)))
        row["reordered"].append(same(full, other, numbers))
        back = {new: old for old, new in numbers.items()}
        named = programs.Outcome(other.camps, {back[w]: c for w, c in other.assignments.items()}, [])
        row["reordered_ari"].append(agreement(full, named))
    row["dropped"], row["dropped_all"], row["dropped_camps"] = [], [], []
    for draw in draws(3):
        other = program.camps(votes.where(draw.random(len(votes)) >= 0.05))
        row["dropped_camps"].append(other.camps)
        if full.camps and other.camps:
            row["dropped"].append(agreement(full, other))
            row["dropped_all"].append(agreement_of_all(full, other, everybody))
    row["halves"], row["halves_all"], row["halves_camps"] = [], [], []
    for draw in draws(4):
        first = draw.random(len(votes.statements)) < 0.5
        one, other = (program.camps(votes.where(first[votes.column] == half)) for half in (True, False))
        row["halves_camps"] += [one.camps, other.camps]
        if one.camps and other.camps:
            row["halves"].append(agreement(one, other))
            row["halves_all"].append(agreement_of_all(one, other, everybody))
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    programs.add_arguments(parser)
    parser.add_argument("--repeats", type=int, default=10, help="repeats of each change; twice as many permutations")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    measured, printed = programs.chosen(arguments), []
    for name, path in v.data_sets(arguments.data, arguments.sets):
        votes = v.read(path)
        for program in measured:
            row = measure(program, votes, arguments.repeats, arguments.seed)
            programs.tell(arguments, dict(row, set=name, program=program.name))
            printed.append([
                name, program.name, "%s, %.0f %%" % (row["camps"] or "none", 100 * row["placed"]), counts(row["permuted"]),
                "%d of %d" % (sum(row["reordered"]), len(row["reordered"])), spread(row["reordered_ari"]),
                counts(row["dropped_camps"]), spread(row["dropped"]), spread(row["dropped_all"]),
                counts(row["halves_camps"]), spread(row["halves"]), spread(row["halves_all"]),
            ])
            print("%s, %s: done" % (name, program.name), flush=True)
    heads = ["set", "program", "camps, placed", "permuted: camps", "re-ordered: identical", "ARI: mean (least), n",
             "5 % dropped: camps", "ARI placed", "ARI all", "halves: camps", "ARI placed", "ARI all"]
    print(programs.table(heads, printed))


if __name__ == "__main__":
    main()
