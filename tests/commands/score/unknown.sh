# An unknown score is a usage fault that names the near ones and never repeats the word given.
. "$(dirname "$0")/../expect.sh"
run score tokuhashi case.json
expect_code 2
expect_no_out
expect_err 'did you mean tokuhashi_2005 or tokuhashi_1990?'
run score nesm case.json
expect_err 'did you mean nesms?'
run score Mrs_Smith case.json
expect_code 2
expect_not_in_err Smith
run score nesms
expect_code 2
expect_err 'a case is needed'
finish
