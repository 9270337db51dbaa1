using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Decisions;

/// <summary>What a grant allows beyond the plain act, where everything is off unless named; and under which conditions it allows anything.</summary>
public sealed record GrantExtras
{
    /// <summary>Nothing more.</summary>
    public static GrantExtras None { get; } = new();

    /// <summary>Fields with which a trigger may change what the job does: <c>git_branch</c>, <c>steps_override</c> …</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether new credentials (service tokens) may be made, which then work without the gate.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>What it asks of a call.</summary>
    public GrantConditions When { get; init; } = new();

    /// <summary>Reads the form in which the store keeps it; null for a text that is not understood, whose grant then allows nothing.</summary>
    /// <param name="json">A JSON object, or null.</param>
    public static GrantExtras? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return None;
        }
        try
        {
            return JsonSerializer.Deserialize(json, GrantExtrasJson.Default.GrantExtras);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The form in which the store keeps it; null for nothing more.</summary>
    public string? ToJson() =>
        Overrides.Count == 0 && !IssueCredentials && When.IsEmpty
            ? null
            : JsonSerializer.Serialize(this, GrantExtrasJson.Default.GrantExtras);
}

/// <summary>The stored form of a grant's extras.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GrantExtras))]
internal sealed partial class GrantExtrasJson : JsonSerializerContext;
