namespace Headgate.Graph.Elsewhere;

/// <summary>An account elsewhere answered something else than was asked. Nothing of its answer is shown.</summary>
/// <param name="what">What is different, for the record.</param>
public sealed class AnswerDiffersException(string what) : Exception(what);
