using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Runners;

/// <summary>Logs of steps that are executed elsewhere: each piece says where it belongs, so that one that is sent twice is kept once.</summary>
public sealed class RunnerLogs(StoreSettings store, RunSettings settings)
{
    /// <summary>Most bytes of one piece.</summary>
    internal const int MostBytes = 4 * 1024 * 1024;

    private const int Lanes = 64;

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    internal async Task<RunnerAnswer> AppendAsync(
        RunnerAddress address,
        long offset,
        ReadOnlyMemory<byte> piece,
        CancellationToken cancellation
    )
    {
        if (offset + piece.Length > settings.LogMiB * 1024L * 1024L)
        {
            return RunnerAnswer.TooLarge($"The log is longer than {settings.LogMiB} MiB (runs.log_mib); send no more of it.");
        }
        var lane = _lanes[address.RunId % Lanes];
        await lane.WaitAsync(cancellation);
        try
        {
            return await WriteAsync(Path.Combine(store.LogsFolder, address.Log!), offset, piece, cancellation);
        }
        finally
        {
            lane.Release();
        }
    }

    private static async Task<RunnerAnswer> WriteAsync(string path, long offset, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        var options = PrivateFolder.NewFile(FileMode.OpenOrCreate);
        (options.Access, options.Share) = (FileAccess.ReadWrite, FileShare.ReadWrite);
        await using var file = new FileStream(path, options);
        var known = (int)Math.Clamp(file.Length - offset, 0, piece.Length);
        if (offset > file.Length || !await HoldsAsync(file, offset, piece[..known], cancellation))
        {
            return RunnerAnswer.Conflict(
                $"{file.Length} bytes of this log are kept, and what was sent does not go on from there; send what follows them.",
                file.Length
            );
        }
        file.Position = offset + known;
        await file.WriteAsync(piece[known..], cancellation);
        await file.FlushAsync(cancellation);
        return RunnerAnswer.Kept(file.Length);
    }

    private static async Task<bool> HoldsAsync(FileStream file, long offset, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        var kept = new byte[piece.Length];
        file.Position = offset;
        await file.ReadExactlyAsync(kept, cancellation);
        return piece.Span.SequenceEqual(kept);
    }
}
