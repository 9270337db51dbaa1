using System.Diagnostics;
using Headgate.Testing;

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>A program of an npm package, on a Node that is new enough.</summary>
internal static class NpmProgram
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Runs it, in a folder where it may write.</summary>
    /// <param name="package">The package with its version.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string package,
        string program,
        string[] arguments,
        string folder
    )
    {
        if ((await StartAsync("which", ["npx"], folder)).Code != 0)
        {
            Prerequisite.Missing("npx is not installed: apt-get install npm");
        }
        return await StartAsync("npx", ["--yes", "--package=node@22", $"--package={package}", "--", program, .. arguments], folder);
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(string program, string[] arguments, string folder)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
