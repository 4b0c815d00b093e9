# Completes command lines of preflight in bash, 3.2 and newer. Made by its build from the options
# that the program itself reads.

_preflight() {
  local word command= option= options= kind= words= i reply
  local cur=${COMP_WORDS[COMP_CWORD]} at=$COMP_CWORD
  COMPREPLY=()

  # Bash takes NAME=VALUE apart into three words; what it replaces is the last one.
  local argument=$cur
  while [ "$at" -gt 1 ] && { [ "${COMP_WORDS[at]}" = = ] || [ "${COMP_WORDS[at - 1]}" = = ]; }; do
    at=$((at - 1))
    argument=${COMP_WORDS[at]}$argument
  done
  [ "$cur" != = ] || cur=
  local kept=${argument%"$cur"}

  for ((i = 1; i < at; i++)); do
    case ${COMP_WORDS[i]} in
      -*) ;;
      @COMMAND_PATTERN@)
        command=${COMP_WORDS[i]}
        break
        ;;
      *) return ;;
    esac
  done

  local value=$argument
  case $argument in
    --*=*)
      option=${argument%%=*}
      value=${argument#*=}
      ;;
    *) option=${COMP_WORDS[at - 1]} ;;
  esac

  # For each command its options, what its operands are, and what the values of its options are.
  case $command in
@TABLE@
  esac

  if [ -z "$option" ] && [ "${argument:0:1}" = - ]; then
    kind=words words=$options
  fi
  local lead=${argument%"$value"}
  case $kind in
    file) return ;; # bash's own way with the names of files
    directory)
      _preflight_compopt -o filenames
      while IFS= read -r reply; do
        COMPREPLY+=("$reply")
      done < <(compgen -d -- "$cur")
      return
      ;;
    pairs)
      case $value in
        *=*) ;;
        *)
          # The many names first.
          _preflight_compopt -o nospace
          local names=
          for word in $words; do
            case " $names" in
              *" ${word%%=*}= "*) ;;
              *) names="$names${word%%=*}= " ;;
            esac
          done
          words=$names
          ;;
      esac
      ;;
  esac
  _preflight_compopt +o default
  for word in $words; do
    reply=$lead$word
    case $reply in
      "$argument"*) COMPREPLY+=("${reply#"$kept"}") ;;
    esac
  done
}

_preflight_compopt() {
  # Bash 3.2, that of macOS, has no such command; nor is there anything to set outside a completion.
  ! type compopt >/dev/null 2>&1 || compopt "$@" 2>/dev/null
}

complete -o default -F _preflight preflight
