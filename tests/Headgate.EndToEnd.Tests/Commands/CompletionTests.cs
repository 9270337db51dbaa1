namespace Headgate.EndToEnd.Tests.Commands;

/// <summary>The scripts of shells, run by the shells.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("headgate proj", "project")]
    [InlineData("headgate agent re", "revoke")]
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
