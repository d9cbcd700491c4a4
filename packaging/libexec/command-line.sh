# Reads what run.sh and bin/sealmx must know from the command line before Java parses it. Sourced by them.

# Usage: read_command_line ARGUMENT... ; sets command (the word of a command, or empty), data (the folder of --data, or empty) and
# wants_help (yes for --help and --version, otherwise empty).
read_command_line() {
  command= data= wants_help=
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help | -V | --version) wants_help=yes ;;
      --data=*) data=${1#*=} ;;
      # these take no further word as a value
      --debug | --create-views | --json | --postfix | --ascii | --force | --*=*) ;;
      # the next word is the value, even if it looks like an option or a command
      --data)
        data=${2:-}
        shift
        ;;
      --*) shift ;;
      demo | check | explain | add | alias | disable | enable | remove | list | send | hash | completion) command=${command:-$1} ;;
    esac
    [ $# -eq 0 ] || shift
  done
}

# Usage: temporary_folder DEFAULT-DATA ; call it after read_command_line. Prints the folder for temporary files, which is in the data folder, or
# nothing if there is a command, or only help is wanted. Java must be given this folder when it starts, before it parses the command line.
temporary_folder() {
  [ -n "$command$wants_help" ] || printf '%s/tmp\n' "${data:-$1}"
}

# Usage: brief_java ; call it after read_command_line. Prints options, one a line, for a Java machine that soon ends. Most of what the optimising
# compiler would do in that time is for reading the tables of James' 260 jars.
brief_java() {
  if [ -n "$wants_help" ] || { [ -n "$command" ] && [ "$command" != demo ]; }; then
    printf '%s\n' -XX:TieredStopAtLevel=1
  fi
}

# Usage: name_files_in_utf8. Without a locale, as cron, systemd and su leave it, Java finds no file whose name is not ASCII.
name_files_in_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    # bash warns where there is no such locale
    C | POSIX) { export LC_ALL=C.UTF-8; } 2>/dev/null ;;
  esac
}
