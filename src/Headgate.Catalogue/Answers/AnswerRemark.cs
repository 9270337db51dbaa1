namespace Headgate.Catalogue;

/// <summary>What the record says of an answer besides its status: that rows were cut, that something elsewhere went wrong.</summary>
/// <param name="Code">A word for programs, such as <c>id-mismatch</c>.</param>
/// <param name="Says">The same for people, as the end of a sentence, without anything secret.</param>
/// <param name="IsSevere">Whether somebody should look at it.</param>
public sealed record AnswerRemark(string Code, string Says, bool IsSevere = false)
{
    /// <summary>Whether the call was denied after all, before anything was done: its outcome then has the word and, as its reason, the code.</summary>
    public bool IsDenial { get; init; }

    /// <summary>The runs of which the answer tells why they failed, where its operation is about something else; none else.</summary>
    public IReadOnlyList<long> ToldRuns { get; init; } = [];

    /// <summary>Whether it is certain that nothing was done, so that the same call may be made again.</summary>
    public bool IsUndone { get; init; }
}
