using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Guide.OpenApi;

/// <summary>One operation in the OpenAPI description: what can be sent with it and what it answers, from the declarations that read and write both.</summary>
internal static class OperationDescription
{
    public static JsonObject Of(GuideOperation o, GuideDocument guide, AnswerSchemas answers)
    {
        var spec = o.Declared;
        var described = new JsonObject
        {
            ["operationId"] = o.Id,
            ["summary"] = o.Summary,
            ["description"] = o.Description,
            ["tags"] = new JsonArray(guide.Areas.First(a => a.Operations.Contains(o)).Title),
            ["parameters"] = new JsonArray([
                .. spec.AllFields.Where(f => f.Place != FieldPlace.Body).Select(f => (JsonNode)Parameter(f)),
                .. spec.Access == Access.Write ? [RepeatHeader()] : Array.Empty<JsonNode>(),
            ]),
        };
        if (Body(spec) is { } body)
        {
            described["requestBody"] = body;
        }
        described["responses"] = Responses(o, guide, answers);
        described["x-headgate"] = new JsonObject
        {
            ["access"] = o.Access,
            ["capability"] = o.Capability,
            ["level"] = o.Level,
            ["permission"] = o.Permission,
            ["permission_sets"] = new JsonArray([.. o.PermissionSets.Select(s => (JsonNode)s)]),
            ["event"] = o.Event,
            ["risk"] = o.Risk,
            ["sentence"] = o.Sentence,
        };
        return described;
    }

    private static JsonObject RepeatHeader() =>
        new()
        {
            ["name"] = RepeatKey.Header,
            ["in"] = "header",
            ["required"] = false,
            ["description"] = "A name for this call: sent again with it within 24 hours, it is not done again and gets the same answer.",
            ["schema"] = new JsonObject
            {
                ["type"] = "string",
                ["minLength"] = 1,
                ["maxLength"] = RepeatKey.Longest,
            },
        };

    private static JsonObject Parameter(Field field)
    {
        var schema = FieldSchema.Of(field);
        schema.Remove("description");
        return new JsonObject
        {
            ["name"] = field.Name,
            ["in"] = field.Place == FieldPlace.Path ? "path" : "query",
            ["required"] = field.IsRequired,
            ["description"] = field.Says,
            ["schema"] = schema,
        };
    }

    private static JsonObject? Body(Operation spec)
    {
        if (spec.Body == BodyForm.None)
        {
            return null;
        }
        var fields = spec.AllFields.Where(f => f.Place == FieldPlace.Body).ToList();
        var schema = fields is [{ Name: "" } whole] ? FieldSchema.Of(whole.Shape) : FieldSchema.Of(fields, spec.Fields.RefusesUnknown);
        return new JsonObject
        {
            ["required"] = spec.Body != BodyForm.OptionalObject,
            ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } },
        };
    }

    private static JsonObject Responses(GuideOperation o, GuideDocument guide, AnswerSchemas answers)
    {
        var responses = new JsonObject { [o.Declared.Answers.Kind == AnswerKind.Created ? "201" : "200"] = answers.Success(o.Declared) };
        foreach (
            var status in guide.Statuses.Where(s =>
                s.Code is 401 or 403 or 404 or 429
                || (s.Code is 409 && o.Access == "write")
                || (s.Code is 400 or 413 && o.HasBody)
                || (s.Code is 400 && o.Listed)
            )
        )
        {
            responses[status.Code.ToString()] = AnswerSchemas.Failure($"{status.Meaning} {status.ToDo}");
        }
        return responses;
    }
}
