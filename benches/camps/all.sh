#!/usr/bin/env bash
# Measures everything, one after the other, and keeps the figures in RESULTS for page.py.
#   all.sh DATA BINARY RESULTS          PYTHON names another Python, SCALE=1 adds the hundred million responses
# Peers are what is in DATA (polis_ref.py, bench_heldout.py, make_synth.py, run_reddwarf.py). Figures of an earlier run that
# are already in RESULTS stay, and stand in the page until they are measured again.
set -euo pipefail
data=$(realpath "$1") binary=$(realpath "$2") results=$(realpath -m "$3") python=${PYTHON:-python3}
mkdir -p "$results"
cd "$(dirname "$0")"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
peers=()
[ -f "$data/polis_ref.py" ] && peers=(--peers "$data")

"$python" check.py
"$python" heldout.py "$data" --binary "$binary" "${peers[@]}" --cache "$results/peers" --json "$results/heldout.jsonl"
"$python" stability.py "$data" --binary "$binary" "${peers[@]}" --json "$results/stability.jsonl"
"$python" manipulation.py "$data" --binary "$binary" "${peers[@]}" --json "$results/manipulation.jsonl"
"$python" planted.py --binary "$binary" "${peers[@]}" --json "$results/planted.jsonl"
sizes=10000x500x500000,100000x1000x5000000
if [ -f "$data/make_synth.py" ]; then
  "$python" planted.py --binary "$binary" "${peers[@]}" --synthetic "$data/make_synth.py" --json "$results/synthetic.jsonl"
fi
dwarf=()
"$python" -c "import reddwarf" 2>/dev/null && dwarf=(--red-dwarf "$data/run_reddwarf.py")
"$python" scale.py --binary "$binary" "${dwarf[@]}" --sizes "$sizes" --json "$results/scale.jsonl"
"$python" scale.py --binary "$binary" --sizes 40x200x7000 --json "$results/scale.jsonl"
[ -z "${SCALE:-}" ] || "$python" planted.py --binary "$binary" --synthetic "$data/make_synth.py" --size 100000x1000x5000000 --json "$results/synthetic.jsonl"
[ -z "${SCALE:-}" ] || "$python" scale.py --binary "$binary" --sizes 1000000x1000x100000000 --threads 2 --json "$results/scale.jsonl"
