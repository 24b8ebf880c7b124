#!/usr/bin/env bash
# A throw-away PostgreSQL for tests and for trying things by hand.
#
#   eng/run-postgres.sh start [FOLDER]   starts a server in FOLDER, its last line is the connection string
#   eng/run-postgres.sh stop  [FOLDER]   stops it and removes FOLDER
#   eng/run-postgres.sh halt   [FOLDER]   takes it away for a while: running sessions are ended
#   eng/run-postgres.sh resume [FOLDER]   brings it back, on the same port and with the same data
#   eng/run-postgres.sh find             prints the folder of the binaries, fails when there are none
#
# The server listens on 127.0.0.1 and a free port, lets in everybody on this machine and does not
# flush to disk: nothing in it is worth keeping. CRM_POSTGRES_OPTIONS adds to the server's options, for measuring for example
# "-c fsync=on -c synchronous_commit=on -c full_page_writes=on".
set -euo pipefail

find_binaries() {
  local found candidate
  found=$(command -v initdb || true)
  if [ -n "$found" ] && [ -x "$(dirname "$found")/pg_ctl" ]; then
    dirname "$found"
    return
  fi
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn); do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ]; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root.
server_user() {
  if [ "$(id -u)" -ne 0 ]; then
    id -un
  elif id postgres >/dev/null 2>&1; then
    echo postgres
  else
    echo nobody
  fi
}

as_server_user() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  else
    local user
    user=$(server_user)
    # Another folder than the caller's, which that user may not be allowed to enter.
    (cd / && setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- env HOME=/ "$@")
  fi
}

port_is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

start() {
  local folder=$1 binaries port attempt options
  binaries=$(find_binaries) || {
    echo "run-postgres: no initdb and pg_ctl on the PATH or under /usr/lib/postgresql." >&2
    exit 1
  }
  if [ -e "$folder/data" ]; then
    echo "run-postgres: $folder is in use; stop it first: eng/run-postgres.sh stop $folder" >&2
    exit 1
  fi
  mkdir -p "$folder"
  if [ "$(id -u)" -eq 0 ]; then
    chown "$(server_user)" "$folder"
  fi
  chmod 700 "$folder"
  if ! as_server_user "$binaries/initdb" --pgdata="$folder/data" --username=crm --auth=trust \
      --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder.initdb" 2>&1; then
    cat "$folder.initdb" >&2
    rm -rf "$folder" "$folder.initdb"
    exit 1
  fi
  rm -f "$folder.initdb"

  for attempt in 1 2 3 4 5; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 30000))
    port_is_free "$port" || continue
    # A socket in the folder itself keeps a second server, or an installed one, out of the way.
    options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' \
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
      -c max_connections=300 -c timezone=UTC ${CRM_POSTGRES_OPTIONS:-}"
    if serve "$folder" "$options"; then
      echo "$options" >"$folder/options"
      echo "Host=127.0.0.1;Port=$port;Username=crm;Database=postgres"
      return
    fi
  done
  echo "run-postgres: the server did not start:" >&2
  as_server_user tail -n 20 "$folder/log" >&2 || true
  stop "$folder"
  exit 1
}

serve() {
  as_server_user "$(find_binaries)/pg_ctl" --pgdata="$1/data" --log="$1/log" --wait --timeout=60 --silent --options="$2" start >&2
}

halt() {
  as_server_user "$(find_binaries)/pg_ctl" --pgdata="$1/data" --mode=fast --wait --silent stop >&2
}

stop() {
  local folder=$1 binaries
  if [ ! -d "$folder/data" ] && [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
    echo "run-postgres: $folder holds no server that this script started." >&2
    exit 1
  fi
  if [ -f "$folder/data/postmaster.pid" ]; then
    binaries=$(find_binaries)
    as_server_user "$binaries/pg_ctl" --pgdata="$folder/data" --mode=immediate --wait --silent stop >&2 || true
  fi
  rm -rf "$folder"
}

folder=${2:-${TMPDIR:-/tmp}/crmweb-postgres-$(id -u)}
case "${1:-}" in
  start) start "$folder" ;;
  stop) stop "$folder" ;;
  halt) halt "$folder" ;;
  resume) serve "$folder" "$(cat "$folder/options")" ;;
  find) find_binaries ;;
  *)
    sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
