# Beyond this machine only with TLS and a token; a wrong token, plain HTTP and old TLS get nothing.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/certificate.pem" 2>"$work/err" || exit 1
echo "0123456789abcdefSecret" >"$work/token"
chmod 600 "$work/token"

refused_to_start() { # CODE WORDS...
  run serve "${@:2}"
  expect_code "$1"
  expect_no_out
  expect_not_in_err 0123456789abcdef
}
refused_to_start 2 --address 0.0.0.0
expect_err '--certificate' '--token-file'
refused_to_start 2 --address :: --certificate "$work/certificate.pem" --key "$work/key.pem"
refused_to_start 2 --address 0.0.0.0 --token-file "$work/token"
refused_to_start 2 --address 0.0.0.0 --certificate "$work/certificate.pem" --token-file "$work/token"
refused_to_start 2 --address localhost
refused_to_start 2 --key "$work/key.pem"
refused_to_start 2 --port 65536
refused_to_start 2 --port eighty --threads 0 --connections -1 --timeout 0 --idle x
expect_err --port --threads --connections --timeout --idle
refused_to_start 2 --host 'a b'
refused_to_start 7 --certificate "$work/key.pem" --key "$work/key.pem"
refused_to_start 7 --certificate "$work/certificate.pem" --key "$work/certificate.pem"
refused_to_start 7 --token-file "$work/nowhere"
refused_to_start 7 --port 0 --address 192.0.2.1 --certificate "$work/certificate.pem" --key "$work/key.pem" --token-file "$work/token"
echo short >"$work/short" && chmod 600 "$work/short"
refused_to_start 2 --token-file "$work/short"
cp "$work/token" "$work/open" && chmod 644 "$work/open"
refused_to_start 2 --token-file "$work/open"
expect_err 'chmod o-r'

serve --address 0.0.0.0 --certificate "$work/certificate.pem" --key "$work/key.pem" --token-file "$work/token"
url="https://localhost:$port"
curl_words+=(--cacert "$work/certificate.pem" --resolve "localhost:$port:127.0.0.1")
token='Authorization: Bearer 0123456789abcdefSecret'
ask 200 "$url/health"
expect_head 'Strict-Transport-Security: '
ask 401 "$url/v1/scores"
expect_head 'WWW-Authenticate: Bearer'
ask 401 -H 'Authorization: Bearer 0123456789abcdefSecres' "$url/v1/scores"
ask 401 "$url/v1/scores?token=0123456789abcdefSecret"
ask 401 "$url/metrics"
ask 200 -H "$token" "$url/metrics"
ask 200 -H "$token" -H 'Content-Type: application/json' --data-binary "@$samples/three-lesions.json" "$url/v1/assess"
ask 200 "$url/openapi.json"
expect_out '"scheme": "bearer"'
ask 000 --tls-max 1.1 "$url/health"
ask 000 "http://localhost:$port/health"
stop_server
expect_code 0
cp "$work/log" "$work/out"
called="the log"
expect_not_in_out 0123456789abcdef
expect_out "listening on https://0.0.0.0:$port/"
finish
