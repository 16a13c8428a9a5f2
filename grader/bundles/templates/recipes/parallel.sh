#!/usr/bin/env bash
# GNU parallel: a class in shards on the cores of this machine, or over SSH on those of others
#
#   SHARDS=16 SUBMISSIONS=submissions OUT=graded bash parallel.sh
#   SHARDS=64 bash parallel.sh --sshloginfile hosts --workdir "$PWD"      with a folder that all hosts see
#
# Run it in the course's folder. The same command repeats the shards that failed, and merges once all have ended well.
set -euo pipefail
SHARDS="${SHARDS:-16}" SUBMISSIONS="${SUBMISSIONS:-submissions}" OUT="${OUT:-graded}"

mkdir -p "$OUT/shards"
# a log of another division of the class says nothing of this one
log="$OUT/shards/of-$SHARDS.log"
parallel --joblog "$log" --resume-failed "$@" \
    grader --course . grade "$SUBMISSIONS" --out "$OUT/shards/{}" --shard "{}/$SHARDS" --jobs 1 --format none ::: $(seq "$SHARDS") ||
    { echo "some shards did not end well ($log); the same command repeats them" >&2; exit 4; }
folders=()
for ((shard = 1; shard <= SHARDS; shard++)); do
    folders+=("$OUT/shards/$shard")
done
grader --course . report "${folders[@]}" --out "$OUT"
