using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Parsing.Nodes;
using Headgate.Dbt.Project.Rendering;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Execution.Compile;

/// <summary>The arguments of a generic test as its macro gets them: templates rendered, calls of <c>ref</c> and its like made.</summary>
internal static class GenericTestArguments
{
    private const string Name = "_dbt_generic_test_kwargs";

    /// <summary>Adds the arguments to the test's context; nothing to other nodes.</summary>
    /// <exception cref="DbtException">An argument cannot be rendered.</exception>
    public static void AddTo(NodeContext context)
    {
        if (context.Node.TestMetadata is not { } test)
        {
            return;
        }
        var arguments = new JinjaDict();
        foreach (var (name, value) in test.Kwargs)
        {
            arguments.Set(name, Evaluate(context, value));
        }
        context.Variables.Add(Name, Value.From(arguments));
    }

    private static Value Evaluate(NodeContext context, object? value)
    {
        switch (value)
        {
            case string text when TestArguments.ExpressionOf(text) is { } expression:
                return context.Evaluate("{{ " + expression + " }}");
            case string text when YamlRenderer.HasTemplate(text):
                return context.Evaluate(text);
            case List<object?> list:
                return Value.From(new JinjaList(list.ConvertAll(item => Evaluate(context, item))));
            case OrderedDictionary<string, object?> map:
                var dict = new JinjaDict();
                foreach (var (key, item) in map)
                {
                    dict.Set(key, Evaluate(context, item));
                }
                return Value.From(dict);
            default:
                return Value.FromObject(value);
        }
    }
}
