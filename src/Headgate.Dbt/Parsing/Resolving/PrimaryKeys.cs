using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Infers the primary key of models: from constraints, else from columns that are tested to be unique and not null, else unique alone.</summary>
internal static class PrimaryKeys
{
    public static void Infer(Manifest manifest)
    {
        var disabled = manifest.Disabled.Values.SelectMany(list => list).OfType<ManifestNode>();
        var tests = manifest
            .Nodes.Values.Concat(disabled)
            .Where(node => node is { TestMetadata: not null, AttachedNode: not null })
            .ToLookup(node => node.AttachedNode!);
        foreach (var model in manifest.Nodes.Values.Where(node => node.ResourceType == ResourceType.Model))
        {
            model.PrimaryKey = Of(model, tests[model.UniqueId]);
        }
    }

    private static List<string> Of(ManifestNode model, IEnumerable<ManifestNode> tests)
    {
        if (model.Constraints.Find(constraint => constraint.Type == "primary_key") is { } onModel)
        {
            return [.. onModel.Columns];
        }
        foreach (var column in model.Columns.Values)
        {
            if (column.Constraints.Exists(constraint => constraint.Type == "primary_key"))
            {
                return [column.Name];
            }
        }

        var unique = new List<string>();
        var uniqueButDisabled = new List<string>();
        var notNull = new List<string>();
        foreach (var test in tests)
        {
            foreach (var column in Columns(test.TestMetadata!))
            {
                switch (test.TestMetadata!.Name)
                {
                    case "unique" or "unique_combination_of_columns":
                        (test.Config.Enabled ? unique : uniqueButDisabled).Add(column);
                        break;
                    case "not_null":
                        notNull.Add(column);
                        break;
                }
            }
        }
        var both = notNull.Where(column => unique.Contains(column) || uniqueButDisabled.Contains(column)).Distinct().ToList();
        if (both.Count > 0)
        {
            return both;
        }
        return [.. (unique.Count > 0 ? unique : uniqueButDisabled).Distinct()];
    }

    private static IEnumerable<string> Columns(TestMetadata test)
    {
        if (test.Kwargs.GetValueOrDefault("column_name") is string column)
        {
            return [column];
        }
        return (test.Kwargs.GetValueOrDefault("combination_of_columns") as List<object?>)?.OfType<string>() ?? [];
    }
}
