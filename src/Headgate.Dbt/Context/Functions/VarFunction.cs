using System.Text.Json;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Rendering;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Functions;

/// <summary><c>var(name, default)</c> and <c>var.has_var(name)</c>: the project's variables as one package sees them.</summary>
/// <param name="scopes">The variables.</param>
/// <param name="package">The package that sees them.</param>
/// <param name="render">Renders a variable that is a template, in the context of the text that asks; null where dbt gives it as it is written.</param>
/// <param name="about">Names what is rendered, for the message about a missing variable; null where a missing one is none, as while parsing.</param>
internal sealed class VarFunction(VarScopes scopes, Package package, Func<string>? about, Func<string, string>? render) : IJinjaObject
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 4 };

    /// <summary>The most variables that one look-up may render, itself included.</summary>
    private const int MostRendered = 1000;

    private readonly HashSet<string> _rendering = new(StringComparer.Ordinal);
    private int _rendered;

    /// <inheritdoc />
    public string TypeName => "Var";

    /// <inheritdoc />
    public bool IsCallable => true;

    /// <inheritdoc />
    public Value Call(CallContext context, Arguments arguments)
    {
        var name = arguments.RequiredText(0, "var_name", "var");
        if (scopes.TryGet(package, name, out var value))
        {
            return value is string text && render is not null && YamlRenderer.HasTemplate(text)
                ? Value.From(Render(render, name, text))
                : Value.FromObject(value);
        }
        if (arguments.TryGet(1, "default", out var otherwise))
        {
            return otherwise;
        }
        if (about is null)
        {
            return Value.None;
        }
        throw new DbtException(
            DbtErrorKind.Compilation,
            $"Required var '{name}' not found in config:\nVars supplied to {about()} = {JsonSerializer.Serialize(scopes.All(package), Indented)}"
        );
    }

    private string Render(Func<string, string> render, string name, string text)
    {
        _rendered = _rendering.Count == 0 ? 1 : _rendered + 1;
        if (!_rendering.Add(name) || _rendered > MostRendered)
        {
            _rendering.Remove(name);
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"The variable '{name}' cannot be rendered: it asks for itself, or for more than {MostRendered} variables that are templates."
            );
        }
        try
        {
            return render(text);
        }
        finally
        {
            _rendering.Remove(name);
        }
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = default;
        if (name != "has_var")
        {
            return false;
        }
        result = Value.From(scopes.TryGet(package, arguments.RequiredText(0, "var_name", "has_var"), out _));
        return true;
    }
}
