namespace Headgate.Dbt.Session;

/// <summary>What dbt's process ends with.</summary>
internal enum ExitCode
{
    /// <summary>Everything succeeded.</summary>
    Success = 0,

    /// <summary>The command ran, and something in it failed.</summary>
    Failure = 1,

    /// <summary>The command could not run, or was not understood.</summary>
    Unhandled = 2,
}
