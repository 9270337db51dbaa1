using Headgate.Catalogue;
using Headgate.Gate.Workloads;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Workloads;

/// <summary>Lists the workloads that act as agents.</summary>
internal sealed class ListWorkloads : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.workloads.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/workloads/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows which machines act as which agent.",
            Sentence = "{actor} listed the workloads that act as agents",
            Summary = "List workloads",
            Description = "Gives the workloads whose issuer's tokens are accepted, oldest first.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.WorkloadView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        PageFields.Of(call, await call.Service<WorkloadRegistry>().ListAsync(call.AccountId, cancellation));
}
