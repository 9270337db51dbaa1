using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Whether a parsed body has the form that an operation takes.</summary>
public static class BodyForms
{
    /// <summary>The body, or its refusal.</summary>
    public static ParsedBody Check(ParsedBody body, BodyForm form)
    {
        if (body.Refusal is not null)
        {
            return body;
        }
        return (form, body.Element.ValueKind) switch
        {
            (BodyForm.OptionalObject, JsonValueKind.Undefined) => body,
            (BodyForm.Array, JsonValueKind.Array) => body,
            (BodyForm.Object or BodyForm.OptionalObject, JsonValueKind.Object) => body,
            (BodyForm.Array, _) => ParsedBody.Bad(Reason.BadJson, "A JSON array is required."),
            _ => ParsedBody.Bad(Reason.BadJson, "A JSON object is required."),
        };
    }
}
