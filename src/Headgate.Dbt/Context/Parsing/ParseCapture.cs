using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Context.Parsing;

/// <summary>What a template asked for while it was rendered, or read without rendering, at parse time.</summary>
internal sealed class ParseCapture
{
    /// <summary>Calls of <c>ref()</c> in order; equal calls stand once for each call.</summary>
    public List<RefArgs> Refs { get; } = [];

    /// <summary>Calls of <c>source()</c>: source and table.</summary>
    public List<List<string>> Sources { get; } = [];

    /// <summary>Calls of <c>metric()</c>.</summary>
    public List<List<string>> Metrics { get; } = [];

    /// <summary>Calls of <c>function()</c>.</summary>
    public List<List<string>> Functions { get; } = [];

    /// <summary>Arguments of <c>config()</c>, calls merged as dbt does; plain data.</summary>
    public OrderedDictionary<string, object?> Config { get; } = [];

    /// <summary>Unique ids of macros called from the node's own text.</summary>
    public List<string> Macros { get; } = [];

    /// <summary>Notes a <c>ref()</c>.</summary>
    public void AddRef(RefArgs reference) => Refs.Add(reference);

    /// <summary>Notes a <c>source()</c>.</summary>
    public void AddSource(string source, string table) => Sources.Add([source, table]);

    /// <summary>Notes a <c>metric()</c>.</summary>
    public void AddMetric(string? package, string name) => Metrics.Add(package is null ? [name] : [package, name]);

    /// <summary>Notes a <c>function()</c>.</summary>
    public void AddFunction(string? package, string name) => Functions.Add(package is null ? [name] : [package, name]);

    /// <summary>Notes the arguments of one <c>config()</c>.</summary>
    public void AddConfig(OrderedDictionary<string, object?> arguments) => Project.Configs.ConfigMerge.AddCall(Config, arguments);

    /// <summary>Notes a macro that was called from the node's own text.</summary>
    public void AddMacro(string uniqueId)
    {
        if (!Macros.Contains(uniqueId))
        {
            Macros.Add(uniqueId);
        }
    }
}
