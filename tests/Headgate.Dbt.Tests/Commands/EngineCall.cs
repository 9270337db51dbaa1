using System.Text.RegularExpressions;
using Headgate.Dbt.Commands;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>What a call of dbt's command line gave.</summary>
internal sealed partial record EngineCall(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a call in a folder, as if it were typed there.</summary>
    public static async Task<EngineCall> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var environment = new Dictionary<string, string> { ["DBT_PROFILES_DIR"] = folder, ["HOME"] = folder };
        var process = new DbtProcess(output, errors, environment, folder, TimeProvider.System);
        var code = await DbtCommandLine.RunAsync(arguments, process, cancellationToken);
        return new(code, output.ToString(), errors.ToString());
    }

    /// <summary>The same with words of one line, without colours.</summary>
    public static Task<EngineCall> RunAsync(string folder, string line) =>
        RunAsync(folder, ["--no-use-colors", .. line.Split(' ')], TestContext.Current.CancellationToken);

    /// <summary>
    /// The lines of a console without what differs from call to call (times of day, durations, folders, the number of the engine's macros), and without the places
    /// that stand below dbt's words of a failure.
    /// </summary>
    public static IReadOnlyList<string> Lines(string console, string folder)
    {
        var text = TimeOfDay().Replace(console, "").Replace(folder, "<root>", StringComparison.Ordinal);
        text = Seconds().Replace(text, "in <n>s");
        text = Sentence().Replace(text, "in <duration>");
        text = Macros().Replace(text, "N macros");
        text = Places().Replace(text, "");
        return
        [
            .. text.TrimEnd('\n')
                .Split('\n')
                .Where(line =>
                    !line.StartsWith("Registered adapter", StringComparison.Ordinal)
                    && !line.StartsWith("Unable to do partial", StringComparison.Ordinal)
                ),
        ];
    }

    [GeneratedRegex(@"(?m)^\d\d:\d\d:\d\d( |$) ?", RegexOptions.None, 1000)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"in \d+\.\d\ds\b", RegexOptions.None, 1000)]
    private static partial Regex Seconds();

    [GeneratedRegex(@"in \d+ hours \d+ minutes and \d+\.\d\d seconds \(\d+\.\d\ds\)", RegexOptions.None, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?m)^  --> \S+\n(  \d+ \| .*\n(  +\| +\^\n)?)?(  Did you mean '.*'\?\n)?", RegexOptions.None, 1000)]
    private static partial Regex Places();

    [GeneratedRegex(@"\d+ macros", RegexOptions.None, 1000)]
    private static partial Regex Macros();
}
