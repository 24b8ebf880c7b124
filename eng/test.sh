#!/usr/bin/env bash
# Builds everything and runs every test. The last line, alone, is the sum: N passed, N failed, N skipped.
#
#   bash eng/test.sh
#
# What it uses when it is there, and skips by name when it is not:
#   PostgreSQL   its binaries (a throw-away server is started and removed), or a server in CRM_TEST_POSTGRES
#   SQL Server   a server in CRM_TEST_SQLSERVER
#   Chromium     on the PATH, or the program in CRM_TEST_CHROMIUM, for the browser tests
#   Docker       its compose, which reads docker-compose.yml
# As root where apt-get exists, missing packages are installed first; CRM_TEST_INSTALL=0 leaves that out.
# CRM_TEST_STRICT=1 turns every skip into a failure, except those of SQL Server and Docker, and of what a test's own words leave to
# another database: the suite is run on that one, too.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
strict=${CRM_TEST_STRICT:-0}
passed=0 failed=0 skipped=0
summary=()

scratch=$(mktemp -d)
chmod 711 "$scratch" # PostgreSQL's user must be able to reach its folder inside
postgres_folder=
clean_up() {
  if [ -n "$postgres_folder" ]; then
    bash eng/run-postgres.sh stop "$postgres_folder"
  fi
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

finish() {
  local line
  echo
  if [ ${#summary[@]} -gt 0 ]; then
    for line in "${summary[@]}"; do
      echo "$line"
    done
  fi
  echo "All together: $SECONDS s"
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  if [ "$failed" -eq 0 ]; then
    exit 0
  fi
  exit 1
}

note() {
  echo
  echo "== $*"
}

fail() {
  failed=$((failed + 1))
  summary+=("FAILED: $*")
  echo "FAILED: $*"
}

skip() {
  if [ "$strict" = 1 ]; then
    fail "$* - skipped, which CRM_TEST_STRICT=1 does not allow"
  else
    skip_in_any_case "$@"
  fi
}

skip_in_any_case() {
  skipped=$((skipped + 1))
  summary+=("SKIPPED: $*")
  echo "SKIPPED: $*"
}

find_chromium() {
  local name
  if [ -n "${CRM_TEST_CHROMIUM:-}" ]; then
    command -v "$CRM_TEST_CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

install_missing() {
  local packages=()
  if [ "${CRM_TEST_INSTALL:-1}" = 0 ] || [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    return
  fi
  find_chromium >/dev/null || packages+=(chromium)
  # Without a font for it Chinese is drawn as empty boxes, whose widths say nothing about the layout.
  if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh-cn 2>/dev/null)" ]; then
    packages+=(fontconfig fonts-noto-cjk)
  fi
  if [ -z "${CRM_TEST_POSTGRES:-}" ] && ! bash eng/run-postgres.sh find >/dev/null; then
    packages+=(postgresql)
  fi
  if [ ${#packages[@]} -gt 0 ]; then
    note "Installing ${packages[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } \
      >"$scratch/apt.log" 2>&1 </dev/null || {
      tail -n 20 "$scratch/apt.log"
      echo "Could not install ${packages[*]}; going on without."
    }
  fi
}

# One number out of the <Counters .../> line of a results file.
counter() {
  sed -n "s/.*<Counters[^>]*[[:space:]]$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1
}

# The name of each test that was skipped, and behind a tab the reason it gives.
skipped_tests() {
  local line name='' reason=''
  while IFS= read -r line; do
    if [[ $line == *'<Message>'* ]]; then
      reason=${line#*<Message>}
      reason=${reason%%</Message>*}
      continue
    fi
    [ -z "$name" ] || printf '%s\t%s\n' "$name" "$reason"
    name='' reason=''
    if [[ $line == *'outcome="NotExecuted"'* && $line =~ testName=\"([^\"]*)\" ]]; then
      name=${BASH_REMATCH[1]}
    fi
  done < <(grep -E '<UnitTestResult |<Message>' "$1")
  [ -z "$name" ] || printf '%s\t%s\n' "$name" "$reason"
}

# run_leg TITLE PROJECT [argument of dotnet test ...]
run_leg() {
  local title=$1 project=$2 results log code started total executed ok bad left name reason
  shift 2
  started=$SECONDS
  results="$scratch/$((++legs)).trx"
  log="$scratch/$legs.log"
  note "$title"
  # Temporary files of the tests go where they are removed with the rest.
  mkdir -p "$scratch/tmp"
  TMPDIR="$scratch/tmp" dotnet test "$project" --no-build --nologo --results-directory "$scratch" \
    --logger "trx;LogFileName=$results" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 10m --blame-hang-dump-type none "$@" </dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  if [ ! -f "$results" ]; then
    fail "$title - left no results (exit code $code)"
    return
  fi
  total=$(counter "$results" total)
  executed=$(counter "$results" executed)
  ok=$(counter "$results" passed)
  bad=$((executed - ok))
  left=$((total - executed))
  passed=$((passed + ok))
  failed=$((failed + bad))
  summary+=("$title: $ok passed, $bad failed, $left skipped, $((SECONDS - started)) s")
  if [ "$executed" -eq 0 ]; then
    fail "$title - ran no test"
  elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    fail "$title - ended with exit code $code"
  fi
  while IFS=$'\t' read -r name reason; do
    case $reason in
      "left to another database"*) skip_in_any_case "$name ($title): $reason" ;;
      *) skip "$name ($title): $reason" ;;
    esac
  done < <(skipped_tests "$results")
}
legs=0

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  fail "Node.js 20 with npm is needed to fetch the client libraries; install it and run this again"
  finish
fi

install_missing

note "Build"
started=$SECONDS
if ! dotnet build CrmWeb.sln -warnaserror --nologo -v quiet </dev/null; then
  fail "the build"
  finish
fi
summary+=("Build: $((SECONDS - started)) s")

if [ "${CI:-}" = true ]; then
  note "Format"
  started=$SECONDS
  # The build has checked style and analysers, warnings being errors: what is left of dotnet format is white space.
  dotnet format whitespace CrmWeb.sln --verify-no-changes --no-restore </dev/null || fail "dotnet format whitespace --verify-no-changes"
  summary+=("Format: $((SECONDS - started)) s")
fi

# CRM_TEST_STRICT does not forbid going without: a machine that builds and tests need not run containers, and ContainerTests
# look into the file in any case.
if docker compose version >/dev/null 2>&1; then
  note "docker-compose.yml"
  docker compose --env-file .env.example --profile sqlserver --profile postgres config -q </dev/null || fail "docker compose config"
else
  skip_in_any_case "docker compose config (no Docker here)"
fi

CRM_TEST_DATABASE=Sqlite run_leg "The suite on SQLite" tests/CrmWeb.Tests

# "Today" is the organisation's, wherever the server stands: what depends on it once more, on a machine far away.
far=$(printf '|FullyQualifiedName~%s' FollowUpListTests FollowUpCalendarTests CalendarFeedTests RecurrenceDatesTests ReminderDispatcherTests Core.Digest. Core.Jobs. Core.Organization.WorkingCalendar.)
TZ=America/New_York CRM_TEST_DATABASE=Sqlite run_leg "Days and hours with the server in New York, on SQLite" tests/CrmWeb.Tests --filter "${far#|}"

# Tests marked Pure touch no database, those marked Words read what pages say to people: both would only repeat themselves on the others.
once="Category!=Pure&Category!=Words"
if [ -z "${CRM_TEST_POSTGRES:-}" ] && bash eng/run-postgres.sh find >/dev/null; then
  if CRM_TEST_POSTGRES=$(bash eng/run-postgres.sh start "$scratch/postgres"); then
    postgres_folder="$scratch/postgres"
    export CRM_TEST_POSTGRES
  else
    fail "PostgreSQL is installed but did not start"
  fi
fi
if [ -n "${CRM_TEST_POSTGRES:-}" ]; then
  CRM_TEST_DATABASE=PostgreSql run_leg "The suite on PostgreSQL" tests/CrmWeb.Tests --filter "$once"
else
  skip "The suite on PostgreSQL (install its server, or set CRM_TEST_POSTGRES to a connection string)"
fi

if [ -n "${CRM_TEST_SQLSERVER:-}" ]; then
  CRM_TEST_DATABASE=SqlServer run_leg "The suite on SQL Server" tests/CrmWeb.Tests --filter "$once"
else
  skip_in_any_case "The suite on SQL Server (set CRM_TEST_SQLSERVER to a connection string)"
fi

if find_chromium >/dev/null; then
  CRM_TEST_DATABASE=Sqlite run_leg "Browser tests" tests/CrmWeb.BrowserTests
else
  skip "Browser tests (no chromium on the PATH)"
fi

finish
