using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Selection.State;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt retry</c>: repeats the former command for the nodes that failed or were skipped.</summary>
internal static class RetryCommand
{
    private static readonly string[] Retried = ["error", "fail", "skipped", "runtime error", "partial success"];

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "retry",
            Summary = "Repeat the former command for the nodes that failed or were skipped.",
            Options = [.. GraphCommand.Opening, CommandOptions.FullRefresh],
        };

    private static Dictionary<string, (CommandSpec Spec, Func<Invocation, GraphRunPlan> Plan)> Commands { get; } =
        new(StringComparer.Ordinal)
        {
            ["build"] = (BuildCommand.Spec, BuildCommand.PlanOf),
            ["clone"] = (CloneCommand.Spec, CloneCommand.PlanOf),
            ["run"] = (RunCommand.Spec, static _ => RunCommand.Plan),
            ["seed"] = (SeedCommand.Spec, static _ => SeedCommand.Plan),
            ["snapshot"] = (SnapshotCommand.Spec, static _ => SnapshotCommand.Plan),
            ["test"] = (TestCommand.Spec, TestCommand.PlanOf),
            ["compile"] = (CompileCommand.Spec, static _ => CompileCommand.Plan),
        };

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var former = Former(invocation);
        var which = former.Args.GetValueOrDefault("which") as string ?? "";
        var failed = Failed(former, which, invocation.Options.Get(GlobalOptions.WarnError));
        if (which == RunOperationCommand.Spec.Name)
        {
            return await RetryOperationAsync(invocation, former, failed.Count > 0, cancellation);
        }
        if (!Commands.TryGetValue(which, out var command))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"The former command `{which}` cannot be retried. Retry works after {string.Join(", ", Commands.Keys)}, {RunOperationCommand.Spec.Name}."
            );
        }
        var options = RetryOptions.Of(command.Spec, former.Args, invocation.Options);
        var repeated = invocation.With(new ParsedCall(command.Spec, options, null));
        using var session = ProjectSession.Open(repeated);
        session.WriteManifest();
        session.TellFound();
        if (failed.Order(StringComparer.Ordinal).FirstOrDefault(id => session.Manifest.Find(id) is null) is { } gone)
        {
            throw new DbtException(DbtErrorKind.Compilation, $"Couldn't find model '{gone}' -- does it exist or is it disabled?");
        }
        foreach (var partial in former.Results.Where(r => r.Status == "partial success" && r.BatchResults is not null))
        {
            if (session.Manifest.Nodes.TryGetValue(partial.UniqueId, out var model))
            {
                model.LeftBatches = partial.BatchResults;
            }
        }
        var plan = command.Plan(repeated);
        var nodes = session
            .Manifest.GraphResources()
            .Where(n => failed.Contains(n.UniqueId) && plan.Types.Contains(n.ResourceType))
            .ToList();
        return await GraphCommand.RunAsync(session, plan, nodes, cancellation);
    }

    /// <summary>What is repeated. Hooks run with their command and are not repeated for themselves.</summary>
    private static HashSet<string> Failed(RunResults former, string which, bool withWarnings) =>
        former
            .Results.Where(r => Retried.Contains(r.Status) || (withWarnings && r.Status == "warn"))
            .Where(r => which == RunOperationCommand.Spec.Name || !r.UniqueId.StartsWith("operation.", StringComparison.Ordinal))
            .Select(r => r.UniqueId)
            .ToHashSet();

    /// <summary>A macro that went well is not called again.</summary>
    private static async Task<ExitCode> RetryOperationAsync(
        Invocation invocation,
        RunResults former,
        bool failed,
        CancellationToken cancellation
    )
    {
        var options = RetryOptions.Of(RunOperationCommand.Spec, former.Args, invocation.Options);
        return failed
            ? await RunOperationCommand.RunAsync(
                invocation.With(new ParsedCall(RunOperationCommand.Spec, options, former.Args.GetValueOrDefault("macro") as string)),
                cancellation
            )
            : ExitCode.Success;
    }

    private static RunResults Former(Invocation invocation)
    {
        // A state that comes from the environment is the one that the nodes defer to, not the run that is repeated.
        var asked = invocation.Options.OriginOf(GlobalOptions.State) is OptionOrigin.Command or OptionOrigin.Global;
        var folder =
            (asked ? invocation.Options.Get(GlobalOptions.State) : null) ?? invocation.Options.Get(CommandOptions.TargetPath) ?? "target";
        var state = PreviousState.Read(folder, invocation.ProjectDirectory, Path.GetFullPath(folder, invocation.ProjectDirectory));
        return state.Results ?? throw new DbtException(DbtErrorKind.Runtime, $"Could not find previous run in '{folder}' target directory");
    }
}
