using System.Globalization;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Faults;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Session;

/// <summary>What is around every command: the log, the first line, failures that nobody caught, the last line of the log file.</summary>
internal static class InvocationFrame
{
    /// <summary>Runs a command in its frame.</summary>
    /// <param name="command">The command.</param>
    /// <param name="call">What it was given.</param>
    /// <param name="arguments">The call as it was typed.</param>
    /// <param name="process">The process around.</param>
    /// <param name="cancellation">Ends the command in order.</param>
    public static async Task<ExitCode> RunAsync(
        Command command,
        ParsedCall call,
        IReadOnlyList<string> arguments,
        DbtProcess process,
        CancellationToken cancellation
    )
    {
        var id = Guid.NewGuid().ToString();
        var project = ProjectFolder.Find(call.Options, process.WorkingDirectory);
        var logs = Path.GetFullPath(call.Options.Get(GlobalOptions.LogPath) ?? Path.Combine(project, "logs"), process.WorkingDirectory);
        ProjectFlags.Apply(call, project);
        CallPlaces.CheckFlags(process.Box, call.Options, process.WorkingDirectory, project);
        using var log = LogSetup.Open(call.Options, process, ProjectFolder.HasProject(project) ? logs : null, id);
        if (call.Options.Get(GlobalOptions.WarnError) && call.Options.IsGiven(GlobalOptions.WarnErrorOptions))
        {
            Fail(log, "warn_error_options: not allowed with argument warn_error");
            return ExitCode.Unhandled;
        }
        var deprecations = new DeprecationCount(log, call.Options.Get(GlobalOptions.ShowAllDeprecations));
        var invocation = new Invocation
        {
            Call = call,
            Process = process,
            Log = log,
            Warnings = new WarningLog(deprecations.Tell),
            ProjectDirectory = project,
            LogDirectory = logs,
            Id = id,
            StartedAt = process.Time.GetUtcNow(),
            CommandText = string.Join(' ', arguments.Prepend("dbt")),
        };
        log.Tell(
            new(EventLevel.Info, "A001", "MainReportVersion", $"Running with dbt={DbtVersion.Compatible}")
            {
                Data = new() { ["log_version"] = 3L, ["version"] = "=" + DbtVersion.Compatible },
            }
        );
        var code = await RunGuardedAsync(command, invocation, cancellation);
        deprecations.Summarise();
        TellEnd(invocation, code);
        return code;
    }

    private static async Task<ExitCode> RunGuardedAsync(Command command, Invocation invocation, CancellationToken cancellation)
    {
        try
        {
            EnvironmentNames.Deprecate(invocation);
            return await command.RunAsync(invocation, cancellation);
        }
        catch (DbtException failure)
        {
            Fail(invocation.Log, failure.Text);
            if (failure.Place is { } place)
            {
                invocation.Log.Tell(new(EventLevel.Error, "H001", "FaultPlace", FaultText.Of(place, invocation.ProjectDirectory)));
            }
        }
        catch (DatabaseException failure)
        {
            Fail(invocation.Log, new DbtException(DbtErrorKind.Database, failure.Message).Text);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Fail(invocation.Log, "The call was interrupted.");
        }
        catch (Exception bug)
        {
            // The edge of the process: whatever nobody expected still ends in dbt's form, with the details in the log file only.
            invocation.Log.Tell(new(EventLevel.Debug, "Z003", "MainStackTrace", bug.ToString()));
            Fail(invocation.Log, $"{DbtErrorKind.Internal.Label()}\n  {bug.Message}");
        }
        return ExitCode.Unhandled;
    }

    private static void Fail(ConsoleLog log, string text) =>
        log.Tell(
            new(EventLevel.Error, "Z002", "MainEncounteredError", "Encountered an error:\n" + text) { Data = new() { ["exc"] = text } }
        );

    private static void TellEnd(Invocation invocation, ExitCode code)
    {
        var end = invocation.Time.GetUtcNow();
        var seconds = (end - invocation.StartedAt).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        var word = code == ExitCode.Success ? "succeeded" : "failed";
        invocation.Log.Tell(
            new(
                EventLevel.Debug,
                "Q039",
                "CommandCompleted",
                $"Command `dbt {invocation.Call.Command.Name}` {word} at {end.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture)} after {seconds} seconds"
            )
        );
    }
}
