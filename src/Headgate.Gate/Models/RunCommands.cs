using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Models;

/// <summary>The commands that a call's run would execute, and where.</summary>
/// <param name="Commands">The commands, such as <c>dbt build</c>.</param>
/// <param name="ProjectId">The project that they are about.</param>
/// <param name="EnvironmentId">The environment that they run in.</param>
/// <param name="JobId">The job whose run executes them.</param>
internal sealed record RunCommands(IReadOnlyList<string> Commands, long ProjectId, long EnvironmentId, long JobId)
{
    /// <summary>The field with which a call runs other commands than the job's.</summary>
    public const string Steps = "steps_override";

    /// <summary>Fields with which a call runs other code than the environment's own.</summary>
    public static IReadOnlySet<string> OtherCode { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "git_branch",
            "git_sha",
            "dbt_version_override",
            "github_pull_request_id",
            "gitlab_merge_request_id",
            "azure_pull_request_id",
            "non_native_pull_request_id",
        };

    /// <summary>What a call would execute, or why it cannot be said.</summary>
    public static async Task<(RunCommands? Commands, string? Fault)> OfAsync(HeadgateDb db, TermsCall call, CancellationToken cancellation)
    {
        if (OtherCodeOf(call) is { } other)
        {
            return (null, other);
        }
        if (call.Target.Kind == TargetKind.Run && call.Target.RunId is { } runId)
        {
            return await db.Runs.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation) is { } run
                ? (new RunCommands(run.Commands, run.ProjectId, run.EnvironmentId, run.JobDefinitionId), null)
                : (null, "there is no such run");
        }
        if (
            call.Target.JobId is not { } jobId
            || await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == jobId, cancellation) is not { } job
        )
        {
            return (null, "it names no job");
        }
        var (sent, unread) = SentWith(call);
        return sent is null
            ? (null, unread)
            : (new RunCommands(sent.Count > 0 ? sent : job.ExecuteSteps, job.ProjectId, job.EnvironmentId, job.Id), null);
    }

    /// <summary>Why a call runs other code than manifests tell of; null where it does not.</summary>
    public static string? OtherCodeOf(TermsCall call) =>
        call.Operation.Fields.All.FirstOrDefault(f => f.IsOverride && OtherCode.Contains(f.Name) && call.Arguments.Sends(f)) is { } field
            ? $"with {field.Name} it runs other code than the newest manifest tells of"
            : null;

    /// <summary>The commands that a call sends in place of the job's, or why they cannot be read; none where it sends none.</summary>
    public static (IReadOnlyList<string>? Commands, string? Fault) SentWith(TermsCall call) =>
        !FieldValues.Declares(call.Operation, Steps) ? ([], null)
        : FieldValues.Of(call.Operation, call.Arguments.Source, Steps) is { } sent ? (sent, null)
        : (null, $"what {Steps} holds is no list of commands");
}
