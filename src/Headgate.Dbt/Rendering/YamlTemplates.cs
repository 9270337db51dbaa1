using Headgate.Dbt.Context;
using Headgate.Dbt.Project.Rendering;
using Headgate.Jinja;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Rendering;

/// <summary>Evaluates the templates in YAML values: an expression alone gives its own value, anything else text.</summary>
internal static class YamlTemplates
{
    private static readonly JinjaEnvironment Environment = Create();

    /// <summary>What <c>as_bool</c> was asked to convert while the thread evaluates a template.</summary>
    [ThreadStatic]
    private static Value? _asked;

    /// <summary>The value of a template as plain data.</summary>
    /// <exception cref="DbtException">The template is wrong or uses what is not there.</exception>
    public static object? Evaluate(string template, IVariables variables)
    {
        try
        {
            _asked = null;
            var value = AsBool(Environment.Compile(template).EvaluateNative(variables));
            if (value.IsUndefined)
            {
                throw new DbtException(DbtErrorKind.Compilation, $"Could not render {template}: {Undefined(template)} is undefined");
            }
            return PlainValues.ToPlain(value);
        }
        catch (JinjaException problem)
        {
            throw TemplateErrors.OfHost(problem)
                ?? new DbtException(DbtErrorKind.Compilation, $"Could not render {template}: {problem.Message}", inner: problem);
        }
    }

    /// <summary>The text of a template.</summary>
    /// <exception cref="DbtException">The template is wrong or uses what is not there.</exception>
    public static string Render(string template, IVariables variables)
    {
        try
        {
            return Environment.Compile(template).Render(variables);
        }
        catch (JinjaException problem)
        {
            throw TemplateErrors.Of(problem, subject: null);
        }
    }

    /// <summary>
    /// As with dbt, the filter only marks its value, and what is marked is converted if it is what the template comes to: in
    /// <c>{{ target.name == 'dev' | as_bool }}</c> it stays the text that is compared.
    /// </summary>
    private static Value AsBool(in Value value) =>
        _asked is { } asked && asked.Kind == value.Kind && asked.Repr() == value.Repr() ? NativeValues.Bool(value) : value;

    private static Value Mark(Value value)
    {
        _asked = value;
        return value;
    }

    private static string Undefined(string template) => $"'{SingleExpression.Of(template)}'";

    private static JinjaEnvironment Create()
    {
        var environment = new JinjaEnvironment();
        environment.AddFilter("as_text", static (_, value, _) => Value.From(value.ToString()));
        environment.AddFilter("as_native", static (_, value, _) => NativeValues.Native(value));
        environment.AddFilter("as_bool", static (_, value, _) => Mark(value));
        environment.AddFilter("as_number", static (_, value, _) => NativeValues.Number(value));
        return environment;
    }
}
