using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Ends a run before its time. The first reason stays.</summary>
internal sealed class RunStop : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private RunEnd? _end;

    public CancellationToken Token => _source.Token;

    /// <summary>How the run is to end; null while nobody stopped it.</summary>
    public RunEnd? End => Volatile.Read(ref _end);

    public void Stop(RunEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is null)
        {
            try
            {
                _source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The run ended in the same moment.
            }
        }
    }

    public void Dispose() => _source.Dispose();
}
