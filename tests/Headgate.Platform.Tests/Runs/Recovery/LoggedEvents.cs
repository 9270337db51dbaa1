using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>Remembers which events were logged.</summary>
internal sealed class LoggedEvents : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<int, bool> _seen = new();

    public bool Has(int eventId) => _seen.ContainsKey(eventId);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _seen[eventId.Id] = true;

    public void Dispose() { }
}
