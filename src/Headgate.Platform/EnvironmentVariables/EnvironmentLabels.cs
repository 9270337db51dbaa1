using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>
/// The names under which the environments of a project stand beside each other. One that shares its name with another, or is called as the project's own column is, has
/// its id behind it.
/// </summary>
internal sealed class EnvironmentLabels
{
    private EnvironmentLabels(IReadOnlyList<DbtEnvironment> environments)
    {
        var counts = environments.CountBy(e => e.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        All = [.. environments.Select(e => (e.Id, counts[e.Name] > 1 || e.Name is VariableTypes.Project ? $"{e.Name} ({e.Id})" : e.Name))];
    }

    /// <summary>Ids and names, in the order of the ids.</summary>
    public IReadOnlyList<(long Id, string Label)> All { get; }

    public static async Task<EnvironmentLabels> LoadAsync(HeadgateDb db, long project, CancellationToken cancellation) =>
        new(
            await db
                .Environments.AsNoTracking()
                .Where(e => e.ProjectId == project && e.State == RowState.Active)
                .OrderBy(e => e.Id)
                .ToListAsync(cancellation)
        );

    /// <summary>The scope that a key of a bulk body names; null where it names none.</summary>
    public (string Type, long? EnvironmentId)? Find(string key)
    {
        if (key is VariableTypes.Project)
        {
            return (VariableTypes.Project, null);
        }
        foreach (var (id, label) in All)
        {
            if (string.Equals(label, key, StringComparison.Ordinal))
            {
                return (VariableTypes.Environment, id);
            }
        }
        return null;
    }

    /// <summary>What is wrong with a key that names no environment.</summary>
    public string Unknown =>
        $"the project has no environment of this name; there are {string.Join(", ", All.Select(l => l.Label).Prepend(VariableTypes.Project).Take(20))}";
}
