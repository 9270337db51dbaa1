using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Upstreams;

/// <summary>Lists the accounts elsewhere.</summary>
internal sealed class ListUpstreams : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.upstreams.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/upstreams/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows which accounts agents work in.",
            Sentence = "{actor} listed the upstreams",
            Summary = "List upstreams",
            Description =
                "Accounts elsewhere to which the calls of agents go, each with its agents and its health. Their tokens are never shown.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.UpstreamView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        PageFields.Of(call, await call.Service<UpstreamRegistry>().ListAsync(call.AccountId, cancellation));
}
