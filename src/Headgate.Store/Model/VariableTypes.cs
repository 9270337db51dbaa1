using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Model;

/// <summary>The scopes of values of environment variables, as the wire names them.</summary>
public static class VariableTypes
{
    /// <summary>The project's default.</summary>
    public const string Project = "project";

    /// <summary>A value of one environment; goes before the project's.</summary>
    public const string Environment = "environment";

    /// <summary>A value of one job; goes before the environment's.</summary>
    public const string Job = "job";

    /// <summary>A value of one user for their own development; no run reads it.</summary>
    public const string User = "user";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Project, Environment, Job, User];

    /// <summary>The values that runs of a job read in an environment, the one that goes before others last.</summary>
    /// <param name="rows">Values.</param>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="job">The job; null for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<IReadOnlyList<EnvironmentVariable>> OfRunsAsync(
        IQueryable<EnvironmentVariable> rows,
        long project,
        long environment,
        long? job,
        CancellationToken cancellation
    )
    {
        var found = await rows.AsNoTracking()
            .Where(row => row.ProjectId == project && row.State == RowState.Active)
            .Where(row =>
                row.Type == Project
                || (row.Type == Environment && row.EnvironmentId == environment)
                || (row.Type == Job && row.JobDefinitionId == job)
            )
            .ToListAsync(cancellation);
        return [.. found.OrderBy(row => Precedence(row.Type))];
    }

    /// <summary>Place among the values that a run can read: the highest goes before the others.</summary>
    public static int Precedence(string type) =>
        type switch
        {
            Job => 2,
            Environment => 1,
            _ => 0,
        };
}
