using System.Text;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Tests.Values;

/// <summary>
/// Operators and values against what Python 3.11 gave for the same expressions. facts.py writes the files; one test reads a whole file, so
/// that a mutation run, which repeats the tests for each mutant, stays short.
/// </summary>
public sealed class FactsTests
{
    private static readonly JinjaEnvironment Environment = NewEnvironment();

    [Theory]
    [InlineData("arithmetic", 1400)]
    [InlineData("mixed", 690)]
    [InlineData("comparison", 2100)]
    [InlineData("hashing", 800)]
    [InlineData("texts", 70)]
    [InlineData("slices", 490)]
    [InlineData("methods", 1100)]
    [InlineData("formatting", 1600)]
    public void Every_expression_of_the_file_gives_what_Python_gave(string file, int least)
    {
        var count = 0;
        var differences = new StringBuilder();
        foreach (var line in File.ReadLines(Path.Combine(Folder(), file + ".facts")))
        {
            var tab = line.IndexOf('\t');
            var actual = Result(line[..tab]);
            if (actual != line[(tab + 1)..])
            {
                differences.Append(line).Append("\tbut here\t").Append(actual).Append('\n');
            }
            count++;
        }
        differences.ToString().ShouldBeEmpty();
        count.ShouldBeGreaterThanOrEqualTo(least);
    }

    private static string Result(string expression)
    {
        try
        {
            return Environment.CompileExpression(expression).Evaluate().Repr();
        }
        catch (JinjaException error)
        {
            return $"{error.Kind}: {error.Message}";
        }
    }

    private static JinjaEnvironment NewEnvironment()
    {
        var environment = new JinjaEnvironment(new JinjaOptions());
        environment.AddGlobal("inf", Value.From(double.PositiveInfinity));
        environment.AddGlobal("nan", Value.From(double.NaN));
        environment.AddFunction(
            "D",
            (_, arguments) =>
            {
                JinjaDecimal.TryParse(arguments[0].AsString(), out var number).ShouldBeTrue();
                return Value.From(number);
            }
        );
        return environment;
    }

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        return Path.Combine(at.FullName, "tests/Headgate.Jinja.Tests/Values");
    }
}
