using System.Diagnostics;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

public sealed class ScaleTests(ITestOutputHelper output)
{
    [Attack("DOS-15", Lacks = "100,000 agents: it is 1,000; memory and the time of a start")]
    [Fact]
    public async Task A_decision_among_a_hundred_grants_of_a_thousand_agents_allocates_nothing()
    {
        const int Agents = 1000;
        const int GrantsEach = 100;
        await using var server = await HeadgateServer.StartAsync();
        var decider = server.Services.GetServices<IDecider>().Single(d => d.Decides(CallerKind.Agent));
        var operation = server.Catalogue.Operations.Single(o => o.Id == "jobs.get");
        var places = new AccountPlaces([.. Enumerable.Range(1, GrantsEach).Select(i => new ProjectPlace(i, $"p{i}"))], [], []);
        List<Caller> callers = [];
        for (var agent = 1; agent <= Agents; agent++)
        {
            var grants = Enumerable
                .Range(1, GrantsEach)
                .Select(i => new Grant(i, Capabilities.Jobs, Level.Read) { Places = new GrantPlaces { Projects = [i] } });
            callers.Add(
                new Caller
                {
                    Kind = CallerKind.Agent,
                    Id = agent,
                    Name = $"agent {agent}",
                    AccountId = 1,
                    Rights = AgentTable.Compile($"agent {agent}", 1, grants, places),
                }
            );
        }
        foreach (var caller in callers)
        {
            decider.Decide(Facts(caller, GrantsEach)).IsAllowed.ShouldBeTrue();
            decider.Decide(Facts(caller, GrantsEach + 1)).IsAllowed.ShouldBeFalse();
        }

        // Every yes was made when the table was compiled.
        var last = Facts(callers[^1], GrantsEach);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Agents; i++)
        {
            decider.Decide(last);
        }
        var elapsed = Stopwatch.GetElapsedTime(started);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        output.WriteLine($"{elapsed.TotalMicroseconds / Agents:0.00} µs for a decision among {GrantsEach} grants");

        CallFacts Facts(Caller caller, long project) =>
            new(
                caller,
                operation,
                new Target
                {
                    Kind = TargetKind.Job,
                    Id = "7",
                    AccountId = 1,
                    ProjectId = project,
                    EnvironmentId = 5,
                    JobId = 7,
                },
                null
            );
    }
}
