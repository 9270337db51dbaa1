using System.Net.Http.Headers;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Platform.Accounts;
using Headgate.Server;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Testing;

/// <summary>
/// The whole server as it ships, on a free port of loopback, with a data folder of its own; on SQLite, or on a fresh database of the PostgreSQL
/// server that <c>HEADGATE_TEST_POSTGRES</c> names.
/// </summary>
public sealed class HeadgateServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase _database;

    private HeadgateServer(WebApplication app, TestDatabase database, Uri url, long account, string adminToken)
    {
        _app = app;
        _database = database;
        Url = url;
        AccountId = account;
        AdminToken = adminToken;
        Admin = ClientFor(adminToken);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Its one account.</summary>
    public long AccountId { get; }

    /// <summary>A service token with Account Admin.</summary>
    public string AdminToken { get; }

    /// <summary>A client with <see cref="AdminToken"/>.</summary>
    public HttpClient Admin { get; }

    /// <summary>The data folder.</summary>
    public string DataFolder => _database.Folder;

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>All operations of the server.</summary>
    public OperationCatalogue Catalogue => Services.GetRequiredService<OperationCatalogue>();

    /// <summary><c>/api/v2/accounts/{account}/</c>.</summary>
    public string V2 => $"/api/v2/accounts/{AccountId}/";

    /// <summary><c>/api/v3/accounts/{account}/</c>.</summary>
    public string V3 => $"/api/v3/accounts/{AccountId}/";

    /// <summary>Starts a server with an account and an admin token.</summary>
    public static async Task<HeadgateServer> StartAsync(
        Func<ServerSettings, ServerSettings>? change = null,
        Action<IServiceCollection>? also = null
    )
    {
        var database = await TestDatabase.CreateAsync();
        var settings = new ServerSettings
        {
            DataFolder = database.Folder,
            Port = 0,
            PostgresConnection = database.Postgres,
            RequestsPerMinute = null,
            AgentRequestsPerMinute = null,
            LogLevel = "error",
            // The product's own program binds queries; that of the tests is none.
            Metadata = new() { ColumnBinder = ["/bin/false"] },
        };
        var app = ServerHost.Build(change?.Invoke(settings) ?? settings, also);
        await ServerHost.StartAsync(app, CancellationToken.None);
        var first = app.Services.GetRequiredService<FirstAccount>();
        var account =
            await first.FindAsync(CancellationToken.None)
            ?? await first.CreateAsync("Orchard", "owner@example.com", CancellationToken.None);
        var token = await first.AddAdminTokenAsync(account, "tests", CancellationToken.None);
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new HeadgateServer(app, database, new Uri(address), account, token.Reveal());
    }

    /// <summary>A client that sends a token or key, or none; it follows no redirect.</summary>
    public HttpClient ClientFor(string? token, string scheme = "Token")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);
        }
        return client;
    }

    /// <summary>A context on the server's database.</summary>
    public Task<HeadgateDb> DatabaseAsync() => Services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync();

    /// <summary>A service token with permission sets, made without the API; gives its secret.</summary>
    public async Task<string> CreateServiceTokenAsync(string name, params PermissionGrant[] grants)
    {
        var secret = Platform.Tokens.TokenSecret.New(Platform.Tokens.TokenSecret.ServicePrefix);
        await using var db = await DatabaseAsync();
        var token = new ServiceToken
        {
            AccountId = AccountId,
            Uid = Guid.NewGuid().ToString(),
            Name = name,
            TokenHash = Services.GetRequiredService<TokenHasher>().Hash(secret),
            TokenHint = "dbtc_",
        };
        db.ServiceTokens.Add(token);
        await db.SaveChangesAsync();
        db.ServiceTokenPermissions.AddRange(
            grants.Select(g => new ServiceTokenPermission
            {
                AccountId = AccountId,
                ServiceTokenId = token.Id,
                PermissionSet = g.Set,
                AllProjects = g.ProjectId is null,
                ProjectId = g.ProjectId,
                WritableEnvironmentCategories = Names(g.WritableEnvironments),
            })
        );
        await db.SaveChangesAsync();
        return secret.Reveal();
    }

    /// <summary>A service token with one permission set for all projects, or one.</summary>
    public Task<string> CreateServiceTokenAsync(string set, long? project = null) =>
        CreateServiceTokenAsync(set, new PermissionGrant(set, project, EnvironmentCategories.None));

    /// <summary>A personal access token of a new user with a licence and permission sets in a group of its own; gives the secret and the user's id.</summary>
    public async Task<(string Token, long UserId)> CreatePersonalTokenAsync(string email, string licence, params PermissionGrant[] grants)
    {
        var secret = Platform.Tokens.TokenSecret.New(Platform.Tokens.TokenSecret.PersonalPrefix);
        await using var db = await DatabaseAsync();
        var user = new User
        {
            Email = email,
            FirstName = "Test",
            LastName = "Person",
        };
        var group = new Group { AccountId = AccountId, Name = "Group of " + email };
        db.AddRange(user, group);
        await db.SaveChangesAsync();
        db.Memberships.Add(
            new Membership
            {
                AccountId = AccountId,
                UserId = user.Id,
                LicenseType = licence,
            }
        );
        db.GroupMembers.Add(
            new GroupMember
            {
                AccountId = AccountId,
                GroupId = group.Id,
                UserId = user.Id,
            }
        );
        db.GroupPermissions.AddRange(
            grants.Select(g => new GroupPermission
            {
                AccountId = AccountId,
                GroupId = group.Id,
                PermissionSet = g.Set,
                AllProjects = g.ProjectId is null,
                ProjectId = g.ProjectId,
                WritableEnvironmentCategories = Names(g.WritableEnvironments),
            })
        );
        db.PersonalTokens.Add(
            new PersonalToken
            {
                AccountId = AccountId,
                UserId = user.Id,
                Uid = Guid.NewGuid().ToString(),
                Name = "test",
                TokenHash = Services.GetRequiredService<TokenHasher>().Hash(secret),
                TokenHint = "dbtu_",
            }
        );
        await db.SaveChangesAsync();
        return (secret.Reveal(), user.Id);
    }

    /// <summary>An agent with grants; gives its key.</summary>
    public async Task<string> CreateAgentAsync(string name, params NewGrant[] grants)
    {
        var agents = Services.GetRequiredService<AgentRegistry>();
        var made = await agents.CreateAsync(AccountId, new NewAgent(name), ChangeActor.Operator, CancellationToken.None);
        var issued = made.Value ?? throw new InvalidOperationException(made.Fault!.Message);
        foreach (var grant in grants)
        {
            var put = await agents.PutGrantAsync(AccountId, issued.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None);
            if (put.Fault is { } fault)
            {
                throw new InvalidOperationException(fault.Message);
            }
        }
        return issued.Secret.Reveal();
    }

    /// <summary>A project with a repository, a connection, a production and a staging environment, and a job in each.</summary>
    public async Task<TestProject> CreateProjectAsync(string name) => await TestProject.CreateAsync(this, name);

    /// <summary>Gives a run a <c>manifest.json</c> of a size, all zeros.</summary>
    public async Task AddArtifactAsync(long run, int size)
    {
        var file = Path.Combine(DataFolder, "manifest-of-zeros.json");
        await using (var stream = new FileStream(file, FileMode.Create))
        {
            stream.SetLength(size);
        }
        var (sha, length) = await Services.GetRequiredService<ArtifactStore>().PutAsync(file, CancellationToken.None);
        await using var db = await DatabaseAsync();
        db.Add(
            new Artifact
            {
                AccountId = AccountId,
                RunId = run,
                Step = 1,
                Path = "manifest.json",
                Sha256 = sha,
                Size = length,
            }
        );
        await db.SaveChangesAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static List<string> Names(EnvironmentCategories categories) =>
        categories == EnvironmentCategories.All
            ? ["all"]
            :
            [
                .. Enum.GetValues<EnvironmentCategories>()
                    .Where(c => c is not (EnvironmentCategories.None or EnvironmentCategories.All) && categories.HasFlag(c))
                    .Select(c => c.ToString().ToLowerInvariant()),
            ];
}
