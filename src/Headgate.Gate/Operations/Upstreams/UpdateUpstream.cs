using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Upstreams;

/// <summary>Gives an account elsewhere another token, or other limits.</summary>
internal sealed class UpdateUpstream : IOperation<NewUpstream>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.upstreams.update",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/upstreams/{upstream_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "With another token its agents reach what that one may.",
            Sentence = "{actor} changed upstream {upstream_id}",
            Summary = "Change an upstream",
            Description = "A new token is tried first. Address and account stay as they are: grants name things of that account.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.UpstreamView),
            Fields = new Fields<NewUpstream>(refusesUnknown: true)
            {
                {
                    In.Body.Text("token", "A new token of the same account; left out, the old one stays.", 512).Masked(),
                    (u, v) => u.Token = new Secret(v ?? "")
                },
                {
                    In.Body.Int("timeout_seconds", "How long it may take to begin an answer.", 1, 600).Told(),
                    (u, v) => u.TimeoutSeconds = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewUpstream> input, CancellationToken cancellation) =>
        call.Of(
            await call.Service<UpstreamRegistry>()
                .UpdateAsync(call.AccountId, call.RouteLong("upstream_id"), input.ApplyTo(new NewUpstream()), call.Actor(), cancellation)
        );
}
