using System.ComponentModel;
using System.Diagnostics;
using Headgate.Testing;

namespace Headgate.Jinja.Tests.Differential;

/// <summary>The committed cases are those that the generator writes where Python and Jinja are at hand.</summary>
public sealed class RegenerationTests
{
    [Fact]
    public async Task The_generator_writes_the_committed_cases()
    {
        if (!await PythonAsync("-c", "import jinja2"))
        {
            Prerequisite.Missing("Python has no jinja2: install the package python3-jinja2.");
        }
        var folder = Directory.CreateTempSubdirectory("headgate-jinja-").FullName;
        try
        {
            (await PythonAsync(Path.Combine(DifferentialFolder.Root, "generator", "generate.py"), folder)).ShouldBeTrue(
                "the generator failed"
            );
            Names(folder).ShouldBe(Names(DifferentialFolder.Expected));
            foreach (var name in Names(folder))
            {
                Cases(folder, name).ShouldBe(Cases(DifferentialFolder.Expected, name), $"{name}: see Differential/README.md");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFiles(folder, "*.jsonl").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    // The first line names the versions, which may differ while what they print is the same.
    private static string Cases(string folder, string name)
    {
        var text = File.ReadAllText(Path.Combine(folder, name));
        return text[text.IndexOf('\n')..];
    }

    private static async Task<bool> PythonAsync(params string[] arguments)
    {
        // Debian's own, not one that a virtual environment put before it.
        var program = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var cancellation = TestContext.Current.CancellationToken;
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
