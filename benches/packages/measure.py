#!/usr/bin/env python3
"""Packages: whole processes beside the search of three peers, on generated instances, five seeds each.

    measure.py DATA --binary target/release/rapporteur --json results.jsonl [--peers] [--questions "fair,changes"]
        [--families huge,trade] [--seeds 1,2,3,4,5]

DATA is a folder with the generators gen.py and stress.py, and for --peers with pkg.py, mkpickle.py and engines.py, which
run PySAT's RC2, CP-SAT of OR-tools and HiGHS on one thread each. The peers are given the problem after elimination and
asked for the best package alone; what they are charged with is the processor time of their search. Ours is the whole
process: it reads the JSON, eliminates, searches, explains, and writes answer and certificate; --times tells its search.
Every optimum is compared. One line of JSON is appended for each run; page.py makes the page of them.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

TRADE = ["--cond", ".25", "--pcond", ".25", "--far", ".5", "--out-share", ".4"]

# Name of the family -> generator, arguments, and how long may be searched, in seconds.
FAMILIES = {
    "huge": ("gen.py", ["--size", "huge"], 60),
    "huge, two camps": ("gen.py", ["--size", "huge", "--camps", "2"], 60),
    "huge, five camps": ("gen.py", ["--size", "huge", "--camps", "5"], 60),
    "trade": ("gen.py", ["--size", "huge"] + TRADE + ["--voice", ".005"], 60),
    "trade, out": ("gen.py", ["--size", "huge", "--cond", ".25", "--pcond", ".25", "--voice", ".005", "--far", "1",
                              "--out-share", ".7"], 60),
    "swap": ("gen.py", ["--size", "huge"] + TRADE + ["--voice", ".01", "--swap", ".03"], 60),
    "stress 100-4": ("stress.py", ["100", "4"], 60),
    "stress 400-3": ("stress.py", ["400", "3"], 60),
    "stress 200-4": ("stress.py", ["200", "4"], 60),
    "stress 200-8": ("stress.py", ["200", "8"], 60),
}
QUESTIONS = {
    "fair": ["--fair"],
    "lifts by statement": ["--lifts", "3"],
    "lifts by speaker": ["--lifts", "3", "--lift-by", "speaker"],
    "changes": ["--changes"],
}
ENGINES = {"RC2": "rc2", "CP-SAT": "cpsat", "HiGHS": "highs"}


def instance(data, folder, family, seed):
    """The file of an instance, generated."""
    script, arguments, _ = FAMILIES[family]
    path = os.path.join(folder, "%s-%d.json" % (re.sub(r"\W+", "-", family), seed))
    if not os.path.exists(path):
        script = os.path.join(data, script)
        if script.endswith("gen.py"):
            command = [sys.executable, script] + arguments + ["--seed", str(seed), "-o", path]
        else:
            command = [sys.executable, script] + arguments + [str(seed), path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


# Runs a command and tells its own user and system time and peak memory, in a process of its own.
WATCH = """
import resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
open(sys.argv[1], 'w').write('%f %f %f' % (used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, time.perf_counter() - begin))
sys.exit(code)
"""


def watched(command, folder):
    """What a command printed, what it told of its times, and its CPU seconds, megabytes and seconds."""
    told = os.path.join(folder, "cost")
    ran = subprocess.run([sys.executable, "-S", "-c", WATCH, told] + command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if ran.returncode != 0:
        raise SystemExit("%s\n%s" % (" ".join(command), ran.stderr.decode(errors="replace")[-2000:]))
    cpu, memory, wall = (float(x) for x in open(told).read().split())
    return ran.stdout.decode(), ran.stderr.decode(), dict(cpu=cpu, memory=memory, wall=wall)


def times(errors):
    """The seconds that `--times` told, by what they were spent on."""
    return {what.strip(): float(seconds) for seconds, what in re.findall(r"^([0-9.]+) s (.*)$", errors, re.M)}


def ours(binary, path, limit, folder, extra=()):
    certificate = os.path.join(folder, "certificate")
    command = [binary, "packages", path, "--json", "--times", "--limit", str(limit), "--certificate", certificate]
    out, errors, cost = watched(command + list(extra), folder)
    answer = json.loads(out)
    _, _, check = watched([binary, "packages", "verify", certificate, path], folder)
    lines = [len(of["told"]) for of in answer["open"]] + [len(of["told"]) for of in answer["moves"] if of["together"]]
    return dict(program="rapporteur", weight=answer["weight"], bound=answer["bound"], proven=answer["proven"], times=times(errors),
                verify=check["cpu"], certificate=os.path.getsize(certificate), lines=sorted(lines), **cost), answer


def shortened(answer):
    """Without the packages and sentences, which are long."""
    for lift in answer["lifts"] or []:
        for key in ("package", "told", "lifted"):
            lift.pop(key)
    for key in ("package", "only_here", "only_there"):
        (answer["fair"] or {}).pop(key, None)
    (answer["changes"] or {}).pop("told", None)
    return answer


def peer(data, name, path, limit):
    if not os.path.exists(path + ".pk"):
        subprocess.run([sys.executable, "mkpickle.py", path], cwd=data, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "engines.py", path, ENGINES[name], str(limit)]
    ran = subprocess.run(command, cwd=data, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    told = json.loads(ran.stdout.decode().strip().splitlines()[-1])
    return dict(program=name, weight=told["w"], bound=told["ub"], proven=told["opt"], cpu=told["cpu"], memory=told["mb"], wall=told["s"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--binary", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--families", default=",".join(name.replace(",", ";") for name in FAMILIES))
    parser.add_argument("--seeds", default="1,2,3,4,5")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--questions", default="", help="other questions, of: " + ", ".join(QUESTIONS))
    parser.add_argument("--folder", help="where instances are kept")
    parser.add_argument("--limit", type=float, help="seconds for the search, whatever the family says")
    arguments = parser.parse_args()
    data, binary = os.path.abspath(arguments.data), os.path.abspath(arguments.binary)
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or scratch
        os.makedirs(folder, exist_ok=True)
        for family in (name.replace(";", ",") for name in arguments.families.split(",")):
            for seed in (int(seed) for seed in arguments.seeds.split(",")):
                path = instance(data, folder, family, seed)
                limit = arguments.limit or FAMILIES[family][2]
                rows = [ours(binary, path, limit, scratch)[0]]
                if arguments.peers:
                    rows += [peer(data, name, path, limit) for name in ENGINES]
                for name in filter(None, arguments.questions.split(",")):
                    row, answer = ours(binary, path, limit * 10, scratch, QUESTIONS[name])
                    told = {key: answer.get(key) for key in ("lifts", "fair", "changes")}
                    rows.append(dict(row, program=name, answer=shortened(told)))
                proven = {row["weight"] for row in rows if row["proven"] and row["weight"] is not None}
                if len(proven) > 1:
                    raise SystemExit("%s, seed %d: different optima %s" % (family, seed, sorted(proven)))
                with open(arguments.json, "a") as out:
                    for row in rows:
                        print(json.dumps(dict(family=family, seed=seed, **row)), file=out)
                print(family, seed, " ".join("%s %s%s %.3f" % (r["program"], r["weight"], "" if r["proven"] else "..%s" % r["bound"], r["cpu"]) for r in rows), flush=True)


if __name__ == "__main__":
    main()
