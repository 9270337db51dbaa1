using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Selection.State;

/// <summary>What of a model's contract was kept before and is no longer: changes that break those who read it.</summary>
internal static class ContractChanges
{
    private const string NotEnforced =
        "Contract enforcement was removed: Previously, this model had an enforced contract. It is no longer configured to enforce its contract, and this is a breaking change.";

    /// <summary>The changes that break, each as dbt says it; none where the contract was not enforced or only grew.</summary>
    /// <param name="old">The model as it was.</param>
    /// <param name="now">The model as it is.</param>
    /// <param name="isEnforced">Does the database enforce constraints of a type?</param>
    public static List<string> Between(ManifestNode old, ManifestNode now, Func<string, bool> isEnforced)
    {
        var changes = new List<string>();
        if (!old.Contract.Enforced || NodeComparison.HaveSameContract(old, now))
        {
            return changes;
        }
        if (!now.Contract.Enforced)
        {
            changes.Add(NotEnforced);
        }
        var before = old.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
        Add(changes, "Columns were removed", before.Where(c => !now.Columns.ContainsKey(c.Key)).Select(c => c.Value.Name));
        var kept = before.Where(c => now.Columns.ContainsKey(c.Key)).Select(c => (Was: c.Value, Is: now.Columns[c.Key])).ToList();
        Add(
            changes,
            "Columns with data_type changes",
            kept.Where(c => TypeWithoutSize(c.Was.DataType) != TypeWithoutSize(c.Is.DataType))
                .Select(c => $"{c.Was.Name} ({PythonText.Str(c.Was.DataType)} -> {PythonText.Str(c.Is.DataType)})")
        );
        if (!KeepsConstraints(old))
        {
            return changes;
        }
        Add(
            changes,
            "Enforced column level constraints were removed",
            kept.SelectMany(c =>
                c.Was.Constraints.Where(k => isEnforced(k.Type) && !c.Is.Constraints.Exists(other => Text(other) == Text(k)))
                    .Select(k => $"'{k.Name ?? k.Type}' constraint on column {c.Was.Name}")
            )
        );
        Add(
            changes,
            "Enforced model level constraints were removed",
            old.Constraints.Where(k => isEnforced(k.Type) && !now.Constraints.Exists(other => Text(other) == Text(k)))
                .Select(k => $"'{k.Name ?? k.Type}' constraint on columns [{string.Join(", ", k.Columns.Select(c => $"'{c}'"))}]")
        );
        if (!KeepsConstraints(now) && (old.Constraints.Count > 0 || before.Exists(c => c.Value.Constraints.Count > 0)))
        {
            Add(changes, "Materialization changed with enforced constraints", [$"{old.Materialized} -> {now.Materialized}"]);
        }
        return changes;
    }

    /// <summary>That a model with a contract is gone, as dbt says it; null where its contract was not enforced or its time is over.</summary>
    /// <param name="old">The model as it was.</param>
    /// <param name="now">The project.</param>
    /// <param name="at">The time of the call.</param>
    public static string? Removal(ManifestNode old, Manifest now, DateTimeOffset at)
    {
        var disabled = now.Disabled.GetValueOrDefault(old.UniqueId)?.OfType<ManifestNode>().FirstOrDefault();
        var gone = disabled ?? old;
        if (!gone.Contract.Enforced || (DateTimeOffset.TryParse(gone.DeprecationDate, out var end) && end < at))
        {
            return null;
        }
        return $"Contracted model '{gone.UniqueId}' was {(disabled is null ? "deleted or renamed" : "disabled")}.";
    }

    /// <summary>A wider text or number breaks nobody: <c>varchar(5)</c> and <c>VARCHAR(20)</c> are one type here.</summary>
    private static string? TypeWithoutSize(string? type)
    {
        if (type?.IndexOf('(') is not (> 0 and var open))
        {
            return type?.Trim().ToLowerInvariant();
        }
        var close = type.LastIndexOf(')');
        return (type[..open].TrimEnd() + (close > open ? type[(close + 1)..] : "")).Trim().ToLowerInvariant();
    }

    private static bool KeepsConstraints(ManifestNode node) => node.Materialized is "table" or "incremental";

    private static void Add(List<string> changes, string what, IEnumerable<string> which)
    {
        var lines = which.ToList();
        if (lines.Count > 0)
        {
            changes.Add($"{what}: \n    - {string.Join("\n    - ", lines)}");
        }
    }

    private static string Text(ColumnConstraint c) =>
        string.Join('|', c.Type, c.Name, c.Expression, c.WarnUnenforced, c.WarnUnsupported, c.To, string.Join(',', c.ToColumns));

    private static string Text(ModelConstraint c) =>
        string.Join(
            '|',
            [
                c.Type,
                c.Name,
                c.Expression,
                c.WarnUnenforced,
                c.WarnUnsupported,
                c.To,
                string.Join(',', c.ToColumns),
                string.Join(',', c.Columns),
            ]
        );
}
