# All faults of a case are printed at once, each as FILE: POINTER: message.
. "$(dirname "$0")/../expect.sh"
case_with '"escc": "4", "pain": null, "levls": ["T1"]' >"$work/case.json"
run assess "$work/case.json"
expect_code 3
expect_no_out
expect_err 'case.json: /lesions/0/escc: ' 'case.json: /lesions/0/pain: ' 'case.json: /lesions/0/levls: '
expect_true [ "$(wc -l <"$work/err")" -eq 3 ]
finish
