using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Upstreams;

/// <summary>Tries the token of an account elsewhere.</summary>
internal sealed class TestUpstream : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.upstreams.test",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/upstreams/{upstream_id:long}/test/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Reads one row of each list in that account.",
            Sentence = "{actor} tested upstream {upstream_id}",
            Summary = "Test an upstream",
            Description =
                "Says whether the token is good, which account it belongs to, what it may read, and which grants of agents it cannot serve. Nothing is changed there, so that what it may write is not tried.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.UpstreamTestView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var (upstreams, id) = (call.Service<UpstreamRegistry>(), call.RouteLong("upstream_id"));
        if (
            await upstreams.FindAsync(call.AccountId, id, cancellation) is not { } upstream
            || await upstreams.TestAsync(call.AccountId, id, cancellation) is not { } tested
        )
        {
            return Answer.NotFound;
        }
        var agents = await call.Registry().ListAsync(call.AccountId, cancellation);
        return call.Ok(
            tested with
            {
                UnservedGrants =
                [
                    .. agents
                        .Where(a => a.Upstream == upstream.Name)
                        .SelectMany(a =>
                            a.Grants.Where(g => tested.Unreadable.Contains(g.Capability)).Select(g => $"agent \"{a.Name}\": {g.Sentence}")
                        ),
                ],
            }
        );
    }
}
