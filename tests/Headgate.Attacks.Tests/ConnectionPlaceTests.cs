using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>Connections whose warehouse is a file, and where that file may lie.</summary>
public sealed class ConnectionPlaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-20")]
    [Theory]
    [InlineData("keys/x.duckdb")]
    [InlineData("../payroll.duckdb")]
    [InlineData("warehouse/../keys/x.duckdb")]
    [InlineData("/etc/passwd")]
    [InlineData("linked/x.duckdb")]
    [InlineData("warehouse/link.duckdb")]
    [InlineData("warehouse/second-name.duckdb")]
    public async Task A_warehouse_lies_where_warehouses_may_or_the_connection_is_refused(string path)
    {
        await using var server = await HeadgateServer.StartAsync();
        Directory.CreateSymbolicLink(Path.Combine(server.DataFolder, "linked"), "/tmp");
        var folder = Directory.CreateDirectory(Path.Combine(server.DataFolder, "warehouse")).FullName;
        foreach (var name in new[] { "payroll.duckdb", "twice.duckdb" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "", Cancellation);
        }
        File.CreateSymbolicLink(Path.Combine(folder, "link.duckdb"), Path.Combine(folder, "payroll.duckdb"));
        await BoxLab.ShellAsync($"ln '{folder}/twice.duckdb' '{folder}/second-name.duckdb'");
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
            var expected = path is "warehouse/link.duckdb" or "warehouse/second-name.duckdb"
                ? "name the file itself"
                : "where no warehouse may";
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(expected);
        }
        var kept = await server.Admin.GetStringAsync($"{server.V3}connections/{id}/", Cancellation);
        kept.ShouldContain("warehouse/good.duckdb");
    }

    [Attack("BOX-20")]
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("127.1")]
    public async Task The_servers_own_database_is_no_warehouse_under_any_of_its_names(string host)
    {
        await using var server = await HeadgateServer.StartAsync();
        var store = server.Services.GetRequiredService<StoreSettings>();
        if (store.PostgresPlace is not { } own)
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
            return;
        }
        own.Hosts.ShouldBe(["127.0.0.1"], "the server of the tests is on this machine");

        var answer = await server.Admin.PostAsJsonAsync(server.V3 + "connections/", Database(host, own.Port, own.Database), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("the server keeps its own data");
        var template = await server.Admin.PostAsJsonAsync(
            server.V3 + "connections/",
            Database(host, own.Port, $"{{{{ '{own.Database}' }}}}"),
            Cancellation
        );
        template.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a template becomes a name only inside the run");
        foreach (var other in new[] { Database(host, own.Port + 1, own.Database), Database(host, own.Port, "books") })
        {
            var made = await server.Admin.PostAsJsonAsync(server.V3 + "connections/", other, Cancellation);
            made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private static object Database(string hostname, int port, string dbname) =>
        new
        {
            name = "Own",
            adapter_version = "postgres_v0",
            config = new
            {
                hostname,
                port,
                dbname,
            },
        };

    private static object Connection(string path) =>
        new
        {
            name = "Books",
            adapter_version = "duckdb_v0",
            config = new { path },
        };
}
