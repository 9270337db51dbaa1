using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Up;

/// <summary>The first start on a machine without bubblewrap, where the server is root and each run is a user of its own.</summary>
public sealed class WeakerBoxTests
{
    [Fact]
    public async Task The_demo_runs_to_its_end_where_runs_are_kept_apart_by_users_only()
    {
        Prerequisite.Root();
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string?> { ["HEADGATE__RUNS__ISOLATION"] = "user" };
        try
        {
            var up = await HeadgateProgram.RunAsync(variables, "up", "--detach", "--data", folder.Path, "--port", "0");
            up.ExitCode.ShouldBe(0, up.All);
            up.Output.ShouldContain("succeeded", Case.Insensitive, up.All);
            up.Output.ShouldMatch(@"Done\. PASS=\d+ WARN=[1-9]\d* ERROR=0");
        }
        finally
        {
            await HeadgateProgram.RunAsync("down", "--data", folder.Path);
        }
    }
}
