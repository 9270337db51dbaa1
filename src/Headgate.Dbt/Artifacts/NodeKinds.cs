namespace Headgate.Dbt.Artifacts;

/// <summary>Kinds of <see cref="ManifestNode"/> as a set, for keys that only some kinds have in the artifact.</summary>
[Flags]
public enum NodeKinds
{
    /// <summary>No kind.</summary>
    None = 0,

    /// <summary>Models.</summary>
    Model = 1,

    /// <summary>Seeds.</summary>
    Seed = 2,

    /// <summary>Snapshots.</summary>
    Snapshot = 4,

    /// <summary>Singular tests.</summary>
    SingularTest = 8,

    /// <summary>Generic tests.</summary>
    GenericTest = 16,

    /// <summary>Analyses.</summary>
    Analysis = 32,

    /// <summary>Hooks of a run.</summary>
    Operation = 64,

    /// <summary>Queries of the command line.</summary>
    SqlOperation = 128,

    /// <summary>User-defined functions.</summary>
    Function = 256,

    /// <summary>All data tests.</summary>
    Test = SingularTest | GenericTest,

    /// <summary>All whose text is a template: everything but seeds.</summary>
    Template = Model | Snapshot | Test | Analysis | Operation | SqlOperation | Function,
}
