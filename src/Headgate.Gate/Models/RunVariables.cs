using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Gate.Models;

/// <summary>The environment variables with which dbt's own options can be given, as a run would have them.</summary>
internal static class RunVariables
{
    /// <summary>Their names' beginning.</summary>
    private const string OfDbt = "DBT_";

    /// <summary>What a project names for itself begins so, and is no option.</summary>
    private const string OfProject = "DBT_ENV_";

    /// <summary>Names, and the values that go before others.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(HeadgateDb db, RunCommands run, CancellationToken cancellation)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var row in await VariableTypes.OfRunsAsync(db.EnvironmentVariables, run.ProjectId, run.EnvironmentId, run.JobId, cancellation)
        )
        {
            if (IsOption(row.Name) && row.RawValue is { } value)
            {
                values[row.Name] = value;
            }
        }
        return values;
    }

    /// <summary>Whether a variable can be an option of dbt.</summary>
    public static bool IsOption(string name) =>
        name.StartsWith(OfDbt, StringComparison.Ordinal) && !name.StartsWith(OfProject, StringComparison.Ordinal);
}
