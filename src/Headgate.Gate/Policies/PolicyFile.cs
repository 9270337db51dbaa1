using System.Text.Json;
using Headgate.Gate.Agents;

namespace Headgate.Gate.Policies;

/// <summary>What a policy file says.</summary>
/// <param name="Agents">The agents that it is about; others are left alone.</param>
/// <param name="Tests">What must hold of it.</param>
internal sealed record PolicyFile(IReadOnlyList<PolicyAgent> Agents, IReadOnlyList<PolicyTest> Tests);

/// <summary>An agent of a policy file.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Name">Its name.</param>
internal sealed record PolicyAgent(int Line, string Name)
{
    /// <summary>What it is for; null where the file does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The person responsible for it; null where the file does not say.</summary>
    public string? Owner { get; init; }

    /// <summary>The upstream that it works in; null for this platform.</summary>
    public string? Upstream { get; init; }

    /// <summary>Its grants, those of its roles first.</summary>
    public IReadOnlyList<PolicyGrant> Grants { get; init; } = [];
}

/// <summary>A grant of a policy file.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Grant">What it grants or denies.</param>
internal sealed record PolicyGrant(int Line, NewGrant Grant);

/// <summary>A case that a policy file must decide as it says.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Name">What is tested, in words.</param>
/// <param name="Agent">The agent that calls.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Arguments">What it is called with.</param>
/// <param name="Expect"><c>allowed</c>, <c>denied</c> or <c>asks</c>.</param>
/// <param name="Reason">The reason's code; null for any.</param>
internal sealed record PolicyTest(
    int Line,
    string Name,
    string Agent,
    string Operation,
    JsonElement Arguments,
    string Expect,
    string? Reason
);
