"""--help of the program and of every verb."""

import pytest

from khorgos.cli import main
from khorgos.cli.run import VERBS


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints when all is well."""
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_verb_explains_itself_with_an_example(capsys: pytest.CaptureFixture[str], verb: str, flag: str) -> None:
    """A sentence, an example that begins with the verb, and a help text for every option."""
    lines = [line.strip() for line in printed(capsys, verb, flag).splitlines()]

    assert lines[0].startswith(f"Usage: khorgos {verb} [OPTIONS]")
    assert len(lines[2]) > 20
    assert any(line.startswith(f"khorgos {verb}") for line in lines[3:])


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_explained(verb: str) -> None:
    """No option goes without a help text."""
    from click import Context, Option

    from khorgos.cli.run import khorgos

    command = khorgos.get_command(Context(khorgos), verb)
    assert command is not None
    assert [option.name for option in command.params if isinstance(option, Option) and not option.help] == []


def test_the_program_lists_its_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a verb's name, --help lists each verb with its line and gives examples."""
    shown = printed(capsys, "--help")

    for verb, line in VERBS.items():
        assert f"  {verb} " in shown
        assert line in shown
    assert shown.count("khorgos ") >= 3


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version names program and version."""
    assert printed(capsys, "--version").startswith("khorgos ")
