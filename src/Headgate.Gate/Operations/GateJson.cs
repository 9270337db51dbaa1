using System.Text.Json.Serialization;
using Headgate.Gate.Agents;
using Headgate.Gate.Approvals;
using Headgate.Gate.Clients;
using Headgate.Gate.Conditions;
using Headgate.Gate.Foreign;
using Headgate.Gate.Policies;
using Headgate.Gate.Rebuilding;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Gate.Workloads;

namespace Headgate.Gate.Operations;

/// <summary>The wire form of the gate's own things.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(BudgetUseView))]
[JsonSerializable(typeof(IssuedKeyView))]
[JsonSerializable(typeof(AgentGrantView))]
[JsonSerializable(typeof(AgentKeyView))]
[JsonSerializable(typeof(RightsView))]
[JsonSerializable(typeof(ChainView))]
[JsonSerializable(typeof(AgentsSwitchView))]
[JsonSerializable(typeof(ApprovalView))]
[JsonSerializable(typeof(PolicyPlan))]
[JsonSerializable(typeof(PolicyRehearsalView))]
[JsonSerializable(typeof(PolicySuggestionView))]
[JsonSerializable(typeof(PolicyVersionView))]
[JsonSerializable(typeof(ExplanationView))]
[JsonSerializable(typeof(GrantConditions))]
[JsonSerializable(typeof(RebuildersView))]
[JsonSerializable(typeof(UpstreamView))]
[JsonSerializable(typeof(UpstreamTestView))]
[JsonSerializable(typeof(CommandLeaveView))]
[JsonSerializable(typeof(ClientConnectionView))]
[JsonSerializable(typeof(ClientRequestView))]
[JsonSerializable(typeof(ConnectedClientView))]
[JsonSerializable(typeof(WorkloadView))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(ForeignServerView))]
[JsonSerializable(typeof(ForeignToolView))]
public sealed partial class GateJson : JsonSerializerContext;

/// <summary>An agent with a key that was just made. The only place where a key's secret is on the wire.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Key">The key.</param>
/// <param name="Secret">What the agent sends as <c>Authorization: Bearer …</c>; it cannot be shown again.</param>
public sealed record IssuedKeyView(AgentView Agent, AgentKeyView Key, string Secret)
{
    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"key {Key.Id} of agent {Agent.Id}";
}
