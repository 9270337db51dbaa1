using System.Text.Json;

namespace Headgate.Graph.Elsewhere;

/// <summary>The names that an answer may have, each with those inside of it.</summary>
internal sealed class AskedNames
{
    private readonly Dictionary<string, AskedNames> _inner = new(StringComparer.Ordinal);

    /// <summary>Whether what stands here was asked for by the gate, as a whole.</summary>
    public bool IsOwn { get; set; }

    /// <summary>Adds a name, if it is not there yet.</summary>
    public AskedNames Add(string name) => _inner.TryGetValue(name, out var known) ? known : _inner[name] = new AskedNames();

    /// <summary>Whether JSON has a name that was not asked for. What has no names inside is a value, whatever it holds.</summary>
    public bool HasOthers(JsonElement json) =>
        !IsOwn
        && _inner.Count > 0
        && json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().Any(p => !_inner.TryGetValue(p.Name, out var inner) || inner.HasOthers(p.Value)),
            JsonValueKind.Array => json.EnumerateArray().Any(HasOthers),
            _ => false,
        };

    /// <summary>Whether a path leads through names that were asked for.</summary>
    public bool Has(IEnumerable<string> path)
    {
        var at = this;
        foreach (var name in path)
        {
            if (at.IsOwn || !at._inner.TryGetValue(name, out at!))
            {
                return false;
            }
        }
        return true;
    }
}
