using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Functions;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Running;

/// <summary>What the contexts of all nodes of one invocation share. Safe for several workers.</summary>
internal sealed class RunShared
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Value>> _byPackage = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);
    private readonly Lazy<Value> _graph;

    /// <summary>Makes what is shared.</summary>
    public RunShared(InvocationFacts facts, Manifest manifest, MacroLibrary macros, IAdapter adapter)
    {
        Facts = facts;
        Manifest = manifest;
        Macros = macros;
        Adapter = adapter;
        Names = new RelationNames(adapter.Dialect, facts.Project.Root.Quoting);
        References = new ReferenceIndex(manifest);
        _graph = new Lazy<Value>(() => GraphValue.Of(manifest));
    }

    /// <summary>The invocation.</summary>
    public InvocationFacts Facts { get; }

    /// <summary>The manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>All macros.</summary>
    public MacroLibrary Macros { get; }

    /// <summary>The database.</summary>
    public IAdapter Adapter { get; }

    /// <summary>Compiles the texts of nodes.</summary>
    public JinjaEnvironment Environment => Macros.Environment;

    /// <summary>Makes relations.</summary>
    public RelationNames Names { get; }

    /// <summary>Finds nodes and sources by name.</summary>
    public ReferenceIndex References { get; }

    /// <summary>What is known of the database's relations.</summary>
    public RelationCache Cache { get; init; } = new();

    /// <summary>Takes each statement before it is sent: the connection's name and the SQL; for the debug log.</summary>
    public Action<string, string>? QuerySent { get; init; }

    /// <summary>Should references go to another state's relations where a node is not selected?</summary>
    public Func<ManifestNode, bool>? IsDeferred { get; init; }

    /// <summary>In a unit test, the ephemeral model that stands for a source, by the source's unique id.</summary>
    public IReadOnlyDictionary<string, string> StandIns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Under <c>--sample</c>, the span of time to which refs and sources are cut.</summary>
    public EventWindow? Sample { get; init; }

    /// <summary>Under <c>--empty</c>, 0: readers get no rows.</summary>
    public int? RowLimit { get; init; }

    /// <summary>The value of <c>adapter.config</c>.</summary>
    public Value AdapterConfig =>
        Value.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal) { ["project_name"] = Facts.Project.Root.Name });

    /// <summary>The value of <c>graph</c>, made when it is first asked for.</summary>
    public Value Graph => _graph.Value;

    /// <summary>Warns of something once in the invocation.</summary>
    public void WarnOnce(string message)
    {
        if (_warned.TryAdd(message, true))
        {
            Facts.Warn(message);
        }
    }

    /// <summary>The functions and values of a package's templates that do not depend on the node.</summary>
    public IReadOnlyDictionary<string, Value> MembersOf(string package) => _byPackage.GetOrAdd(package, _ => CreateMembers());

    private Dictionary<string, Value> CreateMembers()
    {
        var members = BaseFunctions.Create(Facts, environmentVariableUsed: null);
        members["execute"] = Value.True;
        members["api"] = ApiObject.Create(Adapter.Dialect);
        members["exceptions"] = Value.From(new ExceptionsObject(Facts.Warn));
        members["selected_resources"] = Value.From(new JinjaList(Facts.SelectedResources.Select(id => Value.From(id)).ToList()));
        members["sql_now"] = Value.FromObject(Facts.Project.Settings.StartedAt.UtcDateTime);
        members["try_or_compiler_error"] = Value.Function("try_or_compiler_error", Parsing.ParseContext.TryOrCompilerError);
        return members;
    }

    /// <summary>A node as the dict that templates read.</summary>
    public static Value Describe(ManifestNode node) =>
        Value.FromObject(JsonSerializer.SerializeToElement(node, ManifestJsonContext.Default.ManifestNode));
}
