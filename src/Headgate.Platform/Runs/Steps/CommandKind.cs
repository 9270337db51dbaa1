namespace Headgate.Platform.Runs.Steps;

/// <summary>What a command is for.</summary>
internal enum CommandKind
{
    /// <summary>Packages.</summary>
    Deps,

    /// <summary>Freshness of sources, because the job asks for it.</summary>
    Sources,

    /// <summary>A command of the job.</summary>
    Command,

    /// <summary>The failed command of an earlier run, from where it failed.</summary>
    Retry,

    /// <summary>Docs, because the job asks for them.</summary>
    Docs,
}
