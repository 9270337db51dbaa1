namespace Headgate.Metadata.Query;

/// <summary>The kinds of faults of queries.</summary>
internal enum QueryFaultKind
{
    /// <summary>It is no GraphQL.</summary>
    Syntax,

    /// <summary>The schema does not have what it asks for.</summary>
    Invalid,

    /// <summary>It is nested too deep.</summary>
    TooDeep,

    /// <summary>It asks for too much.</summary>
    TooCostly,

    /// <summary>It is no query: Discovery only reads.</summary>
    NotReading,
}
