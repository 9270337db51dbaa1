using System.Globalization;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>A profile's output of type <c>duckdb</c>, with the keys of the public dbt-duckdb adapter.</summary>
/// <param name="Path">The database file, absolute, or <c>:memory:</c>.</param>
/// <param name="Database">The catalog's name: the file's name without its ending.</param>
/// <param name="Schema">The target's schema.</param>
/// <param name="Extensions">Extensions to load on opening.</param>
/// <param name="Settings">DuckDB settings to set on each connection.</param>
/// <param name="Attach">Other databases to attach on opening.</param>
internal sealed record DuckDbCredentials(
    string Path,
    string Database,
    string Schema,
    IReadOnlyList<string> Extensions,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<DuckDbAttachment> Attach
)
{
    /// <summary>The path that keeps the database in the process's memory.</summary>
    public const string InMemory = ":memory:";

    /// <summary>Reads the output's keys.</summary>
    public static DuckDbCredentials Read(IReadOnlyDictionary<string, object?> output, string projectDirectory)
    {
        var path = Text(output, "path") ?? InMemory;
        if (path != InMemory)
        {
            path = System.IO.Path.GetFullPath(path, projectDirectory);
        }
        var database = Text(output, "database") ?? (path == InMemory ? "memory" : System.IO.Path.GetFileNameWithoutExtension(path));
        return new(
            path,
            database,
            Text(output, "schema") ?? "main",
            List(output, "extensions").Select(e => Convert.ToString(e, CultureInfo.InvariantCulture)!).ToList(),
            ReadSettings(output),
            List(output, "attach")
                .OfType<IReadOnlyDictionary<string, object?>>()
                .Select(a => DuckDbAttachment.Read(a, projectDirectory))
                .ToList()
        );
    }

    internal static string? Text(IReadOnlyDictionary<string, object?> output, string key) =>
        output.TryGetValue(key, out var value) && value is not null ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<object?> List(IReadOnlyDictionary<string, object?> output, string key) =>
        output.TryGetValue(key, out var value) && value is IEnumerable<object?> list ? list : [];

    private static Dictionary<string, string> ReadSettings(IReadOnlyDictionary<string, object?> output) =>
        output.TryGetValue("settings", out var value) && value is IReadOnlyDictionary<string, object?> settings
            ? settings.ToDictionary(s => s.Key, s => Convert.ToString(s.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal)
            : [];
}
