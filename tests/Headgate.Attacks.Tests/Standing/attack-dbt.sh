#!/bin/sh
# Stands for dbt in attack tests. What it does is said by the words of the command.
mkdir -p target
printf '{"args":"%s"}' "$*" >target/run_results.json
for word in "$@"; do
  case "$word" in
    link) ln -sf /etc/passwd target/x; ln -sfn /etc target/etc ;;
    wait) while [ ! -e "$DBT_GATE" ]; do sleep 0.05; done ;;
    secret)
      printf 'whole: %s\n' "$DBT_ENV_SECRET_X"
      half=$(printf '%s' "$DBT_ENV_SECRET_X" | cut -c1-6)
      rest=$(printf '%s' "$DBT_ENV_SECRET_X" | cut -c7-)
      printf 'split: %s' "$half"; sleep 0.1; printf '%s\n' "$rest"
      printf 'debug: %s\n' "$DBT_ENV_SECRET_X" >>"$DBT_LOG_PATH/dbt.log"
      printf '{"token":"%s"}' "$DBT_ENV_SECRET_X" >target/manifest.json ;;
  esac
done
echo "Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=1"
