namespace Headgate.Platform.Runs;

/// <summary>Whether the files of one step are meant.</summary>
internal sealed class StepChoice
{
    /// <summary>Index of the step, counted from 1; null for all of them.</summary>
    public int? Step { get; set; }
}
