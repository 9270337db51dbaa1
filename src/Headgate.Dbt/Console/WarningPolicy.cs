namespace Headgate.Dbt.Console;

/// <summary>Which warnings are failures: <c>--warn-error</c> and <c>--warn-error-options</c>.</summary>
/// <param name="Error">Names of warnings that are failures; <c>all</c> or <c>*</c> for all.</param>
/// <param name="Warn">Names that stay warnings although all are failures.</param>
/// <param name="Silence">Names that are not told.</param>
internal sealed record WarningPolicy(IReadOnlyList<string> Error, IReadOnlyList<string> Warn, IReadOnlyList<string> Silence)
{
    /// <summary>The policy of the two options; null keys of the mapping count as empty.</summary>
    public static WarningPolicy Of(bool allAreErrors, OrderedDictionary<string, object?> options) =>
        new(
            allAreErrors ? ["all"] : Names(options, "error", "include"),
            Names(options, "warn", "exclude"),
            Names(options, "silence", "silence")
        );

    /// <summary>What becomes of the warning of this name.</summary>
    public WarningVerdict Judge(string name)
    {
        if (Silence.Contains(name))
        {
            return WarningVerdict.Silent;
        }
        var all = Error.Contains("all") || Error.Contains("*");
        return (all && !Warn.Contains(name)) || Error.Contains(name) ? WarningVerdict.Error : WarningVerdict.Warn;
    }

    private static List<string> Names(OrderedDictionary<string, object?> options, string key, string oldKey) =>
        (options.GetValueOrDefault(key) ?? options.GetValueOrDefault(oldKey)) switch
        {
            string name => [name],
            List<object?> names => [.. names.OfType<string>()],
            _ => [],
        };
}
