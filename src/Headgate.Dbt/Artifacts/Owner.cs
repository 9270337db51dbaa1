using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Who answers for a group or an exposure.</summary>
public sealed class Owner
{
    /// <summary>Address, or a list of addresses.</summary>
    public object? Email { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Other keys that were written.</summary>
    [JsonExtensionData]
    public OrderedDictionary<string, object?>? Other { get; set; }
}
