using Headgate.Jinja;
using Headgate.Jinja.Options;
using Headgate.Jinja.Run;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>Jinja as dbt has it: its tags, its filters, its treatment of unknown names.</summary>
internal static class DbtJinja
{
    /// <summary>The tags that dbt adds: each defines a macro, or names a part of a file.</summary>
    public static IReadOnlyList<ExtensionTag> Tags { get; } =
    [
        new()
        {
            Name = "materialization",
            Form = TagForm.Macro,
            MacroName = static (name, options) => $"materialization_{name}_{Adapter(options)}",
        },
        new()
        {
            Name = "test",
            Form = TagForm.Macro,
            MacroName = static (name, _) => "test_" + name,
        },
        new()
        {
            Name = "data_test",
            Form = TagForm.Macro,
            MacroName = static (name, _) => "test_" + name,
        },
        new() { Name = "snapshot", Form = TagForm.Unit },
        new() { Name = "docs", Form = TagForm.RawUnit },
    ];

    /// <summary>For texts that are only parsed: what is unknown, and what is called of it, gives nothing.</summary>
    public static RenderOptions Parsing { get; } = new() { Undefined = UndefinedBehavior.Lenient };

    /// <summary>An environment for all texts of a call. What is compiled to be parsed is kept and runs later.</summary>
    public static JinjaEnvironment Create()
    {
        var environment = new JinjaEnvironment(new JinjaOptions { CacheSize = 10_000 });
        foreach (var tag in Tags)
        {
            environment.AddTag(tag);
        }
        foreach (var name in (string[])["as_text", "as_bool", "as_native", "as_number"])
        {
            environment.AddFilter(name, static (CallContext _, Value input, Arguments _) => input);
        }
        return environment;
    }

    private static string Adapter(IReadOnlyDictionary<string, object?> options) =>
        options.TryGetValue("adapter", out var adapter) && adapter is string name ? name : "default";
}
