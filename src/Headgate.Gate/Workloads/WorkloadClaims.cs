using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Headgate.Gate.Workloads;

/// <summary>Further claims that a workload's tokens have to have.</summary>
internal static class WorkloadClaims
{
    /// <summary>Most claims of a workload.</summary>
    public const int Most = 20;

    /// <summary>What is wrong with claims that somebody writes down; null for nothing.</summary>
    public static string? Fault(JsonElement claims) =>
        claims.ValueKind == JsonValueKind.Object
        && claims.GetRawText().Length <= 4000
        && claims.EnumerateObject().Count() <= Most
        && claims
            .EnumerateObject()
            .All(c => c.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            ? null
            : $"Claims are an object of at most {Most} names, each with one text, number, true or false.";

    /// <summary>Whether a token has all of them, each with exactly that value.</summary>
    /// <param name="stored">The claims of a row; null for none.</param>
    /// <param name="token">The token.</param>
    public static bool Hold(string? stored, JsonWebToken token)
    {
        if (stored is null)
        {
            return true;
        }
        using var wanted = JsonDocument.Parse(stored);
        using var said = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        return wanted
            .RootElement.EnumerateObject()
            .All(claim => said.RootElement.TryGetProperty(claim.Name, out var value) && JsonElement.DeepEquals(value, claim.Value));
    }
}
