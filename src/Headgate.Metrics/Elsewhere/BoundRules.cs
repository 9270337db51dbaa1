using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Headgate.Catalogue;
using Headgate.Graph.Elsewhere;
using Headgate.Graph.Query;
using Headgate.Wire;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Metrics.Elsewhere;

/// <summary>
/// The Semantic Layer of an account elsewhere. What a grant bounds is held against what a query asks for by name; what it bounds inside the plan cannot be held there, and such
/// grants are refused. Queries are read by whoever asked them alone: their ids are sealed.
/// </summary>
internal sealed class BoundRules(MetricBounds? bounds, string operation, SealedQueryIds ids) : IAnswerRules
{
    private static readonly string[] Working = ["PENDING", "RUNNING", "COMPILED"];

    private readonly AskedBounds _asked = new(bounds);
    private IReadOnlyList<string>? _columns;
    private SealedQueryId? _read;
    private string? _readAs;

    public bool TellsErrors => bounds is null;

    /// <summary>The rules of a call.</summary>
    public static BoundRules Of(CallContext call) =>
        new(
            call.Decision.Metrics,
            call.Operation.Id,
            new SealedQueryIds(
                call.Service<IDataProtectionProvider>(),
                $"{call.Caller.HomeAccountId}/{call.Caller.Id}/{call.Caller.Upstream?.Id}",
                call.Target.EnvironmentId ?? 0,
                call.Operation.Id,
                call.Decision.Metrics?.Describe() ?? ""
            )
        );

    public string? Refusal(RootField root, IDictionary<string, ArgumentValue> arguments)
    {
        var field = (string)root.Node.Name.Value;
        if (field == "queryRecords")
        {
            return "The account elsewhere tells the queries of everybody. Ask for your own by their ids.";
        }
        if (field == "query")
        {
            return ReadRefusal(arguments.TryGetValue("queryId", out var id) ? id.Value as string : null);
        }
        if (operation != "metrics.read" && bounds is ({ Rows.Count: > 0 } or { HiddenColumns.Count: > 0 }))
        {
            return $"Your grant bounds {bounds!.Describe()}: an account elsewhere cannot be held to rows and columns, so nothing was sent.";
        }
        if (_asked.Refusal(field, root.Node, arguments) is { } refusal)
        {
            return refusal;
        }
        if (field is "createQuery" or "createDimensionValuesQuery")
        {
            if (_columns is not null)
            {
                return "One query at a time: the mutation makes several.";
            }
            _columns = AskedBounds.Columns(arguments);
        }
        return null;
    }

    public IReadOnlyDictionary<string, string> AskedBesides(IComplexGraphType type) =>
        type.Name == "QueryResult" ? new Dictionary<string, string> { ["status"] = "status" }
        : bounds is null ? new Dictionary<string, string>()
        : AskedBounds.Besides(type.Name);

    public bool Shows(IGraphType type, Func<string, JsonElement> besides) => bounds is null || _asked.Shows(type.Name, besides);

    public string? Sent(GraphQLField field, string argument, object? value) =>
        argument == "queryId" && _read is { } read ? JsonSerializer.Serialize(read.Id, ElsewhereJson.Default.String) : null;

    public object? Told(IResolveFieldContext field, object? value) =>
        (field.ParentType.Name, field.FieldDefinition.Name, value) switch
        {
            (_, _, null) => null,
            ("CreateQueryResult", "queryId", string id) => ids.Of(id, _columns ?? []),
            ("QueryResult", "queryId", string id) => id == _read?.Id
                ? _readAs
                : throw new AnswerDiffersException("it gave the result of another query"),
            ("QueryResult", "sql", _) => bounds is null ? value : null,
            ("QueryResult", "error", _) => bounds is null
                ? value
                : "The query failed in the account elsewhere. Its words are withheld, as they could name what is not granted.",
            ("QueryResult", "jsonResult", string json) => Checked(
                json,
                ResultColumns.OfJson(
                    json,
                    field.GetArgument<object>("orient")?.ToString() ?? "TABLE",
                    field.GetArgument("encoded", true),
                    _read?.Columns ?? []
                )
            ),
            ("QueryResult", "arrowResult", string arrow) => Checked(arrow, ResultColumns.OfArrow(arrow)),
            _ => value,
        };

    public bool IsNotYet(Func<string, JsonElement> besides) =>
        besides("status") is { ValueKind: JsonValueKind.String } status
        && Working.Contains(status.GetString(), StringComparer.OrdinalIgnoreCase);

    private string? ReadRefusal(string? id)
    {
        if (_readAs is not null && _readAs != id)
        {
            return "One query at a time: the document asks for the results of several.";
        }
        (_readAs, _read) = (id, id is null ? null : ids.Read(id));
        return _read is null
            ? "No query of yours has this id. Its answers are yours as long as what you may see stays the same: create the query anew."
            : null;
    }

    /// <summary>A result whose columns were asked for.</summary>
    private string Checked(string result, IReadOnlyList<string>? columns)
    {
        var asked = _read?.Columns ?? [];
        return columns is null ? throw new AnswerDiffersException("its result cannot be read")
            : asked.Count > 0 && columns.FirstOrDefault(column => !IsAsked(column, asked)) is { } other
                ? throw new AnswerDiffersException($"its result has the column {other}, which was not asked for")
            : result;
    }

    /// <summary>Whether a column is one of those that were asked for; a time has its grain behind its name.</summary>
    private static bool IsAsked(string column, IReadOnlyList<string> asked) =>
        asked.Any(name =>
            column.Equals(name, StringComparison.OrdinalIgnoreCase) || column.StartsWith(name + "__", StringComparison.OrdinalIgnoreCase)
        );
}
