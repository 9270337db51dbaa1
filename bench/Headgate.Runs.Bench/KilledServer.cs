using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Headgate.Runs.Bench;

/// <summary>The executable as it ships, on a data folder of its own with one project; it is killed and started again.</summary>
internal sealed class KilledServer : IAsyncDisposable
{
    private const string ReadyLine = "Headgate is ready at ";

    /// <summary>Stands for dbt: notes that it began and by which process, and takes a while.</summary>
    private const string Script = """
        #!/bin/sh
        case "$*" in *parse*) echo "$DBT_CLOUD_RUN_ID $$" >>FOLDER/begun; sleep 0.2 ;; esac
        mkdir -p target
        echo '{}' >target/manifest.json
        """;

    private static string Shipped => Path.Combine(Repository.Root, "artifacts", "ready", "headgate", "headgate");

    private static readonly string DotnetRoot = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory())
        .Parent!
        .Parent!
        .Parent!
        .FullName;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string _folder;
    private JsonNode _first = new JsonObject();
    private Process? _process;
    private Uri? _url;

    private KilledServer(string folder) => _folder = folder;

    /// <summary>The runs whose command has begun, and the process of it, in order.</summary>
    public IReadOnlyList<(long Run, int Process)> Begun() =>
        File.Exists(Path.Combine(_folder, "begun"))
            ?
            [
                .. File.ReadAllLines(Path.Combine(_folder, "begun"))
                    .Select(line => line.Split(' '))
                    .Select(words =>
                        (long.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture))
                    ),
            ]
            : [];

    /// <summary>Makes the data folder and the project in it; the server works then.</summary>
    public static async Task<KilledServer> CreateAsync()
    {
        var server = new KilledServer(Directory.CreateTempSubdirectory("headgate-kills-").FullName);
        Directory.CreateDirectory(Path.Combine(server._folder, "shop"));
        await File.WriteAllTextAsync(Path.Combine(server._folder, "shop", "dbt_project.yml"), "name: shop\nprofile: shop\n");
        await File.WriteAllTextAsync(
            server.Dbt,
            Script.ReplaceLineEndings("\n").Replace("FOLDER", server._folder, StringComparison.Ordinal)
        );
        File.SetUnixFileMode(server.Dbt, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await server.CommandAsync(
            Program == Shipped ? Path.Combine(Repository.Root, "headgate") : Program,
            "up",
            "--detach",
            "--no-demo",
            "--data",
            server.Data,
            "--port",
            "0"
        );
        await server.CommandAsync(Program, "down", "--data", server.Data);
        server._first = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(server.Data, "bootstrap.json")))!;
        await server.UpAsync();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    private string Dbt => Path.Combine(_folder, "dbt.sh");

    /// <summary>The program that is measured: the one that ships, unless <c>HEADGATE_TEST_PROGRAM</c> names another.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("HEADGATE_TEST_PROGRAM") is { Length: > 0 } named ? named : Shipped;

    /// <summary>Starts the server; gives the time until it is ready.</summary>
    public async Task<TimeSpan> UpAsync()
    {
        var clock = Stopwatch.StartNew();
        _process = Process.Start(Start(Program, "serve", "--data", Data, "--port", "0"))!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
            {
                _ = DrainAsync(_process.StandardOutput);
                _url = new Uri(line[ReadyLine.Length..]);
                return clock.Elapsed;
            }
        }
        throw new InvalidOperationException("The server ended before it was ready.");
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Makes a project with a job for each of several runs at once, and a subscription of a receiver to all events.</summary>
    public async Task<IReadOnlyList<long>> PrepareAsync(int jobs, Uri receiver)
    {
        var account = (long)_first["account_id"]!;
        var connection = await MakeAsync(
            "v3",
            "connections/",
            new()
            {
                ["name"] = "Warehouse",
                ["adapter_version"] = "duckdb_v0",
                ["config"] = new JsonObject { ["path"] = "shop.duckdb" },
            }
        );
        var made = await SendAsync(HttpMethod.Post, "v3", "projects/", new JsonObject { ["name"] = "Shop", ["account_id"] = account });
        var project = (long)made["id"]!;
        var repository = new JsonObject
        {
            ["account_id"] = account,
            ["project_id"] = project,
            ["remote_url"] = Path.Combine(_folder, "shop"),
            ["state"] = 1,
        };
        made["repository_id"] = await MakeAsync("v3", $"projects/{project}/repositories/", repository);
        made["connection_id"] = connection;
        await SendAsync(HttpMethod.Post, "v3", $"projects/{project}/", made.DeepClone());
        var environment = new JsonObject
        {
            ["name"] = "Production",
            ["account_id"] = account,
            ["project_id"] = project,
            ["connection_id"] = connection,
            ["type"] = "deployment",
            ["deployment_type"] = "production",
            ["dbt_version"] = "headgate",
            ["state"] = 1,
        };
        var environmentId = await MakeAsync("v3", $"projects/{project}/environments/", environment);
        List<long> ids = [];
        for (var i = 0; i < jobs; i++)
        {
            ids.Add(
                await MakeAsync(
                    "v2",
                    "jobs/",
                    new()
                    {
                        ["project_id"] = project,
                        ["environment_id"] = environmentId,
                        ["name"] = $"Job {i}",
                        // Looks at the project alone, so that the runs do not wait for each other's warehouse.
                        ["execute_steps"] = new JsonArray("dbt parse"),
                    }
                )
            );
        }
        var hook = new JsonObject
        {
            ["name"] = "all",
            ["client_url"] = receiver.ToString(),
            ["event_types"] = new JsonArray("job.run.started", "job.run.completed", "job.run.errored"),
            ["active"] = true,
        };
        await SendAsync(HttpMethod.Post, "v3", "webhooks/subscriptions", hook);
        return ids;
    }

    /// <summary>Triggers a job; the run's id where the server acknowledged it, null where it refused, was not there or died.</summary>
    public async Task<long?> TriggerAsync(long job)
    {
        try
        {
            return await MakeAsync("v2", $"jobs/{job}/run/", new() { ["cause"] = "kills" });
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>All runs, by their ids: status.</summary>
    public async Task<IReadOnlyDictionary<long, int>> RunsAsync(string filter = "")
    {
        Dictionary<long, int> found = [];
        while (true)
        {
            var page = (await SendAsync(HttpMethod.Get, "v2", $"runs/?limit=100&order_by=id&offset={found.Count}{filter}", null)).AsArray();
            if (page.Count == 0)
            {
                return found;
            }
            foreach (var run in page)
            {
                found[(long)run!["id"]!] = (int)run["status"]!;
            }
        }
    }

    public async Task<int> StatusAsync(long run) => (int)(await SendAsync(HttpMethod.Get, "v2", $"runs/{run}/", null))["status"]!;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task DrainAsync(StreamReader output)
    {
        try
        {
            while (await output.ReadLineAsync() is not null) { }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was killed.
        }
    }

    private async Task<long> MakeAsync(string version, string path, JsonObject body) =>
        (long)(await SendAsync(HttpMethod.Post, version, path, body))["id"]!;

    private async Task<JsonNode> SendAsync(HttpMethod method, string version, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_url!, $"/api/{version}/accounts/{_first["account_id"]}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", _first["admin_token"]!.ToString());
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!["data"]! : throw new InvalidOperationException(text);
    }

    private async Task CommandAsync(string program, params string[] arguments)
    {
        var start = Start(program, arguments);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(await output + await error);
        }
    }

    private ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (
            var (name, value) in new (string, string)[]
            {
                ("DOTNET_ROOT", DotnetRoot),
                ("HEADGATE__REQUESTS_PER_MINUTE", "0"),
                ("HEADGATE__WEBHOOKS__ALLOW_LOOPBACK_RECEIVERS", "true"),
                ("HEADGATE__RUNS__SLOTS", "4"),
                ("HEADGATE__RUNS__FOLDERS__0", _folder),
                ("HEADGATE__RUNS__DBT_PROGRAM", Dbt),
                // The script tells which process it is by the number that the machine has for it.
                ("HEADGATE__RUNS__ISOLATION", "none"),
            }
        )
        {
            start.Environment[name] = value;
        }
        return start;
    }
}
