# Nodes. Each is one process tree in network, mount and pid namespaces of its own, so killing its first process ends it whole.
up() { # number of nodes
  local nodes=${1:-2} i
  node_number "$nodes"
  need_packages
  build $cluster_programs
  api
  make_images
  for i in $(seq "$nodes"); do node "$i"; done
  controllers
  for i in $(seq "$nodes"); do await_of "n$i" 90 node_ready "$i"; done
  kubectl apply -f "$here/storage.yaml" > /dev/null
  await_of kube-controller-manager 30 default_account
}
node_ready() { # number: and says so itself since it started; the API believes an ended node for a while
  local status heartbeat
  read -r status heartbeat < <(kubectl get node "n$1" -o \
    jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].lastHeartbeatTime}{"\n"}' 2> /dev/null) &&
    [ "$status" = True ] && [ "$(date -d "$heartbeat" +%s)" -ge "$(stat -c %Y "$run/n$1.pid")" ]
}
default_account() { kubectl get serviceaccount default > /dev/null 2>&1; }

node() { # number
  local i=$1 folder=$state/n$1 file
  running "n$i" && return
  clear_node "$i"
  mkdir -p "$folder/cni" "$folder/fs"
  cp -al "$golden/root" "$folder/root"
  while read -r file; do # a database must not be shared
    cp "$file" "$file.own"
    mv "$file.own" "$file"
  done < <(find "$folder/root" -name '*.db')
  for file in containerd.toml kubelet.yaml cni.conflist; do
    sed "s#@NODE@#$folder#; s#@NUMBER@#$i#; s#@PODS@#$(pod_network "$i")#; s#@DISABLED@##" "$here/node/$file" > "$folder/$file"
  done
  mv "$folder/cni.conflist" "$folder/cni/10-testbed.conflist"
  cp "$pki/n$i.conf" "$folder/kubeconfig"
  node_network "$i"
  control_groups "$i"
  start "n$i" nsenter --net="/run/netns/testbed-n$i" unshare --mount --pid --fork --kill-child --mount-proc \
    "$here/node/init" "n$i" "$folder" "$cache/kubelet" "$(node_address "$i")"
}
control_groups() { # number: the root of its pods' groups must exist in every hierarchy before kubelet starts
  local name
  if [ -d /sys/fs/cgroup/memory ]; then
    for name in cpu cpuacct cpuset memory devices freezer blkio pids systemd; do mkdir -p "/sys/fs/cgroup/$name/testbed-n$1"; done
    for name in cpus mems; do cat "/sys/fs/cgroup/cpuset/cpuset.$name" > "/sys/fs/cgroup/cpuset/testbed-n$1/cpuset.$name"; done
  else
    mkdir -p "/sys/fs/cgroup/testbed-n$1" # version 2: one hierarchy
  fi
}
first_process() { # number: the node's pid 1, as the host sees it
  local pid
  pid=$(pid_of "n$1")
  cat "/proc/$pid/task/$pid/children" 2> /dev/null | cut -d' ' -f1
}
on() { # number, command...
  local i=$1
  shift
  running "n$i" || fail "node n$i does not run: tools/testbed up"
  [ $# -gt 0 ] || refuse "on N COMMAND...: what is to run on node n$i?"
  local enter=(nsenter --target "$(first_process "$i")" --net --mount --pid env --chdir "$PWD" "$@")
  if [ "$command" = on ]; then exec "${enter[@]}"; else "${enter[@]}"; fi
}
stop_nodes() { local i; for i in 1 2 3; do stop_node "$i"; done; }
stop_node() { # number
  local first=
  ! running "n$1" || first=$(first_process "$1")
  stop "n$1" KILL
  [ -z "$first" ] || await 10 gone "$first" || fail "node n$1, process $first, does not end"
  clear_node "$1"
}
gone() { [ -z "$(born "$1")" ]; }
clear_node() { # what an ended node leaves
  local group
  remove_node_network "$1"
  for group in /sys/fs/cgroup/*/"testbed-n$1" /sys/fs/cgroup/"testbed-n$1"; do
    [ ! -d "$group" ] || await 5 remove_group "$group" || fail "$group still has processes"
  done
  rm -rf --one-file-system "$state/n$1"
}
remove_group() { find "$1" -depth -type d -exec rmdir {} + 2> /dev/null || [ ! -d "$1" ]; }
