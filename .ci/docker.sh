# Finds a Docker engine for the tests of the containers, or starts one. Sourced by test.sh, after needs.sh.
#
# An engine that answers already is taken as it is (DOCKER_HOST, or the usual socket). Otherwise root, on a kernel with namespaces, gets Debian's
# engine, on a socket of its own below target/docker; engine_down ends it by its process id. Nothing listens on the network.

engine=$here/target/docker
engine_image=sealmx-test-base
# Where Linux shows processes.
proc=/proc

# Usage: engine_answers ; whether docker reaches an engine.
engine_answers() {
  have docker && docker info >/dev/null 2>&1
}

# Usage: engine_can_start ; whether this machine lets us run an engine of our own; otherwise sets engine_obstacle.
engine_can_start() {
  [ "$(id -u)" -eq 0 ] || { engine_obstacle="no Docker engine answers, and only root can start one" && return 1; }
  unshare --mount --net --pid --ipc --uts --fork true 2>/dev/null || { engine_obstacle="this kernel gives us no namespaces" && return 1; }
}

# Usage: compose_command ; prints what reads a compose file: the plug-in of docker, or the program of its own.
compose_command() {
  if docker compose version >/dev/null 2>&1; then
    echo docker compose
  elif have docker-compose; then
    echo docker-compose
  else
    return 1
  fi
}

# Prints the Debian packages that an engine of our own needs and that are missing, one per line.
missing_to_contain() {
  { for_root dockerd && have docker; } || echo docker.io
  compose_command >/dev/null || echo docker-compose
  for_root debootstrap || echo debootstrap
}

# Usage: for_root PROGRAM ; whether root has it, also when the path leaves out the folder of root's programs.
for_root() {
  have "$1" || [ -x "/usr/sbin/$1" ]
}

# Usage: ours PID-FILE ; prints the process id in the file if that process runs and is of this engine. An id that another program has got since
# is not.
ours() {
  local pid
  [ -s "$1" ] && pid=$(<"$1") || return 1
  [[ $pid =~ ^[0-9]+$ ]] && [ -r "$proc/$pid/cmdline" ] && tr '\0' ' ' <"$proc/$pid/cmdline" | grep -qF -- "$engine" && echo "$pid"
}

# Usage: end_ours PID-FILE ; ends that process, if it is of this engine, and removes the file.
end_ours() {
  local pid
  if pid=$(ours "$1"); then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 200); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f -- "$1"
}

# Usage: unmount_ours ; unmounts what an engine of ours has left mounted, the last first.
unmount_ours() {
  local target
  findmnt --list --noheadings --output TARGET | sort -r | while IFS= read -r target; do
    [[ $target != "$engine"/* ]] || umount --lazy -- "$target" || true
  done
}

# Usage: end_earlier ; what an earlier run of ours has left when it was killed: the engine, its containerd, and files that name them.
end_earlier() {
  end_ours "$engine/pid"
  end_ours "$engine/exec/containerd/containerd.pid"
  unmount_ours
  rm -f -- "$engine/docker.sock" "$engine/exec/containerd/containerd.sock" "$engine/exec/containerd/containerd.sock.ttrpc"
}

# Usage: empty_engine ; removes containers, networks and volumes of earlier runs. Everything in an engine of ours is of a test.
empty_engine() {
  docker ps --all --quiet | xargs --no-run-if-empty docker rm --force --volumes >/dev/null 2>&1 || true
  docker network prune --force >/dev/null 2>&1 || true
  docker volume ls --quiet | xargs --no-run-if-empty docker volume rm --force >/dev/null 2>&1 || true
}

# Usage: start_engine ; on a socket of its own.
start_engine() {
  mkdir -p -- "$engine"
  end_earlier
  export DOCKER_HOST=unix://$engine/docker.sock
  setsid dockerd --data-root "$engine/data" --exec-root "$engine/exec" --pidfile "$engine/pid" -H "$DOCKER_HOST" >"$engine/log" 2>&1 </dev/null &
  local pid=$!
  for _ in $(seq 300); do
    engine_answers && break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  engine_answers || { engine_obstacle="the Docker engine does not start; see $engine/log" && return 1; }
  empty_engine
}

# Usage: base_image ; sets SEALMX_BASE_IMAGE to Debian 12: what the engine has already, or else from its registry, or else made here with apt's settings
# of this machine.
base_image() {
  export SEALMX_BASE_IMAGE
  for SEALMX_BASE_IMAGE in debian:bookworm-slim "$engine_image"; do
    docker image inspect "$SEALMX_BASE_IMAGE" >/dev/null 2>&1 && return
  done
  SEALMX_BASE_IMAGE=debian:bookworm-slim
  timeout 120 docker pull --quiet "$SEALMX_BASE_IMAGE" >/dev/null 2>&1 && return
  SEALMX_BASE_IMAGE=$engine_image
  for_root debootstrap || { engine_obstacle="$engine_image cannot be made without debootstrap" && return 1; }
  local root=$engine/base mirror
  # shellcheck disable=SC2016 # a format of apt
  mirror=$(apt-get indextargets --format '$(SITE)' | head -n 1)
  rm -rf -- "$root"
  mkdir -p -- "$engine"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror" >"$engine/debootstrap.log" 2>&1 \
    || { engine_obstacle="the image of Debian can neither be pulled nor made; see $engine/debootstrap.log" && return 1; }
  cp -a -- /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
  cp -a -- /etc/apt/sources.list* "$root/etc/apt/"
  tar -C "$root" -c . | docker import - "$engine_image" >/dev/null
  rm -rf -- "$root"
}

# Usage: engine_up ; an engine, what reads compose files, and a base image; sets DOCKER_HOST, SEALMX_COMPOSE and SEALMX_BASE_IMAGE. Otherwise sets
# engine_obstacle and fails.
engine_up() {
  engine_obstacle=
  if ! engine_answers; then
    engine_can_start || return 1
    have apt-get || have dockerd || { engine_obstacle="there is neither dockerd nor apt-get" && return 1; }
    echo "Starting a Docker engine (log: $engine/log)"
    # shellcheck disable=SC2046 # each package is one word
    (need $(missing_to_contain | sort -u)) || { engine_obstacle="Debian's packages of Docker cannot be installed" && return 1; }
    start_engine || return 1
  fi
  SEALMX_COMPOSE=$(compose_command) || { engine_obstacle="the Docker engine has neither docker compose nor docker-compose" && return 1; }
  export SEALMX_COMPOSE
  base_image
}

# Usage: engine_down ; ends the engine that engine_up has started, if any.
engine_down() {
  [ "${DOCKER_HOST:-}" = "unix://$engine/docker.sock" ] || return 0
  end_ours "$engine/pid"
  unmount_ours
}

# Usage: engine_wanted ARGUMENT... ; whether these arguments of test.sh include the tests of the containers: all tests do.
engine_wanted() {
  [ $# -eq 0 ] || [[ " $* " == *ContainersIT* ]]
}

# Usage: engine_or_reason ; an engine for the tests of the containers, or one line that says that they are left out, and why. Where CI must run them,
# that is an error.
engine_or_reason() {
  if engine_up; then
    export SEALMX_CONTAINERS=yes
    return
  fi
  local line="Left out: the tests in containers (ContainersIT), since $engine_obstacle"
  if [ -n "${SEALMX_CI:-}" ] && (engine_can_start); then
    die "$line; here, CI must run them"
  fi
  echo "$line"
}
