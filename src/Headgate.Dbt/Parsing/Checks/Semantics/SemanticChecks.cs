using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Whether semantic models, metrics and saved queries hold together; asked of projects that have models and metrics.</summary>
internal static class SemanticChecks
{
    private static readonly Func<Manifest, IEnumerable<string>>[] Checks =
    [
        EnumChecks.Find,
        SemanticNames.Find,
        ModelKeyChecks.Find,
        ValidityChecks.Find,
        MeasureChecks.Find,
        NonAdditiveChecks.Find,
        AggregatingMetrics.Find,
        ElementKinds.Find,
        MetricWindows.Find,
        ConversionChecks.Find,
        SemanticFilters.Find,
        SavedQueryChecks.Find,
    ];

    /// <summary>Checks the project, and tells everything that is wrong at once.</summary>
    /// <exception cref="DbtException">Something is wrong.</exception>
    public static void Check(Manifest manifest)
    {
        if (manifest.SemanticModels.Count == 0 || manifest.Metrics.Count == 0)
        {
            return;
        }
        var wrong = Checks.SelectMany(check => check(manifest)).Distinct(StringComparer.Ordinal).ToList();
        if (wrong.Count > 0)
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Semantic Manifest validation failed.\n{string.Join('\n', wrong.Select(one => "- " + one))}"
            );
        }
    }
}
