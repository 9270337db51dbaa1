using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Testing;
using Npgsql;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>
/// The real executable on a data folder of its own, with one project whose repository is a folder. It can be killed and started again; the
/// folder stays.
/// </summary>
internal sealed class ShopServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _variables = [];
    private readonly HttpClient _http = new();
    private JsonNode _bootstrap = new JsonObject();
    private long _environment;
    private long _project;

    private ShopServer() { }

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(_folder.Path, "data");

    /// <summary>Where the test keeps what it needs: the repository in <c>shop</c>, and what its program writes.</summary>
    public string Folder => _folder.Path;

    /// <summary>Starts a server with an account and a project.</summary>
    /// <param name="program">A shell script that stands for dbt, in which FOLDER means <see cref="Folder"/>; null for the embedded engine.</param>
    /// <param name="files">Files of the project: path and text.</param>
    public static async Task<ShopServer> StartAsync(string? program, params (string Path, string Text)[] files)
    {
        var server = new ShopServer();
        server._variables["HEADGATE__RUNS__FOLDERS__0"] = server.Folder;
        server._variables["HEADGATE__RUNS__WAREHOUSES__0"] = server.Folder;
        if (program is not null)
        {
            // These programs tell of themselves in files beside the data folder, by the ids that the machine has for them: a box shows them neither.
            server._variables["HEADGATE__RUNS__ISOLATION"] = "none";
            var script = Path.Combine(server.Folder, "dbt.sh");
            await File.WriteAllTextAsync(script, program.Replace("FOLDER", server.Folder), TestContext.Current.CancellationToken);
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            server._variables["HEADGATE__RUNS__DBT_PROGRAM"] = script;
        }
        await server.WriteAsync("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\nmodel-paths: [models]\n");
        foreach (var (path, text) in files)
        {
            await server.WriteAsync(path, text);
        }
        await server.UpAsync();
        await server.MakeProjectAsync();
        return server;
    }

    /// <summary>Writes a file of the project.</summary>
    public async Task WriteAsync(string path, string text)
    {
        var file = Path.Combine(Folder, "shop", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts the server, for the first time or again.</summary>
    public async Task UpAsync()
    {
        var up = await HeadgateProgram.RunAsync(_variables, "up", "--detach", "--no-demo", "--data", Data, "--port", "0");
        up.ExitCode.ShouldBe(0, up.All);
        _bootstrap = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(Data, "bootstrap.json"), TestContext.Current.CancellationToken)
        )!;
    }

    /// <summary>Kills the server as <c>kill -9</c> does: it can do nothing more.</summary>
    public async Task KillAsync()
    {
        var state = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Data, "server.json"), TestContext.Current.CancellationToken))!;
        using var process = Process.GetProcessById((int)state["process_id"]!);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Puts a database of PostgreSQL in the place of the file, as a person does: a connection, credentials, and the environment with both.</summary>
    public async Task UsePostgresAsync(NpgsqlConnectionStringBuilder database)
    {
        var account = (long)_bootstrap["account_id"]!;
        var connection = new JsonObject
        {
            ["name"] = "PostgreSQL",
            ["adapter_version"] = "postgres_v0",
            ["config"] = new JsonObject
            {
                ["hostname"] = database.Host,
                ["port"] = database.Port,
                ["dbname"] = database.Database,
            },
        };
        var credentials = new JsonObject
        {
            ["account_id"] = account,
            ["project_id"] = _project,
            ["type"] = "postgres",
            ["default_schema"] = "stall",
            ["username"] = database.Username,
            ["password"] = database.Password ?? "none is asked for",
            ["threads"] = 2,
            ["state"] = 1,
        };
        var environment = await SendAsync("GET", "v3", $"projects/{_project}/environments/{_environment}/");
        environment["connection_id"] = (long)(await SendAsync("POST", "v3", "connections/", connection))["id"]!;
        environment["credentials_id"] = (long)(await SendAsync("POST", "v3", $"projects/{_project}/credentials/", credentials))["id"]!;
        await SendAsync("POST", "v3", $"projects/{_project}/environments/{_environment}/", environment.DeepClone());
    }

    /// <summary>Makes a job; gives its id.</summary>
    public async Task<long> MakeJobAsync(string name, params string[] commands) =>
        (long)
            (
                await SendAsync(
                    "POST",
                    "v2",
                    "jobs/",
                    new JsonObject
                    {
                        ["account_id"] = (long)_bootstrap["account_id"]!,
                        ["project_id"] = _project,
                        ["environment_id"] = _environment,
                        ["name"] = name,
                        ["execute_steps"] = new JsonArray([.. commands.Select(c => (JsonNode)c)]),
                        ["triggers"] = new JsonObject { ["schedule"] = false, ["github_webhook"] = false },
                        ["settings"] = new JsonObject { ["threads"] = 1, ["target_name"] = "default" },
                        ["schedule"] = new JsonObject
                        {
                            ["date"] = new JsonObject { ["type"] = "every_day" },
                            ["time"] = new JsonObject { ["type"] = "every_hour", ["interval"] = 1 },
                        },
                    }
                )
            )["id"]!;

    /// <summary>Triggers a job; gives the run's id.</summary>
    public async Task<long> TriggerAsync(long job) =>
        (long)(await SendAsync("POST", "v2", $"jobs/{job}/run/", new JsonObject { ["cause"] = "test" }))["id"]!;

    /// <summary>A run with its steps and their logs.</summary>
    public Task<JsonNode> RunAsync(long run) => SendAsync("GET", "v2", $"runs/{run}/?include_related=[%22run_steps%22]");

    /// <summary>Reads a run until something holds of it.</summary>
    public async Task<JsonNode> UntilAsync(long run, Func<JsonNode, bool> condition)
    {
        JsonNode now = new JsonObject();
        await Until.HoldsAsync(
            async () => condition(now = await RunAsync(run)),
            () => now.ToJsonString(),
            TestContext.Current.CancellationToken
        );
        return now;
    }

    /// <summary>Reads a run until it has ended.</summary>
    public Task<JsonNode> EndOfAsync(long run) => UntilAsync(run, r => (int)r["status"]! >= 10);

    /// <summary>The console logs of all steps of a run.</summary>
    public static string LogsOf(JsonNode run) =>
        string.Concat(run["run_steps"]!.AsArray().Select(step => step!["logs"]?.ToString() + "\n"));

    /// <summary>Sends a call below the account that must succeed; the data of its answer.</summary>
    public async Task<JsonNode> SendAsync(string method, string version, string path, JsonNode? body = null)
    {
        var (status, text) = await TryAsync(method, version, path, body);
        status.ShouldBeInRange(200, 201, text);
        return JsonNode.Parse(text)!["data"]!;
    }

    /// <summary>Sends a call below the account; its status and text.</summary>
    public async Task<(int Status, string Text)> TryAsync(string method, string version, string path, JsonNode? body = null)
    {
        var url = $"{_bootstrap["url"]}/api/{version}/accounts/{_bootstrap["account_id"]}/{path}";
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", _bootstrap["admin_token"]!.ToString());
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await HeadgateProgram.RunAsync("down", "--data", Data);
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task MakeProjectAsync()
    {
        var account = (long)_bootstrap["account_id"]!;
        var connection = (long)
            (
                await SendAsync(
                    "POST",
                    "v3",
                    "connections/",
                    new JsonObject
                    {
                        ["name"] = "Warehouse",
                        ["adapter_version"] = "duckdb_v0",
                        ["config"] = new JsonObject { ["path"] = Path.Combine(Folder, "shop.duckdb") },
                    }
                )
            )["id"]!;
        var project = await SendAsync("POST", "v3", "projects/", new JsonObject { ["name"] = "Shop", ["account_id"] = account });
        _project = (long)project["id"]!;
        var repository = new JsonObject
        {
            ["account_id"] = account,
            ["project_id"] = _project,
            ["remote_url"] = Path.Combine(Folder, "shop"),
            ["state"] = 1,
        };
        project["repository_id"] = (long)(await SendAsync("POST", "v3", $"projects/{_project}/repositories/", repository))["id"]!;
        project["connection_id"] = connection;
        await SendAsync("POST", "v3", $"projects/{_project}/", project.DeepClone());
        var credentials = new JsonObject
        {
            ["account_id"] = account,
            ["project_id"] = _project,
            ["type"] = "adapter",
            ["adapter_version"] = "duckdb_v0",
            ["schema"] = "shop",
            ["threads"] = 1,
            ["state"] = 1,
        };
        var environment = new JsonObject
        {
            ["name"] = "Production",
            ["account_id"] = account,
            ["project_id"] = _project,
            ["connection_id"] = connection,
            ["credentials_id"] = (long)(await SendAsync("POST", "v3", $"projects/{_project}/credentials/", credentials))["id"]!,
            ["type"] = "deployment",
            ["deployment_type"] = "production",
            ["dbt_version"] = "headgate",
            ["state"] = 1,
        };
        _environment = (long)(await SendAsync("POST", "v3", $"projects/{_project}/environments/", environment))["id"]!;
    }
}
