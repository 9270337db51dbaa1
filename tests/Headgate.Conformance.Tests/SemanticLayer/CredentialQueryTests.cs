using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Headgate.Conformance.Tests.SemanticLayer;

/// <summary>Metric queries sign in to PostgreSQL with the Semantic Layer credentials that whoever asks is mapped to, and may what those may.</summary>
public sealed class CredentialQueryTests : IAsyncLifetime
{
    private readonly string _name = "sl_" + Guid.NewGuid().ToString("N");
    private MetricsWorld _world = null!;
    private NpgsqlConnectionStringBuilder _address = null!;

    public async ValueTask InitializeAsync()
    {
        var server = System.Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES names no PostgreSQL server.");
        }
        _address = new NpgsqlConnectionStringBuilder(server) { Pooling = false };
        await ExecuteAsync($"create database {_name}");
        await ExecuteAsync(MetricsWorld.Orders.Replace("SERIES", "generate_series(1, 100)", StringComparison.Ordinal), _name);
        foreach (var role in (string[])["wide", "narrow"])
        {
            await ExecuteAsync($"create role {_name}_{role} login password 'of {role}'", _name);
        }
        // Row security: the narrow user sees what was sold on the web alone.
        await ExecuteAsync(
            $"""
            grant usage on schema store to {_name}_wide, {_name}_narrow; grant select on store.orders to {_name}_wide, {_name}_narrow;
            alter table store.orders enable row level security;
            create policy wide on store.orders to {_name}_wide using (true);
            create policy narrow on store.orders to {_name}_narrow using (channel = 'web');
            """,
            _name
        );
        _world = await MetricsWorld.StartAsync();
        await _world.LeaveAsync(_name);
        await using var db = await _world.Server.DatabaseAsync();
        var config = $$"""{"hostname":"{{_address.Host}}","dbname":"{{_name}}","port":{{_address.Port}}}""";
        await db
            .Connections.Where(c => c.Id == _world.Project.ConnectionId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.AdapterVersion, "postgres_v0").SetProperty(c => c.Config, config));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await ExecuteAsync($"drop database {_name} with (force)");
        await ExecuteAsync($"drop role {_name}_wide; drop role {_name}_narrow");
    }

    [Fact]
    public async Task Each_token_sees_what_the_user_sees_that_it_is_mapped_to()
    {
        const string Sales = "metrics: [{name: \"sales\"}]";
        var (wide, narrow) = (await CredentialsAsync("wide"), await CredentialsAsync("narrow"));
        var (first, second, third) = (
            await TokenAsync("first", wide),
            await TokenAsync("second", narrow),
            await _world.TokenAsync("third")
        );

        (await _world.RowsAsync(first, Sales))[0]!["sales"]!.GetValue<decimal>().ShouldBe(5050);
        (await _world.RowsAsync(second, Sales))[0]!["sales"]!.GetValue<decimal>().ShouldBe(2550);
        // One reader of each stays open; the other's is never used.
        (await _world.RowsAsync(first, Sales))[0]!["sales"]!
            .GetValue<decimal>()
            .ShouldBe(5050);
        var refused = await _world.CreateAsync(third, Sales);
        refused["errors"]![0]!["message"]!.ToString().ShouldContain("is mapped to no Semantic Layer credentials");
        // SQL is written all the same: nothing is read for it.
        var compiled = await _world.AskAsync(
            third,
            $"mutation($environmentId: BigInt!) {{ compileSql(environmentId: $environmentId, {Sales}) {{ sql }} }}"
        );
        compiled["data"]!["compileSql"]!["sql"]!.ToString().ShouldContain("sum(");
    }

    private async Task<long> CredentialsAsync(string role)
    {
        var (status, made) = await ConformanceServer.SendAsync(
            _world.Server.Admin,
            "POST",
            $"{_world.Server.V3}semantic-layer-credentials/",
            new
            {
                project_id = _world.Project.Id,
                name = role,
                adapter_version = "postgres_v0",
                values = new { username = $"{_name}_{role}", password = $"of {role}" },
            }
        );
        status.ShouldBe(201, made.GetRawText());
        return made.GetProperty("data").GetProperty("id").GetInt64();
    }

    private async Task<string> TokenAsync(string name, long credentials)
    {
        var secret = await _world.TokenAsync(name);
        await using var db = await _world.Server.DatabaseAsync();
        var token = await db.ServiceTokens.Where(t => t.Name == name).Select(t => t.Id).SingleAsync();
        var (status, made) = await ConformanceServer.SendAsync(
            _world.Server.Admin,
            "POST",
            $"{_world.Server.V3}semantic-layer-credential-to-service-token-mapping/",
            new { semantic_layer_credentials_id = credentials, service_token_id = token }
        );
        status.ShouldBe(201, made.GetRawText());
        return secret;
    }

    private async Task ExecuteAsync(string sql, string? database = null)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_address.ConnectionString) { Database = database ?? _address.Database }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
