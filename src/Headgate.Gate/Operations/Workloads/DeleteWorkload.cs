using Headgate.Catalogue;
using Headgate.Gate.Workloads;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Workloads;

/// <summary>Ends a workload.</summary>
internal sealed class DeleteWorkload : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.workloads.delete",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/workloads/{workload_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The machine is refused from then on.",
            Sentence = "{actor} ended workload {workload_id}",
            Summary = "Delete a workload",
            Description = "Tokens of its issuer are refused at once, those that are out already too.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.Int64),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var id = call.RouteLong("workload_id");
        return await call.Service<WorkloadRegistry>().DeleteAsync(call.AccountId, id, call.Actor(), cancellation)
            ? call.Ok(id)
            : Answer.NotFound;
    }
}
