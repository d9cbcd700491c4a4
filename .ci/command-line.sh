# What run.sh has to know of its command line before Java reads it. Sourced by run.sh.

# Usage: read_command_line ARGUMENT... ; sets command (demo, check, send, completion or nothing), data (the folder of --data, or nothing) and
# wants_help (yes for --help and --version).
read_command_line() {
  command= data= wants_help=
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help | -V | --version) wants_help=yes ;;
      --data=*) data=${1#*=} ;;
      # no value follows
      --debug | --create-views | --json | --postfix | --*=*) ;;
      # the next word is a value, whatever it looks like
      --data)
        data=${2:-}
        shift
        ;;
      --*) shift ;;
      demo | check | send | completion) command=${command:-$1} ;;
    esac
    [ $# -eq 0 ] || shift
  done
}

# Usage: temporary_folder DEFAULT-DATA ; after read_command_line: the folder for temporary files, which is below the data folder. Java has to
# know it before it reads the command line. Nothing for the commands.
temporary_folder() {
  [ -n "$command" ] || printf '%s/tmp\n' "${data:-$1}"
}
