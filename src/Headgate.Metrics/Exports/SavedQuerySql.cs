using System.Runtime.CompilerServices;
using System.Text;
using Headgate.Dbt;
using Headgate.Dbt.Artifacts;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Exports;

/// <summary>Writes the saved queries of a build as SQL, from the manifest that the build has just parsed.</summary>
public sealed class SavedQuerySql : ISavedQuerySql
{
    private readonly ConditionalWeakTable<Manifest, MetricEngine> _engines = [];

    /// <inheritdoc />
    public SavedQueryStatement Write(Manifest manifest, string savedQuery, string adapterType)
    {
        SqlEngine? engine = adapterType switch
        {
            "duckdb" => SqlEngine.DuckDb,
            "postgres" => SqlEngine.Postgres,
            _ => null,
        };
        if (engine is null)
        {
            return Refused($"metrics are written for DuckDB and PostgreSQL, and the target is of type '{adapterType}'.");
        }
        try
        {
            var query = new MetricQuery { SavedQuery = savedQuery };
            var compiled = _engines.GetValue(manifest, Engine).Compile(query, engine.Value);
            return compiled.Refusal is { } refusal ? Refused(refusal.Message) : new(compiled.Sql, null);
        }
        catch (InvalidSemanticManifestException invalid)
        {
            return Refused(invalid.Message);
        }

        SavedQueryStatement Refused(string why) => new(null, $"The saved query '{savedQuery}' cannot be exported: {why}");
    }

    private static MetricEngine Engine(Manifest manifest)
    {
        using var written = new MemoryStream();
        SemanticManifestFile.Write(manifest, written);
        return new MetricEngine(SemanticManifest.Parse(Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length)));
    }
}
