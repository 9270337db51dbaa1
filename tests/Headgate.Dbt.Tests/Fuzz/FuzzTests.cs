using System.Diagnostics;
using System.Globalization;
using System.Text;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Graph;
using Headgate.Dbt.Rendering;
using Headgate.Dbt.Selection;
using Headgate.Dbt.Tests.Parsing;
using Headgate.Dbt.Yaml;
using Headgate.Jinja;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Tests.Fuzz;

/// <summary>
/// Texts put together by chance are read or refused in a sentence: no other failure, none that takes long, none that keeps memory. A few thousand
/// by default; <c>HEADGATE_FUZZ_CASES=1000000 ./test Fuzz</c> for more. The seed is told, and given by <c>HEADGATE_FUZZ_SEED</c> is used again.
/// </summary>
public sealed class FuzzTests
{
    private const long MostBytesKept = 256L << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string[] Templates =
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{%-",
        "-%}",
        "{{-",
        "-}}",
        " ",
        "\n",
        "a",
        "b.c",
        "x[0]",
        "x[1:2]",
        "'t'",
        "\"q\"",
        " 1 ",
        " 2.5 ",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ".",
        "|",
        "~",
        "+",
        "-",
        "*",
        "//",
        "**",
        "%",
        "==",
        "<",
        ">=",
        "in",
        "not",
        "and",
        "or",
        "is",
        "if",
        "elif",
        "else",
        "endif",
        "for",
        "endfor",
        "set",
        "endset",
        "macro",
        "endmacro",
        "m()",
        "call",
        "endcall",
        "filter",
        "endfilter",
        "raw",
        "endraw",
        "do",
        "none",
        "true",
        "upper",
        "join(',')",
        "length",
        "default('d')",
        "map(attribute='a')",
        "range(3)",
        "loop.index",
        "namespace()",
        "\\",
        "é",
        "\u2028",
        "\0",
    ];

    private static readonly string[] YamlPieces =
    [
        "a",
        "b: ",
        "- ",
        ": ",
        "\n",
        "  ",
        "    ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "'",
        "\"",
        "|",
        ">",
        "|-",
        "&x ",
        "*x",
        "!!str ",
        "!t ",
        "# c",
        "---\n",
        "...\n",
        "? ",
        "<<: ",
        "null",
        "~",
        "true",
        "yes",
        "1",
        "0x1F",
        "1e9",
        "2020-01-01",
        ".inf",
        "\t",
        "é",
        "\u2028",
        "\uFEFF",
        "%YAML 1.1\n",
        "\\n",
        "@",
        "`",
    ];

    private static readonly string[] SelectorPieces =
    [
        "+",
        "1+",
        "+2",
        "99999999999+",
        "@",
        ",",
        " ",
        ":",
        "*",
        "?",
        "[a-c]",
        "[!a]",
        "[",
        "]",
        ".",
        "/",
        "\\",
        "a",
        "b",
        "c",
        "a.sql",
        "models/",
        "tag:",
        "path:",
        "config.",
        "config.materialized:",
        "fqn:",
        "state:modified",
        "result:error",
        "source:",
        "test_type:",
        "selector:",
        "selector:s",
        "version:latest",
        "resource_type:model",
        "package:this",
        "access:",
        "group:",
        "unit_test:",
        "file:",
        "é",
        "\n",
        "-",
    ];

    [Fact]
    public void Templates_are_rendered_or_refused()
    {
        var limits = new Limits
        {
            MaxSteps = 1_000_000,
            MaxOutputLength = 1 << 20,
            MaxValueLength = 1 << 20,
        };
        var environment = new JinjaEnvironment(new JinjaOptions { Limits = limits });
        var values = new NamedValues(
            new Dictionary<string, Value> { ["a"] = Value.From("text"), ["x"] = Value.List(Value.From(1), Value.From(2)) }
        );
        Play(
            Templates,
            text =>
            {
                try
                {
                    environment.Compile(text).Render(values);
                }
                catch (JinjaException refused)
                {
                    refused.Message.ShouldNotBeEmpty();
                }
            }
        );
    }

    [Fact]
    public void Yaml_is_read_or_refused() =>
        Play(
            YamlPieces,
            static text =>
            {
                try
                {
                    YamlDocument.Parse(text);
                }
                catch (YamlSyntaxException refused)
                {
                    refused.Message.ShouldNotBeEmpty();
                }
            }
        );

    [Fact]
    public void Selections_choose_something_or_are_refused()
    {
        using var project = new ProjectFolder();
        project.Write("models/a.sql", "{{ config(tags='t') }} select 1 as id");
        project.Write("models/b.sql", "select * from {{ ref('a') }}");
        project.Write("models/p.yml", "models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]");
        var manifest = project.Parse();
        var definitions = new OrderedDictionary<string, object?>
        {
            ["s"] = new OrderedDictionary<string, object?> { ["name"] = "s", ["definition"] = "a+" },
        };
        var scope = new SelectionScope(manifest, [.. manifest.GraphResources()], "shop", project.Path, Previous: null)
        {
            Selectors = new SelectorDefinitions(definitions, IndirectSelection.Eager),
        };
        var selector = new ResourceSelector(ManifestGraph.Build(manifest), scope, static _ => { });
        var kinds = Enum.GetValues<ResourceType>();
        Play(
            SelectorPieces,
            text =>
            {
                try
                {
                    selector.Select(SelectionArguments.Read([text], [], IndirectSelection.Cautious), kinds, withEmpty: true);
                }
                catch (DbtException refused)
                {
                    refused.Message.ShouldNotBeEmpty();
                }
            }
        );
    }

    private static void Play(string[] pieces, Action<string> read)
    {
        var seed = Number("HEADGATE_FUZZ_SEED") ?? 20261201;
        var cases = Number("HEADGATE_FUZZ_CASES") ?? 3000;
        var chance = new Random(seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < cases; i++)
        {
            var text = Text(pieces, chance);
            var started = Stopwatch.GetTimestamp();
            try
            {
                read(text);
            }
            catch (Exception bug) when (bug is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Case {i} of seed {seed}: {Shown(text)}", bug);
            }
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Longest, $"case {i} of seed {seed}: {Shown(text)}");
        }
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(MostBytesKept);
    }

    private static string Text(string[] pieces, Random chance)
    {
        var text = new StringBuilder();
        for (var left = chance.Next(1, 24); left > 0; left--)
        {
            text.Append(pieces[chance.Next(pieces.Length)]);
            if (chance.Next(4) == 0)
            {
                text.Append(' ');
            }
        }
        return text.ToString();
    }

    private static string Shown(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
