using System.Globalization;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Rendering;

/// <summary>The conversions of <c>as_bool</c>, <c>as_number</c> and <c>as_native</c>, which read a text as Python would read it as a literal.</summary>
internal static class NativeValues
{
    public static Value Native(in Value value) => value.TryGetString(out var text) ? Literal(text) ?? value : value;

    public static Value Bool(in Value value) =>
        Native(value) is { Kind: ValueKind.Bool } truth ? truth : throw CannotConvert(value, "bool");

    public static Value Number(in Value value) =>
        Native(value) is { Kind: ValueKind.Int or ValueKind.Float } number ? number : throw CannotConvert(value, "number");

    private static Value? Literal(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Value.True;
        }
        if (trimmed.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Value.False;
        }
        if (trimmed == "None")
        {
            return Value.None;
        }
        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return Value.From(whole);
        }
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real))
        {
            return Value.From(real);
        }
        // Lists and maps of literals are YAML in its flow form.
        return trimmed.Length > 1 && trimmed[0] is '[' or '{' ? Value.FromObject(Headgate.Dbt.Yaml.YamlDocument.Parse(trimmed).Root) : null;
    }

    private static DbtException CannotConvert(in Value value, string type) =>
        new(DbtErrorKind.Compilation, $"Could not convert value '{value}' into type '{type}'");
}
