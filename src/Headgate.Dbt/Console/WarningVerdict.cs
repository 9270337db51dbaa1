namespace Headgate.Dbt.Console;

/// <summary>What becomes of a warning.</summary>
internal enum WarningVerdict
{
    /// <summary>It is told.</summary>
    Warn,

    /// <summary>It is a failure.</summary>
    Error,

    /// <summary>It is not told at all.</summary>
    Silent,
}
