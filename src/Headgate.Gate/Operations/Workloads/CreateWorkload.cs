using Headgate.Catalogue;
using Headgate.Gate.Workloads;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Workloads;

/// <summary>Lets a workload act as an agent.</summary>
internal sealed class CreateWorkload : IOperation<NewWorkload>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.workloads.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/workloads/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Whoever the issuer gives such a token may do what the agent may.",
            Sentence = "{actor} let workload \"{name}\" act as an agent",
            Summary = "Let a workload act as an agent",
            Description =
                "Accepts tokens (JWT) of an issuer, such as a CI system or a cluster, as the credential of an agent, so that no key has to be kept there. A token has to be of this issuer, for this audience alone, about this "
                + "subject, with these claims, signed with a public key of the issuer, and to end within a day.",
            Source = GateCalls.Source,
            Answers = AnswerForm.Created(GateJson.Default.WorkloadView),
            Fields = new Fields<NewWorkload>(refusesUnknown: true)
            {
                { In.Body.Text("name", "The name, unique in the account.", 100).Required().Told(), (w, v) => w.Name = v },
                { In.Body.Id("agent_id", "The agent as which it acts.").Required().Told(), (w, v) => w.Agent = v },
                { In.Body.Text("issuer", "The issuer, exactly as it stands in iss.", 500).Required().Told(), (w, v) => w.Issuer = v },
                {
                    In.Body.Text("audience", "What aud has to be; without it, this server's own address.", 500).EmptyIsNone().Told(),
                    (w, v) => w.Audience = v
                },
                { In.Body.Text("subject", "What sub has to be.", 500).Required().Told(), (w, v) => w.Subject = v },
                { In.Body.Json("claims", "Further claims, each with the one value that it has to have."), (w, v) => w.Claims = v },
                {
                    In
                        .Body.Text("keys_url", "Where the issuer's keys are; without it, and without keys, the issuer is asked.", 500)
                        .EmptyIsNone()
                        .Told(),
                    (w, v) => w.KeysUrl = v
                },
                {
                    In.Body.Json("keys", "The issuer's public keys, as a JSON Web Key Set, for an issuer that cannot be reached."),
                    (w, v) => w.Keys = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewWorkload> input, CancellationToken cancellation)
    {
        var made = await call.Service<WorkloadRegistry>()
            .CreateAsync(call.AccountId, input.ApplyTo(new NewWorkload()), call.Actor(), cancellation);
        return made.Value is { } view ? call.Ok(view) : Answer.BadRequest(made.Fault!.Field!, made.Fault.Message);
    }
}
