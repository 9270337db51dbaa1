using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>What came of a bulk call for one variable. All of it is done or nothing, so that no failures stand beside a success.</summary>
internal sealed record VariablesChangedView
{
    public required string Message { get; init; }
    public required IReadOnlyList<long> NewVarIds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? DeletedVarIds { get; init; }

    public IReadOnlyDictionary<string, string> Failures { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
