using Headgate.Dbt.Adapters;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context.Functions;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Project;
using Headgate.Jinja.Run;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Parsing;

/// <summary>
/// The names that templates have while files are parsed: <c>ref</c>, <c>source</c> and <c>config</c> note what is asked for,
/// the database is not reached, and <c>execute</c> is false.
/// </summary>
internal sealed class ParseContext
{
    private readonly InvocationFacts _facts;
    private readonly IAdapter _adapter;
    private readonly Dictionary<string, IReadOnlyDictionary<string, Value>> _shared = new(StringComparer.Ordinal);
    private readonly Lock _sharing = new();

    /// <summary>Makes what the contexts of all files share.</summary>
    public ParseContext(InvocationFacts facts, IAdapter adapter)
    {
        _facts = facts;
        _adapter = adapter;
    }

    /// <summary>Told of environment variables that files ask for: name and value.</summary>
    public Action<string, string>? EnvironmentVariableUsed { get; init; }

    /// <summary>The names for rendering one file or block.</summary>
    /// <param name="library">The macros known so far.</param>
    /// <param name="package">The package of the file.</param>
    /// <param name="capture">Takes what the text asks for.</param>
    /// <param name="self">The relation of the node that is parsed: what <c>this</c> and, while parsing, <c>ref</c> give.</param>
    /// <param name="model">The value of <c>model</c>.</param>
    public DbtVariables For(MacroLibrary library, Package package, ParseCapture capture, Func<Relation> self, Func<Value> model)
    {
        var variables = new DbtVariables(library, package.Name, Shared(package), entry => capture.AddMacro(entry.Macro.UniqueId));
        var relation = new Lazy<Value>(() => RelationObject.Of(self()));
        variables.Add("this", () => relation.Value);
        variables.Add("thread_id", () => Value.From(WorkerThread.Name));
        variables.Add("database", () => Value.From(self().Database));
        variables.Add("schema", () => Value.From(self().Schema));
        variables.Add(
            "var",
            () => Value.From(new VarFunction(_facts.Project.Vars, package, about: null, text => variables.Render(text, RenderOptions.None)))
        );
        variables.Add("model", model);
        variables.Add("node", model);
        variables.Add("config", Value.From(new ParseConfigObject(capture)));
        variables.Add("adapter", () => Value.From(new ParseAdapterObject(variables, _adapter, _facts.Project)));
        variables.Add(
            "ref",
            Value.Function(
                "ref",
                (_, a) =>
                {
                    capture.AddRef(RefArguments.Read(a));
                    return relation.Value;
                }
            )
        );
        variables.Add(
            "source",
            Value.Function(
                "source",
                (_, a) =>
                {
                    var (source, table) = RefArguments.ReadSource(a);
                    capture.AddSource(source, table);
                    return relation.Value;
                }
            )
        );
        variables.Add("metric", Value.Function("metric", (_, a) => Metric(capture, a)));
        variables.Add(
            "function",
            Value.Function(
                "function",
                (_, a) =>
                {
                    var (package, name) = RefArguments.ReadFunction(a);
                    capture.AddFunction(package, name);
                    return relation.Value;
                }
            )
        );
        return variables;
    }

    /// <summary>All that is known of a metric while it is parsed: its names.</summary>
    private static Value Metric(ParseCapture capture, in Arguments arguments)
    {
        var package = arguments.PositionalCount > 1 ? arguments[0].ToString() : null;
        var name = package is null ? arguments.RequiredText(0, "name", "metric") : arguments[1].ToString();
        capture.AddMetric(package, name);
        var names = new JinjaDict(2);
        names.Set("metric_name", Value.From(name));
        names.Set("package_name", package is null ? Value.None : Value.From(package));
        return Value.From(new DescribedObject("MetricReference", Value.From(names), () => Value.From(names)));
    }

    private IReadOnlyDictionary<string, Value> Shared(Package package)
    {
        lock (_sharing)
        {
            if (!_shared.TryGetValue(package.Name, out var members))
            {
                _shared[package.Name] = members = new NotedMembers(CreateShared(package), _facts.Project.Reads);
            }
            return members;
        }
    }

    private Dictionary<string, Value> CreateShared(Package package)
    {
        var members = BaseFunctions.Create(_facts, EnvironmentVariableUsed);
        members["execute"] = Value.False;
        members["api"] = ApiObject.Create(_adapter.Dialect);
        members["exceptions"] = Value.From(new ExceptionsObject(_facts.Warn));
        members["graph"] = Value.From(new JinjaDict());
        members["selected_resources"] = Value.List();
        members["pre_hooks"] = Value.List();
        members["post_hooks"] = Value.List();
        members["sql"] = Value.None;
        members["compiled_code"] = Value.None;
        members["defer_relation"] = Value.None;
        members["sql_now"] = Value.FromObject(_facts.Project.Settings.StartedAt.UtcDateTime);
        foreach (var name in (string[])["store_result", "store_raw_result", "write", "render"])
        {
            members[name] = Value.Function(name, static (_, _) => Value.EmptyString);
        }
        members["load_result"] = Value.Function("load_result", static (_, _) => Value.None);
        members["load_agate_table"] = Value.Function(
            "load_agate_table",
            (_, _) => Value.From(new TableObject(QueryTable.Empty, _facts.Print))
        );
        members["try_or_compiler_error"] = Value.Function("try_or_compiler_error", TryOrCompilerError);
        return members;
    }

    /// <summary>Calls a function; a failure becomes a compilation error with the given message.</summary>
    internal static Value TryOrCompilerError(CallContext context, Arguments arguments)
    {
        try
        {
            return context.Call(arguments.Required(1, "func", "try_or_compiler_error"), arguments.Skip(2));
        }
        catch (Exception e) when (e is Headgate.Jinja.Errors.JinjaException or DatabaseException)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                arguments.RequiredText(0, "message_if_exception", "try_or_compiler_error"),
                inner: e
            );
        }
    }
}
