using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Wire;

namespace Headgate.Gate.Tests.Decisions;

/// <summary>A decision finds its rule by place, and its yes is made beforehand, also where grants end.</summary>
public sealed class DecisionCostTests
{
    private const int Projects = 100;

    private static readonly AccountPlaces Places = new(
        [.. Enumerable.Range(1, Projects).Select(i => new ProjectPlace(i, $"p{i}"))],
        [],
        []
    );

    [Fact]
    public void Grants_that_end_cost_no_memory_until_one_of_them_does()
    {
        var table = Table(i => World.Now.AddHours(i));
        var call = Call(Projects);
        GrantDecision.Of(table, call, World.Now).IsAllowed.ShouldBeTrue();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            GrantDecision.Of(table, call, World.Now.AddSeconds(i));
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void What_a_list_shows_shrinks_as_grants_end_and_is_whole_again_for_an_earlier_time()
    {
        var table = Table(i => World.Now.AddHours(i));
        foreach (var hours in new[] { 0, 1, 50, 99, 2, 0 })
        {
            var decision = GrantDecision.Of(table, Call(Projects), World.Now.AddHours(hours));
            decision.IsAllowed.ShouldBeTrue();
            decision.Scope.Projects.Order().ShouldBe(Enumerable.Range(hours + 1, Projects - hours).Select(i => (long)i));
        }
        GrantDecision.Of(table, Call(Projects), World.Now.AddHours(Projects)).Reason.ShouldBe(Reason.GrantExpired);
    }

    [Fact]
    public void A_thing_of_several_projects_lies_in_one_grant_that_has_them_all()
    {
        var both = new Grant(1, Capabilities.Jobs, Level.Read) { Places = new GrantPlaces { Projects = [1, 2] } };
        var apart = new[] { 1, 2 }.Select(i => new Grant(i, Capabilities.Jobs, Level.Read) { Places = new GrantPlaces { Projects = [i] } });
        var target = Call(1) with { Target = Call(1).Target with { ProjectId = null, AlsoProjects = [1, 2] } };
        GrantDecision.Of(AgentTable.Compile("a", 1, [both], Places), target, World.Now).IsAllowed.ShouldBeTrue();
        GrantDecision.Of(AgentTable.Compile("a", 1, apart, Places), target, World.Now).IsAllowed.ShouldBeFalse();
    }

    private static AgentTable Table(Func<int, DateTimeOffset> end) =>
        AgentTable.Compile(
            "a",
            1,
            Enumerable
                .Range(1, Projects)
                .Select(i => new Grant(i, Capabilities.Jobs, Level.Read)
                {
                    Places = new GrantPlaces { Projects = [i] },
                    ExpiresAt = end(i),
                }),
            Places
        );

    private static CallFacts Call(long project) =>
        new(
            new Caller
            {
                Kind = CallerKind.Agent,
                Id = 1,
                Name = "a",
                AccountId = 1,
            },
            World.Read(Capabilities.Jobs),
            new Target
            {
                Kind = TargetKind.Job,
                Id = "7",
                AccountId = 1,
                ProjectId = project,
                JobId = 7,
            },
            null
        );
}
