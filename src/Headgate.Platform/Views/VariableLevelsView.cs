using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>The values of one variable that meet at a job or a user; those that are not set are absent.</summary>
internal sealed record VariableLevelsView
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VariableValueView? Project { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VariableValueView? Environment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VariableValueView? Job { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VariableValueView? User { get; init; }
}
