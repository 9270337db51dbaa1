using System.Globalization;
using System.Text;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Logs;

/// <summary>The console log of a step while it grows: each line is scrubbed, and visible to readers as soon as it is flushed. What it holds of it in memory does not grow.</summary>
internal sealed class StepLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _file;
    private readonly Scrubber _scrubber;
    private readonly ErrorLines _errors = new();
    private readonly int _limit;
    private long _left;

    /// <summary>Opens the log of a step, or goes on with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scrubber">Takes secrets out.</param>
    /// <param name="limit">Most MiB of it; the rest is left out.</param>
    public StepLog(string path, Scrubber scrubber, int limit)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        var options = PrivateFolder.NewFile(FileMode.Append);
        options.Share = FileShare.ReadWrite;
        _file = new StreamWriter(path, options) { NewLine = "\n" };
        (_scrubber, _limit, _left) = (scrubber, limit, limit * 1024L * 1024L);
    }

    /// <summary>Why dbt gave up, as its console says; null where it does not.</summary>
    public string? Error
    {
        get
        {
            lock (_lock)
            {
                return _errors.Sentence;
            }
        }
    }

    /// <summary>Why the log is not whole, such as a full disk; null where it is.</summary>
    public IOException? Fault { get; private set; }

    /// <summary>Writes a line that readers see at once.</summary>
    public void WriteLine(string line)
    {
        lock (_lock)
        {
            Append(line);
            FlushFile();
        }
    }

    /// <summary>Writes a line of many; readers see it after <see cref="Flush"/>.</summary>
    public void AppendLine(string line)
    {
        lock (_lock)
        {
            Append(line);
        }
    }

    /// <summary>Shows readers what was written.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            FlushFile();
        }
    }

    /// <summary>Where a line that has no end yet can be cut so that no secret is cut in two.</summary>
    public int CutOf(ReadOnlySpan<char> line) => _scrubber.CutOf(line);

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException fault)
        {
            Fault ??= fault;
        }
    }

    private void Append(string line)
    {
        // Cleaned first: what is cut later could cut a secret in two, and half of one is not found.
        var clean = _scrubber.Clean(line);
        _errors.See(clean);
        if (_left <= 0)
        {
            return;
        }
        _left -= Encoding.UTF8.GetByteCount(clean) + 1;
        try
        {
            _file.WriteLine(
                _left > 0
                    ? clean
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"The log is longer than {_limit} MiB (runs.log_mib); the rest is left out."
                    )
            );
        }
        catch (IOException fault)
        {
            Fail(fault);
        }
    }

    private void FlushFile()
    {
        if (Fault is not null)
        {
            return;
        }
        try
        {
            _file.Flush();
        }
        catch (IOException fault)
        {
            Fail(fault);
        }
    }

    /// <summary>Whoever writes to the log must not be held up by it: a program whose output nobody takes stands still.</summary>
    private void Fail(IOException fault) => (Fault, _left) = (fault, 0);
}
