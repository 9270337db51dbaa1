using System.Globalization;
using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>Fields that bodies have alike: what they repeat of the path, and the state that deletes.</summary>
public static class BodyFields
{
    /// <summary>
    /// <c>state</c>, which an update that deletes has as 2. Whatever else it holds changes nothing, as dbt's clients send what they have read.
    /// </summary>
    public static Field<long?> State(string thing) => In.Body.Long("state", $"1; an update with 2 deletes the {thing}.", 1, 2).Told();

    /// <summary><c>state</c> of something new, which is active.</summary>
    public static Field<long?> NewState() =>
        In.Body.Long("state", "1: what is made is active.").Must(v => v is 1 ? null : "what is made is active; leave it out or send 1");

    /// <summary>The account, where a body must repeat it, as dbt requires it of replacements.</summary>
    public static Field<long> Account() => In.Body.Id("account_id", "The account; must be that of the path.").Required();

    /// <summary>What bodies repeat of what the path and the operation say already: a replacement has to name account and state, something new need not.</summary>
    public static Fields<T> AddRepeated<T>(this Fields<T> fields, bool isUpdate, string thing)
    {
        if (isUpdate)
        {
            fields.Add(Account(), (_, _) => { });
            fields.Add(State(thing).Required(), (_, _) => { });
        }
        else
        {
            fields.Add(NewState(), (_, _) => { });
        }
        return fields;
    }

    /// <summary>Whether a body's <c>state</c> is 2.</summary>
    public static bool Deletes(in FieldSource source) => In.Body.Long("state", "").Read(source, new FieldProblems()) == 2;

    /// <summary>Whether a body names another account than the path does: two readers of the call could each take another.</summary>
    public static bool IsOtherAccount(JsonElement body, long accountId) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("account_id", out var sent)
        && sent.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && !string.Equals(sent.ToString(), accountId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>What the body of an operation can repeat of its path.</summary>
    internal static IEnumerable<Field> OfPath(Operation operation)
    {
        if (operation.Body is not (BodyForm.Object or BodyForm.OptionalObject))
        {
            yield break;
        }
        var declared = operation.Fields.All.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        if (!declared.Contains("account_id") && RouteFields.Of(operation.Route).Any(f => f.Name == "account_id"))
        {
            yield return In.Body.Id("account_id", "The account; must be that of the path.");
        }
        if (
            !declared.Contains("id")
            && operation.Target.RouteValue is not null
            && operation.Fields.All.Any(f => f.Place == FieldPlace.Body)
        )
        {
            yield return In.Body.Id("id", "Id of the thing, as it was read. The path says which one is meant, and ids do not change.");
        }
    }
}
