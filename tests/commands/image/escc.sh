# A phantom's grade comes back, the same from any storage, and lands in a case beside what was typed.
. "$NOMS_SOURCE/tests/commands/expect.sh"
run image phantom "$work/a" --grade 2 --seed 11 --pixel 0.6
expect_code 0
expect_out '"grade": "2"'
run image phantom "$work/b" --grade 2 --seed 11 --pixel 0.6 --storage PIR
for scene in a b; do
  run image escc --tumour "$work/$scene/tumour.nii.gz" --cord "$work/$scene/cord.nii.gz" --sac "$work/$scene/sac.nii.gz" --format json
  expect_code 0
  expect_no_err
  expect_out '"grade": "2"' '"deciding"' '"planes"' 'not validated on patients'
  grep -A8 '"set"' "$work/out" | grep -v plane | head -5 > "$work/$scene.set"
done
expect_same "$work/a.set" "$work/b.set"
case_with '"id": "T10", "levels": ["T10"], "escc": "1a"' > "$work/case.json"
run image escc --tumour "$work/a/tumour.nii.gz" --cord "$work/a/cord.nii.gz" --sac "$work/a/sac.nii.gz" --into "$work/case.json" --picture "$work/p.png"
expect_code 0
expect_err 'lesions/0/escc: the readings disagree (1a; 1b or 2)'
expect_true grep -q PNG "$work/p.png"
python3 - "$work/p.png" "$work/out" <<'END' || complain "the picture does not carry its description"
import struct, sys, zlib
data, at, texts = open(sys.argv[1], "rb").read(), 8, {}
while at < len(data):
    (size,) = struct.unpack(">I", data[at:at + 4])
    kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + size]
    assert struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0] == zlib.crc32(kind + body), kind
    if kind == b"tEXt": texts.update([body.decode("latin-1").split("\0")])
    at += 12 + size
sentence = open(sys.argv[2]).readline().strip()
assert texts["Title"] == "ESCC" and texts["Description"].endswith(sentence) and "outlines" in texts["Description"], texts
END
run assess --format json "$work/case.json"
expect_code 0
expect_out '"1a"' '"2"'
finish
