using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Headgate.Console.Tests;

/// <summary>A server with something to see on every page, and a browser.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    /// <summary>What a project can write into a name or a log; it must come out as text.</summary>
    public const string Hostile = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The server.</summary>
    public HeadgateServer Server { get; private set; } = null!;

    /// <summary>A project with jobs and runs.</summary>
    public TestProject Project { get; private set; } = null!;

    /// <summary>A run that failed, with a log, nodes and their SQL.</summary>
    public long FailedRun { get; private set; }

    /// <summary>The key of the agent "Analytics Agent".</summary>
    public string AgentKey { get; private set; } = "";

    /// <summary>Its id.</summary>
    public long Agent { get; private set; }

    /// <summary>The first user.</summary>
    public long Owner { get; private set; }

    /// <summary>The group that owns the account.</summary>
    public long Group { get; private set; }

    /// <summary>Its address, without a closing slash.</summary>
    public string Url => Address(null);

    private string Address(HeadgateServer? on, string? host = null)
    {
        var url = (on ?? Server).Url;
        return (host is null ? url : new UriBuilder(url) { Host = host }.Uri).ToString().TrimEnd('/');
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Server = await HeadgateServer.StartAsync();
        Project = await Server.CreateProjectAsync("Orchard shop");
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 12; i > 0; i--)
        {
            await Project.AddRunAsync(Server, i == 5 ? RunStatus.Cancelled : RunStatus.Success, now - TimeSpan.FromHours(i * 3));
        }
        FailedRun = await Project.AddRunAsync(Server, RunStatus.Error, now - TimeSpan.FromMinutes(50));
        await FillAsync(FailedRun, now - TimeSpan.FromMinutes(50));
        await SmallOrchard.AddAsync(Server, Project);
        await using (var db = await Server.DatabaseAsync())
        {
            (Owner, Group) = (db.Users.Min(u => u.Id), db.Groups.Min(g => g.Id));
        }
        AgentKey = await Server.CreateAgentAsync("Analytics Agent", new NewGrant("runs", "read"), new NewGrant("metadata", "read"));
        await Server.CreateAgentAsync("وكيل التحليلات");
        await Server.CreateAgentAsync(Hostile);
        Agent = (await Server.Admin.GetFromJsonAsync<JsonNode>(Gate("agents/")))!["data"]!
            .AsArray()
            .First(a => (string?)a!["name"] == "Analytics Agent")!["id"]!.GetValue<long>();
        using var agent = Server.ClientFor(AgentKey, "Bearer");
        await agent.GetAsync(Server.V2 + "runs/?limit=2");
        await agent.GetAsync(Server.V2 + "jobs/");
        await agent.PostAsJsonAsync(Server.V2 + $"jobs/{Project.JobId}/run/", new { cause = "because" });
        await agent.GetAsync(Server.V3 + "service-tokens/");
        if (Chromium is { } chromium)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions
                {
                    ExecutablePath = chromium,
                    Args =
                    [
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-sync",
                    ],
                }
            );
        }
    }

    /// <summary>The address of a thing of the gate.</summary>
    public string Gate(string path) => $"/api/gate/v1/accounts/{Server.AccountId}/{path}";

    /// <summary>A page in a browser of its own; signed in with the admin token unless it is said otherwise.</summary>
    public async Task<ConsoleVisit> OpenAsync(
        string path = "/",
        int width = 1440,
        ColorScheme colours = ColorScheme.Light,
        bool signedIn = true,
        bool scripts = true,
        HeadgateServer? on = null,
        string? host = null
    )
    {
        var address = Address(on, host);
        return await OpenAtAsync(address, path, signedIn ? await SessionAsync(on) : null, width, colours, scripts);
    }

    /// <summary>A page of a server that is no <see cref="HeadgateServer"/>.</summary>
    public async Task<ConsoleVisit> OpenAtAsync(
        string address,
        string path,
        string? session,
        int width = 1440,
        ColorScheme colours = ColorScheme.Light,
        bool scripts = true
    )
    {
        if (_browser is null)
        {
            Prerequisite.Missing("There is no chromium on this machine: install the package chromium.");
        }
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = colours,
                ReducedMotion = ReducedMotion.Reduce,
                JavaScriptEnabled = scripts,
                TimezoneId = "UTC",
            }
        );
        context.SetDefaultTimeout(20_000);
        if (session is not null)
        {
            await context.AddCookiesAsync([
                new Cookie
                {
                    Name = "headgate-session",
                    Value = session,
                    Url = address,
                },
            ]);
        }
        var visit = new ConsoleVisit(context, await context.NewPageAsync(), address);
        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>A session of the admin token.</summary>
    public async Task<string> SessionAsync(HeadgateServer? on = null)
    {
        var server = on ?? Server;
        var opened = await server.Admin.PostAsJsonAsync($"/api/gate/v1/accounts/{server.AccountId}/sessions/", new { browser = "tests" });
        opened.IsSuccessStatusCode.ShouldBeTrue(await opened.Content.ReadAsStringAsync());
        return (await opened.Content.ReadFromJsonAsync<JsonNode>())!["data"]!["secret"]!.ToString();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    private static string? Chromium => new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    private async Task FillAsync(long run, DateTimeOffset began)
    {
        var settings = Server.Services.GetRequiredService<StoreSettings>();
        await using var db = await Server.DatabaseAsync();
        var step = db.RunSteps.Single(s => s.RunId == run);
        step.LogPath = $"{run}/step.log";
        var log = Path.Combine(settings.LogsFolder, step.LogPath);
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(
            log,
            "16:00:01  Running with dbt=1.11.0\n16:00:02  1 of 3 \x1b[32mOK\x1b[0m  created table model marts.fct_sales  [1,204 rows in 0.08s]\n"
                + $"16:00:03  2 of 3 \x1b[31mERROR\x1b[0m  marts.fct_orders \x1b]0;taken\a\x1b[2J {Hostile}\n16:00:03  Done. PASS=1 ERROR=1 SKIP=1 TOTAL=3\n"
        );
        var results = new
        {
            elapsed_time = 2.4,
            results = new[]
            {
                Node("model.orchard.fct_sales", "success", "SELECT 1204", 0.08, 0.1, began),
                Node("model.orchard.fct_orders", "error", $"Binder Error: column \"amuont\" not found {Hostile}", 0.9, 0.2, began),
                Node("test.orchard.unique_fct_orders_id", "skipped", null, 0, 1.2, began),
            },
        };
        var file = Path.Combine(Server.DataFolder, "run_results.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results));
        var (sha, length) = await Server.Services.GetRequiredService<ArtifactStore>().PutAsync(file, CancellationToken.None);
        db.Add(
            new Artifact
            {
                AccountId = Server.AccountId,
                RunId = run,
                Step = 1,
                Path = "run_results.json",
                Sha256 = sha,
                Size = length,
            }
        );
        db.Runs.Single(r => r.Id == run).ArtifactsSaved = true;
        db.Runs.Single(r => r.Id == run).StatusMessage = "1 of 3 nodes failed: model.orchard.fct_orders";
        await db.SaveChangesAsync();
    }

    private static object Node(string id, string status, string? message, double took, double after, DateTimeOffset began) =>
        new
        {
            unique_id = id,
            status,
            message,
            execution_time = took,
            thread_id = "Thread-1",
            compiled_code = "select amuont from \"shop\".\"marts\".\"stg_orders\"",
            timing = new[]
            {
                new
                {
                    name = "execute",
                    started_at = began.AddSeconds(after),
                    completed_at = began.AddSeconds(after + took),
                },
            },
        };
}
