using System.Runtime.CompilerServices;
using System.Text;
using Headgate.Catalogue;
using Headgate.Gate.Journal.Reading;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Sends records as they are written.</summary>
internal sealed class FollowRecords : IOperation<RecordsQuestion>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.records.follow",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/records/follow/",
            Capability = Capabilities.Audit,
            Permission = Permission.Read(PermissionResource.AuditLogs),
            Suffices = ["Account Viewer", "Account Admin"],
            Risk = "Names everyone's habits.",
            Sentence = "{actor} followed the record",
            Summary = "Follow the record",
            Description =
                "Server-sent events of the type record, each with one that fits as it stands in the journal, from the number after on. The id of an event is the record's number; who "
                + "connects again sends the last one as after. The stream ends within seconds of the caller losing its right to read the record.",
            Source = GateCalls.Source,
            Fields = RecordsQuestion.Fields,
            Answers = AnswerForm.Events,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<RecordsQuestion> input, CancellationToken cancellation)
    {
        var wanted = input.ApplyTo(new RecordsQuestion()).Query with { Account = call.AccountId };
        return ValueTask.FromResult(
            Answer.Of(FollowAsync(call.Service<JournalReader>(), wanted, call.Service<TimeProvider>(), CancellationToken.None))
        );
    }

    private static async IAsyncEnumerable<AnswerEvent> FollowAsync(
        JournalReader reader,
        JournalQuery wanted,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var found in reader.FollowAsync(wanted, time, cancellation))
        {
            yield return new AnswerEvent("record", Encoding.UTF8.GetString(found.Line), $"{found.Record.Sequence}");
        }
    }
}
