using Headgate.Cli.Terminals;

namespace Headgate.Tests.Cli;

public sealed class TerminalTests
{
    [Fact]
    public void Where_nobody_watches_no_status_is_drawn()
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, output, watched: false, coloured: false, 80);
        terminal.Status("working");
        terminal.Line("done");
        output.ToString().ShouldBe("done\n");
    }

    [Fact]
    public void Lines_go_above_the_status_and_the_last_status_can_be_taken_away()
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, output, watched: true, coloured: false, 80);
        terminal.Status("working");
        terminal.Line("done");
        terminal.Status("");
        output.ToString().ShouldBe("working\r\e[Kdone\nworking\r\e[K");
    }

    [Fact]
    public void A_status_is_never_wider_than_the_terminal()
    {
        using var output = new StringWriter();
        new Terminal(output, output, watched: true, coloured: false, 50).Status(new string('x', 200));
        output.ToString().Length.ShouldBe(49);
    }

    [Fact]
    public void A_tables_columns_are_as_wide_as_their_widest_text_and_end_at_the_edge()
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, watched: true, coloured: false, 40);
        var lines = TextTable
            .Lines(
                ["RUN", "JOB"],
                [
                    ["1", "short"],
                    ["12", new string('x', 60)],
                ],
                terminal
            )
            .ToList();
        lines[1].ShouldBe("1    short");
        lines[2].Length.ShouldBe(40);
        lines[2].ShouldEndWith("…");
    }
}
