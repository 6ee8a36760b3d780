# Processes of the cluster, by name. A process is known by its id and its start time, so a stale file never means a stranger.
run=$state/run

born() { # id: when the process started; nothing once it has ended, reaped or not
  local stat
  stat=$(cat "/proc/$1/stat" 2> /dev/null) || return 0
  read -r -a stat <<< "${stat##*) }"
  [ "${stat[0]}" = Z ] || echo "${stat[19]}"
}
pid_of() { cut -d' ' -f1 "$run/$1.pid"; }
running() { # name
  local pid since
  [ -f "$run/$1.pid" ] || return 1
  read -r pid since < "$run/$1.pid"
  [ -n "$since" ] && [ "$(born "$pid")" = "$since" ]
}
start() { # name, command...: in the background and in a session of its own; nothing if it runs already
  local name=$1
  shift
  running "$name" && return
  setsid "$@" > "$run/$name.log" 2>&1 < /dev/null 9>&- &
  echo "$! $(born $!)" > "$run/$name.pid"
}
stop() { # name, signal: ends it by its id, with KILL after five seconds
  local pid
  if running "$1"; then
    pid=$(pid_of "$1")
    kill "-${2:-TERM}" "$pid" 2> /dev/null || true
    await 5 ended "$1" || { kill -KILL "$pid" 2> /dev/null || true; await 5 ended "$1" || fail "$1, process $pid, does not end"; }
  fi
  rm -f "$run/$1.pid"
}
ended() { ! running "$1"; }
await() { # seconds, command...: until it succeeds
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $until ] || return 1
    sleep .05
  done
}
await_of() { # name, seconds, command...: as `await`, and says what the process logged last if it ends or stays silent
  local name=$1
  if await "$2" ended_or "$@" && running "$name"; then return; fi
  tail -n 5 "$run/$name.log" >&2
  fail "$name does not come up; its log is $run/$name.log. \`tools/testbed down\` and another \`up\` start from nothing"
}
ended_or() { ended "$1" || "${@:3}"; }
