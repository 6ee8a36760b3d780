# etcd, kube-apiserver, kube-controller-manager and kube-scheduler, on the host.
pki=$state/pki
admin=$pki/admin.conf
etcd_port=23790 etcd_peer_port=23800

kubectl() { "$cache/kubectl" --kubeconfig "$admin" "$@"; }
api() {
  build etcd kube-apiserver kubectl
  running etcd || { stop_nodes; stop_control_plane; } # what an earlier cluster left is of no use without its etcd
  identities
  network
  start etcd "$cache/etcd" --data-dir "$state/etcd" --unsafe-no-fsync --log-level warn --quota-backend-bytes 4294967296 \
    --listen-client-urls http://127.0.0.1:$etcd_port --advertise-client-urls http://127.0.0.1:$etcd_port \
    --listen-peer-urls http://127.0.0.1:$etcd_peer_port --initial-advertise-peer-urls http://127.0.0.1:$etcd_peer_port \
    --initial-cluster default=http://127.0.0.1:$etcd_peer_port
  start apiserver "$cache/kube-apiserver" --etcd-servers http://127.0.0.1:$etcd_port --bind-address 0.0.0.0 --secure-port 443 \
    --advertise-address $host --tls-cert-file "$pki/api.crt" --tls-private-key-file "$pki/api.key" \
    --token-auth-file "$pki/tokens.csv" --authorization-mode Node,RBAC --allow-privileged=true \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$pki/sa.key" \
    --service-account-signing-key-file "$pki/sa.key" --service-cluster-ip-range 10.96.0.0/16 \
    --kubelet-preferred-address-types InternalIP
  await_of apiserver 60 api_ready
  running etcd || await_of etcd 0 false
}
api_ready() { [ "$(curl -sk -m 2 https://127.0.0.1:443/readyz)" = ok ]; }
controllers() { # one client for all controllers with a generous rate: by default they start one after another
  start kube-controller-manager "$cache/kube-controller-manager" --kubeconfig "$admin" --kube-api-qps 300 --kube-api-burst 600 \
    --leader-elect=false --root-ca-file "$pki/ca.crt" --service-account-private-key-file "$pki/sa.key" \
    --node-monitor-period 1s --bind-address 127.0.0.1
  start kube-scheduler "$cache/kube-scheduler" --kubeconfig "$pki/scheduler.conf" --leader-elect=false --bind-address 127.0.0.1
}
stop_control_plane() {
  local name
  for name in kube-scheduler kube-controller-manager apiserver etcd; do stop $name KILL; done
  rm -rf "$state/etcd"
}

identities() { # a CA, the API server's certificate, the key of service accounts, and a kubeconfig with a token for each client
  [ -f "$pki/complete" ] && return
  rm -rf "$pki"
  mkdir -p "$pki"
  local key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes" node
  openssl req -x509 $key -keyout "$pki/ca.key" -out "$pki/ca.crt" -days 3650 -subj /CN=testbed-ca \
    -addext basicConstraints=critical,CA:TRUE 2> /dev/null
  openssl req $key -keyout "$pki/api.key" -out "$pki/api.csr" -subj /CN=kube-apiserver 2> /dev/null
  openssl x509 -req -in "$pki/api.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 3650 -out "$pki/api.crt" \
    -extfile <(echo "subjectAltName=IP:127.0.0.1,IP:$host,IP:$service,DNS:localhost,DNS:kubernetes.default.svc") 2> /dev/null
  openssl genrsa -out "$pki/sa.key" 2048 2> /dev/null
  identity admin admin system:masters
  identity scheduler system:kube-scheduler
  for node in n1 n2 n3; do identity $node system:node:$node system:nodes; done
  touch "$pki/complete"
}
identity() { # name, user, group
  local token
  token=$(openssl rand -hex 16)
  echo "$token,$2,$2,\"${3:-}\"" >> "$pki/tokens.csv"
  cat > "$pki/$1.conf" <<YAML
apiVersion: v1
kind: Config
clusters: [{name: testbed, cluster: {server: "https://$host:443", certificate-authority-data: $(base64 -w0 "$pki/ca.crt")}}]
users: [{name: $1, user: {token: $token}}]
contexts: [{name: testbed, context: {cluster: testbed, user: $1}}]
current-context: testbed
YAML
}
