using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Upstreams;

/// <summary>Gets one account elsewhere.</summary>
internal sealed class GetUpstream : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.upstreams.get",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/upstreams/{upstream_id:long}/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows which agents work in the account.",
            Sentence = "{actor} looked at upstream {upstream_id}",
            Summary = "Get an upstream",
            Description = "One account elsewhere with its agents and its health. Its token is never shown.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.UpstreamView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        await call.Service<UpstreamRegistry>().FindAsync(call.AccountId, call.RouteLong("upstream_id"), cancellation) is { } upstream
            ? call.Ok(upstream)
            : Answer.NotFound;
}
