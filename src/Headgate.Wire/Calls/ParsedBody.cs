using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A body that was read, or why it was refused.</summary>
/// <param name="Element">The JSON; of kind Undefined where nothing was sent.</param>
/// <param name="IsForm">True for a form.</param>
/// <param name="Refusal">Null where it is good.</param>
/// <param name="Field">The field that the message is about; <c>body</c> for the whole.</param>
/// <param name="Message">For the caller.</param>
public readonly record struct ParsedBody(JsonElement Element, bool IsForm, Reason? Refusal, string Field, string Message)
{
    /// <summary>A body that was understood.</summary>
    public static ParsedBody Good(JsonElement element, bool isForm = false) => new(element, isForm, null, "", "");

    /// <summary>A body that is refused.</summary>
    public static ParsedBody Bad(Reason reason, string message, string field = "body") => new(default, false, reason, field, message);
}
