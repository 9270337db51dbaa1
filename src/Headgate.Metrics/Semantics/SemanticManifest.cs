using System.Text.Json;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>What a project says about its metrics: dbt's <c>semantic_manifest.json</c>, read and put into one form.</summary>
public sealed class SemanticManifest
{
    private readonly Dictionary<string, MetricDefinition> _metrics;
    private readonly Dictionary<string, SemanticModelDefinition> _models;

    internal SemanticManifest(
        IEnumerable<SemanticModelDefinition> models,
        IEnumerable<MetricDefinition> metrics,
        IEnumerable<TimeSpineDefinition> spines,
        IEnumerable<SavedQueryDefinition> savedQueries
    )
    {
        _models = models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        _metrics = metrics.ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        Spines = [.. spines.OrderBy(spine => spine.Unit)];
        SavedQueries = [.. savedQueries];
        var grains = Spines.SelectMany(spine => spine.CustomColumns.Keys.Select(name => new Grain(name, spine.Unit, IsCustom: true)));
        CustomGrains = grains.ToDictionary(grain => grain.Name, StringComparer.Ordinal);
    }

    internal IReadOnlyCollection<SemanticModelDefinition> Models => _models.Values;

    internal IReadOnlyCollection<MetricDefinition> Metrics => _metrics.Values;

    /// <summary>The calendars, from the finest.</summary>
    internal IReadOnlyList<TimeSpineDefinition> Spines { get; }

    internal IReadOnlyList<SavedQueryDefinition> SavedQueries { get; }

    internal IReadOnlyDictionary<string, Grain> CustomGrains { get; }

    /// <summary>Reads the text of a <c>semantic_manifest.json</c>.</summary>
    /// <exception cref="InvalidSemanticManifestException">It is not one, or something in it refers to what is not there.</exception>
    public static SemanticManifest Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var manifest = ManifestReader.Read(document.RootElement);
            MetricCycles.Refuse(manifest);
            return manifest;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidSemanticManifestException($"The semantic manifest cannot be read: {e.Message}", e);
        }
    }

    internal SemanticModelDefinition Model(string name) =>
        _models.GetValueOrDefault(name)
        ?? throw new InvalidSemanticManifestException(
            $"The semantic model '{name}' is referred to, but the project has none of that name."
        );

    internal MetricDefinition? FindMetric(string name) => _metrics.GetValueOrDefault(name);

    internal MetricDefinition Metric(string name) =>
        FindMetric(name)
        ?? throw new InvalidSemanticManifestException($"The metric '{name}' is referred to, but the project has none of that name.");

    internal Grain? FindGrain(string name)
    {
        var lower = name.ToLowerInvariant();
        return TimeUnits.TryRead(lower, out var unit) && TimeUnits.NameOf(unit) == lower
            ? Grain.Of(unit)
            : CustomGrains.GetValueOrDefault(lower);
    }
}
