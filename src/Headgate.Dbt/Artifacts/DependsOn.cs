using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>What a resource needs: macros that it calls and nodes that it reads.</summary>
public sealed class DependsOn
{
    /// <summary>Unique ids of macros called directly.</summary>
    public List<string> Macros { get; set; } = [];

    /// <summary>Unique ids of nodes, in the order of first use.</summary>
    public List<string> Nodes { get; set; } = [];

    /// <summary>Set for seeds and macros, whose artifact form has macros only.</summary>
    [JsonIgnore]
    public bool MacrosOnly { get; set; }
}
