using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Readme;

/// <summary>The example of the library's README is this code, and prints what the README says.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_prints_what_the_readme_says()
    {
        using var output = new StringWriter();
        Example(output);
        var readme = ReadRepositoryFile("src/Headgate.Jinja/README.md");
        Block(readme, "text").ShouldBe(output.ToString().Trim());
    }

    [Fact]
    public void The_example_is_the_code_of_this_test()
    {
        var source = ReadRepositoryFile("tests/Headgate.Jinja.Tests/Readme/ReadmeTests.cs");
        Squeeze(source)
            .ShouldContain(
                Squeeze(
                    Block(ReadRepositoryFile("src/Headgate.Jinja/README.md"), "csharp").Replace("Console.WriteLine", "output.WriteLine")
                )
            );
    }

    private static void Example(StringWriter output)
    {
        var environment = new JinjaEnvironment(
            new JinjaOptions
            {
                TrimBlocks = true,
                Limits = new Limits { MaxSteps = 100_000 },
            }
        );
        environment.AddFunction("euro", (_, arguments) => Value.From($"{arguments[0].AsInt64() / 100m:0.00} EUR"));

        var template = environment.Compile(
            """
            {% macro line(item) %}
            - {{ item.name }}: {{ euro(item.cents) }}
            {% endmacro %}
            Order of {{ customer|default("nobody") }}
            {% for item in items if item.cents %}
            {{ line(item) }}
            {%- else %}
            (nothing)
            {% endfor %}
            """,
            "order.txt"
        );

        var variables = new Variables
        {
            { "customer", "Ada" },
            {
                "items",
                new[]
                {
                    new Dictionary<string, object> { ["name"] = "tea", ["cents"] = 450 },
                }
            },
        };
        output.WriteLine(template.Render(variables));
    }

    private static string Block(string markdown, string language)
    {
        var start = markdown.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return markdown[start..markdown.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    // How the code is laid out, and so commas behind a last item, is the formatter's.
    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace(",}", "}");

    private static string ReadRepositoryFile(string path)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        return File.ReadAllText(Path.Combine(at.FullName, path));
    }
}
