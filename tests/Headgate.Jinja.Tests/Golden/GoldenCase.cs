using System.Text;
using System.Text.Json;
using Headgate.Jinja.Loaders;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Golden;

/// <summary>
/// A file under cases/: a JSON head (options, context, templates), the template, and what is expected of it, divided by lines of "---".
/// </summary>
internal sealed class GoldenCase
{
    private const string Divider = "\n---\n";

    private readonly string _path;
    private readonly string _head;

    private GoldenCase(string path)
    {
        _path = path;
        var parts = File.ReadAllText(path).Split(Divider);
        parts.Length.ShouldBeInRange(2, 3, $"{path} needs a head, a template and what is expected");
        _head = parts[0];
        Template = parts[1];
        Expected = parts.Length == 3 ? parts[2] : string.Empty;
    }

    public string Template { get; }

    public string Expected { get; }

    public static bool Accepts => Environment.GetEnvironmentVariable("HEADGATE_ACCEPT") == "1";

    private static string Root { get; } = FindRoot();

    public static TheoryData<string> In(string folder) =>
        [
            .. Directory
                .GetFiles(Path.Combine(Root, folder), "*.txt")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal),
        ];

    public static GoldenCase Read(string folder, string name) => new(Path.Combine(Root, folder, name + ".txt"));

    public JinjaEnvironment NewEnvironment()
    {
        var head = JsonDocument.Parse(_head).RootElement;
        var loader = new DictionaryTemplateLoader();
        if (head.TryGetProperty("templates", out var templates))
        {
            foreach (var template in templates.EnumerateObject())
            {
                loader[template.Name] = template.Value.GetString()!;
            }
        }
        return new JinjaEnvironment(CaseOptions.Read(head)) { Loader = loader };
    }

    public Variables NewVariables()
    {
        var variables = new Variables();
        if (JsonDocument.Parse(_head).RootElement.TryGetProperty("context", out var context))
        {
            foreach (var variable in context.EnumerateObject())
            {
                variables[variable.Name] = Value.FromObject(variable.Value);
            }
        }
        return variables;
    }

    /// <summary>Compares, or writes the file anew where changes are accepted.</summary>
    public void Check(string actual)
    {
        if (Accepts)
        {
            File.WriteAllText(_path, new StringBuilder(_head).Append(Divider).Append(Template).Append(Divider).Append(actual).ToString());
            return;
        }
        actual.ShouldBe(Expected, $"{_path}: run with HEADGATE_ACCEPT=1 to take the change");
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        return Path.Combine(at!.FullName, "tests", "Headgate.Jinja.Tests", "cases");
    }
}
