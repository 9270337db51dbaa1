using Headgate.Catalogue;
using Headgate.Metadata.Columns;
using Headgate.Metadata.Comparing;
using Headgate.Metadata.Graph;
using Headgate.Metadata.State;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Operations;

/// <summary>Says what differs between what two runs left.</summary>
internal sealed class CompareRuns : IOperation<CompareRuns.Asked>
{
    private const string With = "with_run_id";

    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.runs.compare",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/runs/{run_id:long}/metadata/compare/",
            Access = Access.Read,
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names, columns and row counts of all that the two runs built.",
            Sentence = "{actor} compared {target} with another run",
            Summary = "Compare two runs",
            Description =
                "Says what differs in what this run left from what another did: nodes that only one has, code, columns, how they are built, how they ended, rows, time.",
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Id(With, "The run that it is compared with, of the same account.").Naming(TargetKind.Run).Required().Told(),
                    (a, v) => a.With = v
                },
            },
            Answers = AnswerForm.One(MetadataOwnJson.Default.DifferencesView),
            Source = DiscoveryCalls.Source,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (call.Reference(With) is not { Row: Run other } named || !call.DecideAlso(Spec, named).IsAllowed)
        {
            return Answer.NotFound;
        }
        var run = (Run)call.Target.Row!;
        if (
            (
                run.FinishedAt is null ? run
                : other.FinishedAt is null ? other
                : null
            ) is
            { } going
        )
        {
            return Answer.RuleBroken($"Run {going.Id} has not ended.");
        }
        var (before, after) = (await SideAsync(call, other, cancellation), await SideAsync(call, run, cancellation));
        var texts = new NodeTexts(call.Service<IDbContextFactory<HeadgateDb>>());
        return call.Ok(await new Differences(texts, call.Decision.Withheld).OfAsync(before, after, cancellation));
    }

    private static async Task<Differences.Side> SideAsync(CallContext call, Run run, CancellationToken cancellation) =>
        new($"run {run.Id}", await call.Service<RunStates>().OfAsync(run, cancellation), ColumnGraph.Empty);

    /// <summary>What it is compared with.</summary>
    internal sealed class Asked
    {
        public long With { get; set; }
    }
}
