using BenchmarkDotNet.Attributes;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Gate.Journal;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Gate.Bench;

/// <summary>
/// What the decision of an allowed call costs, as the path of a call asks for it: the operation aimed at a job, judged by a hundred grants. Each call is of another
/// agent, so that tables fall out of the processor's caches as they would with so many agents.
/// </summary>
[MemoryDiagnoser]
public class Decisions
{
    /// <summary>Grants of an agent, each for a project of its own.</summary>
    public const int Grants = 100;

    /// <summary>The operation of the calls.</summary>
    internal static Operation GetJob { get; } =
        new()
        {
            Id = "jobs.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
            Capability = Capabilities.Jobs,
            Permission = Permission.Read(PermissionResource.Jobs),
            Suffices = [],
            Risk = "Shows a job.",
            Target = TargetRule.Job(),
            Sentence = "{actor} read {target}",
            Summary = "Get a job",
            Description = "A job.",
            Answers = AnswerForm.Anything,
            Source = "benchmark",
        };

    private IDecider _decider = null!;
    private CallFacts[] _calls = [];
    private int _next;

    /// <summary>How many agents there are.</summary>
    [Params(10, 100, 1000, 10_000)]
    public int Agents { get; set; }

    /// <summary>Whether the agents' grants end some day.</summary>
    [Params(false, true)]
    public bool Ending { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ExpiryClock>()
            .AddGate(JournalSettings.ForData("unused"))
            .BuildServiceProvider();
        _decider = services.GetServices<IDecider>().Single();
        var places = new AccountPlaces([.. Enumerable.Range(1, Grants).Select(i => new ProjectPlace(i, $"p{i}"))], [], []);
        _calls = [.. Enumerable.Range(1, Agents).Select(agent => Call(agent, places))];
    }

    [Benchmark]
    public bool Decision()
    {
        _next = _next + 1 < _calls.Length ? _next + 1 : 0;
        return _decider.Decide(_calls[_next]).IsAllowed;
    }

    private CallFacts Call(int agent, AccountPlaces places)
    {
        var end = Ending ? DateTimeOffset.UtcNow.AddYears(1) : (DateTimeOffset?)null;
        var grants = Enumerable
            .Range(1, Grants)
            .Select(i => new Grant(i, Capabilities.Jobs, Level.Read)
            {
                Places = new GrantPlaces { Projects = [i] },
                ExpiresAt = end?.AddMinutes(i),
            });
        var caller = new Caller
        {
            Kind = CallerKind.Agent,
            Id = agent,
            Name = $"agent {agent}",
            AccountId = 1,
            Rights = AgentTable.Compile($"agent {agent}", 1, grants, places),
        };
        var target = new Target
        {
            Kind = TargetKind.Job,
            Id = "7",
            AccountId = 1,
            ProjectId = 1 + (agent * 37 % Grants),
            EnvironmentId = 5,
            JobId = 7,
        };
        return new CallFacts(caller, GetJob, target, null);
    }
}
