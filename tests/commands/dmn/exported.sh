# The exported tables give the decision that assess gives.
. "$(dirname "$0")/../expect.sh"
run knowledge export --dmn --output "$work/noms.dmn"
expect_code 0
expect_no_out
cat >"$work/i.json" <<'END'
{"escc": "3", "myelopathy": "yes", "cauda_equina_syndrome": "no", "histology": "nsclc", "levels": "T3, T4, T8, T9, T10",
 "location_class": "semirigid", "pain": "mechanical", "bone_lesion": "lytic", "alignment": "normal",
 "vertebral_body": "none", "posterolateral": "none", "surgeon_stability_opinion": "stable", "fitness_surgery": "tolerated"}
END
run dmn run "$work/noms.dmn" "$work/i.json" --decision treatment
expect_code 0
expect_out '"value": {"surgery": "decompression_stabilization", "radiation": "ssrs"}, "rows": ["T07"]'
run dmn run "$work/noms.dmn" "$work/i.json" --decision urgency
expect_out '"value": "emergent", "rows": ["U1"]'
run knowledge export --dmn --edition 2013
expect_code 0
expect_out 'name="NOMS 2013"' '<noms:evidence>laufer-2013-noms</noms:evidence>' 'rule id="T10"'
run knowledge export
expect_code 2
run knowledge export --dmn --edition 1999
expect_code 2
finish
