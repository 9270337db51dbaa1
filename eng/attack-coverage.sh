#!/usr/bin/env bash
# Says how many cases of the two threat catalogues are covered, by family: those with a passed test that bears the id ([Attack("AUTH-05")]),
# no failed one, and none that says what it lacks.
#   eng/attack-coverage.sh RESULTS_DIR     the folder with the CTRF files that ./test writes
set -uo pipefail
results=${1:?usage: eng/attack-coverage.sh RESULTS_DIR}
families="AUTH:32 PATH:32 METH:14 SMUG:22 BODY:33 SCOPE:49 GQL:20 SL:14 MCP:45 CRED:24 AUD:37 DOS:22 CONC:22 HOOK:22 CON:16
  BOX:45 UPS:23 APR:15 POL:14 BUD:10"
# One line for each test with ids: its status ("partly" for a passed one that lacks something) and the ids.
lines=$(cat "$results"/*.json 2>/dev/null | tr -d '\n' | sed -E 's/\{ *"name" *:/\n&/g' |
  sed -nE '/"Attack" *:/{
    s/.*"status" *: *"([a-z]+)".*"labels" *: *(\{[^}]*\}).*/\1 \2/
    s/^passed (.*"Lacks" *:)/partly \1/
    s/^([a-z]+) .*"Attack" *: *("[^"]*"|\[[^]]*\]).*/\1 \2/p
  }')
ids() { echo "$lines" | grep -E "^($1) " | grep -oE '[A-Z]+-[0-9]{2}' | sort -u; }
covered=$(comm -23 <(ids passed) <(ids 'failed|partly'))
count=0 all=0 parts=() known=
for entry in $families; do
  family=${entry%%:*} total=${entry##*:}
  known+=$(printf "$family-%02d\n" $(seq "$total"))$'\n'
  n=$(echo "$covered" | grep -cE "^$family-")
  count=$((count + n)) all=$((all + total))
  [ "$n" -gt 0 ] && parts+=("$family $n/$total")
done
strange=$(comm -23 <(ids '[a-z]+') <(echo "$known" | sort -u) | tr '\n' ' ')
[ -z "$strange" ] || echo "Attacks: no catalogue has $strange"
partly=$(ids partly | tr '\n' ' ')
echo "Attacks: $count of $all covered ($(IFS=,; echo "${parts[*]:-none}" | sed 's/,/, /g'))${partly:+, partly ${partly% }}"
