using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Testing;

namespace Headgate.Attacks.Tests;

/// <summary>Connections whose warehouse is a file, and where that file may lie.</summary>
public sealed class ConnectionPlaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-20", Lacks = "the platform's own PostgreSQL database; a file that is itself a link, which a run refuses")]
    [Theory]
    [InlineData("keys/x.duckdb")]
    [InlineData("../payroll.duckdb")]
    [InlineData("warehouse/../keys/x.duckdb")]
    [InlineData("/etc/passwd")]
    [InlineData("linked/x.duckdb")]
    public async Task A_warehouse_lies_where_warehouses_may_or_the_connection_is_refused(string path)
    {
        await using var server = await HeadgateServer.StartAsync();
        Directory.CreateSymbolicLink(Path.Combine(server.DataFolder, "linked"), "/tmp");
        var good = await server.Admin.PostAsJsonAsync(server.V3 + "connections/", Connection("warehouse/good.duckdb"), Cancellation);
        good.StatusCode.ShouldBe(HttpStatusCode.Created, await good.Content.ReadAsStringAsync(Cancellation));
        var id = (await good.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("data").GetProperty("id").GetInt64();

        foreach (
            var answer in new[]
            {
                await server.Admin.PostAsJsonAsync(server.V3 + "connections/", Connection(path), Cancellation),
                await server.Admin.PatchAsJsonAsync($"{server.V3}connections/{id}/", Connection(path), Cancellation),
            }
        )
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("where no warehouse may");
        }
        var kept = await server.Admin.GetStringAsync($"{server.V3}connections/{id}/", Cancellation);
        kept.ShouldContain("warehouse/good.duckdb");
    }

    private static object Connection(string path) =>
        new
        {
            name = "Books",
            adapter_version = "duckdb_v0",
            config = new { path },
        };
}
