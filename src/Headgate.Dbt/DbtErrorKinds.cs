namespace Headgate.Dbt;

/// <summary>Names of <see cref="DbtErrorKind"/>.</summary>
internal static class DbtErrorKinds
{
    /// <summary>The first words of a message of this kind.</summary>
    public static string Label(this DbtErrorKind kind) =>
        kind switch
        {
            DbtErrorKind.Runtime => "Runtime Error",
            DbtErrorKind.Compilation => "Compilation Error",
            DbtErrorKind.Parsing => "Parsing Error",
            DbtErrorKind.Database => "Database Error",
            DbtErrorKind.Validation => "Validation Error",
            DbtErrorKind.Dependency => "Dependency Error",
            DbtErrorKind.BrokenContract => "Breaking change to contract Error",
            _ => "Internal Error",
        };
}
