namespace Headgate.Dbt.CommandLine;

/// <summary>Where an option's value came from; a later one is stronger.</summary>
internal enum OptionOrigin
{
    /// <summary>Nobody said anything.</summary>
    Default,

    /// <summary><c>flags</c> in dbt_project.yml.</summary>
    Project,

    /// <summary>A variable of the environment.</summary>
    Environment,

    /// <summary>Before the command's name.</summary>
    Global,

    /// <summary>After the command's name.</summary>
    Command,
}
