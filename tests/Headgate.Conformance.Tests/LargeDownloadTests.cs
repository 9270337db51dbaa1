using System.IO.Compression;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>Large logs and artifacts over HTTP: whole as files in flat memory, and in answers only their end.</summary>
public sealed class LargeDownloadTests(ConformanceServer shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_of_a_gigabyte_is_a_file_and_its_step_carries_the_end_of_it(bool isCompressed)
    {
        const long Size = 1024L * 1024 * 1024;
        var (step, file) = await AddStepAsync();
        await WriteAsync(file, Size, "\none of the last lines\nthe last line\n", isCompressed);
        using var memory = new MemoryPeak();

        (await LengthOfAsync($"/api/gate/v1/accounts/{shared.Server.AccountId}/steps/{step}/log/")).ShouldBe(Size);
        var (status, answer) = await shared.SendAsync("GET", $"{shared.Server.V2}steps/{step}/");
        status.ShouldBe(200);
        answer.GetProperty("data").GetProperty("logs").GetString().ShouldBe("one of the last lines\nthe last line\n");
        memory.GrowthMiB.ShouldBeLessThan(200);
        (await shared.SendAsync("GET", $"/api/gate/v1/accounts/{shared.Server.AccountId}/steps/{step}/log/?debug=true")).Status.ShouldBe(
            404
        );
    }

    [Fact]
    public async Task An_artifact_of_half_a_gigabyte_is_a_file()
    {
        const int Size = 500 * 1024 * 1024;
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        await shared.Server.AddArtifactAsync(run, Size);
        using var memory = new MemoryPeak();

        (await LengthOfAsync($"{shared.Server.V2}runs/{run}/artifacts/manifest.json")).ShouldBe(Size);
        memory.GrowthMiB.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task A_list_of_runs_with_many_long_logs_stays_small()
    {
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        var folder = shared.Server.Services.GetRequiredService<StoreSettings>().LogsFolder;
        Directory.CreateDirectory(Path.Combine(folder, $"{run}"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{run}", "1.log"),
            string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", 5 * 1024)),
            Cancellation
        );
        await using (var db = await shared.Server.DatabaseAsync())
        {
            var first = await db.RunSteps.SingleAsync(s => s.RunId == run, Cancellation);
            db.RunSteps.AddRange(
                Enumerable
                    .Range(2, 199)
                    .Select(i => new RunStep
                    {
                        AccountId = first.AccountId,
                        RunId = run,
                        Index = i,
                        Name = $"step {i}",
                        Status = RunStatus.Success,
                        LogPath = $"{run}/1.log",
                        DebugLogPath = $"{run}/1.log",
                    })
            );
            await db.SaveChangesAsync(Cancellation);
        }

        var path = $"{shared.Server.V2}runs/{run}/?include_related=[\"run_steps\",\"debug_logs\"]";
        (await LengthOfAsync(path)).ShouldBeInRange(16L * 1024 * 1024, 80L * 1024 * 1024);
        await using var again = await shared.Server.DatabaseAsync();
        await again.RunSteps.Where(s => s.RunId == run && s.Index > 1).ExecuteDeleteAsync(Cancellation);
    }

    private async Task<long> LengthOfAsync(string path)
    {
        using var response = await shared.Server.Admin.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        ((int)response.StatusCode).ShouldBe(200, path);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var (length, buffer) = (0L, new byte[64 * 1024]);
        while (await body.ReadAsync(buffer, Cancellation) is > 0 and var read)
        {
            length += read;
        }
        return length;
    }

    /// <summary>A file of blanks (of zeros where it is not compressed, which take no place) that ends with a text.</summary>
    private static async Task WriteAsync(string file, long size, string end, bool isCompressed)
    {
        await using Stream stream = isCompressed
            ? new GZipStream(File.Create(file + ".gz"), CompressionLevel.Fastest)
            : new FileStream(file, FileMode.Create);
        var left = size - end.Length;
        if (stream is FileStream plain)
        {
            plain.SetLength(left);
            plain.Position = left;
        }
        var blanks = new byte[1024 * 1024];
        blanks.AsSpan().Fill((byte)' ');
        for (; isCompressed && left > 0; left -= blanks.Length)
        {
            await stream.WriteAsync(blanks.AsMemory(0, (int)Math.Min(left, blanks.Length)), Cancellation);
        }
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(end), Cancellation);
    }

    private async Task<(long Step, string File)> AddStepAsync()
    {
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        var folder = shared.Server.Services.GetRequiredService<StoreSettings>().LogsFolder;
        Directory.CreateDirectory(Path.Combine(folder, $"{run}"));
        await using var db = await shared.Server.DatabaseAsync();
        var step = await db.RunSteps.SingleAsync(s => s.RunId == run, Cancellation);
        step.LogPath = $"{run}/1.log";
        await db.SaveChangesAsync(Cancellation);
        return (step.Id, Path.Combine(folder, $"{run}", "1.log"));
    }
}
