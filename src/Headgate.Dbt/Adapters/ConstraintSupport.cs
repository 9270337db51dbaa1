namespace Headgate.Dbt.Adapters;

/// <summary>Whether a database keeps a constraint of some type.</summary>
internal enum ConstraintSupport
{
    /// <summary>The constraint cannot be written.</summary>
    NotSupported,

    /// <summary>The constraint is written and not kept.</summary>
    NotEnforced,

    /// <summary>The constraint is written and kept.</summary>
    Enforced,
}
