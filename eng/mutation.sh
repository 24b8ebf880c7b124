#!/usr/bin/env bash
# Changes Core's code in one place after the other and tells which changes no test noticed: those are what the suite does not
# hold yet. By hand and on a free machine: the whole takes hours. Runs on SQLite.
#
#   eng/mutation.sh                                        Customers, FollowUps, Organization and Notifications
#   eng/mutation.sh Organization FollowUps/Tasks           rooms, or folders of them
#   eng/mutation.sh FollowUps/Tasks/RecurrenceDates.cs     one file
#
#   CRM_MUTATION_TESTS   which tests may notice, in the words of dotnet test --filter; by default those of Core and of the pages
#   CRM_MUTATION_JOBS    how many changes are tried at once; by default 1
#
# The report lies under artifacts/mutation. It builds into this folder: afterwards the tests are built anew before they are run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rooms=("$@")
if [ ${#rooms[@]} -eq 0 ]; then
  rooms=(Customers FollowUps Organization Notifications)
fi

# What runs processes, invents input at random or looks at the repository says nothing of one changed place, or takes too long to.
usual='(FullyQualifiedName~CrmWeb.Tests.Core|FullyQualifiedName~CrmWeb.Tests.Pages)'
for left in Fuzzing KillTests OnceTests TwoProcesses EndedElsewhere SqlServer QueryPlan WatchSpeed; do
  usual+="&FullyQualifiedName!~$left"
done

patterns=
for room in "${rooms[@]}"; do
  if [ -d "src/CrmWeb.Core/$room" ]; then
    patterns+="\"$room/**/*.cs\", "
  elif [ -f "src/CrmWeb.Core/$room" ]; then
    patterns+="\"$room\", "
  else
    echo "There is no src/CrmWeb.Core/$room." >&2
    exit 2
  fi
done

# Texts that nobody compares, and configurations of tables, which the migrations' own test holds.
patterns+='"!**/*Text.cs", "!**/*Configuration.cs"'

output="$PWD/artifacts/mutation"
settings=$(mktemp --suffix=.json)
trap 'rm -f "$settings"' EXIT
cat >"$settings" <<JSON
{
  "stryker-config": {
    "project": "CrmWeb.Core.csproj",
    "mutate": [$patterns],
    "test-case-filter": "${CRM_MUTATION_TESTS:-$usual}",
    "coverage-analysis": "perTest",
    "concurrency": ${CRM_MUTATION_JOBS:-1},
    "additional-timeout": 30000,
    "reporters": ["progress", "html", "json"],
    "ignore-mutations": ["string"],
    "ignore-methods": ["*Log*", "ConfigureAwait"],
    "thresholds": { "high": 85, "low": 70, "break": 0 }
  }
}
JSON

# The analysis of the projects needs builds that share no compiler; analysers would look at each of them.
export UseSharedCompilation=false RunAnalyzers=false
dotnet tool restore
cd tests/CrmWeb.Tests
CRM_TEST_DATABASE=Sqlite nice -n 19 dotnet stryker --config-file "$settings" --output "$output"
