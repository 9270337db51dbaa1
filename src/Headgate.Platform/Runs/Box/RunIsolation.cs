namespace Headgate.Platform.Runs.Box;

/// <summary>The isolation that runs of this server get. Where there is none, each run looks again: the operator may have mended it.</summary>
public sealed class RunIsolation(RunSettings settings)
{
    private volatile IsolationState? _state;
    private volatile IsolationState? _assumed;

    /// <summary>Takes a state for what was found. For tests.</summary>
    internal void Assume(IsolationState state) => _assumed = state;

    /// <summary>What is in force now.</summary>
    public async Task<IsolationState> StateAsync(CancellationToken cancellation) =>
        _assumed is { } assumed ? assumed
        : _state is { Kind: not BoxKind.Missing } known ? known
        : _state = await IsolationProbe.FindAsync(settings.Box, cancellation);
}
