using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Logs;

/// <summary>The console log of a step while it grows: each line is scrubbed and at once visible to readers.</summary>
internal sealed class StepLog : IDisposable
{
    private const long Limit = 64L * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly StreamWriter _file;
    private readonly Scrubber _scrubber;
    private readonly ErrorLines _errors = new();
    private long _written;

    public StepLog(string path, Scrubber scrubber)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        var options = PrivateFolder.NewFile(FileMode.Append);
        options.Share = FileShare.ReadWrite;
        _file = new StreamWriter(path, options) { AutoFlush = true, NewLine = "\n" };
        _scrubber = scrubber;
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

    public void WriteLine(string line)
    {
        lock (_lock)
        {
            // Cleaned first: what is cut later could cut a secret in two, and half of one is not found.
            var clean = _scrubber.Clean(line);
            _errors.See(clean);
            if (_written > Limit)
            {
                return;
            }
            _written += clean.Length;
            try
            {
                _file.WriteLine(_written > Limit ? "The log is longer than 64 MiB; the rest is left out." : clean);
            }
            catch (IOException fault)
            {
                // Whoever writes to the log must not be held up by it: a program whose output nobody takes stands still.
                (Fault, _written) = (fault, long.MaxValue);
            }
        }
    }

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
}
