namespace Headgate.Wire;

/// <summary>Holds runs against the terms under which they were allowed, once their own code is there: it can differ from what the call was decided on.</summary>
public interface IRunTerms
{
    /// <summary>Judges a run before it does anything, and records a no.</summary>
    /// <param name="run">The run, with what it is about to do.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Why it may not go on, as a sentence; null where it may.</returns>
    Task<string?> RefusalAsync(HeldRun run, CancellationToken cancellation);

    /// <summary>The nodes that a run may touch at most, for an engine that can be told so; null where its terms name none.</summary>
    /// <param name="terms">What was kept with the run.</param>
    IReadOnlyList<string>? MostNodes(string terms);
}
