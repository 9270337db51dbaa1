using Headgate.Catalogue;
using Headgate.Dbt.Reading;
using Headgate.Metrics.Answering;
using Headgate.Store;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>Signs in to the warehouse of an environment and asks it for a one.</summary>
internal sealed class TestEnvironment : IOperation
{
    private const string Question = "select 1 as one";

    /// <summary>A warehouse that takes longer to say one is none to work with.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.test",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/environments/{environment_id:long}/test/",
            Capability = Capabilities.Environments,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Environments),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "Signs in to the warehouse with the environment's credentials; a warehouse that sleeps may wake, and cost.",
            Sentence = "{actor} tested the connection of {target}",
            Summary = "Test an environment's connection",
            Description =
                "Connects to the environment's warehouse with its credentials, as queries of metrics do, and asks for a one; says how long that took, or what is wrong. Of a warehouse that is a file it opens what the last run "
                + "has published. Nothing is written.",
            Source = "headgate: connections that are tested from the console",
            Answers = AnswerForm.One(OperationsJson.Default.ConnectionTest),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var (environment, time) = (call.RouteLong("environment_id"), call.Service<TimeProvider>());
        if (await call.Service<IWarehouseTargets>().FindAsync(environment, cancellation) is not { } target)
        {
            return Answer.RuleBroken("The environment has no connection, so there is nothing to test. Give it one first.");
        }
        if (target.Refusal is { } refusal)
        {
            return Answer.RuleBroken(refusal);
        }
        if (target.IsUnpublished)
        {
            return call.Ok(
                new ConnectionTest(Good: false, target.Type, "The warehouse is a file, and no run has made it yet: trigger a job first.", 0)
            );
        }
        var began = time.GetTimestamp();
        var fault = await FaultAsync(call, environment, target, time, cancellation);
        var took = (long)time.GetElapsedTime(began).TotalMilliseconds;
        return call.Ok(new ConnectionTest(fault is null, target.Type, fault ?? "It answers.", took));
    }

    private static async Task<string?> FaultAsync(
        CallContext call,
        long environment,
        WarehouseTarget target,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await call.Service<MetricReaders>().ReadAsync(environment, target, Question, () => { }, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"It did not answer within {Patience.TotalSeconds:0} s.";
        }
        catch (WarehouseException e)
        {
            // To an agent a database's own words could tell what lies behind its grants.
            return call.Caller.Kind == CallerKind.Agent ? "The warehouse cannot be reached, or does not take the credentials." : e.Message;
        }
    }
}
