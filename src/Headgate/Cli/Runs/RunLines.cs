using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary>Shows the steps of a run and their lines. They are a project's own words: nothing is counted by them.</summary>
internal sealed class RunLines(Terminal terminal)
{
    /// <summary>Shows that a step begins.</summary>
    public void Step(int index, string name) => terminal.Line(terminal.Painted($"── {index}. {AnsiCodes.Strip(name)}", Paint.Bold));

    /// <summary>Shows lines of the step, without what they would do to a terminal.</summary>
    public void Log(string lines)
    {
        foreach (var raw in lines.Split('\n'))
        {
            var line = AnsiCodes.Strip(raw.TrimEnd('\r'));
            terminal.Line("   " + DbtLines.Painted(line, terminal));
        }
    }
}
