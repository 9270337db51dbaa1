using Headgate.Catalogue;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Policies;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Policies;

/// <summary>Suggests a policy from what agents did.</summary>
internal sealed class SuggestPolicy : IOperation<SuggestPolicy.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.policy.suggest",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/policy/suggest/",
            Access = Access.Read,
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Reads the record of the account; changes nothing.",
            Sentence = "{actor} asked for a policy that fits what agents did",
            Summary = "Suggest a policy from recorded calls",
            Description =
                "The least grants that would have allowed what agents did, and what they were denied for want of a grant, as a policy file with counts: capabilities, levels, projects, jobs and overrides. "
                + "Conditions (hours, arguments, models, budgets, approvals) are for a person to add.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.PolicySuggestionView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Text("agent", "Only this agent, by name; left out, all.", 100).Told(), (a, v) => a.Agent = v },
                { In.Body.Time("since", "Only calls from then on.").Told(), (a, v) => a.Since = v },
                { In.Body.Time("until", "Only calls before.").Told(), (a, v) => a.Until = v },
            },
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return new(refusal);
        }
        var query = new JournalQuery
        {
            Kind = "decision",
            Account = call.AccountId,
            Since = asked.Since,
            Until = asked.Until,
            Caller = asked.Agent,
        };
        var records = call.Service<JournalReader>().Read(query, cancellation).Select(r => r.Record);
        return new(call.Ok(PolicySuggestion.Of(records, asked.Agent, call.Service<OperationCatalogue>(), cancellation)));
    }

    /// <summary>Which calls.</summary>
    internal sealed class Asked
    {
        public string? Agent { get; set; }

        public DateTimeOffset? Since { get; set; }

        public DateTimeOffset? Until { get; set; }
    }
}
