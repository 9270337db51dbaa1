using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>flags</c>: the options of the call in capitals, as <c>flags.FULL_REFRESH</c>. What nobody set is false, or none where dbt has no default.</summary>
internal sealed class FlagsObject(LoadedProject project) : IJinjaObject
{
    private static readonly HashSet<string> Switches = new(StringComparer.Ordinal)
    {
        "FULL_REFRESH",
        "STORE_FAILURES",
        "FAIL_FAST",
        "WARN_ERROR",
        "DEBUG",
        "QUIET",
        "EMPTY",
        "DEFER",
        "FAVOR_STATE",
        "LOG_CACHE_EVENTS",
        "STRICT_MODE",
        "USE_EXPERIMENTAL_PARSER",
    };

    private static readonly HashSet<string> SwitchesOn = new(StringComparer.Ordinal)
    {
        "PARTIAL_PARSE",
        "STATIC_PARSER",
        "USE_COLORS",
        "VERSION_CHECK",
        "WRITE_JSON",
        "CACHE_SELECTED_ONLY",
        "POPULATE_CACHE",
        "INTROSPECT",
        "PRINT",
    };

    /// <inheritdoc />
    public string TypeName => "Namespace";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        var key = name.ToUpperInvariant();
        if (key == "WHICH")
        {
            project.Reads.NoteCommand();
            value = Value.From(project.Settings.Command);
            return true;
        }
        if (project.Flag(name.ToLowerInvariant()) is { } found)
        {
            value = Value.FromObject(found);
            return true;
        }
        value =
            SwitchesOn.Contains(key) ? Value.True
            : Switches.Contains(key) ? Value.False
            : Value.None;
        return true;
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && TryGetAttribute(context, name, out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = default;
        if (name != "get")
        {
            return false;
        }
        TryGetAttribute(context, arguments.RequiredText(0, "key", "get"), out result);
        if (result.IsNone)
        {
            result = arguments.Get(1, "default", Value.None);
        }
        return true;
    }
}
