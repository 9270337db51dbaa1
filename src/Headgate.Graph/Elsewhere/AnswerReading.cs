using System.Globalization;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Graph.Elsewhere;

/// <summary>Reads the answer of an account elsewhere, field by field as the query has them: names, kinds of values, and whether each thing may be shown.</summary>
internal sealed class AnswerReading(DocumentReply reply, JsonElement data, IAnswerRules rules)
{
    private const string Withheld = "[withheld]";

    /// <summary>Whether the account's token stood in something that was asked for.</summary>
    public bool FoundToken { get; private set; }

    /// <summary>Whether a thing was withheld.</summary>
    public bool LeftOut { get; private set; }

    /// <summary>What is different from what was asked; null for nothing.</summary>
    public string? Difference { get; private set; }

    /// <summary>The value of a field.</summary>
    /// <exception cref="ExecutionError">It is none of its type.</exception>
    public object? Read(IResolveFieldContext context)
    {
        var from = context.Source is AnswerThing thing ? thing.Json : data;
        var key = (string)(context.FieldAst.Alias?.Name.Value ?? context.FieldAst.Name.Value);
        var value =
            from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out var found)
                ? Value(found, context.FieldDefinition.ResolvedType!)
                : null;
        try
        {
            return rules.Told(context, value);
        }
        catch (AnswerDiffersException e)
        {
            Difference ??= e.Message;
            return null;
        }
    }

    private object? Value(JsonElement json, IGraphType type)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return null;
        }
        return type switch
        {
            NonNullGraphType filled => Value(json, filled.ResolvedType!),
            ListGraphType list => json.ValueKind == JsonValueKind.Array ? Items(json, list.ResolvedType!) : throw Misfit(),
            EnumerationGraphType or ScalarGraphType => Scalar(json, type.Name),
            _ => json.ValueKind == JsonValueKind.Object ? Thing(json, type) : throw Misfit(),
        };
    }

    private List<object?> Items(JsonElement json, IGraphType type)
    {
        var items = new List<object?>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            var value = Value(item, type);
            // What may not be seen is not among the items, nor is what leads to nothing else.
            if (value is not null || (type is not NonNullGraphType && item.ValueKind == JsonValueKind.Null))
            {
                items.Add(value);
            }
        }
        return items;
    }

    private AnswerThing? Thing(JsonElement json, IGraphType type)
    {
        var thing = new AnswerThing(json);
        if (!Shows(json, type) || (json.TryGetProperty("node", out var node) && IsHidden(node, type)))
        {
            LeftOut = true;
            return null;
        }
        return thing;
    }

    /// <summary>Whether what an edge of a connection leads to may not be seen.</summary>
    private bool IsHidden(JsonElement node, IGraphType edge) =>
        node.ValueKind == JsonValueKind.Object
        && edge is IComplexGraphType complex
        && complex.Fields.Find("node")?.ResolvedType?.GetNamedType() is { } type
        && !Shows(node, (IGraphType)type);

    /// <summary>Whether a thing may be shown: by the type that it was asked for by, and by the one that it says it has. One that says none is not shown.</summary>
    private bool Shows(JsonElement json, IGraphType type) =>
        rules.Shows(type, Besides(json))
        && (
            type is not IAbstractGraphType choice
            || (
                new AnswerThing(json).TypeName is { } name
                && choice.PossibleTypes.FirstOrDefault(possible => possible.Name == name) is { } own
                && rules.Shows(own, Besides(json))
            )
        );

    /// <summary>What was asked for besides, inside of a thing.</summary>
    public static Func<string, JsonElement> Besides(JsonElement thing) =>
        name => thing.TryGetProperty(SentQuery.Own + name, out var value) ? value : default;

    private object? Scalar(JsonElement json, string type)
    {
        switch (type)
        {
            case "Int" when json.TryGetInt32(out var number):
                return number;
            case "BigInt" when json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var large):
                return large;
            case "BigInt"
                when json.ValueKind == JsonValueKind.String
                    && long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written):
                return written;
            case "Float" when json.ValueKind == JsonValueKind.Number:
                return json.GetDouble();
            case "Boolean" when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            case "Date" or "DateTime" when json.ValueKind == JsonValueKind.String:
                return DateTimeOffset.TryParse(
                    json.GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var time
                )
                    ? time
                    : throw Misfit();
            case "Int" or "BigInt" or "Float" or "Boolean" or "Date" or "DateTime":
                throw Misfit();
        }
        // Texts, words of a list, and JSON of the project's own.
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        if (reply.HoldsToken(text))
        {
            FoundToken = true;
            return Withheld;
        }
        return json.ValueKind == JsonValueKind.String ? text : json;
    }

    private static ExecutionError Misfit() => new("The account elsewhere answered this field with something that it cannot have.");
}
