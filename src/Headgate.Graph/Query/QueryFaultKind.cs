namespace Headgate.Graph.Query;

/// <summary>The kinds of faults of queries.</summary>
public enum QueryFaultKind
{
    /// <summary>It is no GraphQL.</summary>
    Syntax,

    /// <summary>The schema does not have what it asks for.</summary>
    Invalid,

    /// <summary>It is nested too deep.</summary>
    TooDeep,

    /// <summary>It asks for too much.</summary>
    TooCostly,

    /// <summary>It changes something, where only reading is served.</summary>
    NotReading,
}
