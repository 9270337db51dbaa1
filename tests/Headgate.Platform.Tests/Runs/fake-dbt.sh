#!/bin/sh
# Stands for dbt in tests of runs. What it does is said by the words of the command.
printf '\033[32m10:00:00\033[0m  Running with dbt=1.9.0 (fake): %s\n' "$*"
mkdir -p target
[ -n "$DBT_LOG_PATH" ] && printf 'debug of %s with %s\n' "$*" "$DBT_ENV_SECRET_TOKEN" >>"$DBT_LOG_PATH/dbt.log"
printf '{"metadata":{"env":{"DBT_CLOUD_RUN_ID":"%s"}},"args":"%s"}' "$DBT_CLOUD_RUN_ID" "$*" >target/run_results.json
for word in "$@"; do
  case "$word" in
    sleep) sleep 60 ;;
    pause) sleep 0.5 ;;
    stubborn*) trap '' INT; sh -c 'sleep 60; :' "$word" & echo "grandchild works"; wait ;;
    secret) printf 'token=%s password=%s\n' "$DBT_ENV_SECRET_TOKEN" "$DBT_ENV_SECRET_HEADGATE_PASSWORD"
            printf '{"token":"%s"}' "$DBT_ENV_SECRET_TOKEN" >target/manifest.json ;;
    env) env | sort ;;
    profile) cat "$DBT_PROFILES_DIR/profiles.yml" ;;
    link) ln -sf /etc/passwd target/passwd.txt; ln -sfn /etc target/etc ;;
    ls-retry) ls target; cat target/previous.json 2>/dev/null ;;
    user=*) data=${word#user=}; id -u; cat "$data/bootstrap.json" "$data/warehouse/payroll.duckdb" "$data"/keys/* "$data/headgate.db" 2>&1; ls "$data" "$data/warehouse"
            warehouse=$(sed -n 's/.*"path": "\(.*\)".*/\1/p' "$DBT_PROFILES_DIR/profiles.yml")
            printf new >>"$warehouse" && echo "wrote to the warehouse" ;;
    lost) printf 'Encountered an error:\nCompilation Error\n  Model "orders" depends on "nothing"\n'; rm -f target/run_results.json; exit 2 ;;
    nodes) printf '{"results":[{"unique_id":"model.shop.stg","status":"success","message":"OK"},{"unique_id":"model.shop.orders","status":"error","message":"Database Error in model orders (models/orders.sql)\\n  no column %s\\n  compiled code at x"},{"unique_id":"test.shop.unique_id.1a","status":"skipped"}]}' "$DBT_ENV_SECRET_TOKEN" >target/run_results.json; exit 1 ;;
    # yes complains when head has had enough.
    chatty) yes "$(head -c 1000 /dev/zero | tr '\0' x) $DBT_ENV_SECRET_TOKEN" 2>/dev/null | head -c 1073741824 ;;
    large) truncate -s 500M target/large.json; printf '%s' "$DBT_ENV_SECRET_TOKEN" >>target/large.json ;;
    fail) echo "Database error" >&2; exit 1 ;;
    warn) exit 0 ;;
  esac
done
printf 'Done. PASS=3 WARN=0 ERROR=0 SKIP=0 TOTAL=3\n'
