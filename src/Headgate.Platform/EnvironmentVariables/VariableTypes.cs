namespace Headgate.Platform.EnvironmentVariables;

/// <summary>The scopes of values, as the wire names them.</summary>
internal static class VariableTypes
{
    /// <summary>The project's default.</summary>
    public const string Project = "project";

    /// <summary>A value of one environment; goes before the project's.</summary>
    public const string Environment = "environment";

    /// <summary>A value of one job; goes before the environment's.</summary>
    public const string Job = "job";

    /// <summary>A value of one user for their own development; no run reads it.</summary>
    public const string User = "user";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Project, Environment, Job, User];

    /// <summary>Place among the values that a run can read: the highest goes before the others.</summary>
    public static int Precedence(string type) =>
        type switch
        {
            Job => 2,
            Environment => 1,
            _ => 0,
        };
}
