using System.Text.Json;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Loaders;
using Headgate.Jinja.Tests.Golden;

namespace Headgate.Jinja.Tests.Differential;

/// <summary>A line of a file under expected/: a template with its surroundings, and what Jinja made of it.</summary>
internal sealed class DifferentialCase(JsonElement line)
{
    private static readonly Dictionary<string, DifferentialCase> Cases = ReadAll();

    public static IEnumerable<string> Names => Cases.Keys;

    public string Template => line.GetProperty("t").GetString()!;

    /// <summary>The text that Jinja printed, or the kind of its error and the template and line where it happened.</summary>
    public string Expected =>
        line.TryGetProperty("r", out var text)
            ? text.GetString()!
            : Error(line.GetProperty("e").GetString()!, line.GetProperty("at").GetString()!);

    public static DifferentialCase Of(string name) => Cases[name];

    public string Render()
    {
        var loader = new DictionaryTemplateLoader { ["main"] = Template };
        if (line.TryGetProperty("l", out var others))
        {
            foreach (var other in others.EnumerateObject())
            {
                loader[other.Name] = other.Value.GetString()!;
            }
        }
        var environment = new JinjaEnvironment(CaseOptions.Read(line, "o")) { Loader = loader };
        try
        {
            return environment
                .GetTemplate("main")
                .Render(TypedContext.Read(line.TryGetProperty("c", out var name) ? name.GetString()! : "main"));
        }
        catch (JinjaException error)
        {
            return Error(error.Kind.ToString(), $"{error.TemplateName}:{error.Line}");
        }
    }

    private static string Error(string kind, string place) => $"!! {kind} at {place}";

    private static Dictionary<string, DifferentialCase> ReadAll()
    {
        var cases = new Dictionary<string, DifferentialCase>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(DifferentialFolder.Expected, "*.jsonl").Order(StringComparer.Ordinal))
        {
            var number = 1;
            foreach (var text in File.ReadLines(file).Skip(1))
            {
                cases[$"{Path.GetFileNameWithoutExtension(file)} line {++number}"] = new(JsonDocument.Parse(text).RootElement);
            }
        }
        return cases;
    }
}
