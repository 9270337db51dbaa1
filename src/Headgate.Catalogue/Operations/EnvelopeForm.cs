namespace Headgate.Catalogue;

/// <summary>dbt's two forms of the answer's frame.</summary>
public enum EnvelopeForm
{
    /// <summary><c>status</c> and <c>data</c>; lists add <c>extra</c>.</summary>
    Classic,

    /// <summary>The newer v3 resources: also <c>extra</c> and <c>error_code</c>, always.</summary>
    Extended,
}
