#!/usr/bin/env bash
# Adds a migration for all three databases, or for none: when one fails, the others are taken back.
#
#   eng/add-migration.sh AddCustomerWebsite
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=${1:-}
if ! [[ $name =~ ^[A-Z][A-Za-z0-9]+$ ]]; then
  echo "usage: eng/add-migration.sh NAME    (a name in PascalCase that says what changes)" >&2
  exit 2
fi

projects=(src/CrmWeb.Migrations.Sqlite src/CrmWeb.Migrations.SqlServer src/CrmWeb.Migrations.PostgreSql)
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT

for project in "${projects[@]}"; do
  mkdir -p "$kept/$project"
  if [ -d "$project/Migrations" ]; then
    cp -a "$project/Migrations" "$kept/$project/"
  fi
done

take_back() {
  local project
  for project in "${projects[@]}"; do
    rm -rf "$project/Migrations"
    if [ -d "$kept/$project/Migrations" ]; then
      cp -a "$kept/$project/Migrations" "$project/"
    fi
  done
  echo "add-migration: '$name' was not added to any database, see above." >&2
  exit 1
}
trap take_back ERR

dotnet tool restore
for project in "${projects[@]}"; do
  dotnet build "$project" --nologo -v quiet
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --no-build
done

trap - ERR
echo "Added '$name' to ${#projects[@]} databases. Read what was generated before you commit it."
