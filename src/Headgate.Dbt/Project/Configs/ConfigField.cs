namespace Headgate.Dbt.Project.Configs;

/// <summary>A configuration key that dbt knows.</summary>
/// <param name="Name">Key as in the artifact.</param>
/// <param name="Default">Makes the default value, a new one each time.</param>
/// <param name="Merge">How values of different levels join.</param>
/// <param name="Type">What a value must be.</param>
internal sealed record ConfigField(
    string Name,
    Func<object?> Default,
    ConfigMergeRule Merge = ConfigMergeRule.Replace,
    ConfigType Type = ConfigType.Any
);
