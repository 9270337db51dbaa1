using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins;

/// <summary>markupsafe's soft_str: the text of a value, where text that is safe stays safe.</summary>
internal static class SoftText
{
    public static Value Of(in Value value) => value.IsString ? value : Value.From(value.ToString());
}
