namespace Headgate.Wire;

/// <summary>Something that the operator does at the machine, beside the API.</summary>
/// <param name="Operator">Name of the person, as the machine knows it.</param>
/// <param name="Operation">What is done, such as <c>operator.tokens.add</c>.</param>
/// <param name="AccountId">The account that it is done to.</param>
/// <param name="Sentence">The rest of a sentence that starts with the person: <c>revoked token "ci"</c>.</param>
/// <param name="After">What holds afterwards; null where the sentence says all.</param>
public sealed record OperatorAct(string Operator, string Operation, long AccountId, string Sentence, string? After = null);
