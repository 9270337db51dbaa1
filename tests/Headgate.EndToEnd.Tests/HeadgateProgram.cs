using System.Diagnostics;
using System.Text;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests;

/// <summary>The real executable, started as a person would.</summary>
internal static class HeadgateProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The executable.</summary>
    public static string Path => ProductProgram.Path;

    /// <summary>Runs it to its end.</summary>
    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(Path, arguments, new Dictionary<string, string?>());

    /// <summary>Runs it to its end with variables.</summary>
    public static Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments) =>
        RunAsync(Path, arguments, variables);

    /// <summary>Runs any program to its end, in the repository's root.</summary>
    public static async Task<ProgramResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> variables
    )
    {
        using var process = Start(program, arguments, variables);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new ProgramResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts a program with its streams redirected.</summary>
    public static Process Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["DOTNET_ROOT"] = ProductProgram.DotnetRoot;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }
}
