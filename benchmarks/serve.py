"""`reasonscore serve` under concurrent requests, beside the same records scored directly in one batch.

    PYTHONPATH=.:cli:resources python benchmarks/serve.py [--profile rule|nli] [--completions 200] [--rounds 3]

Each round starts a fresh process for either side, with its models loaded and nothing remembered; they take turns in
going first, so that a busy minute touches both. One request carries one completion; all of them are sent at once, each
over its own connection. Reported are the errors, the latencies from the first byte sent to the last received, and the
throughput as a share of direct batching: by the clock, and by CPU seconds of the scoring process, which other work on
the machine disturbs less. Prompts are passages behind the embedded primer, eight completions a prompt. Requests have
no time limit.
The last line is one JSON object with the medians of the rounds; three rounds take less than a minute on two idle cores.
"""

import argparse
import asyncio
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from reasonscore.decompose.layout.sentence import split_sentences

ROOT = Path(__file__).parent.parent
GROUP = 8


def sentences(text):
    return [text[a:b] for a, b in split_sentences(text) if b - a > 20]


def make_records(count, claims, seed=0):
    """Completions in groups that share a prompt and its evidence: sentences of the passage and of other ones."""
    texts = [
        json.loads(line)["text"]
        for file in sorted((ROOT / "training" / "primer").glob("*.jsonl"))
        for line in file.open(encoding="utf-8")
    ]
    rng, records = random.Random(seed), []
    passages = [text for text in texts if len(sentences(text)) >= 3]
    for prompt in range(-(-count // GROUP)):
        evidence = rng.sample(passages, 3)
        own = [one for text in evidence for one in sentences(text)]
        for _ in range(min(GROUP, count - len(records))):
            foreign = [rng.choice(sentences(rng.choice(passages))) for _ in range(claims)]
            said = [rng.choice(own) if rng.random() < 0.5 else one for one in foreign]
            # Copied sentences count for nothing, so the passage's own ones lose a word.
            said = [re.sub(r"\b(?:the|a|an) ", "", one, count=1) for one in said]
            records.append(
                {
                    "question": f"Case {prompt}. What is the most likely explanation?",
                    "response": f"<think>{' '.join(said)}</think>\nThe answer is {rng.choice(['gout', 'sepsis'])}.",
                    "answer": "gout",
                    "evidence": evidence,
                }
            )
    return records


def direct(options):
    """Prints the seconds and CPU seconds of one `score_batch` over all records; runs in a process of its own."""
    from reasonscore.reward import Reward
    from reasonscore.serve.service import Service

    reward = Reward(options.preset, profile=options.profile, threads=options.threads)
    Service([reward]).load()
    records = make_records(options.completions, options.claims)
    start, before = time.perf_counter(), time.process_time()
    results = reward.score_batch(records)
    found = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - before}
    print(json.dumps(found | {"rewards": [one.reward for one in results]}))


async def ask(port, body, path):
    """Status, reward and latency of one request."""
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    head, _, found = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(found), time.perf_counter() - start


async def ask_all(port, bodies, path):
    return await asyncio.gather(*[ask(port, body, path) for body in bodies], return_exceptions=True)


def cpu_of(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def served(options, records):
    command = [sys.executable, "-m", "reasonscore", "serve", "--port", "0", "--preset", options.preset]
    command += ["--profile", options.profile, "--threads", str(options.threads), "--timeout", "3000"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if "; POST" in line:
                break
        port = int(line.partition("://")[2].partition(";")[0].rpartition(":")[2])
        bodies = [json.dumps(record).encode() for record in records]
        before, start = cpu_of(process.pid), time.perf_counter()
        answers = asyncio.run(ask_all(port, bodies, "/score"))
        seconds = time.perf_counter() - start
        cpu = cpu_of(process.pid) - before
    finally:
        process.terminate()
        process.wait()
    good = [one for one in answers if not isinstance(one, BaseException) and one[0] == 200]
    return {
        "seconds": seconds,
        "cpu": cpu,
        "errors": len(answers) - len(good),
        "latencies": sorted(one[2] for one in good),
        "rewards": [None if isinstance(one, BaseException) else one[1].get("reward") for one in answers],
    }


def quantile(values, share):
    return values[min(len(values) - 1, int(share * len(values)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", choices=["rule", "nli"], default="rule")
    parser.add_argument("--preset", default="clinical")
    parser.add_argument("--completions", type=int, default=200)
    parser.add_argument("--claims", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--direct", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.direct:
        direct(options)
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    records = make_records(options.completions, options.claims)
    rounds = []
    for number in range(options.rounds):
        sides = {"direct": lambda: alone(sys.argv[1:]), "served": lambda: served(options, records)}
        order = list(sides) if number % 2 == 0 else list(sides)[::-1]
        found = {side: sides[side]() for side in order}
        rounds.append(compare(found["direct"], found["served"]))
        print(f"round {number + 1}: {json.dumps(rounds[-1])}", flush=True)
    medians = {
        name: round(statistics.median(one[name] for one in rounds), 3) for name in rounds[0] if name != "same_rewards"
    }
    medians |= {"errors": sum(one["errors"] for one in rounds), "requests": len(records), "rounds": len(rounds)}
    medians["same_rewards"] = all(one["same_rewards"] for one in rounds)
    print(json.dumps({"preset": options.preset, "profile": options.profile, **medians}))


def alone(arguments):
    command = [sys.executable, __file__, *arguments, "--direct"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(direct, served):
    """One round: `clock` and `cpu` are the throughput as a share of direct batching."""
    latencies = {f"p{share}": quantile(served["latencies"], share / 100) for share in (50, 95, 99)}
    found = {
        "clock": direct["seconds"] / served["seconds"],
        "cpu": direct["cpu"] / served["cpu"],
        "direct_seconds": direct["seconds"],
        "served_seconds": served["seconds"],
        "direct_cpu": direct["cpu"],
        "served_cpu": served["cpu"],
        **latencies,
    }
    same = served["rewards"] == direct["rewards"]
    return {name: round(value, 3) for name, value in found.items()} | {"errors": served["errors"], "same_rewards": same}


if __name__ == "__main__":
    main()
