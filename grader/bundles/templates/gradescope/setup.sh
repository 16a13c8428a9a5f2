#!/usr/bin/env bash
# Runs once, when Gradescope builds the autograder's image. The engine needs Python 3.11 or newer; the default image has 3.10.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
cd /autograder/source
apt-get update -qq
python=""
for version in 3.13 3.12 3.11; do
  if apt-get install -y -qq "python$version" "python$version-venv" > /dev/null 2>&1; then
    python="python$version"
    break
  fi
done
if [ -z "$python" ]; then
  echo "No Python 3.11 or newer can be installed in this image." >&2
  echo "In the autograder's settings choose the base image Ubuntu 24.04, and build it again." >&2
  exit 1
fi
"$python" -m venv /autograder/venv
/autograder/venv/bin/python -P -m pip install -q --require-hashes --only-binary :all: -r requirements.lock
PYTHONPATH=/autograder/source/course /autograder/venv/bin/python -s -P -m grader --course /autograder/source/course doctor
