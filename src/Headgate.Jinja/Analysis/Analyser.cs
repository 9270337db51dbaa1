using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Analysis;

/// <summary>Collects what a tree says without being run.</summary>
internal sealed class Analyser : TreeWalker
{
    private readonly SourceText _source;
    private readonly List<FoundCall> _calls = [];
    private readonly List<string?> _templates = [];
    private readonly SortedSet<string> _filters = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assigned = new(StringComparer.Ordinal);
    private string? _macro;
    private int _conditions;

    private Analyser(SourceText source) => _source = source;

    /// <summary>Analyses a template.</summary>
    /// <param name="template">Its tree.</param>
    /// <param name="source">Its text.</param>
    /// <param name="freeNames">The names that it looks up outside.</param>
    /// <param name="macros">Its macros, with the names that each looks up outside.</param>
    /// <param name="globals">What every template sees, and so is not undeclared.</param>
    public static TemplateAnalysis Analyse(
        TemplateNode template,
        SourceText source,
        IEnumerable<string> freeNames,
        IEnumerable<(string Name, IReadOnlyCollection<string> FreeNames)> macros,
        IReadOnlyDictionary<string, Value> globals
    )
    {
        var analyser = new Analyser(source);
        analyser.VisitAll(template.Body);
        return new TemplateAnalysis
        {
            UndeclaredVariables = Sorted(freeNames, globals),
            Calls = [.. analyser._calls.Select(c => c with { IsShadowed = analyser._assigned.Contains(FirstName(c.Name)) })],
            MacroReferences = macros
                .GroupBy(m => m.Name)
                .ToDictionary(g => g.Key, g => Sorted(g.Last().FreeNames, globals), StringComparer.Ordinal),
            ReferencedTemplates = analyser._templates,
            Filters = [.. analyser._filters],
            Tests = [.. analyser._tests],
            IsStatic = Array.TrueForAll(template.Body, IsStatic),
        };
    }

    public override void Visit(Stmt statement)
    {
        switch (statement)
        {
            case MacroStmt macro:
                var outer = _macro;
                _assigned.Add(macro.Name);
                _macro ??= macro.Name;
                Conditional(() => base.Visit(statement));
                _macro = outer;
                break;
            case IfStmt branches:
                Visit(branches.Branches[0].Test);
                Conditional(() => VisitBranches(branches));
                break;
            case ForStmt loop:
                Visit(loop.Items);
                Conditional(() => VisitLoop(loop));
                break;
            case CallBlockStmt call:
                Visit((Expr)call.Call);
                Conditional(() =>
                {
                    VisitSignature(call.Parameters);
                    VisitAll(call.Body);
                });
                break;
            case ExtendsStmt extends:
                AddTemplate(extends.Template);
                base.Visit(statement);
                break;
            case IncludeStmt include:
                AddTemplate(include.Template);
                base.Visit(statement);
                break;
            case ImportStmt import:
                AddTemplate(import.Template);
                _assigned.Add(import.Target);
                base.Visit(statement);
                break;
            case FromImportStmt import:
                AddTemplate(import.Template);
                _assigned.UnionWith(import.Names.Select(n => n.Alias));
                base.Visit(statement);
                break;
            default:
                base.Visit(statement);
                break;
        }
    }

    public override void Visit(Expr expression)
    {
        switch (expression)
        {
            case NameExpr { Use: not NameUse.Load } name:
                _assigned.Add(name.Name);
                break;
            case CallExpr call:
                AddCall(call);
                base.Visit(expression);
                break;
            case FilterExpr filter:
                _filters.Add(filter.Name);
                base.Visit(expression);
                break;
            case TestExpr test:
                _tests.Add(test.Name);
                base.Visit(expression);
                break;
            case ConditionalExpr conditional:
                Visit(conditional.Test);
                Conditional(() =>
                {
                    Visit(conditional.Then);
                    VisitOptional(conditional.Otherwise);
                });
                break;
            case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Or } binary:
                Visit(binary.Left);
                Conditional(() => Visit(binary.Right));
                break;
            default:
                base.Visit(expression);
                break;
        }
    }

    protected override void VisitParameter(Parameter parameter) => _assigned.Add(parameter.Name);

    private static bool IsStatic(Stmt statement) =>
        statement switch
        {
            OutputStmt output => Array.TrueForAll(output.Parts, p => p is TemplateData || IsConstantCall(p) || Constants.Of(p) is not null),
            DoStmt action => IsConstantCall(action.Expression),
            _ => false,
        };

    private static bool IsConstantCall(Expr expression) =>
        expression is CallExpr { Arguments: { Rest: null, RestKeywords: null } arguments } call
        && PathOf(call.Callee) is not null
        && Array.TrueForAll(arguments.Positional, a => Constants.Of(a) is not null)
        && Array.TrueForAll(arguments.Keywords, k => Constants.Of(k.Value) is not null);

    private static string? PathOf(Expr callee) =>
        callee switch
        {
            NameExpr name => name.Name,
            AttributeExpr attribute => PathOf(attribute.Target) is { } owner ? owner + "." + attribute.Name : null,
            _ => null,
        };

    private static string FirstName(string path) => path.IndexOf('.') is >= 0 and var dot ? path[..dot] : path;

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names, IReadOnlyDictionary<string, Value> globals) =>
        [.. names.Where(n => !globals.ContainsKey(n)).Order(StringComparer.Ordinal)];

    private void VisitBranches(IfStmt branches)
    {
        for (var i = 0; i < branches.Branches.Length; i++)
        {
            if (i > 0)
            {
                Visit(branches.Branches[i].Test);
            }
            VisitAll(branches.Branches[i].Body);
        }
        VisitAll(branches.Otherwise);
    }

    private void VisitLoop(ForStmt loop)
    {
        Visit(loop.Target);
        VisitOptional(loop.Test);
        VisitAll(loop.Body);
        VisitAll(loop.Otherwise);
    }

    private void Conditional(Action visit)
    {
        _conditions++;
        visit();
        _conditions--;
    }

    private void AddTemplate(Expr template)
    {
        switch (template)
        {
            case StringLiteral name:
                _templates.Add(name.Value);
                break;
            case ListExpr list:
                Array.ForEach(list.Items, AddTemplate);
                break;
            case TupleExpr tuple:
                Array.ForEach(tuple.Items, AddTemplate);
                break;
            default:
                _templates.Add(null);
                break;
        }
    }

    private void AddCall(CallExpr call)
    {
        if (PathOf(call.Callee) is not { } path)
        {
            return;
        }
        var arguments = call.Arguments;
        var keywords = new Dictionary<string, Value?>(StringComparer.Ordinal);
        foreach (var keyword in arguments.Keywords)
        {
            keywords[keyword.Name] = Constants.Of(keyword.Value);
        }
        _calls.Add(
            new FoundCall
            {
                Name = path,
                Positional = [.. arguments.Positional.Select(Constants.Of)],
                Keywords = keywords,
                IsConstant = IsConstantCall(call),
                IsConditional = _conditions > 0,
                IsShadowed = false,
                Macro = _macro,
                Span = SourceSpan.Of(_source, call.Position, call.Position + 1),
            }
        );
    }
}
