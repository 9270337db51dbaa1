using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Tests.Differential;

/// <summary>The contexts of contexts.json: "$tuple" and the like stand for the types of Python that JSON has no word for.</summary>
internal static class TypedContext
{
    private static readonly JsonElement Contexts = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(DifferentialFolder.Root, "contexts.json")))
        .RootElement;

    public static Variables Read(string name)
    {
        var variables = new Variables();
        foreach (var variable in Contexts.GetProperty(name).EnumerateObject())
        {
            variables[variable.Name] = Typed(variable.Value);
        }
        return variables;
    }

    private static Value Typed(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return Value.List([.. element.EnumerateArray().Select(Typed)]);
            case JsonValueKind.Object:
                var members = element.EnumerateObject().ToList();
                if (members is [{ Name: ['$', ..] } only])
                {
                    return Special(only.Name, only.Value);
                }
                var dict = new JinjaDict();
                members.ForEach(m => dict.Set(m.Name, Typed(m.Value)));
                return Value.From(dict);
            default:
                return Value.FromObject(element);
        }
    }

    private static Value Special(string type, JsonElement value) =>
        type switch
        {
            "$tuple" => Value.Tuple([.. value.EnumerateArray().Select(Typed)]),
            "$set" => Value.From(new JinjaSet(value.EnumerateArray().Select(Typed))),
            "$int" => Value.From(BigInteger.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "$float" => Value.From(
                value.GetString() == "inf" ? double.PositiveInfinity : throw new ArgumentException("Only inf is known.")
            ),
            "$safe" => Value.SafeString(value.GetString()!),
            "$decimal" => Value.From(decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "$datetime" => Value.FromObject(DateTime.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "$date" => Value.FromObject(DateOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "$timedelta" => Value.FromObject(TimeSpan.FromSeconds(value.GetDouble())),
            _ => throw new ArgumentException($"contexts.json has a type {type} that this test does not know."),
        };
}
