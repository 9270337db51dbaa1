using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>Reads arguments of calls into host functions, with defaults.</summary>
internal static class ArgumentReading
{
    /// <summary>A text argument, or null when it is left out or none.</summary>
    public static string? Text(this in Arguments arguments, int index, string name)
    {
        if (!arguments.TryGet(index, name, out var value) || value.IsNone || value.IsUndefined)
        {
            return null;
        }
        return value.TryGetString(out var text) ? text : value.ToString();
    }

    /// <summary>A truth argument, or the default.</summary>
    public static bool Flag(this in Arguments arguments, int index, string name, bool defaultValue) =>
        arguments.TryGet(index, name, out var value) ? value.IsTruthy : defaultValue;

    /// <summary>An argument that may not be left out.</summary>
    /// <exception cref="JinjaException">A TypeError: the argument is missing.</exception>
    public static Value Required(this in Arguments arguments, int index, string name, string function) =>
        arguments.TryGet(index, name, out var value)
            ? value
            : throw new JinjaException(JinjaErrorKind.TypeError, $"{function}() missing 1 required positional argument: '{name}'");

    /// <summary>A text argument that may not be left out.</summary>
    /// <exception cref="JinjaException">A TypeError: the argument is missing.</exception>
    public static string RequiredText(this in Arguments arguments, int index, string name, string function)
    {
        var value = arguments.Required(index, name, function);
        return value.TryGetString(out var text) ? text : value.ToString();
    }
}
