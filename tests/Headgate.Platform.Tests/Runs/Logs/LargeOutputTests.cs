using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Keeping;
using Headgate.Platform.Runs.Logs;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Runs.Logs;

/// <summary>What a run leaves may be large: it goes through in pieces, without secrets, and lies compressed.</summary>
public sealed class LargeOutputTests
{
    private const long Gigabyte = 1024L * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_of_a_gigabyte_is_written_scrubbed_compressed_and_read_again_in_flat_memory()
    {
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { LogMiB = 2048 });
        using var memory = new MemoryPeak();
        var run = await fixture.TriggerAsync(await fixture.AddJobAsync("dbt build chatty"));
        (await fixture.EndOfAsync(run.Id)).Status.ShouldBe(RunStatus.Success);
        var step = (await fixture.StepsAsync(run.Id)).Single(s => s.Command == "dbt build chatty");
        var log = StepLogPaths.FullConsole(fixture.Store.Settings, step);
        await Until.HoldsAsync(() => File.Exists(log + ".gz") && !File.Exists(log), "the log is compressed", Cancellation);

        new FileInfo(log + ".gz").Length.ShouldBeLessThan(Gigabyte / 20);
        var (bytes, lines, starred) = (0L, 0L, 0L);
        await using (var chunks = await LogChunks.FromAsync(RunLogFolder.Open(log)!, 0, Cancellation))
        {
            while (await chunks.NextAsync(isWhole: true, Cancellation) is { } piece)
            {
                piece.Contains("t0p-t0ken", StringComparison.Ordinal).ShouldBeFalse();
                lines += piece.AsSpan().Count('\n') + 1;
                starred += piece.AsSpan().Count("*****");
            }
            bytes = chunks.Offset;
        }
        bytes.ShouldBeGreaterThan(Gigabyte / 100 * 99);
        starred.ShouldBeGreaterThan(lines - 100);
        var end = await new StepLogFiles(fixture.Store.Settings).ReadAsync(step.LogPath, int.MaxValue, Cancellation);
        end.Length.ShouldBeInRange(4 * 1024 * 1024 - 2000, 4 * 1024 * 1024);
        end.ShouldEndWith("TOTAL=3\n");
        memory.GrowthMiB.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task An_artifact_of_half_a_gigabyte_is_scrubbed_and_kept_in_flat_memory()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        using var memory = new MemoryPeak();
        var run = await fixture.TriggerAsync(await fixture.AddJobAsync("dbt build large"));
        (await fixture.EndOfAsync(run.Id)).Status.ShouldBe(RunStatus.Success);

        await using var db = await fixture.Store.OpenDbAsync();
        var kept = await db.Artifacts.SingleAsync(a => a.RunId == run.Id && a.Path == "large.json", Cancellation);
        kept.Size.ShouldBe((500L * 1024 * 1024) + "*****".Length);
        await using var content = fixture.Store.Services.GetRequiredService<ArtifactStore>().Open(kept.Sha256)!;
        var (read, last) = (0L, new byte[5]);
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, Cancellation) is > 0 and var some)
        {
            read += some;
            if (some >= 5)
            {
                buffer.AsSpan(some - 5, 5).CopyTo(last);
            }
        }
        (read, System.Text.Encoding.ASCII.GetString(last)).ShouldBe((kept.Size, "*****"));
        memory.GrowthMiB.ShouldBeLessThan(200);
    }
}
