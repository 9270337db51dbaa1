namespace Headgate.Dbt.Project;

/// <summary>What a call of the engine was given: folders, target, variables and the environment it may read.</summary>
internal sealed record InvocationSettings
{
    /// <summary>Folder of <c>dbt_project.yml</c>.</summary>
    public required string ProjectDir { get; init; }

    /// <summary>Folder of <c>profiles.yml</c> where the caller named one (<c>--profiles-dir</c>); otherwise it is searched for.</summary>
    public string? ProfilesDir { get; init; }

    /// <summary>Profile in place of the project's (<c>--profile</c>).</summary>
    public string? Profile { get; init; }

    /// <summary>Target in place of the profile's (<c>--target</c>).</summary>
    public string? Target { get; init; }

    /// <summary>Threads in place of the target's (<c>--threads</c>).</summary>
    public int? Threads { get; init; }

    /// <summary>Variables of <c>--vars</c>, which go before all others.</summary>
    public OrderedDictionary<string, object?> Vars { get; init; } = [];

    /// <summary>The environment that <c>env_var</c> reads.</summary>
    public required IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; }

    /// <summary>The box that the call is in; null for one by hand.</summary>
    public Confinement.Box? Box { get; init; }

    /// <summary>Folder of artifacts in place of the project's (<c>--target-path</c>).</summary>
    public string? TargetPath { get; init; }

    /// <summary>Folder of log files in place of the project's (<c>--log-path</c>).</summary>
    public string? LogPath { get; init; }

    /// <summary>The command that runs, as <c>build</c>.</summary>
    public string Command { get; init; } = "parse";

    /// <summary>Flags and arguments as templates see them in <c>invocation_args_dict</c> and <c>flags</c>.</summary>
    public OrderedDictionary<string, object?> Arguments { get; init; } = [];

    /// <summary>Whether <c>require-dbt-version</c> is checked.</summary>
    public bool VersionCheck { get; init; } = true;

    /// <summary>When the call began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Identity of the call in artifacts.</summary>
    public string InvocationId { get; init; } = "";

    /// <summary>The folder of the user, where <c>.dbt/profiles.yml</c> may lie; null where there is none.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>The folder that the call was made in; searched for <c>profiles.yml</c> after the project's.</summary>
    public string? WorkingDirectory { get; init; }
}
