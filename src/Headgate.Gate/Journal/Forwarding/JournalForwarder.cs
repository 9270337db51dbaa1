using System.Threading.Channels;
using Headgate.Gate.Journal.Reading;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Forwarding;

/// <summary>
/// Sends the record to one collector as it is written, behind the back of calls. The journal is the buffer: while the collector is away nothing is lost, and what it has not got yet is sent when it is
/// back, from where it was, also after a restart.
/// </summary>
internal sealed partial class JournalForwarder(
    IForwardTarget target,
    ForwardPosition position,
    JournalReader reader,
    TimeProvider time,
    ILogger logger
)
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Forwards until it is told to stop. A collector that is named for the first time gets what comes from now on.</summary>
    /// <param name="end">The number of the newest record now.</param>
    /// <param name="stopping">Stops it.</param>
    public async Task RunAsync(long end, CancellationToken stopping)
    {
        var after = position.Read() ?? end;
        // A journal that begins anew, after a loss, is sent from its beginning.
        after = after > end ? 0 : after;
        position.Write(after);
        var waiting = Channel.CreateBounded<ReadRecord>(new BoundedChannelOptions(MostAtOnce) { SingleReader = true, SingleWriter = true });
        await Task.WhenAll(ReadAsync(after, waiting.Writer, stopping), SendAsync(waiting.Reader, stopping));
    }

    private async Task ReadAsync(long after, ChannelWriter<ReadRecord> waiting, CancellationToken stopping)
    {
        try
        {
            await foreach (var record in reader.FollowAsync(new JournalQuery { After = after }, time, stopping))
            {
                await waiting.WriteAsync(record, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server goes down.
        }
        finally
        {
            waiting.TryComplete();
        }
    }

    private async Task SendAsync(ChannelReader<ReadRecord> waiting, CancellationToken stopping)
    {
        try
        {
            while (await waiting.WaitToReadAsync(stopping))
            {
                var records = new List<ReadRecord>();
                while (records.Count < MostAtOnce && waiting.TryRead(out var record))
                {
                    records.Add(record);
                }
                await SendAsync(records, stopping);
                position.Write(records[^1].Record.Sequence);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not sent is sent by the next start.
        }
    }

    private async Task SendAsync(List<ReadRecord> records, CancellationToken stopping)
    {
        var isTold = false;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await target.SendAsync(records, stopping);
                if (isTold)
                {
                    LogBack(target.Name);
                }
                return;
            }
            catch (IOException fault)
            {
                if (!isTold)
                {
                    LogAway(target.Name, fault.Message.TrimEnd('.'));
                    isTold = true;
                }
            }
            await Task.Delay(pause, time, stopping);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The record is not forwarded to {Target}: {Why}. It is tried again, and nothing is left out as long as the journal is kept"
    )]
    private partial void LogAway(string target, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The record is forwarded to {Target} again")]
    private partial void LogBack(string target);
}
