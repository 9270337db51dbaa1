namespace Headgate.Dbt.Console;

/// <summary>How severe a line is.</summary>
internal enum EventLevel
{
    /// <summary>For the log file, and the console with <c>--debug</c>.</summary>
    Debug,

    /// <summary>The normal course.</summary>
    Info,

    /// <summary>Something to look at; an error with <c>--warn-error</c>.</summary>
    Warn,

    /// <summary>A failure; printed even with <c>--quiet</c>.</summary>
    Error,
}
