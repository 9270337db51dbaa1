namespace Headgate.Metadata.Query;

/// <summary>What a field at the top of a query is about.</summary>
internal enum RootKind
{
    /// <summary>The schema itself.</summary>
    Schema,

    /// <summary>An environment.</summary>
    Environment,

    /// <summary>A job.</summary>
    Job,

    /// <summary>The account.</summary>
    Account,
}
