using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Grants something to an agent.</summary>
internal sealed class PutAgentGrant : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.grants.put",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/grants/",
            Area = Area.Account,
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Widens what the agent may do.",
            Target = TargetRule.Account,
            Sentence = "{actor} changed the grants of agent {agent_id}",
            Summary = "Grant something to an agent",
            Description =
                "Puts a grant: a capability, a level, and where it holds. It replaces the grant of the same capability at the same places; the level off removes that one.",
            Source = GateCalls.Source,
            Body = BodyForm.Object,
            Parameters =
            [
                Parameter.Body("capability", "string", "Id of the capability, such as runs or runs.trigger.", required: true),
                Parameter.Body("level", "string", "off, read or full; actions know off and full.", required: true),
                Parameter.Body("project_ids", "list of integers", "Only in these projects."),
                Parameter.Body("environment_ids", "list of integers", "Only in these environments."),
                Parameter.Body("job_ids", "list of integers", "Only these jobs."),
                Parameter.Body("project_pattern", "string", "Only in projects of such a name; a star stands for any text."),
                Parameter.Body("environment_pattern", "string", "Only in environments of such a name."),
                Parameter.Body("job_pattern", "string", "Only jobs of such a name."),
                Parameter.Body("overrides", "list of strings", "Fields by which a trigger may change the run, such as git_branch."),
                Parameter.Body("issue_credentials", "boolean", "Whether service tokens may be made, which work without the gate."),
                Parameter.Body("note", "string", "Why it is granted."),
                Parameter.Body("expires_at", "time", "When it ends; without it, never."),
            ],
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var body = call.Body;
        var grant = new NewGrant(body.RequiredText("capability"), body.RequiredText("level"))
        {
            ProjectIds = body.Longs("project_ids") ?? [],
            EnvironmentIds = body.Longs("environment_ids") ?? [],
            JobIds = body.Longs("job_ids") ?? [],
            ProjectPattern = body.Text("project_pattern"),
            EnvironmentPattern = body.Text("environment_pattern"),
            JobPattern = body.Text("job_pattern"),
            Overrides = body.Texts("overrides", maxItems: 50, maxLength: 100) ?? [],
            IssueCredentials = body.Bool("issue_credentials") ?? false,
            Note = body.Text("note"),
            ExpiresAt = body.Time("expires_at"),
        };
        return body.Problems
            ?? GateCalls.Of(
                await call.Registry().PutGrantAsync(call.AccountId, call.RouteLong("agent_id"), grant, call.Actor(), cancellation)
            );
    }
}
