using Headgate.Wire;

namespace Headgate.Gate.Workloads;

/// <summary>Callers of a kind that most servers never meet: what knows them is made for the first of them, so that no start waits for it.</summary>
internal sealed class LaterCallers(string prefix, Func<ICallerSource> make) : ICallerSource
{
    private readonly Lazy<ICallerSource> _source = new(make);

    public string Prefix => prefix;

    public ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation) =>
        _source.Value.FindAsync(credential, cancellation);
}
