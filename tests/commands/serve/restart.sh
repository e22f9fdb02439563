# Five restarts under load: 16 clients ask without pause. Every answer that began is whole and right, the exit code is 0, the next
# service listens on the same port at once, and every client goes on.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
sample=$samples/figure-3-t10-nsclc.json
run assess --format json "$sample"
expect_code 0
cp "$work/out" "$work/expected"

# The clients. The first eight keep their connection, the others make one for each request. What is refused or closed before an
# answer begins is asked again; whatever else goes wrong is a fault. $work/round holds the number of the running service,
# $work/progress tells "ROUND ANSWERS": how many right answers the slowest client has had in that round.
clients() { # PORT
  python3 - "$1" "$sample" "$work" <<'CLIENTS'
import asyncio, os, sys
port, sample, work = int(sys.argv[1]), sys.argv[2], sys.argv[3]
case, expected = open(sample, "rb").read(), open(work + "/expected", "rb").read()
count, faults, asked_again, total = [0] * 16, [], 0, 0
stop = asyncio.Event()
def head(keep):
    return (f"POST /v1/assess?format=json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(case)}\r\n"
            f"Connection: {'keep-alive' if keep else 'close'}\r\n\r\n").encode()

async def answer(reader):
    """Body and whether the connection stays; None where the connection ends before an answer begins."""
    try:
        first = await reader.read(1)
    except ConnectionError:
        return None
    if not first:
        return None
    lines = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
    body = await reader.readexactly(int(fields["content-length"]))
    if lines[0] != "HTTP/1.1 200 OK" or body != expected:
        raise ValueError(f"wrong answer: {lines[0]}, {len(body)} bytes")
    return fields.get("connection") != "close"

async def ask(number, connection):
    """Asks once; gives the connection where it stays."""
    global asked_again, total
    try:
        reader, writer = connection or await asyncio.open_connection("127.0.0.1", port)
        writer.write(head(number < 8) + case)
        await writer.drain()
    except ConnectionError:
        asked_again += 1
        await asyncio.sleep(0.02)
        return None
    stays = await answer(reader)
    if stays is None:
        asked_again += 1
    else:
        count[number] += 1
        total += 1
    if stays and number < 8:
        return reader, writer
    writer.close()
    return None

async def client(number):
    connection = None
    while not stop.is_set() and not faults:
        try:
            connection = await asyncio.wait_for(ask(number, connection), 60)
        except Exception as error:
            faults.append(f"client {number}: {type(error).__name__}: {error}")

async def watch():
    """Starts the count anew with each round, and tells of it until $work/stop is there."""
    running = ""
    while not os.path.exists(work + "/stop") and not faults:
        now = open(work + "/round").read().strip()
        if now and now != running:
            running, count[:] = now, [0] * 16
        with open(work + "/progress.new", "w") as file:
            file.write(f"{running} {min(count)}\n")
        os.rename(work + "/progress.new", work + "/progress")
        await asyncio.sleep(0.02)
    stop.set()

async def main():
    await asyncio.gather(watch(), *(client(number) for number in range(16)))
    print(f"{total} right answers, {asked_again} asked again, {len(faults)} faults")
    print("\n".join(faults[:5]), end="")
    return total if not faults else 0
sys.exit(0 if asyncio.run(main()) >= 16 * 5 * 6 else 1)
CLIENTS
}

# Every client has had five right answers from the service of this round, or a client has found a fault.
served() { { read -r of least <"$work/progress" && [ "$of" = "$round" ] && [ "$least" -ge 5 ]; } 2>/dev/null || ! kill -0 "$asking" 2>/dev/null; }

serve
echo 0 >"$work/round"
clients "$port" >"$work/clients" 2>&1 &
asking=$!
for round in 0 1 2 3 4 5; do
  called="round $round"
  wait_for 60 served
  [ "$round" = 5 ] && break
  stop_server
  expect_code 0
  expect_true grep -q 'noms serve: stopped' "$work/log"
  wanted_port=$port
  serve
  echo $((round + 1)) >"$work/round"
done
touch "$work/stop"
wait "$asking"
clients_code=$?
called="the clients: $(cat "$work/clients")"
expect_true [ "$clients_code" -eq 0 ]
stop_server
expect_code 0
finish
