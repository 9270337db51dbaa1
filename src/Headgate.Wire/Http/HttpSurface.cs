namespace Headgate.Wire;

/// <summary>The door's name in the record, by the path as it was sent.</summary>
internal static class HttpSurface
{
    public static string Of(string rawTarget) =>
        rawTarget.StartsWith("/api/v3/", StringComparison.Ordinal) ? "admin-v3"
        : rawTarget.StartsWith("/api/gate/", StringComparison.Ordinal) ? "gate-v1"
        : "admin-v2";
}
