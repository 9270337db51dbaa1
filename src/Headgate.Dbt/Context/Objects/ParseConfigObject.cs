using Headgate.Dbt.Context.Parsing;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>config</c> while a file is parsed: calls are collected; reading gives nothing yet.</summary>
internal sealed class ParseConfigObject(ParseCapture capture) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "ParseConfigObject";

    /// <inheritdoc />
    public bool IsCallable => true;

    /// <inheritdoc />
    public Value Call(CallContext context, Arguments arguments)
    {
        var options = ConfigArguments.Read(arguments);
        capture.AddConfig(options);
        return Value.EmptyString;
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        switch (name)
        {
            case "set":
                capture.AddConfig(
                    new OrderedDictionary<string, object?>(StringComparer.Ordinal)
                    {
                        [arguments.RequiredText(0, "name", "set")] = PlainValues.ToPlain(arguments.Required(1, "value", "set")),
                    }
                );
                result = Value.EmptyString;
                return true;
            case "get":
            case "require":
            case "meta_get":
            case "meta_require":
                result = Value.EmptyString;
                return true;
            case "persist_relation_docs":
            case "persist_column_docs":
                result = Value.False;
                return true;
            default:
                result = default;
                return false;
        }
    }

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name is "get" or "set" or "require" or "meta_get" or "meta_require" or "persist_relation_docs" or "persist_column_docs")
        {
            value = Value.Function(
                name,
                (c, a) =>
                {
                    TryCallMethod(c, name, a, out var result);
                    return result;
                }
            );
            return true;
        }
        value = default;
        return false;
    }
}
