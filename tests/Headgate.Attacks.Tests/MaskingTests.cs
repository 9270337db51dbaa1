using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Server;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class MaskingTests(StandingServer server)
{
    [Attack("CRED-11")]
    [Fact]
    public async Task Settings_print_no_password_and_no_address_dumps_them()
    {
        const string Password = "canary-postgres-4410";
        var settings = new ServerSettings { DataFolder = server.Data, PostgresConnection = $"Host=db;Password={Password}" };
        settings.ToString().ShouldNotContain(Password);
        $"{settings with { Port = 1 }}".ShouldNotContain(Password);
        await using var c = await AttackCase.BeginAsync(server);
        // There is no dump to ask for; outside the API and the console's pages nothing is answered, and nothing recorded.
        foreach (
            var path in new[] { "/debug", "/debug/pprof/", "/diagnostics", "/config", "/env", "/actuator/env", "/prometheus", "/dump" }
        )
        {
            (await RawHttp.ExchangeAsync(server.Address, Request(path))).Single().Status.ShouldBe(404, path);
        }
        (await c.GetAsync("/api/debug", server.Admin)).Status.ShouldBe(404);
    }

    [Attack("CRED-21")]
    [Theory]
    [InlineData("a")]
    [InlineData("a-very-long-password-that-is-set-here")]
    public async Task Whether_a_connection_has_a_password_and_how_long_it_is_shows_nowhere(string password)
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var with = await CreateAsync(c, $$""","password":"{{password}}" """);
        var without = await CreateAsync(c, "");
        with.ShouldBe(without, "whether a secret is set, and how long it is, shows nowhere");
    }

    /// <summary>What the answers about a new connection say, without what differs between any two of them.</summary>
    private async Task<string> CreateAsync(AttackCase c, string secret)
    {
        var body = $$$"""{"name":"pg","adapter_version":"postgres_v0","config":{"hostname":"db","port":5432,"dbname":"d"{{{secret}}}}}""";
        var made = await c.PostAsync(B1 + "/connections/", server.Admin, body);
        var id = made.Json.GetProperty("data").GetProperty("id").GetInt64();
        var read = await c.GetAsync($"{B1}/connections/{id}/", server.Admin);
        read.Status.ShouldBe(200);
        return Plain(made.Json) + Plain(read.Json);
    }

    private static string Plain(JsonElement answer) =>
        string.Join(
            ',',
            answer
                .GetProperty("data")
                .EnumerateObject()
                .Where(p => p.Name is not ("id" or "created_at" or "updated_at"))
                .Select(p => $"{p.Name}={p.Value.GetRawText()}")
        );

    private byte[] Request(string path) =>
        Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Address}\r\nAuthorization: Bearer {server.Admin}\r\nConnection: close\r\n\r\n"
        );
}
