using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Functions;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Rendering;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Renders the templates of nodes while they are parsed, to learn what they ask for.</summary>
/// <param name="project">The project.</param>
/// <param name="library">All macros.</param>
/// <param name="contexts">The names that texts have.</param>
/// <param name="silent">The same for texts whose words were heard in an earlier call.</param>
/// <param name="names">Names of relations.</param>
/// <param name="known">Was the text of a node parsed in an earlier call?</param>
internal sealed class NodeTemplates(
    LoadedProject project,
    MacroLibrary library,
    ParseContext contexts,
    ParseContext silent,
    RelationNames names,
    Func<ManifestNode, bool> known
)
{
    /// <summary>All macros.</summary>
    public MacroLibrary Library => library;

    /// <summary>Notes what the template of a node asks for.</summary>
    /// <exception cref="DbtException">The template is wrong.</exception>
    public void Capture(ManifestNode node, Package package, string template, ParseCapture capture)
    {
        if (YamlRenderer.HasTemplate(template))
        {
            Render(node, template, Variables(node, package, capture));
        }
    }

    /// <summary>Notes what a generic test asks for: its arguments are rendered first and given to its macro.</summary>
    /// <exception cref="DbtException">The template is wrong.</exception>
    public void CaptureTest(ManifestNode node, Package package, OrderedDictionary<string, object?> arguments, ParseCapture capture)
    {
        var variables = Variables(node, package, capture);
        var rendered = new JinjaDict();
        foreach (var (name, value) in arguments)
        {
            rendered.Set(name, TestArgument(node, value, variables));
        }
        variables.Add("_dbt_generic_test_kwargs", Value.From(rendered));
        Render(node, node.RawCode, variables);
    }

    /// <summary>Database, schema or alias of a node, from the macro that decides it.</summary>
    /// <param name="macro">Name of the macro, as <c>generate_schema_name</c>.</param>
    /// <param name="custom">What the configuration asks for, or null.</param>
    /// <param name="node">The node.</param>
    /// <exception cref="DbtException">The macro fails.</exception>
    public string? GenerateName(string macro, string? custom, ManifestNode node)
    {
        var entry =
            library.ScopeOf(project.Root.Name).Find(macro)
            ?? throw new DbtException(DbtErrorKind.Internal, $"No macro with name {macro} found");
        var self = NodeValue.Of(node);
        var variables = ContextOf(node).For(library, project.Root, new ParseCapture(), () => names.Of(node), () => self);
        // What a name is made of must be there, though all else may miss variables until it is run.
        variables.Add("var", () => Value.From(new VarFunction(project.Vars, project.Root, static () => "<Configuration>", render: null)));
        try
        {
            var value = entry.Definition.Call(
                variables,
                Arguments.Of(custom is null ? Value.None : Value.From(custom), self),
                DbtJinja.Parsing
            );
            return value.IsNone ? null : value.ToString().Trim();
        }
        catch (JinjaException problem)
        {
            throw TemplateErrors.OfHost(problem) ?? TemplateErrors.InMacro(problem, entry);
        }
    }

    /// <summary>Full quoted name of a node's relation.</summary>
    public string RelationName(ManifestNode node) => names.Of(node).Name();

    /// <summary>Full quoted name of a source's relation.</summary>
    public string RelationName(SourceDefinition source) => names.Of(source).Name();

    /// <summary>How messages name a node: <c>model orders (models/orders.sql)</c>.</summary>
    public static string Subject(ManifestNode node) => $"{node.ResourceType.Word()} {node.Name} ({node.OriginalFilePath})";

    private DbtVariables Variables(ManifestNode node, Package package, ParseCapture capture) =>
        ContextOf(node).For(library, package, capture, () => names.Of(node), () => NodeValue.Of(node));

    private ParseContext ContextOf(ManifestNode node) => known(node) ? silent : contexts;

    /// <summary>Arguments of tests are templates where they have braces, and calls of <c>ref</c> and its like are expressions without them.</summary>
    private Value TestArgument(ManifestNode node, object? value, DbtVariables variables)
    {
        switch (value)
        {
            case string text when TestArguments.ExpressionOf(text) is { } expression:
                return Evaluate(node, expression, variables);
            case string text when YamlRenderer.HasTemplate(text):
                return Value.From(Render(node, text, variables));
            case List<object?> list:
                return Value.From(new JinjaList(list.ConvertAll(item => TestArgument(node, item, variables))));
            case OrderedDictionary<string, object?> map:
                var dict = new JinjaDict();
                foreach (var (key, item) in map)
                {
                    dict.Set(key, TestArgument(node, item, variables));
                }
                return Value.From(dict);
            default:
                return Value.FromObject(value);
        }
    }

    private Value Evaluate(ManifestNode node, string expression, DbtVariables variables)
    {
        try
        {
            return library.Environment.CompileExpression(expression, node.OriginalFilePath).Evaluate(variables, DbtJinja.Parsing);
        }
        catch (JinjaException problem)
        {
            throw ParseFailures.Of(problem, node);
        }
    }

    private string Render(ManifestNode node, string template, DbtVariables variables)
    {
        try
        {
            return library.Environment.Compile(template, node.OriginalFilePath).Render(variables, DbtJinja.Parsing);
        }
        catch (JinjaException problem)
        {
            throw ParseFailures.Of(problem, node);
        }
        catch (DbtException problem)
        {
            throw ParseFailures.Of(problem, node);
        }
    }
}
