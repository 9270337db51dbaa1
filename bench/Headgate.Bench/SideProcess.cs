using System.Diagnostics;

namespace Headgate.Bench;

/// <summary>This program again, as one of <see cref="SideServers"/>.</summary>
internal sealed class SideProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SideProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<SideProcess> StartAsync(string server, string argument)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [server, argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ROOT"] = Repository.DotnetRoot;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.StartsWith(SideServers.Ready, StringComparison.Ordinal) == true
            ? new SideProcess(process, new Uri(line[SideServers.Ready.Length..]))
            : throw new InvalidOperationException($"{server} did not start: {line}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
