using Headgate.Catalogue;
using Headgate.Gate.Policies;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Policies;

/// <summary>Gives a policy that was applied.</summary>
internal sealed class GetPolicy : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.policy.get",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/policy/{version:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what agents may do, or might.",
            Sentence = "{actor} looked at policy {version}",
            Summary = "Get an applied policy",
            Description = "One version of the policy with its file.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.PolicyVersionView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.RouteLong("version") is <= int.MaxValue and var version
        && await call.Service<PolicyDesk>().FindAsync(call.AccountId, (int)version, cancellation) is { } policy
            ? call.Ok(policy)
            : Answer.NotFound;
}
