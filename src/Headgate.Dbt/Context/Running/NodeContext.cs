using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context.Functions;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Running;

/// <summary>
/// The names that templates have while one node is compiled and run, on one connection. Used by one worker.
/// </summary>
internal sealed class NodeContext
{
    private readonly NodeReferences _references;
    private readonly RenderOptions _options;
    private readonly QueryComment _comment;

    /// <summary>Makes the context of a node.</summary>
    /// <param name="shared">What all nodes share.</param>
    /// <param name="node">The node.</param>
    /// <param name="connection">The worker's connection.</param>
    /// <param name="cancellation">Ends templates and statements.</param>
    public NodeContext(RunShared shared, ManifestNode node, IAdapterConnection connection, CancellationToken cancellation)
    {
        Shared = shared;
        Node = node;
        Connection = connection;
        Cancellation = cancellation;
        _options = new RenderOptions { Cancellation = cancellation };
        _comment = new QueryComment(this, _options);
        Variables = new DbtVariables(shared.Macros, node.PackageName, shared.MembersOf(node.PackageName), NoteMacro);
        About = Subject.Of(node);
        Results = new StatementResults(shared.Facts.Print);
        _references = new NodeReferences(shared, node);
        _references.AddTo(Variables);
        Results.AddTo(Variables);
        AddMembers();
    }

    /// <summary>What all nodes share.</summary>
    public RunShared Shared { get; }

    /// <summary>The node.</summary>
    public ManifestNode Node { get; }

    /// <summary>The worker's connection.</summary>
    public IAdapterConnection Connection { get; }

    /// <summary>Ends templates and statements.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The names.</summary>
    public DbtVariables Variables { get; }

    /// <summary>What the node's statements gave.</summary>
    public StatementResults Results { get; }

    /// <summary>The ephemeral models that the rendered text refers to, in the order of first use.</summary>
    public IReadOnlyList<string> Ephemeral => _references.Ephemeral;

    /// <summary>The expression that stands for an ephemeral model; from now on the node's text needs it.</summary>
    public Relation Refer(ManifestNode ephemeral) => _references.Ephemerally(ephemeral);

    /// <summary>Takes the SQL that a materialisation runs, for the <c>run/</c> tree.</summary>
    public Action<string>? Written { get; init; }

    /// <summary>What failures of macros are about: the node, unless something else is named.</summary>
    public string About { get; set; }

    /// <summary>The span of time to which refs and sources are cut; null for all of it.</summary>
    public EventWindow? Window
    {
        get => _references.Window;
        set => _references.Window = value;
    }

    /// <summary>The node's relation as the database has it; null where it has none.</summary>
    public Relation? Existing()
    {
        var wanted = This;
        if (!Shared.Cache.Knows(wanted.Database, wanted.Schema))
        {
            SchemaPreparation.FillCache(this, [(wanted.Database, wanted.Schema ?? "")]);
        }
        return Shared.Cache.Find(wanted.Database, wanted.Schema, wanted.Identifier);
    }

    /// <summary>The node's relation.</summary>
    public Relation This => Shared.Names.Of(Node);

    /// <summary>Renders a text of the node: its own code, a hook, a fixture.</summary>
    /// <exception cref="DbtException">The template fails.</exception>
    /// <exception cref="DatabaseException">A statement that the template runs fails.</exception>
    public string Render(string text) => Guard(text, template => template.Render(Variables, _options));

    /// <summary>Evaluates an argument of the node: the value of a text that is one expression, the rendered text otherwise.</summary>
    /// <exception cref="DbtException">The template fails.</exception>
    /// <exception cref="DatabaseException">A statement that the template runs fails.</exception>
    public Value Evaluate(string text) => Guard(text, template => template.EvaluateNative(Variables, _options));

    private T Guard<T>(string text, Func<Template, T> use)
    {
        try
        {
            return use(Shared.Environment.Compile(text, Node.OriginalFilePath));
        }
        catch (JinjaException e) when (e.InnerException is OperationCanceledException)
        {
            throw new OperationCanceledException(e.Message, e, Cancellation);
        }
        catch (JinjaException e)
        {
            throw TemplateErrors.Of(e, Subject.Of(Node));
        }
        catch (DbtException e)
        {
            throw e.About(Subject.Of(Node));
        }
    }

    /// <summary>Calls a macro, from the program.</summary>
    /// <param name="macro">The macro.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="asText">Do macros that it calls count as called by the node's own text?</param>
    /// <exception cref="DbtException">The macro fails.</exception>
    /// <exception cref="DatabaseException">A statement that the macro runs fails.</exception>
    public Value Call(MacroEntry macro, Arguments arguments, bool asText = false)
    {
        using var call = Variables.EnterFromProgram(asText || Node.ResourceType == ResourceType.Test);
        try
        {
            return macro.Definition.Call(Variables, arguments, _options);
        }
        catch (JinjaException e) when (e.InnerException is OperationCanceledException)
        {
            throw new OperationCanceledException(e.Message, e, Cancellation);
        }
        catch (JinjaException e)
        {
            var error = TemplateErrors.OfHost(e) ?? TemplateErrors.InMacro(e, macro);
            error.AddFrame(macro.Subject);
            throw error.About(About);
        }
        catch (DbtException e)
        {
            e.AddFrame(macro.Subject);
            throw e.About(About);
        }
    }

