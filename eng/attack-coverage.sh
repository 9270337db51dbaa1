#!/usr/bin/env bash
# Says how many of the 361 cases of the threat model are covered by a passed test that bears the case's id (AUTH_05_… for AUTH-05).
#   eng/attack-coverage.sh RESULTS_DIR     the folder with the CTRF files that ./test writes
set -uo pipefail
results=${1:?usage: eng/attack-coverage.sh RESULTS_DIR}
totals="AUTH:32 PATH:32 METH:14 SMUG:22 BODY:33 SCOPE:40 GQL:20 SL:14 MCP:26 CRED:24 AUD:31 DOS:22 CONC:22 HOOK:22 CON:7"
# One line for each test: status and name. A case counts when it has a passed test and no failed one.
lines=$(cat "$results"/*.json 2>/dev/null | tr -d '\n' | sed 's/"name"/\n"name"/g' |
  sed -nE 's/^"name" *: *"([^"]*)".*"status" *: *"([a-z]+)".*/\2 \1/p')
ids() { echo "$lines" | grep -E "^$1 " | grep -oE '[. ][A-Z]+_[0-9]{2}_' | tr -d '. ' | sed 's/_$//' | sort -u; }
covered=$(comm -23 <(ids passed) <(ids failed))
count=0 all=0 parts=()
for entry in $totals; do
  family=${entry%%:*} total=${entry##*:}
  n=$(echo "$covered" | grep -cE "^${family}_[0-9]{2}$")
  count=$((count + n)) all=$((all + total))
  [ "$n" -gt 0 ] && parts+=("$family $n/$total")
done
echo "Attacks: $count of $all covered ($(IFS=,; echo "${parts[*]:-none}" | sed 's/,/, /g'))"
