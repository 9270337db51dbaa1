using System.Globalization;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Console;

/// <summary>Tells events to the console and the log file, in the order in which they come from any thread.</summary>
internal sealed class ConsoleLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LogSink _console;
    private readonly LogSink? _file;
    private readonly WarningPolicy _warnings;
    private readonly TimeProvider _time;
    private readonly string _invocationId;

    /// <summary>Opens a log.</summary>
    /// <param name="console">The console.</param>
    /// <param name="file">The log file, or null where none is kept.</param>
    /// <param name="warnings">Which warnings are failures.</param>
    /// <param name="time">The clock of the lines.</param>
    /// <param name="invocationId">The call, for the JSON form.</param>
    public ConsoleLog(LogSink console, LogSink? file, WarningPolicy warnings, TimeProvider time, string invocationId)
    {
        _console = console;
        _file = file;
        _warnings = warnings;
        _time = time;
        _invocationId = invocationId;
        file?.Writer.Write(Head());
    }

    /// <summary>Is anything below errors kept from the console?</summary>
    public bool Quiet { get; init; }

    /// <summary>The width of lines about nodes.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Texts that no line shows: the values of the environment's secrets.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>What the caller wants to find in each JSON line: the environment's <c>DBT_ENV_CUSTOM_ENV_…</c>.</summary>
    public OrderedDictionary<string, object?> Extra { get; init; } = [];

    /// <summary>The box that the call is in, whose places have other names inside; null for a call by hand.</summary>
    public Box? Box { get; init; }

    /// <summary>Tells an event.</summary>
    /// <exception cref="DbtException">The event is a warning that was asked to be a failure.</exception>
    public void Tell(ConsoleEvent told)
    {
        if (told.MayBeError)
        {
            switch (_warnings.Judge(told.Name))
            {
                case WarningVerdict.Error:
                    throw new DbtException(DbtErrorKind.Compilation, Paint.Remove(told.Message));
                case WarningVerdict.Silent:
                    return;
                default:
                    break;
            }
        }
        var at = _time.GetUtcNow();
        lock (_gate)
        {
            if (!Quiet || told.Level == EventLevel.Error || told.IsOutput)
            {
                Write(_console, told, at);
            }
            if (_file is not null)
            {
                Write(_file, told, at);
            }
        }
    }

    /// <summary>Tells a line of the normal course.</summary>
    public void Info(string code, string name, string message) => Tell(new(EventLevel.Info, code, name, message));

    /// <summary>Tells an empty line.</summary>
    public void Blank() => Info("Z017", "Formatting", "");

    /// <summary>Would a warning of this name be a failure?</summary>
    public bool IsError(string name) => _warnings.Judge(name) == WarningVerdict.Error;

    /// <summary>Writes what is left and closes the log file.</summary>
    public void Dispose()
    {
        _console.Writer.Flush();
        _file?.Writer.Dispose();
    }

    private void Write(LogSink sink, ConsoleEvent told, DateTimeOffset at)
    {
        if (sink.Least is not { } least || (told.Level < least && !told.IsOutput))
        {
            return;
        }
        var line = sink.Format switch
        {
            LogFormat.Json => EventJson.Line(told, at, _invocationId, WorkerThread.Name, Extra),
            LogFormat.Debug => DebugLine(told, at, sink.Colors),
            _ when told.IsOutput => told.Message,
            _ => $"{at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {Shown(told.Message, sink.Colors)}",
        };
        var shown = Secrets.Aggregate(line, (text, secret) => text.Replace(secret, "*****", StringComparison.Ordinal));
        sink.Writer.WriteLine(Box is null ? shown : Box.Inner(shown));
        if (sink == _console || told.Level > EventLevel.Debug)
        {
            sink.Writer.Flush();
        }
    }

    private static string DebugLine(ConsoleEvent told, DateTimeOffset at, bool colors)
    {
        var level = told.Level.ToString().ToLowerInvariant().PadRight(5);
        var thread = WorkerThread.Name;
        return $"{at.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture)} [{level}] [{thread}]: {Shown(told.Message, colors)}";
    }

    private static string Shown(string text, bool colors) => colors ? text : Paint.Remove(text);

    private string Head()
    {
        var bar = new string('=', 30);
        return $"\n\n{bar} {_time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)} | {_invocationId} {bar}\n";
    }
}
