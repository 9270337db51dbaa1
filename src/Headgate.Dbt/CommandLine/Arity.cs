namespace Headgate.Dbt.CommandLine;

/// <summary>How many arguments an option takes.</summary>
internal enum Arity
{
    /// <summary>None: the option is a switch.</summary>
    None,

    /// <summary>One; the last one given counts.</summary>
    One,

    /// <summary>All up to the next option; several uses add up.</summary>
    Many,
}
