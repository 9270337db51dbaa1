using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Runners;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Execution.Batches;

/// <summary>Compiles and builds one batch.</summary>
internal sealed class BatchRun(RunFrame frame, NodeLines lines, NodeJob job, Batch batch, EventWindow? sample)
{
    /// <summary>Is it the first? The model's pre-hooks run with it.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Is it the last? The model's post-hooks run with it.</summary>
    public required bool IsLast { get; init; }

    /// <summary>Is there a table that it adds to?</summary>
    public required bool Continues { get; init; }

    /// <summary>Builds it; tells whether that went well.</summary>
    public bool Execute(NodePlace place)
    {
        var node = job.ManifestNode.ForBatch(batch.Name);
        lines.StartBatch(Name(node), place);
        var started = frame.Time.GetTimestamp();
        try
        {
            var context = Context(node);
            frame.Compiler.Compile(context);
            var model = Model(node);
            context.Variables.Add("model", model);
            context.Variables.Add("node", model);
            var made = Materialization.Run(context, node.Materialized);
            lines.EndBatch("OK created " + Name(node), Paint.Green(made.Main?.Response.Message ?? "SUCCESS"), place, Elapsed());
            return true;
        }
        catch (Exception failure) when (failure is DbtException or DatabaseException)
        {
            job.Connection.Rollback();
            lines.EndBatch("ERROR creating " + Name(node), Paint.Red("ERROR"), place, Elapsed());
            frame.Log.Tell(new(EventLevel.Error, "Q012", "LogBatchFailure", FailureText.Of(failure, node)));
            return false;
        }

        TimeSpan Elapsed() => frame.Time.GetElapsedTime(started);
    }

    /// <summary>Tells that it is not built.</summary>
    public void Skip(NodePlace place) => lines.EndBatch("SKIP " + Name(job.ManifestNode), Paint.Yellow("SKIP"), place, null);

    private NodeContext Context(ManifestNode node)
    {
        var context = frame.ContextOf(node, job.Connection, job.Cancellation);
        context.Window = batch.Window.Within(sample);
        context.Variables.Add("model", Model(node));
        if (!IsFirst)
        {
            context.Variables.Add("pre_hooks", Value.List());
        }
        if (!IsLast)
        {
            context.Variables.Add("post_hooks", Value.List());
        }
        if (Continues)
        {
            context.Variables.Replace("is_incremental", Value.Function("is_incremental", static (_, _) => Value.True));
            context.Variables.Replace("should_full_refresh", Value.Function("should_full_refresh", static (_, _) => Value.False));
        }
        return context;
    }

    private Value Model(ManifestNode node)
    {
        var described = RunShared.Describe(node);
        if (described.TryGet<JinjaDict>(out var dict))
        {
            dict.Set("batch", batch.Described());
        }
        return described;
    }

    private string Name(ManifestNode node) => $"batch {batch.Name} of {lines.NameOf(node)}";
}
