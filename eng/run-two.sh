#!/usr/bin/env bash
# Two web processes on one throw-away PostgreSQL, side by side as behind a load balancer.
#
#   eng/run-two.sh          starts them with the demo company, prints their addresses, runs until Ctrl+C
#   eng/run-two.sh check    proves that what one seals the other opens: signs in on one, posts on the other, restarts both
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

what=${1:-serve}
scratch=$(mktemp -d)
chmod 711 "$scratch" # PostgreSQL's user must be able to reach its folder inside
processes=()
clean_up() {
  local process
  for process in "${processes[@]}"; do
    kill "$process" 2>/dev/null || true
  done
  wait
  bash eng/run-postgres.sh stop "$scratch/postgres" || true
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

dotnet publish src/CrmWeb -c Release -o "$scratch/publish" --nologo -v quiet
postgres=$(bash eng/run-postgres.sh start "$scratch/postgres")

case "$what" in
  check)
    CRM_TEST_DATABASE=PostgreSql CRM_TEST_POSTGRES=$postgres \
      dotnet run --project tests/CrmWeb.Durability -- two --program "$scratch/publish/CrmWeb.dll"
    ;;
  serve)
    for port in 5081 5082; do
      ASPNETCORE_ENVIRONMENT=Development Database__Provider=PostgreSql ConnectionStrings__Crm="${postgres/Database=postgres/Database=crm}" \
        Data__Folder="$scratch/data-$port" dotnet "$scratch/publish/CrmWeb.dll" --urls "http://localhost:$port" &
      processes+=($!)
    done

    # One alone is not what this was started for: when either ends, whatever the reason, the other is ended too.
    code=0
    wait -n || code=$?
    for index in "${!processes[@]}"; do
      kill -0 "${processes[$index]}" 2>/dev/null || echo "The process on port $((5081 + index)) ended with exit code $code; stopping." >&2
    done
    exit 1
    ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
