using System.Net;
using System.Net.Sockets;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Platform.Accounts;
using Headgate.Server;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>The composed server on a real port, with the standing data of the threat model: accounts 1 and 2, projects 10 and 20, and the agents.</summary>
public sealed class StandingServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-attacks-").FullName;
    private WebApplication? _app;

    public static string A1 => "/api/v2/accounts/1";

    public static string B1 => "/api/v3/accounts/1";

    public static string G1 => "/api/gate/v1/accounts/1";

    public string Data => _folder;

    /// <summary>What the server logged.</summary>
    public CapturedLog Log { get; } = new();

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    public IServiceProvider Services => _app!.Services;

    /// <summary>A service token with Account Admin.</summary>
    public string Admin { get; private set; } = "";

    /// <summary>A service token of account 2.</summary>
    public string Foreign { get; private set; } = "";

    /// <summary>A service token that may only read metadata.</summary>
    public string MetadataOnly { get; private set; } = "";

    /// <summary>Keys by the names of the threat model: K0, KR, KT, KJ, KM, KA, KW, KX, KE, KO, and KD of a switched-off agent, K2 of account 2.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Agents by the same names.</summary>
    public Dictionary<string, long> Agents { get; } = new(StringComparer.Ordinal);

    /// <summary>Every secret that must appear nowhere.</summary>
    public IEnumerable<string> Secrets => Keys.Values.Append(Admin).Append(Foreign).Append(MetadataOnly);

    public string this[string key] => Keys[key];

    public async ValueTask InitializeAsync()
    {
        _app = ServerHost.Build(
            new ServerSettings
            {
                DataFolder = _folder,
                Port = 0,
                LogLevel = "Warning",
                Metadata = new() { ColumnBinder = ["/bin/false"] },
                RequestsPerMinute = null,
                AgentRequestsPerMinute = null,
            }
        );
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        await ServerHost.StartAsync(_app, CancellationToken.None);
        var url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = new IPEndPoint(IPAddress.Parse(url.Host), url.Port);
        await SeedAccountsAsync();
        await SeedPlacesAsync();
        await SeedAgentsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    public HeadgateDb Database() => Services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContext();

    public AgentRegistry Registry => Services.GetRequiredService<AgentRegistry>();

    public Task<TcpClient> ConnectAsync() => RawHttp.ConnectAsync(Address);

    /// <summary>The body that job 1000 has, with other fields put in.</summary>
    public static string JobBody(string name = "Nightly build", string more = "") =>
        $$"""{"id":1000,"account_id":1,"name":"{{name}}","project_id":10,"environment_id":100,"execute_steps":["dbt build"],"state":1,"execution":{"timeout_seconds":0},"generate_docs":false,"run_generate_sources":false,"settings":{"threads":4,"target_name":"default"},"triggers":{"schedule":false,"github_webhook":false,"git_provider_webhook":false,"on_merge":false}{{more}}}""";

    private async Task SeedAccountsAsync()
    {
        var accounts = Services.GetRequiredService<FirstAccount>();
        (await accounts.CreateAsync("Own", "owner@own.test", CancellationToken.None)).ShouldBe(1);
        (await accounts.CreateAsync("Foreign", "owner@foreign.test", CancellationToken.None)).ShouldBe(2);
        Admin = (await accounts.AddAdminTokenAsync(1, "admin", CancellationToken.None)).Reveal();
        Foreign = (await accounts.AddAdminTokenAsync(2, "foreign", CancellationToken.None)).Reveal();
        MetadataOnly = (await accounts.AddAdminTokenAsync(1, "metadata", CancellationToken.None)).Reveal();
        await using var db = Database();
        var token = await db.ServiceTokens.SingleAsync(t => t.Name == "metadata");
        var permission = await db.ServiceTokenPermissions.SingleAsync(p => p.ServiceTokenId == token.Id);
        permission.PermissionSet = "metadata_only";
        await db.SaveChangesAsync();
    }

    private async Task SeedPlacesAsync()
    {
        await using var db = Database();
        db.Projects.AddRange(
            new Project
            {
                Id = 10,
                AccountId = 1,
                Name = "Sales",
            },
            new Project
            {
                Id = 20,
                AccountId = 1,
                Name = "Payroll",
            },
            new Project
            {
                Id = 30,
                AccountId = 2,
                Name = "Other",
            }
        );
        await db.SaveChangesAsync();
        db.Environments.AddRange(
            Environment(100, 10, "Production", "production"),
            Environment(101, 10, "Staging", "staging"),
            Environment(200, 20, "Production", "production")
        );
        await db.SaveChangesAsync();
        db.Jobs.AddRange(Job(1000, 10, 100, "Nightly build"), Job(1001, 10, 101, "Staging build"), Job(2000, 20, 200, "Payroll build"));
        db.RunTriggers.AddRange(Trigger(1, 1000), Trigger(2, 1000), Trigger(3, 2000));
        await db.SaveChangesAsync();
        db.Runs.AddRange(
            Run(5000, 1000, 10, 100, RunStatus.Success),
            Run(5001, 1000, 10, 100, RunStatus.Running),
            Run(6000, 2000, 20, 200, RunStatus.Success)
        );
        await db.SaveChangesAsync();
    }

    private async Task SeedAgentsAsync()
    {
        NewGrant[] readAll =
        [
            .. Capabilities.All.Where(c => c.Kind == CapabilityKind.Resource).Select(c => new NewGrant(c.Id, "read") { ProjectIds = [10] }),
        ];
        await AddAsync("K0", "empty");
        await AddAsync("KR", "reader", readAll);
        await AddAsync(
            "KT",
            "trigger",
            new NewGrant("jobs", "read") { ProjectIds = [10] },
            new NewGrant("runs", "read") { ProjectIds = [10] },
            new NewGrant("runs.trigger", "full") { JobIds = [1000] }
        );
        await AddAsync(
            "KJ",
            "jobadmin",
            new NewGrant("jobs", "full") { ProjectIds = [10] },
            new NewGrant("runs", "full") { ProjectIds = [10] }
        );
        await AddAsync(
            "KM",
            "meta",
            new NewGrant("metadata", "read") { EnvironmentIds = [100] },
            new NewGrant("metrics", "read") { EnvironmentIds = [100] }
        );
        await AddAsync(
            "KA",
            "useradmin",
            new NewGrant("users", "full"),
            new NewGrant("groups", "full"),
            new NewGrant("service_tokens", "full")
        );
        await AddAsync(
            "KW",
            "hooks",
            new NewGrant("webhook_subscriptions", "full") { ProjectIds = [10] },
            new NewGrant("jobs", "read") { ProjectIds = [10] }
        );
        await AddAsync(
            "KS",
            "staging",
            new NewGrant("jobs", "full") { EnvironmentIds = [101] },
            new NewGrant("runs", "read") { EnvironmentIds = [101] }
        );
        await AddAsync("KX", "revoked", readAll);
        await AddAsync("KE", "expired", readAll);
        await AddAsync("KO", "rotated", readAll);
        await AddAsync("KD", "disabled", readAll);
        await AddAsync("KG", "retired", readAll);
        var by = ChangeActor.Operator;
        var view = (await Registry.FindAsync(1, Agents["KX"], CancellationToken.None))!;
        (await Registry.RevokeKeyAsync(1, view.Id, view.Keys[0].Id, by, CancellationToken.None)).Fault.ShouldBeNull();
        (await Registry.EnableAsync(1, Agents["KD"], false, by, CancellationToken.None)).Fault.ShouldBeNull();
        view = (await Registry.FindAsync(1, Agents["KO"], CancellationToken.None))!;
        var fresh = await Registry.RotateKeyAsync(1, view.Id, view.Keys[0].Id, TimeSpan.Zero, by, CancellationToken.None);
        Keys["KO2"] = fresh.Value!.Secret.Reveal();
        await using var db = Database();
        await db
            .AgentKeys.Where(k => k.AgentId == Agents["KE"])
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1)));
        var foreign = await Registry.CreateAsync(2, new NewAgent("foreign"), by, CancellationToken.None);
        Keys["K2"] = foreign.Value!.Secret.Reveal();
        (
            await Registry.PutGrantAsync(2, foreign.Value.Agent.Id, new NewGrant("jobs", "full"), by, CancellationToken.None)
        ).Fault.ShouldBeNull();
    }

    /// <summary>Adds an agent whose key has a name: for tests of calls that are few a minute, which the standing agents may have used up.</summary>
    public async Task AddAsync(string key, string name, params NewGrant[] grants)
    {
        var issued = await Registry.CreateAsync(1, new NewAgent(name), ChangeActor.Operator, CancellationToken.None);
        Keys[key] = issued.Value!.Secret.Reveal();
        Agents[key] = issued.Value.Agent.Id;
        foreach (var grant in grants)
        {
            (
                await Registry.PutGrantAsync(1, issued.Value.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
            ).Fault.ShouldBeNull();
        }
    }

    private static DbtEnvironment Environment(long id, long project, string name, string type) =>
        new()
        {
            Id = id,
            AccountId = 1,
            ProjectId = project,
            Name = name,
            DeploymentType = type,
        };

    private static Job Job(long id, long project, long environment, string name) =>
        new()
        {
            Id = id,
            AccountId = 1,
            ProjectId = project,
            EnvironmentId = environment,
            Name = name,
            ExecuteSteps = ["dbt build"],
        };

    private static Run Run(long id, long job, long project, long environment, RunStatus status) =>
        new()
        {
            Id = id,
            AccountId = 1,
            ProjectId = project,
            EnvironmentId = environment,
            JobDefinitionId = job,
            TriggerId =
                id == 5000 ? 1
                : id == 5001 ? 2
                : 3,
            Status = status,
        };

    private static RunTrigger Trigger(long id, long job) =>
        new()
        {
            Id = id,
            JobDefinitionId = job,
            Cause = "standing data",
        };
}

/// <summary>All attack tests share one server and run one after another, so that each sees its own records only.</summary>
[CollectionDefinition("attacks")]
public sealed class AttackCollection : ICollectionFixture<StandingServer>;
