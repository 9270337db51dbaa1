using System.Diagnostics;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>Counts the commands that reach the database out of one flow of calls, whatever other tests send at the same time.</summary>
internal sealed class CommandCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly AsyncLocal<Box?> _here = new();
    private readonly List<IDisposable> _subscriptions = [];

    public CommandCount() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>How many commands an action sends.</summary>
    public async Task<int> OfAsync(Func<Task> action)
    {
        var box = new Box();
        _here.Value = box;
        await action();
        _here.Value = null;
        return box.Count;
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting" && _here.Value is { } box)
        {
            Interlocked.Increment(ref box.Count);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    private sealed class Box
    {
        public int Count;
    }
}
