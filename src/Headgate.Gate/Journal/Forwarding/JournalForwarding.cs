using Headgate.Gate.Journal.Reading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Forwarding;

/// <summary>Forwards the record to all collectors of the settings while the server runs.</summary>
internal sealed class JournalForwarding(
    JournalSettings settings,
    JournalReader reader,
    TimeProvider time,
    ILogger<JournalForwarding> logger
) : BackgroundService
{
    private long _end;

    /// <summary>Where the record ends is looked up before the server takes calls, so that a new collector gets the first of them.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Forward.Count > 0)
        {
            _end = reader.Newest(new JournalQuery(), 1, cancellationToken) is [var newest] ? newest.Record.Sequence : 0;
        }
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(settings.Forward.Distinct(StringComparer.Ordinal).Select(address => ForwardAsync(address, stoppingToken)));

    private async Task ForwardAsync(string address, CancellationToken stopping)
    {
        using var target = ForwardAddress.Open(address);
        await new JournalForwarder(target, new ForwardPosition(settings.Folder, address), reader, time, logger).RunAsync(_end, stopping);
    }
}
