using System.Collections.Concurrent;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Tokens;

/// <summary>Writes down when tokens were last used, every half a minute and all at once, so that no call waits for it.</summary>
internal sealed partial class TokenUse(IDbContextFactory<HeadgateDb> databases, TimeProvider time, ILogger<TokenUse> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<long, DateTimeOffset> _service = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _personal = new();

    public void OfServiceToken(long id) => _service[id] = time.GetUtcNow();

    public void OfPersonalToken(long id) => _personal[id] = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotWritten(e);
            }
        }
    }

    internal async Task WriteAsync(CancellationToken cancellation)
    {
        if (_service.IsEmpty && _personal.IsEmpty)
        {
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var id in _service.Keys)
        {
            if (_service.TryRemove(id, out var at))
            {
                await db.ServiceTokens.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsed, at), cancellation);
            }
        }
        foreach (var id in _personal.Keys)
        {
            if (_personal.TryRemove(id, out var at))
            {
                await db
                    .PersonalTokens.Where(t => t.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsed, at), cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When tokens were last used could not be written; it is tried again")]
    private partial void LogNotWritten(Exception exception);
}
