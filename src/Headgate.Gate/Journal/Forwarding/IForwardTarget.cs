using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Forwarding;

/// <summary>Where records go as they come: a collector of logs. It may get a record twice, after a failure in the middle of several; the record's number tells.</summary>
internal interface IForwardTarget : IDisposable
{
    /// <summary>The address without secrets, for people.</summary>
    string Name { get; }

    /// <summary>Sends records, in order.</summary>
    /// <exception cref="IOException">It cannot be reached, or does not take them.</exception>
    Task SendAsync(IReadOnlyList<ReadRecord> records, CancellationToken cancellation);
}
