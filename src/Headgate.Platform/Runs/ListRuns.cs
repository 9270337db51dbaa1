using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Lists runs.</summary>
internal sealed class ListRuns : IOperation
{
    private static readonly ListFields<Run> Fields = new ListFields<Run>(r => r.Id, CountedList.Runs)
        .In(CountScope.Job, "job_definition_id", r => r.JobDefinitionId, "Runs of one job.")
        .Filtered()
        .OrderedBy(r => r.CreatedAt, r => r.FinishedAt, r => r.Status);

    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.list",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/",
            Capability = Capabilities.Runs,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Shows when what was run, by whom, and how it ended.",
            Sentence = "{actor} listed runs",
            Summary = "List runs",
            Description =
                "Runs of all jobs that the caller may see, a page at a time, oldest first unless order_by says otherwise (order_by=-id for the newest).",
            Fields = Fields,
            Includes = RunIncludes.OfRun,
            Answers = AnswerForm.PageOf(PlatformJson.Default.RunView),
            Source = "openapi-v2: List Runs",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Runs.AsNoTracking().Where(r => r.AccountId == call.AccountId).Visible(call.Scope);
        var views = call.Service<RunViews>();
        return await RunFilters
            .Of(Fields, call, db, rows)
            .PageAsync(db, runs => views.AskedAsync(call, db, runs, cancellation), cancellation);
    }
}
