namespace Headgate.Catalogue;

/// <summary>What the record says of an answer besides its status: that rows were cut, that something elsewhere went wrong.</summary>
/// <param name="Code">A word for programs, such as <c>id-mismatch</c>.</param>
/// <param name="Says">The same for people, as the end of a sentence, without anything secret.</param>
/// <param name="IsSevere">Whether somebody should look at it.</param>
public sealed record AnswerRemark(string Code, string Says, bool IsSevere = false);
