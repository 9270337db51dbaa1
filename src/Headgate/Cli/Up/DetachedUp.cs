using System.Diagnostics;
using System.Globalization;
using Headgate.Cli.Accounts;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Up;

/// <summary>
/// <c>up --detach</c>: starts the same program in a session of its own with its output in <c>server.log</c>, shows that output until everything is
/// ready, and returns. No secret goes through the log: this process reads them from <c>bootstrap.json</c>.
/// </summary>
internal static class DetachedUp
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts, follows until ready, and gives the exit code.</summary>
    public static async Task<int> RunAsync(UpOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var folder = new DataFolder(options.Data);
        if (ServerState.Living(folder) is { Ready: true, Url: { } url })
        {
            terminal.Line($"Headgate is ready at {url}");
            return ExitCode.Done;
        }
        folder.Prepare();
        // Emptied here, so that what is shown is this start's.
        DataFolder.WritePrivately(folder.LogFile, "");
        using var child = Start(options, folder, terminal);
        using var log = new StreamReader(new FileStream(folder.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        try
        {
            while (true)
            {
                var ended = child.HasExited;
                await ShowAsync(log, terminal, cancellation);
                if (ServerState.Living(folder) is { Ready: true } state && state.ProcessId == child.Id)
                {
                    await ShowAsync(log, terminal, cancellation);
                    Summary.Show(Bootstrap.Read(folder)!, await SignInCommand.PathAsync(folder, cancellation), folder, terminal);
                    return ExitCode.Done;
                }
                if (ended)
                {
                    return ExitCode.Failed;
                }
                await Task.Delay(Interval, TimeProvider.System, cancellation);
            }
        }
        catch (OperationCanceledException) when (!child.HasExited)
        {
            await ProcessFacts.SignalAsync(child.Id, "TERM", CancellationToken.None);
            throw;
        }
    }

    private static Process Start(UpOptions options, DataFolder folder, Terminal terminal)
    {
        // exec keeps the process number through sh and setsid, so that the child is the server itself.
        const string script = """log=$1; shift; exec setsid "$@" </dev/null >>"$log" 2>&1""";
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", script, "sh", folder.LogFile, Environment.ProcessPath!, "up", UpCommand.DetachedOption, "--data", folder.Root]
        );
        if (options.Port is { } port)
        {
            start.ArgumentList.Add("--port");
            start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        }
        if (options is { Demo: false, Project: null })
        {
            start.ArgumentList.Add("--no-demo");
        }
        if (options.Project is { } project)
        {
            AddOption(start, "--project", project.Source);
            AddOption(start, "--profiles-dir", project.ProfilesDir);
            AddOption(start, "--target", project.Target);
        }
        if (terminal.Coloured)
        {
            start.Environment["HEADGATE_COLOR"] = "1";
        }
        return Process.Start(start) ?? throw new CommandFailure("The server's process could not be started.");
    }

    private static void AddOption(ProcessStartInfo start, string name, string? value)
    {
        if (value is not null)
        {
            start.ArgumentList.Add(name);
            start.ArgumentList.Add(value);
        }
    }

    private static async Task ShowAsync(StreamReader log, Terminal terminal, CancellationToken cancellation)
    {
        while (await log.ReadLineAsync(cancellation) is { } line)
        {
            terminal.Line(line);
        }
    }
}
