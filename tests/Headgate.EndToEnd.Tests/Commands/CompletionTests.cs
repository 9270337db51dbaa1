using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Commands;

/// <summary>The scripts of shells, run by the shells.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("headgate proj", "project")]
    [InlineData("headgate agent rev", "revoke")]
    [InlineData("headgate agent add --is", "--issue-credentials")]
    [InlineData("headgate job edit Nightly --sch", "--schedule")]
    [InlineData("headgate run Nightly --jso", "--json")]
    [InlineData("headgate --vers", "--version")]
    [InlineData("headgate user add a@b.c --license read", "read_only")]
    [InlineData("headgate catalogue --format open", "openapi")]
    [InlineData("headgate serve --data /pro", "/proc")]
    [InlineData("headgate run --cause a", "")]
    public async Task Bash_completes_what_is_begun(string line, string word)
    {
        const string ask = """
            source <("$1" completion bash)
            COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _headgate
            echo "${COMPREPLY[*]}"
            """;
        var result = await HeadgateProgram.RunAsync(
            "/bin/bash",
            ["-c", ask, "bash", HeadgateProgram.Path, line],
            new Dictionary<string, string?>()
        );
        (result.ExitCode, result.Error).ShouldBe((0, ""), result.All);
        result.Output.Trim().ShouldBe(word);
    }

    [Theory]
    [InlineData("headgate proj", "project")]
    [InlineData("headgate agent rev", "revoke")]
    [InlineData("headgate agent add --is", "--issue-credentials")]
    [InlineData("headgate webhook replay alerts --dr", "--dry-run")]
    [InlineData("headgate run Nightly --jso", "--json")]
    [InlineData("headgate user add a@b.c --license read", "read_only")]
    [InlineData("headgate catalogue --format open", "openapi")]
    [InlineData("headgate serve --data /pro", "files")]
    [InlineData("headgate run --cause a", "a value")]
    public async Task Zsh_completes_what_is_begun(string line, string word)
    {
        if (!File.Exists("/usr/bin/zsh"))
        {
            Prerequisite.Missing("zsh is not installed: apt-get install zsh.");
        }
        // What its editor does with the words is zsh's own affair: compadd is asked which of them fit what is begun.
        const string ask = """
            autoload -Uz compinit && compinit -u -D
            eval "$("$1" completion zsh)"
            compadd() { shift; for w in "$@"; do [[ $w == ${words[CURRENT]}* ]] && print -r -- "$w"; done; return 0 }
            _files() { print files }
            _message() { print "a $1" }
            words=(${=2}); CURRENT=$#words
            [[ ${_comps[headgate]} == _headgate ]] || print "not registered"
            _headgate
            """;
        var result = await HeadgateProgram.RunAsync(
            "/usr/bin/zsh",
            ["-f", "-c", ask, "zsh", HeadgateProgram.Path, line],
            new Dictionary<string, string?>()
        );
        (result.ExitCode, result.Error).ShouldBe((0, ""), result.All);
        result.Output.Trim().ShouldBe(word);
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_scripts_of_other_shells_know_every_command(string shell)
    {
        var script = await HeadgateProgram.RunAsync("completion", shell);
        script.ExitCode.ShouldBe(0, script.All);
        foreach (var command in HelpTests.Commands.Select(row => row.Data))
        {
            script.Output.ShouldContain($"\" {command}\"");
        }
        script.Output.ShouldContain("\"agent add\"");
        script.Output.ShouldContain("issue-credentials");
    }
}
