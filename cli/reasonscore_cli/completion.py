"""`reasonscore completion`: a static script that completes commands, options and their values; starts no Python."""

from __future__ import annotations

from collections.abc import Sequence

import click

from reasonscore_cli.command_tree import Leaf, leaves


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    r"""Print the completion script of SHELL.

    \b
    reasonscore completion bash > ~/.local/share/bash-completion/completions/reasonscore
    reasonscore completion zsh > ~/.zfunc/_reasonscore
    reasonscore completion fish > ~/.config/fish/completions/reasonscore.fish

    For zsh the folder must be in fpath before compinit runs. Write the script anew after an upgrade.
    """
    click.echo({"bash": bash_script, "zsh": zsh_script, "fish": fish_script}[shell](leaves()))


def bash_script(found: Sequence[Leaf]) -> str:
    """The script for bash 3.2 and later; file names where an option takes no fixed values."""
    return "\n".join([*_shared(found), _BASH_TAIL])


def zsh_script(found: Sequence[Leaf]) -> str:
    """The script for zsh, as an autoloaded function."""
    return "\n".join(["#compdef reasonscore", *_shared(found), _ZSH_TAIL])


def fish_script(found: Sequence[Leaf]) -> str:
    """The script for fish, one line an option."""
    from reasonscore_cli.main import COMMANDS

    lines = ["complete -c reasonscore -e"]
    for name, told in [*COMMANDS.items(), ("--help", "show the help")]:
        spelled = f"-l {name[2:]}" if name.startswith("--") else f"-a {name}"
        lines.append(f"complete -c reasonscore -n __fish_use_subcommand -f {spelled} -d {_quoted(told)}")
    for leaf in found:
        condition = " ; and ".join(f"__fish_seen_subcommand_from {word}" for word in leaf.words)
        if isinstance(leaf.command, click.Group):
            inner = " ".join(leaf.command.commands)
            lines.append(
                f"complete -c reasonscore -n {_quoted(f'{condition} ; and not __fish_seen_subcommand_from {inner}')} "
                f"-f -a {_quoted(inner)}"
            )
        for option in _options(leaf):
            spelled = " ".join(_fish_name(text) for text in (*option.opts, *option.secondary_opts))
            values = _values(option)
            takes = "" if option.is_flag else f" -x -a {_quoted(' '.join(values))}" if values else " -r"
            told = f" -d {_quoted(_first_sentence(option.help))}" if option.help else ""
            lines.append(f"complete -c reasonscore -n {_quoted(condition)} {spelled}{takes}{told}")
        start = f"complete -c reasonscore -n {_quoted(condition)} -f -a"
        lines += [f"{start} {_quoted(' '.join(values))}" for values in _argument_values(leaf)]
    return "\n".join(lines)


def _shared(found: Sequence[Leaf]) -> list[str]:
    """Two functions of bash and zsh: what may follow a command, and the values of an option (1 for a flag or none)."""
    from reasonscore_cli.main import COMMANDS

    following = [f'    "") echo "{" ".join(COMMANDS)} --help --version --citation" ;;']
    values = []
    for leaf in found:
        words = list(leaf.command.commands) if isinstance(leaf.command, click.Group) else []
        words += [value for group in _argument_values(leaf) for value in group]
        for option in _options(leaf):
            spelled = [*option.opts, *option.secondary_opts]
            words += [text for text in spelled if text.startswith("--")]
            if not option.is_flag:
                pattern = "|".join(f'"{leaf.name} {text}"' for text in spelled)
                values.append(f'    {pattern}) echo "{" ".join(_values(option))}" ;;')
        following.append(f'    "{leaf.name}") echo "{" ".join([*words, "--help"])}" ;;')
    return [
        '_reasonscore_following() {\n  case "$1" in',
        *following,
        '    *) return 1 ;;\n  esac\n}\n_reasonscore_values() {\n  case "$1 $2" in',
        *values,
        "    *) return 1 ;;\n  esac\n}",
    ]


def _options(leaf: Leaf) -> list[click.Option]:
    return [item for item in leaf.command.params if isinstance(item, click.Option) and not item.hidden]


def _values(option: click.Option) -> Sequence[str]:
    """Fixed values of an option: its choices, or the metrics and rewards that are registered."""
    if option.name == "names" and "--metric" in option.opts:
        from reasonscore.metrics import registry

        return list(registry)
    return [str(choice) for choice in option.type.choices] if isinstance(option.type, click.Choice) else []


def _argument_values(leaf: Leaf) -> list[list[str]]:
    arguments = [item for item in leaf.command.params if isinstance(item, click.Argument)]
    return [[str(choice) for choice in item.type.choices] for item in arguments if isinstance(item.type, click.Choice)]


def _fish_name(text: str) -> str:
    return f"-l {text[2:]}" if text.startswith("--") else f"-s {text[1:]}"


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].split("; ")[0].rstrip(".")


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_BASH_TAIL = r"""_reasonscore() {
  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" word words i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    if _reasonscore_following "${command:+$command }$word" > /dev/null; then
      command="${command:+$command }$word"
    fi
  done
  COMPREPLY=()
  if words="$(_reasonscore_values "$command" "$before")"; then
    if [[ -n "$words" ]]; then
      COMPREPLY=($(compgen -W "$words" -- "$current"))
    else
      COMPREPLY=($(compgen -f -- "$current"))
    fi
    return
  fi
  COMPREPLY=($(compgen -W "$(_reasonscore_following "$command")" -- "$current"))
  if [[ -n "$command" && "$current" != -* ]]; then
    COMPREPLY+=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _reasonscore reasonscore"""

_ZSH_TAIL = r"""_reasonscore() {
  local before="${words[CURRENT-1]}" command="" word found i
  for ((i = 2; i < CURRENT; i++)); do
    word="${words[i]}"
    if _reasonscore_following "${command:+$command }$word" > /dev/null; then
      command="${command:+$command }$word"
    fi
  done
  if found="$(_reasonscore_values "$command" "$before")"; then
    if [[ -n "$found" ]]; then compadd -- ${=found}; else _files; fi
    return
  fi
  compadd -- ${=$(_reasonscore_following "$command")}
  if [[ -n "$command" ]]; then _files; fi
}
if [[ "${funcstack[1]:-}" == _reasonscore ]]; then
  _reasonscore "$@"
elif (( $+functions[compdef] )); then
  compdef _reasonscore reasonscore
fi"""
