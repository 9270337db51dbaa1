using Headgate.Dbt.Parsing;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Tests.Parsing;

public sealed class SideBySideTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 200)];

    [Fact]
    public void What_is_made_is_taken_in_order()
    {
        var taken = new List<string>();

        SideBySide.Each(Numbers, number => $"{number}", taken.Add);

        taken.ShouldBe(Numbers.Select(number => $"{number}"));
    }

    [Fact]
    public void Of_those_that_fail_the_first_is_seen_after_all_before_it()
    {
        var taken = new List<string>();

        var failure = Should.Throw<DbtException>(() =>
            SideBySide.Each(
                Numbers,
                number => number is 150 or 77 or 199 ? throw new DbtException(DbtErrorKind.Parsing, $"at {number}") : $"{number}",
                taken.Add
            )
        );

        failure.Message.ShouldBe("at 77");
        taken.Count.ShouldBe(77);
    }

    [Fact]
    public void Words_are_said_once_and_in_order()
    {
        var heard = new List<string>();
        var warnings = SideBySide.InOrder(new WarningLog(warning => heard.Add(warning.Message)));
        var output = SideBySide.InOrder(new ParseOutput((text, _) => heard.Add(text), heard.Add));

        SideBySide.Each(
            Numbers,
            number =>
            {
                if (number % 50 == 0)
                {
                    output.Log($"log {number}", true);
                    warnings.Note($"warn {number}");
                    output.Print($"print {number}");
                }
                return $"{number}";
            },
            made => heard.AddRange(made == "100" ? ["taken 100"] : [])
        );

        heard.ShouldBe([
            "log 0",
            "warn 0",
            "print 0",
            "log 50",
            "warn 50",
            "print 50",
            "log 100",
            "warn 100",
            "print 100",
            "taken 100",
            "log 150",
            "warn 150",
            "print 150",
        ]);
    }

    [Fact]
    public void A_project_with_two_faults_shows_that_of_the_first_file()
    {
        using var project = new ProjectFolder();
        for (var i = 10; i < 60; i++)
        {
            project.Write($"models/m_{i}.sql", i is 31 or 55 ? "{{ config(" : "select 1 as id");
        }

        project.Failure().ShouldContain("m_31");
    }
}
