using System.Text.Json;

namespace Headgate.Wire;

/// <summary>The parsed body of a call, and what its ids name.</summary>
/// <param name="Body">The body: an object or array; of kind Undefined where an optional body was not sent.</param>
/// <param name="References">
/// For each of the operation's references that the body holds with an id: the field and what it names. A null target names nothing that exists in the account.
/// </param>
public sealed record CallArguments(JsonElement Body, IReadOnlyList<ArgumentTarget> References)
{
    /// <summary>True where the body was a form, whose values are all texts.</summary>
    public bool IsForm { get; init; }

    /// <summary>Whether the body holds a field with something other than null.</summary>
    public bool Has(string field) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;
}
