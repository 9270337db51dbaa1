using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Gate.Decisions;

/// <summary>What a grant allows beyond the plain act; everything here is off unless named.</summary>
public sealed record GrantExtras
{
    /// <summary>Nothing more.</summary>
    public static GrantExtras None { get; } = new();

    /// <summary>Fields with which a trigger may change what the job does: <c>git_branch</c>, <c>steps_override</c> …</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether new credentials (service tokens) may be made, which then work without the gate.</summary>
    public bool IssueCredentials { get; init; }

    /// <summary>Reads the form in which the store keeps it; text that is not understood allows nothing more.</summary>
    /// <param name="json">A JSON object, or null.</param>
    public static GrantExtras Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return None;
        }
        try
        {
            return JsonSerializer.Deserialize(json, GrantExtrasJson.Default.GrantExtras) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>The form in which the store keeps it; null for nothing more.</summary>
    public string? ToJson() =>
        Overrides.Count == 0 && !IssueCredentials ? null : JsonSerializer.Serialize(this, GrantExtrasJson.Default.GrantExtras);
}

/// <summary>The stored form of a grant's extras.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GrantExtras))]
internal sealed partial class GrantExtrasJson : JsonSerializerContext;
