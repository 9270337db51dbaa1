namespace Headgate.Mcp.Local.Switches;

/// <summary>
/// Which tools are on, by dbt's variables: the list of tools to enable goes before the list to disable, that before enabled sets, those before disabled ones, and these
/// before the defaults.
/// </summary>
internal sealed class ToolSwitches
{
    private const string EnableTools = "DBT_MCP_ENABLE_TOOLS";
    private const string DisableTools = "DISABLE_TOOLS";

    private readonly HashSet<string>? _enabled;
    private readonly HashSet<string> _disabled;
    private readonly HashSet<string> _enabledSets;
    private readonly HashSet<string> _disabledSets;

    /// <summary>Reads the variables.</summary>
    /// <param name="variables">The server's own environment.</param>
    /// <param name="warn">Told of names that no tool has and of values that are no truth value.</param>
    public ToolSwitches(IReadOnlyDictionary<string, string> variables, Action<string> warn)
    {
        _enabled = variables.TryGetValue(EnableTools, out var enabled) ? Named(EnableTools, enabled, warn) : null;
        _disabled = Named(DisableTools, variables.GetValueOrDefault(DisableTools, ""), warn);
        _enabledSets = Sets(s => IsTrue(variables, $"DBT_MCP_ENABLE_{s.Variable}", warn));
        _disabledSets = Sets(s =>
            IsTrue(variables, $"DISABLE_{s.Variable}", warn) || (s.OlderDisable is { } older && IsTrue(variables, older, warn))
        );
    }

    /// <summary>Whether a tool of a set is on.</summary>
    public bool IsOn(Toolset set, string tool)
    {
        if (_enabled?.Contains(tool) is true)
        {
            return true;
        }
        if (_disabled.Contains(tool))
        {
            return false;
        }
        if (_enabledSets.Contains(set.Name))
        {
            return true;
        }
        return !_disabledSets.Contains(set.Name) && _enabled is null && _enabledSets.Count == 0 && set.IsOnByDefault;
    }

    private static HashSet<string> Sets(Func<Toolset, bool> isNamed) =>
        Toolsets.All.Where(isNamed).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Named(string variable, string list, Action<string> warn)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var tool = word.ToLowerInvariant();
            if (Toolsets.All.Any(s => s.Tools.Contains(tool, StringComparer.Ordinal)))
            {
                named.Add(tool);
            }
            else
            {
                warn($"{variable} names \"{word}\", which is no tool; it is passed over.");
            }
        }
        return named;
    }

    private static bool IsTrue(IReadOnlyDictionary<string, string> variables, string name, Action<string> warn)
    {
        var text = variables.GetValueOrDefault(name, "").Trim().ToLowerInvariant();
        if (text is not ("" or "0" or "false" or "no" or "off" or "n" or "f" or "1" or "true" or "yes" or "on" or "y" or "t"))
        {
            warn($"{name} must be true or false, not \"{text}\"; it is passed over.");
        }
        return text is "1" or "true" or "yes" or "on" or "y" or "t";
    }
}
