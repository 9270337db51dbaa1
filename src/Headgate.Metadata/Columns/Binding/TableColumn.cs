using System.Text.Json.Serialization;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in the warehouse's word; null where it is not known.</param>
internal sealed record TableColumn(string Name, string? Type)
{
    /// <summary>Whether the type is a guess of the binder's.</summary>
    [JsonIgnore]
    public bool IsGuessed { get; init; }
}
