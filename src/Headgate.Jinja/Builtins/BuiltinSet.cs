using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins;

/// <summary>The filters, tests and globals that every environment starts with.</summary>
internal static class BuiltinSet
{
    public static IReadOnlyDictionary<string, FilterFunction> Filters { get; } =
        new Dictionary<string, FilterFunction>(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, TestFunction> Tests { get; } =
        new Dictionary<string, TestFunction>(StringComparer.Ordinal)
        {
            ["defined"] = (_, input, _) => !input.IsUndefined,
            ["none"] = (_, input, _) => input.IsNone,
        };

    public static IReadOnlyDictionary<string, Value> Globals { get; } = new Dictionary<string, Value>(StringComparer.Ordinal);
}
