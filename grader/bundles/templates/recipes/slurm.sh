#!/usr/bin/env bash
# Slurm: an array of jobs grades a class in shards, and a last job merges them
#
#   SHARDS=16 SUBMISSIONS=submissions OUT=graded bash slurm.sh
#
# Run it in the course's folder, which every node must see, as must SUBMISSIONS and OUT. A shard that failed is repeated by
# `SHARDS=16 … sbatch --array=3 slurm.sh shard`, and then `sbatch slurm.sh merge` with the same variables.
#SBATCH --job-name=grade
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=2G
#SBATCH --time=02:00:00
set -euo pipefail
export SHARDS="${SHARDS:-16}" SUBMISSIONS="${SUBMISSIONS:-submissions}" OUT="${OUT:-graded}"

case "${1:-submit}" in
submit)
    array=$(sbatch --parsable --export=ALL --array="1-$SHARDS" "$0" shard)
    sbatch --export=ALL --dependency="afterany:${array%%;*}" --cpus-per-task=1 "$0" merge
    ;;
shard)
    rm -f "$OUT/shards/$SLURM_ARRAY_TASK_ID.ended"
    grader --course . grade "$SUBMISSIONS" --out "$OUT/shards/$SLURM_ARRAY_TASK_ID" --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" --format none
    touch "$OUT/shards/$SLURM_ARRAY_TASK_ID.ended"
    ;;
merge)
    missing=()
    for ((shard = 1; shard <= SHARDS; shard++)); do
        [ -e "$OUT/shards/$shard.ended" ] || missing+=("$shard")
    done
    if ((${#missing[@]})); then
        echo "these shards did not end well; repeat them, then merge: ${missing[*]}" >&2
        exit 4
    fi
    folders=()
    for ((shard = 1; shard <= SHARDS; shard++)); do
        folders+=("$OUT/shards/$shard")
    done
    grader --course . report "${folders[@]}" --out "$OUT"
    ;;
*)
    echo "usage: $0 [submit|shard|merge]" >&2
    exit 2
    ;;
esac
