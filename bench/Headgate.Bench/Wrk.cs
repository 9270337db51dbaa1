using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Bench;

/// <summary>Load from <c>wrk</c>: one thread, sixteen connections.</summary>
internal static class Wrk
{
    public const string Shape = "wrk, 1 thread, 16 connections";

    /// <summary>Sends GETs of one address for a while; every answer must be a 2xx.</summary>
    /// <param name="url">The address.</param>
    /// <param name="authorization">What the header says; null for no credential.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="script">A script in Lua that makes the requests; null for plain GETs.</param>
    /// <param name="connections">Connections.</param>
    public static Load Measure(Uri url, string? authorization, int seconds, string? script = null, int connections = 16)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        var file = Path.GetTempFileName();
        File.WriteAllText(file, script ?? "");
        foreach (
            var argument in (string[])
                [
                    "-t1",
                    $"-c{connections}",
                    $"-d{seconds}s",
                    "--latency",
                    "-s",
                    file,
                    "-H",
                    $"Authorization: {authorization ?? "none"}",
                    url.ToString(),
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }
        using var wrk = Process.Start(start)!;
        var output = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        File.Delete(file);
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(output);
        }
        return new Load(Number(@"Requests/sec:\s+([\d.]+)"), (long)Number(@"(\d+) requests in"), Milliseconds("50"), Milliseconds("99"));

        double Number(string pattern) => double.Parse(Regex.Match(output, pattern).Groups[1].Value, CultureInfo.InvariantCulture);

        double Milliseconds(string percent) =>
            Number($@"\s{percent}%\s+([\d.]+)")
            * Regex.Match(output, $@"\s{percent}%\s+[\d.]+(\w+)").Groups[1].Value switch
            {
                "us" => 0.001,
                "ms" => 1,
                _ => 1000,
            };
    }
}
