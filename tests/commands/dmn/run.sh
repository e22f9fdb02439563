# A model is run: values, rows that fired, null where nothing is known; one decision alone with what it requires.
. "$(dirname "$0")/../expect.sh"
cat >"$work/m.dmn" <<'END'
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="loan">
  <itemDefinition name="tStatus"><typeRef>string</typeRef><allowedValues><text>"EMPLOYED", "STUDENT"</text></allowedValues></itemDefinition>
  <inputData id="a" name="Age"><variable name="Age" typeRef="number"/></inputData>
  <inputData id="s" name="Employment Status"><variable name="Employment Status" typeRef="tStatus"/></inputData>
  <decision id="d" name="Fee"><informationRequirement><requiredInput href="#a"/></informationRequirement>
    <decisionTable><input><inputExpression typeRef="number"><text>Age</text></inputExpression></input><output name="Fee"/>
      <rule id="young"><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>0.1 + 0.2</text></outputEntry></rule>
      <rule id="old"><inputEntry><text>&gt;= 18</text></inputEntry><outputEntry><text>1 / 3</text></outputEntry></rule>
    </decisionTable></decision>
  <decision id="t" name="Text"><informationRequirement><requiredInput href="#s"/></informationRequirement>
    <literalExpression><text>"You are " + Employment Status</text></literalExpression></decision>
</definitions>
END
printf '{"Age": 17, "Employment Status": "STUDENT"}' >"$work/i.json"
run dmn run "$work/m.dmn" "$work/i.json"
expect_code 0
expect_out '"model": "loan"' '"dmn": "1.5"' '{"decision": "Fee", "value": 0.3, "rows": ["young"]}' '"value": "You are STUDENT"}'
expect_true python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$work/out"
printf '{"Age": 18}' >"$work/i.json"
run dmn run "$work/m.dmn" "$work/i.json" --decision Fee
expect_code 0
expect_out '"value": 0.3333333333333333333333333333333333, "rows": ["old"]'
expect_not_in_out '"Text"'
run dmn run "$work/m.dmn" "$work/i.json" --decision Fees
expect_code 2
expect_err "did you mean 'Fee'?"
printf '{"Age": "old", "Employment Status": "RETIRED", "Agee": 1}' >"$work/i.json"
run dmn run "$work/m.dmn" "$work/i.json"
expect_code 3
expect_no_out
expect_err '/Age: a number is expected' 'allowed: EMPLOYED, STUDENT' "did you mean 'Age'?"
expect_not_in_err RETIRED
finish
