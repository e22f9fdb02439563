# One scene as NIfTI, as DICOM segmentation and as RT Structure Set: the same grade, gaps within 0.02 mm, 0.15 at other pixels.
. "$NOMS_SOURCE/tests/commands/expect.sh"
for grade in 1b 2; do
  run image phantom "$work/$grade" --grade $grade --seed 6 --pixel 0.5 --dicom
  expect_code 0
  for form in nifti seg rs; do
    case $form in
      nifti) set -- --tumour "$work/$grade/tumour.nii.gz" --cord "$work/$grade/cord.nii.gz" --sac "$work/$grade/sac.nii.gz" ;;
      seg) set -- --tumour "$work/$grade/SEG.dcm" --cord "$work/$grade/SEG.dcm" --sac "$work/$grade/SEG.dcm" ;;
      rs) set -- --tumour "$work/$grade/RS.dcm" --cord "$work/$grade/RS.dcm" --sac "$work/$grade/RS.dcm" ;;
    esac
    run image escc "$@" --format json
    expect_code 0
    cp "$work/out" "$work/$grade.$form.escc"
    run image distance "$@" --format json
    expect_code 0
    cp "$work/out" "$work/$grade.$form.distance"
  done
  run image distance --tumour "$work/$grade/RS.dcm" --cord "$work/$grade/RS.dcm" --pixel 0.37 --format json
  expect_code 0
  cp "$work/out" "$work/$grade.finer.distance"
  run dose feasible --structures "$work/$grade/RS.dcm" --tumour GTV --cord SpinalCord --format json
  expect_code 0
  cp "$work/out" "$work/$grade.rs.feasible"
  run dose feasible --tumour-mask "$work/$grade/tumour.nii.gz" --cord-mask "$work/$grade/cord.nii.gz" --format json
  expect_code 0
  cp "$work/out" "$work/$grade.nifti.feasible"
  run dose feasible --tumour-mask "$work/$grade/SEG.dcm" --cord-mask "$work/$grade/SEG.dcm" --format json
  expect_code 0
  cp "$work/out" "$work/$grade.seg.feasible"
done
python3 - "$work" <<'END' || complain "the forms differ"
import json, sys
def read(*name): return json.load(open(f"{sys.argv[1]}/{'.'.join(name)}"))
for grade in ("1b", "2"):
    escc = [read(grade, f, "escc") for f in ("nifti", "seg", "rs")]
    assert [e["grade"] for e in escc] == [grade] * 3, (grade, [e["grade"] for e in escc])
    assert escc[0]["set"] == escc[1]["set"]
    gaps = [read(grade, f, "distance")["cord"]["least_mm"] for f in ("nifti", "seg", "rs", "finer")]
    assert abs(gaps[0] - gaps[1]) < 1e-6 and abs(gaps[0] - gaps[2]) < 0.02 and abs(gaps[0] - gaps[3]) < 0.15, (grade, gaps)
    fits = [read(grade, f, "feasible") for f in ("nifti", "seg", "rs")]
    assert all(abs(f["gap_mm"] - fits[0]["gap_mm"]) < 0.02 for f in fits), (grade, [f["gap_mm"] for f in fits])
    assert all(abs(f["tumour_cc"] - fits[0]["tumour_cc"]) < 0.002 for f in fits)
    assert abs(fits[0]["gap_mm"] - gaps[0]) < 0.05, (grade, fits[0]["gap_mm"], gaps[0])
END

# Names: the exact one, none that fits, and what is not taken.
set -- --cord "$work/2/RS.dcm" --sac "$work/2/RS.dcm"
run image escc --tumour "$work/2/RS.dcm" "$@" --tumour-name GTV --cord-name SpinalCord --sac-name ThecalSac --pixel 0.6
expect_code 0
run image escc --errors json --tumour "$work/2/RS.dcm" "$@" --tumour-name Doe
expect_code 3
expect_err '"code":"unknown_value"' '"where":"--tumour-name"'
expect_not_in_err Doe
run dose phantom sphere --to "$work"
run image distance --errors json --tumour "$work/RS.sphere.dcm" --cord "$work/RS.sphere.dcm"
expect_code 3
expect_err '"code":"missing_field"' '--tumour-name'
run image sins --errors json --labels "$work/2/RS.dcm"
expect_code 3
expect_err '"code":"invalid_image"' '"where":"--labels"'
run dose feasible --structures "$work/2/RS.dcm" --tumour-mask "$work/2/SEG.dcm" --cord-mask "$work/2/SEG.dcm"
expect_code 2
run image escc --tumour "$work/2/RS.dcm" "$@" --picture "$work/p.png"
expect_code 0
expect_true grep -q PNG "$work/p.png"
finish