    /// <summary>Calls a macro by the name it has for this node, from the program.</summary>
    public Value Call(string macro, Arguments arguments, bool asText = false) => Call(Find(macro), arguments, asText);

    /// <summary>Calls a macro by its name, from a running template.</summary>
    public Value CallMacro(CallContext context, string macro, Arguments arguments)
    {
        using var call = Variables.EnterFromProgram(asText: false);
        return context.Call(Variables.Bind(Find(macro)), arguments);
    }

    /// <summary>Runs SQL on the node's connection, with the comment that the project wishes.</summary>
    public QueryResult Execute(string sql, bool autoBegin, bool fetch, IReadOnlyList<object?>? parameters, int? limit) =>
        Send(_comment.Add(sql), autoBegin, fetch, parameters, limit);

    /// <summary>Runs SQL on the node's connection as it is.</summary>
    public QueryResult Send(string sql, bool autoBegin, bool fetch, IReadOnlyList<object?>? parameters, int? limit)
    {
        if (autoBegin)
        {
            Connection.Begin();
        }
        NoteQuery(sql);
        return Connection.Execute(sql, fetch, parameters, limit, Cancellation);
    }

    /// <summary>Tells the debug log of a statement before it is sent.</summary>
    public void NoteQuery(string sql) => Shared.QuerySent?.Invoke(Connection.Name, sql);

    /// <summary>A macro that parsing did not meet, because it hangs on what the database says, is a dependency too.</summary>
    private void NoteMacro(MacroEntry macro)
    {
        if (!Node.DependsOn.Macros.Contains(macro.Macro.UniqueId))
        {
            Node.DependsOn.Macros.Add(macro.Macro.UniqueId);
        }
    }

    private MacroEntry Find(string name) =>
        Variables.Scope.Find(name)
        ?? throw new DbtException(DbtErrorKind.Runtime, $"dbt could not find a macro with the name '{name}' in any package");

    private void AddMembers()
    {
        var facts = Shared.Facts;
        var package = facts.Project.FindPackage(Node.PackageName) ?? facts.Project.Root;
        var self = new Lazy<Value>(() => RelationObject.Of(This));
        var model = new CompiledNodeValue(Node);
        Variables.Add("this", () => self.Value);
        Variables.Add("thread_id", () => Value.From(WorkerThread.Name));
        Variables.Add("database", Value.From(Node.Database));
        Variables.Add("schema", Value.From(Node.Schema));
        Variables.AddChanging("model", () => model.Value);
        Variables.AddChanging("node", () => model.Value);
        Variables.Add("graph", () => Shared.Graph);
        Variables.Add("config", Value.From(new RunConfigObject(Node.Config, Node.UniqueId, () => model.Value)));
        Variables.Add("adapter", Value.From(new AdapterObject(this)));
        Variables.Add(
            "var",
            Value.From(new VarFunction(facts.Project.Vars, package, () => Node.Name, text => Variables.Render(text, _options)))
        );
        // Asked for while the node is compiled, they are none; the materialisation after that has them.
        Variables.AddChanging("sql", () => Value.From(Node.CompiledCode));
        Variables.AddChanging("compiled_code", () => Value.From(Node.CompiledCode));
        Variables.Add("pre_hooks", () => Hooks(Node.Config.PreHooks));
        Variables.Add("post_hooks", () => Hooks(Node.Config.PostHooks));
        Variables.Add(
            "defer_relation",
            () => Node.DeferRelation is { } deferred ? RelationObject.Of(Shared.Names.Of(deferred)) : Value.None
        );
        Variables.Add("render", Value.Function("render", (c, a) => RenderInside(c, a.RequiredText(0, "string", "render"))));
        Variables.Add("write", Value.Function("write", (_, a) => Write(a.RequiredText(0, "payload", "write"))));
        Variables.Add("load_agate_table", Value.Function("load_agate_table", (_, _) => SeedTables.Load(Node, facts)));
    }

    private Value RenderInside(CallContext context, string text)
    {
        context.Step();
        return Value.From(Variables.Render(text, _options));
    }

    private Value Write(string payload)
    {
        Written?.Invoke(payload);
        return Value.EmptyString;
    }

    private static Value Hooks(IReadOnlyList<Hook> hooks)
    {
        var list = new JinjaList();
        foreach (var hook in hooks)
        {
            var dict = new JinjaDict(3);
            dict.Set("sql", Value.From(hook.Sql));
            dict.Set("transaction", Value.From(hook.Transaction));
            dict.Set("index", hook.Index is { } index ? Value.From(index) : Value.None);
            list.Add(Value.From(dict));
        }
        return Value.From(list);
    }
}
