namespace Headgate.Dbt.Console;

/// <summary>The form of the lines of a sink.</summary>
internal enum LogFormat
{
    /// <summary>The time of day and the text.</summary>
    Text,

    /// <summary>Also microseconds, level and thread.</summary>
    Debug,

    /// <summary>One JSON object a line.</summary>
    Json,
}
