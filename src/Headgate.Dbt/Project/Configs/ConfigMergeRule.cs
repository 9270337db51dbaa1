namespace Headgate.Dbt.Project.Configs;

/// <summary>How a nearer value of a configuration key joins a farther one.</summary>
internal enum ConfigMergeRule
{
    /// <summary>The nearer value replaces the farther.</summary>
    Replace,

    /// <summary>Both are lists; the nearer follows the farther.</summary>
    Append,

    /// <summary>Both are maps; keys of the nearer replace those of the farther.</summary>
    Update,

    /// <summary>Both are maps of lists; a key with <c>+</c> appends, others replace (<c>grants</c>).</summary>
    AppendByKey,
}
