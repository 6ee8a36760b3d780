# Images without a registry: archives made here, and one containerd root that holds them all and is shared by hard links.
images=$state/images
golden=$state/golden

make_images() {
  mkdir -p "$images"
  [ -f "$images/pause.tar" ] || image pause pause:3.10 '{"Entrypoint": ["/pause"], "User": "65535:65535"}'
  [ -f "$images/busybox.tar" ] || image busybox busybox:1.35 '{"Cmd": ["sh"]}'
  [ -f "$images/local-path-provisioner.tar" ] || image local-path-provisioner local-path-provisioner:v0.0.30 '{}'
  [ -n "$(find "$golden/complete" -newer "$images" 2> /dev/null)" ] || make_golden
}
image() { # name, tag, configuration: what files_of_NAME lays into a folder, as a docker-archive of one layer
  local work layer
  work=$(mktemp -d)
  mkdir -p "$work/root/etc" "$work/root/proc" "$work/root/sys" "$work/root/dev"
  mkdir -m 1777 "$work/root/tmp"
  echo 'root:x:0:0:root:/root:/bin/sh' > "$work/root/etc/passwd"
  echo 'root:x:0:' > "$work/root/etc/group"
  "files_of_$1" "$work/root"
  tar --create --file "$work/layer.tar" --directory "$work/root" --owner 0 --group 0 --numeric-owner .
  layer=$(sha256sum < "$work/layer.tar" | cut -d' ' -f1)
  cat > "$work/config.json" <<JSON
{"architecture": "$(architecture)", "os": "linux", "config": $3, "rootfs": {"type": "layers", "diff_ids": ["sha256:$layer"]}}
JSON
  echo '[{"Config": "config.json", "RepoTags": ["testbed.local/'"$2"'"], "Layers": ["layer.tar"]}]' > "$work/manifest.json"
  tar --create --file "$images/$1.new" --directory "$work" config.json layer.tar manifest.json
  mv "$images/$1.new" "$images/$1.tar"
  rm -rf "$work"
}
files_of_pause() { install "$cache/pause" "$1/pause"; }
files_of_local-path-provisioner() { install -D "$cache/local-path-provisioner" "$1/usr/bin/local-path-provisioner"; }
files_of_busybox() {
  local applet
  install -D "$(command -v busybox)" "$1/bin/busybox"
  for applet in $(busybox --list); do [ "$applet" = busybox ] || ln -s busybox "$1/bin/$applet"; done
}
architecture() { case $(uname -m) in aarch64) echo arm64 ;; *) echo amd64 ;; esac; }

make_golden() { # a containerd without the Kubernetes part unpacks every archive once
  local tar
  stop golden # of a build that was cut off
  rm -rf "$golden"
  mkdir -p "$golden"
  sed "s#@NODE@#$golden#; s#^state = .*#state = \"$golden/run\"#; s#@DISABLED@#\"io.containerd.grpc.v1.cri\", #" \
    "$here/node/containerd.toml" | sed '/^\[plugins/,$d' > "$golden/containerd.toml"
  start golden containerd --config "$golden/containerd.toml"
  await_of golden 30 ctr_golden version > /dev/null
  for tar in "$images"/*.tar; do
    ctr_golden -n k8s.io images import --snapshotter overlayfs "$tar" > /dev/null || {
      stop golden
      fail "$tar is not an image that containerd can import; remove it"
    }
  done
  stop golden
  rm -rf "$golden/run"
  touch "$golden/complete"
}
ctr_golden() { [ -S "$golden/containerd.sock" ] && ctr --address "$golden/containerd.sock" "$@" 2>> "$run/golden.log"; }
load() { # archive
  local i name
  for i in 1 2 3; do
    running "n$i" || continue
    on "$i" ctr --address "$state/n$i/containerd.sock" -n k8s.io images import --snapshotter overlayfs "$1" > /dev/null ||
      fail "$1 is not an image that containerd can import"
  done
  name=$(basename "$1" .tar)
  mkdir -p "$images"
  cp "$1" "$images/$name.new"
  mv "$images/$name.new" "$images/$name.tar"
}
