using Headgate.Jinja;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Templates of filters and of saved queries: whether they can be read, and what they name.</summary>
internal static class SemanticTemplates
{
    private static readonly JinjaEnvironment Environment = new(
        new JinjaOptions
        {
            Undefined = UndefinedBehavior.Strict,
            Limits = new Limits { MaxSteps = 100_000, MaxOutputLength = 100_000 },
        }
    );

    /// <summary>Reads a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="named">What it calls by name: the function and the name.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(string template, out IReadOnlyList<(string Function, string Name)> named)
    {
        var found = new List<(string, string)>();
        named = found;
        var variables = new Variables();
        foreach (var function in (string[])["Dimension", "TimeDimension", "Entity", "Metric"])
        {
            variables.Add(function, Value.Function(function, (_, arguments) => Call(function, arguments, found)));
        }
        try
        {
            Environment.Compile(template).Render(variables);
            return null;
        }
        catch (JinjaException e)
        {
            return e.Message;
        }
    }

    private static Value Call(string function, Arguments arguments, List<(string, string)> found)
    {
        var name = arguments.Count > 0 ? arguments.Values[0].AsString().ToLowerInvariant() : "";
        var parts = name.Split("__");
        if (function is "Dimension" or "TimeDimension" && parts.Length != 2 && name != "metric_time")
        {
            throw new JinjaException(
                JinjaErrorKind.TemplateRuntimeError,
                $"Name is in an incorrect format: '{name}'. It should be of the form: <primary entity name>__<dimension_name>"
            );
        }
        found.Add((function, parts[^1]));
        return Value.From(new Item());
    }

    private sealed class Item : IJinjaObject
    {
        public string TypeName => "group-by item";

        public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
        {
            result = Value.From(this);
            return name is "grain" or "date_part" or "descending";
        }
    }
}
