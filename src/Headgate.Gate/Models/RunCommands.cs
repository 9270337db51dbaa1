using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Models;

/// <summary>The commands that a call's run would execute, and where.</summary>
/// <param name="Commands">The commands, such as <c>dbt build</c>.</param>
/// <param name="EnvironmentId">The environment that they run in.</param>
internal sealed record RunCommands(IReadOnlyList<string> Commands, long EnvironmentId)
{
    private const string Steps = "steps_override";

    /// <summary>Fields with which a call runs other code than the environment's own.</summary>
    private static readonly HashSet<string> OtherCode = ["git_branch", "git_sha", "dbt_version_override"];

    /// <summary>What a call would execute, or why it cannot be said.</summary>
    public static async Task<(RunCommands? Commands, string? Fault)> OfAsync(HeadgateDb db, TermsCall call, CancellationToken cancellation)
    {
        foreach (var field in call.Operation.Fields.All.Where(f => f.IsOverride && OtherCode.Contains(f.Name) && call.Arguments.Sends(f)))
        {
            return (null, $"with {field.Name} it runs other code than the newest manifest tells of");
        }
        if (call.Target.Kind == TargetKind.Run && call.Target.RunId is { } runId)
        {
            return await db.Runs.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation) is { } run
                ? (new RunCommands(run.Commands, run.EnvironmentId), null)
                : (null, "there is no such run");
        }
        if (
            call.Target.JobId is not { } jobId
            || await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == jobId, cancellation) is not { } job
        )
        {
            return (null, "it names no job");
        }
        var sent = FieldValues.Declares(call.Operation, Steps) ? FieldValues.Of(call.Operation, call.Arguments.Source, Steps) : [];
        return sent is null
            ? (null, $"what {Steps} holds is no list of commands")
            : (new RunCommands(sent.Count > 0 ? sent : job.ExecuteSteps, job.EnvironmentId), null);
    }
}
