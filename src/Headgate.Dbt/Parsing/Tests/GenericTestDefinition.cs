using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Tests;

/// <summary>A generic test as a property file writes it, taken apart into test, arguments and configuration.</summary>
internal sealed partial class GenericTestDefinition
{
    private static readonly string[] ConfigKeys =
    [
        "severity",
        "tags",
        "enabled",
        "where",
        "limit",
        "warn_if",
        "error_if",
        "fail_calc",
        "store_failures",
        "store_failures_as",
        "meta",
        "database",
        "schema",
        "alias",
    ];

    private GenericTestDefinition(
        string name,
        string? package,
        OrderedDictionary<string, object?> arguments,
        OrderedDictionary<string, object?> config
    )
    {
        Name = name;
        Package = package;
        Arguments = arguments;
        Config = config;
    }

    /// <summary>Name of the test, as <c>unique</c>.</summary>
    public string Name { get; }

    /// <summary>Package that was named before it, or null.</summary>
    public string? Package { get; }

    /// <summary>Arguments for the macro, <c>model</c> last.</summary>
    public OrderedDictionary<string, object?> Arguments { get; }

    /// <summary>Configuration, rendered.</summary>
    public OrderedDictionary<string, object?> Config { get; }

    /// <summary>Description, or empty.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Name for the unique id.</summary>
    public string FullName { get; private init; } = "";

    /// <summary>Name for file and table.</summary>
    public string ShortName { get; private init; } = "";

    /// <summary>Tags of the test itself.</summary>
    public IEnumerable<string> Tags =>
        Config.GetValueOrDefault("tags") switch
        {
            null => [],
            string tag => [tag],
            List<object?> list => list.Select(tag => tag as string ?? throw Error($"tag must be a string, got {PythonText.Repr(tag)}")),
            var other => throw Error($"tags must be a list of strings, got {PythonText.Repr(other)}"),
        };

    /// <summary>The text that calls the test's macro.</summary>
    public string RawCode => $"{{{{ {(Package is null ? "" : Package + ".")}test_{Name}(**_dbt_generic_test_kwargs) }}}}{ConfigCall()}";

    /// <summary>Takes a test apart.</summary>
    /// <param name="written">Name, or a map with name and arguments.</param>
    /// <param name="target">What is tested.</param>
    /// <param name="columnName">Column that is tested, quoted where asked for, or null.</param>
    /// <param name="renderer">Renders configuration values.</param>
    /// <exception cref="DbtException">The definition has none of dbt's forms.</exception>
    public static GenericTestDefinition Read(object? written, TestTarget target, string? columnName, YamlRenderer renderer)
    {
        var (testName, arguments) = Extract(written);
        if (columnName is not null)
        {
            arguments["column_name"] = columnName;
        }
        if (arguments.ContainsKey("model"))
        {
            throw Error("Test arguments include \"model\", which is a reserved argument");
        }
        Flatten(arguments);
        arguments["model"] = $"{{{{ get_where_subquery({target.Reference}) }}}}";
        var match = NamePattern().Match(testName);
        if (!match.Success)
        {
            throw Error($"Test name string did not match expected pattern: {testName}");
        }
        var package = match.Groups["package"] is { Success: true } named ? named.Value : null;
        var name = match.Groups["name"].Value;
        var description = arguments.GetValueOrDefault("description") as string ?? "";
        arguments.Remove("description");
        var config = TakeConfig(arguments, renderer);

        string shortName;
        string fullName;
        if (arguments.GetValueOrDefault("name") is string given)
        {
            shortName = fullName = given;
            arguments.Remove("name");
        }
        else
        {
            var kind = target.IsSource ? "source_" + name : name;
            (shortName, fullName) = GenericTestNames.Of(package is null ? kind : $"{package}_{kind}", target.NameInTests, arguments);
            if (shortName != fullName)
            {
                config.TryAdd("alias", shortName);
            }
        }

        return new GenericTestDefinition(name, package, arguments, config)
        {
            Description = description,
            ShortName = shortName,
            FullName = fullName,
        };
    }

    private static (string Name, OrderedDictionary<string, object?> Arguments) Extract(object? written)
    {
        if (written is string name)
        {
            return (name, []);
        }
        if (written is not OrderedDictionary<string, object?> map)
        {
            throw Error($"test must be dict or str, got {PythonText.TypeName(written)} (value {PythonText.Repr(written)})");
        }
        map = PlainData.Clone(map);
        if (map.TryGetValue("test_name", out var inside))
        {
            map.Remove("test_name");
            return (inside as string ?? throw NameError(inside), map);
        }

        if (map.Count != 1)
        {
            throw Error($"test definition dictionary must have exactly one key, got {PythonText.Items(map)} instead ({map.Count} keys)");
        }
        var (key, value) = map.GetAt(0);
        return value switch
        {
            null => (key, []),
            OrderedDictionary<string, object?> arguments => (key, arguments),
            _ => throw Error($"test arguments must be a dict, got {PythonText.TypeName(value)} (value {PythonText.Repr(value)})"),
        };
    }

    /// <summary>Arguments may stand under <c>arguments</c>, which is today's form, or beside the configuration.</summary>
    private static void Flatten(OrderedDictionary<string, object?> arguments)
    {
        if (arguments.GetValueOrDefault("arguments") is not OrderedDictionary<string, object?> nested)
        {
            return;
        }
        arguments.Remove("arguments");
        foreach (var (key, value) in nested)
        {
            arguments[key] = value;
        }
    }

    private static OrderedDictionary<string, object?> TakeConfig(OrderedDictionary<string, object?> arguments, YamlRenderer renderer)
    {
        var nested = arguments.GetValueOrDefault("config") as OrderedDictionary<string, object?>;
        var config = new OrderedDictionary<string, object?>();
        foreach (var key in ConfigKeys)
        {
            arguments.Remove(key, out var value);
            var truthy = PlainData.IsTruthy(value);
            if (truthy && nested?.ContainsKey(key) == true)
            {
                throw Error("Test cannot have the same key at the top-level and in config");
            }
            if (!truthy && nested is not null && nested.Remove(key, out var inside))
            {
                value = inside;
            }
            Add(key, value);
        }

        foreach (var (key, value) in nested ?? [])
        {
            Add(key, value);
        }
        arguments.Remove("config");
        return config;

        void Add(string key, object? value)
        {
            if (value is string text)
            {
                value = renderer.RenderText(text);
            }
            if (value is not null)
            {
                config[key] = value;
            }
        }
    }

    private string ConfigCall()
    {
        if (Config.Count == 0)
        {
            return "";
        }
        var arguments = Config.Select(pair =>
            $"{pair.Key}={(pair.Value is string text ? "\"" + text.Replace("\"", "\\\"") + "\"" : PythonText.Str(pair.Value))}"
        );
        return $"{{{{ config({string.Join(",", arguments)}) }}}}";
    }

    private static DbtException NameError(object? name) =>
        Error($"test name must be a str, got {PythonText.TypeName(name)} (value {PythonText.Repr(name)})");

    private static DbtException Error(string message) => new(DbtErrorKind.Parsing, message);

    [GeneratedRegex("^(?:(?<package>[a-zA-Z_][0-9a-zA-Z_]*)\\.)?(?<name>[a-zA-Z_][0-9a-zA-Z_]*)", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();
}
