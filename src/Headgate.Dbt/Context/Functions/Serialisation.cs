using Headgate.Dbt.Yaml;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Functions;

/// <summary><c>fromjson</c>, <c>tojson</c>, <c>fromyaml</c>, <c>toyaml</c>: each gives its default where the text or value cannot be converted.</summary>
internal static class Serialisation
{
    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> Functions { get; } =
    [
        new("fromjson", Value.Function("fromjson", FromJson)),
        new("tojson", Value.Function("tojson", ToJson)),
        new("fromyaml", Value.Function("fromyaml", FromYaml)),
        new("toyaml", Value.Function("toyaml", ToYaml)),
    ];

    private static Value FromJson(CallContext context, Arguments arguments)
    {
        var text = arguments.RequiredText(0, "string", "fromjson");
        try
        {
            return ValueJson.Read(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return arguments.Get(1, "default", Value.None);
        }
    }

    private static Value ToJson(CallContext context, Arguments arguments)
    {
        var value = arguments.Required(0, "value", "tojson");
        try
        {
            return Value.From(ValueJson.Write(value, arguments.Flag(2, "sort_keys", false)));
        }
        catch (JinjaException e) when (e.Kind == JinjaErrorKind.RecursionError)
        {
            // Only for what contains itself: a value of a kind that has no JSON form is refused in spite of a default, as dbt does.
            return arguments.Get(1, "default", Value.None);
        }
    }

    private static Value FromYaml(CallContext context, Arguments arguments)
    {
        var text = arguments.RequiredText(0, "value", "fromyaml");
        try
        {
            return Value.FromObject(YamlDocument.Parse(text).Root);
        }
        catch (YamlSyntaxException)
        {
            return arguments.Get(1, "default", Value.None);
        }
    }

    private static Value ToYaml(CallContext context, Arguments arguments)
    {
        var value = arguments.Required(0, "value", "toyaml");
        return Value.From(YamlText.Write(PlainValues.ToPlain(value), arguments.Flag(2, "sort_keys", false)));
    }
}
