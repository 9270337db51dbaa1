using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary>The engine behind dbt's command line: <c>headgate dbt …</c>.</summary>
public static class DbtCommandLine
{
    /// <summary>Runs a call.</summary>
    /// <param name="arguments">The words after <c>dbt</c>.</param>
    /// <param name="process">Standard output, environment, folder and clock.</param>
    /// <param name="cancellation">Ends the call in order: no further node starts, statements are cancelled, artifacts are written.</param>
    /// <returns>0 on success, 1 when the command ran and something failed, 2 when it could not run or was not understood.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, DbtProcess process, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(arguments, process, BoxVariables.Read(process.EnvironmentVariables), cancellation);
        }
        catch (BoxException refused)
        {
            await process.Errors.WriteLineAsync(refused.Message.AsMemory(), cancellation);
            return (int)ExitCode.Unhandled;
        }
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, DbtProcess process, Box? box, CancellationToken cancellation)
    {
        CallPlaces? places = null;
        if (box is not null)
        {
            process = process with { Box = box, EnvironmentVariables = BoxVariables.Visible(process.EnvironmentVariables) };
            places = new CallPlaces(
                box,
                process.WorkingDirectory,
                process.EnvironmentVariables.GetValueOrDefault("DBT_PROFILES_DIR"),
                ProjectFolder.Find
            );
        }
        process = process with { EnvironmentVariables = DotEnvFile.Add(process.EnvironmentVariables, process.WorkingDirectory, box) };
        var parsed = new CommandLineReader(DbtCommands.Root, process.EnvironmentVariables, places).Read(arguments);
        if (parsed.Error is { } error)
        {
            if (error.Notice is { } notice)
            {
                await process.Output.WriteLineAsync(notice.AsMemory(), cancellation);
            }
            await process.Errors.WriteAsync(error.Text.AsMemory(), cancellation);
            return (int)ExitCode.Unhandled;
        }
        if (parsed.Text is { } text)
        {
            await process.Output.WriteAsync(text.AsMemory(), cancellation);
            return (int)ExitCode.Success;
        }
        if (box is not null)
        {
            RunFolderScan.Check(box);
        }
        var call = parsed.Call!;
        return (int)await InvocationFrame.RunAsync(DbtCommands.Of(call.Command), call, arguments, process, cancellation);
    }
}
