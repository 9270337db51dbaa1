using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Headgate.Bench;

/// <summary>Bytes that a read leaves in the journal, before and after the file that it stands in is closed, and how long questions to such a file take.</summary>
internal static class JournalSize
{
    private const int Lanes = 8;

    /// <summary>Reads a job with an agent's key until a file is full and compressed, then measures it; gives the exit code.</summary>
    public static async Task<int> MeasureAsync()
    {
        await using var demo = await DemoFolder.CreateAsync();
        var folder = Path.Combine(demo.Path, "journal");
        string compressed;
        await using (var server = await ServerProcess.StartAsync(demo.Path))
        {
            using var http = new HttpClient { BaseAddress = server.Url };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.AgentKey);
            var job = $"/api/v2/accounts/{demo.AccountId}/jobs/{demo.JobId}/";
            while (Directory.GetFiles(folder, "*.gz").Length == 0)
            {
                await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => ReadAsync(http, job, 200)));
            }
            compressed = Directory.GetFiles(folder, "*.gz")[0];
        }
        var search = await TimeAsync("audit", "search", "--text", "no such text", "--data", demo.Path);
        var verify = await TimeAsync("audit", "verify", "--data", demo.Path);
        var file = Path.Combine(Repository.Root, "bench", "journal", "results.md");
        await File.WriteAllTextAsync(file, Markdown(compressed, search, verify));
        Console.WriteLine($"written to {file}");
        return 0;
    }

    private static async Task ReadAsync(HttpClient http, string path, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await http.GetAsync(path)).EnsureSuccessStatusCode();
        }
    }

    private static async Task<TimeSpan> TimeAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = Repository.DotnetRoot;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? clock.Elapsed : throw new InvalidOperationException(await output + await error);
    }

    private static string Markdown(string compressed, TimeSpan search, TimeSpan verify)
    {
        var bytes = File.ReadAllBytes(compressed);
        var plain = (double)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(^4));
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        var reads = 0;
        while (reader.ReadLine() is { } line)
        {
            reads += line.Contains("\"kind\":\"decision\"", StringComparison.Ordinal) ? 1 : 0;
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # The journal: measured

            Written by `dotnet run -c Release --project bench/Headgate.Bench journal`: an agent reads a job by its id until the server has closed and
            compressed a file (64 MiB); the rest is measured on that file.

            | measure | open file | closed file | |
            |---|---|---|---|
            | bytes a read (its decision and its outcome) | {plain / reads:0} | **{bytes.Length / (double)reads:0}** | {plain
                / bytes.Length:0.0} × smaller |
            | an account at its limit of 5,000 reads a minute, a day | {plain / reads * 7.2e6 / 1e9:0.0} GB | **{bytes.Length
                / (double)reads
                * 7.2e6
                / 1e9:0.0} GB** | |

            {reads:N0} reads stand in the file. `audit search` over it and the open one takes {search.TotalSeconds:0.0} s for a text that is nowhere, `audit verify`
            {verify.TotalSeconds:0.0} s, both with the start of their process. Two hashes of 64 digits stand in each line; one of them repeats the line before,
            the other cannot be compressed below 32 bytes, which is why no form gets far below these figures.

            On {Results.Machine()}, {DateTimeOffset.UtcNow:yyyy-MM-dd}.

            """
        );
    }
}
