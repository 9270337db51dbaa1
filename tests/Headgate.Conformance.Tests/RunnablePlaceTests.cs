using Headgate.Testing;

namespace Headgate.Conformance.Tests;

/// <summary>What a run would refuse is refused when it is saved.</summary>
public sealed class RunnablePlaceTests(ConformanceServer shared)
{
    [Theory]
    [InlineData("/etc/shop.duckdb")]
    [InlineData("../shop.duckdb")]
    [InlineData("keys/shop.duckdb")]
    [InlineData("headgate.db")]
    [InlineData("shop\u0000.duckdb")]
    public async Task A_warehouse_lies_where_a_run_may_have_one(string path)
    {
        var (status, answer) = await shared.SendAsync("POST", shared.Server.V3 + "connections/", Connection(path));
        status.ShouldBe(400, answer.GetRawText());
        answer.GetProperty("data").GetProperty("config").GetProperty("path").GetString().ShouldNotBeNullOrEmpty();
        answer.GetRawText().ShouldNotContain(shared.Server.DataFolder);

        var (made, good) = await shared.SendAsync("POST", shared.Server.V3 + "connections/", Connection("warehouse/good.duckdb"));
        made.ShouldBe(201, good.GetRawText());
        var address = $"{shared.Server.V3}connections/{good.GetProperty("data").GetProperty("id").GetInt64()}/";
        (await shared.SendAsync("PATCH", address, new { config = new { path } })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_git_host_inside_is_taken_where_the_operator_lists_it()
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { Box = s.Box with { GitHosts = ["10.1.2.3"] } });
        var project = await server.CreateProjectAsync("Inside");
        foreach (
            var (url, expected) in new[]
            {
                ("http://10.1.2.3/x.git", 201),
                ("https://10.1.2.4/x.git", 400),
                ("http://git.example.com/x.git", 400),
            }
        )
        {
            var (status, answer) = await ConformanceServer.SendAsync(
                server.Admin,
                "POST",
                $"{server.V3}projects/{project.Id}/repositories/",
                new { project_id = project.Id, remote_url = url }
            );
            status.ShouldBe(expected, $"{url}: {answer.GetRawText()}");
            if (expected == 400)
            {
                answer.GetProperty("data").GetProperty("remote_url").GetString()!.ShouldContain("runs.git_hosts");
            }
        }
    }

    private static object Connection(string path) =>
        new
        {
            name = "a file",
            adapter_version = "duckdb_v0",
            config = new { path },
        };
}
