namespace Headgate.Catalogue;

/// <summary>Somebody in whose name a caller acts: the next link of the chain from a call back to a person or a machine.</summary>
/// <param name="Kind"><c>client</c> (a program that a person let act as the agent), <c>workload</c> (a machine's identity), <c>service_token</c>, <c>personal_token</c> or <c>operator</c>.</param>
/// <param name="Id">Who it is among its kind: a client's id, a workload's issuer and subject, a token's number.</param>
/// <param name="Name">Its name at the time, for people.</param>
public sealed record Principal(string Kind, string Id, string Name)
{
    /// <summary>The kind of programs that act as an agent.</summary>
    public const string Client = "client";

    /// <summary>The kind of machines that act as an agent.</summary>
    public const string Workload = "workload";

    /// <summary>How a sentence goes on after the agent: <c> by client "Claude"</c>, <c> for "ann@example.com"</c>.</summary>
    public string Phrase =>
        Kind switch
        {
            Client => $" by client \"{Name}\"",
            Workload => $" by workload \"{Name}\"",
            _ => $" for \"{Name}\"",
        };
}
