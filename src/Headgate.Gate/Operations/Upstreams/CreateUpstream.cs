using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Upstreams;

/// <summary>Adds an account elsewhere.</summary>
internal sealed class CreateUpstream : IOperation<NewUpstream>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.upstreams.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/upstreams/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Its token opens that account as far as its permission sets go; agents reach of it what they are granted.",
            Sentence = "{actor} added upstream \"{name}\"",
            Summary = "Add an upstream",
            Description =
                "Adds an account elsewhere. Its token is tried first, then kept encrypted, and never shown again. Agents that are made with its name work in it.",
            Source = GateCalls.Source,
            Answers = AnswerForm.Created(GateJson.Default.UpstreamView),
            Fields = new Fields<NewUpstream>(refusesUnknown: true)
            {
                { In.Body.Text("name", "The name, unique in the account.", 60).Required().Told(), (u, v) => u.Name = v },
                {
                    In
                        .Body.Text("base_address", "Scheme and host of the account's access URL: https://ab123.us1.dbt.com.")
                        .Required()
                        .Told(),
                    (u, v) => u.BaseAddress = v
                },
                {
                    In.Body.Id("remote_account_id", "The account's id there; without it, the one that the token belongs to.").Told(),
                    (u, v) => u.RemoteAccountId = v
                },
                {
                    In.Body.Text("token", "A service token or personal access token of that account.", 512).Required().Masked(),
                    (u, v) => u.Token = new Secret(v)
                },
                {
                    In
                        .Body.Flag("test_bed", "Whether it may be a host that is not dbt's, also by http: another Headgate.")
                        .Or(false)
                        .Told(),
                    (u, v) => u.IsTestBed = v
                },
                {
                    In.Body.Int("timeout_seconds", "How long it may take to begin an answer; 60 where it is left out.", 1, 600).Told(),
                    (u, v) => u.TimeoutSeconds = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewUpstream> input, CancellationToken cancellation) =>
        call.Of(
            await call.Service<UpstreamRegistry>().CreateAsync(call.AccountId, input.ApplyTo(new NewUpstream()), call.Actor(), cancellation)
        );
}
