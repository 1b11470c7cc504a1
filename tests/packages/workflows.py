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
assert files, "no workflow"
for file in files:
    text = file.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    triggers = workflow.get("on", workflow.get(True))
    assert triggers, file
    assert workflow["permissions"] == {"contents": "read"}, "more rights than reading, for every job"
    for name, job in workflow["jobs"].items():
        assert re.fullmatch(r"[a-z]+-[0-9.]+", job["runs-on"]), f"{name}: the runner is not pinned"
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step), f"{name}: a step uses or runs"
            if "uses" in step:
                assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"]), f"not pinned: {step['uses']}"
            # Text from outside is no part of a script.
            assert "${{ github.event" not in step.get("run", ""), f"{name}: {step['run']}"

workflow = yaml.safe_load((sources / ".github/workflows/packages.yml").read_text(encoding="utf-8"))
jobs = workflow["jobs"]
assert set(jobs) == {"linux", "windows", "macos", "publish"}
for name in ("linux", "windows", "macos"):
    scripts = "\n".join(step.get("run", "") for step in jobs[name]["steps"])
    assert "cpack" in scripts, f"{name} does not pack"
    assert "ctest" in scripts or "packaging/test.sh" in scripts, f"{name} does not test"
    assert any("upload-artifact" in step.get("uses", "") for step in jobs[name]["steps"]), name
publish = jobs["publish"]
assert set(publish["needs"]) == {"linux", "windows", "macos"}
assert "refs/tags/v" in publish["if"]
assert "sha256sum" in "\n".join(step.get("run", "") for step in publish["steps"])
# Every script of the project that a workflow runs is there.
for script in re.findall(r"packaging/[\w/.-]+\.sh", yaml.dump(workflow)):
    assert (sources / script).is_file(), script
assert re.fullmatch(r"\d+\.\d+\.\d+", workflow["env"]["QT_VERSION"])

manifest = json.loads((sources / "packaging/vcpkg.json").read_text(encoding="utf-8"))
assert re.fullmatch(r"[0-9a-f]{40}", manifest["builtin-baseline"])
assert {"simdjson", "sqlite3", "sqlitecpp"} <= set(manifest["dependencies"])
print("ok  workflows")
