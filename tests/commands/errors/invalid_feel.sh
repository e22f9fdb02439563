# An expression that is not S-FEEL is refused at its place.
. "$(dirname "$0")/../expect.sh"
cat >"$work/m.dmn" <<'END'
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
  <decision id="d" name="d"><literalExpression><text>1 +
    secret</text></literalExpression></decision>
</definitions>
END
printf '{}' >"$work/i.json"
run dmn run "$work/m.dmn" "$work/i.json" --errors json
expect_code 3
expect_no_out
expect_err '"code":"invalid_feel"' '"where":"3:5"'
expect_not_in_err secret
finish
