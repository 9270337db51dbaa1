using System.Globalization;
using System.Runtime.InteropServices;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Processes;
using Headgate.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>What this program is when it is no test: a server that can be killed, or the runner of one run.</summary>
internal static class RecoveryPrograms
{
    public const string Server = "recovery-server";
    public const string Runner = "recovery-runner";
    public const string Ready = "The server is ready.";

    public static StoreSettings Store(string data, string postgres) =>
        new() { DataFolder = data, Postgres = postgres.Length > 0 ? postgres : null };

    /// <summary>Executes runs until it is killed.</summary>
    public static async Task<int> ServeAsync(string executor, string data, string postgres, string dbt)
    {
        await using var server = await RecoveryServer.StartAsync(Store(data, postgres), executor, dbt);
        Console.WriteLine(Ready);
        await new TaskCompletionSource().Task;
        return 0;
    }

    /// <summary>Executes one run, and leaves how it ended in its folder.</summary>
    public static async Task<int> RunAsync(string folder, string data, string postgres, string dbt, string run)
    {
        var files = new RunnerFiles(folder);
        if (!files.TakePlace(ProcessMark.Of(Environment.ProcessId)))
        {
            return 0;
        }
        using var stop = new RunStop();
        using var asked = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                StopAsAsked(files, stop);
            }
        );
        StopAsAsked(files, stop);
        await using var services = RecoveryServices.Build(Store(data, postgres), RecoveryServices.Local, dbt);
        var end = await services.GetRequiredService<RunWork>().ExecuteAsync(long.Parse(run, CultureInfo.InvariantCulture), stop);
        files.WriteEnd(end);
        return 0;
    }

    private static void StopAsAsked(RunnerFiles files, RunStop stop)
    {
        if (files.Wish is { } wish)
        {
            stop.Stop(wish);
        }
    }
}
