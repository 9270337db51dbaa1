namespace Headgate.Catalogue;

/// <summary>Kinds of environments by purpose, as <c>writable_environment_categories</c> lists them.</summary>
[Flags]
public enum EnvironmentCategories
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>development</c>: where people develop.</summary>
    Development = 1,

    /// <summary><c>staging</c> deployment environments.</summary>
    Staging = 2,

    /// <summary><c>production</c> deployment environments.</summary>
    Production = 4,

    /// <summary><c>other</c>: general deployment environments.</summary>
    Other = 8,

    /// <summary><c>all</c>.</summary>
    All = Development | Staging | Production | Other,
}
