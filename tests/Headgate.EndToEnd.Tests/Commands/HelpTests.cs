using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Commands =>
        [
            "up",
            "down",
            "serve",
            "project",
            "env",
            "job",
            "run",
            "runs",
            "logs",
            "webhook",
            "account",
            "user",
            "token",
            "sign-in",
            "agent",
            "audit",
            "login",
            "logout",
            "mcp",
            "metrics",
            "catalogue",
            "doctor",
            "settings",
            "completion",
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself(string command)
    {
        var result = await HeadgateProgram.RunAsync(command, "--help");
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("Usage:");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_root_lists_every_command()
    {
        var result = await HeadgateProgram.RunAsync("--help");
        result.ExitCode.ShouldBe(0, result.All);
        foreach (var command in Commands.Select(row => row.Data))
        {
            result.Output.ShouldContain($"  {command}");
        }
    }

    [Theory]
    [InlineData("runz")]
    [InlineData("up --port many")]
    [InlineData("up --nonsense")]
    [InlineData("run")]
    [InlineData("logs twelve")]
    [InlineData("token add ci")]
    [InlineData("user add ada@example.com")]
    [InlineData("agent grant reader jobs=read")]
    [InlineData("agent add reader --grant jobs=read")]
    [InlineData("mcp --print-config netscape")]
    [InlineData("mcp --url https://headgate.example.com")]
    [InlineData("mcp --print-config cursor --url headgate.example.com")]
    [InlineData("agent grant reader jobs=read --everywhere --project 10")]
    public async Task Misuse_ends_with_2_and_says_where_help_is(string line)
    {
        var result = await HeadgateProgram.RunAsync(line.Split(' '));
        result.ExitCode.ShouldBe(2, result.All);
        result.Error.ShouldContain("--help");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_needs_a_server_says_how_to_start_one()
    {
        using var folder = new TemporaryFolder();
        var result = await HeadgateProgram.RunAsync("runs", "--data", folder.Path);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("headgate up");
    }

    [Fact]
    public async Task The_version_is_a_number() => (await HeadgateProgram.RunAsync("--version")).Output.ShouldMatch(@"^\d+\.\d+\.\d+");
}
