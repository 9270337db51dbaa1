using System.Text.Json;
using Headgate.Platform.Adapters;
using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Execution;

/// <summary>The file of a connection whose warehouse is one. It takes one writing process, so runs that share a file take turns.</summary>
internal static class WarehouseFile
{
    /// <summary>Full path of the file; null for servers and for warehouses in memory.</summary>
    public static string? Of(Connection connection, StoreSettings store)
    {
        if (WarehouseKinds.Of(connection.AdapterVersion)?.File is not { } kind)
        {
            return null;
        }
        using var config = JsonDocument.Parse(connection.Config);
        return
            config.RootElement.TryGetProperty(kind.Setting, out var path) && path.GetString() is { Length: > 0 } text && text != kind.Memory
            ? Path.GetFullPath(text, store.DataFolder)
            : null;
    }
}
