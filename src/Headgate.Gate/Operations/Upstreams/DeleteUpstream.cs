using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Upstreams;

/// <summary>Removes an account elsewhere.</summary>
internal sealed class DeleteUpstream : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.upstreams.delete",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/upstreams/{upstream_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Its token is forgotten here; it stays good until it is revoked there.",
            Sentence = "{actor} removed upstream {upstream_id}",
            Summary = "Remove an upstream",
            Description = "Only one that no agent works in can be removed. What was done there stays in the record.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.UpstreamView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.Of(
            await call.Service<UpstreamRegistry>().DeleteAsync(call.AccountId, call.RouteLong("upstream_id"), call.Actor(), cancellation)
        );
}
