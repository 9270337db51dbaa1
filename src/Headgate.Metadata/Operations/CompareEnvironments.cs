using Headgate.Catalogue;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Comparing;
using Headgate.Metadata.Graph;
using Headgate.Metadata.State;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Operations;

/// <summary>Says what differs between what two environments have built.</summary>
internal sealed class CompareEnvironments : IOperation<CompareEnvironments.Asked>
{
    private const string With = "with_environment_id";

    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.compare",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/environments/{environment_id:long}/metadata/compare/",
            Access = Access.Read,
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names, columns and row counts of all that the two environments build.",
            Sentence = "{actor} compared {target} with another environment",
            Summary = "Compare two environments",
            Description =
                "Says what differs in this environment from another, as both were last built: nodes that only one has, code, columns, how they are built, how their last run ended, rows, time.",
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Id(With, "The environment that it is compared with.").Naming(TargetKind.Environment).Required().Told(),
                    (a, v) => a.With = v
                },
            },
            Answers = AnswerForm.One(MetadataOwnJson.Default.DifferencesView),
            Source = DiscoveryCalls.Source,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (call.Reference(With) is not { } other || !call.DecideAlso(Spec, other).IsAllowed)
        {
            return Answer.NotFound;
        }
        var (before, after) = (
            await SideAsync(call, asked.With, cancellation),
            await SideAsync(call, call.Target.EnvironmentId ?? 0, cancellation)
        );
        var texts = new NodeTexts(call.Service<IDbContextFactory<HeadgateDb>>());
        return before is null || after is null
            ? Answer.RuleBroken(
                $"Nothing is known of environment {(before is null ? asked.With : call.Target.EnvironmentId)} yet: no run of it has ended."
            )
            : call.Ok(await new Differences(texts, call.Decision.Withheld).OfAsync(before, after, cancellation));
    }

    private static async Task<Differences.Side?> SideAsync(CallContext call, long environment, CancellationToken cancellation) =>
        await call.Service<EnvironmentStates>().FindAsync(environment, cancellation) is { } state
            ? new($"environment {environment}", state.Applied, await call.Service<ColumnStates>().FindAsync(environment, cancellation))
            : null;

    /// <summary>What it is compared with.</summary>
    internal sealed class Asked
    {
        public long With { get; set; }
    }
}
