using Headgate.Catalogue;
using Headgate.Gate.Journal.Reading;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Searches the record.</summary>
internal sealed class SearchRecords : IOperation<RecordsQuestion>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.records.search",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/records/",
            Capability = Capabilities.Audit,
            Permission = Permission.Read(PermissionResource.AuditLogs),
            Suffices = ["Account Viewer", "Account Admin"],
            Risk = "Names everyone's habits.",
            Sentence = "{actor} read the record",
            Summary = "Search the record",
            Description =
                "Gives the newest records that fit, oldest of them first, each as it stands in the journal: who, what, where, the decision, and a sentence.",
            Source = GateCalls.Source,
            Fields = RecordsQuestion.Fields,
            Answers = AnswerForm.Anything,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<RecordsQuestion> input, CancellationToken cancellation)
    {
        var question = input.ApplyTo(new RecordsQuestion());
        var wanted = question.Query with { Account = call.AccountId };
        var found = call.Service<JournalReader>().Newest(wanted, question.Limit, cancellation);
        return ValueTask.FromResult(
            Answer.Ok(json =>
            {
                json.WriteStartArray();
                foreach (var record in found)
                {
                    json.WriteRawValue(record.Line, skipInputValidation: true);
                }
                json.WriteEndArray();
            })
        );
    }
}
