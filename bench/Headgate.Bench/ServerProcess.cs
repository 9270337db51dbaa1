using System.Diagnostics;
using System.Globalization;

namespace Headgate.Bench;

/// <summary><c>headgate serve</c> in a process of its own, with its journal on, as it ships.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyLine = "Headgate is ready at ";
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ServerProcess(Process process, Uri url, TimeSpan readyAfter) => (_process, Url, ReadyAfter) = (process, url, readyAfter);

    public int Id => _process.Id;

    public Uri Url { get; }

    /// <summary>From just before the process was started until an HTTP request to it was answered.</summary>
    public TimeSpan ReadyAfter { get; }

    public static async Task<ServerProcess> StartAsync(string data, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? Repository.Program, ["serve", "--data", data, "--port", "0"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ROOT"] = Repository.DotnetRoot;
        // The demo's repository is a folder (in builds before the box by another setting), and a benchmark makes more calls a minute than an account may.
        var (setting, allows) = program is null ? ("FOLDERS", Path.Combine(data, "projects")) : ("ALLOW_LOCAL_REPOSITORIES", "true");
        start.Environment[$"HEADGATE__RUNS__{setting}"] = allows;
        start.Environment["HEADGATE__UPSTREAMS__ALLOW_TEST_BEDS"] = "true";
        start.Environment["HEADGATE__REQUESTS_PER_MINUTE"] = "0";
        start.Environment["HEADGATE__AGENT_REQUESTS_PER_MINUTE"] = "0";
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
            {
                var url = new Uri(line[ReadyLine.Length..]);
                using var http = new HttpClient();
                (await http.GetAsync(new Uri(url, "/readyz"))).EnsureSuccessStatusCode();
                return new ServerProcess(process, url, clock.Elapsed);
            }
        }
        throw new InvalidOperationException("The server ended before it was ready.");
    }

    /// <summary>Resident memory (VmRSS) after ten seconds in which nobody asked for anything.</summary>
    public async Task<double> IdleMegabytesAsync()
    {
        await Task.Delay(IdleFor);
        return ResidentMegabytes();
    }

    /// <summary>Resident memory now.</summary>
    public double ResidentMegabytes()
    {
        var line = File.ReadAllLines($"/proc/{_process.Id}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
