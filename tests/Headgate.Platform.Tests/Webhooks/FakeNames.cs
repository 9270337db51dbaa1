using System.Collections.Concurrent;
using System.Net;
using Headgate.Platform.Webhooks.Receivers;

namespace Headgate.Platform.Tests.Webhooks;

/// <summary>A name server whose answers a test chooses, one look-up after another; the last answer stays.</summary>
internal sealed class FakeNames : IReceiverNames
{
    private readonly ConcurrentQueue<IPAddress[]> _answers = new();

    public int Asked { get; private set; }

    public void Answer(params string[] addresses) => _answers.Enqueue([.. addresses.Select(IPAddress.Parse)]);

    public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation)
    {
        Asked++;
        return Task.FromResult(
            _answers.Count > 1 && _answers.TryDequeue(out var next) ? next
            : _answers.TryPeek(out var last) ? last
            : []
        );
    }
}
