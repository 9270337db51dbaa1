using Headgate.Platform.Runs.Retries;
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
    /// The commands of a run. A retry leaves out what had succeeded before <paramref name="failed"/> and goes on inside that command
    /// (<c>dbt retry</c>), so that only what failed or was skipped is done; a command that has no nodes of its own is done again.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="failed">The command that failed in the run that it retries; null where it retries none.</param>
    /// <param name="embedded">Whether the embedded engine executes it.</param>
    /// <param name="whole">Whether a failed command is done again as a whole: which nodes it goes on with stands in files of the earlier run, that nobody judged.</param>
    public static IEnumerable<PlannedCommand> Of(Run run, string? failed, bool embedded, bool whole = false)
    {
        yield return new(Deps, CommandKind.Deps);
        var commands = run.Commands.AsEnumerable();
        if (failed is not null && failed != Deps)
        {
            commands = After(run.Commands, failed);
            yield return !whole && GoesOn(failed, embedded) ? new(Retry, CommandKind.Retry) : new(failed, CommandKind.Command);
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

    /// <summary>Whether <c>dbt retry</c> can go on inside a command. The embedded engine keeps results of nodes for these alone.</summary>
    private static bool GoesOn(string command, bool embedded) =>
        command != Docs
        && (!embedded || RetryRules.Verb(command) is "build" or "run" or "seed" or "snapshot" or "test" or "compile" or "retry");

    private static IEnumerable<string> After(List<string> commands, string failed)
    {
        var index = commands.IndexOf(failed);
        return index < 0 ? [] : commands.Skip(index + 1);
    }
}
