using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Up;

[Collection(DemoServerCollection.Name)]
public sealed class FirstStartTests(DemoServer demo)
{
    [Fact]
    public void It_ends_with_the_line_that_scripts_wait_for() =>
        demo.Output.TrimEnd().Split('\n')[^1].ShouldBe($"Headgate is ready at {demo.Url}");

    [Fact]
    public void It_shows_the_run_with_dbts_own_lines()
    {
        demo.Output.ShouldContain("fct_orders");
        demo.Output.ShouldMatch(@"\d+ of \d+ OK created sql table model .*dim_customers");
        demo.Output.ShouldMatch(@"Done\. PASS=\d+ WARN=[1-9]\d* ERROR=0");
    }

    [Fact]
    public void It_shows_the_agent_served_once_and_refused_once()
    {
        demo.Output.ShouldContain("200 allowed");
        demo.Output.ShouldContain("403 refused");
    }

    [Fact]
    public void It_shows_the_signed_webhook() => demo.Output.ShouldMatch("webhook received: job.run.completed .*signature is right");

    [Fact]
    public void It_prints_three_calls_to_try()
    {
        demo.Output.ShouldContain($"curl -H 'Authorization: Bearer {demo.Agent}'");
        demo.Output.Split('\n').Count(l => l.TrimStart().StartsWith("curl ", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void Its_bootstrap_file_has_what_scripts_need_and_is_for_its_owner_alone()
    {
        foreach (var name in new[] { "url", "account_id", "project_id", "environment_id", "job_id", "admin_token", "agent_key" })
        {
            demo.Bootstrap[name].ShouldNotBeNull(name);
        }
        File.GetUnixFileMode(Path.Combine(demo.Data, "bootstrap.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_demo_run_has_succeeded()
    {
        var runs = await demo.ReadAsync("v2", "runs/?order_by=id&limit=1");
        ((int)runs[0]!["status"]!).ShouldBe(10);
    }

    [Fact]
    public async Task A_second_up_on_the_same_folder_finds_the_running_server()
    {
        var result = await HeadgateProgram.RunAsync("up", "--detach", "--data", demo.Data, "--port", "0");
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.Trim().ShouldBe($"Headgate is ready at {demo.Url}");
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_in_one_line()
    {
        var result = await HeadgateProgram.RunAsync("serve", "--data", demo.Data, "--port", "0");
        result.ExitCode.ShouldBe(1);
        result.Error.Trim().Split('\n').Length.ShouldBe(1);
        result.Error.ShouldContain("is in use by");
    }

    [Fact]
    public async Task Runs_and_logs_are_shown_in_the_terminal()
    {
        var runs = await HeadgateProgram.RunAsync("runs", "--data", demo.Data);
        runs.ExitCode.ShouldBe(0, runs.All);
        runs.Output.ShouldContain("Nightly build");
        // The first run has ended; another test may have started a newer one that has not come to dbt yet.
        var json = JsonNode.Parse((await HeadgateProgram.RunAsync("runs", "--data", demo.Data, "--json")).Output)!.AsArray();
        var logs = await HeadgateProgram.RunAsync("logs", json[^1]!["id"]!.ToString(), "--data", demo.Data);
        logs.ExitCode.ShouldBe(0, logs.All);
        logs.Output.ShouldContain("Invoke dbt with `dbt build`");
    }

    [Fact]
    public async Task Nothing_is_coloured_where_nobody_watches()
    {
        demo.Output.ShouldNotContain('\e');
        (await HeadgateProgram.RunAsync("runs", "--data", demo.Data)).Output.ShouldNotContain('\e');
    }

    [Fact]
    public async Task A_later_start_goes_on_from_there()
    {
        using var folder = new TemporaryFolder();
        var first = await HeadgateProgram.RunAsync("up", "--detach", "--no-demo", "--data", folder.Path, "--port", "0");
        first.ExitCode.ShouldBe(0, first.All);
        (await HeadgateProgram.RunAsync("down", "--data", folder.Path)).Output.ShouldContain("has stopped");
        var before = await File.ReadAllTextAsync(Path.Combine(folder.Path, "bootstrap.json"), TestContext.Current.CancellationToken);

        var second = await HeadgateProgram.RunAsync("up", "--detach", "--no-demo", "--data", folder.Path, "--port", "0");
        second.ExitCode.ShouldBe(0, second.All);
        await HeadgateProgram.RunAsync("down", "--data", folder.Path);

        var after = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "bootstrap.json"), TestContext.Current.CancellationToken)
        )!;
        after["admin_token"]!.ToString().ShouldBe(JsonNode.Parse(before)!["admin_token"]!.ToString());
    }
}
