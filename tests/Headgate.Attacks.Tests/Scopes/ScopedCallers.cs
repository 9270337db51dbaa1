using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>Agents and tokens of every scope, each with a judgement of its own, written without the gate's code.</summary>
internal static class ScopedCallers
{
    private static readonly Capability[] Resources = [.. Capabilities.All.Where(c => c.Kind == CapabilityKind.Resource)];

    private static readonly Dictionary<string, (Capability Capability, PermissionResource Resource)> Kinds = new(StringComparer.Ordinal)
    {
        ["project"] = (Capabilities.Projects, PermissionResource.Projects),
        ["environment"] = (Capabilities.Environments, PermissionResource.Environments),
        ["job"] = (Capabilities.Jobs, PermissionResource.Jobs),
        ["run"] = (Capabilities.Runs, PermissionResource.Runs),
        ["connection"] = (Capabilities.Connections, PermissionResource.Connections),
        ["repository"] = (Capabilities.Repositories, PermissionResource.Repositories),
        ["semantic"] = (Capabilities.Credentials, PermissionResource.SemanticLayerConfig),
        ["credential"] = (Capabilities.Credentials, PermissionResource.EnvironmentCredentials),
        ["variable"] = (Capabilities.EnvironmentVariables, PermissionResource.CustomEnvVariables),
        ["user"] = (Capabilities.Users, PermissionResource.Members),
        ["group"] = (Capabilities.Groups, PermissionResource.Groups),
        ["token"] = (Capabilities.ServiceTokens, PermissionResource.ServiceTokens),
        ["webhook"] = (Capabilities.WebhookSubscriptions, PermissionResource.Webhooks),
    };

    /// <summary>
    /// What a canary is of in an answer: variables stand beside the names of the environments that have values of their own, and whoever may read the one is shown the other.
    /// </summary>
    private static bool Find(Canary canary, Operation operation, out (Capability Capability, PermissionResource Resource) kind) =>
        Kinds.TryGetValue(
            canary.Kind == "environment" && operation.Capability == Capabilities.EnvironmentVariables ? "variable" : canary.Kind,
            out kind
        );

    /// <summary>Agents: all resources at one place, each resource alone, and each resource at one place where all others are granted everywhere.</summary>
    public static async Task<List<ScopedCaller>> AgentsAsync(HeadgateServer server, Job place)
    {
        var scopes = new (string Name, Func<Capability, NewGrant> Grant, Func<Canary, bool> Covers)[]
        {
            ("the account", c => Grants.Everywhere(c), _ => true),
            ("a project", c => Grants.In(c, project: place.ProjectId), c => c.Project == place.ProjectId),
            ("an environment", c => Grants.In(c, environment: place.EnvironmentId), c => c.Environment == place.EnvironmentId),
            ("a job", c => Grants.In(c, job: place.Id), c => c.Job == place.Id),
        };
        var callers = new List<ScopedCaller>();
        foreach (var (name, grant, covers) in scopes)
        {
            await AddAsync($"all in {name}", [.. Resources.Select(grant)], (_, c) => covers(c));
            foreach (var only in Resources)
            {
                await AddAsync($"only {only.Id} in {name}", [grant(only)], (k, c) => k == only && covers(c));
            }
        }
        foreach (var narrow in Resources)
        {
            var (_, grant, covers) = scopes[1];
            await AddAsync(
                $"everything, and {narrow.Id} in a project",
                [.. Resources.Select(c => c == narrow ? grant(c) : Grants.Everywhere(c))],
                (k, c) => k != narrow || covers(c)
            );
        }
        return callers;

        async Task AddAsync(string name, NewGrant[] grants, Func<Capability, Canary, bool> sees) =>
            callers.Add(
                new ScopedCaller(
                    "agent: " + name,
                    await server.CreateAgentAsync(name, grants),
                    (canary, operation) =>
                        canary.Account == place.AccountId && Find(canary, operation, out var kind) && sees(kind.Capability, canary)
                )
            );
    }

    /// <summary>Service tokens: each permission set, for all projects and for one.</summary>
    public static async Task<List<ScopedCaller>> TokensAsync(HeadgateServer server, Job place, CancellationToken cancellation)
    {
        var callers = new List<ScopedCaller>();
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        foreach (var set in PermissionSets.All)
        {
            foreach (var project in new long?[] { null, place.ProjectId })
            {
                var secret = TokenSecret.New(TokenSecret.ServicePrefix);
                var token = new ServiceToken
                {
                    AccountId = place.AccountId,
                    Name = "caller",
                    Uid = Guid.NewGuid().ToString(),
                    TokenHash = server.Services.GetRequiredService<TokenHasher>().Hash(secret.Reveal()),
                };
                db.ServiceTokens.Add(token);
                await db.SaveChangesAsync(cancellation);
                db.ServiceTokenPermissions.Add(
                    new ServiceTokenPermission
                    {
                        AccountId = place.AccountId,
                        ServiceTokenId = token.Id,
                        PermissionSet = set.Name,
                        AllProjects = project is null,
                        ProjectId = project,
                    }
                );
                await db.SaveChangesAsync(cancellation);
                callers.Add(
                    new ScopedCaller(
                        $"token: {set.Name} in {project?.ToString() ?? "all"}",
                        secret.Reveal(),
                        Sees(set, project, place.AccountId)
                    )
                );
            }
        }
        return callers;
    }

    private static Func<Canary, Operation, bool> Sees(PermissionSet set, long? project, long account) =>
        (canary, operation) =>
            canary.Account == account
            && (canary.Project == 0 || project is null || canary.Project == project)
            && (
                canary.Kind == "account"
                || (
                    Find(canary, operation, out var kind)
                    && (
                        set[kind.Resource] != PermissionLevel.None
                        || (operation.AlsoAllowedFor.Contains(set.Name) && operation.Capability == kind.Capability)
                    )
                )
            );
}
