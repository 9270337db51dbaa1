using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Headgate.Bench;

/// <summary>A data folder as <c>headgate up</c> leaves it after its first start: account, demo project, agent, one run.</summary>
internal sealed class DemoFolder : IAsyncDisposable
{
    private DemoFolder(string path, JsonNode bootstrap)
    {
        Path = path;
        AccountId = (long)bootstrap["account_id"]!;
        JobId = (long)bootstrap["job_id"]!;
        AdminToken = bootstrap["admin_token"]!.ToString();
        AgentKey = bootstrap["agent_key"]!.ToString();
    }

    public string Path { get; }

    public long AccountId { get; }

    public long JobId { get; }

    public string AdminToken { get; }

    public string AgentKey { get; }

    /// <param name="program">The program that makes it; null for this repository's, which is built first.</param>
    public static async Task<DemoFolder> CreateAsync(string? program = null)
    {
        var path = Directory.CreateTempSubdirectory("headgate-bench-").FullName;
        await RunAsync(program ?? Repository.Script, "up", "--detach", "--data", path, "--port", "0");
        await RunAsync(program ?? Repository.Program, "down", "--data", path);
        return new DemoFolder(path, JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(path, "bootstrap.json")))!);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = Repository.DotnetRoot;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(await output + await error);
        }
    }
}
