#!/usr/bin/env bash
# Says how many cases of the two threat catalogues are covered, by family: those with a passed test that bears the id ([Attack("AUTH-05")]),
# no failed one, and none that says what it lacks. Of the others it says which wait for a part of the product that is not there yet
# (tests/Headgate.Attacks.Tests/waiting.txt), which are partly covered, and which have no test.
#   eng/attack-coverage.sh RESULTS_DIR     the folder with the CTRF files that ./test writes
set -uo pipefail
results=${1:?usage: eng/attack-coverage.sh RESULTS_DIR}
table=$(dirname "${BASH_SOURCE[0]}")/../tests/Headgate.Attacks.Tests/waiting.txt
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
# "ID ISSUE" for each case of the table.
waits=$(grep -v '^#' "$table" | while IFS='| ' read -r cases issue _; do
  first=${cases#*-}
  for number in $(seq "$((10#${first%%.*}))" "$((10#${first##*.}))"); do printf '%s-%02d %s\n' "${cases%%-*}" "$number" "$issue"; done
done | sort)
of() { echo "$2" | grep -cE "^$1-"; }

known=$(for entry in $families; do printf "${entry%%:*}-%02d\n" $(seq "${entry##*:}"); done | sort)
covered=$(comm -23 <(ids passed) <(ids 'failed|partly') | comm -12 - <(echo "$known"))
waiting=$(echo "$waits" | cut -d' ' -f1 | sort -u | comm -23 - <(echo "$covered"))
open=$(echo "$known" | comm -23 - <(echo "$covered") | comm -23 - <(echo "$waiting"))
parts=()
for entry in $families; do
  family=${entry%%:*} wait=$(of "${entry%%:*}" "$waiting") n=$(of "${entry%%:*}" "$covered")
  [ $((n + wait)) -gt 0 ] || continue
  parts+=("$family $n/${entry##*:}$([ "$wait" -eq 0 ] || echo " and $wait wait")")
done
count() { echo "$1" | grep -c .; }
said() { [ -z "$2" ] || echo "Attacks: $1 $(echo "$2" | tr '\n' ' ')"; }
said "no catalogue has" "$(comm -23 <(ids '[a-z]+') <(echo "$known"))"
said "covered, though the table of those that wait has" "$(echo "$waits" | cut -d' ' -f1 | sort -u | comm -12 - <(echo "$covered"))"
said "partly covered:" "$(comm -12 <(ids partly) <(echo "$open"))"
said "without a passed test:" "$(comm -23 <(echo "$open") <(ids partly))"
by_issue=
for issue in $(echo "$waits" | cut -d' ' -f2 | sort -un); do
  by_issue+="${by_issue:+, }${issue/#-/no issue yet}: $(echo "$waits" | grep -E -- " $issue\$" | cut -d' ' -f1 | sort -u | comm -12 - <(echo "$waiting") | grep -c .)"
done
echo "Attacks: $(count "$covered") of $(count "$known") covered, $(count "$waiting") wait (by issue ${by_issue:-none}), $(count "$open") are open"
echo "Attacks: $(IFS=,; echo "${parts[*]:-none}" | sed 's/,/, /g')"
