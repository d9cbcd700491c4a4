# Reads the options of an installation from a file, so that the service and the commands agree. Sourced by bin/sealmx of a release.

# Usage: is_given NAME ARGUMENT... ; succeeds if the arguments have the option --NAME.
is_given() {
  local name=$1 argument
  shift
  for argument in "$@"; do
    case $argument in
      "--$name" | "--$name="*) return 0 ;;
      --) return 1 ;;
    esac
  done
  return 1
}

# Usage: belongs_to_command NAME ; succeeds if the command takes the option --NAME of the file. Call it after read_command_line.
belongs_to_command() {
  case $command in
    '') return 0 ;;
    check | explain | add | alias | disable | enable | remove | list)
      case $1 in domain | directory | couchdb-credentials) return 0 ;; esac
      ;;
  esac
  case $command in
    check | send) [ "$1" = lmtp-port ] && return 0 ;;
  esac
  return 1
}

# Usage: read_options FILE ARGUMENT... ; call it after read_command_line. Sets configured to the options in the file that the command takes and the
# arguments do not have. A line of the file is the name of an option, without dashes, and its value; lines that begin with # say nothing.
read_options() {
  local file=$1 line name value number=0
  shift
  configured=()
  [ -z "$wants_help" ] || return 0
  [ -e "$file" ] || return 0
  [ -r "$file" ] || die "cannot read $file; run this as root, or as a user who may read it"
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    read -r name value <<<"${line%$'\r'}"
    case $name in '' | '#'*) continue ;; esac
    [[ $name =~ ^[a-z][a-z-]*$ ]] || die "$file, line $number: '$name' is not the name of an option; write, for example: domain example.org"
    [ -n "$value" ] || die "$file, line $number: $name needs a value; write, for example: domain example.org"
    if belongs_to_command "$name" && ! is_given "$name" "$@"; then
      configured+=("--$name=$value")
    fi
  done <"$file"
}
