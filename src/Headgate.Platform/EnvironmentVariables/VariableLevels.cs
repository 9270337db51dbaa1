using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>The values of a project that meet at a job or a user, of those that the caller may see.</summary>
internal static class VariableLevels
{
    /// <param name="call">The call.</param>
    /// <param name="rows">Values, of which those of the project count.</param>
    /// <param name="environment">The environment whose values count; null for none.</param>
    /// <param name="job">The job whose values count; null for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Answer> AnswerAsync(
        CallContext call,
        IQueryable<EnvironmentVariable> rows,
        long? environment,
        long? job,
        CancellationToken cancellation
    )
    {
        var project = call.Target.ProjectId;
        var found = await rows.AsNoTracking()
            .Where(v => v.ProjectId == project && v.State == RowState.Active)
            .Where(v => v.EnvironmentId == null || v.EnvironmentId == environment)
            .OrderBy(v => v.Name)
            .ToListAsync(cancellation);
        var levels = new Dictionary<string, VariableLevelsView>(StringComparer.Ordinal);
        foreach (var row in found.Where(r => Sees(call.Scope, r)))
        {
            var shown = VariableRows.Shown(row);
            var so = levels.GetValueOrDefault(row.Name) ?? new();
            levels[row.Name] = row.Type switch
            {
                VariableTypes.Job => so with { Job = shown },
                VariableTypes.User => so with { User = shown },
                VariableTypes.Environment => so with { Environment = shown },
                _ => so with { Project = shown },
            };
        }
        return call.Ok<IReadOnlyDictionary<string, VariableLevelsView>>(levels);

        bool Sees(VisibleScope scope, EnvironmentVariable row) =>
            row.JobDefinitionId is not null ? scope.Sees(project, environment, job) : scope.Sees(project, row.EnvironmentId, null);
    }
}
