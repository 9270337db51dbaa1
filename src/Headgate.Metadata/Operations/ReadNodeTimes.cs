using Headgate.Catalogue;
using Headgate.Metadata.Timing;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Operations;

/// <summary>Says what the nodes of an environment took over its runs.</summary>
internal sealed class ReadNodeTimes : IOperation<ReadNodeTimes.Asked>
{
    private const int UsualDays = 30;
    private const int UsualLimit = 100;
    private const int MostNodes = 1_000;
    private const int MostDays = 366;

    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.times",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/environments/{environment_id:long}/metadata/times/",
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names of nodes, how long they run and how often they fail.",
            Sentence = "{actor} read how long nodes of {target} run",
            Summary = "Read time and cost of nodes over runs",
            Description =
                "How often each node of an environment was executed in the runs of the last days, how often it failed, and how many seconds of the warehouse it took, those that took most first.",
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Query.Int("days", "Runs of so many last days count.", 1, MostDays).Or(UsualDays), (a, v) => a.Days = v },
                { In.Query.Int("limit", "Most nodes.", 1, MostNodes).Or(UsualLimit), (a, v) => a.Limit = v },
            },
            Answers = AnswerForm.One(MetadataOwnJson.Default.NodeTimesView),
            Source = DiscoveryCalls.Source,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var since = call.Service<TimeProvider>().Now() - TimeSpan.FromDays(asked.Days);
        return call.Ok(await NodeTimes.OfAsync(db, call.Target.EnvironmentId ?? 0, since, asked.Limit, cancellation));
    }

    /// <summary>What is asked for.</summary>
    internal sealed class Asked
    {
        public int Days { get; set; } = UsualDays;

        public int Limit { get; set; } = UsualLimit;
    }
}
