using Headgate.Cli.Doctor;
using Headgate.Server;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Headgate.Tests.Cli;

/// <summary>What <c>headgate doctor</c> says of the users of warehouses.</summary>
public sealed class WarehouseChecksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-13")]
    [Theory]
    [InlineData("superuser", "may read files and start programs on the database's own machine")]
    [InlineData("", null)]
    public async Task A_user_who_reaches_beyond_its_database_is_told_of(string rights, string? words)
    {
        var text = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(text))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
        }
        var database = new NpgsqlConnectionStringBuilder(text);
        var user = $"user_{Guid.NewGuid():N}";
        await SendAsync(text!, $"create role {user} login password 'pw' {rights}");
        try
        {
            await using var server = await HeadgateServer.StartAsync();
            await AddAsync(server, database, user);

            var findings = await WarehouseChecks.RunAsync(Settings(server), Cancellation);

            if (words is null)
            {
                findings.ShouldBeEmpty();
            }
            else
            {
                var finding = findings.ShouldHaveSingleItem();
                finding.Verdict.ShouldBe(Verdict.Weak);
                finding.Sentence.ShouldStartWith("Environment Production of Books: ");
                finding.Sentence.ShouldContain(words);
            }
        }
        finally
        {
            await SendAsync(text!, $"drop role {user}");
        }
    }

    [Fact]
    public async Task Where_there_is_no_data_yet_nothing_is_asked() =>
        (await WarehouseChecks.RunAsync(new ServerSettings { DataFolder = "/nowhere/at/all" }, Cancellation)).ShouldBeEmpty();

    private static ServerSettings Settings(HeadgateServer server) =>
        new() { DataFolder = server.DataFolder, PostgresConnection = server.Services.GetRequiredService<StoreSettings>().Postgres };

    private static async Task AddAsync(HeadgateServer server, NpgsqlConnectionStringBuilder database, string user)
    {
        var project = await server.CreateProjectAsync("Books");
        await using var db = await server.DatabaseAsync();
        var connection = await db.Connections.SingleAsync(row => row.Id == project.ConnectionId, Cancellation);
        (connection.AdapterVersion, connection.Config) = (
            "postgres_v0",
            $$"""{"hostname":"{{database.Host}}","port":{{database.Port}},"dbname":"{{database.Database}}"}"""
        );
        var credential = new Credential
        {
            AccountId = server.AccountId,
            ProjectId = project.Id,
            Username = user,
            Schema = "public",
            SecretFields = server.Services.GetRequiredService<SecretsAtRest>().Seal(new("""{"password":"pw"}""")),
        };
        db.Add(credential);
        await db.SaveChangesAsync(Cancellation);
        (await db.Environments.SingleAsync(row => row.Id == project.ProductionId, Cancellation)).CredentialsId = credential.Id;
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task SendAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
