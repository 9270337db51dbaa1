using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Headgate.Jinja.Builtins;
using Headgate.Jinja.Compile;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Loaders;
using Headgate.Jinja.Options;
using Headgate.Jinja.Run;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Jinja;

/// <summary>
/// Compiles templates and holds what they share: options, globals, filters, tests, tags of the host and a loader. To be set up first and
/// then used from any number of threads; what is registered later is seen by templates compiled later.
/// </summary>
public sealed class JinjaEnvironment : ITemplateHost
{
    private readonly Dictionary<string, FilterFunction> _filters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestFunction> _tests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> _globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExtensionTag> _tags = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string? Name, string Source), Template> _compiled = new();
    private readonly ConcurrentDictionary<string, Template> _loadedAhead = new(StringComparer.Ordinal);
    private readonly LexerRules _rules;

    /// <summary>Creates an environment with Jinja's filters, tests and globals.</summary>
    /// <param name="options">How it reads and renders; Jinja's defaults unless given.</param>
    public JinjaEnvironment(JinjaOptions? options = null)
    {
        Options = options ?? new JinjaOptions();
        _rules = new LexerRules(Options);
        foreach (var (name, filter) in BuiltinFilters.All)
        {
            _filters[name] = filter;
        }
        foreach (var (name, test) in BuiltinTests.All)
        {
            _tests[name] = test;
        }
        foreach (var (name, value) in BuiltinGlobals.All)
        {
            _globals[name] = value;
        }
    }

    /// <summary>How templates are read and rendered.</summary>
    public JinjaOptions Options { get; }

    /// <summary>Finds the templates that others include, import and extend.</summary>
    public ITemplateLoader? Loader { get; init; }

    /// <summary>Finds templates where that takes waiting; used by <see cref="GetTemplateAsync"/> only.</summary>
    public IAsyncTemplateLoader? AsyncLoader { get; init; }

    /// <summary>Variables that every template sees.</summary>
    public IReadOnlyDictionary<string, Value> Globals => _globals;

    /// <summary>Adds or replaces a variable that every template sees.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void AddGlobal(string name, Value value) => _globals[name] = value;

    /// <summary>Adds or replaces a function that every template sees.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">What it does.</param>
    public void AddFunction(string name, JinjaFunction function) => _globals[name] = Value.Function(name, function);

    /// <summary>Adds or replaces a filter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="filter">What it does.</param>
    public void AddFilter(string name, FilterFunction filter) => _filters[name] = filter;

    /// <summary>Adds or replaces a test.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="test">What it does.</param>
    public void AddTest(string name, TestFunction test) => _tests[name] = test;

    /// <summary>Adds a tag; it comes before Jinja's own extension tags of that name.</summary>
    /// <param name="tag">The tag.</param>
    public void AddTag(ExtensionTag tag) => _tags[tag.Name] = tag;

    /// <summary>Compiles a template, or gives the one compiled before from the same text under the same name.</summary>
    /// <param name="source">The text.</param>
    /// <param name="name">Its name, for messages and relative to which nothing is looked up; null for none.</param>
    /// <returns>The template, which any number of threads may render.</returns>
    /// <exception cref="JinjaException">TemplateSyntaxError or TemplateAssertionError.</exception>
    public Template Compile(string source, string? name = null)
    {
        if (_compiled.TryGetValue((name, source), out var known))
        {
            return known;
        }
        var text = new SourceText(source, name, Options.KeepTrailingNewline);
        var tree = new Parser(text, _rules, _tags).ParseTemplate();
        var template = new Template(this, text, tree, TemplateCompiler.Compile(tree, text, this));
        if (Options.CacheSize > 0)
        {
            // A full cache starts again from nothing: cheaper than keeping the order of use on every hit.
            if (_compiled.Count >= Options.CacheSize)
            {
                _compiled.Clear();
            }
            _compiled[(name, source)] = template;
        }
        return template;
    }

    /// <summary>Compiles a text that is one expression.</summary>
    /// <param name="source">The expression, without delimiters.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>The expression, which any number of threads may evaluate.</returns>
    /// <exception cref="JinjaException">TemplateSyntaxError or TemplateAssertionError.</exception>
    public Expression CompileExpression(string source, string? name = null)
    {
        var text = new SourceText(source, name, keepTrailingNewline: true);
        var tree = new Parser(text, _rules, _tags, expressionOnly: true).ParseWholeExpression();
        var (node, slots) = TemplateCompiler.CompileExpression(tree, text, this);
        return new Expression(this, text, node, slots);
    }

    /// <summary>Loads a template by name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The template.</returns>
    /// <exception cref="JinjaException">TemplateNotFound, or an error in the template.</exception>
    public Template GetTemplate(string name) => TryGetTemplate(name) ?? throw new JinjaException(JinjaErrorKind.TemplateNotFound, name);

    /// <summary>Loads a template by name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The template, or null when there is none.</returns>
    /// <exception cref="JinjaException">An error in the template.</exception>
    public Template? TryGetTemplate(string name) =>
        Loader?.TryLoad(name) is { } source ? Compile(source, name) : _loadedAhead.GetValueOrDefault(name);

    /// <summary>
    /// Loads a template by <see cref="AsyncLoader"/>, and with it all templates that it and they name by constants in extends, include and
    /// import, so that rendering need not wait. What was loaded before is loaded again.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>The template.</returns>
    /// <exception cref="JinjaException">TemplateNotFound for the template itself, or an error in one of the templates.</exception>
    public async ValueTask<Template> GetTemplateAsync(string name, CancellationToken cancellationToken = default)
    {
        var waiting = new Queue<string>([name]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { name };
        while (AsyncLoader is not null && waiting.TryDequeue(out var next))
        {
            if (await AsyncLoader.TryLoadAsync(next, cancellationToken) is not { } source)
            {
                _loadedAhead.TryRemove(next, out _);
                continue;
            }
            var template = Compile(source, next);
            _loadedAhead[next] = template;
            foreach (var referenced in template.Analyse().ReferencedTemplates)
            {
                if (referenced is not null && seen.Add(referenced))
                {
                    waiting.Enqueue(referenced);
                }
            }
        }
        return GetTemplate(name);
    }

    bool ITemplateHost.TryGetFilter(string name, [MaybeNullWhen(false)] out FilterFunction filter) =>
        _filters.TryGetValue(name, out filter);

    bool ITemplateHost.TryGetTest(string name, [MaybeNullWhen(false)] out TestFunction test) => _tests.TryGetValue(name, out test);

    TemplateCode? ITemplateHost.FindTemplate(string name) => TryGetTemplate(name)?.Code;

    bool ITemplateHost.EscapesTemplate(string? name) => Options.AutoescapeFor?.Invoke(name) ?? Options.Autoescape;

    Random ITemplateHost.NewRandom() => Options.RandomSeed is { } seed ? new Random(seed) : new Random();
}
