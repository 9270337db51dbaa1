using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;

namespace Headgate.Tests.Cli;

public sealed class DbtLinesTests
{
    private static readonly Terminal Coloured = new(TextWriter.Null, TextWriter.Null, watched: true, coloured: true, 80);
    private static readonly Terminal Plain = new(TextWriter.Null, TextWriter.Null, watched: false, coloured: false, 80);

    [Theory]
    [InlineData("04:12:01  3 of 12 OK created sql table model marts.fct_orders  [OK in 0.2s]", "\e[32mOK\e[0m created")]
    [InlineData("04:12:01  5 of 12 PASS not_null_orders_id  [PASS in 0.0s]", "\e[32mPASS\e[0m not_null")]
    [InlineData("04:12:01  6 of 12 WARN 3 late  [WARN 3 in 0.0s]", "\e[33mWARN\e[0m 3 late")]
    [InlineData("04:12:01  7 of 12 ERROR creating sql table model x  [ERROR in 0.0s]", "\e[31mERROR\e[0m creating")]
    public void The_word_of_the_outcome_is_coloured(string line, string part) => DbtLines.Painted(line, Coloured).ShouldContain(part);

    [Fact]
    public void A_start_is_dim_and_other_lines_stay()
    {
        DbtLines.Painted("04:12:01  3 of 12 START sql table model x  [RUN]", Coloured).ShouldStartWith("\e[2m");
        DbtLines.Painted("04:12:01  Concurrency: 4 threads", Coloured).ShouldBe("04:12:01  Concurrency: 4 threads");
    }

    [Fact]
    public void Where_colour_is_refused_nothing_changes()
    {
        const string line = "04:12:01  7 of 12 ERROR creating sql table model x  [ERROR in 0.0s]";
        DbtLines.Painted(line, Plain).ShouldBe(line);
    }
}
