#compdef preflight
# Completes command lines of preflight in zsh. Made by its build from the options that the program
# itself reads.

_preflight() {
  local curcontext=$curcontext state
  local -a line commands
  typeset -A opt_args
  commands=(
@COMMANDS@
  )
  _arguments -C \
@PROGRAM_OPTIONS@
    '1:command:->command' \
    '*::argument:->argument' && return
  case $state in
    command) _describe -t commands 'command' commands ;;
    argument)
      curcontext=${curcontext%:*}-$line[1]:
      case $line[1] in
@TABLE@
      esac
      ;;
  esac
}

# Completes NAME=VALUE: first one name of many, then one of its few values.
_preflight_pairs() {
  local name=${PREFIX%%=*}
  if compset -P '*='; then
    compadd -- "${(@)${(M)@:#$name=*}#*=}"
  else
    compadd -q -S = -- "${(@u)@%%=*}"
  fi
}

if [[ $funcstack[1] = _preflight ]]; then
  _preflight "$@" # loaded by its first use
else
  compdef _preflight preflight
fi
