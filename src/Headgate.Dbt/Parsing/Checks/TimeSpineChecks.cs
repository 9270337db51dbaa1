using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Checks that a project with semantic models has a time spine of days or finer.</summary>
internal static class TimeSpineChecks
{
    private static readonly string[] FineGrains = ["nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day"];

    /// <summary>Checks the project.</summary>
    /// <exception cref="DbtException">There is none, or its column has no grain.</exception>
    public static void Check(Manifest manifest)
    {
        if (manifest.SemanticModels.Count == 0)
        {
            return;
        }
        foreach (var model in manifest.Nodes.Values.Where(node => node.TimeSpine is not null))
        {
            if (Grain(model) is null)
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Time spine standard granularity column must be defined on the model. Got invalid column name or granularity for column '{model.TimeSpine!.StandardGranularityColumn}' of model '{model.Name}'."
                );
            }
            if (
                model.TimeSpine!.CustomGranularities.FindAll(custom => !model.Columns.ContainsKey(custom.ColumnName ?? custom.Name)) is
                { Count: > 0 } missing
            )
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Time spine custom granularity columns do not exist in the model. Columns not found: [{string.Join(", ", missing.Select(custom => $"'{custom.ColumnName ?? custom.Name}'"))}]; "
                        + $"Available columns: [{string.Join(", ", model.Columns.Keys.Select(column => $"'{column}'"))}]"
                );
            }
        }
        var hasFineSpine = manifest.Nodes.Values.Any(node =>
            node.Name == "metricflow_time_spine" || (node.TimeSpine is not null && FineGrains.Contains(Grain(node)))
        );
        if (!hasFineSpine)
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                "The semantic layer requires a time spine model with granularity DAY or smaller in the project, but none was found. "
                    + "Guidance on creating this model can be found on our docs site (https://docs.getdbt.com/docs/build/metricflow-time-spine)."
            );
        }
    }

    private static string? Grain(ManifestNode model) =>
        model.Columns.GetValueOrDefault(model.TimeSpine!.StandardGranularityColumn)?.Granularity;
}
