namespace Headgate.Dbt;

/// <summary>The kinds of failure that dbt tells apart in its messages.</summary>
internal enum DbtErrorKind
{
    /// <summary>A profile, a target, a folder or a step is not as it must be.</summary>
    Runtime,

    /// <summary>A template or a reference cannot be compiled.</summary>
    Compilation,

    /// <summary>A property file cannot be read.</summary>
    Parsing,

    /// <summary>The database refused something.</summary>
    Database,

    /// <summary>A selection or a file has the wrong form.</summary>
    Validation,

    /// <summary>The packages of the project cannot be resolved.</summary>
    Dependency,

    /// <summary>A model no longer keeps what its contract promised.</summary>
    BrokenContract,

    /// <summary>A failure that dbt prints without a kind, and not indented.</summary>
    Unlabelled,

    /// <summary>The engine reached a state that it should not.</summary>
    Internal,
}
