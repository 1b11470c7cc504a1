#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the workflows: they parse, what they use is pinned, and a tag publishes: workflows.py SOURCES.

Nothing here runs them. Exits 77 without a YAML parser.
"""
import json
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    print("SKIPPED: python3-yaml is not installed (packaging/install-deps.sh)")
    sys.exit(77)

sources = pathlib.Path(sys.argv[1])
files = sorted((sources / ".github/workflows").glob("*.yml"))
workflows = {}
for file in files:
    text = file.read_text(encoding="utf-8")
    workflow = workflows[file.name] = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    workflow["on"] = workflow.pop(True, None) or workflow.get("on")
    assert workflow["on"], file
    assert workflow["permissions"] == {"contents": "read"}, "more rights than reading, for every job"
    for name, job in workflow["jobs"].items():
        assert "permissions" not in job or name == "publish", f"{name}: rights of its own"
        if "uses" in job:
            assert job["uses"].startswith("./") and (sources / job["uses"]).is_file(), f"{name}: {job['uses']}"
            continue
        assert re.fullmatch(r"[a-z]+-[0-9.]+", job["runs-on"]), f"{name}: the runner is not pinned"
        assert job["timeout-minutes"] <= 120, f"{name}: no limit of its time"
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step), f"{name}: a step uses or runs"
            if "uses" in step:
                assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"]), f"not pinned: {step['uses']}"
            # Text from outside is no part of a script.
            assert "${{ github.event" not in step.get("run", ""), f"{name}: {step['run']}"
    # Every script of the project that a workflow runs is there.
    for script in re.findall(r"packaging/[\w/.-]+\.sh", text):
        assert (sources / script).is_file(), script
assert set(workflows) == {"ci.yml", "packages.yml"}


def scripts(job):
    return "\n".join(step.get("run", "") for step in job["steps"])


# Each push is built and tested, on three systems.
ci = workflows["ci.yml"]
assert ci["on"]["push"] == {"branches": ["**"]}
assert "pull_request" in ci["on"]
jobs = ci["jobs"]
assert set(jobs) == {"linux", "linux-install", "windows", "macos"}
assert re.fullmatch(r"\d+\.\d+\.\d+", ci["env"]["QT_VERSION"])
# The oldest Qt and the newest one; in containers whose system is the matrix's.
assert {"bookworm", "trixie", "testing"} == set(jobs["linux"]["strategy"]["matrix"]["suite"])
assert {"bookworm", "trixie"} == set(jobs["linux-install"]["strategy"]["matrix"]["suite"])
for name in ("linux", "linux-install"):
    assert jobs[name]["container"] == "debian:${{ matrix.suite }}"
assert "packaging/test.sh" in scripts(jobs["linux"])
# What it packs and tries is what verify.sh packs and tries.
verify = (sources / "packaging/linux/verify.sh").read_text(encoding="utf-8")
assert "packaging/linux/package.sh" in scripts(jobs["linux"]) and "/packaging/linux/package.sh" in verify
assert "packaging/linux/verify-inside.sh" in scripts(jobs["linux-install"]) and "linux/verify-inside.sh" in verify
assert not any("install-deps" in step.get("run", "") for step in jobs["linux-install"]["steps"])
for name in ("windows", "macos"):
    assert "ctest" in scripts(jobs[name]), f"{name} does not test"
    for step in jobs[name]["steps"]:
        if "cpack" in step.get("run", "") or "upload-artifact" in step.get("uses", ""):
            assert step["if"] == "inputs.pack", f"{name}: a push makes no installers"
    assert "cpack" in scripts(jobs[name]), f"{name} does not pack"

# A tag and a hand make packages; only a tag publishes them.
packages = workflows["packages.yml"]
assert packages["on"] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}
jobs = packages["jobs"]
assert set(jobs) == {"build", "publish"}
assert jobs["build"]["uses"] == "./.github/workflows/ci.yml" and jobs["build"]["with"] == {"pack": True}
publish = jobs["publish"]
assert publish["needs"] == "build"
assert "refs/tags/v" in publish["if"]
assert "sha256sum" in scripts(publish)
# What it takes is what the others keep.
def artifacts(jobs, action):
    return {step["with"]["name"] for job in jobs for step in job["steps"] if action in step.get("uses", "")}


kept = {name.replace("${{ matrix.suite }}", "bookworm") for name in artifacts(ci["jobs"].values(), "upload-artifact")}
assert artifacts([publish], "download-artifact") == kept

manifest = json.loads((sources / "packaging/vcpkg.json").read_text(encoding="utf-8"))
assert re.fullmatch(r"[0-9a-f]{40}", manifest["builtin-baseline"])
assert {"simdjson", "sqlite3", "sqlitecpp"} <= set(manifest["dependencies"])
print("ok  workflows")
