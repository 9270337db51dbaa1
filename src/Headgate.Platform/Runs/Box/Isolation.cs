namespace Headgate.Platform.Runs.Box;

/// <summary>How the operator wants the processes of runs to be kept apart from the server (setting <c>runs.isolation</c>).</summary>
public enum Isolation
{
    /// <summary>A namespace where one can be had, else another user where the server is root, else runs are not executed.</summary>
    Automatic,

    /// <summary>A namespace or nothing.</summary>
    Namespace,

    /// <summary>Another user of the machine or nothing; the server must be root.</summary>
    User,

    /// <summary>As the server's own user, seeing all that it sees. Said at every start.</summary>
    None,
}
