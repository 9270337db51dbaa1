namespace Headgate.Store.Rights;

/// <summary>Counts the changes of who may what that this process has made. What was looked up under an earlier number is not believed any more.</summary>
public sealed class RightsVersion
{
    private long _changes;

    /// <summary>The number of changes so far.</summary>
    public long Current => Interlocked.Read(ref _changes);

    internal void Advance() => Interlocked.Increment(ref _changes);
}
