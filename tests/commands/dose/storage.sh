# Every way of storing one scene gives the same figures.
. "$(dirname "$0")/../expect.sh"
number=0
for how in "" "--syntax implicit" "--syntax big-endian" "--syntax deflated" "--syntax rle" "--absolute-offsets" "--descending" \
  "--no-file-meta --syntax implicit" "--undefined-lengths" "--position FFP" "--position HFDR"; do
  number=$((number + 1))
  mkdir "$work/$number"
  run dose phantom sphere --to "$work/$number" $how
  expect_code 0
  run dose dvh --structures "$work/$number/RS.sphere.dcm" --dose "$work/$number/RD.sphere.dcm" --format json
  expect_code 0
  cp "$work/out" "$work/$number.json"
done
python3 - "$work" "$number" <<'END' || complain "the figures differ"
import json, sys
def figures(n):
    s = json.load(open(f"{sys.argv[1]}/{n}.json"))["structures"][0]
    return [s["volume_cc"], s["dmin_gy"], s["dmax_gy"], s["dmean_gy"], *s["d"].values()]
first = figures(1)
for n in range(2, int(sys.argv[2]) + 1):
    for a, b in zip(first, figures(n), strict=True):
        assert abs(a - b) <= 1e-6 * max(1, abs(a)), (n, a, b)
END
finish
