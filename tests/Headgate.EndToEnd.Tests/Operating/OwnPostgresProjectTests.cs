using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>A dbt project of one's own whose warehouse is a PostgreSQL server, with the real program.</summary>
public sealed class OwnPostgresProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Shop => Path.Combine(_folder.Path, "shop");

    public void Dispose() => _folder.Dispose();

    [Attack("CRED-18")]
    [Fact]
    public async Task Its_target_becomes_connection_and_credentials_its_first_run_builds_and_no_secret_is_shown()
    {
        await using var database = await TemporaryPostgres.CreateAsync();
        await WriteShopAsync(database);
        await using var server = await ServedServer.StartAsync(Data);
        var variables = new Dictionary<string, string?>
        {
            ["HEADGATE_TOKEN"] = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString(),
        };
        string[] add = ["project", "add", Shop, "--data", Data];

        var unset = await HeadgateProgram.RunAsync(variables, add);
        unset.ExitCode.ShouldBe(1);
        unset.Error.ShouldContain("Env var required but not provided: 'SHOP_PASSWORD'");
        // The server names the database that it does not have; the secret is a part of that name.
        variables["SHOP_PASSWORD"] = "canary-18";
        var refused = await HeadgateProgram.RunAsync(variables, [.. add, "--target", "gone"]);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("does not answer");
        refused.Error.ShouldContain("database \"***-gone\" does not exist");
        var certificate = await HeadgateProgram.RunAsync(variables, [.. add, "--target", "certified"]);
        certificate.Error.ShouldContain("The target \"certified\" names a file of this machine with sslrootcert, and runs see none");

        var added = await HeadgateProgram.RunAsync(variables, add);
        added.ExitCode.ShouldBe(0, added.All);
        var place = $"{database.At.Username}@{database.At.Host}:{database.At.Port}/{database.At.Database}";
        added.Output.ShouldContain("Project my_shop: target dev, postgres, schema stall, 2 threads");
        added.Output.ShouldContain($"warehouse     {place} answers");
        added.Output.ShouldContain($"connection    my_shop warehouse, postgres {place}");
        added.Output.ShouldContain("Run 1 of dbt build succeeded");
        (await database.SendAsync("select kind from stall.apples")).ShouldBe("Gala");

        var staging = await HeadgateProgram.RunAsync(
            "bash",
            [
                "-c",
                $"echo canary-18 | '{HeadgateProgram.Path}' env add Staging --project my_shop --schema trial --user '{database.At.Username}' --data '{Data}'",
            ],
            variables
        );
        staging.ExitCode.ShouldBe(0, staging.All);
        await DoneAsync("job", "add", "Trial", "--project", "my_shop", "--env", "Staging", "--data", Data);
        await DoneAsync("run", "Trial", "--wait", "--data", Data);
        (await database.SendAsync("select kind from trial.apples")).ShouldBe("Gala");

        var nobody = await HeadgateProgram.RunAsync(
            variables,
            ["env", "add", "Third", "--project", "my_shop", "--schema", "third", "--data", Data]
        );
        nobody.Error.ShouldContain("The connection \"my_shop warehouse\" is a server: name who connects with --user.");
        foreach (var said in new[] { refused, certificate, added, staging, nobody })
        {
            said.All.ShouldNotContain("canary-18");
        }
        (await RecordAsync()).ShouldNotContain("canary-18");

        async Task DoneAsync(params string[] arguments)
        {
            var result = await HeadgateProgram.RunAsync(variables, arguments);
            result.ExitCode.ShouldBe(0, result.All);
        }
    }

    private async Task<string> RecordAsync()
    {
        var told = await HeadgateProgram.RunAsync("audit", "tail", "--all", "--lines", "10000", "--json", "--data", Data);
        told.ExitCode.ShouldBe(0, told.All);
        told.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)).Count().ShouldBeGreaterThan(20);
        return told.Output;
    }

    private async Task WriteShopAsync(TemporaryPostgres database)
    {
        Directory.CreateDirectory(Path.Combine(Shop, "models"));
        await WriteAsync(
            "dbt_project.yml",
            "name: my_shop\nversion: '1.0'\nprofile: shop\nmodels:\n  my_shop:\n    +materialized: table\n"
        );
        var target = $$$"""
                  type: postgres
                  host: {{{database.At.Host}}}
                  user: {{{database.At.Username}}}
                  pass: "{{ env_var('SHOP_PASSWORD') }}"
                  port: {{{database.At.Port}}}
                  schema: stall
                  threads: 2
            """;
        await WriteAsync(
            "profiles.yml",
            $$$"""
            shop:
              target: dev
              outputs:
                dev:
            {{{target}}}
                  database: {{{database.At.Database}}}
                  connect_timeout: 20
                gone:
            {{{target}}}
                  dbname: canary-18-gone
                certified:
            {{{target}}}
                  dbname: shop
                  sslrootcert: ca.pem
            """
        );
        await WriteAsync(Path.Combine("models", "apples.sql"), "select 1 as id, 'Gala' as kind\n");
    }

    private Task WriteAsync(string file, string text) =>
        File.WriteAllTextAsync(Path.Combine(Shop, file), text, TestContext.Current.CancellationToken);
}
