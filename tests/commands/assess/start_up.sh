# One case takes less than 30 ms of processor time from process start, checks of the knowledge included.
. "$(dirname "$0")/../expect.sh"
called="20 runs"
: >"$work/out" >"$work/err"
[ "${NOMS_BUILD:-}" = Release ] || exit 0
TIMEFORMAT='%U %S'
spent=$( { time for _ in $(seq 20); do "$NOMS" assess "$samples/figure-3-t10-nsclc.json" >/dev/null; done; } 2>&1)
echo "user and system seconds of 20 runs: $spent"
python3 -c 'import sys; sys.exit(sum(map(float, sys.argv[1:])) / 20 >= 0.030)' $spent || complain "too slow: $spent s for 20 runs"
finish
