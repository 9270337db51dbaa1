using Microsoft.Extensions.Hosting;

namespace Headgate.Platform.Tests.Runs;

/// <summary>An application that has started, for parts that wait for that.</summary>
internal sealed class StartedLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted { get; } = new(canceled: true);

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() { }
}
