namespace Headgate.Platform.Accounts;

/// <summary>What came of an operator's act.</summary>
/// <param name="Value">What was made or found.</param>
/// <param name="Fault">Why not, for people; null where it was.</param>
public sealed record ActResult<T>(T? Value, string? Fault)
    where T : class
{
    internal static ActResult<T> Of(T value) => new(value, null);

    internal static ActResult<T> Not(string fault) => new(null, fault);
}
