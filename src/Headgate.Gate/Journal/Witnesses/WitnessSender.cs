using System.Threading.Channels;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Gate.Journal.Witnesses;

/// <summary>
/// Sends heads to one witness, behind the back of calls: none waits for it. A witness that does not take a head after a few attempts is an
/// alarm, told once, and again when it answers.
/// </summary>
internal sealed class WitnessSender : IAsyncDisposable
{
    private const int MostWaiting = 256;
    private const int Attempts = 5;
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(3);

    private readonly IWitness _witness;
    private readonly JournalSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<string, string?> _tell;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<JournalHead> _waiting = Channel.CreateBounded<JournalHead>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );
    private readonly Task _loop;
    private bool _failing;

    /// <summary>Begins to send.</summary>
    /// <param name="witness">Where to.</param>
    /// <param name="settings">How long to wait between attempts.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="tell">Told the witness's name and why it fails, or null when it answers again.</param>
    public WitnessSender(IWitness witness, JournalSettings settings, TimeProvider time, Action<string, string?> tell)
    {
        _witness = witness;
        _settings = settings;
        _time = time;
        _tell = tell;
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Takes a head to send; never waits. Of a long queue the oldest are left out: a newer head says what they say.</summary>
    public void Send(JournalHead head) => _waiting.Writer.TryWrite(head);

    /// <summary>Sends what waits, once, within a few seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _closing.CancelAsync();
        _stop.CancelAfter(PatienceAtEnd);
        await _loop;
        _witness.Dispose();
        _closing.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var head in _waiting.Reader.ReadAllAsync(_stop.Token))
            {
                Told(await TrySendAsync(head));
            }
        }
        catch (OperationCanceledException)
        {
            // The patience at the end is over: what was not sent stands in the journal.
        }
    }

    /// <summary>Null when the witness took the head; else why not.</summary>
    private async Task<string?> TrySendAsync(JournalHead head)
    {
        var wait = _settings.WitnessRetry;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _witness.KeepAsync(head, _stop.Token);
                return null;
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                if (attempt == Attempts || _closing.IsCancellationRequested)
                {
                    return e.Message.TrimEnd('.');
                }
            }
            await Task.Delay(wait, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait *= 2;
        }
    }

    private void Told(string? failure)
    {
        if (failure is not null == _failing)
        {
            return;
        }
        _failing = failure is not null;
        _tell(_witness.Name, failure);
    }
}
