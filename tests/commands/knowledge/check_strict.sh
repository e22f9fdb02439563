# What is nowhere used is listed after the result, and refused with --strict: a fact, words for a value, a publication.
. "$(dirname "$0")/../expect.sh"
cp -r "$NOMS_SOURCE/knowledge" "$work/knowledge"
cd "$work/knowledge" || exit 1
sed -i '/^| prior_fixation /i | idle_fact | patient/age | over 55 a | Read by nothing. |' case/facts.table.md
sed -i '/^| value.sex.male /i | value.escc.4 | Grade four | Grado cuatro |' wording.table.md
echo 'nobody-2020,"Nobody A. Nothing. 2020;1:1.",,2020,none,Nothing.,Nothing.' >>evidence.csv
fact=$(grep -n '^| idle_fact ' case/facts.table.md | cut -d: -f1)
words=$(grep -n '^| value.escc.4 ' wording.table.md | cut -d: -f1)
run knowledge check "$work/knowledge"
expect_code 0
expect_no_err
expect_out 'Sound:' "unused: case/facts.table.md:$fact: no table reads the fact idle_fact; it is recorded and changes nothing" \
  "unused: wording.table.md:$words: there are words for a value that escc does not have" \
  "unused: evidence.csv:$(wc -l <evidence.csv): nothing cites nobody-2020"
run knowledge check --strict --errors json "$work/knowledge"
expect_code 5
expect_no_out
expect_err "\"code\":\"knowledge_unused\",\"file\":\"$work/knowledge\",\"where\":\"case/facts.table.md:$fact\"" wording.table.md evidence.csv
finish
