namespace Headgate.Jinja.Syntax.Ast;

/// <summary>One parameter of a macro or call block.</summary>
internal sealed class Parameter(int position, string name, Expr? defaultValue) : Node(position)
{
    public string Name { get; } = name;

    public Expr? Default { get; } = defaultValue;
}

internal sealed class MacroStmt(int position, string name, Parameter[] parameters, Stmt[] body) : Stmt(position)
{
    public string Name { get; } = name;

    public Parameter[] Parameters { get; } = parameters;

    public Stmt[] Body { get; } = body;

    /// <summary>The extension tag that made the macro; null for <c>{% macro %}</c>.</summary>
    public ParsedTag? Tag { get; init; }
}

internal sealed class CallBlockStmt(int position, Parameter[] parameters, CallExpr call, Stmt[] body) : Stmt(position)
{
    public Parameter[] Parameters { get; } = parameters;

    public CallExpr Call { get; } = call;

    public Stmt[] Body { get; } = body;
}

internal sealed class BlockStmt(int position, string name, bool scoped, bool required, Stmt[] body) : Stmt(position)
{
    public string Name { get; } = name;

    public bool Scoped { get; } = scoped;

    public bool Required { get; } = required;

    public Stmt[] Body { get; } = body;
}

internal sealed class ExtendsStmt(int position, Expr template) : Stmt(position)
{
    public Expr Template { get; } = template;
}

internal sealed class IncludeStmt(int position, Expr template, bool ignoreMissing, bool withContext) : Stmt(position)
{
    public Expr Template { get; } = template;

    public bool IgnoreMissing { get; } = ignoreMissing;

    public bool WithContext { get; } = withContext;
}

internal sealed class ImportStmt(int position, Expr template, string target, bool withContext) : Stmt(position)
{
    public Expr Template { get; } = template;

    public string Target { get; } = target;

    public bool WithContext { get; } = withContext;
}

internal sealed class FromImportStmt(int position, Expr template, ImportedName[] names, bool withContext) : Stmt(position)
{
    public Expr Template { get; } = template;

    public ImportedName[] Names { get; } = names;

    public bool WithContext { get; } = withContext;
}

internal readonly record struct ImportedName(string Name, string Alias);

/// <summary>A tag that the host registered, other than one that makes a macro.</summary>
internal sealed class TagStmt(int position, ParsedTag tag, Expr[] arguments, KeywordArgument[] keywords, Stmt[] body) : Stmt(position)
{
    public ParsedTag Tag { get; } = tag;

    public Expr[] Arguments { get; } = arguments;

    public KeywordArgument[] Keywords { get; } = keywords;

    public Stmt[] Body { get; } = body;
}

/// <summary>What an extension tag's head said, and where its body stands.</summary>
internal sealed class ParsedTag(ExtensionTag tag, string name, int bodyStart, int bodyEnd)
{
    public ExtensionTag Tag { get; } = tag;

    /// <summary>The name in the head; empty for tags without one.</summary>
    public string Name { get; } = name;

    public int BodyStart { get; } = bodyStart;

    public int BodyEnd { get; } = bodyEnd;

    public Parameter[] Parameters { get; init; } = [];

    /// <summary>Constant keyword values of the head, e.g. <c>adapter='duckdb'</c>, as plain .NET values.</summary>
    public IReadOnlyDictionary<string, object?> Options { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);
}
