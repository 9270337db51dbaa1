using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>A person has looked at a foreign tool.</summary>
internal sealed class ReviewForeignTool : IOperation<ReviewForeignTool.Verdict>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.tools.review",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/{server_id:long}/tools/{tool_id:long}/review/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Agents that are granted the tool read its description and can call it.",
            Sentence = "{actor} looked at tool {tool_id} of foreign server {server_id}",
            Summary = "Review a tool of a foreign server",
            Description =
                "Says that a person has looked at the tool as it is, which the digest names, and lets it be used by who is granted it; or takes that back. A tool that has changed in between is refused.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ForeignToolView),
            Fields = new Fields<Verdict>(refusesUnknown: true)
            {
                {
                    In.Body.Text("digest", "Digest of the definition that was looked at, from the list.", 64).Required().Told(),
                    (v, d) => v.Digest = d
                },
                { In.Body.Flag("approve", "False to switch the tool off again.").Or(true).Told(), (v, a) => v.IsApproved = a },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Verdict> input, CancellationToken cancellation)
    {
        var verdict = input.ApplyTo(new Verdict());
        var which = (call.AccountId, call.RouteLong("server_id"), call.RouteLong("tool_id"));
        return call.Of(await call.Foreign().ReviewAsync(which, verdict.Digest, verdict.IsApproved, call.Actor(), cancellation));
    }

    /// <summary>What the person says.</summary>
    internal sealed class Verdict
    {
        public string Digest { get; set; } = "";

        public bool IsApproved { get; set; }
    }
}
