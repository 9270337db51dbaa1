using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Gate.Models;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Approvals;

/// <summary>What a person's yes rests on beside the call itself: a digest of each thing that decides what the call would do. When one of them changes, the yes is worth nothing.</summary>
internal static class ApprovalFacts
{
    private static readonly string[] JobFields =
    [
        "execute_steps",
        "environment_id",
        "deferring_environment_id",
        "deferring_job_definition_id",
        "dbt_version",
        "settings",
        "execution",
        "generate_docs",
        "run_generate_sources",
        "schedule",
        "triggers",
    ];

    /// <summary>The facts of a call, by name.</summary>
    /// <param name="db">The database.</param>
    /// <param name="call">The call.</param>
    /// <param name="models">What the run that it starts would touch; null where that is not known.</param>
    /// <param name="branch">The branch that it names; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SortedDictionary<string, string>> OfAsync(
        HeadgateDb db,
        TermsCall call,
        ForeseenNodes? models,
        NamedBranch? branch,
        CancellationToken cancellation
    )
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["the grant"] = Digest(call.Decision.Grant ?? "", ((GrantTerms)call.Terms!).Describe()),
        };
        if (call.Caller.Upstream is not null)
        {
            Elsewhere(facts, call.Target);
            return facts;
        }
        if (branch is not null)
        {
            facts["the branch's commit"] = branch.Commit ?? "";
        }
        if (models is not null)
        {
            facts["the models that it touches"] = models.Digest();
        }
        if (call.Target.JobId is { } job)
        {
            await JobAsync(facts, db, job, cancellation);
        }
        else if (call.Target.Row is ITimestamped row)
        {
            facts["the " + call.Target.Kind.ToString().ToLowerInvariant()] = row.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
        }
        return facts;
    }

    /// <summary>What differs, in words; empty where nothing does.</summary>
    public static IReadOnlyList<string> Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        [
            .. before
                .Keys.Union(now.Keys, StringComparer.Ordinal)
                .Where(name => !string.Equals(before.GetValueOrDefault(name), now.GetValueOrDefault(name), StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    private static async Task JobAsync(SortedDictionary<string, string> facts, HeadgateDb db, long id, CancellationToken cancellation)
    {
        if (await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, cancellation) is not { } job)
        {
            return;
        }
        facts["the job's commands"] = Digest([.. job.ExecuteSteps]);
        facts["the job's environment"] = Digest(job.EnvironmentId);
        facts["the job's deferral"] = Digest(job.DeferringEnvironmentId, job.DeferringJobDefinitionId);
        facts["the job's settings"] = Digest(
            job.RawDbtVersion,
            job.Threads,
            job.TargetName,
            job.TimeoutSeconds,
            job.GenerateDocs,
            job.RunGenerateSources,
            job.RunCompareChanges,
            job.CompareChangesFlags,
            job.ForceNodeSelection,
            job.State
        );
        var environment = await db.Environments.AsNoTracking().FirstOrDefaultAsync(e => e.Id == job.EnvironmentId, cancellation);
        facts["the environment's branch"] = Digest(environment?.UseCustomBranch, environment?.CustomBranch);
        facts["the environment's settings"] = Digest(
            environment?.RawDbtVersion,
            environment?.Type,
            environment?.DeploymentType,
            environment?.DbtProjectSubdirectory,
            environment?.State
        );
        var project = await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == job.ProjectId, cancellation);
        var connection = environment?.ConnectionId ?? project?.ConnectionId;
        var changedConnection = await db
            .Connections.AsNoTracking()
            .Where(c => c.Id == connection)
            .Select(c => (DateTimeOffset?)c.UpdatedAt)
            .FirstOrDefaultAsync(cancellation);
        facts["the connection"] = Digest(connection, changedConnection?.UtcTicks);
        var credentials = environment?.CredentialsId;
        var changedCredentials = await db
            .Credentials.AsNoTracking()
            .Where(c => c.Id == credentials)
            .Select(c => (DateTimeOffset?)c.UpdatedAt)
            .FirstOrDefaultAsync(cancellation);
        facts["the credentials"] = Digest(credentials, changedCredentials?.UtcTicks);
        var attributes = environment?.ExtendedAttributesId;
        var changedAttributes = await db
            .ExtendedAttributes.AsNoTracking()
            .Where(a => a.Id == attributes)
            .Select(a => (DateTimeOffset?)a.UpdatedAt)
            .FirstOrDefaultAsync(cancellation);
        facts["the extended attributes"] = Digest(attributes, changedAttributes?.UtcTicks);
        var repository = environment?.RepositoryId ?? project?.RepositoryId;
        var changedRepository = await db
            .Repositories.AsNoTracking()
            .Where(r => r.Id == repository)
            .Select(r => (DateTimeOffset?)r.UpdatedAt)
            .FirstOrDefaultAsync(cancellation);
        facts["the repository"] = Digest(repository, changedRepository?.UtcTicks, project?.DbtProjectSubdirectory);
        var variables = await db
            .EnvironmentVariables.AsNoTracking()
            .Where(v => v.ProjectId == job.ProjectId)
            .OrderBy(v => v.Id)
            .Select(v => new { v.Id, v.UpdatedAt })
            .ToListAsync(cancellation);
        facts["the environment variables"] = Digest([.. variables.SelectMany(v => new object?[] { v.Id, v.UpdatedAt.UtcTicks })]);
    }

    /// <summary>Of an account elsewhere what it said of the thing when it was looked up.</summary>
    private static void Elsewhere(SortedDictionary<string, string> facts, Target target)
    {
        if (target.Row is not JsonElement { ValueKind: JsonValueKind.Object } row)
        {
            return;
        }
        foreach (var name in target.Kind == TargetKind.Job ? JobFields : ["updated_at"])
        {
            if (row.TryGetProperty(name, out var value))
            {
                facts[$"the {target.Kind.ToString().ToLowerInvariant()}'s {name}"] = Digest(value.GetRawText());
            }
        }
    }

    private static string Digest(params object?[] parts)
    {
        var text = JsonSerializer.Serialize(parts.Select(p => p is null ? null : Convert.ToString(p, CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
