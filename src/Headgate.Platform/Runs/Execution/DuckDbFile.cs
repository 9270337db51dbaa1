using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Execution;

/// <summary>The DuckDB file of a connection. DuckDB takes one writing process, so runs that share a file take turns.</summary>
internal static class DuckDbFile
{
    /// <summary>Full path of the file; null for other warehouses and for databases in memory.</summary>
    public static string? Of(Connection connection, StoreSettings store)
    {
        if (!connection.AdapterVersion.StartsWith("duckdb", StringComparison.Ordinal))
        {
            return null;
        }
        using var config = JsonDocument.Parse(connection.Config);
        return config.RootElement.TryGetProperty("path", out var path) && path.GetString() is { Length: > 0 } text && text != ":memory:"
            ? Path.GetFullPath(text, store.DataFolder)
            : null;
    }
}
