#!/usr/bin/env python3
"""Time and memory of whole processes, on planted files of any size.

    scale.py --binary target/release/rapporteur --sizes 10000x500x500000,100000x1000x5000000 --red-dwarf run_reddwarf.py
    scale.py --binary target/release/rapporteur --sizes 1000000x1000x100000000 --folder DIR

A hundred million responses are a file of about 1.4 GB, written in --folder and removed afterwards. red-dwarf needs the
square of the number of participants: six gigabytes and some minutes at a hundred thousand.
"""

import argparse
import os
import sys
import tempfile
import time

import planted
import programs


def plan_of(size):
    """Four camps of falling size in three dimensions, about as many responses as asked for."""
    participants, statements, responses = (int(x) for x in size.split("x"))
    # Chances of answering are cut off at one, so that dense files fall a little short; in these all answer about as much.
    dense = responses > 0.3 * participants * statements
    return planted.Plan(camps=4, participants=participants, statements=statements, dimensions=3, distance=4.0,
                        shares="falling", per_participant=responses / participants, tail=0.0 if dense else 1.0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", help="path of the built rapporteur")
    parser.add_argument("--red-dwarf", help="path of run_reddwarf.py, run by this Python, which must have red-dwarf")
    parser.add_argument("--sizes", default="10000x500x500000", help="participants x statements x responses, separated by commas")
    parser.add_argument("--files", help="vote files to measure as well, separated by commas")
    parser.add_argument("--folder", help="where files are written; the system's own folder for such unless told")
    parser.add_argument("--threads", default="", help="passed on to rapporteur, separated by commas: one run for each")
    parser.add_argument("--repeats", type=int, default=1, help="runs of each; the median by processor time is told")
    parser.add_argument("--json", help="file to which one line of JSON is appended for each row")
    arguments = parser.parse_args()
    commands = []
    if arguments.binary:
        for threads in arguments.threads.split(","):
            more = ["--threads", threads] if threads else []
            commands.append(("rapporteur" + (", %s threads" % threads if threads else ""),
                             lambda path, more=more: [os.path.abspath(arguments.binary), "camps", path, "--json"] + more))
    if arguments.red_dwarf:
        commands.append(("red-dwarf", lambda path: [sys.executable, arguments.red_dwarf, path]))
    printed = []

    def measure(label, path):
        for name, command in commands:
            costs = sorted((programs.watched(command(path)) for _ in range(arguments.repeats)), key=lambda c: c.cpu)
            cost = costs[len(costs) // 2]
            programs.tell(arguments, dict(file=label, program=name, cpu=cost.cpu, memory=cost.memory, wall=cost.wall))
            printed.append([label, name, "%.2f" % cost.cpu, "%.0f" % cost.memory, "%.2f" % cost.wall])
            print("%s, %s: %s" % (label, name, cost), flush=True)

    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for size in filter(None, arguments.sizes.split(",")):
            path, begin = os.path.join(folder, "votes.csv"), time.perf_counter()
            plan = plan_of(size)
            responses = planted.write(plan, planted.plant(plan), path)
            told = "%d x %d x %d" % (plan.participants, plan.statements, responses)
            print("%s written: %d MB in %.0f s" % (told, os.path.getsize(path) >> 20, time.perf_counter() - begin), flush=True)
            measure(told, path)
            os.remove(path)
    for path in filter(None, (arguments.files or "").split(",")):
        measure(os.path.basename(os.path.dirname(path)) or path, path)
    print(programs.table(["responses", "program", "CPU s", "MB", "wall s"], printed))


if __name__ == "__main__":
    main()
