using System.Text.Json;

namespace Headgate.Gate.Workloads;

/// <summary>A workload to be let act as an agent.</summary>
public sealed class NewWorkload
{
    /// <summary>Its name, unique in the account.</summary>
    public string Name { get; set; } = "";

    /// <summary>The agent that it acts as.</summary>
    public long Agent { get; set; }

    /// <summary>The issuer, as it stands in its tokens.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Whom its tokens have to be for; null for this server's own address.</summary>
    public string? Audience { get; set; }

    /// <summary>Who its tokens have to be about.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Further claims and their values.</summary>
    public JsonElement? Claims { get; set; }

    /// <summary>Where the issuer's keys are; null where the issuer says it itself, or where they are given.</summary>
    public string? KeysUrl { get; set; }

    /// <summary>The issuer's keys, as a JSON Web Key Set.</summary>
    public JsonElement? Keys { get; set; }
}
