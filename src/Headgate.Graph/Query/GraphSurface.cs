using GraphQL.Types;
using Headgate.Wire;
using Microsoft.Extensions.Logging;

namespace Headgate.Graph.Query;

/// <summary>One of dbt's APIs in GraphQL: where it is served, what its schema is, and which call each field at the top of a query makes.</summary>
public abstract class GraphSurface
{
    private readonly Lazy<QueryReader> _reader;
    private readonly Lazy<QueryExecution> _execution;
    private readonly Lazy<(ISchema Schema, QueryExecution Execution)> _elsewhere;

    /// <summary>A surface. Its schema is made with the first query: that takes longer than the rest of the start.</summary>
    protected GraphSurface(ILogger<GraphSurface> logger)
    {
        var schema = new Lazy<ISchema>(MakeSchema);
        _reader = new(() => new QueryReader(schema.Value, this));
        _execution = new(() => new QueryExecution(schema.Value, logger));
        _elsewhere = new(() =>
        {
            var read = ElsewhereSchema.Of(MakeSchema());
            return (read, new QueryExecution(read, logger));
        });
    }

    /// <summary>Its name in the record: <c>discovery</c>.</summary>
    public abstract string Surface { get; }

    /// <summary>Its name for people: <c>Discovery</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Id of the operation that tells its schema.</summary>
    public abstract string SchemaOperation { get; }

    /// <summary>Requests that one IP address may make in a minute; null for no limit.</summary>
    public abstract int? RequestsPerMinute { get; }

    /// <summary>Whether its schema is told to whoever asks.</summary>
    public abstract bool OpenIntrospection { get; }

    /// <summary>Whether it takes mutations beside queries.</summary>
    public virtual bool TakesMutations => false;

    /// <summary>Fields that answer lists without pages, and how many items they are taken to have.</summary>
    public virtual IReadOnlyDictionary<string, int> Lists { get; } = new Dictionary<string, int>();

    /// <summary>What reads its queries.</summary>
    public QueryReader Reader => _reader.Value;

    /// <summary>What executes them.</summary>
    public QueryExecution Execution => _execution.Value;

    /// <summary>The schema, with fields that are read from answers of accounts elsewhere.</summary>
    internal ISchema SchemaElsewhere => _elsewhere.Value.Schema;

    /// <summary>What executes queries over answers of accounts elsewhere.</summary>
    internal QueryExecution ExecutionElsewhere => _elsewhere.Value.Execution;

    /// <summary>Whether a request is for it.</summary>
    /// <param name="rawTarget">The request's target, as it was sent.</param>
    /// <param name="host">The host that it names.</param>
    public abstract bool Serves(string rawTarget, string host);

    /// <summary>The call that a field at the top makes.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="argument">The value of an argument, with variables in their places; null for none.</param>
    public abstract RootUse UseOf(string field, Func<string, object?> argument);

    /// <summary>The argument by which a field at the top names the thing that its call is for.</summary>
    public abstract string TargetArgumentOf(string field);

    /// <summary>A refusal in the words that this API has for it.</summary>
    public virtual Refusal Told(Refusal refusal) => refusal;

    /// <summary>Makes the schema.</summary>
    protected abstract ISchema MakeSchema();
}
