using System.Reflection;
using System.Security.Cryptography;
using Headgate.Gate.Journal.Closed;
using Headgate.Gate.Journal.Witnesses;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Journal.Writing;

/// <content>Opening with repair of what a crash left, and closing in good order.</content>
public sealed partial class JournalWriter
{
    /// <summary>Opens the journal for writing; there is one writer at a time.</summary>
    /// <param name="settings">Where it lies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what an operator must know.</param>
    /// <exception cref="JournalUnavailableException">Another process has it, or the folder cannot be written.</exception>
    /// <exception cref="JournalDamagedException">It was cut, put back or changed; the message says what to do.</exception>
    public static JournalWriter Open(JournalSettings settings, TimeProvider time, ILogger logger) =>
        Open(settings, time, logger, new JournalDisk());

    internal static JournalWriter Open(JournalSettings settings, TimeProvider time, ILogger logger, JournalDisk disk)
    {
        var held = Lock(settings.Folder);
        JournalWriter? writer = null;
        try
        {
            writer = new JournalWriter(settings, time, logger, disk, held);
            writer.Begin();
            return writer;
        }
        catch (Exception e)
        {
            writer?._file?.Dispose();
            writer?._key.Dispose();
            writer?._holdTimer.Dispose();
            held.Dispose();
            if (e is UnauthorizedAccessException)
            {
                throw new JournalUnavailableException($"The journal in {settings.Folder} cannot be opened: {e.Message}", e);
            }
            throw;
        }
    }

    /// <summary>Closes in good order: a last record, a checkpoint, the anchor; the witnesses get a few seconds to take the last head.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, true))
        {
            return;
        }
        await _closedFiles.DisposeAsync();
        await _holdTimer.DisposeAsync();
        Drain();
        await _commit.DisposeAsync();
        WithPen(() =>
        {
            try
            {
                if (_failure is null)
                {
                    WriteOwn(SystemRecords.Closed());
                    WriteCheckpoint();
                    _file!.Flush();
                    _commit.ServedUpTo(LastSequence);
                    SendHeads(LastSequence);
                    WriteAnchor(_file, LastSequence, _assembler.Hash, _file.Length);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                BeginFailure(e);
            }
        });
        await Task.WhenAll(_witnesses.Select(w => w.DisposeAsync().AsTask()));
        _file?.Dispose();
        _key.Dispose();
        await _processLock.DisposeAsync();
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            JournalFolder.Create(folder);
            return new FileStream(
                Path.Combine(folder, "journal.lock"),
                JournalFolder.Private(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException e)
        {
            throw new JournalUnavailableException(
                $"The journal in {folder} is in use by another Headgate process, or cannot be written ({e.Message}). Stop that process, or use another data folder.",
                e
            );
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalUnavailableException($"The journal's folder {folder} cannot be written: {e.Message}", e);
        }
    }

    private void Begin()
    {
        var tail = TailInspection.Of(_settings);
        WitnessStart.Check(_settings, tail.Journal, tail.Sequence);
        var path = tail.Path ?? JournalFolder.PathOf(_settings.Folder, 1);
        var torn = tail.TornBytes > 0 ? MoveAside(path, tail) : null;
        _file = OpenJournalFile.Open(path, tail.GoodLength, _disk);
        _assembler.ContinueAfter(tail.Sequence, tail.Hash);
        LastSequence = tail.Sequence;
        _journal = tail.Journal ?? "";
        WriteFindings(tail, torn, path);
        var version =
            typeof(JournalWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        WriteOwn(SystemRecords.Opened(version.Split('+')[0], System.Environment.ProcessId));
        var retention = RetentionChange.Of(_settings);
        if (retention is not null)
        {
            WriteOwn(SystemRecords.RetentionChanged(retention));
        }
        WriteCheckpoint();
        _file.Flush();
        retention?.Keep(_settings);
        WriteAnchor(_file, LastSequence, _assembler.Hash, _file.Length);
        _witnesses =
        [
            .. _settings.Witnesses.Select(address => new WitnessSender(WitnessAddress.Open(address), _settings, _time, TellOfWitness)),
        ];
        SendHeads(LastSequence);
        _commit.Start();
        _closedFiles.Start();
    }

    /// <summary>What a start finds out of order stands in the journal before anything else does.</summary>
    private void WriteFindings(TailInspection tail, Action<System.Text.Json.Utf8JsonWriter>? torn, string path)
    {
        // The key is made at the first start, together with the journal: one without the other is a loss.
        if (tail.Sequence == 0 && (_settings.InstallationIsOld || !_key.IsNew))
        {
            WriteOwn(SystemRecords.JournalMissing());
        }
        if (torn is not null)
        {
            WriteOwn(torn);
        }
        if (tail.AnchorMissing)
        {
            WriteOwn(SystemRecords.AnchorMissing(tail.Sequence));
        }
        if (_key.IsNew && tail.Sequence > 0)
        {
            WriteOwn(SystemRecords.KeyMade(_key.Id));
        }
        foreach (var open in OpenDecisions.Before(path, tail.GoodLength))
        {
            WriteOwn(SystemRecords.OutcomeUnknown(open.Request, open.Sequence));
        }
    }

    private Action<System.Text.Json.Utf8JsonWriter> MoveAside(string path, TailInspection tail)
    {
        var name = $"torn-after-{tail.Sequence:d12}.bin";
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        source.Position = tail.GoodLength;
        using var rest = new MemoryStream();
        source.CopyTo(rest);
        JournalFolder.WriteWhole(Path.Combine(_settings.Folder, name), rest.GetBuffer().AsSpan(0, (int)rest.Length));
        LogTorn(_logger, tail.TornBytes, name);
        return SystemRecords.TornTail(
            tail.TornBytes,
            name,
            Convert.ToHexStringLower(SHA256.HashData(rest.GetBuffer().AsSpan(0, (int)rest.Length)))
        );
    }

    [LoggerMessage(3004, LogLevel.Warning, "The journal's last {Bytes} bytes were unfinished; they were moved to {File}")]
    private static partial void LogTorn(ILogger logger, long bytes, string file);
}
