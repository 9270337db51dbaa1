using System.Globalization;
using System.Runtime.InteropServices;

namespace Headgate.Runs.Bench;

/// <summary>The pages of results.</summary>
internal static class Pages
{
    /// <summary>Writes a page of <c>bench/runs</c>, closed by what it was measured on.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">The page.</param>
    public static async Task WriteAsync(string name, string text)
    {
        var file = Path.Combine(Repository.Root, "bench", "runs", name);
        await File.WriteAllTextAsync(file, $"{text.TrimEnd()}\n\n{Machine()}, {DateTimeOffset.UtcNow:yyyy-MM-dd}.\n");
        Console.WriteLine($"written to {file}");
    }

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores of {model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {memory:0} GiB of memory, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"
        );
    }
}
