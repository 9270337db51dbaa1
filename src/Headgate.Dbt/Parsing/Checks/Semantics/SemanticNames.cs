using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Names of metrics, of elements of semantic models and of the project's own periods.</summary>
internal static partial class SemanticNames
{
    public static IEnumerable<string> Find(Manifest manifest)
    {
        var names = manifest
            .SemanticModels.Values.SelectMany(NamesOf)
            .Concat(manifest.Metrics.Values.Select(metric => metric.Name))
            .Concat(manifest.Metrics.Values.SelectMany(AliasesOf))
            .Concat(manifest.SemanticModels.Values.Select(model => model.Name))
            .Concat(manifest.SavedQueries.Values.Select(query => query.Name))
            .Concat(OwnPeriods(manifest));
        return names.Distinct(StringComparer.Ordinal).Select(WhyNot).OfType<string>().Concat(Twice(manifest));
    }

    private static IEnumerable<string> NamesOf(SemanticModel model) =>
        model
            .Entities.Select(entity => entity.Name)
            .Concat(model.Dimensions.Select(dimension => dimension.Name))
            .Concat(model.Measures.Select(measure => measure.Name));

    private static IEnumerable<string> AliasesOf(Metric metric) =>
        [
            .. (metric.TypeParams.Metrics ?? [])
                .Append(metric.TypeParams.Numerator)
                .Append(metric.TypeParams.Denominator)
                .Select(input => input?.Alias)
                .OfType<string>(),
        ];

    private static IEnumerable<string> OwnPeriods(Manifest manifest) =>
        manifest
            .Nodes.Values.Where(node => node.TimeSpine is not null)
            .SelectMany(node => node.TimeSpine!.CustomGranularities)
            .Select(custom => custom.Name);

    private static string? WhyNot(string name)
    {
        if (!Form().IsMatch(name) || name.Contains("__"))
        {
            return $"Invalid name `{name}` - names may only contain lower case letters, numbers, and underscores. Additionally, names must start with a "
                + "lower case letter, cannot end with an underscore, cannot contain dunders (double underscores, or __), and must be at least 2 characters long.";
        }
        if (EnumChecks.Grains.Contains(name))
        {
            return $"Invalid name `{name}` - names cannot match reserved time granularity keywords ({string.Join(", ", EnumChecks.Grains)}).";
        }
        return name is "metric_time" or "mf_internal_uuid" ? $"Invalid name `{name}` - this name is reserved by MetricFlow." : null;
    }

    private static IEnumerable<string> Twice(Manifest manifest)
    {
        foreach (var model in manifest.SemanticModels.Values)
        {
            foreach (var name in Repeated(NamesOf(model)))
            {
                yield return $"In semantic model `{model.Name}`, can't use name `{name}` for an element when it was already used for another.";
            }
        }
        foreach (var name in Repeated(OwnPeriods(manifest)))
        {
            yield return $"Custom granularity names must be unique, but found duplicate custom granularities with the name '{name}'.";
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    [GeneratedRegex("^[a-z][a-z0-9_]*[a-z0-9]$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
