using System.Text.Json;

namespace Headgate.Gate.Workloads;

/// <summary>A machine that acts as an agent with tokens of its own issuer.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="AgentId">The agent that it acts as.</param>
/// <param name="Issuer">The issuer of its tokens.</param>
/// <param name="Audience">Whom they have to be for.</param>
/// <param name="Subject">Who they have to be about.</param>
/// <param name="Claims">Further claims and their values; null for none.</param>
/// <param name="KeysUrl">Where the issuer's keys are fetched; null where they were given, or the issuer says where.</param>
/// <param name="HasKeys">Whether the issuer's keys were given.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record WorkloadView(
    long Id,
    string Name,
    long AgentId,
    string Issuer,
    string Audience,
    string Subject,
    JsonElement? Claims,
    string? KeysUrl,
    bool HasKeys,
    DateTimeOffset CreatedAt
);
