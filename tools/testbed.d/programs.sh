# The programs of the test bed: built from Go modules whose versions and sums are pinned in programs/, and Debian packages.
kubernetes=v1.34.4
velero=v1.18.3
cluster_programs="etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kubectl pause local-path-provisioner"
test_programs="$cluster_programs versitygw velero restic"
other_programs="kwok kopia" # for simulations and comparisons, on request

build() { # names
  local name missing=()
  for name in ${*:-$test_programs}; do
    case " $test_programs $other_programs " in *" $name "*) ;; *) refuse "no program $name; there are $test_programs $other_programs" ;; esac
    [ -x "$cache/$name" ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  find_go # before both lanes say so
  mkdir -p "$cache"
  exec 7> "$cache/build.lock"
  flock 7
  local cluster=() others=()
  for name in "${missing[@]}"; do
    [ -x "$cache/$name" ] && continue
    case " $cluster_programs " in *" $name "*) cluster+=("$name") ;; *) others+=("$name") ;; esac
  done
  # two lanes, as one compiles while the other downloads or links; xargs lets an interrupt through to both
  printf '%s\n' "${cluster[*]}" "${others[*]}" | xargs -r -P 2 -L 1 "$here/../testbed" lane 7>&- ||
    fail "not all programs could be built; the lines above say why"
  exec 7>&-
}
lane() { # names: builds them one after the other, but those of Kubernetes, which have most packages in common, at once
  local name together=()
  find_go
  for name; do case $name in kube*) together+=("$name") ;; esac; done
  [ ${#together[@]} = 0 ] || insist kubernetes "${together[@]}"
  for name; do case $name in kube*) ;; *) insist "$name" ;; esac; done
}
insist() { # what build_one takes; the network may fail once
  echo "testbed: building $*" >&2
  build_one "$@" || build_one "$@" || fail "$* could not be built; the lines above say why"
}
build_one() { # a program, or `kubernetes` with the names of its programs
  local stamp
  case $1 in
    kubernetes)
      shift
      stamp=k8s.io/component-base/version
      compile kubernetes "-X $stamp.gitVersion=$kubernetes -X $stamp.gitMajor=1 -X $stamp.gitMinor=34" "" \
        "${@/#/k8s.io/kubernetes/cmd/}" ;;
    velero) # without its version the CLI warns that it does not match the server
      stamp=github.com/vmware-tanzu/velero/pkg/buildinfo
      compile velero "-X $stamp.Version=$velero -X $stamp.GitTreeState=clean" "" github.com/vmware-tanzu/velero/cmd/velero ;;
    etcd) compile etcd "" etcd go.etcd.io/etcd/server/v3 ;;
    pause) compile pause "" pause . ;;
    restic) compile restic "" "" github.com/restic/restic/cmd/restic ;;
    kopia) GOFLAGS=-tags=nohtmlui compile kopia "" "" github.com/kopia/kopia ;;
    local-path-provisioner) install_module github.com/rancher/local-path-provisioner@v0.0.30 ;;
    versitygw) install_module github.com/versity/versitygw/cmd/versitygw@v1.8.0 ;;
    kwok) install_module sigs.k8s.io/kwok/cmd/kwok@v0.7.0 ;;
  esac
}
compile() { # module folder, linker flags, program or nothing for the packages' own names, packages: in a scratch copy, so that
  # the pinned module stays as it is; without debugging information, which costs a third of the time
  local scratch module=$1 flags="-s -w $2" program=$3
  shift 3
  scratch=$(mktemp -d)
  cp "$here/programs/$module"/*.* "$scratch"
  mkdir "$scratch/programs"
  (cd "$scratch" && CGO_ENABLED=0 GOTOOLCHAIN=local GOFLAGS="-mod=mod ${GOFLAGS:-}" \
    "$go" build -gcflags=all=-dwarf=false -ldflags "$flags" -o "programs/$program" "$@") && publish "$scratch/programs"
  local result=$?
  rm -rf "$scratch"
  return $result
}
publish() { # folder: its programs appear in the cache whole or not at all
  local program
  for program in "$1"/*; do
    mv "$program" "$cache/${program##*/}.new" && mv "$cache/${program##*/}.new" "$cache/${program##*/}" || return 1
  done
}
install_module() { # module@version: a main module of its own, which brings its own sums
  CGO_ENABLED=0 GOTOOLCHAIN=local GOBIN=$cache "$go" install -gcflags=all=-dwarf=false -ldflags "-s -w" "$1"
}
find_go() {
  local version
  for go in "$(command -v go || true)" /usr/local/go/bin/go; do
    [ -x "$go" ] || continue
    version=$("$go" env GOVERSION) # go1.26.8
    [ "$(printf '%s\n' 1.26 "${version#go}" | sort -V | head -1)" = 1.26 ] && return
  done
  refuse "Go 1.26 or later builds the test bed's programs: install it from https://go.dev/dl and put it on the PATH"
}

install_packages() { # what the nodes need of Debian, if this is a place where it can be had
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || return 0
  echo "testbed: installing $missing" >&2
  local wait=DPkg::Lock::Timeout=300 # another's apt may be at work
  apt-get -qq -o $wait update && DEBIAN_FRONTEND=noninteractive apt-get -qq -o $wait install -y --no-install-recommends $missing > /dev/null
}
need_packages() {
  install_packages
  local missing
  missing=$(missing_packages)
  [ -z "$missing" ] || refuse "nodes and tests need $missing (Debian's names): install them"
}
missing_packages() {
  local missing=
  command -v containerd ctr > /dev/null || missing+=" containerd"
  command -v runc > /dev/null || missing+=" runc"
  [ -x /usr/lib/cni/bridge ] || missing+=" containernetworking-plugins"
  static_busybox || missing+=" busybox-static"
  command -v ip > /dev/null || missing+=" iproute2"
  command -v openssl > /dev/null || missing+=" openssl"
  command -v curl > /dev/null || missing+=" curl"
  command -v getfattr > /dev/null || missing+=" attr" # the tests compare extended attributes
  echo ${missing}
}
static_busybox() { # it has to run in an image that holds nothing else
  command -v busybox > /dev/null && [[ $(LC_ALL=C ldd "$(command -v busybox)" 2>&1) =~ "not a dynamic"|"statically linked" ]]
}
