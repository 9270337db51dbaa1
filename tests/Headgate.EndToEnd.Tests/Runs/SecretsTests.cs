using System.Text;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>Secrets that a run is given, in every file and every answer of the whole server after it.</summary>
public sealed class SecretsTests
{
    private const string Password = "pa55-of-the-warehouse";
    private const string ConnectionSecret = "c0nnection-secret";
    private const string Variable = "v4lue-of-a-secret-variable";

    /// <summary>Tells all that it knows, in every way that a careless dbt project has.</summary>
    private const string Program = """
        #!/bin/sh
        mkdir -p target/compiled
        env | sort
        env >&2
        env >target/compiled/model.sql
        printf '{"secret":"%s","password":"%s"}' "$DBT_ENV_SECRET_GIT" "$DBT_ENV_SECRET_HEADGATE_PASSWORD" >target/manifest.json
        cp target/manifest.json target/run_results.json
        env >>"$DBT_LOG_PATH/dbt.log"
        cat "$DBT_PROFILES_DIR/profiles.yml"
        exit 1
        """;

    [Fact]
    public async Task No_secret_appears_in_any_file_or_answer_after_a_whole_run()
    {
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "dbt.sh");
        await File.WriteAllTextAsync(program, Program, Cancellation);
        File.SetUnixFileMode(program, (UnixFileMode)0b101_101_101);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        await using var server = await HeadgateServer.StartAsync(settings =>
            settings with
            {
                DbtProgram = program,
                Box = new() { Folders = [folder.Path] },
            }
        );
        var project = await server.CreateProjectAsync("Shop");
        await GiveSecretsAsync(server, project, Path.Combine(folder.Path, "shop"));
        var agent = await server.CreateAgentAsync("reader", new NewGrant("jobs", "read"), new NewGrant("runs", "read"));

        var run = await RunAsync(server, project);
        string[] secrets = [Password, ConnectionSecret, Variable, server.AdminToken, agent];
        using var asAgent = server.ClientFor(agent, "Bearer");
        var answers = 0;
        foreach (var path in Reads(server, project, run))
        {
            foreach (var client in new[] { server.Admin, asAgent })
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
                ShouldHoldNone(await response.Content.ReadAsStringAsync(Cancellation), secrets, $"the answer of {path}");
                answers += response.IsSuccessStatusCode ? 1 : 0;
            }
        }
        answers.ShouldBeGreaterThan(20);

        var files = await LiveFolder.ReadAsync(server.DataFolder, Cancellation);
        files.Count.ShouldBeGreaterThan(10);
        foreach (var (file, bytes) in files)
        {
            ShouldHoldNone(Encoding.Latin1.GetString(bytes), secrets, file);
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void ShouldHoldNone(string text, string[] secrets, string where)
    {
        foreach (var secret in secrets)
        {
            text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"A secret stands in {where}.");
        }
    }

    private static async Task GiveSecretsAsync(HeadgateServer server, TestProject project, string repository)
    {
        Directory.CreateDirectory(repository);
        await File.WriteAllTextAsync(Path.Combine(repository, "dbt_project.yml"), "name: shop\nprofile: shop\n", Cancellation);
        var atRest = server.Services.GetRequiredService<SecretsAtRest>();
        await using var db = await server.DatabaseAsync();
        var credential = new Credential
        {
            AccountId = server.AccountId,
            ProjectId = project.Id,
            Schema = "shop",
            SecretFields = atRest.Seal(new Secret($$"""{"password":"{{Password}}"}""")),
        };
        db.AddRange(
            credential,
            new EnvironmentVariable
            {
                AccountId = server.AccountId,
                ProjectId = project.Id,
                Name = "DBT_ENV_SECRET_GIT",
                SecretValue = atRest.Seal(new Secret(Variable)),
            }
        );
        await db.SaveChangesAsync(Cancellation);
        var connection = await db.Connections.SingleAsync(row => row.Id == project.ConnectionId, Cancellation);
        connection.SecretConfig = atRest.Seal(new Secret($$"""{"motherduck_token":"{{ConnectionSecret}}"}"""));
        var shop = await db.Repositories.SingleAsync(row => row.Id == project.RepositoryId, Cancellation);
        (shop.RemoteUrl, shop.RemoteBackend) = (repository, "managed");
        var environment = await db.Environments.SingleAsync(row => row.Id == project.ProductionId, Cancellation);
        (environment.CredentialsId, environment.RepositoryId) = (credential.Id, shop.Id);
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task<long> RunAsync(HeadgateServer server, TestProject project)
    {
        using var body = new StringContent("""{"cause":"secrets"}""", Encoding.UTF8, "application/json");
        using var triggered = await server.Admin.PostAsync(
            new Uri($"{server.V2}jobs/{project.JobId}/run/", UriKind.Relative),
            body,
            Cancellation
        );
        triggered.EnsureSuccessStatusCode();
        var run = new Run();
        await Until.HoldsAsync(
            async () =>
            {
                await using var db = await server.DatabaseAsync();
                run = await db.Runs.AsNoTracking().OrderBy(row => row.Id).LastAsync(Cancellation);
                return run.Status is RunStatus.Success or RunStatus.Error or RunStatus.Cancelled;
            },
            () => $"the run ends; it is {run.Status}",
            Cancellation
        );
        run.Status.ShouldBe(RunStatus.Error);
        // The program was really asked, and what it told was kept: otherwise there would be nothing to find.
        await using var check = await server.DatabaseAsync();
        (await check.Artifacts.CountAsync(row => row.RunId == run.Id && row.Path == "manifest.json", Cancellation)).ShouldBe(1);
        return run.Id;
    }

    /// <summary>Every address that can be read, with the ids of what is there.</summary>
    private static IEnumerable<string> Reads(HeadgateServer server, TestProject project, long run)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account_id"] = $"{server.AccountId}",
            ["project_id"] = $"{project.Id}",
            ["environment_id"] = $"{project.ProductionId}",
            ["connection_id"] = $"{project.ConnectionId}",
            ["repository_id"] = $"{project.RepositoryId}",
            ["job_id"] = $"{project.JobId}",
            ["run_id"] = $"{run}",
            ["credentials_id"] = "1",
        };
        // The record that is followed has no end; it tells what the search of it tells.
        foreach (var operation in server.Catalogue.Operations.Where(o => o.Method == "GET" && o.Id != "gate.records.follow"))
        {
            var path = operation.Route;
            foreach (var (name, id) in ids)
            {
                path = path.Replace($"{{{name}:long}}", id, StringComparison.Ordinal).Replace($"{{{name}}}", id, StringComparison.Ordinal);
            }
            var open = path.IndexOf('{', StringComparison.Ordinal);
            if (open < 0)
            {
                yield return path;
                continue;
            }
            if (
                path[open..].StartsWith("{remainder", StringComparison.Ordinal)
                || operation.Id.StartsWith("artifacts.", StringComparison.Ordinal)
            )
            {
                foreach (var file in new[] { "manifest.json", "run_results.json", "compiled/model.sql" })
                {
                    yield return path[..open] + file;
                }
                continue;
            }
            foreach (var id in Enumerable.Range(1, 8))
            {
                yield return path[..open] + id + path[(path.IndexOf('}', open) + 1)..];
            }
        }
        yield return $"{server.V2}runs/{run}/?include_related=[%22run_steps%22,%22debug_logs%22,%22job%22,%22trigger%22,%22environment%22]";
        yield return "/guide.json";
    }
}
