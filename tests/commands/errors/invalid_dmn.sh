# A model that breaks the rules of DMN is refused with line and column, all faults at once.
. "$(dirname "$0")/../expect.sh"
cat >"$work/m.dmn" <<'END'
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
  <import namespace="x" importType="y" name="z"/>
  <decision id="d" name="d"/>
</definitions>
END
printf '{}' >"$work/i.json"
run dmn run "$work/m.dmn" "$work/i.json" --errors json
expect_code 3
expect_no_out
expect_err '"code":"invalid_dmn"' '"where":"2:4"'
finish
