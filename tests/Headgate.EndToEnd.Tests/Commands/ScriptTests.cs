using System.Diagnostics;

namespace Headgate.EndToEnd.Tests.Commands;

/// <summary>The script <c>./headgate</c>, which builds what changed before it starts the program.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task A_start_without_changes_costs_less_than_a_second_more_than_the_program_itself()
    {
        using var copy = new TemporaryFolder();
        await CopyRepositoryAsync(copy.Path);
        var variables = new Dictionary<string, string?> { ["HEADGATE_CONFIGURATION"] = "Debug" };
        var (script, program) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < 3; i++)
        {
            program.Add(await TimeAsync(HeadgateProgram.Path, variables));
            script.Add(await TimeAsync(Path.Combine(copy.Path, "headgate"), variables));
        }
        (script.Order().ElementAt(1) - program.Order().ElementAt(1)).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static async Task<TimeSpan> TimeAsync(string program, Dictionary<string, string?> variables)
    {
        var clock = Stopwatch.StartNew();
        var result = await HeadgateProgram.RunAsync(program, ["--version"], variables);
        result.ExitCode.ShouldBe(0, result.All);
        // A build would have said so.
        result.Error.ShouldBeEmpty();
        return clock.Elapsed;
    }

    /// <summary>The sources as a build left them a moment ago, beside the program that these tests were built with.</summary>
    private static async Task CopyRepositoryAsync(string folder)
    {
        const string copy = """
            set -e
            cd "$1"
            tar -cf - --exclude=obj --exclude=bin src samples headgate eng global.json Directory.* | tar -xf - -C "$2"
            mkdir -p "$2/artifacts/bin/Headgate/debug"
            printf '#!/bin/sh\nexec "%s" "$@"\n' "$3" >"$2/artifacts/bin/Headgate/debug/headgate"
            chmod +x "$2/artifacts/bin/Headgate/debug/headgate"
            touch -d '+1 second' "$2/artifacts/headgate-debug.stamp"
            """;
        var result = await HeadgateProgram.RunAsync(
            "/bin/bash",
            ["-c", copy, "bash", Repository.Root, folder, HeadgateProgram.Path],
            new Dictionary<string, string?>()
        );
        result.ExitCode.ShouldBe(0, result.All);
    }
}
