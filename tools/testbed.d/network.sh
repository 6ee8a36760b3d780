# One bridge on the host. It also holds the address of the `kubernetes` service, so pods reach the API without kube-proxy.
host=10.200.0.1
service=10.96.0.1
bridge=testbed0

network() {
  ip link show $bridge > /dev/null 2>&1 || ip link add $bridge type bridge
  ip addr replace $host/24 dev $bridge
  ip addr replace $service/32 dev $bridge
  ip link set $bridge up
}
remove_network() { ip link del $bridge 2> /dev/null || true; }
node_address() { echo "10.200.0.1$1"; }
pod_network() { echo "10.24$1.0.0/24"; }
node_network() { # number: its namespace, a cable to the bridge, and routes to the other nodes' pods
  local namespace=testbed-n$1 other
  ip netns add $namespace
  ip link add "tbn$1" type veth peer name eth0 netns $namespace
  ip link set "tbn$1" master $bridge up
  ip -n $namespace link set lo up
  ip -n $namespace addr add "$(node_address "$1")/24" dev eth0
  ip -n $namespace link set eth0 up
  ip -n $namespace route add default via $host
  for other in 1 2 3; do
    [ "$other" = "$1" ] || ip -n $namespace route add "$(pod_network "$other")" via "$(node_address "$other")"
  done
  ip route replace "$(pod_network "$1")" via "$(node_address "$1")"
  nsenter --net=/run/netns/$namespace sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
}
remove_node_network() {
  ip netns del "testbed-n$1" 2> /dev/null || true
  ip link del "tbn$1" 2> /dev/null || true
}
