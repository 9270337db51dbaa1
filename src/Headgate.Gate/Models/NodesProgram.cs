using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Models;

/// <summary>Asks the engine's program about nodes. It is a process of its own, as the manifest that it reads was written by a project: what that does to it ends with it.</summary>
/// <param name="command">The program and its first words.</param>
/// <param name="logger">Told what it says where it fails.</param>
public sealed partial class NodesProgram(IReadOnlyList<string> command, ILogger<NodesProgram> logger) : IDisposable
{
    /// <summary>The word by which the executable is called for this; it is no command for people.</summary>
    public const string Word = "select-nodes";

    private const string MostMemory = "0x40000000";

    /// <summary>Where this process has its runtime from: below <c>shared/Microsoft.NETCore.App/VERSION</c>.</summary>
    private static readonly string Runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>Each may take a gigabyte: whoever asks for many waits.</summary>
    private readonly SemaphoreSlim _atOnce = new(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer; null where the program fails, as it does with a manifest that is none.</returns>
    public async Task<NodesAnswer?> AskAsync(NodesQuestion question, CancellationToken cancellation)
    {
        await _atOnce.WaitAsync(cancellation);
        try
        {
            return await RunAsync(question, cancellation);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _atOnce.Dispose();

    private async Task<NodesAnswer?> RunAsync(NodesQuestion question, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        start.Environment["DOTNET_GCHeapHardLimit"] = MostMemory;
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Runtime;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var program = Process.Start(start)!;
        try
        {
            var said = program.StandardError.ReadToEndAsync(limit.Token);
            await JsonSerializer.SerializeAsync(program.StandardInput.BaseStream, question, NodesJson.Default.NodesQuestion, limit.Token);
            program.StandardInput.Close();
            var answer = await ReadAsync(program.StandardOutput.BaseStream, limit.Token);
            await program.WaitForExitAsync(limit.Token);
            if (answer is null || program.ExitCode != 0)
            {
                LogFailed(program.ExitCode, await said);
                return null;
            }
            return answer;
        }
        catch (Exception failure)
            when (failure is IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogFailed(-1, failure.Message);
            return null;
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<NodesAnswer?> ReadAsync(Stream output, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(output, NodesJson.Default.NodesAnswer, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The engine could not say which nodes a call would touch (exit code {ExitCode}): {Said}"
    )]
    private partial void LogFailed(int exitCode, string said);
}
