using System.Globalization;

namespace Headgate.Platform.Runs.Box;

/// <summary>The limits that the kernel keeps for each process of a step, as arguments of <c>prlimit</c>.</summary>
internal static class LimitArguments
{
    /// <summary>The kernel refuses processes above twice the limit; <see cref="BoxWatch"/> ends the step at the limit and says so.</summary>
    private const int Margin = 2;

    /// <summary>The arguments before the program. Memory is what a process may write to; .NET reserves far more addresses than it uses.</summary>
    public static IReadOnlyList<string> Of(BoxLimits limits) =>
        [
            "--core=0",
            Text("--nofile", limits.OpenFiles),
            Text("--nproc", (long)limits.Processes * Margin),
            Text("--fsize", (long)limits.DiskMiB << 20),
            Text("--data", (long)limits.MemoryMiB << 20),
            "--",
        ];

    private static string Text(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
