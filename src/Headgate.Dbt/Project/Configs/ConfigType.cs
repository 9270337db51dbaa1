namespace Headgate.Dbt.Project.Configs;

/// <summary>What a configuration value must be.</summary>
internal enum ConfigType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>true, false or null.</summary>
    BoolOrNull,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text or null.</summary>
    TextOrNull,

    /// <summary>A whole number or null.</summary>
    IntegerOrNull,

    /// <summary>A map.</summary>
    Map,
}
