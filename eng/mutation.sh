#!/bin/sh
# Mutation score of the values and operators of Headgate.Jinja: eng/mutation.sh [FILE...], where FILE is a glob below src/Headgate.Jinja.
# It builds and tests a copy of the last commit in a temporary folder, so that work can go on here; the report stays there.
# Each mutant meets the facts that Python gave and the tests of limits, not the whole suite: 200 mutants take minutes.
# Without arguments it takes all files of Values, which takes hours.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
git clone -q "$root" "$work/headgate"
cd "$work/headgate"
dotnet tool restore >/dev/null
cd tests/Headgate.Jinja.Tests
rm -r Differential Fuzz Golden Readme Run/ThreadingTests.cs
if [ $# -eq 0 ]; then
    set -- 'Values/**/*.cs'
fi
for file in "$@"; do
    shift
    set -- "$@" --mutate "**/$file"
done
nice -n 19 dotnet stryker --config-file ../../eng/stryker-config.json "$@"
echo "Report: $work/headgate/tests/Headgate.Jinja.Tests/StrykerOutput"
