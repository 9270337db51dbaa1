using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Arguments that come as one JSON object by name, as tools, GraphQL fields and pages send them: sorted by the operation's declarations into values of the path, filters and
/// the body. Names that are not declared go to the body, where they are judged as those of any other body.
/// </summary>
public sealed class ObjectArguments : ICallBody
{
    private readonly Dictionary<string, JsonElement> _body = new(StringComparer.Ordinal);

    private ObjectArguments(Operation operation, IEnumerable<KeyValuePair<string, JsonElement>> arguments)
    {
        var path = RouteFields.Of(operation.Route).Select(f => f.Name).ToList();
        var query = operation.AllFields.Where(f => f.Place == FieldPlace.Query).SelectMany(f => f.Aliases.Prepend(f.Name)).ToHashSet();
        var values = path.ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        var sent = new Dictionary<string, Sent>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (values.ContainsKey(name))
            {
                values[name] = value.ToString();
                // dbt's replacements repeat in their body what the path says.
                if (operation.Fields.All.Any(f => f.Place == FieldPlace.Body && f.Name == name))
                {
                    _body[name] = value;
                }
            }
            else if (query.Contains(name))
            {
                // A text is what the query string would hold: a list can be written as one, as dbt's tools do.
                sent[name] = value.ValueKind == JsonValueKind.String ? new Sent([value.GetString()!]) : new Sent(value);
            }
            else
            {
                _body[name] = value;
            }
        }
        (Names, Values, Query) = (path, [.. path.Select(name => values[name])], sent);
    }

    /// <summary>The names of the path's values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The path's values; empty ones were not sent.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Filters.</summary>
    public IReadOnlyDictionary<string, Sent> Query { get; }

    /// <summary>Sorts arguments.</summary>
    /// <param name="operation">What they are for.</param>
    /// <param name="arguments">Values by name.</param>
    public static ObjectArguments Of(Operation operation, IEnumerable<KeyValuePair<string, JsonElement>> arguments) =>
        new(operation, arguments);

    /// <inheritdoc/>
    public ValueTask<ParsedBody> ReadAsync(BodyForm form, CallerKind caller, CancellationToken cancellation)
    {
        var element =
            form == BodyForm.Array ? _body.GetValueOrDefault("items")
            : _body.Count == 0 && form == BodyForm.OptionalObject ? default
            : JsonSerializer.SerializeToElement(_body, ObjectArgumentsJson.Default.DictionaryStringJsonElement);
        return new(BodyForms.Check(JsonRules.Check(element) ?? ParsedBody.Good(element), form));
    }
}
