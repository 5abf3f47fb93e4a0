#!/usr/bin/env python3
"""Asks the OSV database which known vulnerabilities our dependencies have.

Reads bills of material in CycloneDX JSON (https://cyclonedx.org) and lists of Python requirements ("name==1.2.3", a line
each), sends their package URLs to OSV (https://google.github.io/osv.dev/post-v1-querybatch/), and prints what it knows.

Exit code: 0 nothing known that is not accepted, 1 something is, 2 wrong usage, 3 the database is out of reach.
"""

import argparse
import json
import pathlib
import re
import sys
import urllib.error
import urllib.request

DATABASE = "https://api.osv.dev"
BATCH = 500
TIMEOUT_S = 20


def packages_of(path: pathlib.Path) -> list[str]:
    """Package URLs (https://github.com/package-url/purl-spec) of a bill of material or a list of requirements."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        components = json.loads(text).get("components", [])
        return [component["purl"].split("?")[0] for component in components if "purl" in component]
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;#]+)", text, re.MULTILINE)
    return [f"pkg:pypi/{name.lower()}@{version}" for name, version in pinned]


def known(packages: list[str], database: str) -> dict[str, list[str]]:
    """Identifiers of vulnerabilities by package URL; only packages that have some."""
    found = {}
    for start in range(0, len(packages), BATCH):
        batch = packages[start : start + BATCH]
        query = {"queries": [{"package": {"purl": purl}} for purl in batch]}
        request = urllib.request.Request(
            f"{database}/v1/querybatch", json.dumps(query).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            results = json.load(answer)["results"]
        for purl, result in zip(batch, results, strict=True):
            if result.get("vulns"):
                found[purl] = sorted(vulnerability["id"] for vulnerability in result["vulns"])
    return found


def accepted_in(path: pathlib.Path) -> set[str]:
    """Identifiers at the beginnings of lines; what follows says why the vulnerability does no harm here."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=pathlib.Path, help="CycloneDX JSON or Python requirements")
    parser.add_argument("--accepted", type=pathlib.Path, help="vulnerabilities that do no harm here, one a line")
    parser.add_argument("--database", default=DATABASE, help="another OSV server (%(default)s)")
    arguments = parser.parse_args()
    packages = sorted({purl for path in arguments.files for purl in packages_of(path)})
    if not packages:
        print("No package is listed in", *arguments.files)
        return 2
    try:
        found = known(packages, arguments.database)
    except (urllib.error.URLError, TimeoutError) as e:
        print(f"The vulnerability database cannot be reached ({getattr(e, 'reason', e)}); nothing was scanned.")
        return 3
    accepted = accepted_in(arguments.accepted) if arguments.accepted else set()
    harmful = {purl: [i for i in ids if i not in accepted] for purl, ids in found.items()}
    for purl, ids in harmful.items():
        for identifier in ids:
            print(f"{purl}: {identifier}, see https://osv.dev/{identifier}")
    count = sum(map(len, harmful.values()))
    print(f"{len(packages)} packages, {count} known vulnerabilities that are not accepted.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
