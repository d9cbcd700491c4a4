# Starts the program. Sourced by run.sh and by bin/sealmx of a release, after java.sh and command-line.sh.

# Usage: launch HOME CONF DATA ARGUMENT... ; call it after read_command_line. Replaces this shell by the program in the folder HOME, with these
# defaults of --conf and --data. What it writes can be read by its owner alone. The variables shown_program, shown_conf, shown_data and
# shown_log, if set, are what help says in place of ./run.sh and of the defaults.
launch() {
  local home=$1 conf=$2 default_data=$3 temporary
  shift 3
  umask 077
  name_files_in_utf8
  # A JVM that is out of memory may never reply; when it exits, Postfix keeps the mail.
  local flags=(-Dfile.encoding=UTF-8 -XX:+ExitOnOutOfMemoryError "-Dsealmx.home=$home" "-Dsealmx.conf=$conf" "-Dsealmx.data=$default_data")
  # shellcheck disable=SC2207 # one option per line, without spaces
  flags+=($(quiet_java) $(brief_java))
  [ -z "${shown_program:-}" ] || flags+=("-Dsealmx.shown.program=$shown_program")
  [ -z "${shown_conf:-}" ] || flags+=("-Dsealmx.shown.conf=$shown_conf")
  [ -z "${shown_data:-}" ] || flags+=("-Dsealmx.shown.data=$shown_data")
  [ -z "${shown_log:-}" ] || flags+=("-Dsealmx.shown.log=$shown_log")
  temporary=$(temporary_folder "$default_data")
  if [ -n "$temporary" ]; then
    # if this fails, Java reports why
    mkdir -p -- "$temporary" 2>/dev/null || true
    flags+=("-Djava.io.tmpdir=$temporary")
  fi
  # shellcheck disable=SC2086 # SEALMX_JAVA_OPTS may hold several options
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${flags[@]}" ${SEALMX_JAVA_OPTS:-} -cp "$home/lib/*" org.sealmx.standalone.Main "$@"
}
