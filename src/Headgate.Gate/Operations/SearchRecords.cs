using Headgate.Catalogue;
using Headgate.Gate.Journal.Reading;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Searches the record.</summary>
internal sealed class SearchRecords : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.records.search",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/records/",
            Area = Area.Account,
            Capability = Capabilities.Audit,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.AuditLogs),
            Suffices = ["Account Viewer", "Account Admin"],
            Risk = "Names everyone's habits.",
            Target = TargetRule.Account,
            Sentence = "{actor} read the record",
            Summary = "Search the record",
            Description =
                "Gives the newest records that fit, oldest of them first, each as it stands in the journal: who, what, where, the decision, and a sentence.",
            Source = GateCalls.Source,
            Parameters =
            [
                new("caller", "string", "Name or id of an agent or token."),
                new("operation", "string", "Id of an operation, or its beginning with a star."),
                new("decision", "string", "Allowed, Denied, Refused, Held or Stopped."),
                new("reason", "string", "Reason code, such as area-off."),
                new("kind", "string", "decision, outcome, change, checkpoint …"),
                new("project_id", "integer", "Only of this project."),
                new("job_id", "integer", "Only of this job."),
                new("run_id", "integer", "Only of this run."),
                new("request", "string", "Id of a request."),
                new("text", "string", "Text that the sentence holds."),
                new("after", "integer", "Only records with a higher number."),
            ],
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var query = call.Query;
        var wanted = new JournalQuery
        {
            Caller = query.Text("caller"),
            Operation = query.Text("operation"),
            Decision = query.Text("decision"),
            Reason = query.Text("reason"),
            Kind = query.Text("kind"),
            Project = query.Long("project_id"),
            Job = query.Long("job_id"),
            Run = query.Long("run_id"),
            Request = query.Text("request"),
            Text = query.Text("text"),
            After = query.Long("after") ?? 0,
            Account = call.AccountId,
        };
        var limit = query.Long("limit") ?? 20;
        if (limit is < 1 or > 1000)
        {
            query.Problem("limit", "Between 1 and 1000 records at a time.");
        }
        if (query.Problems is { } problems)
        {
            return ValueTask.FromResult(problems);
        }
        var found = call.Service<JournalReader>().Newest(wanted, (int)limit, cancellation);
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
