namespace Headgate.Dbt.Console;

/// <summary>Something that happened, as dbt tells it on the console and in its log file.</summary>
/// <param name="Level">How severe it is.</param>
/// <param name="Code">dbt's code: <c>A001</c>.</param>
/// <param name="Name">dbt's name, used by <c>--warn-error-options</c>: <c>MainReportVersion</c>.</param>
/// <param name="Message">The text; may have several lines and the colours of <see cref="Paint"/>.</param>
internal sealed record ConsoleEvent(EventLevel Level, string Code, string Name, string Message)
{
    /// <summary>Facts for the JSON form besides the text.</summary>
    public OrderedDictionary<string, object?> Data { get; init; } = [];

    /// <summary>A result that somebody asked for, such as the lines of <c>ls</c>: printed without the time, and with <c>--quiet</c> too.</summary>
    public bool IsOutput { get; init; }

    /// <summary>May <c>--warn-error</c> make a failure of it?</summary>
    public bool MayBeError { get; init; }
}
