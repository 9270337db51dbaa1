using Headgate.Dbt.Artifacts;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>Reads the arguments of <c>ref()</c>, <c>source()</c> and <c>function()</c>.</summary>
internal static class RefArguments
{
    /// <summary>A model's name, with its package and version where they are given.</summary>
    /// <exception cref="DbtException">The call has the wrong number of arguments.</exception>
    public static RefArgs Read(in Arguments arguments)
    {
        if (arguments.PositionalCount is 0 or > 2)
        {
            throw new DbtException(DbtErrorKind.Compilation, $"ref() takes at most two arguments ({arguments.PositionalCount} given)");
        }
        var version =
            arguments.TryGetKeyword("version", out var found) || arguments.TryGetKeyword("v", out found)
                ? PlainValues.ToPlain(found)
                : null;
        var package = arguments.PositionalCount == 2 ? Text(arguments[0], "package") : null;
        return new RefArgs
        {
            Name = Text(arguments[arguments.PositionalCount - 1], "name"),
            Package = package,
            Version = version,
        };
    }

    /// <summary>A source's name and its table's.</summary>
    /// <exception cref="DbtException">The call does not have two arguments.</exception>
    public static (string Source, string Table) ReadSource(in Arguments arguments)
    {
        if (arguments.PositionalCount != 2)
        {
            throw new DbtException(DbtErrorKind.Compilation, $"source() takes exactly two arguments ({arguments.PositionalCount} given)");
        }
        return (Text(arguments[0], "source"), Text(arguments[1], "table"));
    }

    /// <summary>A function's name, with its package where one is given.</summary>
    /// <exception cref="DbtException">The call has the wrong number of arguments, or one is no text.</exception>
    public static (string? Package, string Name) ReadFunction(in Arguments arguments)
    {
        if (arguments.PositionalCount is 0 or > 2)
        {
            throw new DbtException(DbtErrorKind.Compilation, $"function() takes at most two arguments ({arguments.PositionalCount} given)");
        }
        var package = arguments.PositionalCount == 2 ? FunctionText(arguments[0], "package") : null;
        return (package, FunctionText(arguments[arguments.PositionalCount - 1], "name"));
    }

    private static string FunctionText(in Value value, string what) =>
        value.TryGetString(out var text)
            ? text
            : throw new DbtException(DbtErrorKind.Compilation, $"The {what} argument to function() must be a string, got {value.TypeName}");

    private static string Text(in Value value, string what) =>
        value.TryGetString(out var text)
            ? text
            : throw new DbtException(
                DbtErrorKind.Compilation,
                $"The {what} argument to ref() and source() must be a string, got {value.TypeName}."
            );
}
