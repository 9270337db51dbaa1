using System.Net;

namespace Headgate.Catalogue;

/// <summary>Events, sent as they come, until there are no more or the caller may not read them any longer.</summary>
public sealed class EventsAnswer : Answer, IDisposable
{
    private readonly IDisposable? _held;

    internal EventsAnswer(IAsyncEnumerable<AnswerEvent> events, IDisposable? held)
        : base(HttpStatusCode.OK) => (Events, _held) = (events, held);

    /// <summary>The events; the next one is asked for once the caller has taken the one before.</summary>
    public IAsyncEnumerable<AnswerEvent> Events { get; }

    /// <summary>Gives back what is held while they are sent.</summary>
    public void Dispose() => _held?.Dispose();
}
