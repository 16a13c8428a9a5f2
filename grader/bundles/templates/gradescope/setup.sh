#!/usr/bin/env bash
# Runs once, when Gradescope builds the autograder's image.
set -euo pipefail
apt-get update -qq
apt-get install -y -qq python3-venv
cd /autograder/source
python3 -m venv /autograder/venv
/autograder/venv/bin/pip install -q ./course
