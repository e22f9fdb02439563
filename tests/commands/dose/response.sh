# No probability without installed coefficients; with them a chance and its bounds; a file that fails its own case is refused.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
set -- --structures "$work/RS.spine.dcm" --dose "$work/RD.spine.dcm" --plan "$work/RP.spine.dcm" --structure SpinalCord
run dose response "$@" --errors json
expect_code 3
expect_no_out
expect_err '"code":"missing_field"' '"where":"--model"' 'ships none'
sed -n '/^```$/,/^```$/p' "$NOMS_SOURCE/docs/developer/response-models.md" | sed '1d;$d' >"$work/model.md"
run dose response "$@" --model "$work/model.md"
expect_code 0
expect_out 'Complication: ' 'SpinalCord: ' ' %' 'does not vouch'
run dose response "$@" --model "$work/model.md" --format json
expect_code 0
expect_out '"percent": ' '"lowest_percent"' '"mark": "T"'
run dose response "$@" --model "$work/model.md" --fractions 30 --format json
expect_code 0
expect_out '"percent": null' '"reason"'
sed 's/^| td50_gy .*/| td50_gy | 70 |/' "$work/model.md" >"$work/wrong.md"
run dose response "$@" --model "$work/wrong.md" --errors json
expect_code 5
expect_no_out
expect_err '"code":"knowledge_case"' '--model:'
finish
