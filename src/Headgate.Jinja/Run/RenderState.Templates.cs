using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Run;

/// <summary>Templates that the running one includes, imports or extends.</summary>
internal sealed partial class RenderState
{
    private Dictionary<TemplateCode, ModuleObject>? _modules;
    private Dictionary<string, TemplateCode>? _templates;

    /// <summary>Finds a template by the value of an expression: a name, a template, or (for includes) a list of them.</summary>
    public TemplateCode Find(in Value template, bool mayBeList)
    {
        if (template.IsUndefined)
        {
            Values.Undefined.ThrowIf(template);
        }
        if (template.Reference is string name)
        {
            return Load(name);
        }
        if (template.Reference is ICompiledTemplate given)
        {
            return given.Code;
        }
        if (!mayBeList)
        {
            // Jinja looks the value up: without a hash it is a TypeError, else there is no such template.
            _ = template.GetHashCode();
            throw new JinjaException(JinjaErrorKind.TemplateNotFound, template.ToString());
        }
        if (!template.IsTruthy)
        {
            throw NoneFound([]);
        }
        if (!Operators.TryIterate(this, template, out var names))
        {
            throw PythonError.Type($"'{template.TypeName}' object is not iterable");
        }
        return FindFirst(names);
    }

    /// <summary>Imports a template: runs it and takes what it exports.</summary>
    public ModuleObject Import(TemplateCode template, IVariables? variables)
    {
        if (variables is null && _modules is not null && _modules.TryGetValue(template, out var known))
        {
            return known;
        }
        var context = NewContext(template, variables ?? Variables.None);
        var start = Output.Length;
        template.Run(this, context);
        var module = new ModuleObject(template.Source.Name, context.Exports(), Cut(start));
        if (variables is null)
        {
            (_modules ??= [])[template] = module;
        }
        return module;
    }

    public Context NewContext(TemplateCode template, IVariables variables) =>
        new(template, variables, _environment.Globals, template.Autoescape);

    private TemplateCode Load(string name)
    {
        return TryLoad(name) ?? throw new JinjaException(JinjaErrorKind.TemplateNotFound, name);
    }

    private TemplateCode? TryLoad(string name)
    {
        // One rendering sees one version of a template, and asks the loader once.
        if (_templates is null || !_templates.TryGetValue(name, out var code))
        {
            code = _environment.FindTemplate(name);
            if (code is not null)
            {
                (_templates ??= new(StringComparer.Ordinal))[name] = code;
            }
        }
        if (code is not null)
        {
            Listener?.OnTemplate(name);
        }
        return code;
    }

    private TemplateCode FindFirst(ValueEnumerator names)
    {
        var tried = new List<string>();
        while (names.MoveNext())
        {
            if (names.Current.Reference is ICompiledTemplate given)
            {
                return given.Code;
            }
            Values.Undefined.ThrowIf(names.Current);
            if (names.Current.Reference is string name && TryLoad(name) is { } found)
            {
                return found;
            }
            tried.Add(names.Current.ToString());
        }
        throw NoneFound(tried);
    }

    private static JinjaException NoneFound(List<string> tried) =>
        new(
            JinjaErrorKind.TemplatesNotFound,
            tried.Count == 0
                ? "Tried to select from an empty list of templates."
                : "none of the templates given were found: " + string.Join(", ", tried)
        );
}
