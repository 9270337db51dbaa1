using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Graph.Elsewhere;

/// <summary>
/// Queries about an account elsewhere: written anew, sent on, and answered with what the query asks for and the caller may see. It is the query that is decided on and the query that
/// is read by: what a field is called in the answer, and what else stands there, changes nothing.
/// </summary>
internal static class ElsewhereQueries
{
    private const int Tries = 5;
    private const int LongestWords = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Answers the fields of a query that a call is for.</summary>
    public static async ValueTask<Answer> AnswerAsync(
        CallContext call,
        GraphSurface surface,
        ReadQuery query,
        IReadOnlyCollection<RootField> wanted,
        QueryRequest request,
        IAnswerRules rules,
        CancellationToken cancellation
    )
    {
        foreach (var root in wanted)
        {
            var arguments = query.Validation.ArgumentValues?.GetValueOrDefault(root.Node);
            if (rules.Refusal(root, arguments ?? new Dictionary<string, ArgumentValue>()) is { } refusal)
            {
                return Answer.Failure(System.Net.HttpStatusCode.Forbidden, refusal).WithAlso("refused what its grant is not for");
            }
        }
        if (SentQuery.Of(query, wanted, surface.SchemaElsewhere, surface, rules) is not { } sent)
        {
            return Answer.BadRequest(
                "query",
                $"Names that begin with \"{SentQuery.Own}\" or \"__\" are kept for the gate: call the field otherwise."
            );
        }
        var isSafe = query.Operation.Operation != GraphQLParser.AST.OperationType.Mutation;
        var body = Body(sent, request.Variables);
        var upstreams = call.Service<IUpstreamCalls>();
        for (var tried = 1; ; tried++)
        {
            using var reply = await upstreams.AskAsync(call, call.Operation.Document!.Value, body, isSafe, cancellation);
            if (reply.Failure is { } failure)
            {
                return failure;
            }
            var data = reply.Root.ValueKind == JsonValueKind.Object && reply.Root.TryGetProperty("data", out var told) ? told : default;
            if (isSafe && tried < Tries && IsNotYet(data, rules))
            {
                await Task.Delay(Patience, call.Service<TimeProvider>(), cancellation);
                continue;
            }
            return await ReadAsync(surface, query, wanted, sent, reply, data, rules, cancellation);
        }
    }

    private static async ValueTask<Answer> ReadAsync(
        GraphSurface surface,
        ReadQuery query,
        IReadOnlyCollection<RootField> wanted,
        SentQuery sent,
        DocumentReply reply,
        JsonElement data,
        IAnswerRules rules,
        CancellationToken cancellation
    )
    {
        var errors = Errors(sent, reply, rules);
        if (data.ValueKind != JsonValueKind.Object && errors.Count == 0)
        {
            return reply.Differs("it has neither data nor errors");
        }
        var reading = new AnswerReading(reply, data, rules);
        var bytes = await surface.ExecutionElsewhere.ExecuteAsync(
            query,
            wanted,
            (ElsewhereSchema.Reader)reading.Read,
            cancellation,
            result => Finish(result, errors, data.ValueKind == JsonValueKind.Object)
        );
        if (reading.Difference is { } difference)
        {
            return reply.Differs(difference);
        }
        var hasOthers =
            reply.Root.EnumerateObject().Any(p => p.Name is not ("data" or "errors" or "extensions")) || sent.Names.HasOthers(data);
        return Answer
            .Ok(json => json.WriteRawValue(bytes, skipInputValidation: true))
            .WithRemark(
                reading.FoundToken || reply.HoldsToken(reply.Root.GetRawText()) ? reply.TokenRemark
                : hasOthers
                    ? new AnswerRemark(
                        "answer-differs",
                        "answer differs: it had more than the query asks for, which was left out",
                        IsSevere: true
                    )
                : reading.LeftOut ? new AnswerRemark("filtered", "what may not be seen was left out")
                : null
            );
    }

    private static bool IsNotYet(JsonElement data, IAnswerRules rules) =>
        data.ValueKind == JsonValueKind.Object
        && data.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.Object && rules.IsNotYet(AnswerReading.Besides(p.Value)));

    private static byte[] Body(SentQuery sent, JsonElement variables)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("query", sent.Text);
            json.WriteStartObject("variables");
            foreach (var variable in variables.ValueKind == JsonValueKind.Object ? variables.EnumerateObject() : default)
            {
                if (sent.Variables.Contains(variable.Name))
                {
                    variable.WriteTo(json);
                }
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>What went wrong there: at which field of the query, and in its own words only where those may be told.</summary>
    private static List<ExecutionError> Errors(SentQuery sent, DocumentReply reply, IAnswerRules rules)
    {
        var errors = new List<ExecutionError>();
        if (
            reply.Root.ValueKind != JsonValueKind.Object
            || !reply.Root.TryGetProperty("errors", out var list)
            || list.ValueKind != JsonValueKind.Array
        )
        {
            return errors;
        }
        foreach (var error in list.EnumerateArray().Take(100))
        {
            var path = Path(error, sent.Names);
            errors.Add(
                new ExecutionError(
                    Words(error, reply, rules)
                        ?? $"The account elsewhere could not answer {(path is null ? "the query" : "this field")}. Its own words are withheld, as they could name what you may not see."
                )
                {
                    Code = "UPSTREAM_ERROR",
                    Path = path,
                }
            );
        }
        return errors;
    }

    private static string? Words(JsonElement error, DocumentReply reply, IAnswerRules rules) =>
        rules.TellsErrors
        && error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("message", out var message)
        && message.ValueKind == JsonValueKind.String
        && message.GetString() is { Length: > 0 } words
        && !reply.HoldsToken(words)
            ? words.Length > LongestWords
                ? words[..LongestWords]
                : words
            : null;

    private static List<object>? Path(JsonElement error, AskedNames names)
    {
        if (
            error.ValueKind != JsonValueKind.Object
            || !error.TryGetProperty("path", out var path)
            || path.ValueKind != JsonValueKind.Array
            || path.GetArrayLength() > QueryLimits.Depth * 2
        )
        {
            return null;
        }
        var steps = new List<object>();
        foreach (var step in path.EnumerateArray())
        {
            if (step.ValueKind == JsonValueKind.String)
            {
                steps.Add(step.GetString()!);
            }
            else if (step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out var number))
            {
                steps.Add(number);
            }
        }
        return steps.Count > 0 && names.Has(steps.OfType<string>()) ? steps : null;
    }

    /// <summary>Errors of the account come first; what does not fit the schema because of them is no error of its own.</summary>
    private static void Finish(ExecutionResult result, List<ExecutionError> errors, bool hasData)
    {
        var own = (result.Errors ?? []).ToList();
        result.Errors = null;
        foreach (var error in errors)
        {
            result.AddError(error);
        }
        foreach (var error in errors.Count > 0 ? [] : own)
        {
            result.AddError(
                error is UnhandledError
                    ? new ExecutionError("The account elsewhere left this field empty, which it cannot be.")
                    {
                        Path = error.Path,
                        Code = "UPSTREAM_ERROR",
                    }
                    : error
            );
        }
        if (!hasData)
        {
            result.Data = null;
        }
    }
}
