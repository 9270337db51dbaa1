using System.Text;
using System.Text.Json.Nodes;
using Headgate.Testing;
using ModelContextProtocol.Protocol;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>Commands that take long: told of, waited for, cancelled, ended with their server.</summary>
public sealed class LocalCommandsTests
{
    /// <summary>Takes hours.</summary>
    private const string Slow =
        "select count(*) as n from range(3000000) a, range(3000000) b, {{ ref('first') }} c where (a.range * b.range + c.id) % 7 = 3";

    private static readonly Dictionary<string, object?> None = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancelled_command_ends_with_its_processes_and_the_next_one_has_its_turn()
    {
        using var project = Project();
        await using var mcp = await project.StartAsync();
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (slow, waits) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = mcp.CallAsync("run", None, leaves.Token, _ => slow.TrySetResult());
        await slow.Task.WaitAsync(Cancellation);
        project.Processes().ShouldNotBeEmpty();

        var next = mcp.CallAsync("list", None, Cancellation, said => waits.TrySetResult());
        await waits.Task.WaitAsync(Cancellation);
        next.IsCompleted.ShouldBeFalse("one command runs at a time");

        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        LocalMcp.TextOf(await next).ShouldContain("small.slow");
        await Until.HoldsAsync(() => project.Processes().Count == 0, "no process of the command is left", Cancellation);
    }

    [Fact]
    public async Task A_command_that_takes_longer_than_it_may_is_ended()
    {
        using var project = Project();
        await using var mcp = await project.StartAsync(new Dictionary<string, string?> { ["DBT_CLI_TIMEOUT"] = "4" });
        var result = await mcp.CallAsync("run", None, Cancellation);
        result.IsError.ShouldBe(true);
        LocalMcp.TextOf(result).ShouldContain("DBT_CLI_TIMEOUT");
        await Until.HoldsAsync(() => project.Processes().Count == 0, "no process of the command is left", Cancellation);
    }

    [Fact]
    public async Task Without_a_token_no_progress_is_told()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync();
        var notes = 0;
        await using var watch = mcp.Client.RegisterNotificationHandler(
            NotificationMethods.ProgressNotification,
            (_, _) =>
            {
                Interlocked.Increment(ref notes);
                return default;
            }
        );
        (await mcp.CallAsync("run", None, Cancellation)).IsError.ShouldNotBe(true);
        notes.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_does_not_outlive_its_server(bool isKilled)
    {
        using var project = Project();
        using var server = HeadgateProgram.Start(
            HeadgateProgram.Path,
            ["mcp"],
            new Dictionary<string, string?>
            {
                ["DBT_PROJECT_DIR"] = project.Folder,
                ["HEADGATE_URL"] = null,
                ["HEADGATE_TOKEN"] = null,
            }
        );
        var errors = server.StandardError.ReadToEndAsync(Cancellation);
        await SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"""
        );
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await SendAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"run","arguments":{},"_meta":{"progressToken":"p"}}}"""
        );
        var output = new StringBuilder();
        while (!output.ToString().Contains("notifications/progress", StringComparison.Ordinal))
        {
            output.AppendLine(await server.StandardOutput.ReadLineAsync(Cancellation));
        }
        project.Processes().ShouldNotBeEmpty();
        if (isKilled)
        {
            server.Kill();
        }
        else
        {
            server.StandardInput.Close();
        }
        output.Append(await server.StandardOutput.ReadToEndAsync(Cancellation));
        await server.WaitForExitAsync(Cancellation);
        await Until.HoldsAsync(() => project.Processes().Count == 0, "no process of the command is left", Cancellation);
        foreach (var line in output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonNode.Parse(line)!["jsonrpc"]!
                .GetValue<string>()
                .ShouldBe("2.0", "nothing but messages of the protocol is on standard output");
        }
        if (!isKilled)
        {
            server.ExitCode.ShouldBe(0, await errors);
        }

        async Task SendAsync(string message)
        {
            await server.StandardInput.WriteLineAsync(message.AsMemory(), Cancellation);
            await server.StandardInput.FlushAsync(Cancellation);
        }
    }

    private static LocalProject Project() =>
        LocalProject.Of(("first", "select 1 as id"), ("slow", "{{ config(materialized='table') }}" + Slow));
}
