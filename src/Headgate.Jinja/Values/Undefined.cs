using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;

namespace Headgate.Jinja.Values;

/// <summary>What undefined values do when they are used, by their <see cref="UndefinedBehavior"/>.</summary>
internal static class Undefined
{
    public static UndefinedInfo InfoOf(in Value value) => value.Reference as UndefinedInfo ?? UndefinedInfo.Anonymous;

    public static bool IsStrict(in Value value) => InfoOf(value).Behavior == UndefinedBehavior.Strict;

    public static JinjaException Error(in Value value)
    {
        var info = InfoOf(value);
        return new JinjaException(info.Error, info.Message);
    }

    /// <summary>Raises when the value is undefined: it was used as only a real value can be.</summary>
    public static void ThrowIf(in Value value)
    {
        if (value.IsUndefined)
        {
            throw Error(value);
        }
    }

    /// <summary>Raises when the value is undefined and strict: it was printed, tested, compared or iterated.</summary>
    public static void ThrowIfStrict(in Value value)
    {
        if (value.IsUndefined && IsStrict(value))
        {
            throw Error(value);
        }
    }

    /// <summary>Text of an undefined value when it is printed.</summary>
    public static string Text(in Value value)
    {
        var info = InfoOf(value);
        switch (info.Behavior)
        {
            case UndefinedBehavior.Strict:
                throw Error(value);
            case UndefinedBehavior.Debug:
                if (info.Hint is not null)
                {
                    return $"{{{{ undefined value printed: {info.Hint} }}}}";
                }
                if (info.Owner.IsMissing)
                {
                    return $"{{{{ {(info.Key.IsMissing ? "None" : info.Key.ToString())} }}}}";
                }
                return $"{{{{ no such element: {TypeNames.ForMessage(info.Owner)}[{info.Key.Repr()}] }}}}";
            default:
                return string.Empty;
        }
    }

    public static string ClassName(in Value value) =>
        InfoOf(value).Behavior switch
        {
            UndefinedBehavior.Strict => "StrictUndefined",
            UndefinedBehavior.Chainable => "ChainableUndefined",
            UndefinedBehavior.Debug => "DebugUndefined",
            _ => "Undefined",
        };
}
