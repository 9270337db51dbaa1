using System.Security.Cryptography;
using Headgate.Store;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// The name of this server among those that share a database: kept in its data folder, so that after a restart it knows its own runs.
/// </summary>
public sealed class NodeIdentity(StoreSettings settings)
{
    private readonly Lazy<string> _name = new(() => LoadOrCreate(Path.Combine(settings.DataFolder, "node")));

    /// <summary>The name.</summary>
    public string Name => _name.Value;

    private static string LoadOrCreate(string file)
    {
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known)
        {
            return known;
        }
        var fresh = $"node-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        File.WriteAllText(file, fresh + "\n");
        return fresh;
    }
}
