using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Which commands a run executes, in order.</summary>
internal static class CommandPlan
{
    public const string Deps = "dbt deps";
    public const string Freshness = "dbt source freshness";
    public const string Docs = "dbt docs generate";
    public const string Retry = "dbt retry";

    /// <summary>
    /// The commands of a run. A retry leaves out what had succeeded before <paramref name="failed"/> and begins with that command: a real dbt
    /// goes on inside it (<c>dbt retry</c>), the embedded engine does it again.
    /// </summary>
    public static IEnumerable<PlannedCommand> Of(Run run, RunStep? failed, bool embedded)
    {
        yield return new(Deps, CommandKind.Deps);
        var commands = run.Commands.AsEnumerable();
        if (failed?.Command is { } failedCommand && failedCommand != Deps)
        {
            commands = After(run.Commands, failedCommand);
            yield return embedded || failedCommand == Docs ? new(failedCommand, CommandKind.Command) : new(Retry, CommandKind.Retry);
        }
        else if (run.GenerateSources)
        {
            yield return new(Freshness, CommandKind.Sources);
        }
        foreach (var command in commands)
        {
            yield return new(command, CommandKind.Command);
        }
        if (run.GenerateDocs)
        {
            yield return new(Docs, CommandKind.Docs);
        }
    }

    private static IEnumerable<string> After(List<string> commands, string failed)
    {
        var index = commands.IndexOf(failed);
        return index < 0 ? [] : commands.Skip(index + 1);
    }
}
