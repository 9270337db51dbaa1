namespace Headgate.Runs.Bench;

/// <summary>One sub-command: a class with this interface and no parameters is found by <c>Program.cs</c>.</summary>
internal interface IMeasure
{
    /// <summary>The sub-command.</summary>
    string Name { get; }

    /// <summary>What is measured and against which target, in one line.</summary>
    string Says { get; }

    /// <summary>Measures, and writes its page of <c>bench/runs</c>.</summary>
    /// <param name="arguments">What follows the sub-command.</param>
    /// <returns>Whether the targets hold.</returns>
    Task<bool> MeasureAsync(IReadOnlyList<string> arguments);
}
